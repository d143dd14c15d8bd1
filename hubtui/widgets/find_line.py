"""FindLine: where a text is typed that is to be found in what stands above."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.message import Message

from hubtui.text import one_line
from hubtui.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.widgets import Input

LONGEST: Final = 200
"""Characters of a text to be found."""


class FindLine(TextField):
    """One line below what is searched: typing finds, enter leaves it with what was found, escape without."""

    DEFAULT_CSS = """
    FindLine { dock: bottom; width: 1fr; background: $surface; display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "done", "go on", show=False),
        Binding("escape", "give_up", "give up", show=False),
    ]

    class Typed(Message):
        """Another text is to be found, clean; empty for none."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Done(Message):
        """The text is as it should be."""

    class GivenUp(Message):
        """Nothing is to be found."""

    def __init__(self) -> None:
        super().__init__(longest=LONGEST, placeholder="text to find; enter goes on with n and N, escape ends")

    def begin(self) -> None:
        """Show the line with the text of before, which the next letter replaces, and give it the keys."""
        self.display = True
        self.screen.set_focus(self)
        self.action_select_all()

    def end(self) -> None:
        """Hide the line."""
        self.display = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Handle a letter."""
        event.stop()
        self.post_message(self.Typed(one_line(self.value)))

    def action_done(self) -> None:
        """Leave the line; what was found stays."""
        self.post_message(self.Done())

    def action_give_up(self) -> None:
        """Leave the line, and what was found too."""
        self.post_message(self.GivenUp())
