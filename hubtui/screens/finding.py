"""Finding: the commands that ask another question: search, order, filters, history."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hubtui.core.history import Trail
from hubtui.core.question import Question, chips

if TYPE_CHECKING:
    from hubtui.core.opening import Opening
    from hubtui.hub.criteria import Sort
    from hubtui.screens.browse import BrowseScreen
    from hubtui.widgets.repo_pane import RepoPane


class Finding:
    """Runs its commands on the pane in front of a browse screen, and remembers the questions."""

    def __init__(self, screen: BrowseScreen) -> None:
        self._screen = screen
        front = screen.deck.repos
        self.trail = Trail() if front is None else Trail().asked(front.question)
        """The questions so far."""
        self._typing = False
        """Whether the present question is a search that is still being typed."""

    @property
    def _pane(self) -> RepoPane | None:
        return self._screen.deck.repos

    def open(self, opening: Opening) -> None:
        """Begin with a question, in whose pane the program has opened."""
        if (pane := self._pane) is not None and pane.kind is opening.question.criteria.kind:
            pane.ask(opening.question, quietly=True)
            self.trail = Trail().asked(pane.question)

    def asked(self, question: Question, *, typing: bool) -> None:
        """Note that a question was asked; the letters of one search are one question."""
        self.trail = self.trail.asked(question, amends=typing and self._typing)
        self._typing = typing

    def do_search_edit(self) -> None:
        """Edit the search."""
        if (pane := self._pane) is not None:
            self._screen.metrics.give_up()
            pane.edit()
            self._screen.refresh_lines()

    def do_search_done(self) -> None:
        """Search at once and return to the list."""
        if (pane := self._pane) is not None:
            pane.end_edit()
            pane.take_keys()

    def do_search_restore(self) -> None:
        """Restore the search as it was and return to the list."""
        if (pane := self._pane) is not None:
            pane.end_edit(restore=True)
            pane.take_keys()

    def do_filters_clear(self) -> None:
        """Clear the search and all filters."""
        if (pane := self._pane) is not None:
            pane.ask(pane.question.cleared)

    def do_filters_drop(self) -> None:
        """Drop the last filter."""
        if (pane := self._pane) is not None and (found := chips(pane.question)):
            pane.ask(found[-1].without)

    def do_filter_author(self) -> None:
        """List only the highlighted repo's author, or everybody again."""
        if (pane := self._pane) is None or (found := self._screen.highlighted) is None:
            return
        author = "" if pane.criteria.author else found[1].owner
        if not author and not pane.criteria.author:
            self._screen.say("This repo's id names no author")
        else:
            pane.ask_hub_for(replace(pane.criteria, author=author))

    def do_filter_mine(self) -> None:
        """List only the user's own repos, or everybody's again."""
        if (pane := self._pane) is not None:
            pane.show_mine(None if pane.listing.mine else self._screen.account)

    async def do_history_swap(self) -> None:
        """Go to the question that was present before."""
        await self._follow(self.trail.swapped())

    async def do_history_back(self) -> None:
        """Go back in the history."""
        await self._follow(self.trail.back())

    async def do_history_forward(self) -> None:
        """Go forward in the history."""
        await self._follow(self.trail.forward())

    async def _follow(self, trail: Trail) -> None:
        """Show the present question of a trail, in the pane of its kind."""
        self.trail = trail
        if trail.present is not None:
            await self._screen.deck.show_kind(trail.present.criteria.kind)
            if (pane := self._pane) is not None:
                pane.ask(trail.present, quietly=True)

    def do_sort_pick(self) -> None:
        """Pick the order in a menu."""
        from hubtui.screens.dialogs.sort_menu import SortMenu

        if (pane := self._pane) is None:
            return

        def sort(chosen: Sort | None) -> None:
            if chosen is not None:
                pane.sort(chosen)

        self._screen.app.push_screen(SortMenu(pane.criteria), sort)
