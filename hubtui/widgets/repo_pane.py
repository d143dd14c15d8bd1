"""RepoPane: one kind of repository: the question, its filters, and the list that answers it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.message import Message

from hubtui.core import listing_words
from hubtui.core.order import SORT_WORDS, can_ascend
from hubtui.core.question import Question, chips
from hubtui.core.rest import Rest
from hubtui.widgets.chip_bar import ChipBar
from hubtui.widgets.listing_pane import ListingPane
from hubtui.widgets.search_bar import SearchBar
from hubtui.widgets.working import after

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hubtui.core.session import Session
    from hubtui.hub.criteria import Criteria, Kind, Sort
    from hubtui.timings import Timings
    from hubtui.widgets.repo_table import RepoTable

PREPARE_AFTER = 0.5
"""Seconds after the rows came until what a search will need is made."""


class RepoPane(ListingPane):
    """Shows the question above its list, and asks others."""

    DEFAULT_CSS = """
    RepoPane { height: 1fr; width: 1fr; }
    RepoPane RepoTable { height: 1fr; }
    """

    class Asked(Message):
        """The user asked another question."""

        def __init__(self, pane: RepoPane, question: Question, *, edit: int) -> None:
            super().__init__()
            self.pane = pane
            self.question = question
            self.edit = edit
            """Counts the edits of the pane's search, where it is one of several on the way to a search; else 0."""

    def __init__(self, kind: Kind, session: Session, timings: Timings) -> None:
        super().__init__(kind, session, timings)
        self.bar = SearchBar(rest=timings.search_rest)
        """The search and the order."""
        self.chips = ChipBar()
        """The active filters."""
        self._edits = 0
        self._rest_span = timings.search_rest
        self._rest = Rest(
            lambda seconds, then: asyncio.get_running_loop().call_later(seconds, then), time.monotonic
        )
        self._is_due = False
        """Whether a question waits for others that may follow it in a moment."""

    def compose(self) -> ComposeResult:
        """The question above, the list below."""
        yield self.bar
        yield self.chips
        yield self.table

    def on_mount(self) -> None:
        """Draw the question that is about to be asked."""
        self.table.notice = (listing_words.loading(self.kind), "")
        self._show_question()

    # Asking

    def ask(
        self,
        question: Question,
        *,
        typing: bool = False,
        quietly: bool = False,
        soon: bool = False,
        back: bool = False,
    ) -> None:
        """Ask a new question; the same one again changes nothing.

        Args:
            question: of this pane's kind.
            typing: the search is being edited.
            quietly: it comes from the history, which need not hear of it.
            soon: more may follow in a moment, so the Hub is asked once they have.
            back: it was asked before, and the cursor returns to where it was then.
        """
        if question == self.question:
            return
        self.leave_question()
        self.listing.question = question
        self._show_question()
        if not quietly:
            self.post_message(self.Asked(self, question, edit=self._edits if typing else 0))
        if self.asked and soon:
            self._is_due = True
            self.listing.begin_anew()
            self._rest.moved(self._rest_span, self._ask_now)
        elif self.asked:
            self.begin_anew(spot=self.spot_of(question) if back else None)

    def _ask_now(self) -> None:
        """Ask what has come together."""
        if self._is_due and self.is_attached:
            self.begin_anew()

    def reload(self) -> None:
        """Ask the same question again from its beginning; one that waits for others is asked at once."""
        if self._is_due:
            self._ask_now()
        else:
            super().reload()

    def fetch(self) -> None:
        """Ask for the next page; nothing waits any longer then."""
        self._is_due = False
        super().fetch()

    def ask_hub_for(self, criteria: Criteria, *, typing: bool = False, back: bool = False) -> None:
        """Ask the Hub something else, and sift as before."""
        self.ask(replace(self.question, criteria=criteria), typing=typing, back=back)

    def end_edit(self, *, restore: bool = False) -> None:
        """Search at once for what is typed, or as before the edit; without an edit nothing changes."""
        if self.bar.editing:
            search = self.bar.leave(restore=restore)
            self.ask_hub_for(replace(self.criteria, search=search), typing=True, back=restore)
            self._say_why_empty()

    def edit(self) -> None:
        """Edit the search; the keys are the input's when this returns."""
        self._edits += not self.bar.editing
        self.bar.edit()
        self._say_why_empty()

    def sort(self, sort: Sort) -> None:
        """Sort by a key in descending order; the present key is reversed, if it can be."""
        ascending = not self.criteria.ascending if sort is self.criteria.sort else False
        if ascending and not can_ascend(self.kind, sort):
            self._say_descending_only()
            return
        self.ask_hub_for(replace(self.criteria, sort=sort, ascending=ascending))

    def give_up_ascending(self) -> None:
        """Go back to descending where the server does not ascend, and say so (design.md §5)."""
        self._say_descending_only()
        self.ask(self.listing.ascend_no_more())

    def _say_descending_only(self) -> None:
        word = SORT_WORDS[self.criteria.sort]
        self.post_message(self.Said(f"This Hub lists by {word} in descending order only"))

    # What is shown

    def _show_question(self) -> None:
        criteria = self.criteria
        arrow = "▴" if criteria.ascending else "▾"
        self.bar.show(criteria.search, f"{SORT_WORDS[self.listing.sort]} {arrow}")
        self.table.sorted_by, self.table.ascending = self.listing.sort, criteria.ascending
        self.table.own = self.question.mine
        self.chips.show_chips(chips(self.question))

    def show_state(self) -> None:
        """Show what became of the question, and tell the screen."""
        if self.listing.lost_its_rows:
            self.table.replace(())
        self._say_why_empty()
        self.chips.show_chips(chips(self.question), self.listing.ignored)
        self.post_message(self.Changed(self))

    def _say_why_empty(self) -> None:
        if not self.table.rows:
            self.table.notice = listing_words.empty(self.listing, editing=self.bar.editing)

    # What the parts tell

    def rows_came(self) -> None:
        """Make what a search will need, soon."""
        after(self, PREPARE_AFTER, self.bar.prepare)

    def on_line_list_near_end(self, event: Message) -> None:
        """Handle the list running out of rows below: ask for the next page if one may be asked for."""
        event.stop()
        if self.listing.wants_more and self.asked and not self._is_due:
            self.fetch()

    def on_repo_table_sort_wanted(self, event: RepoTable.SortWanted) -> None:
        """Handle a click on a column's heading: sort by it, or reverse if it already does."""
        event.stop()
        self.sort(event.sort)

    def on_search_bar_changed(self, event: SearchBar.Changed) -> None:
        """Handle a search that has rested."""
        event.stop()
        if self.bar.editing:
            self.ask_hub_for(replace(self.criteria, search=event.text), typing=True)

    def on_chip_bar_removed(self, event: ChipBar.Removed) -> None:
        """Handle a chip that was clicked away."""
        event.stop()
        self.ask(event.chip.without)

    def on_descendant_focus(self) -> None:
        """Handle a click on the list while the search is edited: what is typed so far is searched for."""
        if self.table.has_focus:
            self.end_edit()
