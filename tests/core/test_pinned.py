"""Tests of hubtui.core.pinned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubtui.core.pinned import fetch_row, may_be_fetched, news_of, put_first, wanted_id, with_first
from hubtui.core.question import Question, Sieve
from hubtui.hub.criteria import Criteria, Kind, Sort
from hubtui.hub.errors import ServerFailed
from hubtui.hub.models import Page, Repo
from hubtui.widgets.columns import expand_for
from tests.core.reading import reading
from tests.support.loopback import BAD_GATEWAY

if TYPE_CHECKING:
    from tests.support.loopback import LoopbackHub


@pytest.mark.parametrize(
    ("search", "wanted"),
    [("org/name", "org/name"), (" org/name ", "org/name"), ("org", ""), ("org/", ""), ("a/b/c", ""), ("datasets/x", ""),
     ("a b/c", ""), ("", "")],
)  # fmt: skip
def test_only_a_whole_id_with_an_owner_is_wanted(search: str, wanted: str) -> None:
    assert wanted_id(Question(Criteria(search=search))) == wanted


def test_an_id_that_is_meant_is_wanted_without_an_owner_too() -> None:
    assert wanted_id(Question(Criteria(search="gpt2")), "gpt2") == "gpt2"
    assert wanted_id(Question(Criteria(search="gpt")), "gpt2") == ""


def test_only_another_id_or_none_is_news() -> None:
    assert news_of(Kind.MODEL, "Org/Name", Repo(id="org/name")) == ""
    assert news_of(Kind.MODEL, "gpt2", Repo(id="openai/gpt2")) == "gpt2 is openai/gpt2 now"
    assert news_of(Kind.SPACE, "a/b", None) == "This Hub has no Space a/b that you may see"


def test_a_repo_that_the_list_lacks_is_fetched_only_where_no_filter_might_exclude_it() -> None:
    assert may_be_fetched(Question(Criteria(Kind.SPACE, search="a/b", sort=Sort.LIKES, ascending=True)))
    assert not may_be_fetched(Question(Criteria(search="a/b", tags=("en",))))
    assert not may_be_fetched(Question(Criteria(search="a/b"), Sieve(carded=True)))


def test_the_wanted_repo_comes_first_and_once() -> None:
    page = Page(repos=(Repo(id="x/y"), Repo(id="Org/Name", likes=3), Repo(id="z/z")), next="cursor=1")
    found = with_first(page, "org/name")
    assert found is not None
    assert [repo.id for repo in found.repos] == ["Org/Name", "x/y", "z/z"]
    assert found.next == "cursor=1"
    assert with_first(page, "org/nam") is None
    assert [repo.id for repo in put_first(page, Repo(id="z/z")).repos] == ["z/z", "x/y", "Org/Name"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Kind.MODEL, "alice/tiny-chat"),
        (Kind.DATASET, "alice/field-notes"),
        (Kind.SPACE, "alice/hello-gradio"),
    ],
)
async def test_a_fetched_row_is_the_row_that_a_list_has(hub: LoopbackHub, kind: Kind, name: str) -> None:
    fields = expand_for(kind)
    async with reading(hub) as reads:
        listed = (await reads.repos(Criteria(kind, search=name), expand=fields)).repos
        fetched = await fetch_row(reads, kind, name, fields)
    assert fetched == next(repo for repo in listed if repo.id == name)


async def test_a_repo_of_old_is_found_under_its_new_id(hub: LoopbackHub) -> None:
    async with reading(hub) as reads:
        found = await fetch_row(reads, Kind.MODEL, "alice/first-try")
    assert found is not None
    assert found.id == "alice/tiny-chat"


async def test_a_missing_repo_is_none_and_a_failure_is_told(hub: LoopbackHub) -> None:
    async with reading(hub) as reads:
        assert await fetch_row(reads, Kind.MODEL, "alice/nothing") is None
        hub.script("/api/models/alice/tiny-chat", BAD_GATEWAY, times=None)
        with pytest.raises(ServerFailed):
            await fetch_row(reads, Kind.MODEL, "alice/tiny-chat")
