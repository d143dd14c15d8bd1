"""DetailBar: which repo is looked at, and the tabs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from textual.containers import Vertical

from hubtui.commands import show_key
from hubtui.widgets.keys import keys_of
from hubtui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from hubtui.commands import Command
    from hubtui.widgets.one_line import Span

_COMMIT: Final = re.compile(r"[0-9a-f]{40}")
_DIGITS: Final = 8
"""Of a commit, as the list of revisions shows them."""


class _Line(OneLine):
    """One of the two lines."""


class DetailBar(Vertical):
    """The two lines at the top of the detail view; a click on a tab runs its command.

    Args:
        tabs: the commands that show the tabs; their labels are the titles.
    """

    DEFAULT_CSS = """
    DetailBar { height: 2; }
    DetailBar > #detail-repo { background: $panel; color: $foreground; }
    """

    def __init__(self, tabs: Sequence[Command]) -> None:
        super().__init__()
        self._commands = tuple(tabs)
        self._repo = _Line(id="detail-repo")
        self._tabs = _Line(id="detail-tabs")

    def compose(self) -> ComposeResult:
        """The repo, and below it the tabs."""
        yield self._repo
        yield self._tabs

    def show_visit(self, kind: str, name: str, revision: str, who: str) -> None:
        """Show what is looked at.

        Args:
            kind: in a word.
            name: the repo's id, clean.
            revision: as it was chosen, of which a commit is shown by its first digits; empty for the default branch.
            who: what the Hub is called.
        """
        shown = revision[:_DIGITS] if _COMMIT.fullmatch(revision) else revision
        at: list[Span] = [(f" @ {shown}", "$text-primary", "")] if shown else []
        left: list[Span] = [
            (" ‹ ", "bold $text-primary", "screen.command('back')"), (f"{kind} ", "$foreground-muted", ""),
            (name, "bold", ""), *at,
        ]  # fmt: skip
        self._repo.show(left, [(f"{who} ", "$foreground-muted", "")] if who else [])

    def show_tabs(self, titles: Sequence[str], active: str) -> None:
        """Show the tabs with these titles; the one in front is underlined as well as bright."""
        spans: list[Span] = []
        for command in self._commands:
            if command.label in titles:
                on = command.label == active
                action = f"screen.command('{command.id}')"
                spans += [
                    (
                        f" {show_key(keys_of(self, command)[0])} ",
                        "$text-primary" if on else "$foreground-muted",
                        action,
                    ),
                    (command.label, "bold underline" if on else "$foreground-muted", action),
                    (" ", "", action),
                ]
        self._tabs.show(spans)
