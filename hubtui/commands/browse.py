"""The verbs of the browse screen, and of the lists and fields that it shares with others."""

from __future__ import annotations

from hubtui.commands.command import Command, Facts, Place, footer_commands


def _needs_row(facts: Facts) -> str | None:
    if not facts.highlighted:
        return "Nothing is highlighted yet"
    return None if facts.usable else "This repo's id holds characters that cannot be sent safely"


def _needs_repo(facts: Facts) -> str | None:
    return (
        _needs_row(facts)
        if facts.sortable
        else "A metric is not a repo; enter opens the Space that computes it"
    )


def _needs_space(facts: Facts) -> str | None:
    return _needs_repo(facts) or (None if facts.space else "Only a Space has an app to open")


def _needs_sort(facts: Facts) -> str | None:
    return None if facts.sortable else "This pane is a fixed list"


def _needs_edit(facts: Facts) -> str | None:
    return None if facts.editing else "The search is not being edited"


def _needs_filter(facts: Facts) -> str | None:
    return None if facts.filtered else "There is no search or filter to clear"


def _needs_chip(facts: Facts) -> str | None:
    return None if facts.chips else "There is no filter to drop"


def _needs_marks(facts: Facts) -> str | None:
    return None if facts.marked else "Nothing is marked; space marks the highlighted repo"


def _needs_row_or_marks(facts: Facts) -> str | None:
    return None if facts.marked else _needs_row(facts)


def _needs_write(facts: Facts) -> str | None:
    if not facts.sortable:
        return _needs_sort(facts)
    return facts.read_only or None


def _needs_write_and_row(facts: Facts) -> str | None:
    return _needs_write(facts) or (None if facts.marked else _needs_repo(facts))


def _needs_text(facts: Facts) -> str | None:
    return None if facts.sortable else _needs_row(facts)


def _needs_account(facts: Facts) -> str | None:
    if not facts.sortable:
        return _needs_sort(facts)
    return (
        None
        if facts.signed_in or facts.mine
        else "Without a token there is nobody whose repos these could be; press @ to sign in"
    )


_LIST = frozenset({Place.LIST})

CURSOR_COMMANDS = (
    Command("cursor.down", "down", ("j", "down"), "Highlight the next row", _LIST),
    Command("cursor.up", "up", ("k", "up"), "Highlight the previous row", _LIST),
    Command("cursor.first", "first", ("g", "home"), "Highlight the first row", _LIST),
    Command("cursor.last", "last", ("G", "end"), "Highlight the last loaded row; more is loaded", _LIST),
    Command("cursor.half_down", "half a page down", ("ctrl+d",), "Go down half a page", _LIST),
    Command("cursor.half_up", "half a page up", ("ctrl+u",), "Go up half a page", _LIST),
    Command("cursor.page_down", "page down", ("pagedown",), "Go down a page", _LIST),
    Command("cursor.page_up", "page up", ("pageup",), "Go up a page", _LIST),
)
"""What moves the cursor of any list."""

OPEN = Command("repo.open", "open", ("enter", "l", "right"), "Open the highlighted repo, or a metric's Space",
               frozenset({Place.REPO}), _needs_row, foot=1)  # fmt: skip
"""What opens the highlighted row."""

COPY = Command("copy.id", "copy id", ("y",), "Copy the id; of all marked repos, one a line",
               frozenset({Place.REPO}), _needs_row_or_marks, foot=2)  # fmt: skip
WEB_PAGE = Command("repo.browse", "web page", ("o",), "Open the web page of what is highlighted",
                   frozenset({Place.REPO, Place.DETAIL}), _needs_repo, foot=9)  # fmt: skip
COPY_MENU = Command("copy.menu", "copy more", ("Y",),
                    "Copy an address, a command, code, SQL or a citation, one letter each",
                    frozenset({Place.REPO}), _needs_text)  # fmt: skip
BOOKMARK = Command("bookmark.toggle", "bookmark", ("b",), "Bookmark the repo, or remove its bookmark",
                   frozenset({Place.REPO}), _needs_repo)  # fmt: skip
APP = Command("space.browse", "app", ("O",), "Open the running app of a Space",
              frozenset({Place.REPO}), _needs_space)  # fmt: skip
