"""Footer: the most useful keys on one hand-drawn line; what cannot run now is dim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.commands import Command, Facts
    from hubtui.widgets.one_line import Span


class Footer(OneLine):
    """The bottom line."""

    DEFAULT_CSS = """
    Footer { background: $panel; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__(classes="-bar")

    def show_commands(self, commands: Sequence[Command], facts: Facts) -> None:
        """Show the commands in the given order, greyed where ``why_not`` has a reason; a click runs one."""
        spans: list[Span] = []
        for command in commands:
            able = command.why_not(facts) is None
            key = command.key_label.split(", ")[0]
            action = f"screen.command('{command.id}')"
            spans.append((f" {key} ", "bold $text-primary" if able else "dim", action))
            spans.append((f"{command.label} ", "" if able else "dim", action))
        self.show(spans)
