"""Command: one verb of the program, where it works and when it does not; and the facts that decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple


class Place(StrEnum):
    """Where a command's key works; also the headings of the help."""

    PANES = "Panes"
    LIST = "List"
    SEARCH = "Search"
    REPO = "Highlighted repo"
    TAGS = "Tag sidebar"
    MARKS = "Marks"
    CHANGES = "Changes"
    PREVIEW = "Preview"
    DETAIL = "Detail view"
    CARD = "Card"
    FILES = "Files"
    ROWS = "Rows of a dataset"
    FOLDS = "Facts and raw answer"
    PROGRAM = "Program"


class Facts(NamedTuple):
    """What the footer and the keys need to know of the moment."""

    highlighted: bool = False
    """A row is highlighted."""
    usable: bool = True
    """The highlighted row may be acted on (design.md §6.1)."""
    filtered: bool = False
    """A search or a filter is on."""
    chips: bool = False
    """A filter is on."""
    older: bool = False
    """There is an earlier question."""
    newer: bool = False
    """There is a later question, for one has gone back."""
    swaps: bool = False
    """Another question was present before."""
    signed_in: bool = False
    """A token goes along."""
    read_only: str = ""
    """Why nothing may be changed, as a sentence without a full stop; empty where that may be."""
    sortable: bool = True
    """The pane in front lists repos, which can be sorted and searched."""
    tagging: bool = False
    """The tag sidebar has the keys."""
    editing: bool = False
    """The search is being edited, so letters are text."""
    views: int = 0
    """How many saved views there are."""
    undoable: bool = False
    """There is a change that can be taken back."""
    marked: int = 0
    """How many repos are marked, in all panes."""
    mine: bool = False
    """Only one's own repos are listed."""
    space: bool = False
    """What is highlighted or looked at is a Space."""
    tab: str = ""
    """The title of the tab in front, in the detail view."""
    no_choice: str = ""
    """Why nothing can be done there with what is highlighted, as a sentence like that of ``read_only``."""
    no_rows: str = ""
    """Why there are no rows of a dataset there, as such a sentence; empty where there are."""


WhyNot = Callable[[Facts], str | None]


def always(_: Facts) -> str | None:
    """Let a command run at any time."""
    return None


class Command(NamedTuple):
    """One verb of the program."""

    id: str
    """Stable and dotted; what a keymap names."""
    label: str
    """One or two words for the footer."""
    keys: tuple[str, ...]
    """Textual's key names, the one to show first."""
    help: str
    """One sentence for the help and the palette."""
    where: frozenset[Place]
    why_not: WhyNot = always
    """Why the command cannot run now, as a sentence without a full stop; None where it can."""
    foot: int = 0
    """The place in the footer, counted from 1; 0 keeps it out."""

    @property
    def action(self) -> str:
        """The name of the action that runs it."""
        return self.id.replace(".", "_").replace("-", "_")

    @property
    def key_label(self) -> str:
        """The keys as a person writes them: j, down."""
        return ", ".join(show_key(key) for key in self.keys)


def show_key(key: str) -> str:
    """Return Textual's name of a key as a person writes it."""
    modifiers, plus, base = key.rpartition("+")
    if len(base) == 7 and base.startswith("upper_"):
        return key[-1].upper()
    return modifiers + plus + (SIGNS.get(base) or _KEY_NAMES.get(base, base))


SIGNS = {
    "exclamation_mark": "!", "quotation_mark": '"', "number_sign": "#", "dollar_sign": "$",
    "percent_sign": "%", "ampersand": "&", "apostrophe": "'", "left_parenthesis": "(",
    "right_parenthesis": ")", "asterisk": "*", "plus": "+", "comma": ",", "minus": "-", "full_stop": ".",
    "slash": "/", "colon": ":", "semicolon": ";", "less_than_sign": "<", "equals_sign": "=",
    "greater_than_sign": ">", "question_mark": "?", "at": "@", "left_square_bracket": "[",
    "backslash": "\\", "right_square_bracket": "]", "circumflex_accent": "^", "underscore": "_",
    "grave_accent": "`", "left_curly_bracket": "{", "vertical_line": "|", "right_curly_bracket": "}",
    "tilde": "~",
}  # fmt: skip
"""The signs that a keyboard writes, by Textual's names of their keys."""
_KEY_NAMES = {"pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End"}


def footer_commands(commands: Iterable[Command]) -> tuple[Command, ...]:
    """Return those of the commands that the footer shows, in its order."""
    return tuple(sorted((command for command in commands if command.foot), key=lambda command: command.foot))
