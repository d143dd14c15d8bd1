"""Tests of hubtui.core.question."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.core.question import Chip, Question, Sieve, chips, ignored, range_label, tag_label
from hubtui.hub.criteria import Criteria, Kind, Sort
from hubtui.hub.models import Repo
from hubtui.text import is_plain
from tests.hub.questions import criteria, texts

NOW = 1_795_000_000
DAY = 86_400


def sieves() -> st.SearchStrategy[Sieve]:
    days = st.one_of(st.none(), st.integers(0, 4000))
    return st.builds(
        Sieve, st.lists(texts(), max_size=3).map(tuple), st.booleans(), days, days, texts(), texts()
    )


def questions() -> st.SearchStrategy[Question]:
    return st.builds(Question, criteria(), sieves(), st.booleans())


def test_an_open_sieve_lets_everything_pass_and_needs_nothing() -> None:
    assert Sieve().is_open
    assert Sieve().passes(Repo(id="a/b"), NOW)
    assert Sieve().fields == ()


@pytest.mark.parametrize(
    ("sieve", "repo", "passes"),
    [
        (Sieve(without=("gguf",)), Repo(id="a", tag_lines="en\ngguf"), False),
        (Sieve(without=("gguf",)), Repo(id="a", tag_lines="en\ngguf-tools"), True),
        (Sieve(without=("gguf",)), Repo(id="a"), True),
        (Sieve(without=("x", "en")), Repo(id="a", tag_lines="en"), False),
        (Sieve(carded=True), Repo(id="a", carded=True), True),
        (Sieve(carded=True), Repo(id="a", carded=False), False),
        (Sieve(carded=True), Repo(id="a", carded=None), True),
        (Sieve(created_within=30), Repo(id="a", created=NOW - 30 * DAY), True),
        (Sieve(created_within=30), Repo(id="a", created=NOW - 30 * DAY - 1), False),
        (Sieve(created_within=30), Repo(id="a", created=NOW + 100), True),
        (Sieve(created_within=30), Repo(id="a", updated=NOW), False),
        (Sieve(updated_within=0), Repo(id="a", updated=NOW), True),
        (Sieve(updated_within=7), Repo(id="a", created=NOW, updated=NOW - 8 * DAY), False),
        (Sieve(stage="RUNNING"), Repo(id="a", stage="RUNNING"), True),
        (Sieve(stage="RUNNING"), Repo(id="a", stage="RUNNING_BUILDING"), False),
        (Sieve(stage="RUNNING"), Repo(id="a"), False),
        (Sieve(hardware="t4-small"), Repo(id="a", hardware="t4-small"), True),
        (Sieve(hardware="t4-small"), Repo(id="a", hardware="cpu-basic"), False),
        (
            Sieve(stage="RUNNING", hardware="t4-small"),
            Repo(id="a", stage="PAUSED", hardware="t4-small"),
            False,
        ),
    ],
)
def test_a_row_passes_or_not(sieve: Sieve, repo: Repo, passes: bool) -> None:
    assert sieve.passes(repo, NOW) is passes


def test_a_sieve_names_the_fields_that_it_looks_at() -> None:
    assert Sieve(without=("x",)).fields == ("tags",)
    assert Sieve(stage="RUNNING").fields == Sieve(hardware="x").fields == ("runtime",)
    assert Sieve(("x",), True, 1, 2).fields == ("tags", "cardData", "createdAt", "lastModified")


@given(sieves(), texts())
def test_a_tag_excluded_twice_is_not_excluded(sieve: Sieve, tag: str) -> None:
    without = replace(sieve, without=tuple(each for each in sieve.without if each != tag))
    assert without.toggled(tag).without == (*without.without, tag)
    assert without.toggled(tag).toggled(tag) == without


def test_every_filter_has_a_chip_that_says_what_it_is() -> None:
    asked = Question(
        Criteria(search="q", author="alice", tags=("license:mit", "base_model:a/b"), task="text-generation",
                 library="transformers", apps=("ollama",), inference_providers=("all", "groq"), gated=False,
                 num_parameters="min:3B,max:14B"),
        Sieve(("gguf",), True, 1, 30),
        mine=True,
    )  # fmt: skip
    assert [(chip.label, chip.loaded_only) for chip in chips(asked)] == [
        ("mine", False), ("by alice", False), ("text-generation", False), ("transformers", False), ("mit", False),
        ("base_model:a/b", False), ("3B–14B", False), ("not gated", False), ("runs in ollama", False),
        ("served by any provider", False), ("served by groq", False), ("!gguf", True), ("with a card", True),
        ("created within 1 day", True), ("updated within 30 days", True),
    ]  # fmt: skip


def test_what_a_space_uses_and_runs_on_has_a_chip() -> None:
    asked = Question(Criteria(Kind.SPACE, models=("a/x",), datasets=("b/y",)), Sieve(hardware="t4-small"))
    assert [(chip.label, chip.loaded_only) for chip in chips(asked)] == [
        ("uses a/x", False), ("uses b/y", False), ("on t4-small", True),
    ]  # fmt: skip
    assert chips(asked)[0].without == replace(asked, criteria=replace(asked.criteria, models=()))


@given(questions())
def test_dropping_every_chip_in_any_place_leaves_the_search_alone(asked: Question) -> None:
    left = asked
    while found := chips(left):
        assert all(is_plain(chip.label) for chip in found)
        for chip in found:
            assert len(chips(chip.without)) == len(found) - 1
        left = found[len(found) // 2].without
    assert left == replace(
        asked.cleared, criteria=replace(asked.cleared.criteria, search=asked.criteria.search)
    )


def test_a_search_has_no_chip_and_yet_is_cleared() -> None:
    asked = Question(Criteria(Kind.DATASET, search="x", sort=Sort.LIKES))
    assert chips(asked) == ()
    assert not asked.is_clear
    assert asked.cleared == Question(Criteria(Kind.DATASET, sort=Sort.LIKES))
    assert asked.cleared.is_clear


def test_a_chip_takes_only_its_own_filter_away() -> None:
    asked = Question(Criteria(tags=("a", "b")), Sieve(without=("c",)))
    (first, _, last) = chips(asked)
    assert first == Chip("a", False, Question(Criteria(tags=("b",)), Sieve(without=("c",))))
    assert last.without == Question(Criteria(tags=("a", "b")))


@pytest.mark.parametrize(
    ("wire", "label"),
    [
        ("min:6B,max:128B", "6B–128B"),
        ("min:6B", "from 6B"),
        ("max:128B", "up to 128B"),
        ("max:1B, min:0", "0–1B"),
        ("6B", "parameters 6B"),
        ("min:", "parameters min:"),
        ("a:1,min:2", "parameters a:1,min:2"),
    ],
)
def test_ranges_are_said_in_words(wire: str, label: str) -> None:
    assert range_label(wire) == label


@pytest.mark.parametrize(
    ("tag", "label"),
    [
        ("license:mit", "mit"),
        ("language:en", "en"),
        ("arxiv:2401.1", "arxiv:2401.1"),
        ("license:", "license:"),
        (":x", ":x"),
    ],
)
def test_tags_lose_the_group_that_says_nothing(tag: str, label: str) -> None:
    assert tag_label(tag) == label


def test_a_tag_that_most_rows_lack_was_ignored() -> None:
    asked = Criteria(tags=("en", "mit"))
    rows = [Repo(id="a", tag_lines="en"), Repo(id="b", tag_lines="en\nmit"), Repo(id="c", tag_lines="de")]
    assert ignored(asked, rows) == ("mit",)
    assert ignored(asked, [Repo(id="a")]) == ()
    assert ignored(asked, []) == ()


@pytest.mark.parametrize(
    ("asked", "fits", "other", "unknown"),
    [
        (Criteria(author="Alice"), Repo(id="alice/a"), Repo(id="bob/a"), Repo(id="a")),
        (Criteria(task="x"), Repo(id="a", task="x", tag_lines="y"), Repo(id="a", tag_lines="y"), Repo(id="a")),
        (Criteria(library="x"), Repo(id="a", tag_lines="x"), Repo(id="a", tag_lines="y"), Repo(id="a")),
        (Criteria(num_parameters="min:3B"), Repo(id="a", parameters=3 * 10**9), Repo(id="a", parameters=5),
         Repo(id="a")),
        (Criteria(num_parameters="max:1.5M"), Repo(id="a", parameters=1_500_000),
         Repo(id="a", parameters=1_500_001), Repo(id="a")),
        (Criteria(num_parameters="min:x"), Repo(id="a", parameters=1), None, Repo(id="a")),
        (Criteria(gated=True), Repo(id="a", gated="auto"), Repo(id="a"), None),
        (Criteria(gated=False), Repo(id="a"), Repo(id="a", gated="auto"), None),
        (Criteria(apps=("x",)), Repo(id="a"), None, None),
        (Criteria(Kind.SPACE, models=("a/X",)), Repo(id="a", used_lines="models a/x"),
         Repo(id="a", used_lines="datasets a/x"), Repo(id="a")),
        (Criteria(Kind.SPACE, datasets=("a/x",)), Repo(id="a", used_lines="models b/y\ndatasets a/x"),
         Repo(id="a", used_lines="models a/x"), Repo(id="a")),
    ],
)  # fmt: skip
def test_every_filter_that_rows_can_prove_is_proved(
    asked: Criteria, fits: Repo, other: Repo | None, unknown: Repo | None
) -> None:
    label = chips(Question(asked))[0].label
    assert ignored(asked, [fits]) == ()
    if other is not None:
        assert ignored(asked, [other, other, fits]) == (label,)
        assert ignored(asked, [other, fits, fits]) == ()
    if unknown is not None:
        assert ignored(asked, [unknown, unknown, fits]) == ()
