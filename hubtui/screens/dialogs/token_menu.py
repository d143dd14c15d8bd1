"""TokenMenu: lists the tokens that this machine keeps, to use another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hubtui.text import one_line
from hubtui.widgets.keys import KeysInTurn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class TokenMenu(KeysInTurn, ModalScreen[str | None]):
    """One line a token; gives the name of the one to use.

    Args:
        names: of the tokens, raw; at least one.
        present: of the one in use; empty where it has none.
        hint: what the keys do.
    """

    DEFAULT_CSS = """
    TokenMenu { align: center middle; }
    TokenMenu > Vertical {
        width: 60; max-width: 100%; height: auto; max-height: 90%; padding: 1 2; background: $surface;
        border: round $primary; border-title-color: $foreground;
    }
    TokenMenu OptionList { height: auto; border: none; padding: 0; background: $surface; }
    TokenMenu OptionList:focus { border: none; }
    TokenMenu Static { color: $foreground-muted; margin-top: 1; }
    """
    BINDINGS: ClassVar = [
        Binding("escape,q,t,h,left", "close", id="tokens.close", show=False),
        Binding("j", "move(1)", id="tokens.down", show=False),
        Binding("k", "move(-1)", id="tokens.up", show=False),
        Binding("enter,l,right", "use", id="tokens.use", show=False),
    ]

    def __init__(self, names: Sequence[str], present: str, hint: str) -> None:
        super().__init__()
        self._hint = hint
        self._names = tuple(names)
        self._present = present
        self._list = OptionList(*(Option(self._line(name)) for name in names), markup=False)

    def compose(self) -> ComposeResult:
        """The names, and what the keys do."""
        with Vertical() as frame:
            frame.border_title = Content("Tokens on this machine")
            yield self._list
            yield Static(Content(self._hint), markup=False)

    def on_mount(self) -> None:
        """Highlight the one in use."""
        self._list.highlighted = self._names.index(self._present) if self._present in self._names else 0
        self.set_focus(self._list)

    def action_move(self, lines: int) -> None:
        """Move the highlight as the arrows do."""
        self._list.action_cursor_down() if lines > 0 else self._list.action_cursor_up()

    def action_use(self) -> None:
        """Use the highlighted one."""
        self._leave(self._names[self._list.highlighted or 0])

    def action_close(self) -> None:
        """Use what is in use."""
        self._leave(None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Handle enter or a click on a line."""
        event.stop()
        self._leave(self._names[event.option_index])

    def _line(self, name: str) -> Content:
        present = name == self._present
        return Content.assemble(
            "● " if present else "  ", one_line(name), ("  in use" if present else "", "$foreground-muted")
        )

    def _leave(self, name: str | None) -> None:
        """Leave once: a second enter must not take away the screen below."""
        if self.is_current:
            self.dismiss(name)
