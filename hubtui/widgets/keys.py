"""Bindings made from commands, so that no key is described twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType

    from hubtui.commands import Command


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """Return one binding a command, which runs ``action_command``; its id is what a keymap names."""
    return [
        Binding(
            ",".join(command.keys),
            f"command('{command.id}')",
            command.label,
            id=command.id,
            show=False,
            priority=command.first,
        )
        for command in commands
    ]
