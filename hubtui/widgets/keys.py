"""Bindings made from commands, so that no key is described twice; and widgets whose keys act in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType

    from hubtui.commands import Command


def bindings(commands: Iterable[Command], owner: str = "") -> list[BindingType]:
    """Return one binding a command, which runs ``action_command``; its id is what a keymap names.

    Args:
        commands: what to bind.
        owner: ``screen`` where a widget binds what its screen does; else the binding's own node does it.
    """
    where = f"{owner}." if owner else ""
    return [
        Binding(
            ",".join(command.keys),
            f"{where}command('{command.id}')",
            command.label,
            id=command.id,
            show=False,
        )
        for command in commands
    ]


class KeysInTurn:
    """A widget or a screen whose keys the app runs one after the other, without a walk through the tree of widgets.

    Textual sends a key to the widget with the focus and looks up what it is bound to once it has walked from there
    up to the app. Of keys that come in one go, as over a slow line, those behind one that moves the focus would end
    at the widget of before.
    """

    async def caught_up(self) -> None:
        """Wait until what was typed so far has arrived; at once where keys are never text."""
