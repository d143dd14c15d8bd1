"""ShelfList: rows of a sign, a title, what is known of it and a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip

from hubtui.widgets import cells
from hubtui.widgets.line_list import LineList, Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.core.shelf import Row

_SIGN = 8
"""Cells of a sign."""
_WORDS = 28
"""Cells of what is known, where the note stands beside it."""
_TITLE_LEAST = 24
_NOTE_LEAST = 16


class ShelfList(LineList):
    """The rows of one section; the cursor stays on its row when others come or go."""

    PARTS = "shelf-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"shelf-list--sign", "shelf-list--title", "shelf-list--words"}
    DEFAULT_CSS = """
    ShelfList {
        & > .shelf-list--sign { color: $text-muted; }
        & > .shelf-list--title { color: $text; }
        & > .shelf-list--words { color: $text-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self.moves = 0
        """Counts the moves of the cursor."""

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown."""
        return self._rows

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @property
    def highlighted(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else None

    @property
    def on_screen(self) -> Sequence[Row]:
        """The rows on the screen."""
        return self._rows[self.top : self.top + self.rows_height]

    def show(self, rows: Sequence[Row], *, keep: bool) -> None:
        """Show other rows.

        Args:
            rows: what to show.
            keep: stay on the highlighted row, or at its place where it is gone; else begin at the first.
        """
        before, cursor = self.highlighted, self.cursor
        self._rows = tuple(rows)
        if not keep:
            self.rows_replaced(0, 0)
            return
        keys = [row.key for row in self._rows]
        if before is not None and before.key in keys:
            cursor = keys.index(before.key)
        self.rows_replaced(cursor, self.top)

    def watch_cursor(self, old: int, new: int) -> None:
        """Count the move; there and back is two."""
        self.moves += 1
        super().watch_cursor(old, new)

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw one row."""
        row = self._rows[index]
        room = max(0, width - 1 - _SIGN)
        rest = room - _TITLE_LEAST
        noted = rest - _WORDS >= _NOTE_LEAST
        title = max(min(room // 2, room - _WORDS - _NOTE_LEAST if noted else rest), min(room, _TITLE_LEAST))
        words = room - title - 1
        bar = "▌" if look.is_cursor else " "
        owner, name = cells.repo_id(row.title, title) if row.ref is not None else ("", row.title)
        told = f"{cells.fit(row.words, _WORDS)} {row.note}" if noted and row.ref is not None else row.words
        segments = [
            Segment(bar + cells.fit(row.sign, _SIGN), self.part_style(look, "sign")),
            Segment(cells.fit(owner + name, title), self.part_style(look, "title")),
            Segment(" " + cells.fit(told, words) if words > 0 else "", self.part_style(look, "words")),
        ]
        return Strip([segment for segment in segments if segment.text]).adjust_cell_length(
            width, self.row_style(look)
        )