REFRESH = Command("refresh", "refresh", ("r",), "Ask again, also after a failure",
                  frozenset({Place.LIST, Place.DETAIL}), foot=10)  # fmt: skip
ACCOUNT = Command("account", "account", ("at",), "Show who is signed in; sign in, switch or sign out",
                  frozenset({Place.PROGRAM}))  # fmt: skip
PALETTE = Command(
    "palette", "commands", ("colon", "ctrl+p"), "Find a command by name", frozenset({Place.PROGRAM})
)
HELP = Command(
    "help", "help", ("question_mark",), "Show what every key does", frozenset({Place.PROGRAM}), foot=12
)

_CHANGES = frozenset({Place.CHANGES})
DELETE = Command("repo.delete", "delete", ("d",), "Delete the marked repos, else the highlighted one; asks first",
                 _CHANGES, _needs_write_and_row, foot=8)  # fmt: skip
MOVE = Command("repo.move", "move", ("m",), "Rename the highlighted repo or give it, or the marked ones, away",
               _CHANGES, _needs_write_and_row)  # fmt: skip
VISIBILITY = Command("repo.visibility", "visibility", ("v",), "Change who sees the repo, and who gets its files",
                     _CHANGES, _needs_write_and_row)  # fmt: skip
UNDO = Command("change.undo", "undo", ("u",), "Take the last change of visibility, gate or name back",
               _CHANGES, lambda facts: None if facts.undoable else "There is nothing to take back")  # fmt: skip

EDIT_COMMANDS = (
    Command("search.done", "search and return", ("enter", "tab"),
            "While editing: search at once and return to the list", frozenset({Place.SEARCH}), _needs_edit),
    Command("search.restore", "restore the search", ("escape",),
            "While editing: restore the search as it was and return", frozenset({Place.SEARCH}), _needs_edit),
    Command("search.older", "earlier search", ("up",),
            "While editing: an earlier search", frozenset({Place.SEARCH}), _needs_edit),
    Command("search.newer", "later search", ("down",),
            "While editing: a later search; from the last, search and return",
            frozenset({Place.SEARCH}), _needs_edit),
)  # fmt: skip
"""What ends the editing of the search; every other key is text, or moves in it."""

TAG_COMMANDS = (
    Command("tags.pick", "pick", ("enter", "space"),
            "Pick the highlighted tag, or undo that; space while nothing is typed",
            frozenset({Place.TAGS}), foot=1),
    Command("tags.exclude", "exclude", ("exclamation_mark",),
            "Typed first: enter hides the loaded rows that bear the tag",
            frozenset({Place.TAGS}), foot=2),
    Command("tags.next_group", "next group", ("right",), "Go to the next group", frozenset({Place.TAGS})),
    Command("tags.previous_group", "previous group", ("left",), "Go to the previous group", frozenset({Place.TAGS})),
    Command("tags.leave", "back", ("escape",), "Go back to the list; ctrl+u empties the filter",
            frozenset({Place.TAGS}), foot=3),
)  # fmt: skip
"""What the keys do while the sidebar has them; every other key narrows what it shows."""

VIEW_KEYS = ("5", "6", "7", "8", "9")
"""The keys of the first saved views."""


def _view(number: int, key: str) -> Command:
    """Return the command that opens the saved view of a number, counted from 1."""

    def why_not(facts: Facts) -> str | None:
        return (
            None
            if number <= facts.views
            else f"No saved view has the key {key}; w saves the present question"
        )

    ordinal = ("first", "second", "third", "fourth", "fifth")[number - 1]
    return Command(f"view.{number}", f"view {number}", (key,), f"Open the {ordinal} saved view",
                   frozenset({Place.PANES}), why_not)  # fmt: skip


