"""Finding: the commands that ask another question: search, order, filters, history, addresses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hubtui.core.history import Searches, Trail
from hubtui.core.opening import opening_of
from hubtui.core.question import Question, chips
from hubtui.hub.errors import NotAPage
from hubtui.text import one_line

if TYPE_CHECKING:
    from hubtui.core.keeping import KeptState, Texts
    from hubtui.core.opening import Opening
    from hubtui.hub.criteria import Kind, Sort
    from hubtui.screens.browse import BrowseScreen
    from hubtui.screens.remembering import Remembering
    from hubtui.widgets.repo_pane import RepoPane


class Finding:
    """Runs its commands on the pane in front of a browse screen, and remembers the questions and searches."""

    def __init__(self, screen: BrowseScreen, state: KeptState, remembering: Remembering) -> None:
        self._screen = screen
        self._state = state
        self._remembering = remembering
        front = screen.deck.repos
        self.trail = Trail() if front is None else Trail().asked(front.question)
        """The questions so far."""
        self._edit: tuple[Kind | None, int] = (None, 0)
        """The edit of whose pane the present question was typed in; 0 where it was not typed."""

    @property
    def _pane(self) -> RepoPane | None:
        return self._screen.deck.repos

    def open(self, opening: Opening) -> None:
        """Begin with a question, in whose pane the program has opened."""
        if (pane := self._pane) is not None and pane.kind is opening.question.criteria.kind:
            pane.reader.meant = opening.meant
            pane.ask(opening.question, quietly=True)
            self.trail = Trail().asked(pane.question)

    def precede(self, question: Question | None) -> None:
        """Let a question of the last time be the one before the first."""
        present = self.trail.present
        if question is not None and present is not None and question != present:
            self.trail = Trail().asked(question).asked(present)

    async def show(self, opening: Opening) -> None:
        """Go to a question, in the pane of its kind."""
        question = opening.question
        self._screen.metrics.give_up()
        await self._screen.deck.show_kind(question.criteria.kind)
        pane = self._pane
        if pane is None or pane.kind is not question.criteria.kind:
            return
        pane.end_edit()
        pane.reader.meant = opening.meant
        if pane.question == question:
            self.asked(question)
        pane.ask(question)

    async def open_address(self, url: str) -> None:
        """Go to what an address of the website shows; one that leads nowhere here leaves the search as it was."""
        from hubtui.hub.urls import parse_web

        self.do_search_restore()
        try:
            opening = opening_of(parse_web(url, self._screen.endpoint))
        except NotAPage as error:
            self._screen.warn(error.summary)
            return
        await self.show(opening)
        if opening.notice:
            self._screen.warn(opening.notice)

    def asked(self, question: Question, *, edit: int = 0) -> None:
        """Note that a question was asked; all that is asked in one edit of the search is one question."""
        present = question.criteria.kind, edit
        self.trail = self.trail.asked(question, amends=bool(edit) and present == self._edit)
        self._edit = present

    def do_search_edit(self) -> None:
        """Edit the search."""
        if (pane := self._pane) is not None:
            self._screen.metrics.give_up()
            pane.edit()
            self._screen.refresh_lines()

    async def do_search_done(self) -> None:
        """Search at once and return to the list, or go to the address that was typed."""
        if (pane := self._pane) is None:
            return
        if address := pane.bar.address:
            await self.open_address(address)
        else:
            pane.end_edit()
            pane.take_keys()

    def do_search_older(self) -> None:
        """Put an earlier search in the place of what is typed."""
        if (pane := self._pane) is not None:
            # Others may have written the file.
            pane.bar.recall_older(Searches(tuple(map(one_line, self._state.searches))))

    async def do_search_newer(self) -> None:
        """Come back from an earlier search; from none, search and return to the list."""
        if (pane := self._pane) is not None and not pane.bar.recall_newer():
            await self.do_search_done()

    def searched(self, text: str) -> None:
        """Keep the text of a search that was finished; empty where there was none."""
        if text and self._state.searches[:1] != (text,):

            def add(texts: Texts) -> Texts:
                return Searches(texts).add(text).texts

            self._remembering.write(lambda: self._state.change_searches(add))

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
            pane.ask_hub_for(replace(pane.criteria, author=author), back=not author)

    def do_filter_mine(self) -> None:
        """List only the user's own repos, or everybody's again."""
        if (pane := self._pane) is not None:
            pane.ask(replace(pane.question, mine=not pane.question.mine), back=pane.question.mine)

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
                pane.ask(trail.present, quietly=True, back=True)

    def do_sort_pick(self) -> None:
        """Pick the order in a menu."""
        from hubtui.screens.dialogs.sort_menu import SortMenu

        if (pane := self._pane) is None:
            return

        def sort(chosen: Sort | None) -> None:
            if chosen is not None:
                pane.sort(chosen)

        self._screen.app.push_screen(SortMenu(pane.criteria), sort)
