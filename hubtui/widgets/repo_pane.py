"""RepoPane: one kind of repository: the question, its filters, and the list that answers it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work
from textual.containers import Vertical
from textual.message import Message

from hubtui.core import listing_words
from hubtui.core.listing import Listing
from hubtui.core.order import SORT_WORDS, can_ascend
from hubtui.core.question import Question, chips
from hubtui.core.rest import Rest
from hubtui.hub.errors import BadRequest, HubError
from hubtui.widgets.chip_bar import ChipBar
from hubtui.widgets.columns import expand_for
from hubtui.widgets.repo_table import RepoTable
from hubtui.widgets.search_bar import SearchBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from hubtui.core.connection import Connect
    from hubtui.core.feed import Feed
    from hubtui.hub.criteria import Criteria, Kind, Sort
    from hubtui.hub.models import Account, Page, Repo
    from hubtui.hub.reads import Reads
    from hubtui.timings import Timings

PREPARE_AFTER = 0.5
"""Seconds after the rows came until what a search will need is made."""


class RepoPane(Vertical):
    """Alone asks the Hub for pages of its kind; tells the screen what happened by messages."""

    DEFAULT_CSS = """
    RepoPane { height: 1fr; width: 1fr; }
    RepoPane RepoTable { height: 1fr; }
    """

    class Changed(Message):
        """Something that the status line or the footer shows has changed."""

        def __init__(self, pane: RepoPane) -> None:
            super().__init__()
            self.pane = pane

        def can_replace(self, message: Message) -> bool:
            """A later one makes an earlier one of the same pane needless."""
            return isinstance(message, RepoPane.Changed) and message.pane is self.pane

    class Asked(Message):
        """The user asked another question."""

        def __init__(self, pane: RepoPane, question: Question, *, edit: int) -> None:
            super().__init__()
            self.pane = pane
            self.question = question
            self.edit = edit
            """Counts the edits of the pane's search, where it is one of several on the way to a search; else 0."""

    class Said(Message):
        """Something to tell the user once."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, kind: Kind, connect: Connect, timings: Timings) -> None:
        super().__init__(id=kind.plural)
        self.kind = kind
        self.listing = Listing(kind, timings.clock)
        """What is asked, and what has come of it."""
        self.meant = ""
        """The id of the one repo that is meant where the search is that id; a full id is so in any case."""
        self._told_of = ""
        self.bar = SearchBar(rest=timings.search_rest)
        """The search and the order."""
        self.chips = ChipBar()
        """The active filters."""
        self.table = RepoTable(kind, now=timings.clock)
        """The list."""
        self._connect = connect
        self._asked = False
        self._edits = 0
        self.account: Account | None = None
        """Whose repos are one's own; found out when they are asked for, unless somebody has before."""
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

    @property
    def question(self) -> Question:
        """What is asked, and what loaded rows are sifted by."""
        return self.listing.question

    @property
    def criteria(self) -> Criteria:
        """What the Hub is asked."""
        return self.listing.question.criteria

    @property
    def feed(self) -> Feed:
        """The answer as it grows."""
        return self.listing.feed

    @property
    def progress(self) -> str:
        """How far the list has grown, for the status line."""
        return listing_words.progress(self.listing)

    @property
    def notice(self) -> tuple[str, str]:
        """What the status line says of this pane: what went wrong or was left out, and what to do about it."""
        return listing_words.notice(self.listing)

    @property
    def failed(self) -> bool:
        """Whether the last page failed."""
        return self.feed.error is not None

    @property
    def title(self) -> str:
        """The name of its tab."""
        return self.kind.title

    @property
    def highlighted(self) -> Repo | None:
        """The row under the cursor."""
        return self.table.highlighted

    def take_keys(self) -> None:
        """Give the keys to the list, at once: the next key may have been typed already."""
        self.screen.set_focus(self.table)

    def enter(self) -> None:
        """Ask the first question when the pane is shown for the first time."""
        if not self._asked:
            self._asked = True
            self._begin_anew(keep=False)

    # Asking

    def ask(
        self, question: Question, *, typing: bool = False, quietly: bool = False, soon: bool = False
    ) -> None:
        """Ask a new question; the same one again changes nothing.

        Args:
            question: of this pane's kind.
            typing: the search is being edited.
            quietly: it comes from the history, which need not hear of it.
            soon: more may follow in a moment, so the Hub is asked once they have.
        """
        if question == self.question:
            return
        self.listing.question = question
        self._show_question()
        if not quietly:
            self.post_message(self.Asked(self, question, edit=self._edits if typing else 0))
        if self._asked and soon:
            self._is_due = True
            self.listing.begin_anew()
            self._rest.moved(self._rest_span, self._ask_now)
        elif self._asked:
            self._begin_anew(keep=False)

    def _ask_now(self) -> None:
        """Ask what has come together."""
        if self._is_due and self.is_attached:
            self._begin_anew(keep=False)

    def ask_hub_for(self, criteria: Criteria, *, typing: bool = False) -> None:
        """Ask the Hub something else, and sift as before."""
        self.ask(replace(self.question, criteria=criteria), typing=typing)

    def end_edit(self, *, restore: bool = False) -> None:
        """Search at once for what is typed, or as before the edit; without an edit nothing changes."""
        if self.bar.editing:
            search = self.bar.leave(restore=restore)
            self.ask_hub_for(replace(self.criteria, search=search), typing=True)
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

    def reload(self) -> None:
        """Ask the same question again from its beginning.

        A page that failed, that waits to be tried again, or that the user was asked about is asked for alone; what
        is under way from the beginning already is left alone, however often it is wanted.
        """
        listing = self.listing
        if self._is_due:
            self._ask_now()
        elif self.failed or listing.waits or listing.tired:
            self._fetch()
        elif self._asked and not (self.feed.is_loading and listing.is_replacing):
            self._begin_anew(keep=True)

    def take_wait(self) -> None:
        """Take that the page is asked for again after a pause."""
        self.listing.waits = True

    def _begin_anew(self, *, keep: bool) -> None:
        """Ask from the beginning; the rows on the screen stay until enough new ones have arrived."""
        self.listing.begin_anew(keep=keep, cursor=self.table.cursor)
        self._fetch()

    def _fetch(self) -> None:
        """Ask for the next page in a worker; a newer call cancels it, and its ticket makes it late."""
        self._is_due = False
        ticket = self.listing.begin_page()
        self._load(ticket)
        self._show_state()

    @work(group="page", exclusive=True)
    async def _load(self, ticket: int) -> None:
        try:
            page = await self._page((await self._connect()).reads)
        except HubError as error:
            self._take_failure(ticket, error)
        else:
            self._take_page(ticket, page)

    async def _page(self, reads: Reads) -> Page:
        """Ask the Hub for the page that comes next."""
        criteria = self.criteria
        if self.feed.next is not None:
            return await reads.next_page(criteria, self.feed.next)
        expand = tuple(dict.fromkeys((*expand_for(self.kind, criteria.sort), *self.question.sieve.fields)))
        # These serve a first page only of some questions, and a start need not wait for them.
        if self.question.mine:
            from hubtui.core.mine import mine_page

            self.account = self.account or await reads.whoami()
            return await mine_page(reads, self.account, criteria, expand)
        page = await reads.repos(criteria, limit=self.listing.limit, expand=expand)
        if "/" in criteria.search or (self.meant and self.meant == criteria.search):
            return await self._with_wanted_first(page, reads, expand)
        return page

    async def _with_wanted_first(self, page: Page, reads: Reads, expand: Sequence[str]) -> Page:
        """Put the repo whose id is searched for in front; tell once of one that was to be opened."""
        from hubtui.core.pinned import news_of, with_wanted_first

        page, found = await with_wanted_first(page, reads, self.question, expand, self.meant)
        if self.meant == self.criteria.search and self._told_of != self.meant:
            self._told_of = self.meant
            if news := news_of(self.kind, self.meant, found):
                self.post_message(self.Said(news))
        return page

    # Answers

    def _take_page(self, ticket: int, page: Page) -> None:
        if not self.feed.is_current(ticket):
            return
        if self.listing.defies_order(page):
            self._give_up_ascending()
            return
        arrival = self.listing.accept(ticket, page)
        if arrival is None:
            if self.feed.wants_more:
                self._fetch()
            return
        if arrival.anew:
            self.table.replace(arrival.rows, keep=arrival.keep)
            self.set_timer(PREPARE_AFTER, self.bar.prepare)
        else:
            self.table.append(arrival.rows)
        self._show_state()

    def _take_failure(self, ticket: int, error: HubError) -> None:
        self.listing.waits = False
        if isinstance(error, BadRequest) and self.criteria.ascending and self.feed.is_current(ticket):
            self._give_up_ascending()
        elif self.feed.fail(ticket, error):
            self._show_state()

    def _give_up_ascending(self) -> None:
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
        self.chips.show_chips(chips(self.question))

    def _show_state(self) -> None:
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

    def on_line_list_near_end(self, event: Message) -> None:
        """Handle the list running out of rows below: ask for the next page if one may be asked for."""
        event.stop()
        if self.listing.wants_more and self._asked and not self._is_due:
            self._fetch()

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
