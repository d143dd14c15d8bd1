"""TextField: one line of text that is typed or pasted, and into which nothing gets that could steer a terminal."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.widgets import Input

from hubtui.text import one_line
from hubtui.widgets.keys import KeysInTurn

if TYPE_CHECKING:
    from textual import events


class TextField(KeysInTurn, Input):
    """An input whose keys act in turn; what is pasted comes in as one clean line, as far as it fits.

    Args:
        longest: characters that fit.
        placeholder: shown while it is empty.
    """

    def __init__(self, *, longest: int, placeholder: str = "") -> None:
        super().__init__(placeholder=placeholder, select_on_focus=False, compact=True, max_length=longest)
        self._longest = longest

    @property
    def text(self) -> str:
        """What is in it, without blanks around it."""
        return self.value.strip()

    async def caught_up(self) -> None:
        """Wait until the letters typed so far are in the field."""
        done = asyncio.Event()
        if self.call_later(done.set):
            await done.wait()

    def take_line(self, line: str) -> None:
        """Put a pasted line where the cursor is, as far as it fits."""
        room = self._longest - len(self.value) + len(self.selected_text)
        self.replace(line[: max(room, 0)], *self.selection)

    def on_paste(self, event: events.Paste) -> None:
        """Handle a paste: its first line that is not blank counts."""
        event.stop()
        event.prevent_default()
        lines = (one_line(line).strip() for line in event.text.splitlines())
        self.take_line(next(filter(None, lines), ""))
