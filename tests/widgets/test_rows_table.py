"""Tests of hubtui.widgets.rows_table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult

from hubtui.widgets.rows_table import Heading, RowsTable
from tests.widgets.stage import settle

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from hubtui.widgets.line_list import LineList

HEADINGS = (Heading("text"), Heading("number", number=True), Heading("note"))
ROWS = 1_000


class Stage(App[None]):
    """One table of a thousand rows; answers what it wants, batch by batch, until told to stop."""

    def __init__(self, headings: tuple[Heading, ...] = HEADINGS, rows: int = ROWS) -> None:
        super().__init__()
        self.wanted: list[int] = []
        self.chosen: list[tuple[int, int]] = []
        self.moves = 0
        self.answers = True
        self.table = RowsTable(self._count)
        self._shown = (headings, rows)

    def compose(self) -> ComposeResult:
        """Show the table."""
        yield self.table

    def on_mount(self) -> None:
        """Show what it is of."""
        self.table.show(*self._shown)
        self.table.focus()

    def _count(self) -> None:
        self.moves += 1

    def on_rows_table_rows_wanted(self, message: RowsTable.RowsWanted) -> None:
        """Write it down, and answer."""
        self.wanted.append(message.row)
        if self.answers:
            self.give(message.row)

    def give(self, row: int) -> None:
        """Put the batch of 50 that a row is in."""
        first = row - row % 50
        self.table.put(
            first,
            [
                ((f"text {at}", False), (str(at), False), ("none", True))
                for at in range(first, min(first + 50, self.table.row_count))
            ],
        )

    def on_line_list_selected(self, message: LineList.Selected) -> None:
        """Write it down."""
        self.chosen.append((message.index, self.table.column))

    @property
    def lines(self) -> list[str]:
        """What the table shows, without blanks at the ends of lines."""
        return [self.table.render_line(line).text.rstrip() for line in range(self.table.size.height)]


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def test_rows_are_asked_for_and_drawn_in_columns() -> None:
    app = Stage()
    async with app.run_test(size=(60, 6)) as pilot:
        await settle(pilot)
        assert app.lines == [
            "    ▸text    number note",
            "▌  0▸text 0       0 none",
            "   1 text 1       1 none",
            "   2 text 2       2 none",
            "   3 text 3       3 none",
            "   4 text 4       4 none",
        ]
        assert app.wanted == [0]


async def test_what_is_not_known_yet_says_so() -> None:
    app = Stage()
    app.answers = False
    async with app.run_test(size=(60, 4)) as pilot:
        await settle(pilot)
        assert app.lines[1:] == ["▌  0 …", "   1 …", "   2 …"]
        await press(pilot, "j", "k")
        assert app.wanted == [0]
        app.table.ask_again()
        await settle(pilot)
        assert app.wanted == [0, 0]


async def test_moving_on_asks_for_the_next_rows_before_they_are_seen() -> None:
    app = Stage()
    async with app.run_test(size=(60, 11)) as pilot:
        await settle(pilot)
        await press(pilot, *["pagedown"] * 4)
        assert app.wanted == [0, 50]
        assert "…" not in "\n".join(app.lines)


async def test_the_last_row_is_reached_at_once_and_the_rows_between_are_not_asked_for() -> None:
    app = Stage()
    async with app.run_test(size=(60, 11)) as pilot:
        await settle(pilot)
        await press(pilot, "G")
        assert app.lines[-1] == "▌999▸text 999    999 none"
        assert app.wanted == [0, 990]
        await press(pilot, "g")
        assert app.lines[1].startswith("▌  0▸text 0")
        assert app.wanted == [0, 990]


async def test_going_to_a_row_shows_what_is_around_it() -> None:
    app = Stage()
    async with app.run_test(size=(60, 11)) as pilot:
        await settle(pilot)
        app.table.go_to(500)
        await settle(pilot)
        assert app.lines[6].startswith("▌500▸text 500")
        top = app.table.top
        app.table.go_to(503)
        await settle(pilot)
        assert app.table.top == top


async def test_the_cursor_moves_between_columns_and_enter_chooses_its_cell() -> None:
    app = Stage()
    async with app.run_test(size=(60, 6)) as pilot:
        await settle(pilot)
        moves = app.moves
        await press(pilot, "l", "right", "right", "h", "j", "enter")
        assert app.chosen == [(1, 1)]
        assert app.moves == moves + 4
        assert app.lines[0] == "     text   ▸number note"
        assert app.lines[2] == "▌  1 text 1 ▸     1 none"
        await press(pilot, "left", "left", "h")
        assert app.table.column == 0


async def test_columns_that_do_not_fit_scroll_with_the_cursor() -> None:
    headings = tuple(Heading(f"column {at} {'x' * 20}") for at in range(6))
    app = Stage(headings, 3)
    app.answers = False
    async with app.run_test(size=(70, 5)) as pilot:
        await settle(pilot)
        app.table.put(0, [[(f"{row}-{at}", False) for at in range(6)] for row in range(3)])
        assert "column 0" in app.lines[0]
        await press(pilot, *"lllll")
        assert "▸column 5" in app.lines[0]
        assert "0-5" in app.lines[1]
        assert "column 0" not in app.lines[0]
        await press(pilot, *"hhhhh")
        assert "▸column 0" in app.lines[0]
        await press(pilot, "dollar_sign")
        assert "▸column 5" in app.lines[0]
        await press(pilot, "circumflex_accent")
        assert "▸column 0" in app.lines[0]


async def test_a_click_puts_the_cursor_on_a_cell_and_a_second_one_chooses_it() -> None:
    app = Stage()
    async with app.run_test(size=(60, 6)) as pilot:
        await settle(pilot)
        await pilot.click(app.table, offset=(15, 3))
        assert (app.table.cursor, app.table.column) == (2, 1)
        await pilot.click(app.table, offset=(15, 3))
        await settle(pilot)
        assert app.chosen == [(2, 1)]
        await pilot.click(app.table, offset=(6, 0))
        assert (app.table.cursor, app.table.column) == (2, 0)


async def test_a_column_is_as_wide_as_its_values_and_grows_with_them() -> None:
    app = Stage((Heading("a"), Heading("b")), 3)
    app.answers = False
    async with app.run_test(size=(70, 5)) as pilot:
        await settle(pilot)
        app.table.put(0, [[("short", False), ("1", False)]])
        assert app.lines[1] == "▌0▸short 1"
        app.table.put(1, [[("much longer", False), ("漢字", False)]])
        assert app.lines[1] == "▌0▸short       1"
        app.table.put(2, [[("x" * 500, False), ("2", False)]])
        assert app.lines[3].endswith("… 2")
        assert all(app.table.render_line(line).cell_length == 69 for line in range(5))


async def test_another_table_starts_at_its_first_cell() -> None:
    app = Stage()
    async with app.run_test(size=(60, 6)) as pilot:
        await settle(pilot)
        await press(pilot, "G", "l", "l")
        app.answers = False
        app.table.show((Heading("other"),), 2)
        await settle(pilot)
        assert (app.table.cursor, app.table.column, app.table.top) == (0, 0, 0)
        assert app.table.heading == Heading("other")


async def test_an_empty_table_takes_every_key() -> None:
    app = Stage((), 0)
    async with app.run_test(size=(60, 6)) as pilot:
        await press(pilot, "l", "h", "j", "k", "G", "g", "enter", "pagedown", "dollar_sign")
        await pilot.click(app.table, offset=(5, 3))
        assert (app.wanted, app.chosen, app.table.heading) == ([], [], None)


@pytest.mark.parametrize("text", ["[/b]", "[@click=app.quit]x", "esc\x1b[31m", "‮back", "a\nb\tc"])
async def test_hostile_text_is_drawn_as_text(text: str) -> None:
    app = Stage((Heading(text),), 1)
    app.answers = False
    async with app.run_test(size=(60, 3)) as pilot:
        await settle(pilot)
        app.table.put(0, [[(text, False)]])
        shown = "\n".join(app.lines[:2])
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert ("[" in shown) == ("[" in text)


async def test_rows_far_away_are_forgotten_and_asked_for_again() -> None:
    app = Stage(rows=60_000)
    async with app.run_test(size=(60, 6)) as pilot:
        await settle(pilot)
        for first in range(0, 21_000, 50):
            app.give(first)
        assert app.table.knows(0)
        assert not app.table.knows(10_000)
        app.table.go_to(10_000)
        await settle(pilot)
        assert app.table.knows(10_000)
