"""OneLine: a widget of one line, made of spans that can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.visual import VisualType

Span = tuple[str, str, str]
"""Text, style, and the action that a click on it runs; the last two may be empty."""


class OneLine(Widget):
    """One line: spans from the left, spans from the right, and what does not fit between them left out.

    Text is shown as it is, never as markup; whoever hands it in has cleaned it.
    """

    DEFAULT_CSS = """
    OneLine { height: 1; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id, classes=classes)
        self._left: tuple[Span, ...] = ()
        self._right: tuple[Span, ...] = ()
        self._more: tuple[tuple[Span, ...], ...] = ()
        self._targets: list[tuple[int, int, str]] = []

    def show(
        self, left: Sequence[Span], right: Sequence[Span] = (), more: Sequence[tuple[Span, ...]] = ()
    ) -> None:
        """Show these spans; repaints only if they differ.

        Args:
            left: from the left.
            right: from the right, where left leaves room.
            more: behind left, where both leave room: as many groups as fit whole.
        """
        if (new := (tuple(left), tuple(right), tuple(more))) != (self._left, self._right, self._more):
            self._left, self._right, self._more = new
            self.refresh()

    @property
    def text(self) -> str:
        """The spans as plain text, left then right."""
        between = (span for group in self._more for span in group)
        return "".join(text for text, _, _ in (*self._left, *between, *self._right))

    def render(self) -> VisualType:
        """Lay the spans out for the present width; the right side gives way first."""
        width = self.size.width
        left = _fitting(self._left, width)
        right = _fitting(self._right, width - left.cell_length)
        more = _whole(self._more, width - left.cell_length - right.cell_length)
        between = _fitting(more, width)
        gap = width - left.cell_length - between.cell_length - right.cell_length
        self._targets = [
            *_targets(self._left, 0, left.cell_length),
            *_targets(more, left.cell_length, width - right.cell_length),
            *_targets(self._right, width - right.cell_length, width),
        ]
        return Content.assemble(left, between, " " * gap, right)

    async def on_click(self, event: events.Click) -> None:
        """Run the action of the span under the pointer."""
        for start, end, action in self._targets:
            if start <= event.x < end:
                event.stop()
                await self.run_action(action)


def _fitting(spans: Sequence[Span], width: int) -> Content:
    """Return as many whole spans as fit; if not even the first does, that one is cut."""
    content = Content("")
    for text, style, _ in spans:
        grown = Content.assemble(content, (text, style) if style else text)
        if grown.cell_length > width:
            return content if content.cell_length else grown.truncate(max(width, 0), ellipsis=True)
        content = grown
    return content


def _whole(groups: Sequence[tuple[Span, ...]], width: int) -> list[Span]:
    """Return the spans of as many groups as fit whole."""
    spans: list[Span] = []
    for group in groups:
        width -= sum(Content(text).cell_length for text, _, _ in group)
        if width < 0:
            break
        spans += group
    return spans


def _targets(spans: Sequence[Span], start: int, end: int) -> list[tuple[int, int, str]]:
    """Return where each clickable span stands: its first column, the column after it, its action."""
    found = []
    for text, _, action in spans:
        stop = start + Content(text).cell_length
        if action and stop <= end:
            found.append((start, stop, action))
        start = stop
    return found
