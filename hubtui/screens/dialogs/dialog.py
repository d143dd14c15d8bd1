"""Dialog: what the dialogs of changes have in common: frame, fields, a line that says what is missing, buttons."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Generic, NamedTuple, TypeVar

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from hubtui.widgets.keys import KeysInTurn
from hubtui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.app import ComposeResult
    from textual.widget import Widget
    from textual.widgets import Input

T = TypeVar("T")
LONGEST = 200
"""Characters that can be typed; what is too long for a name is said, not cut."""


class Missing(NamedTuple):
    """What keeps a dialog from doing what it is for."""

    why: str
    """A sentence without a full stop, clean."""
    field: Widget | None = None
    """Where to put it right."""


class DialogField(TextField):
    """A line to type in; enter, escape and the arrows up and down are the dialog's."""

    BINDINGS: ClassVar = [
        Binding("enter", "screen.accept", show=False, id="field.accept"),
        Binding("escape", "screen.cancel", show=False, id="field.cancel"),
        Binding("up", "screen.go(-1)", show=False, id="field.up"),
        Binding("down", "screen.go(1)", show=False, id="field.down"),
    ]

    def __init__(self, value: str = "", *, placeholder: str = "", longest: int = LONGEST) -> None:
        super().__init__(longest=longest, placeholder=placeholder)
        self._first = value

    def on_mount(self) -> None:
        """Put in what it holds at first, which nobody has typed."""
        with self.prevent(self.Changed):
            self.value = self._first
        self.cursor_position = len(self._first)


class Dialog(KeysInTurn, ModalScreen[T | None], Generic[T]):
    """Asks for something and is dismissed with it, or with None.

    Enter does what the dialog is for if nothing is missing, and else goes to the first thing missing and says what;
    tab and the arrows go on; escape changes nothing (design.md §4, Dialogs). Subclasses implement ``parts`` and
    ``answer``.

    Args:
        title: of the frame, clean.
        does: the word on the button that does it.
        hint: what the keys do, said while there is nothing else to say.
        refused: why it is asked for again, clean; empty where it is not.
    """

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Vertical {
        width: 76; max-width: 100%; height: auto; max-height: 100%; padding: 0 2; background: $surface;
        border: round $primary; border-title-color: $foreground;
    }
    Dialog.-grave > Vertical { border: round $error; }
    Dialog DialogField { height: 1; border: none; padding: 0; background: $boost; width: 1fr; }
    Dialog DialogField:focus { border: none; }
    Dialog .row { height: 1; }
    Dialog .row > Static { width: 14; color: $foreground-muted; }
    Dialog .text { height: auto; margin-bottom: 1; }
    Dialog #note { height: auto; min-height: 1; margin-top: 1; color: $foreground-muted; }
    Dialog #note.-told { color: $text-warning; }
    Dialog #buttons { height: 1; margin-top: 1; }
    Dialog #buttons Button { margin-right: 2; }
    """
    BINDINGS: ClassVar = [
        Binding("enter", "accept", id="dialog.accept", show=False),
        Binding("escape", "cancel", id="dialog.cancel", show=False),
        Binding("down", "go(1)", id="dialog.down", show=False),
        Binding("up", "go(-1)", id="dialog.up", show=False),
    ]

    def __init__(self, title: str, does: str, *, hint: str, refused: str = "") -> None:
        super().__init__()
        self._title = title
        self._hint = hint
        self._told_for: tuple[str, ...] | None = None
        """What stood in the fields when it was told what is missing."""
        self._note = Static(Content(refused or hint), id="note", markup=False)
        self._note.set_class(bool(refused), "-told")
        self._do = Button(Content(does), id="do", compact=True, variant="primary")

    @abstractmethod
    def parts(self) -> Iterable[Widget]:
        """Return what stands between the title and the note."""

    @abstractmethod
    def answer(self) -> T | Missing:
        """Return what is asked for, or what is missing."""

    def compose(self) -> ComposeResult:
        """The parts, a line for what there is to say, and the buttons."""
        with Vertical() as frame:
            frame.border_title = Content(self._title)
            yield from self.parts()
            yield self._note
            with Horizontal(id="buttons"):
                yield self._do
                yield Button("Cancel", id="cancel", compact=True)

    @property
    def focus_chain(self) -> list[Widget]:
        """Who may have the keys, in the order of the form.

        Textual's own goes by places on the screen, which a row that has just appeared does not have yet.
        """
        return list(_takers(self))

    def tell(self, why: str = "") -> None:
        """Say what is missing; without anything, what the keys do."""
        self._note.set_class(bool(why), "-told")
        self._note.update(Content(why or self._hint))

    def note(self, text: str) -> None:
        """Say something that nothing is missing for."""
        self._note.remove_class("-told").update(Content(text))

    def action_accept(self) -> None:
        """Do what the dialog is for, or go to what is missing."""
        answer = self.answer()
        if not isinstance(answer, Missing):
            self._leave(answer)
            return
        self.tell(answer.why)
        self._told_for = self._texts
        if answer.field is not None:
            self.set_focus(answer.field)

    def action_cancel(self) -> None:
        """Change nothing."""
        self._leave(None)

    def action_go(self, step: int) -> None:
        """Go to the field above or below."""
        self.focus_next() if step > 0 else self.focus_previous()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Handle enter on a button, or a click on it."""
        event.stop()
        self.action_accept() if event.button is self._do else self.action_cancel()

    def typed(self) -> None:
        """Take that something was typed: what was said before holds no longer."""
        self.tell()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Handle a letter; it may come after the enter behind it, which was told what is missing of it already."""
        event.stop()
        if self._texts != self._told_for:
            self._told_for = None
            self.typed()

    @property
    def _texts(self) -> tuple[str, ...]:
        """What stands in the fields."""
        return tuple(field.text for field in self.query(DialogField))

    def _leave(self, answer: T | None) -> None:
        """Leave once: a second enter must not take away the screen below."""
        if self.is_current:
            self.dismiss(answer)


def _takers(node: Widget) -> Iterator[Widget]:
    """Yield what may have the keys inside of a widget."""
    for child in node.displayed_children:
        if child.focusable:
            yield child
        yield from _takers(child)


def row(label: str, field: Widget, *, id: str | None = None) -> Horizontal:  # noqa: A002  # Textual's name
    """Return a field behind its label."""
    return Horizontal(Static(label, markup=False), field, classes="row", id=id)


def text(words: str, *, id: str | None = None) -> Static:  # noqa: A002  # Textual's name
    """Return a paragraph that is shown as it is."""
    return Static(Content(words), classes="text", id=id, markup=False)
