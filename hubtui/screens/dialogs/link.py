"""LinkDialog: shows in full where a link leads, before anything is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from hubtui.widgets.keys import KeysInTurn

if TYPE_CHECKING:
    from textual.app import ComposeResult

Choice = Literal["open", "copy"]


class LinkDialog(KeysInTurn, ModalScreen[Choice | None]):
    """One address; enter opens it, y copies it, escape leaves it.

    Args:
        url: clean; it is shown whole.
    """

    DEFAULT_CSS = """
    LinkDialog { align: center middle; }
    LinkDialog > Vertical {
        width: 76; max-width: 100%; height: auto; max-height: 90%; padding: 1 2; background: $surface;
        border: round $primary; border-title-color: $foreground;
    }
    LinkDialog Static { height: auto; }
    LinkDialog #hint { color: $foreground-muted; margin-top: 1; }
    """

    BINDINGS: ClassVar = [
        Binding("enter", "choose('open')", id="link.open", show=False),
        Binding("y", "choose('copy')", id="link.copy", show=False),
        Binding("escape,q,h,left", "choose(None)", id="link.leave", show=False),
    ]

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def compose(self) -> ComposeResult:
        """The address, and what the keys do."""
        with Vertical() as frame:
            frame.border_title = Content("This link leads elsewhere")
            yield Static(Content(self._url), markup=False)
            yield Static("enter opens it, y copies it, escape leaves it", id="hint", markup=False)

    def action_choose(self, choice: Choice | None) -> None:
        """Leave once with the choice: a second enter must not take away the screen below."""
        if self.is_current:
            self.dismiss(choice)
