"""The verbs of the Files tab, of its previews and of a revision's commits."""

from __future__ import annotations

from hubtui.commands.command import Command, Place

_FILES = frozenset({Place.FILES})

TREE_COMMANDS = (
    Command("files.close", "close folder", ("h", "left"),
            "Close the folder, or go to the folder around the row; at the top go back", _FILES),
)  # fmt: skip
"""What the keys do while the tree has them."""
