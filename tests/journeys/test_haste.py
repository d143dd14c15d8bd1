"""Haste: mashed keys, quitting, resizing and new themes in the middle of everything."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from textual import _time

from hubtui.app import LEAVES_AFTER
from tests.support.journey import journey

if TYPE_CHECKING:
    from tests.support.loopback import LoopbackHub


async def test_mashing_the_panes_asks_for_each_at_most_once(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.press(*"123123321213")
        await run.settle()
        await run.sees("SPACE ")
        await run.press(*"1232")
        await run.sees("DATASET")
        await run.settle()
        await run.until(lambda: len(run.ids) == 100)
        for kind in ("models", "datasets", "spaces"):
            assert len(run.requests(f"/api/{kind}")) <= 1
        assert run.pane.kind.plural == "datasets"
        assert run.title.count("Datasets") == 1


async def test_mashing_the_panes_while_the_first_page_is_held_loses_none(hub: LoopbackHub) -> None:
    gate = hub.hold("/api/models")
    async with journey(hub) as run:
        await gate.arrived
        await run.press(*"2323232")
        await run.sees("DATASET")
        await run.press("1")
        await run.sees("Loading models")
        gate.release()
        await run.sees("100 loaded")
        assert len(run.requests("/api/models")) == 1


async def test_mashing_refresh_asks_once_while_that_is_under_way(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        gate = hub.hold(lambda request: request.path == "/api/models")
        await run.press("r")
        await gate.arrived
        await run.press(*"rrrrrrrrrr")
        assert "loading" in run.status
        gate.release()
        await run.sees("100 loaded · more below")
        await run.settle()
        assert len(run.requests("/api/models")) == 2


async def test_refreshing_in_one_go_with_everything_else_settles(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.press(*"rjrGrgrprsdr2rjr1")
        await run.settle()
        await run.until(lambda: len(run.ids) >= 100 and "loading" not in run.status)
        assert run.pane.kind.plural == "models"
        assert len(run.ids) == len(set(run.ids))
        assert run.app.is_running


async def test_mashing_escape_changes_nothing(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("in 30 days ·")
        before = run.screen
        made = len(hub.requests)
        await run.press(*["escape"] * 10)
        await run.press("slash", *["escape"] * 5, "question_mark", *["escape"] * 5, "s", *["escape"] * 5)
        await run.settle()
        await run.until(lambda: run.screen == before)
        assert len(hub.requests) == made
        assert len(run.app.screen_stack) == 1


async def test_mashing_help_opens_it_once(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*["question_mark"] * 5)
        await run.sees("escape closes")
        assert len(run.app.screen_stack) == 2
        await run.press("q")
        await run.loses("escape closes")
        assert len(run.app.screen_stack) == 1
        assert run.app.is_running


async def test_the_help_scrolls_by_every_usual_key(hub: LoopbackHub) -> None:
    async with journey(hub, size=(80, 24)) as run:
        await run.sees("100 loaded")
        await run.press("question_mark")
        await run.sees("Show the models")
        top = run.screen
        ways = (
            ("j", "k"),
            ("down", "up"),
            ("pagedown", "pageup"),
            ("ctrl+d", "ctrl+u"),
            ("end", "home"),
            ("G", "g"),
        )
        for down, up in ways:
            await run.press(down)
            await run.until(lambda: run.screen != top)
            await run.press(up)
            await run.until(lambda: run.screen == top)


async def test_a_held_key_asks_for_pages_one_at_a_time(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"j" * 300)
        await run.settle()
        assert 99 <= run.pane.table.cursor <= 300
        # Two screens below the cursor are enough, however fast it came there.
        assert len(run.ids) - run.pane.table.cursor < 200
        assert len(run.ids) == 100 * len(run.requests("/api/models"))
        assert len(run.ids) == len(set(run.ids))


@pytest.mark.parametrize(
    "path", ["/api/models", "/api/models/", "/api/whoami-v2"], ids=["list", "preview", "whoami"]
)
async def test_quitting_in_the_middle_of_an_answer_is_clean(hub: LoopbackHub, path: str) -> None:
    gate = hub.hold(path)
    async with journey(hub, token=hub.write_token) as run:
        await gate.arrived
        await run.press("q")
        await run.until(lambda: run.app._exit)
        gate.release()
    assert run.app.return_code == 0


async def test_on_a_machine_so_busy_that_each_step_takes_longer_than_a_wait_nothing_gets_lost(
    hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = 0.012
    assert step > LEAVES_AFTER
    times = count(_time.get_time(), step)
    monkeypatch.setattr(_time, "get_time", lambda: next(times))
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/bert")
        await run.until(lambda: run.pane.criteria.search == "bert")
        await run.press("escape")
        await run.pilot.resize_terminal(100, 30)
        await run.until(lambda: run.browse.size == (100, 30))


async def test_quitting_before_anything_was_asked_is_clean(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.press("q")
    assert run.app.return_code == 0


async def test_quitting_while_the_search_is_edited_is_clean(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/bert", "ctrl+q")
        await run.until(lambda: run.app._exit)
    assert run.app.return_code == 0


async def test_q_in_a_dialog_closes_the_dialog_alone(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("s", "q")
        await run.settle()
        assert not run.app._exit
        assert len(run.app.screen_stack) == 1


async def test_ctrl_c_says_how_to_quit(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("ctrl+c")
        await run.until(lambda: run.toasts)
        assert "quit" in run.toasts[-1]
        assert not run.app._exit


async def test_a_storm_of_sizes_while_loading_ends_in_order(hub: LoopbackHub) -> None:
    gate = hub.hold("/api/models")
    async with journey(hub) as run:
        await gate.arrived
        for width, height in ((20, 5), (200, 60), (60, 20), (1, 1), (119, 30), (120, 30), (80, 24)):
            await run.pilot.resize_terminal(width, height)
        gate.release()
        await run.sees("100 loaded")
        for width, height in ((140, 40), (30, 10), (10, 3), (300, 100), (90, 25)):
            await run.pilot.resize_terminal(width, height)
            await run.press("j", "G", "g")
        await run.settle()
        assert len(run.lines) == 25
        assert run.highlighted == run.ids[0]
        assert len(run.ids) == len(set(run.ids))


async def test_place_and_cursor_survive_a_resize(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"j" * 40)
        place = run.highlighted
        for width, height in ((60, 12), (140, 40), (90, 20)):
            await run.pilot.resize_terminal(width, height)
            await run.settle()
            assert run.highlighted == place
            assert any(line.startswith("▌") for line in run.lines)


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark", "nord", "dracula"])
async def test_another_theme_shows_the_same_words(hub: LoopbackHub, theme: str) -> None:
    async with journey(hub) as run:
        await run.sees("in 30 days ·")
        await run.settle()
        words, place = run.screen, run.highlighted
        run.app.theme = theme
        await run.settle()
        assert run.screen == words
        assert run.highlighted == place
        await run.press("j", "slash", "a", "escape", "s", "escape", "question_mark", "escape")
        assert run.highlighted == run.ids[1]


async def test_the_palette_finds_verbs_and_runs_them(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("colon")
        await run.sees("Show the datasets")
        await run.press(*"datasets")
        await run.loses("Show the models")
        await run.press("enter")
        await run.sees("DATASET")
        await run.until(lambda: len(run.ids) == 100)
        await run.press("ctrl+p")
        await run.sees("Show the models")
        assert "Clear the search" not in run.screen
        await run.press("escape")
        await run.loses("Show the models")


@pytest.mark.parametrize("key", ["pageup", "pagedown", "down", "up", "end", "enter"])
async def test_a_key_right_behind_the_palette_does_not_end_the_program(hub: LoopbackHub, key: str) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        for opener in ("colon", "s", "question_mark"):
            await run.press(opener, key, key)
            await run.press(key, "z", key, "pageup", "pagedown")
            await run.press("escape", "escape")
            await run.settle()
        assert run.app.is_running
        assert len(run.app.screen_stack) == 1


async def test_a_verb_that_is_entered_twice_in_the_palette_runs_once(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("colon")
        await run.sees("Copy the id")
        await run.press(*"copy the id")
        await run.loses("Show the models")
        await run.press("enter", "enter", "enter")
        await run.until(lambda: run.copied)
        await run.settle()
        assert run.copied == [run.ids[0]]
        assert len(run.app.screen_stack) == 1


async def test_the_palette_mends_what_is_mashed_into_it(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("colon", "colon", "ctrl+p", "ctrl+p", "escape", "escape", "escape")
        await run.settle()
        await run.press("escape", "escape")
        await run.settle()
        assert len(run.app.screen_stack) == 1
        assert run.app.is_running
