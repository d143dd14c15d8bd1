"""Sizes: the same program from 60 × 20 to a whole wall, and nothing lost or broken at any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from hubtui.hub.criteria import Kind
from tests.support.journey import journey

if TYPE_CHECKING:
    from tests.support.journey import Journey
    from tests.support.loopback import LoopbackHub

SIZES = pytest.mark.parametrize("size", [(60, 20), (80, 24), (119, 30), (120, 30), (250, 70)])
COLUMNS = {
    Kind.MODEL: ("MODEL", "TASK", "PARAMS", "↓ 30D", "♥", "UPDATED"),
    Kind.DATASET: ("DATASET", "TASK", "SIZE", "↓ 30D", "♥", "UPDATED"),
    Kind.SPACE: ("SPACE", "SDK", "STAGE", "♥", "UPDATED"),
}
SHOWN = {60: {Kind.MODEL: 5, Kind.DATASET: 5, Kind.SPACE: 4}}
"""How many columns there are where not all fit."""


def rows(run: Journey) -> list[str]:
    """Return the rows of the list as they are drawn, without the preview beside them."""
    table = run.pane.table
    return [table.render_line(line).text for line in range(1, table.size.height)]


@SIZES
@pytest.mark.parametrize("kind", list(Kind))
async def test_the_list_keeps_its_columns_and_its_width(
    hub: LoopbackHub, size: tuple[int, int], kind: Kind
) -> None:
    async with journey(hub, size=size, first=kind) as run:
        await run.sees("100 loaded")
        await run.settle()
        assert {cell_len(line) for line in run.lines} == {size[0]}
        assert len(run.lines) == size[1]
        shown = SHOWN.get(size[0], {}).get(kind, len(COLUMNS[kind]))
        heading = run.pane.table.render_line(0).text
        assert heading.replace("▾", "").split() == " ".join(COLUMNS[kind][:shown]).split()
        assert len({cell_len(row) for row in rows(run)}) == 1


@SIZES
async def test_an_id_is_cut_so_that_its_end_still_names_the_variant(
    hub: LoopbackHub, size: tuple[int, int]
) -> None:
    async with journey(hub, size=size) as run:
        await run.sees("100 loaded")
        for repo_id, row in zip(run.ids, rows(run), strict=False):
            assert repo_id[-8:] in row
        if size[0] >= 140:
            assert sum(repo_id in row for repo_id, row in zip(run.ids, rows(run), strict=False)) > 20


@SIZES
async def test_the_lines_around_the_list_say_what_they_must(hub: LoopbackHub, size: tuple[int, int]) -> None:
    async with journey(hub, size=size, token=hub.write_token) as run:
        await run.sees("100 loaded")
        await run.settle()
        for words in ("1 Models", "2 Datasets", "3 Spaces"):
            assert words in run.title
        # On the narrowest terminal the role is the first to be cut.
        await run.until(lambda: f"{hub.user}@hub.test writ" in run.title)
        assert "trending ▾" in run.question
        assert "00 loaded · more below   api 99" in run.status
        assert run.footer.rstrip().endswith("? help  q quit")
        assert ("in 30 days ·" in run.screen) == (size[0] >= 120)


@SIZES
@pytest.mark.parametrize("key", ["question_mark", "s", "colon"])
async def test_what_lies_over_the_list_fits_and_names_its_way_out(
    hub: LoopbackHub, size: tuple[int, int], key: str
) -> None:
    async with journey(hub, size=size) as run:
        await run.sees("100 loaded")
        await run.press(key)
        await run.sees(
            {"question_mark": "escape closes", "s": "escape closes", "colon": "Show the models"}[key]
        )
        await run.settle()
        assert {cell_len(line) for line in run.lines} == {size[0]}
        assert run.unsafe == []
        await run.press("escape")
        await run.settle()
        assert len(run.app.screen_stack) == 1


@SIZES
async def test_a_toast_leaves_the_status_and_the_footer_to_be_read(
    hub: LoopbackHub, size: tuple[int, int]
) -> None:
    async with journey(hub, size=size) as run:
        await run.sees("loaded")
        await run.settle()
        status, footer = run.status, run.footer
        await run.press("x", "y")
        await run.says("There is no search")
        await run.says("Sent")
        assert run.status == status
        assert run.footer == footer


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30)])
async def test_words_in_place_of_an_empty_list_stand_whole(hub: LoopbackHub, size: tuple[int, int]) -> None:
    async with journey(hub, size=size) as run:
        await run.sees("100 loaded")
        await run.press(*"/no-such-thing-anywhere-on-this-hub", "enter")
        await run.sees("No models match")
        await run.sees("Press / to change the search, x to clear it")
        assert {cell_len(line) for line in run.lines} == {size[0]}
