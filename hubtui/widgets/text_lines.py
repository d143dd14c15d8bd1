"""TextLines: a long text to read, of which only the lines on the screen are drawn."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import work
from textual.binding import Binding, BindingType
from textual.strip import Strip

from hubtui.commands import CURSOR_COMMANDS
from hubtui.widgets import cells
from hubtui.widgets.keys import KeysInTurn
from hubtui.widgets.line_view import LineView, Look

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = 24
"""Cells of the longest word that is not broken at the right edge."""
_AT_ONCE = 20_000
"""Characters that are broken into lines within a frame."""
_TAB = "    "
_MAY_BE_WIDE = re.compile("[\u1100-\U0010ffff]")


class ScrolledLines(KeysInTurn, LineView, can_focus=True):
    """Lines that scroll by the keys of a list's cursor; they have none themselves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(command.keys), command.action, command.label, id=command.id, show=False)
        for command in CURSOR_COMMANDS
    ]

    def look(self, index: int) -> Look:  # noqa: ARG002  # all lines look alike
        """Return the plain look; lines of a text do not alternate."""
        return Look.EVEN

    def _scroll(self, lines: int) -> None:
        self.scroll_top(min(max(self.top + lines, 0), max(0, self.row_count - self.rows_height)))

    def action_cursor_down(self) -> None:
        """Scroll down a line."""
        self._scroll(1)

    def action_cursor_up(self) -> None:
        """Scroll up a line."""
        self._scroll(-1)

    def action_cursor_half_down(self) -> None:
        """Scroll down half a page."""
        self._scroll(self.rows_height // 2)

    def action_cursor_half_up(self) -> None:
        """Scroll up half a page."""
        self._scroll(-(self.rows_height // 2))

    def action_cursor_page_down(self) -> None:
        """Scroll down a page."""
        self._scroll(self.rows_height)

    def action_cursor_page_up(self) -> None:
        """Scroll up a page."""
        self._scroll(-self.rows_height)

    def action_cursor_first(self) -> None:
        """Scroll to the beginning."""
        self._scroll(-self.row_count)

    def action_cursor_last(self) -> None:
        """Scroll to the end."""
        self._scroll(self.row_count)


class TextLines(ScrolledLines):
    """Text to read; its lines break between words.

    Args:
        text: clean; its lines are broken to the width.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._shown: list[str] = []
        self._width = -1

    @property
    def row_count(self) -> int:
        """How many lines there are at the present width."""
        return len(self._shown)

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw one line."""
        return Strip([Segment(cells.fit(self._shown[index], width), self.row_style(look))], width)

    def height_in(self, width: int) -> int:
        """Return how many lines the text has at a width; of a long text its beginning has."""
        return len(_lines(self._text[:_AT_ONCE], max(1, width)))

    def on_resize(self) -> None:
        """Handle another width: the lines break elsewhere; those of a long text in a thread, the first ones at once."""
        if self._width != self.rows_width > 0:
            self._width = self.rows_width
            self._take(_lines(self._text[:_AT_ONCE], self._width))
            if len(self._text) > _AT_ONCE:
                self._break_all(self._text, self._width)

    @work(exclusive=True)
    async def _break_all(self, text: str, width: int) -> None:
        self._take(await asyncio.to_thread(_lines, text, width))

    def _take(self, lines: list[str]) -> None:
        self._shown = lines
        self.fit_rows()
        self.forget_lines()


def _lines(text: str, width: int) -> list[str]:
    return [part for line in text.split("\n") for part in broken(line, width)]


def _wide(text: str) -> int:
    """Return how many characters may take two cells; a hundred times as fast as measuring them."""
    return len(_MAY_BE_WIDE.findall(text))


def broken(line: str, width: int) -> Iterator[str]:
    """Yield a line in parts of at most ``width`` cells, broken behind a blank where one is near."""
    line = line.replace("\t", _TAB)
    at = 0
    while True:
        part = line[at : at + width]
        while not part.isascii() and len(part) > 1 and (excess := len(part) + _wide(part) - width) > 0:
            part = part[: -((excess + 1) // 2)] or part[:1]
        if at + len(part) < len(line) and (blank := part.rfind(" ", max(1, len(part) - _WORD))) > 0:
            part = part[: blank + 1]
        yield part.rstrip(" ")
        at += len(part)
        if at >= len(line):
            return
