"""ChoiceField: one of several values, on one line of a form."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget

from hubtui.widgets.keys import KeysInTurn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


class Pick(NamedTuple):
    """One of the values."""

    value: str
    words: str
    """What is shown, clean."""
    note: str = ""
    """What it means, clean; shown behind it."""


class ChoiceField(KeysInTurn, Widget, can_focus=True):
    """Left and right go through the values, letters jump to the next that begins with them.

    Args:
        picks: the values, at least one.
        value: the one that is picked at first; the first where there is none such.
    """

    DEFAULT_CSS = """
    ChoiceField { height: 1; width: 1fr; background: $boost; }
    ChoiceField:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    """
    BINDINGS: ClassVar = [
        Binding("left", "turn(-1)", show=False, id="choice.previous"),
        Binding("right,space", "turn(1)", show=False, id="choice.next"),
    ]

    at: var[int] = var(0, init=False)
    """The index of what is picked."""

    class Changed(Message):
        """Another value is picked."""

        def __init__(self, field: ChoiceField) -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> ChoiceField:
            """The field."""
            return self.field

    def __init__(self, picks: Sequence[Pick], value: str = "", *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._picks = tuple(picks)
        self._typed = ""
        values = [pick.value for pick in picks]
        self.set_reactive(ChoiceField.at, values.index(value) if value in values else 0)

    @property
    def value(self) -> str:
        """What is picked."""
        return self._picks[self.at].value

    def show_picks(self, picks: Sequence[Pick], value: str | None = None) -> None:
        """Show other values, and pick one of them: by default the one that is picked, if it is among them."""
        value = self.value if value is None else value
        self._picks = tuple(picks)
        values = [pick.value for pick in picks]
        self.at = values.index(value) if value in values else 0
        self.refresh()

    async def caught_up(self) -> None:
        """Wait until the letters typed so far have been looked at, and the screen has heard what they changed."""
        # The letters come first, then what they send, which passes from here to the screen.
        for node in (self, *self.ancestors_with_self):
            done = asyncio.Event()
            if node.call_later(done.set):
                await done.wait()
            if node is self.screen:
                return

    def render(self) -> Content:
        """The value between two arrows, and what it means."""
        pick = self._picks[self.at]
        note = (f"  {pick.note}", "" if self.has_focus else "$foreground-muted")
        return Content.assemble("‹ ", pick.words, " ›", note).truncate(self.size.width, ellipsis=True)

    def watch_at(self) -> None:
        """Show it and say so."""
        self.refresh()
        self.post_message(self.Changed(self))

    def action_turn(self, step: int) -> None:
        """Go to the value before or behind, round the ends."""
        self._typed = ""
        self.at = (self.at + step) % len(self._picks)

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002  # Textual's
        """Tell whether a key is a letter, which looks for a value."""
        return character is not None and character.isprintable() and character != " "

    def on_key(self, event: events.Key) -> None:
        """Handle a letter: go to the value that begins with what was typed; else to the next with that letter."""
        if event.character is None or not event.is_printable or event.character == " ":
            return
        event.stop()
        letter = event.character.lower()
        tries = [(self._typed + letter, self.at)] if self._typed else []
        for typed, first in (*tries, (letter, self.at + 1)):
            found = self._beginning_with(typed, first)
            if found is not None:
                self._typed, self.at = typed, found
                return

    def _beginning_with(self, typed: str, first: int) -> int | None:
        """Return the index of the value that begins so, looked for from an index on and round the end."""
        number = len(self._picks)
        places = (place % number for place in range(first, first + number))
        return next((at for at in places if self._picks[at].words.lower().startswith(typed)), None)

    def on_blur(self) -> None:
        """Handle the loss of the keys: what was typed is forgotten."""
        self._typed = ""

    def on_click(self, event: events.Click) -> None:
        """Handle a click: the arrow at the left goes back, all else goes on."""
        event.stop()
        self.action_turn(-1 if event.x < 2 else 1)  # the arrow and a blank
