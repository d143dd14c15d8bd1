"""SourceView: the text of a file with line numbers and colours, of which only the rows on the screen are drawn."""

from __future__ import annotations

import asyncio
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import work
from textual.binding import Binding, BindingType
from textual.strip import Strip

from hubtui.commands.files import TEXT_COMMANDS
from hubtui.core.source_text import Found, SourceText, finder
from hubtui.widgets.line_view import Look
from hubtui.widgets.text_layout import TextLayout
from hubtui.widgets.text_lines import ScrolledLines

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from hubtui.widgets.colouring import Colouring
    from hubtui.widgets.text_layout import Piece

SIDEWAYS = 8
"""Cells that one key scrolls to the side."""
_AHEAD = 2
"""Screens below the last visible row whose colours are found."""
_PARTS = ("comment", "string", "number", "keyword", "name", "tag")


class Sheet(NamedTuple):
    """A text made ready to be shown, which may take a while: see ``prepared``."""

    source: SourceText
    layout: TextLayout
    colouring: Colouring | None


def prepared(text: str, language: str) -> Sheet:
    """Make a text ready to be shown. Blocks: call it in a thread.

    Args:
        text: printable.
        language: as hubtui.widgets.colouring knows it; empty for no colours.
    """
    source = SourceText(text)
    colouring = None
    if language:
        from hubtui.widgets.colouring import Colouring

        colouring = Colouring(source, language)
    return Sheet(source, TextLayout(source.lines), colouring)


