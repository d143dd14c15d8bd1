"""Footer: the most useful keys on one hand-drawn line; what cannot run now is dim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from hubtui.commands import show_key
from hubtui.widgets.keys import keys_of
from hubtui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.commands import Command, Facts
    from hubtui.widgets.one_line import Span


STAYING = 2
"""How many commands at the end of the footer give way last."""


class Footer(OneLine):
    """The bottom line."""

    DEFAULT_CSS = """
    Footer { background: $panel; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__(classes="-bar")
        self._pairs: list[tuple[Span, Span]] = []

    def show_commands(self, commands: Sequence[Command], facts: Facts) -> None:
        """Show the commands in the given order, greyed where ``why_not`` has a reason; a click runs one.

        Where there is no room for all, the last ones (help and quit) stay, and as many of the first ones as fit.
        """
        self._pairs.clear()
        for command in commands:
            able = command.why_not(facts) is None
            action = f"screen.command('{command.id}')"
            key = (
                f" {show_key(keys_of(self, command)[0])} ",
                "bold $text-primary" if able else "dim",
                action,
            )
            self._pairs.append((key, (f"{command.label} ", "" if able else "dim", action)))
        self._compose_line()

    def on_resize(self) -> None:
        """Handle another width: more or fewer keys fit."""
        self._compose_line()

    def _compose_line(self) -> None:
        shown = list(self._pairs)
        # Before it is laid out it has no width, and will have the screen's: the first frame is to be the right one.
        width = self.size.width or self.app.size.width
        while _width(shown) > width > 0 and len(shown) > STAYING:
            del shown[-STAYING - 1]
        self.show([span for pair in shown for span in pair])


def _width(pairs: Sequence[tuple[Span, Span]]) -> int:
    """Return the columns that keys with their labels take."""
    return sum(cell_len(key[0]) + cell_len(label[0]) for key, label in pairs)
