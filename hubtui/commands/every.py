"""Every verb of the program, for the help and for the README's table; and which have the keys at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.commands.browse import COMMANDS, CURSOR_COMMANDS, EDIT_COMMANDS, TAG_COMMANDS
from hubtui.commands.detail import (
    CARD_COMMANDS,
    DATA_COMMANDS,
    DETAIL_COMMANDS,
    FOLD_COMMANDS,
    ROW_COMMANDS,
    TAB_KEYS,
)
from hubtui.commands.files import FILES_COMMANDS, OPEN_FILE, TEXT_COMMANDS, TREE_COMMANDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hubtui.commands.command import Command

EVERY = (
    *COMMANDS[:-1],
    *(command for command in DETAIL_COMMANDS if command not in COMMANDS),
    *TEXT_COMMANDS,
    *(command for command in (*ROW_COMMANDS, *FOLD_COMMANDS) if command not in DETAIL_COMMANDS),
    COMMANDS[-1],
)
"""All commands, in the order of the help."""

_SCREEN = tuple(command for command in DETAIL_COMMANDS if command not in TAB_KEYS)
_ALL_TABS = tuple(command for command in _SCREEN if command not in (*FILES_COMMANDS, *DATA_COMMANDS))

TOGETHER: Mapping[str, tuple[Command, ...]] = {
    "in the list": tuple(command for command in COMMANDS if command not in (*EDIT_COMMANDS, *TAG_COMMANDS)),
    "while the search is edited": EDIT_COMMANDS,
    "in the tag sidebar": TAG_COMMANDS,
    "in the detail view": _SCREEN,
    "in a card": (*_ALL_TABS, *CURSOR_COMMANDS, *CARD_COMMANDS),
    "among the files": (*_ALL_TABS, *FILES_COMMANDS, *CURSOR_COMMANDS, OPEN_FILE, *TREE_COMMANDS),
    "in a file's text": (*_ALL_TABS, *FILES_COMMANDS, *CURSOR_COMMANDS, OPEN_FILE, *TEXT_COMMANDS),
    "in the rows of a dataset": (*_ALL_TABS, *DATA_COMMANDS, *CURSOR_COMMANDS, *ROW_COMMANDS),
    "in facts and the raw answer": (*_ALL_TABS, *CURSOR_COMMANDS, *FOLD_COMMANDS),
}
"""Commands whose keys work at the same time, by where that is.

Those of a tab come before those of the whole view, and some have a key in common by design: what closes a folder
goes back where there is none.
"""
