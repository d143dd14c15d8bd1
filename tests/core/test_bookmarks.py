"""Tests of hubtui.core.bookmarks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.core.bookmarks import (
    LONGEST_NOTE,
    MOST_RECENT,
    Bookmark,
    clean_note,
    ids_in,
    key_of,
    moved,
    opened,
    repo_of,
    repos_of,
    restored,
    stored,
)
from hubtui.hub.criteria import Kind
from hubtui.hub.models import RepoRef

REFS = {
    "org/name": RepoRef(Kind.MODEL, "org/name"),
    "gpt2": RepoRef(Kind.MODEL, "gpt2"),
    "datasets/org/name": RepoRef(Kind.DATASET, "org/name"),
    "datasets/squad": RepoRef(Kind.DATASET, "squad"),
    "spaces/org/name": RepoRef(Kind.SPACE, "org/name"),
}


@pytest.mark.parametrize(("key", "ref"), REFS.items())
def test_a_key_is_an_address_that_leads_back(key: str, ref: RepoRef) -> None:
    assert key_of(ref) == key
    assert repo_of(key) == ref


@pytest.mark.parametrize(
    "key", ["", "a/b/c", "spaces/x", "a/..", "a/\x1b", "a b/c", "/", "a/", "datasets/a/b/c"]
)
def test_what_can_be_no_key_is_none_s(key: str) -> None:
    assert repo_of(key) is None


def test_repos_are_each_named_once_and_what_cannot_be_read_is_left_out() -> None:
    assert repos_of(("org/name", "a/b/c", "spaces/org/name", "org/name")) == (
        REFS["org/name"],
        REFS["spaces/org/name"],
    )


def test_ids_are_told_apart_by_their_kind() -> None:
    assert ids_in(REFS, Kind.MODEL) == {"org/name", "gpt2"}
    assert ids_in(REFS, Kind.DATASET) == {"org/name", "squad"}
    assert ids_in(REFS, Kind.SPACE) == {"org/name"}


@pytest.mark.parametrize("bookmark", [
    Bookmark(REFS["org/name"], "to try", 1_700_000_000), Bookmark(REFS["datasets/squad"], "", 5),
    Bookmark(REFS["spaces/org/name"]),
])  # fmt: skip
def test_a_bookmark_is_there_again(bookmark: Bookmark) -> None:
    assert restored({key_of(bookmark.ref): stored(bookmark)}) == (bookmark,)


def test_the_newest_bookmark_comes_first() -> None:
    assert [found.ref for found in restored({"a/b": {"when": 9}, "c/d": {"when": 1}})] == [
        RepoRef(Kind.MODEL, "c/d"),
        RepoRef(Kind.MODEL, "a/b"),
    ]


@pytest.mark.parametrize(
    "values", [{"note": 3}, {"when": "x"}, {"when": True}, {"when": -1}, {"note": ["a"]}, {"other": "x"}]
)
def test_a_value_of_another_form_is_none(values: dict[str, Any]) -> None:
    assert restored({"org/name": values}) == (Bookmark(REFS["org/name"]),)


def test_a_note_is_one_clean_line_of_some_length() -> None:
    (found,) = restored({"org/name": {"note": "\x1b[2Ja\nb" + "x" * 500}})
    assert found.note.startswith("[2Ja b")
    assert len(found.note) == LONGEST_NOTE
    assert clean_note("  a \u202e b ") == "a  b"


@given(st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=20), st.sampled_from(["a", "b", "e"]))
def test_what_was_opened_last_is_first_and_each_is_there_once(before: list[str], key: str) -> None:
    recent: tuple[str, ...] = ()
    for each in before:
        recent = opened(recent, each)
    after = opened(recent, key)
    assert after[0] == key
    assert len(set(after)) == len(after)
    assert [each for each in after if each != key] == [each for each in recent if each != key]


def test_no_more_than_the_last_are_remembered() -> None:
    recent: tuple[str, ...] = ()
    for number in range(MOST_RECENT + 5):
        recent = opened(recent, f"a/{number}")
    assert len(recent) == MOST_RECENT
    assert recent[-1] == "a/5"


def test_a_renamed_repo_keeps_its_place_once() -> None:
    assert moved(("a", "old", "b"), "old", "new") == ("a", "new", "b")
    assert moved(("new", "old"), "old", "new") == ("new",)
    assert moved(("a",), "old", "new") == ("a",)
