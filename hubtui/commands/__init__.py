"""Every verb once: its id, key, words, where it works and when it does not.

Bindings, footer, help, palette and the README's key table derive from these lists; no key is described twice. Those
of the detail view are imported with it.
"""

from __future__ import annotations

from hubtui.commands.browse import (
    BY_ID,
    COMMANDS,
    CURSOR_COMMANDS,
    EDIT_COMMANDS,
    FOOTER,
    OPEN,
    TAG_COMMANDS,
    TAG_FOOTER,
    VIEW_KEYS,
)
from hubtui.commands.command import Command, Facts, Place, footer_commands, show_key

__all__ = [
    "BY_ID",
    "COMMANDS",
    "CURSOR_COMMANDS",
    "EDIT_COMMANDS",
    "FOOTER",
    "OPEN",
    "TAG_COMMANDS",
    "TAG_FOOTER",
    "VIEW_KEYS",
    "Command",
    "Facts",
    "Place",
    "footer_commands",
    "show_key",
]
