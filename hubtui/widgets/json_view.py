"""JsonView: JSON that folds, is searched and copied; of which only the lines on the screen are ever drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from hubtui.widgets import json_lines
from hubtui.widgets.block_list import BlockList
from hubtui.widgets.found import Found
from hubtui.widgets.json_lines import JsonLines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hubtui.core.json_rows import JsonRows

EDGE = 1
"""Cells before each line, for the cursor."""


class JsonView(BlockList):
    """A list of rows of JSON; enter or space folds and unfolds, left folds or goes out, right unfolds or goes in."""

    PARTS = "json-view"
    COMPONENT_CLASSES: ClassVar[set[str]] = json_lines.component_classes("json-view")
    DEFAULT_CSS = f"JsonView {{ {json_lines.css('json-view')} }}"

    def __init__(self) -> None:
        super().__init__()
        self._json: JsonLines | None = None
        self._found: Found[int] = Found()

    def show(self, rows: JsonRows) -> None:
        """Show rows, unfolded and with the cursor as before where they are as many; a search is forgotten."""
        before, row = self._json, self.highlighted
        self._json = JsonLines(rows)
        self._found = Found()
        self.mark("")
        if before is not None and len(before.rows.rows) == len(rows.rows):
            rows.folded = before.rows.folded
            self._lay_out(row)
        else:
            self._json.lay_out(self._room)
            self.rows_replaced(0, 0)

    def clear(self) -> None:
        """Show nothing but the notice."""
        self._json, self._found = None, Found()
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

    def parts(self, line: int) -> Iterable[tuple[str, str]]:
        """Return a line's texts with the names of their parts."""
        return self._json.parts(line) if self._json is not None else ()

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

    @property
    def folds(self) -> bool:
        """Whether there is something to fold or unfold in what is highlighted."""
        return self._json is not None and self.highlighted >= 0 and self._json.folds(self.highlighted)

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
        self.mark(text)
        self._found = Found(self._json.rows.find(text) if self._json is not None else [])
        self._go_to(self._found.nearest(self.highlighted))

    def search_on(self, step: int) -> None:
        """Go to the next row that was found (1), or the one before (-1)."""
        self._go_to(self._found.next(self.highlighted, step))

    @property
    def found(self) -> tuple[int, int]:
        """Which of the rows found the cursor is on, from 1, 0 for none of them; and how many there are."""
        return self._found.number(self.highlighted)

    def _go_to(self, row: int | None) -> None:
        """Put the cursor on a row, and unfold what it is inside of."""
        if row is not None and self._json is not None:
            self._json.show(row)
            self._lay_out(row)
            self.show_cursor()
