"""Tests of hubtui.core.revisions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.core.revisions import Choice, Heading, RevisionRows
from hubtui.hub.contents import Ref, Refs

REFS = Refs(
    branches=(
        Ref(name="dev", ref="refs/heads/dev", commit="d" * 40),
        Ref(name="main", ref="refs/heads/main", commit="a" * 40),
    ),
    tags=(Ref(name="v1.0", ref="refs/tags/v1.0"), Ref(name="v1", ref="refs/tags/v1")),
    converts=(Ref(name="parquet", ref="refs/convert/parquet"),),
    pulls=(Ref(name="1", ref="refs/pr/1"), Ref(name="12", ref="refs/pr/12")),
)


def drawn(rows: RevisionRows) -> list[str]:
    """Return the rows as text; headings end in a colon."""
    return [f"{row.text}:" if isinstance(row, Heading) else row.name for row in rows]


def at(rows: RevisionRows, index: int) -> str:
    """Return the revision in a row."""
    row = rows[index]
    assert isinstance(row, Choice)
    return row.revision


def test_all_refs_stand_below_headings_with_the_default_branch_first() -> None:
    assert drawn(RevisionRows(REFS)) == [
        "Branches 2:", "main", "dev", "Tags 2:", "v1.0", "v1", "Converted 1:", "refs/convert/parquet",
        "Pull requests 2:", "refs/pr/1", "refs/pr/12",
    ]  # fmt: skip


def test_what_is_typed_narrows_and_can_be_chosen_itself() -> None:
    rows = RevisionRows(REFS, " DE ")
    assert drawn(rows) == ["Branches 1:", "dev", "As typed:", "DE"]
    assert rows.found == 1
    assert at(rows, rows.first) == "dev"


def test_an_exact_name_comes_before_one_that_begins_so() -> None:
    rows = RevisionRows(REFS, "v1")
    assert at(rows, rows.first) == "v1"
    assert drawn(rows) == ["Tags 2:", "v1.0", "v1"]
    rows = RevisionRows(REFS, "refs/pr/1")
    assert at(rows, rows.first) == "refs/pr/1"


def test_a_commit_that_is_typed_is_chosen_and_its_branch_is_shown() -> None:
    sha = "d" * 40
    rows = RevisionRows(REFS, sha)
    assert drawn(rows) == ["Branches 1:", "dev", "As typed:", sha]
    rows = RevisionRows(REFS, "c0ffee")
    assert at(rows, rows.first) == "c0ffee"


def test_without_refs_only_what_is_typed_can_be_chosen() -> None:
    assert RevisionRows(None).first == -1
    assert drawn(RevisionRows(None, "v9")) == ["As typed:", "v9"]


def test_what_cannot_be_sent_is_not_offered_as_typed() -> None:
    assert drawn(RevisionRows(REFS, "x\u202ey")) == []


def test_a_ref_that_had_to_be_cleaned_is_shown_and_cannot_be_used() -> None:
    rows = RevisionRows(Refs(branches=(Ref(name="odd", ref="refs/heads/odd", usable=False),)))
    assert rows[1] == Choice("odd", "odd", "", usable=False)


def test_a_revision_is_found_by_what_it_is_asked_for_as() -> None:
    rows = RevisionRows(REFS)
    assert rows.index_of("refs/pr/12") == 10
    assert rows.index_of("12") == -1


@pytest.mark.parametrize(
    ("index", "step", "found"), [(0, 1, 1), (3, 1, 4), (3, -1, 2), (0, -1, 1), (99, 1, 10)]
)
def test_headings_are_passed_over(index: int, step: int, found: int) -> None:
    assert RevisionRows(REFS).nearest(index, step) == found


@given(st.text("abv1./ ", max_size=6), st.integers(-3, 30), st.sampled_from([1, -1]))
def test_every_way_through_the_rows_ends_on_a_choice(typed: str, index: int, step: int) -> None:
    rows = RevisionRows(REFS, typed)
    nearest = rows.nearest(index, step)
    assert (nearest == -1) == (len(rows) == 0)
    if len(rows):
        assert isinstance(rows[nearest], Choice)
        assert isinstance(rows[rows.first], Choice)
