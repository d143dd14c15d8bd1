"""The verbs of the Files tab: of the tree, of a file's text and of a revision's commits."""

from __future__ import annotations

from hubtui.commands.command import Command, Place

_FILES = frozenset({Place.FILES})

TREE_COMMANDS = (
    Command("files.close", "close folder", ("h", "left"), "Close the folder, or go to the one around it; else go back",
            _FILES),
)  # fmt: skip
"""What the keys do while the tree has them."""

TEXT_COMMANDS = (
    Command("files.right", "scroll right", ("right",), "Scroll a file's text to the right, where it is not wrapped",
            _FILES),
    Command("files.left", "scroll left", ("left",), "Scroll a file's text to the left", _FILES),
)  # fmt: skip
"""What the keys do in a file's text, beside scrolling it up and down."""

OPEN_FILE = Command("files.open", "open", ("enter", "l", "right"),
                    "Open a folder, read a file or a commit; from there choose it", _FILES, foot=1)  # fmt: skip
"""What chooses what is highlighted on the tab."""

SORT_FILES = Command(
    "files.sort", "sort", ("s",), "Pick the order of the files, one letter each", _FILES, foot=4
)
COMMITS = Command("files.commits", "commits", ("C",), "Show the commits of the revision", _FILES, foot=5)
WRAP = Command("files.wrap", "wrap", ("w",), "Wrap the long lines of a file, or no longer", _FILES, foot=4)
FILES_COMMANDS = (SORT_FILES, COMMITS, WRAP)
"""What further keys do on the tab; the first two in the tree, the last one in a file's text."""