class SourceView(ScrolledLines):
    """A text that scrolls both ways, or is wrapped, and in which something can be found."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "source-view--gutter",
        *(f"source-view--{part}" for part in _PARTS),
    }
    DEFAULT_CSS = """
    SourceView {
        & > .source-view--gutter { color: $foreground-muted; }
        & > .source-view--comment { color: $text-muted; text-style: italic; }
        & > .source-view--string { color: $text-success; }
        & > .source-view--number { color: $text-warning; }
        & > .source-view--keyword { color: $text-accent; }
        & > .source-view--name { color: $text-primary; }
        & > .source-view--tag { color: $text-secondary; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(command.keys), f"sideways({step})", command.label, id=command.id, show=False)
        for command, step in zip(TEXT_COMMANDS, (1, -1), strict=True)
    ]

    def __init__(self) -> None:
        super().__init__()
        self._sheet = Sheet(SourceText(""), TextLayout(()), None)
        self._wraps = False
        self._left = 0
        """The first cell of each line that is shown, where lines are not wrapped."""
        self._needle = ""
        self._found: list[Found] = []
        self._at = -1
        """Which of those the view is at; -1 for none."""
        self._drawn = 0
        self._parts: dict[str, Style] = {}

    # What is shown

    def show(self, sheet: Sheet, *, wraps: bool) -> None:
        """Show another text from its beginning; what was searched for is forgotten."""
        self._sheet, self._wraps, self._left = sheet, wraps, 0
        self._needle, self._found, self._at = "", [], -1
        self._lay_out(0)
        self._colour()

    @property
    def row_count(self) -> int:
        """How many rows there are at the present width."""
        return self._sheet.layout.row_count

    @property
    def lines(self) -> int:
        """How many lines the text has."""
        return len(self._sheet.source.lines)

    @property
    def line(self) -> int:
        """The first visible line, from 0."""
        row = min(self.top, self.row_count - 1)
        return self._sheet.layout.piece(row, 0, 1).line if row >= 0 else 0

    @property
    def wraps(self) -> bool:
        """Whether long lines go on in the next row."""
        return self._wraps

    def toggle_wrap(self) -> None:
        """Wrap long lines, or no longer."""
        line = self.line
        self._wraps, self._left = not self._wraps, 0
        self._lay_out(line)

    def _lay_out(self, line: int) -> None:
        """Break lines for the present width, and make a line the first visible one."""
        self._sheet.layout.wrap(self._room if self._wraps and self.rows_width else None)
        self._repaint()
        self.fit_rows()
        self.scroll_top(self._sheet.layout.row_of(line) if self.row_count else 0)

    def on_resize(self) -> None:
        """Handle another width: wrapped lines break elsewhere."""
        if self._wraps:
            self._lay_out(self.line)
        self._colour()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Repaint, and find the colours of what came into view."""
        super().watch_scroll_y(old_value, new_value)
        self._colour()

    def action_sideways(self, step: int) -> None:
        """Scroll to the side, where lines are not wrapped."""
        if not self._wraps:
            most = max(0, self._sheet.layout.widest - self._room)
            self._left = min(max(0, self._left + step * SIDEWAYS), most)
            self._repaint()

    # Searching

    def search(self, needle: str) -> None:
        """Mark where a text stands, and go to the first place from here on; an empty one marks nothing."""
        self._needle = needle
        self._found, self._at = self._sheet.source.find(needle), -1
        if self._found:
            line = self.line
            self._go(next((at for at, found in enumerate(self._found) if found.line >= line), 0))
        self._repaint()

    def search_on(self, step: int) -> None:
        """Go to the next place, or the one before; from the last, to the first."""
        if self._found:
            self._go((self._at + step) % len(self._found))

    @property
    def found(self) -> tuple[int, int]:
        """Which of the places found the view is at, from 1, 0 for none; and how many there are."""
        return self._at + 1, len(self._found)

    def _go(self, at: int) -> None:
        """Go to a place that was found: a third from the top, unless it is on the screen already."""
        self._at = at
        place, layout = self._found[at], self._sheet.layout
        row = layout.row_of(place.line, place.start)
        if not self.top <= row < self.top + self.rows_height:
            self.scroll_top(max(0, row - self.rows_height // 3))
        start, end = layout.cell(place.line, place.start), layout.cell(place.line, place.end)
        if not self._wraps and not self._left <= start <= end <= self._left + self._room:
            self._left = max(0, end - self._room // 2) if end > self._room else 0
        self._repaint()

    # Colours

    def _colour(self) -> None:
        """Find the colours down to a little below the screen, if they are not known yet."""
        colouring = self._sheet.colouring
        if colouring is None or not self.rows_height:
            return
        layout = self._sheet.layout
        row = min(self.top + (1 + _AHEAD) * self.rows_height, layout.row_count - 1)
        line = layout.piece(row, 0, 1).line + 1
        if colouring.reached < min(line, self.lines) and not self._is_colouring:
            self._find_colours(colouring, line)

    @property
    def _is_colouring(self) -> bool:
        return any(w.node is self and w.group == "colour" and not w.is_finished for w in self.workers)

    @work(group="colour")
    async def _find_colours(self, colouring: Colouring, line: int) -> None:
        await asyncio.to_thread(colouring.advance, line)
        if colouring is self._sheet.colouring and self.is_attached:
            self._repaint()
            self.call_later(self._colour)

    # Drawing

    def version(self) -> Hashable:
        """Return what drawn rows depend on besides."""
        return self._drawn

    def notify_style_update(self) -> None:
        """Forget the styles of before."""
        self._parts.clear()
        super().notify_style_update()

    def _repaint(self) -> None:
        self._drawn += 1
        self.refresh()

    @property
    def _gutter(self) -> int:
        """Cells of the line numbers with the blanks around them."""
        return len(str(self.lines)) + 2

    @property
    def _room(self) -> int:
        """Cells of a row behind the line number."""
        return max(1, self.rows_width - self._gutter)

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw a row: the number of its line where that begins, and the text."""
        piece = self._sheet.layout.piece(index, self._left, self._room)
        begins = not self._wraps or piece.start == 0
        number = f"{piece.line + 1 if begins else '':>{self._gutter - 1}} "
        segments = [Segment(number, self._style("gutter")), *self._text(piece)]
        return Strip(segments).crop(0, width).adjust_cell_length(width, self.row_style(look))

    def _text(self, piece: Piece) -> Iterator[Segment]:
        """Yield a part of a line in its colours."""
        line = self._sheet.source.lines[piece.line]
        parts = self._parts_of(piece)
        at = piece.start
        for part, same in groupby(parts):
            end = at + sum(1 for _ in same)
            yield Segment(line[at:end], self._style(part))
            at = end

    def _parts_of(self, piece: Piece) -> list[str]:
        """Return what each character of a part of a line is."""
        line, (number, start, end) = self._sheet.source.lines[piece.line], piece
        parts = [""] * (end - start)
        spans = self._sheet.colouring.spans_in(*piece) if self._sheet.colouring is not None else ()
        for span in spans:
            _fill(parts, span.start - start, span.end - start, span.part)
        if self._needle:
            before = max(0, start - len(self._needle))
            for match in finder(self._needle).finditer(line, before, end + len(self._needle)):
                here = self._at >= 0 and self._found[self._at][:2] == (number, match.start())
                _fill(parts, match.start() - start, match.end() - start, "here" if here else "found")
        return parts

    def _style(self, part: str) -> Style:
        style = self._parts.get(part)
        if style is None:
            style = row = self.row_style(Look.EVEN)
            if part in ("found", "here"):
                style = row + Style(bold=True, underline=part == "found", reverse=part == "here")
            elif part:
                style = self.get_component_rich_style(f"source-view--{part}") + Style(bgcolor=row.bgcolor)
            self._parts[part] = style
        return style


def _fill(parts: list[str], start: int, end: int, part: str) -> None:
    """Put a part in the place of others, as far as it lies among them."""
    start, end = max(0, start), min(len(parts), end)
    if start < end:
        parts[start:end] = [part] * (end - start)
