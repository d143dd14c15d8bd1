"""Bindings made from commands, so that no key is described twice; other keys for them; and keys that act in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.binding import BindingType
    from textual.dom import DOMNode

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


class Keyed:
    """An app whose user may have given other keys to commands."""

    keymap: Mapping[str, tuple[str, ...]] = {}
    """Textual's names of those keys, by the ids of the commands."""


def keys_of(node: DOMNode, command: Command) -> tuple[str, ...]:
    """Return the keys that a command has in the app of a node, the one to show first."""
    app = node.app
    return app.keymap.get(command.id, command.keys) if isinstance(app, Keyed) else command.keys


def with_keys(node: DOMNode, commands: Iterable[Command]) -> list[Command]:
    """Return commands with the keys that they have in the app of a node, to be shown."""
    return [command._replace(keys=keys_of(node, command)) for command in commands]


class KeysInTurn:
    """A widget or a screen whose keys the app runs one after the other, without a walk through the tree of widgets.

    Textual sends a key to the widget with the focus and looks up what it is bound to once it has walked from there
    up to the app. Of keys that come in one go, as over a slow line, those behind one that moves the focus would end
    at the widget of before.
    """

    async def caught_up(self) -> None:
        """Wait until what was typed so far has arrived; at once where keys are never text."""
