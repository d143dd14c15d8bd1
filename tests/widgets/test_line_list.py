"""Tests of hubtui.widgets.line_list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.events import Hide, MouseScrollDown

from hubtui.widgets.line_list import LineList
from tests.widgets.stage import Stage, repos, settle

if TYPE_CHECKING:
    from textual.pilot import Pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def test_an_empty_list_has_no_cursor_and_takes_every_key() -> None:
    app = Stage([])
    async with app.run_test(size=(60, 10)) as pilot:
        await press(pilot, "j", "k", "g", "G", "ctrl+d", "ctrl+u", "pageup", "pagedown", "enter")
        await pilot.click(app.table, offset=(5, 5))
        assert app.table.cursor == -1
        assert app.table.highlighted is None
        assert app.count(LineList.Selected) == 0
        assert app.count(LineList.NearEnd) == 0
        assert app.lines[1:] == [""] * 9


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        (("j",), 1),
        (("down", "down", "up"), 1),
        (("j", "j", "k"), 1),
        (("k",), 0),
        (("G",), 99),
        (("end",), 99),
        (("G", "j"), 99),
        (("G", "g"), 0),
        (("end", "home"), 0),
        (("pagedown",), 9),
        (("pagedown", "pagedown", "pageup"), 9),
        (("ctrl+d",), 4),
        (("ctrl+d", "ctrl+d", "ctrl+u"), 4),
    ],
)
async def test_a_key_moves_the_cursor_and_keeps_it_on_the_screen(keys: tuple[str, ...], cursor: int) -> None:
    app = Stage(repos(100))
    async with app.run_test(size=(60, 10)) as pilot:
        await press(pilot, *keys)
        table = app.table
        assert table.cursor == cursor
        assert app.indexes(LineList.Highlighted)[-1] == cursor
        assert app.lines[1 + cursor - round(table.scroll_y)].startswith(f"▌owner/name-{cursor}")


async def test_a_move_of_the_cursor_repaints_two_lines_and_lays_nothing_out() -> None:
    app = Stage(repos(100))
    async with app.run_test(size=(60, 10)) as pilot:
        await settle(pilot)
        app.table.repainted.clear()
        app.table.layouts = 0
        await press(pilot, "j")
        lines = [region.y for regions in app.table.repainted for region in regions]
        assert [len(regions) for regions in app.table.repainted] == [1, 1]
        assert lines == [1, 2]
        assert all(regions[0].height == 1 for regions in app.table.repainted)
        assert app.table.layouts == 0


async def test_a_late_word_of_having_been_hidden_takes_no_focus_but_being_hidden_does() -> None:
    app = Stage(repos(3))
    async with app.run_test(size=(60, 10)) as pilot:
        app.table.focus()
        await settle(pilot)
        app.table.post_message(Hide())
        await press(pilot, "j")
        assert app.focused is app.table
        assert app.table.cursor == 1
        app.table.add_class("-hidden")
        await settle(pilot)
        assert app.focused is None


async def test_every_key_has_a_binding_with_an_id_and_left_is_not_one() -> None:
    app = Stage(repos(3))
    async with app.run_test(size=(60, 10)):
        bindings = dict(app.table._bindings.key_to_bindings)
        assert {binding.id for found in bindings.values() for binding in found} == {
            "cursor.down",
            "cursor.up",
            "cursor.page_down",
            "cursor.page_up",
            "cursor.half_down",
            "cursor.half_up",
            "cursor.first",
            "cursor.last",
            "repo.open",
        }
        assert "left" not in bindings


async def test_a_click_highlights_and_a_click_on_the_highlighted_row_chooses() -> None:
    app = Stage(repos(5))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.click(app.table, offset=(5, 4))
        assert app.table.cursor == 3
        assert app.count(LineList.Selected) == 0
        await pilot.click(app.table, offset=(5, 4))
        assert app.indexes(LineList.Selected) == [3]


async def test_a_double_click_chooses_a_row_that_was_not_highlighted() -> None:
    app = Stage(repos(5))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.double_click(app.table, offset=(5, 3))
        assert app.indexes(LineList.Selected) == [2]


async def test_a_click_below_the_last_row_does_nothing() -> None:
    app = Stage(repos(2))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.click(app.table, offset=(5, 8))
        assert app.table.cursor == 0
        assert app.count(LineList.Selected) == 0


async def test_a_click_in_a_scrolled_list_finds_the_row_that_is_shown() -> None:
    app = Stage(repos(100))
    async with app.run_test(size=(60, 10)) as pilot:
        app.table.scroll_to(y=50, animate=False)
        await settle(pilot)
        await pilot.click(app.table, offset=(5, 2))
        assert app.table.cursor == 51


async def test_only_the_left_button_counts() -> None:
    app = Stage(repos(5))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.click(app.table, offset=(5, 4), button=3)
        await pilot.click(app.table, offset=(5, 1), button=2)
        assert app.table.cursor == 0
        assert app.count(LineList.Selected) == 0


async def test_a_frame_around_the_list_shifts_its_clicks_and_its_lines() -> None:
    app = Stage(repos(50), classes="-framed")
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        app.table.repainted.clear()
        await pilot.click(app.table, offset=(6, 5))
        await settle(pilot)
        assert app.table.cursor == 2
        assert app.table.rows_height == 15
        assert app.lines[3].startswith("▌owner/name-2")
        await pilot.click(app.table, offset=(0, 0))
        assert app.table.cursor == 2


async def test_rows_may_come_before_the_list_is_on_the_screen() -> None:
    app = Stage()
    app.table.append(repos(30))
    app.table.replace(repos(40))
    async with app.run_test(size=(60, 10)) as pilot:
        await settle(pilot)
        assert app.lines[1:3] == ["▌owner/name-0", " owner/name-1"]
        await press(pilot, "G")
        assert app.lines[-1] == "▌owner/name-39"


async def test_of_several_moves_that_wait_only_the_last_is_said() -> None:
    app = Stage(repos(50))
    async with app.run_test(size=(60, 10)) as pilot:
        await settle(pilot)
        app.said.clear()
        for cursor in range(1, 10):
            app.table.cursor = cursor
        await settle(pilot)
        assert app.indexes(LineList.Highlighted) == [9]


async def test_a_key_shows_a_cursor_that_the_wheel_has_left_even_if_it_cannot_move() -> None:
    app = Stage(repos(50))
    async with app.run_test(size=(60, 10)) as pilot:
        app.table.scroll_to(y=30, animate=False)
        await press(pilot, "g")
        assert app.table.top == 0
        assert app.lines[1] == "▌owner/name-0"


async def test_the_wheel_scrolls_and_leaves_the_cursor_where_it_is() -> None:
    app = Stage(repos(100))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot._post_mouse_events([MouseScrollDown], app.table)
        await settle(pilot)
        assert app.table.scroll_y > 0
        assert app.table.cursor == 0


async def test_near_the_end_is_said_once_for_each_append() -> None:
    app = Stage(repos(5))
    async with app.run_test(size=(60, 11)) as pilot:
        await settle(pilot)
        assert app.count(LineList.NearEnd) == 1
        await press(pilot, "j", "k", "G", "g")
        assert app.count(LineList.NearEnd) == 1
        app.table.append(repos(5, 5))
        await settle(pilot)
        assert app.count(LineList.NearEnd) == 2
        app.table.append(())
        await settle(pilot)
        assert app.count(LineList.NearEnd) == 3


async def test_near_the_end_is_not_said_while_two_screens_remain_below() -> None:
    app = Stage(repos(40))
    async with app.run_test(size=(60, 11)) as pilot:
        await settle(pilot)
        assert app.count(LineList.NearEnd) == 0
        await press(pilot, *["j"] * 19)
        assert app.count(LineList.NearEnd) == 0
        await press(pilot, "j")
        assert app.count(LineList.NearEnd) == 1


async def test_near_the_end_is_said_when_the_viewport_comes_near_without_the_cursor() -> None:
    app = Stage(repos(100))
    async with app.run_test(size=(60, 11)) as pilot:
        app.table.scroll_to(y=80, animate=False)
        await settle(pilot)
        assert app.table.cursor == 0
        assert app.count(LineList.NearEnd) == 1


async def test_a_hidden_list_does_not_say_that_its_end_is_near_until_it_is_shown() -> None:
    app = Stage(repos(5), classes="-hidden")
    async with app.run_test(size=(60, 11)) as pilot:
        app.table.append(repos(5, 5))
        await settle(pilot)
        assert app.count(LineList.NearEnd) == 0
        app.table.remove_class("-hidden")
        await settle(pilot)
        assert app.count(LineList.NearEnd) == 1


async def test_a_list_without_height_says_that_its_end_is_near_once_it_has_some() -> None:
    app = Stage(repos(5), classes="-flat")
    async with app.run_test(size=(60, 11)) as pilot:
        await settle(pilot)
        assert app.count(LineList.NearEnd) == 0
        app.table.remove_class("-flat")
        await settle(pilot)
        assert app.count(LineList.NearEnd) == 1
        assert app.lines[1].startswith("▌owner/name-0")


async def test_a_taller_terminal_wants_rows_that_a_short_one_had_enough_of() -> None:
    app = Stage(repos(40))
    async with app.run_test(size=(60, 11)) as pilot:
        await settle(pilot)
        assert app.count(LineList.NearEnd) == 0
        await pilot.resize_terminal(60, 31)
        await settle(pilot)
        assert app.count(LineList.NearEnd) == 1
