"""BlockList: lines that belong together in blocks, with a cursor that goes over blocks and passes what is in none."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from hubtui.commands.detail import FOLD_COMMANDS
from hubtui.widgets import cells
from hubtui.widgets.line_list import LineList, Look

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from textual import events
    from textual.binding import BindingType

EDGE = "▌"
"""What the cursor's lines begin with, so that they are told without colours."""
FOUND = "found"
"""The part that is marked."""


class BlockList(LineList):
    """A list whose cursor stands on the first line of a block; all lines of that block are highlighted.

    A subclass implements ``block`` and ``parts``, and does what FOLD_COMMANDS say.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(command.keys), command.action, command.label, id=command.id, show=False)
        for command in FOLD_COMMANDS
    ]

    class Left(Message):
        """There is nothing to fold, and nothing further out to go to."""

    class Moved(Message):
        """Another block is under the cursor."""

        def __init__(self, blocks: BlockList) -> None:
            super().__init__()
            self.blocks = blocks

        def can_replace(self, message: Message) -> bool:
            """Let the latest of several that wait stand for all."""
            return isinstance(message, BlockList.Moved) and message.blocks is self.blocks

    PARTS: ClassVar[str] = "block-list"
    """What the component classes of a line's parts begin with."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  # Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.wanted = ""
        """What is marked, in lower case."""
        self._marks = 0
        self._parts: dict[tuple[Look, str], Style] = {}

    def block(self, line: int) -> range | None:
        """Return the lines of the block that a line is in, or None for a heading and the like."""
        raise NotImplementedError

    def parts(self, line: int) -> Iterable[tuple[str, str]]:
        """Return a line's texts, each with the name of its part."""
        raise NotImplementedError

    @property
    def here(self) -> range:
        """The lines of the cursor's block; none in an empty list."""
        found = self.block(self.cursor) if 0 <= self.cursor < self.row_count else None
        return found if found is not None else range(0)

    # The cursor

    def validate_cursor(self, cursor: int) -> int:
        """Return the first line of the block that is nearest in the direction of a move; -1 where there is none."""
        cursor = super().validate_cursor(cursor)
        step = 1 if cursor >= self.cursor else -1
        found = self._nearest(cursor, step)
        if found is None:
            found = self._nearest(cursor, -step)
        return -1 if found is None else found.start

    def _nearest(self, line: int, step: int) -> range | None:
        """Return the first block from a line on, in one direction."""
        while 0 <= line < self.row_count:
            if (found := self.block(line)) is not None:
                return found
            line += step
        return None

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint both blocks, and say so."""
        for line in (old, new):
            found = self.block(line) if 0 <= line < self.row_count else None
            if found is not None:
                self.refresh_rows(found.start, len(found))
        super().watch_cursor(old, new)

    def _tell_highlighted(self) -> None:
        """Tell whoever encloses the list, for it concerns nobody else."""
        self.post_message(self.Moved(self))

    def look(self, index: int) -> Look:
        """Return the way in which a line is to be drawn now."""
        if index not in self.here:
            return Look.EVEN
        return Look.CURSOR if self.has_focus else Look.BLURRED

    def show_cursor(self) -> None:
        """Scroll just so far that the cursor's block is on the screen, with what leads up to it, as far as both fit."""
        self._follows = True
        if here := self.here:
            self.scroll_top(self._top_for(here))

    def _top_for(self, here: range) -> int:
        """Return the first visible line that brings a block onto the screen, or the nearer end of a taller one."""
        top, height = self.top, self.rows_height
        below = here.stop > top + height
        if len(here) > height:
            if here.start >= top:
                return here.start if below else top
            return top if here.stop > top else here.stop - height
        before = self._nearest(here.start - 1, -1)
        first = before.stop if before is not None else 0
        first = first if here.stop - first <= height else here.start
        if first < top:
            return first
        return here.stop - height if below else top

    def _page(self, rows: int) -> None:
        """Move the viewport by so many lines, and the cursor with it unless its block is taller."""
        before, line = self.top, max(self.cursor, self.top)
        self.scroll_top(min(max(before + rows, 0), max(0, self.row_count - self.rows_height)))
        self._go(line + rows if self.top - before == rows else self.cursor + rows)

    def action_cursor_down(self) -> None:
        """Move to the next block; within one that goes on below the screen, scroll by a line."""
        here = self.here
        if here.stop > self.top + self.rows_height or self._nearest(here.stop, 1) is None:
            self.scroll_top(min(self.top + 1, max(0, self.row_count - self.rows_height)))
        else:
            self._go(here.stop)

    def action_cursor_up(self) -> None:
        """Move to the block before; within one that begins above the screen, scroll by a line."""
        here = self.here
        if here.start < self.top:
            self.scroll_top(self.top - 1)
        else:
            self._go(here.start - 1)

    def action_fold_toggle(self) -> None:
        """Choose the block."""
        self.action_select()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the block, or choose the block if the cursor is there already."""
        event.stop()
        event.prevent_default()
        offset = event.get_content_offset(self)
        line = self.row_at(offset.y) if offset is not None and event.button == 1 else None
        found = self.block(line) if line is not None else None
        if found is None:
            return
        if found == self.here:
            self.action_select()
        else:
            self.cursor = found.start

    # Drawing

    def notify_style_update(self) -> None:
        """Forget the styles of before."""
        self._parts.clear()
        super().notify_style_update()

    def mark(self, text: str) -> None:
        """Tell the places apart at which a text stands, whatever its case; an empty text none."""
        self.wanted = text.lower()
        self._marks += 1
        self.refresh()

    def version(self) -> Hashable:
        """Return what drawn lines depend on besides: what is marked."""
        return self._marks

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw a line: the cursor's edge, then its parts."""
        segments = [Segment(EDGE if look.is_cursor else " ", self.row_style(look))]
        for text, part in self.parts(index):
            segments += [
                Segment(cells.safe(piece), self.part_style(look, name))
                for piece, name in self._marked(text, part)
                if piece
            ]
        return Strip(segments).simplify().adjust_cell_length(width, self.row_style(look))

    def _marked(self, text: str, part: str) -> Iterable[tuple[str, str]]:
        """Yield the pieces of a part, what is marked apart."""
        lower, wanted, at = text.lower(), self.wanted, 0
        if wanted and len(lower) == len(text):
            while (found := lower.find(wanted, at)) >= 0:
                yield text[at:found], part
                at = found + len(wanted)
                yield text[found:at], FOUND
        yield text[at:], part

    def part_style(self, look: Look, part: str) -> Style:
        """Return the style of a part; the cursor's block has one for all, but what was found stays underlined."""
        key = (look, part)
        style = self._parts.get(key)
        if style is None:
            style = row = self.row_style(look)
            if look.is_cursor:
                style += Style(underline=part == FOUND)
            elif part:
                style = self.get_component_rich_style(f"{self.PARTS}--{part}") + Style(bgcolor=row.bgcolor)
            self._parts[key] = style
        return style
