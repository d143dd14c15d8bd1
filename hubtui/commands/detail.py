"""The verbs of the detail view. Those of one tab alone are done by the tab itself, which has ``do_…`` for them."""

from __future__ import annotations

from hubtui.commands.browse import CURSOR_COMMANDS, HELP, PALETTE, REFRESH, WEB_PAGE
from hubtui.commands.command import Command, Place, footer_commands

_DETAIL = frozenset({Place.DETAIL})

FACTS, RAW = "Facts", "Raw"
TABS = (FACTS, RAW)
"""The titles of the tabs, in their order."""

TAB_COMMANDS = (
    Command("detail.facts", FACTS, ("2",), "Show all that the Hub says about the repo", _DETAIL),
    Command("detail.raw", RAW, ("5",), "Show the Hub's answer as it came, as JSON that folds", _DETAIL),
)
"""One for each of the tabs, in their order."""

DETAIL_COMMANDS: tuple[Command, ...] = (
    *TAB_COMMANDS,
    Command("detail.previous_tab", "previous tab", ("left_square_bracket",), "Go to the previous tab", _DETAIL),
    Command("detail.next_tab", "next tab", ("right_square_bracket",), "Go to the next tab", _DETAIL, foot=7),
    Command("detail.find", "find", ("slash",), "Find a text in what the tab shows", _DETAIL, foot=3),
    Command("detail.next", "next", ("n",), "Go to the next place where it was found", _DETAIL),
    Command("detail.previous", "previous", ("N",), "Go to the place before where it was found", _DETAIL),
    Command("detail.copy", "copy", ("y",), "Copy what is highlighted, or the id where nothing is",
            _DETAIL, foot=2),
    WEB_PAGE,
    REFRESH,
    Command("back", "back", ("escape", "q", "h", "left"), "Go back one level", _DETAIL, foot=9),
    *CURSOR_COMMANDS,
    PALETTE,
    HELP,
)  # fmt: skip
"""All commands of the detail view, in the order of the help; the cursor's are those of whatever list has the keys."""

DETAIL_BY_ID = {command.id: command for command in DETAIL_COMMANDS}

DETAIL_FOOTER = footer_commands(DETAIL_COMMANDS)
"""What the footer shows, as far as the tab in front does it."""
