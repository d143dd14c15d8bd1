"""The mouse: everything that looks as if it could be clicked can be, and the wheel moves what it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.timings import Timings
from tests.support.journey import INSTANT, NOW, journey

if TYPE_CHECKING:
    from tests.support.loopback import LoopbackHub


async def test_a_click_highlights_a_row_and_another_opens_it(hub: LoopbackHub) -> None:
    async with journey(hub, size=(100, 30)) as run:
        await run.sees("100 loaded")
        await run.click_at(20, 8)
        assert run.highlighted == run.ids[5]
        assert run.app.screen is run.browse
        await run.click_at(20, 8)
        await run.until(lambda: run.app.screen is not run.browse)
        assert run.detail.visit.ref.id == run.highlighted == run.ids[5]


async def test_the_wheel_scrolls_the_list_and_leaves_the_cursor(hub: LoopbackHub) -> None:
    async with journey(hub, size=(100, 30)) as run:
        await run.sees("100 loaded")
        first = run.lines[3]
        await run.wheel(3)
        await run.until(lambda: run.lines[3] != first)
        assert run.highlighted == run.ids[0]
        assert run.pane.table.top > 0
        await run.wheel(-9)
        await run.until(lambda: run.lines[3] == first)


async def test_the_wheel_loads_further_pages_as_keys_do(hub: LoopbackHub) -> None:
    async with journey(hub, size=(100, 30)) as run:
        await run.sees("100 loaded")
        await run.wheel(30)
        await run.until(lambda: len(run.ids) == 200)
        assert run.highlighted == run.ids[0]
        assert len(run.requests("/api/models")) == 2
        # A cursor key comes back to where the cursor is.
        await run.press("j")
        assert run.highlighted == run.ids[1]
        await run.until(lambda: run.pane.table.top == 1)


async def test_the_wheel_over_the_preview_moves_the_preview(hub: LoopbackHub) -> None:
    async with journey(hub, size=(120, 10)) as run:
        await run.sees("(BF16)")
        await run.wheel(2, column=100, row=5)
        await run.until(lambda: run.browse.preview.top > 0)
        assert run.pane.table.top == 0


async def test_tabs_in_the_title_show_their_panes(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.click("Spaces")
        await run.sees("SPACE ")
        await run.until(lambda: run.requests("/api/spaces"))
        await run.click("2 Datasets")
        await run.sees("DATASET")
        await run.click("1 Models")
        await run.sees("MODEL ")
        await run.settle()
        assert len(run.requests("/api/models")) == 1
        await run.press("j")
        assert run.highlighted == run.ids[1]


async def test_a_click_on_the_question_edits_it(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.click("search")
        await run.sees("restore the search")
        await run.press(*"bert", "enter")
        await run.until(lambda: run.requests("/api/models")[-1].parameters.get("search") == "bert")
        await run.settle()
        await run.click("bert")
        await run.sees("restore the search")


async def test_a_click_on_the_order_opens_its_menu_and_a_click_there_picks(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.click("trending ▾")
        await run.sees("Sort by")
        await run.click("l likes")
        await run.loses("Sort by")
        await run.sees("likes ▾")
        await run.until(lambda: run.requests("/api/models")[-1].parameters["sort"] == "likes")


async def test_a_double_click_in_the_menu_picks_once(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("s")
        await run.sees("Sort by")
        await run.click("d downloads", times=2)
        await run.sees("downloads ▾")
        await run.settle()
        assert len(run.app.screen_stack) == 1


async def test_every_key_in_the_footer_can_be_clicked(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.click("copy id")
        await run.until(lambda: run.copied == [run.ids[0]])
        await run.click("sort ")
        await run.sees("Sort by")
        await run.press("escape")
        await run.click(" help")
        await run.sees("Keys")
        await run.press("escape")
        await run.loses("escape closes")
        await run.click("p preview")
        await run.loses("in 30 days ·")
        await run.click("r refresh")
        await run.until(lambda: len(run.requests("/api/models")) == 2)
        await run.click("/ search")
        await run.sees("restore the search")
        await run.click("restore the search")
        await run.sees("copy id")
        await run.click("q quit")
        await run.until(lambda: run.app._exit)


async def test_the_keys_of_the_tags_can_be_clicked_in_the_footer_too(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("f")
        await run.sees("text-generation")
        await run.settle()
        await run.click("exclude")
        await run.until(lambda: run.lines[1].startswith(" !"))
        await run.press("ctrl+u")
        await run.sees("type to narrow")
        await run.click("pick ")
        await run.until(
            lambda: (
                run.requests("/api/models")[-1].parameters.get("pipeline_tag", "")
                or run.requests("/api/models")[-1].parameters.get("filter", "")
            )
        )
        await run.click(" back")
        await run.sees("copy id")


async def test_the_footer_greys_what_cannot_be_and_a_click_says_why(hub: LoopbackHub) -> None:
    gate = hub.hold("/api/models")
    async with journey(hub) as run:
        await gate.arrived
        await run.click("copy id")
        assert run.toasts == ["Nothing is highlighted yet"]
        gate.release()
        await run.sees("100 loaded")
        await run.click("copy id")
        await run.until(lambda: run.copied == [run.ids[0]])


async def test_clicks_beside_everything_do_nothing(hub: LoopbackHub) -> None:
    timings = Timings(preview_paint=INSTANT, preview_ask=INSTANT, clock=lambda: NOW)
    async with journey(hub, timings=timings) as run:
        await run.sees("in 30 days ·")
        made, before = len(hub.requests), run.screen
        for column, row in ((60, 0), (10, 38), (130, 39), (60, 1), (120, 20), (48, 2), (139, 39), (103, 30)):
            await run.click_at(column, row)
        await run.settle()
        assert run.screen == before
        assert len(hub.requests) == made
        assert run.toasts == []


async def test_a_click_below_the_last_row_does_nothing(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token) as run:
        await run.sees("100 loaded")
        await run.press(*"/alice/", "enter")
        await run.sees("6 · end")
        place = run.highlighted
        await run.click_at(20, 25)
        assert run.highlighted == place
