"""JsonView: JSON that folds, is searched and copied; of which only the lines on the screen are ever drawn."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from hubtui.widgets import json_lines
from hubtui.widgets.block_list import BlockList
from hubtui.widgets.json_lines import JsonLines

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.strip import Strip

    from hubtui.core.json_rows import JsonRows
    from hubtui.widgets.line_list import Look

EDGE = 1
"""Cells before each line, for the cursor."""


class JsonView(BlockList):
    """A list of rows of JSON; enter or space folds and unfolds, left folds or goes out, right unfolds or goes in."""

    PARTS = "json-view"
    COMPONENT_CLASSES: ClassVar[set[str]] = json_lines.component_classes("json-view")
    DEFAULT_CSS = f"JsonView {{ {json_lines.css('json-view')} }}"

    class Left(Message):
        """There is nothing to fold and nothing further out to go to."""

    def __init__(self) -> None:
        super().__init__()
        self._json: JsonLines | None = None
        self._found: list[int] = []
        self._drawn = 0

    def show(self, rows: JsonRows) -> None:
        """Show rows, unfolded and with the cursor as before where they are as many; a search is forgotten."""
        before, row = self._json, self.highlighted
        self._json = JsonLines(rows)
        self._found = []
        if before is not None and len(before.rows.rows) == len(rows.rows):
            rows.folded = before.rows.folded
            self._lay_out(row)
        else:
            self._json.lay_out(self._room)
            self.rows_replaced(0, 0)

    def clear(self) -> None:
        """Show nothing but the notice."""
        self._json, self._found = None, []
        self.rows_replaced(0, 0)

    # Lines

    @property
    def _room(self) -> int:
        return max(1, self.rows_width - EDGE)

    @property
    def row_count(self) -> int:
        """How many lines there are."""
        return 0 if self._json is None else len(self._json)

    def block(self, line: int) -> range | None:
        """Return the lines of a row."""
        return None if self._json is None else self._json.block(line)

    def version(self) -> Hashable:
        """Return what drawn lines depend on besides: what is searched for."""
        return self._drawn

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw a line."""
        return self.draw(self._json.parts(index) if self._json is not None else (), width, look)

    def on_resize(self) -> None:
        """Handle another width: long strings break elsewhere."""
        if self._json is not None:
            self._lay_out(self.highlighted)

    def _lay_out(self, row: int) -> None:
        """Show what has folded or opened; the cursor stays on a row, or goes to the one that it is folded into."""
        if self._json is None:
            return
        below = self.cursor - self.top
        self._json.lay_out(self._room)
        self.forget_lines()
        self.fit_rows()
        line = self._json.line_of(max(row, 0))
        self.scroll_top(line - below)
        self._place_cursor(line)

    # What is highlighted

    @property
    def highlighted(self) -> int:
        """The row under the cursor; -1 for none."""
        if self._json is None or not 0 <= self.cursor < len(self._json):
            return -1
        return self._json.row_of(self.cursor)

    @property
    def path(self) -> str:
        """Where that row stands: cardData.model-index[0]."""
        return "" if self._json is None or self.highlighted < 0 else self._json.rows.path(self.highlighted)

    @property
    def copyable(self) -> str:
        """What is highlighted: a string as it is, anything else as JSON; clean."""
        return "" if self._json is None or self.highlighted < 0 else self._json.rows.copied(self.highlighted)

    # Folding

    def action_select(self) -> None:
        """Fold what is unfolded and the other way round."""
        row = self.highlighted
        if self._json is not None and row >= 0 and self._json.toggle(row):
            self._lay_out(self._json.rows.opener(row))

    def action_fold_open(self) -> None:
        """Unfold the row, or go to the first inside it."""
        row = self.highlighted
        if self._json is None or row < 0:
            return
        if self._json.unfold(row):
            self._lay_out(row)
        elif self._json.rows.rows[row].folds:
            self.action_cursor_down()

    def action_fold_close(self) -> None:
        """Fold the row, or go to the one around it; say so where there is neither."""
        row = self.highlighted
        if self._json is None or row < 0:
            self.post_message(self.Left())
        elif self._json.fold(row):
            self._lay_out(self._json.rows.opener(row))
        elif (around := self._json.rows.rows[row].parent) >= 0:
            self._go(self._json.line_of(around))
        else:
            self.post_message(self.Left())

    # Searching

    def search(self, text: str) -> None:
        """Mark the rows that hold a text, and go to the first of them from the cursor on; an empty one marks none."""
        if self._json is None:
            return
        self._json.wanted = text.lower()
        self._found = self._json.rows.find(text)
        self._drawn += 1
        self.refresh()
        if self._found:
            self._go_to(self._found[bisect_left(self._found, self.highlighted) % len(self._found)])

    def search_on(self, step: int) -> None:
        """Go to the next row that was found, or the one before; from the last, to the first."""
        if not self._found:
            return
        at = bisect_left(self._found, self.highlighted)
        on_it = at < len(self._found) and self._found[at] == self.highlighted
        self._go_to(self._found[(at + step if on_it or step < 0 else at) % len(self._found)])

    def _go_to(self, row: int) -> None:
        """Put the cursor on a row; unfold what it is inside of, and open it where it is too long for its line."""
        if self._json is not None:
            self._json.rows.reveal(row)
            self._json.unfold(row)
            self._lay_out(row)
            self.show_cursor()

    @property
    def found(self) -> tuple[int, int]:
        """Which of the rows found the cursor is on, from 1, 0 for none of them; and how many there are."""
        at = bisect_left(self._found, self.highlighted)
        on_it = at < len(self._found) and self._found[at] == self.highlighted
        return (at + 1 if on_it else 0), len(self._found)
