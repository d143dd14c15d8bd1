"""OrderMenu: one letter picks an order; what lists of repos and of files are sorted by."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hubtui.widgets.keys import KeysInTurn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

S = TypeVar("S")


class _Orders(OptionList):
    """A list so short that a page is all of it; Textual's page keys fail before it is laid out."""

    def action_page_up(self) -> None:
        """Go to the first."""
        self.action_first()

    def action_page_down(self) -> None:
        """Go to the last."""
        self.action_last()


class OrderMenu(KeysInTurn, ModalScreen[S | None], Generic[S]):
    """Lists sorts; the present one is highlighted and would be reversed. A subclass binds the letters to ``pick``.

    Args:
        title: of the frame.
        words: the sorts in the order of the menu, each with its name, which begins with its letter.
        present: the present one.
        arrow: the sign of its direction.
        again: what picking it again makes of that; empty where it cannot be reversed.
    """

    DEFAULT_CSS = """
    OrderMenu { align: center middle; }
    OrderMenu > Vertical {
        width: 48; max-width: 100%; height: auto; padding: 1 2; background: $surface; border: round $primary;
        border-title-color: $foreground;
    }
    OrderMenu OptionList { height: auto; border: none; padding: 0; background: $surface; }
    OrderMenu OptionList:focus { border: none; }
    OrderMenu Static { color: $foreground-muted; margin-top: 1; }
    """
    BINDINGS: ClassVar = [
        Binding("escape,q,h,left", "close", id="order.close", show=False),
        Binding("j", "move(1)", id="order.down", show=False),
        Binding("k", "move(-1)", id="order.up", show=False),
    ]

    def __init__(self, title: str, words: Mapping[S, str], present: S, arrow: str, again: str) -> None:
        super().__init__()
        self._title = title
        self._sorts = tuple(words)
        self._present = present
        reverse = (f"  again: {again}", "$foreground-muted") if again else ""
        tails = {present: Content.assemble(f" {arrow}", reverse)}
        lines = (Content.assemble(_line(word), tails.get(sort, "")) for sort, word in words.items())
        self._list = _Orders(*map(Option, lines), markup=False)

    def compose(self) -> ComposeResult:
        """One line each, the letter first."""
        with Vertical() as frame:
            frame.border_title = Content(self._title)
            yield self._list
            yield Static("A letter picks, escape closes", markup=False)

    def on_mount(self) -> None:
        """Highlight the present order."""
        self._list.highlighted = self._sorts.index(self._present)
        self.set_focus(self._list)

    def action_move(self, lines: int) -> None:
        """Move the highlight as the arrows do."""
        self._list.action_cursor_down() if lines > 0 else self._list.action_cursor_up()

    def action_close(self) -> None:
        """Leave the order as it is."""
        self.leave(None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Handle enter or a click on a line."""
        event.stop()
        self.leave(self._sorts[event.option_index])

    def leave(self, sort: S | None) -> None:
        """Leave once: a second enter must not take away the screen below."""
        if self.is_current:
            self.dismiss(sort)


def _line(word: str) -> Content:
    return Content.assemble((f" {word[0]} ", "bold $text-primary"), word)
