"""The verbs of the detail view. Those of one tab alone are done by the tab itself, which has ``do_…`` for them."""

from __future__ import annotations

from hubtui.commands.browse import (
    ACCOUNT,
    APP,
    BOOKMARK,
    COPY_MENU,
    CURSOR_COMMANDS,
    DELETE,
    HELP,
    MOVE,
    PALETTE,
    REFRESH,
    UNDO,
    VISIBILITY,
    WEB_PAGE,
)
from hubtui.commands.command import Command, Facts, Place, footer_commands
from hubtui.commands.files import FILES_COMMANDS, OPEN_FILE, TREE_COMMANDS

_DETAIL = frozenset({Place.DETAIL})

CARD, FACTS, FILES, DATA, RAW = "Card", "Facts", "Files", "Data", "Raw"
TABS = (CARD, FACTS, FILES, DATA, RAW)
"""The titles of the tabs, in their order."""

TAB_COMMANDS = (
    Command("detail.card", CARD, ("1",), "Show the repo's card", _DETAIL),
    Command("detail.facts", FACTS, ("2",), "Show all that the Hub says about the repo", _DETAIL),
    Command("detail.files", FILES, ("3",), "Show the files of the revision", _DETAIL),
    Command("detail.data", DATA, ("4",), "Show the rows of a dataset", _DETAIL),
    Command("detail.raw", RAW, ("5",), "Show the Hub's answer as it came, as JSON that folds", _DETAIL),
)
"""One for each of the tabs, in their order."""


def _needs_choice(facts: Facts) -> str | None:
    return facts.no_choice or None


def _needs_rows(facts: Facts) -> str | None:
    return facts.no_rows or None


_CARD = frozenset({Place.CARD})

CARD_COMMANDS = (
    Command("card.follow", "follow", ("enter",), "Follow the highlighted link", _CARD, _needs_choice, foot=1),
    Command("card.next", "links", ("tab",), "Go to the next link or block of code", _CARD, foot=4),
    Command("card.previous", "previous link", ("shift+tab",), "Go to the one before", _CARD),
)
"""What the keys do in a card, beside scrolling it."""

_ROWS = frozenset({Place.ROWS})

READ = Command(
    "rows.read", "read", ("enter",), "Read the value under the cursor in full", _ROWS, _needs_choice, foot=1
)
"""What enter does with a value; among the files it shows the rows of one."""

ROW_COMMANDS = (
    READ,
    Command("rows.left", "column left", ("h", "left"), "Go to the column at the left", _ROWS),
    Command("rows.right", "column right", ("l", "right"), "Go to the column at the right", _ROWS),
    Command("rows.first", "first column", ("circumflex_accent",), "Go to the first column", _ROWS),
    Command("rows.last", "last column", ("dollar_sign",), "Go to the last column", _ROWS),
)
"""What the keys do in the table of rows, beside moving the cursor up and down."""

SHARDS = Command("data.files", "files", ("c",), "Choose the config, the split and the file", _ROWS, foot=4)
DATA_COMMANDS = (
    Command(
        "data.jump", "go to row", ("number_sign",), "Go to a row by its number", _ROWS, _needs_rows, foot=3
    ),
    Command(
        "data.columns", "columns", ("t",), "List the columns with their types", _ROWS, _needs_rows, foot=8
    ),
    SHARDS,
)

_FOLDS = frozenset({Place.FOLDS})

FOLD = Command(
    "fold.toggle", "open", ("enter", "space"),
    "Open the repo that a fact is about; fold or unfold what is folded", _FOLDS, _needs_choice, foot=1,
)  # fmt: skip
FOLD_COMMANDS = (
    FOLD,
    Command("fold.open", "unfold", ("l", "right"), "Unfold, or go to the first inside; open a fact's repo", _FOLDS),
    Command("fold.close", "fold", ("h", "left"), "Fold, or go to what it is inside of; else go back", _FOLDS),
)  # fmt: skip
"""What the keys do in facts and in JSON, beside moving the cursor up and down."""

FIND = Command("detail.find", "find", ("slash",), "Find a text in what the tab shows", _DETAIL, foot=3)

DETAIL_COMMANDS: tuple[Command, ...] = (
    *TAB_COMMANDS,
    Command("detail.previous_tab", "previous tab", ("left_square_bracket",), "Go to the previous tab", _DETAIL),
    Command("detail.next_tab", "next tab", ("right_square_bracket",), "Go to the next tab", _DETAIL, foot=11),
    FIND,
    Command("detail.next", "next", ("n",), "Go to the next place where it was found", _DETAIL),
    Command("detail.previous", "previous", ("N",), "Go to the place before where it was found", _DETAIL),
    Command("detail.copy", "copy", ("y",), "Copy what is highlighted, or the id where nothing is",
            _DETAIL, foot=2),
    COPY_MENU,
    BOOKMARK,
    Command("revision.pick", "revision", ("R",), "Look at another branch, tag, pull request or commit",
            _DETAIL, foot=6),
    *CARD_COMMANDS,
    OPEN_FILE,
    *TREE_COMMANDS,
    *FILES_COMMANDS,
    *DATA_COMMANDS,
    READ,
    FOLD,
    WEB_PAGE,
    APP,
    DELETE,
    MOVE,
    VISIBILITY,
    UNDO,
    REFRESH,
    Command("back", "back", ("escape", "q", "h", "left"), "Go back one level", _DETAIL, foot=13),
    *CURSOR_COMMANDS,
    ACCOUNT,
    PALETTE,
    HELP,
)  # fmt: skip
"""All commands of the detail view, in the order of the help; the cursor's are those of whatever list has the keys."""

TAB_KEYS = (*CURSOR_COMMANDS, *CARD_COMMANDS, OPEN_FILE, *TREE_COMMANDS, READ, FOLD)
"""What a tab or a list in it binds itself: the keys may mean something else on another tab."""

DETAIL_BY_ID = {command.id: command for command in DETAIL_COMMANDS}

DETAIL_FOOTER = footer_commands(DETAIL_COMMANDS)
"""What the footer shows, as far as the tab in front does it."""
