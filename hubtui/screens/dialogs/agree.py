"""AgreeDialog: asks before something that costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from hubtui.text import one_line
from hubtui.widgets.keys import KeysInTurn

if TYPE_CHECKING:
    from textual.app import ComposeResult


class AgreeDialog(KeysInTurn, ModalScreen[bool]):
    """Gives whether the user agrees: enter does, escape does not.

    Args:
        title: of the frame.
        text: what it is about.
        verb: what enter does, as in ``enter reads``.
    """

    DEFAULT_CSS = """
    AgreeDialog { align: center middle; }
    AgreeDialog > Vertical {
        width: 64; max-width: 100%; height: auto; padding: 1 2; background: $surface; border: round $primary;
        border-title-color: $foreground;
    }
    AgreeDialog .hint { color: $foreground-muted; margin-top: 1; }
    """
    BINDINGS: ClassVar = [
        Binding("enter", "answer(True)", id="agree.yes", show=False),
        Binding("escape,q", "answer(False)", id="agree.no", show=False),
    ]

    def __init__(self, title: str, text: str, verb: str) -> None:
        super().__init__()
        self._title = one_line(title)
        self._text = one_line(text)
        self._verb = verb

    def compose(self) -> ComposeResult:
        """What it is about, and what the keys do."""
        with Vertical() as frame:
            frame.border_title = Content(self._title)
            yield Static(Content(self._text), markup=False)
            yield Static(Content(f"enter {self._verb}, escape does not"), classes="hint", markup=False)

    def action_answer(self, agreed: bool) -> None:  # as bindings pass it
        """Leave once: a second key must not take away the screen below."""
        if self.is_current:
            self.dismiss(agreed)
