"""CellViewer: one value of a dataset in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from hubtui.text import one_line
from hubtui.widgets.keys import KeysInTurn
from hubtui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult


BESIDE = 5
"""Columns of the frame, its padding and the bar."""
ABOVE = 3
"""Lines of the frame and of the hint."""


class CellViewer(KeysInTurn, ModalScreen[None]):
    """A value to read and to copy.

    Args:
        title: which value it is.
        text: the value, clean.
        copy: copies it.
    """

    DEFAULT_CSS = """
    CellViewer { align: center middle; }
    CellViewer > Vertical {
        width: 90%; max-height: 90%; padding: 0 1; background: $surface; border: round $primary;
        border-title-color: $foreground;
    }
    CellViewer Static { color: $foreground-muted; height: 1; }
    """
    BINDINGS: ClassVar = [
        Binding("escape,q,enter,h,left", "close", id="cell.close", show=False),
        Binding("y", "copy", id="cell.copy", show=False),
    ]

    def __init__(self, title: str, text: str, copy: Callable[[str], None]) -> None:
        super().__init__()
        self._title = one_line(title)
        self._text = text
        self._copy = copy
        self._lines = TextLines(text)
        self._frame = Vertical()

    def compose(self) -> ComposeResult:
        """The value, and what the keys do."""
        with self._frame:
            yield self._lines
            yield Static(Content("y copies, escape closes"), markup=False)

    def on_mount(self) -> None:
        """Give the keys to the text."""
        self._frame.border_title = Content(self._title)
        self.set_focus(self._lines)

    def on_resize(self, event: events.Resize) -> None:
        """Handle another size: the frame is as high as the text, where it is short."""
        width = event.size.width * 9 // 10 - BESIDE
        self._frame.styles.height = ABOVE + max(1, min(self._lines.height_in(width), event.size.height))

    def action_copy(self) -> None:
        """Copy the value."""
        self._copy(self._text)

    def action_close(self) -> None:
        """Leave once: a second key must not take away the screen below."""
        if self.is_current:
            self.dismiss()
