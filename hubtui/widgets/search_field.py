"""SearchField: the input of the search bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from hubtui.commands import EDIT_COMMANDS
from hubtui.hub.urls import looks_like_url
from hubtui.widgets.keys import bindings
from hubtui.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual.binding import BindingType

LONGEST = 200
"""Characters of a search; no id is longer (wire.md §1.2)."""


class SearchField(TextField):
    """One line of text; enter, escape and the ways out of it are the screen's commands."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(EDIT_COMMANDS, owner="screen")

    class AddressPasted(Message):
        """A web address was pasted, which is no search but a place to go; it may be of any length."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url

    def __init__(self) -> None:
        super().__init__(longest=LONGEST, placeholder="part of an id, or an address")

    @property
    def is_address(self) -> bool:
        """Whether what is in it is a web address, or the beginning of one."""
        return self.text.lower().startswith(("http:", "https:"))

    def take_line(self, line: str) -> None:
        """Take a pasted line: a web address as one, anything else as text."""
        if looks_like_url(line):
            self.post_message(self.AddressPasted(line))
        else:
            super().take_line(line)
