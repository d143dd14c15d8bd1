"""OwnerDialog: to whom many repos are to be given."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hubtui.screens.dialogs.dialog import Dialog, Missing, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget


class OwnerDialog(Dialog[str]):
    """Lists the owners; enter picks the highlighted one.

    Args:
        what: what is moved, clean, such as "12 repos".
        owners: to whom it may be given, the user first.
    """

    DEFAULT_CSS = """
    OwnerDialog OptionList { height: auto; max-height: 40vh; border: none; padding: 0; background: $surface; }
    OwnerDialog OptionList:focus { border: none; }
    """

    BINDINGS: ClassVar = [
        Binding("j", "move(1)", id="choice.down", show=False),
        Binding("k", "move(-1)", id="choice.up", show=False),
    ]

    def __init__(self, what: str, owners: tuple[str, ...]) -> None:
        super().__init__(f"Move {what} to", "Go on", hint="enter goes on to a review, escape leaves them")
        self._owners = owners
        self._list = OptionList(*(Option(Content(owner)) for owner in owners), markup=False)

    def parts(self) -> Iterable[Widget]:
        """The owners."""
        yield text("Each keeps its name. The old addresses will lead to the new ones.")
        yield self._list

    def on_mount(self) -> None:
        """Highlight the first."""
        self._list.highlighted = 0 if self._owners else None
        self.set_focus(self._list)

    def answer(self) -> str | Missing:
        """Return the highlighted owner."""
        if self._list.highlighted is None:
            return Missing("It is not known to whom you may give repos; press @")
        return self._owners[self._list.highlighted]

    def action_move(self, lines: int) -> None:
        """Move the highlight as the arrows do."""
        self._list.action_cursor_down() if lines > 0 else self._list.action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Handle enter or a click on a line."""
        event.stop()
        self.action_accept()
