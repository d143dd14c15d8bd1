"""RevisionList: revisions to choose from, below headings that the cursor passes over."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from hubtui.core.revisions import Choice, Heading, RevisionRows
from hubtui.widgets import cells
from hubtui.widgets.line_list import LineList, Look

if TYPE_CHECKING:
    from textual import events

_CURSOR, _PRESENT, _UNUSABLE = "▌", "●", "?"
"""The signs of the cursor's row, of the present revision and of one that cannot be asked for."""
_LEAD = 3
"""Cells of the cursor, a sign and a blank."""


class RevisionList(LineList, inherit_bindings=False):
    """Shows rows; whoever has the keys moves its cursor."""

    PARTS: ClassVar[str] = "revision-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "revision-list--heading",
        "revision-list--name",
        "revision-list--note",
        "revision-list--mark",
    }
    DEFAULT_CSS = """
    RevisionList {
        & > .revision-list--heading { color: $text-muted; text-style: bold; }
        & > .revision-list--name { color: $text; }
        & > .revision-list--note { color: $text-muted; }
        & > .revision-list--mark { color: $text-accent; text-style: bold; }
    }
    """

    def __init__(self, present: str) -> None:
        super().__init__()
        self.can_focus = False
        self._present = present
        self._rows = RevisionRows(None)

    @property
    def row_count(self) -> int:
        """How many rows there are, headings among them."""
        return len(self._rows)

    @property
    def highlighted(self) -> Choice | None:
        """The revision under the cursor."""
        row = self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else None
        return row if isinstance(row, Choice) else None

    @property
    def typed(self) -> str:
        """What the rows are narrowed by."""
        return self._rows.typed

    def show(self, rows: RevisionRows) -> None:
        """Show other rows; the cursor goes to the best of them, or to the present revision while nothing is typed."""
        self._rows = rows
        present = rows.index_of(self._present) if not rows.typed else -1
        self.rows_replaced(present if present >= 0 else rows.first, 0)

    def validate_cursor(self, cursor: int) -> int:
        """Bring a cursor into range; -1 is none."""
        return min(max(cursor, -1), self.row_count - 1)

    def _go(self, cursor: int) -> None:
        """Move the cursor to that row, or past it where it is a heading."""
        super()._go(self._rows.nearest(cursor, 1 if cursor > self.cursor else -1))

    def show_cursor(self) -> None:
        """Scroll just so far that the cursor is on the screen, with its heading if that is right above."""
        super().show_cursor()
        above = self.cursor - 1
        if above >= 0 and above < self.top and isinstance(self._rows[above], Heading):
            self.scroll_top(above)

    def look(self, index: int) -> Look:
        """Return the way in which a row is drawn; the keys are always this list's."""
        return Look.CURSOR if index == self.cursor else super().look(index)

    def _tell_highlighted(self) -> None:
        """Tell nobody where the cursor is, for it concerns nobody else."""

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the pointer."""
        event.stop()
        event.prevent_default()
        offset = event.get_content_offset(self)
        row = self.row_at(offset.y) if offset is not None and event.button == 1 else None
        if row is not None and isinstance(self._rows[row], Choice):
            self.cursor = row
            self.action_select()

    # Drawing

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw a heading or a choice."""
        row = self._rows[index]
        if isinstance(row, Heading):
            return Strip([Segment(cells.fit(f" {row.text}", width), self.part_style(look, "heading"))], width)
        sign = _PRESENT if row.revision == self._present else " " if row.usable else _UNUSABLE
        note = f" {row.note} " if row.note else ""
        room = max(0, width - _LEAD - cell_len(note))
        segments = [
            Segment(f"{_CURSOR if look.is_cursor else ' '}{sign} ", self.part_style(look, "mark")),
            Segment(cells.fit(cells.middle(cells.safe(row.name), room), room), self.part_style(look, "name")),
            Segment(note, self.part_style(look, "note")),
        ]
        return Strip(segments).crop(0, width).adjust_cell_length(width, self.row_style(look))
