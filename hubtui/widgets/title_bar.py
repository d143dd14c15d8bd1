"""TitleBar: the program's name, the panes and saved views, and who is signed in where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.commands import show_key
from hubtui.widgets.keys import keys_of
from hubtui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.dom import DOMNode

    from hubtui.commands import Command
    from hubtui.widgets.one_line import Span

Tab = tuple[str, str, str]
"""Key, title, and the action that a click runs."""


def tab_of(node: DOMNode, command: Command, title: str) -> Tab:
    """Return the tab that runs a command, with the key that it has in the app of a node."""
    return show_key(keys_of(node, command)[0]), title, f"screen.command('{command.id}')"


class TitleBar(OneLine):
    """The top line. It shows what it is told; clicks on a tab run its action, on the user show the account."""

    DEFAULT_CSS = """
    TitleBar { background: $panel; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__(classes="-bar")
        self._tabs: tuple[Tab, ...] = ()
        self._views: tuple[Tab, ...] = ()
        self._active: tuple[str, ...] = ()
        self._who = ""

    def show_tabs(self, tabs: Sequence[Tab], views: Sequence[Tab], active: Sequence[str]) -> None:
        """Show the tabs of the panes, and those of the saved views where there is room for them.

        Args:
            tabs: of the panes.
            views: of the saved views.
            active: the titles of those whose list is on the screen.
        """
        self._tabs, self._views, self._active = tuple(tabs), tuple(views), tuple(active)
        self._compose_line()

    def show_who(self, who: str) -> None:
        """Show who is signed in where, for example ``alice@huggingface.co write``."""
        self._who = who
        self._compose_line()

    def _compose_line(self) -> None:
        panes = [span for tab in self._tabs for span in self._spans(tab)]
        self.show(
            [(" hubtui ", "bold $text-primary", ""), *panes],
            [(f"{self._who} ", "$foreground-muted", "screen.command('account')")] if self._who else [],
            [self._spans(tab) for tab in self._views],
        )

    def _spans(self, tab: Tab) -> tuple[Span, ...]:
        key, title, action = tab
        active = title in self._active
        return (
            (f" {key} ", "$text-primary" if active else "$foreground-muted", action),
            # The tab in front is underlined as well as bright, so that it shows without colour.
            (title, "bold underline" if active else "$foreground-muted", action),
            (" ", "", action),
        )
