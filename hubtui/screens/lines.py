"""Lines: the title, the status and the footer of a browse screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.commands import BY_ID, EDIT_COMMANDS, FOOTER, TAG_FOOTER
from hubtui.hub.criteria import Kind
from hubtui.widgets.footer import Footer
from hubtui.widgets.status_bar import StatusBar
from hubtui.widgets.title_bar import TitleBar, tab_of

if TYPE_CHECKING:
    from hubtui.screens.browse import BrowseScreen

TABS = (*(f"pane.{kind.plural}" for kind in Kind), "pane.metrics")
"""The commands that show the panes, in the order of their tabs."""


class Lines:
    """Draws the lines around the pane in front.

    Args:
        screen: whose lines they are.
        host: what the Hub is called on the screen.
    """

    def __init__(self, screen: BrowseScreen, host: str) -> None:
        self._screen = screen
        self._host = host
        # They are held, not looked up: an answer may come while the screen is being taken down.
        self.title = TitleBar()
        """The panes, the views, and who is signed in."""
        self.status = StatusBar()
        """What is under way or went wrong."""
        self.footer = Footer()
        """The keys."""

    def begin(self) -> None:
        """Draw them as they are before anything was asked."""
        self.title.show_who(self._host)
        tabs = [tab_of(self._screen, BY_ID[command], BY_ID[command].label) for command in TABS[:-1]]
        self.title.show_tabs(tabs, (), (self._screen.deck.front.title,))
        self.status.show_progress(self._screen.deck.front.progress)
        self.footer.show_commands(FOOTER, self._screen.facts)

    def draw(self) -> None:
        """Draw them for the pane in front."""
        screen, front, facts = self._screen, self._screen.deck.front, self._screen.facts
        shown = TABS if screen.deck.metrics is not None else TABS[:-1]
        tabs = [tab_of(screen, BY_ID[command], BY_ID[command].label) for command in shown]
        self.title.show_tabs(tabs, screen.viewing.tabs, (front.title, *screen.viewing.active))
        self.status.show_progress(" · ".join(filter(None, (screen.marking.words, front.progress))))
        under_way = screen.managing.notice
        what, todo = front.notice if front.failed or not under_way else (under_way, "")
        # In the sidebar the key that is named would be a letter.
        todo = f"escape, then {todo}" if todo and facts.tagging else todo
        self.status.show_notice(what, todo, failed=front.failed)
        commands = EDIT_COMMANDS if facts.editing else TAG_FOOTER if facts.tagging else FOOTER
        self.footer.show_commands(commands, facts)

    def show_who(self) -> None:
        """Say who is signed in, as far as that is known."""
        from hubtui.core.account_words import who_line

        self.title.show_who(who_line(self._screen.session, self._host))
