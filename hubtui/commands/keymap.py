"""Keys that the user gives to commands: how they may be written, and which cannot be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TypeAlias

from hubtui.commands.browse import EDIT_COMMANDS, TAG_COMMANDS
from hubtui.commands.command import SIGNS, Command, show_key
from hubtui.commands.every import EVERY, TOGETHER
from hubtui.text import nearest, one_line

Keymap: TypeAlias = Mapping[str, tuple[str, ...]]
"""Textual's names of keys by the ids of the commands that have other keys than their own."""

_SIGN_NAMES = {sign: name for name, sign in SIGNS.items()}
_SAME = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
}
"""Other names of keys."""
_SENT_ALIKE = {
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
}
"""Keys that most terminals do not tell from others."""
_NAMED = frozenset(
    (
        "escape",
        "enter",
        "tab",
        "backspace",
        "delete",
        "insert",
        "home",
        "end",
        "pageup",
        "pagedown",
        "up",
        "down",
        "left",
        "right",
        "space",
    )
) | {f"f{number}" for number in range(1, 25)}
_MODIFIERS = frozenset({"alt", "ctrl", "shift"})
_BEFORE_KEY = re.compile(r"((?:[A-Za-z]+\+)*)(.+)", re.DOTALL)
_OWNED = {
    "ctrl+c": "copies what is selected",
    "ctrl+q": "quits",
    "ctrl+z": "suspends hubtui",
}
"""Keys that do the same whatever is on the screen."""


def key_name(written: str) -> str | None:
    """Return Textual's name of a key as a person writes it: /, ?, G, ctrl+d, PgUp, space; None for no key."""
    match = _BEFORE_KEY.fullmatch("space" if written == " " else written.strip())
    if match is None:
        return None
    modifiers = {part.lower() for part in match[1].split("+") if part}
    base = _base_name(match[2])
    if base is None or not modifiers <= _MODIFIERS:
        return None
    if len(base) == 1 and modifiers:
        if modifiers == {"shift"}:
            return base.upper()
        if base.isupper() and "ctrl" not in modifiers:
            modifiers.add("shift")
        base = base.lower()
    return "+".join((*sorted(modifiers), base))


def _base_name(written: str) -> str | None:
    """Return the name of a key without ctrl and the like."""
    if len(written) == 1:
        # Textual calls a rarer sign what Unicode calls it.
        rare = unicodedata.name(written, "").lower().replace("-", "_").replace(" ", "_")
        return written if written.isalnum() else _SIGN_NAMES.get(written) or rare or None
    name = written.lower()
    name = _SAME.get(name, name)
    return name if name in _NAMED or name in SIGNS else None


def writes(key: str) -> bool:
    """Tell whether a key, by Textual's name, writes something where text is typed."""
    return "+" not in key and (key == "space" or key not in _NAMED)


def check(wanted: Mapping[str, tuple[str, ...]]) -> tuple[Keymap, list[tuple[str, str]]]:
    """Read the keys that the user wants for commands.

    Args:
        wanted: keys as they are written, by the ids of commands.

    Returns:
        The keymap, without what is so anyway; and ids with what is wrong, without a full stop.
    """
    commands = {command.id: command for command in EVERY}
    keymap: dict[str, tuple[str, ...]] = {}
    problems: list[tuple[str, str]] = []
    for command_id, written in wanted.items():
        if (command := commands.get(command_id)) is None:
            problems.append(
                (command_id, f"there is no command {one_line(command_id)}{nearest(command_id, commands)}")
            )
            continue
        keys = {key: key_name(key) for key in written}
        names = tuple(dict.fromkeys(name for name in keys.values() if name is not None))
        whys = [f'there is no key "{one_line(key)}"' for key, name in keys.items() if name is None]
        whys += filter(None, (_why_not(command, name) for name in names))
        problems += [(command_id, f"{command_id}: {why}") for why in whys]
        if names != command.keys:
            keymap[command_id] = names
    return keymap, [*problems, *_clashes(keymap)]


def _why_not(command: Command, key: str) -> str:
    """Return why a key cannot be that of a command, whatever other commands have."""
    if key in command.keys:
        return ""
    if key in _OWNED:
        return f"{key} is taken: it {_OWNED[key]} everywhere"
    if key in _SENT_ALIKE:
        return f"most terminals send {_SENT_ALIKE[key]} for {show_key(key)}"
    if writes(key) and command in (*EDIT_COMMANDS, *TAG_COMMANDS):
        return f"{show_key(key)} is text there"
    return ""


def _clashes(keymap: Keymap) -> Iterator[tuple[str, str]]:
    """Yield ids with the commands that would have one of their keys in the same place."""
    told: set[tuple[str, str, str]] = set()
    for place, commands in TOGETHER.items():
        for one, other in combinations(commands, 2):
            if not keymap.keys() & {one.id, other.id} or set(one.keys) & set(other.keys):
                continue  # what shares a key by itself is made for that
            mine, theirs = (one, other) if one.id in keymap else (other, one)
            both = set(_keys(mine, keymap)) & set(_keys(theirs, keymap)) - _OWNED.keys()
            for key in sorted(both):
                if (mine.id, theirs.id, key) not in told:
                    told.add((mine.id, theirs.id, key))
                    yield mine.id, f"{mine.id}: {show_key(key)} is the key of {theirs.id} too, {place}"


def _keys(command: Command, keymap: Keymap) -> tuple[str, ...]:
    return keymap.get(command.id, command.keys)
