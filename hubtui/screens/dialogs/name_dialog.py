"""NameDialog: asks for the name of something."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from hubtui.widgets.keys import KeysInTurn
from hubtui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from textual.app import ComposeResult
    from textual.widgets import Input

LONGEST = 200
"""Characters that can be typed; what is too long for a name is said, not cut."""


class NameField(TextField):
    """The field; enter and escape are the dialog's."""

    BINDINGS: ClassVar = [
        Binding("enter", "screen.accept", show=False, id="name.accept"),
        Binding("escape", "screen.cancel", show=False, id="name.cancel"),
    ]


class NameDialog(KeysInTurn, ModalScreen[str | None]):
    """One field; enter gives the name, or says why it cannot be one; escape changes nothing.

    Args:
        title: of the frame.
        what: what gets the name, on one line.
        name: what stands in the field at first.
        refuse: says why a name cannot be, or returns None.
        replaces: names that lead to something that would be replaced: they take a second enter.
        placeholder: shown in the empty field.
        verb: what enter does.
    """

    DEFAULT_CSS = """
    NameDialog { align: center middle; }
    NameDialog > Vertical {
        width: 72; max-width: 100%; height: auto; padding: 1 2; background: $surface; border: round $primary;
        border-title-color: $foreground;
    }
    NameDialog Input { height: 1; border: none; padding: 0; background: $boost; margin: 1 0; }
    NameDialog Input:focus { border: none; }
    NameDialog Static { color: $foreground-muted; }
    NameDialog #note.-told { color: $foreground; }
    """

    # Also without the field, which a click beside everything leaves without the focus.
    BINDINGS: ClassVar = [Binding("escape", "cancel", show=False, id="name.cancel")]

    def __init__(
        self,
        title: str,
        what: str,
        name: str = "",
        *,
        refuse: Callable[[str], str | None],
        replaces: Collection[str] = (),
        placeholder: str = "name",
        verb: str = "saves",
    ) -> None:
        super().__init__()
        self._title = title
        self._what = what
        self._name_before = name
        self._refuse = refuse
        self._replaces = replaces
        self._verb = verb
        self._judged: str | None = None
        """The name of which the note speaks, None while it speaks of none."""
        self._field = NameField(longest=LONGEST, placeholder=placeholder)
        self._note = Static(self._hint(), id="note", markup=False)

    def compose(self) -> ComposeResult:
        """What is named, the field, and a line for what there is to say."""
        with Vertical() as frame:
            frame.border_title = Content(self._title)
            yield Static(Content(self._what), markup=False)
            yield self._field
            yield self._note

    def on_mount(self) -> None:
        """Put the name there is into the field, and the cursor at its end."""
        self._field.value = self._name_before
        self._field.cursor_position = len(self._name_before)
        self.set_focus(self._field)

    def action_accept(self) -> None:
        """Give the name."""
        name = self._field.text
        if (reason := self._refuse(name)) is not None:
            self._tell(name, reason)
        elif name in self._replaces and name != self._judged:
            self._tell(name, f"{name} is saved already; enter again replaces it")
        else:
            self._leave(name)

    def action_cancel(self) -> None:
        """Give none."""
        self._leave(None)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Handle a letter: what was said of the name before holds no longer. It may come after the enter behind it."""
        event.stop()
        if self._judged is not None and self._field.text != self._judged:
            self._judged = None
            self._note.remove_class("-told").update(self._hint())

    def _tell(self, name: str, text: str) -> None:
        self._judged = name
        self._note.add_class("-told").update(Content(text))

    def _hint(self) -> Content:
        return Content(f"enter {self._verb}, escape cancels")

    def _leave(self, name: str | None) -> None:
        """Leave once: a second enter must not take away the screen below."""
        if self.is_current:
            self.dismiss(name)
