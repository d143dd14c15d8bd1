"""CopyMenu: one letter copies, and what it will copy is shown beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hubtui.core.copies import COPIES
from hubtui.text import one_line
from hubtui.widgets.keys import KeysInTurn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from hubtui.core.copies import Copy


class CopyMenu(KeysInTurn, ModalScreen[str | None]):
    """Lists what can be copied; gives the text.

    Args:
        copies: each with what would be copied; at least one.
    """

    DEFAULT_CSS = """
    CopyMenu { align: center middle; }
    CopyMenu > Vertical {
        width: 100; max-width: 100%; height: auto; max-height: 90%; padding: 1 2; background: $surface;
        border: round $primary; border-title-color: $foreground;
    }
    CopyMenu OptionList { height: auto; border: none; padding: 0; background: $surface; }
    CopyMenu OptionList:focus { border: none; }
    CopyMenu Static { color: $foreground-muted; margin-top: 1; }
    """

    BINDINGS: ClassVar = [
        Binding("escape,q,Y,h,left", "close", id="copies.close", show=False),
        Binding("j", "move(1)", id="copies.down", show=False),
        Binding("k", "move(-1)", id="copies.up", show=False),
        *(
            Binding(copy.letter, f"pick('{copy.letter}')", id=f"copies.{copy.letter}", show=False)
            for copy in COPIES
        ),
    ]

    def __init__(self, copies: Sequence[tuple[Copy, str]]) -> None:
        super().__init__()
        self._copies = tuple(copies)
        width = max(len(copy.words) for copy, _ in self._copies)
        self._list = OptionList(
            *(Option(_line(copy, text, width)) for copy, text in self._copies), markup=False
        )

    def compose(self) -> ComposeResult:
        """One line each, the letter first."""
        with Vertical() as frame:
            frame.border_title = Content("Copy")
            yield self._list
            yield Static("A letter copies, escape closes", markup=False)

    def on_mount(self) -> None:
        """Highlight the first."""
        self._list.highlighted = 0
        self.set_focus(self._list)

    def action_pick(self, letter: str) -> None:
        """Copy by a letter, if there is something for it."""
        for copy, text in self._copies:
            if copy.letter == letter:
                self._leave(text)

    def action_move(self, lines: int) -> None:
        """Move the highlight as the arrows do."""
        self._list.action_cursor_down() if lines > 0 else self._list.action_cursor_up()

    def action_close(self) -> None:
        """Copy nothing."""
        self._leave(None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Handle enter or a click on a line."""
        event.stop()
        self._leave(self._copies[event.option_index][1])

    def _leave(self, text: str | None) -> None:
        """Leave once: a second enter must not take away the screen below."""
        if self.is_current:
            self.dismiss(text)


def _line(copy: Copy, text: str, width: int) -> Content:
    """Return a line: the letter, the words, and what will be copied, as long as it is."""
    return Content.assemble(
        (f" {copy.letter} ", "bold $text-primary"),
        f"{copy.words:<{width}}  ",
        (one_line(text), "$foreground-muted"),
    )
