"""Marks: they survive paging, searching and changes of pane, and y copies them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.journey import journey

if TYPE_CHECKING:
    from tests.support.loopback import LoopbackHub


async def test_space_marks_and_goes_down_and_y_copies_all_that_are_marked(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("space", "j", "space")
        await run.sees("2 marked · ")
        assert run.highlighted == run.ids[3]
        await run.press("y")
        await run.until(lambda: run.copied == [f"{run.ids[0]}\n{run.ids[2]}"])
        await run.press("k", "space")
        await run.sees("1 marked")


async def test_marks_survive_paging_searching_and_other_panes(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        first = run.ids[0]
        await run.press("space", "G")
        await run.sees("1 marked · 200 loaded")
        await run.press("2")
        await run.until(lambda: run.ids and run.ids[0] != first)
        await run.press("space")
        await run.sees("2 marked")
        dataset = run.ids[0]
        await run.press("1", *"/bert", "enter")
        await run.until(lambda: all("bert" in name.lower() for name in run.ids))
        await run.press("space")
        await run.sees("3 marked")
        await run.press("y")
        await run.until(lambda: run.copied == [f"{first}\n{dataset}\n{run.ids[0]}"])
        await run.press("x")
        await run.until(lambda: run.ids[0] == first)
        assert "✓" in next(line for line in run.lines if line.startswith("▌"))


async def test_a_range_reaches_from_the_last_mark_to_the_cursor(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("j", "space", "j", "j", "V")
        await run.sees("4 marked")
        await run.press("g", "V")
        await run.sees("5 marked")


async def test_all_loaded_rows_are_marked_and_escape_takes_many_away_at_the_second_press(
    hub: LoopbackHub,
) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("A")
        await run.sees("100 marked · 100 loaded")
        await run.press("escape")
        await run.says("escape again takes 100 marks away")
        await run.sees("100 marked")
        await run.press("escape")
        await run.loses("marked")
        await run.press("escape")
        await run.says("Nothing is marked")


async def test_one_mark_goes_at_the_first_press(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("space", "escape")
        await run.settle()
        assert "marked" not in run.status
