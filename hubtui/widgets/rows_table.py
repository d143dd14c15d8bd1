"""RowsTable: a dataset's rows, of which any may be looked at and few are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple, TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from hubtui.commands.detail import ROW_COMMANDS
from hubtui.widgets import cells
from hubtui.widgets.line_list import LineList, Look
from hubtui.widgets.row_columns import LONGEST, Place, lay_out, left_for

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from rich.style import Style
    from textual import events

_MOST = 20_000
"""Rows that are held; those far from the screen go when there are more."""
_MEASURED = 3_000
"""Cells of which the length is looked at when rows come: no more than a frame has time for."""
_HERE = "▸"
"""What stands before the cursor's column, so that it is told without colours."""


class Heading(NamedTuple):
    """One column."""

    name: str
    number: bool = False
    """Whether its values stand at the right."""


Cell: TypeAlias = tuple[str, bool]
"""The text of a value, and whether it is none, but a word about one that is missing."""
_UNKNOWN = "…"


class RowsTable(LineList):
    """Rows by number, with a cursor that is on one cell.

    Args:
        moved: called when the cursor is on another row or column.
    """

    HEADER_LINES = 1
    PARTS: ClassVar[str] = "rows-table"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows-table--header", "rows-table--number", "rows-table--text", "rows-table--faint", "rows-table--here",
    }  # fmt: skip
    DEFAULT_CSS = """
    RowsTable {
        & > .rows-table--header { color: $text-muted; text-style: bold; }
        & > .rows-table--number { color: $text-muted; }
        & > .rows-table--text { color: $text; }
        & > .rows-table--faint { color: $text-muted; text-style: italic; }
        & > .rows-table--here { text-style: bold reverse; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(command.keys), command.action, command.label, id=command.id, show=False)
        for command in ROW_COMMANDS
    ]

    column: var[int] = var(0, init=False)
    """The column under the cursor; brought into range and onto the screen when set."""

    class RowsWanted(Message):
        """A row on the screen, or near it, is not known yet."""

        def __init__(self, table: RowsTable, row: int) -> None:
            super().__init__()
            self.table = table
            self.row = row

        @property
        def control(self) -> RowsTable:
            """The table that sent it."""
            return self.table

    def __init__(self, moved: Callable[[], None] = lambda: None, *, id: str | None = None) -> None:  # noqa: A002
        self._headings: tuple[Heading, ...] = ()
        self._count = 0
        self._rows: dict[int, Sequence[Cell]] = {}
        self._natural: list[int] = []
        """The cells that each column would like to have."""
        self._left = 0
        """The first column on the screen."""
        self._asked: int | None = None
        """The row that was asked for last."""
        self._moved = moved
        super().__init__(id=id)

    # Rows

    def show(self, headings: Sequence[Heading], count: int) -> None:
        """Show another table, with so many rows of which none is known."""
        self._headings = tuple(headings)
        self._count = count
        self._rows = {}
        self._natural = [max(3, min(cell_len(heading.name), LONGEST)) for heading in headings]
        self._left = 0
        self._asked = None
        self.set_reactive(RowsTable.column, 0)
        self.rows_replaced(0, 0)

    def put(self, first: int, rows: Sequence[Sequence[Cell]]) -> None:
        """Take rows that are known now, one behind the other from number ``first`` on."""
        if len(self._rows) > _MOST:
            near = range(self.top - _MOST // 4, self.top + _MOST // 4)
            self._rows = {row: known for row, known in self._rows.items() if row in near}
        for row, found in enumerate(rows, first):
            self._rows[row] = found
        for found in rows[: _MEASURED // max(1, len(self._headings)) + 1]:
            for column, cell in enumerate(found):
                if (length := min(cell_len(cell[0][:LONGEST]), LONGEST)) > self._natural[column]:
                    self._natural[column] = length
        self._asked = None
        self._show_column()
        self.forget_lines()
        self._check_end()

    def knows(self, row: int) -> bool:
        """Tell whether a row is known."""
        return row in self._rows

    def shows(self, start: int, stop: int) -> bool:
        """Tell whether one of the rows from ``start`` to before ``stop`` is on the screen."""
        return start < self.top + self.rows_height and stop > self.top

    def ask_again(self) -> None:
        """Say once more which row is wanted, though it was asked for before."""
        self._asked = None
        self._check_end()

    @property
    def missing(self) -> int | None:
        """The first row on the screen that is not known, or within a screen below or above it; None if all are."""
        height, top = self.rows_height, self.top
        below, above = range(top, min(self._count, top + 2 * height)), range(max(0, top - height), top)
        return next((row for rows in (below, above) for row in rows if row not in self._rows), None)

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return self._count

    @property
    def heading(self) -> Heading | None:
        """The heading of the cursor's column."""
        return self._headings[self.column] if self._headings else None

    def go_to(self, row: int) -> None:
        """Put the cursor on a row, with it in the middle of the screen if it was not on it."""
        if not self.top <= row < self.top + self.rows_height:
            self.scroll_top(max(0, row - self.rows_height // 2))
        self.cursor = row

    # The cursor

    def action_rows_left(self) -> None:
        """Move to the column at the left."""
        self.column -= 1

    def action_rows_right(self) -> None:
        """Move to the column at the right."""
        self.column += 1

    def action_rows_first(self) -> None:
        """Move to the first column."""
        self.column = 0

    def action_rows_last(self) -> None:
        """Move to the last column."""
        self.column = len(self._headings) - 1

    def action_rows_read(self) -> None:
        """Choose the cell under the cursor."""
        self.action_select()

    def validate_column(self, column: int) -> int:
        """Bring a column into range."""
        return min(max(column, 0), max(0, len(self._headings) - 1))

    def watch_column(self) -> None:
        """Show the column."""
        left = self._left
        self._show_column()
        if left != self._left:
            self.forget_lines()
        else:
            self.refresh_rows(self.cursor)
            self.refresh_header()
        self._moved()

    def refresh_header(self) -> None:
        """Repaint the header."""
        self.refresh(Region(0, 0, self.size.width, self.HEADER_LINES))

    def _show_column(self) -> None:
        """Scroll just so far sideways that the cursor's column is on the screen."""
        if self._headings and (room := self.rows_width - self._gutter) > 0:
            self._left = left_for(self._natural, room, self._left, self.column)

    def _tell_highlighted(self) -> None:
        super()._tell_highlighted()
        self._moved()

    def on_resize(self) -> None:
        """Keep the cursor's column on the screen; the list does the rest."""
        self._show_column()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a cell of another column; the list does the rest."""
        offset = event.get_content_offset(self)
        column = self._column_at(offset.x) if offset is not None else None
        if offset is None or event.button != 1 or column is None or column == self.column:
            return
        event.stop()
        event.prevent_default()
        self.column = column
        if (row := self.row_at(offset.y)) is not None:
            self.cursor = row

    def _column_at(self, x: int) -> int | None:
        """Return the column at a cell of the screen."""
        start = self._gutter
        for column, width in self._places(self.rows_width):
            if start <= x < start + 1 + width:
                return column
            start += 1 + width
        return None

    def _check_end(self, screens: int = 1) -> None:  # noqa: ARG002  # all that is near is wanted
        """Say which row is wanted, once for each."""
        if self.rows_height == 0:
            return
        row, before = self.missing, self._asked
        self._asked = row
        if row is not None and row != before:
            self.post_message(self.RowsWanted(self, row))

    # Drawing

    def version(self) -> Hashable:
        """Return what the cursor's row shows of its column."""
        return self.column

    def render_header(self, width: int) -> Strip:
        """Draw the names of the columns."""
        style = self.part_style(Look.EVEN, "header")
        segments = [Segment(" " * self._gutter, style)]
        for column, room in self._places(width):
            heading = self._headings[column]
            here = _HERE if column == self.column else " "
            segments.append(Segment(here + cells.fit(heading.name, room, right=heading.number), style))
        return self._padded(segments, width, style)

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw one row."""
        number = f"{index:>{self._gutter - 1},}"
        segments = [Segment(("▌" if look.is_cursor else " ") + number, self.part_style(look, "number"))]
        row = self._rows.get(index)
        if row is None:
            segments.append(Segment(f" {_UNKNOWN}", self.part_style(look, "faint")))
            return self._padded(segments, width, self.row_style(look))
        for column, room in self._places(width):
            value, faint = row[column]
            here = look.is_cursor and column == self.column
            text = cells.fit(value, room, right=self._headings[column].number and not faint)
            part = "here" if here else "faint" if faint else "text"
            segments.append(Segment((_HERE if here else " ") + text, self.part_style(look, part)))
        return self._padded(segments, width, self.row_style(look))

    @staticmethod
    def _padded(segments: list[Segment], width: int, style: Style) -> Strip:
        return Strip(segments).adjust_cell_length(width, style).simplify()

    @property
    def _gutter(self) -> int:
        """Cells of the row numbers, with the cursor's bar."""
        return len(f"{max(0, self._count - 1):,}") + 1

    def _places(self, width: int) -> tuple[Place, ...]:
        return lay_out(self._natural, width - self._gutter, self._left)

    def part_style(self, look: Look, part: str) -> Style:
        """Return the style of a part of a row; in the cursor's row its cell stands out."""
        if part == "here" and look is Look.CURSOR:
            return self.row_style(look) + self.get_component_rich_style("rows-table--here", partial=True)
        return super().part_style(look, part)