COMMANDS: tuple[Command, ...] = (
    Command("pane.models", "Models", ("1",), "Show the models", frozenset({Place.PANES})),
    Command("pane.datasets", "Datasets", ("2",), "Show the datasets", frozenset({Place.PANES})),
    Command("pane.spaces", "Spaces", ("3",), "Show the Spaces", frozenset({Place.PANES})),
    Command("pane.metrics", "Metrics", ("4",), "Show the metrics, where the Hub has them", frozenset({Place.PANES})),
    *(_view(number, key) for number, key in enumerate(VIEW_KEYS, 1)),
    Command("view.save", "save view", ("w",), "Save the present question as a view", frozenset({Place.PANES}),
            _needs_sort),
    Command("bookmark.list", "bookmarks", ("B",),
            "List bookmarks, saved views and what was opened of late, to open one",
            frozenset({Place.PANES})),
    *CURSOR_COMMANDS,
    Command("search.edit", "search", ("slash",), "Search by part of the id; the list follows as you type",
            frozenset({Place.SEARCH}), _needs_sort, foot=3),
    *EDIT_COMMANDS,
    Command("tags.focus", "filters", ("f",), "Go to the tag sidebar: type to narrow, enter picks",
            frozenset({Place.TAGS}), _needs_sort, foot=4),
    Command("tags.toggle", "tags", ("F",), "Show or hide the tag sidebar", frozenset({Place.TAGS}), _needs_sort),
    *TAG_COMMANDS,
    Command("filters.clear", "clear", ("x",), "Clear the search and all filters",
            frozenset({Place.SEARCH}), _needs_filter),
    Command("filters.drop", "drop filter", ("X",), "Drop the last filter", frozenset({Place.SEARCH}), _needs_chip),
    Command("filter.author", "same author", ("a",), "Only repos of the highlighted one's author; again: back",
            frozenset({Place.SEARCH}), _needs_repo),
    Command("filter.mine", "mine", ("M",), "Only my own repos and my organisations'; again: everybody's",
            frozenset({Place.SEARCH}), _needs_account),
    Command("history.swap", "previous", ("minus",), "Go to the previous question; again: come back",
            frozenset({Place.SEARCH}), lambda facts: None if facts.swaps else "There is no previous question"),
    Command("history.back", "back", ("left_square_bracket",), "Go back in the history of questions",
            frozenset({Place.SEARCH}), lambda facts: None if facts.older else "There is no earlier question"),
    Command("history.forward", "forward", ("right_square_bracket",), "Go forward in the history of questions",
            frozenset({Place.SEARCH}), lambda facts: None if facts.newer else "There is no later question"),
    Command("sort.pick", "sort", ("s",), "Pick the order, one letter each; the present one's letter reverses it",
            frozenset({Place.SEARCH}), _needs_sort, foot=5),
    OPEN,
    COPY,
    COPY_MENU,
    BOOKMARK,
    WEB_PAGE,
    APP,
    REFRESH,
    Command("mark.toggle", "mark", ("space",), "Mark the highlighted repo, or undo that, and go down",
            frozenset({Place.MARKS}), _needs_repo, foot=6),
    Command("mark.range", "mark range", ("V",), "Mark from the repo that was marked last to the highlighted one",
            frozenset({Place.MARKS}), _needs_repo),
    Command("mark.all", "mark all", ("A",), "Mark all loaded rows", frozenset({Place.MARKS}), _needs_sort),
    Command("mark.clear", "unmark", ("escape",), "Take all marks away; many at the second press",
            frozenset({Place.MARKS}), _needs_marks),
    Command("repo.create", "new", ("n",), "Create a repo", _CHANGES, _needs_write, foot=7),
    DELETE,
    MOVE,
    VISIBILITY,
    UNDO,
    Command("change.log", "log", ("L",), "Show what was changed from this machine", _CHANGES),
    Command("preview.toggle", "preview", ("p",), "Show or hide the preview", frozenset({Place.PREVIEW}), foot=11),
    Command("preview.down", "scroll down", ("J",), "Scroll the preview down", frozenset({Place.PREVIEW})),
    Command("preview.up", "scroll up", ("K",), "Scroll the preview up", frozenset({Place.PREVIEW})),
    ACCOUNT,
    PALETTE,
    HELP,
    Command("quit", "quit", ("q", "ctrl+q"), "Quit", frozenset({Place.PROGRAM}), foot=13),
)  # fmt: skip
"""All commands, in the order of the help."""

BY_ID = {command.id: command for command in COMMANDS}

FOOTER = footer_commands(command for command in COMMANDS if command not in TAG_COMMANDS)
"""What the footer shows while a list has the keys."""
TAG_FOOTER = footer_commands(TAG_COMMANDS)
"""What it shows while the tag sidebar has them."""
