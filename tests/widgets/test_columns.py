"""Tests of hubtui.widgets.columns."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from hubtui.hub.criteria import SORTS, Kind, Sort
from hubtui.hub.models import Repo
from hubtui.widgets.columns import COLUMNS, MARKED, MARKS, OWN_COLUMNS, expand_for, lay_out, marks_of

TAKEN = {
    Kind.MODEL: "author baseModels cardData childrenModelCount config createdAt disabled downloads "
    "downloadsAllTime evalResults gated gguf inference inferenceProviderMapping lastModified library_name "
    "likes mask_token model-index pipeline_tag private resourceGroup safetensors sha siblings spaces tags "
    "transformersInfo trendingScore usedStorage widgetData xetEnabled",
    Kind.DATASET: "author cardData citation createdAt description disabled downloads downloadsAllTime gated "
    "lastModified likes mainSize paperswithcode_id private resourceGroup sha siblings tags trendingScore "
    "usedStorage",
    Kind.SPACE: "author cardData createdAt datasets disabled lastModified likes models private region "
    "resourceGroup runtime sdk sha siblings subdomain tags trendingScore usedStorage",
}
"""What the lists take as expand (wire.md §2.1, §2.5, §2.9)."""


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("sort", [None, *Sort])
def test_only_fields_that_the_list_takes_are_asked_for_and_each_once(kind: Kind, sort: Sort | None) -> None:
    fields = expand_for(kind, sort)
    assert set(fields) <= set(TAKEN[kind].split())
    assert len(fields) == len(set(fields))


def test_each_kind_asks_for_what_its_rows_show() -> None:
    assert set(expand_for(Kind.MODEL)) == {
        *("pipeline_tag", "safetensors", "downloads", "likes", "lastModified"),
        *("private", "gated", "disabled", "library_name", "tags"),
    }
    assert set(expand_for(Kind.DATASET)) == {
        *("tags", "mainSize", "downloads", "likes", "lastModified", "private", "gated", "disabled"),
    }
    assert set(expand_for(Kind.SPACE)) == {
        *("sdk", "runtime", "likes", "lastModified", "private", "disabled", "tags"),
        *("models", "datasets"),
    }


def test_the_date_of_creation_is_asked_for_only_where_it_is_sorted_by() -> None:
    assert "createdAt" not in expand_for(Kind.MODEL, Sort.LIKES)
    assert "createdAt" in expand_for(Kind.MODEL, Sort.CREATED)


@pytest.mark.parametrize("kind", Kind)
def test_a_heading_sorts_only_by_what_its_kind_can_be_sorted_by(kind: Kind) -> None:
    sorts = [column.sort for column in COLUMNS[kind] if column.sort is not None]
    assert set(sorts) <= set(SORTS[kind])
    assert len(sorts) == len(set(sorts))


@pytest.mark.parametrize("kind", Kind)
def test_a_column_has_room_for_its_heading_and_the_arrow_of_its_sort(kind: Kind) -> None:
    for column in OWN_COLUMNS[kind][1:]:
        assert cell_len(column.heading) + (column.sort is not None) <= column.width


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (140, "task parameters downloads likes updated"),
        (64, "task parameters downloads likes updated"),
        (63, "task parameters downloads likes"),
        (54, "task parameters downloads"),
        (48, "task downloads"),
        (40, "downloads"),
        (30, ""),
        (1, ""),
        (0, ""),
    ],
)
def test_columns_go_one_by_one_as_the_width_shrinks(width: int, shown: str) -> None:
    layout = lay_out(COLUMNS[Kind.MODEL], width)
    assert " ".join(place.column.key for place in layout.places) == shown


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("width", range(0, 200, 7))
def test_the_cells_of_a_row_add_up_to_its_width(kind: Kind, width: int) -> None:
    layout = lay_out(COLUMNS[kind], width)
    assert layout.id_width + sum(place.width + 1 for place in layout.places) == width
    assert layout.id_width >= min(width, 24)


def test_the_task_grows_only_where_the_id_has_enough() -> None:
    narrow, wide = lay_out(COLUMNS[Kind.MODEL], 80), lay_out(COLUMNS[Kind.MODEL], 150)
    assert narrow.places[0].width == 9
    assert wide.places[0].width == 28
    assert wide.id_width >= 44


def test_every_mark_is_one_cell_and_unlike_the_others() -> None:
    glyphs = [mark.glyph for mark in MARKS] + [MARKED]
    assert [cell_len(glyph) for glyph in glyphs] == [1] * len(glyphs)
    assert len(set(glyphs)) == len(glyphs)
    assert all(mark.meaning for mark in MARKS)


@pytest.mark.parametrize(
    ("repo", "marks"),
    [
        (Repo(id="a/b"), ""),
        (Repo(id="a/b", private=True), "⌂"),
        (Repo(id="a/b", gated="auto"), "§"),
        (Repo(id="a/b", gated="manual", private=True, disabled=True), "⌂§×"),
        (Repo(id="a/b", usable=False), "?"),
    ],
)
def test_a_repo_carries_the_marks_of_its_state(repo: Repo, marks: str) -> None:
    assert marks_of(repo) == marks


def test_columns_show_the_facts_of_their_kind() -> None:
    now = 1_000_000_000
    facts = Repo(
        id="a/b",
        task="text-generation",
        parameters=8_190_735_360,
        size=440_000_000,
        sdk="gradio",
        stage="BUILD_ERROR",
        downloads=4_100_000,
        likes=1_234,
        updated=now - 3 * 86_400,
    )
    shown = {kind: [column.text(facts, now) for column in COLUMNS[kind]] for kind in Kind}
    assert shown == {
        Kind.MODEL: ["a/b", "text-generation", "8.2B", "4.1M", "1.2k", "3d"],
        Kind.DATASET: ["a/b", "text-generation", "440 MB", "4.1M", "1.2k", "3d"],
        Kind.SPACE: ["a/b", "gradio", "build error", "1.2k", "3d"],
    }


@pytest.mark.parametrize("kind", Kind)
def test_ones_own_have_a_column_more_that_goes_last(kind: Kind) -> None:
    mine = Repo(id="a/b", storage=12_100_000_000)
    assert "12.1 GB" in [column.text(mine, 0) for column in OWN_COLUMNS[kind]]
    assert [column for column in OWN_COLUMNS[kind] if column.key != "stored"] == list(COLUMNS[kind])
    assert [place.column.key for place in lay_out(OWN_COLUMNS[kind], 34).places] == ["stored"]


@pytest.mark.parametrize("kind", Kind)
def test_what_is_not_known_is_left_blank(kind: Kind) -> None:
    assert [column.text(Repo(id="a/b"), 0) for column in COLUMNS[kind][1:]] == [""] * len(COLUMNS[kind][1:])
