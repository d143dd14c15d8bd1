"""Every verb of the program, for the help and for the README's table."""

from __future__ import annotations

from hubtui.commands.browse import COMMANDS
from hubtui.commands.detail import DETAIL_COMMANDS, FOLD_COMMANDS, ROW_COMMANDS
from hubtui.commands.files import TEXT_COMMANDS

EVERY = (
    *COMMANDS[:-1],
    *(command for command in DETAIL_COMMANDS if command not in COMMANDS),
    *TEXT_COMMANDS,
    *ROW_COMMANDS,
    *FOLD_COMMANDS,
    COMMANDS[-1],
)
"""All commands, in the order of the help."""
