"""SearchField: the input of the search bar, which lets nothing in that could steer a terminal."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Input

from hubtui.commands import EDIT_COMMANDS
from hubtui.text import one_line
from hubtui.widgets.keys import KeysInTurn, bindings

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

LONGEST = 200
"""Characters of a search; no id is longer (wire.md §1.2)."""


class SearchField(KeysInTurn, Input):
    """One line of text; enter, escape and the ways out of it are the screen's commands."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(EDIT_COMMANDS, owner="screen")

    def __init__(self) -> None:
        super().__init__(placeholder="part of an id", select_on_focus=False, compact=True, max_length=LONGEST)

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.value.strip()

    async def caught_up(self) -> None:
        """Wait until the letters typed so far are in the field."""
        done = asyncio.Event()
        if self.call_later(done.set):
            await done.wait()

    def on_paste(self, event: events.Paste) -> None:
        """Handle a paste: its first line that is not blank goes in, clean and as far as it fits."""
        event.stop()
        event.prevent_default()
        lines = (one_line(line).strip() for line in event.text.splitlines())
        room = LONGEST - len(self.value) + len(self.selected_text)
        self.replace(next(filter(None, lines), "")[: max(room, 0)], *self.selection)
