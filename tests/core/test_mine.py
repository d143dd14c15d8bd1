"""Tests of hubtui.core.mine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hubtui.core.mine import PAGES, address_of, mine_page, read_mine
from hubtui.core.question import Question
from hubtui.hub.criteria import Criteria, Kind, Sort
from hubtui.hub.errors import ServerFailed
from hubtui.hub.models import Account, Membership
from hubtui.widgets.columns import expand_for
from tests.core.reading import reading
from tests.support.loopback import BAD_GATEWAY, Answer, LoopbackHub

if TYPE_CHECKING:
    from tests.support.loopback import Recorded

OWN = "/api/settings/repositories"
ORG = "/api/organizations/acme-lab/settings/repositories"
GONE = Answer(404, {"Content-Type": "application/json"}, b'{"error": "Sorry, we can\'t find the page"}')
ALICE = Account(name="alice", orgs=(Membership("acme-lab", "admin"), Membership("open-corpus", "read")))


def rows(*found: dict[str, object], **headers: str) -> Answer:
    return Answer(200, {"Content-Type": "application/json"} | headers, json.dumps(found).encode())


def asked(hub: LoopbackHub, name: str = "author") -> list[str]:
    """Return the values of a parameter in the requests so far, in order."""
    return [request.parameters[name] for request in hub.requests if name in request.parameters]


async def test_all_repos_of_the_user_and_the_organisations_are_there_private_ones_too(
    hub: LoopbackHub,
) -> None:
    async with reading(hub, hub.write_token) as reads:
        account = await reads.whoami()
        mine = await read_mine(
            reads, account, Criteria(sort=Sort.DOWNLOADS), expand_for(Kind.MODEL, Sort.DOWNLOADS)
        )
    ids = [repo.id for repo in mine.repos]
    assert ids[:3] == ["acme-lab/parser-base", "alice/tiny-chat", "alice/tiny-chat-GGUF"]
    assert {"alice/private-draft", "acme-lab/parser-next", "open-corpus/unreleased"} <= set(ids)
    assert {repo.owner for repo in mine.repos} == {"alice", "acme-lab", "open-corpus"}
    assert mine.sort is Sort.DOWNLOADS
    assert mine.cut == ()
    assert sorted(asked(hub)) == ["acme-lab", "alice", "open-corpus"]


async def test_storage_is_told_where_the_hub_knows_it(hub: LoopbackHub) -> None:
    hub.script(
        ORG, rows({"id": "acme-lab/parser-next", "type": "model", "visibility": "private", "storage": 77})
    )
    async with reading(hub, hub.write_token) as reads:
        mine = await read_mine(reads, ALICE, Criteria())
    assert mine.storage["acme-lab/parser-next"] == 77
    assert mine.storage["alice/tiny-chat"] > 0
    assert "open-corpus/tagger" not in mine.storage
    assert [request.parameters["type"] for request in hub.requests if request.path == OWN] == ["model"]


async def test_what_only_the_settings_know_is_added(hub: LoopbackHub) -> None:
    own = rows(
        {
            "id": "alice/hidden",
            "type": "dataset",
            "visibility": "private",
            "updatedAt": "2026-08-05T08:22:59.000Z",
        },
        {"id": "alice/field-notes", "type": "dataset", "visibility": "public", "storage": 5},
        {"id": "alice/other", "type": "model"},
        {"id": "alice/a\x1bb", "type": "dataset"},
    )
    hub.script(OWN, own, times=None)
    async with reading(hub, hub.write_token) as reads:
        found = {repo.id: repo for repo in (await read_mine(reads, ALICE, Criteria(Kind.DATASET))).repos}
        some = await read_mine(reads, ALICE, Criteria(Kind.DATASET, search="HIDD"))
        filtered = await read_mine(reads, ALICE, Criteria(Kind.DATASET, tags=("license:cc0-1.0",)))
    assert (found["alice/hidden"].private, found["alice/hidden"].updated) == (True, 1_785_918_179)
    assert not found["alice/ab"].usable
    assert "alice/other" not in found
    assert [repo.id for repo in found.values()].count("alice/field-notes") == 1
    assert [repo.id for repo in some.repos] == ["alice/hidden"]
    assert "alice/hidden" not in {repo.id for repo in filtered.repos}
    assert "alice/field-notes" in {repo.id for repo in filtered.repos}


@pytest.mark.parametrize(
    "answer", [GONE, Answer(403, {}, b'{"error": "no"}'), Answer(200, {}, b"<html>"), BAD_GATEWAY]
)
async def test_where_the_settings_cannot_be_read_the_lists_are_enough(
    hub: LoopbackHub, answer: Answer
) -> None:
    hub.script(lambda request: "settings/repositories" in request.path, answer, times=None)
    async with reading(hub, hub.write_token) as reads:
        mine = await read_mine(reads, ALICE, Criteria(Kind.SPACE))
    assert {repo.id for repo in mine.repos} == {
        "alice/hello-gradio", "alice/plain-page", "acme-lab/labeling-desk", "open-corpus/reader",
    }  # fmt: skip
    assert dict(mine.storage) == {}


def next_link(request: Recorded) -> Answer:
    """Answer a list with a page that has another one behind it, for ever."""
    number = int(request.parameters.get("cursor", "0"))
    link = f'<https://huggingface.co/api/models?author=alice&cursor={number + 1}>; rel="next"'
    return rows({"id": f"alice/m{number}"}, Link=link)


async def test_a_long_list_is_read_for_ten_pages_and_its_owner_named(hub: LoopbackHub) -> None:
    hub.script(lambda request: request.parameters.get("author") == "alice", next_link, times=None)
    async with reading(hub, hub.write_token) as reads:
        mine = await read_mine(reads, Account(name="alice", orgs=ALICE.orgs[1:]), Criteria())
    assert mine.cut == ("alice",)
    assert asked(hub).count("alice") == PAGES
    assert sum(repo.id.startswith("alice/m") for repo in mine.repos) == PAGES


async def test_the_settings_go_on_by_their_link(hub: LoopbackHub) -> None:
    first = rows(
        {"id": "alice/one", "type": "model", "storage": 1}, Link=f'<https://hf.co{OWN}?cursor=2>; rel="next"'
    )
    hub.script(lambda request: request.path == OWN and "cursor" not in request.parameters, first)
    hub.script(lambda request: request.path == OWN, rows({"id": "alice/two", "type": "model", "storage": 2}))
    async with reading(hub, hub.write_token) as reads:
        mine = await read_mine(reads, Account(name="alice"), Criteria())
    assert (mine.storage["alice/one"], mine.storage["alice/two"]) == (1, 2)


async def test_storage_is_known_without_the_settings_list_too(hub: LoopbackHub) -> None:
    hub.script(lambda request: "settings/repositories" in request.path, GONE, times=None)
    async with reading(hub, hub.write_token) as reads:
        page = await mine_page(reads, ALICE, Criteria(), expand_for(Kind.MODEL))
    assert {repo.owner for repo in page.repos if repo.storage} >= {"alice", "acme-lab", "open-corpus"}


def test_the_website_has_an_address_for_the_repos_of_one_owner_only() -> None:
    alone = Account(name="ada")
    assert address_of(Question(Criteria(search="x")), ALICE) == Criteria(search="x")
    assert address_of(Question(Criteria(search="x"), mine=True), ALICE) is None
    assert address_of(Question(Criteria(), mine=True), None) is None
    assert address_of(Question(Criteria(), mine=True), alone) == Criteria(author="ada")
    assert address_of(Question(Criteria(author="acme-lab"), mine=True), ALICE) == Criteria(author="acme-lab")


async def test_a_list_that_cannot_be_read_is_a_failure(hub: LoopbackHub) -> None:
    hub.script(lambda request: request.parameters.get("author") == "acme-lab", BAD_GATEWAY, times=None)
    async with reading(hub, hub.write_token) as reads:
        with pytest.raises(ServerFailed):
            await read_mine(reads, ALICE, Criteria())


async def test_the_trend_which_no_row_tells_gives_way_to_the_date_of_change(hub: LoopbackHub) -> None:
    async with reading(hub, hub.write_token) as reads:
        mine = await read_mine(reads, ALICE, Criteria(), expand_for(Kind.MODEL))
    assert mine.sort is Sort.UPDATED
    dates = [repo.updated for repo in mine.repos]
    assert dates == sorted(dates, key=lambda date: date or 0, reverse=True)


async def test_ascending_order_is_made_here_and_what_has_no_value_comes_last(hub: LoopbackHub) -> None:
    criteria = Criteria(sort=Sort.PARAMETERS, ascending=True)
    async with reading(hub, hub.write_token) as reads:
        mine = await read_mine(reads, ALICE, criteria, expand_for(Kind.MODEL, Sort.PARAMETERS))
    sizes = [repo.parameters for repo in mine.repos]
    known = [size for size in sizes if size is not None]
    assert known == sorted(known)
    assert sizes[: len(known)] == known
    assert len(known) < len(sizes)
    assert set(asked(hub, "direction")) == {"-1"}
