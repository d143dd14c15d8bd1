"""RepoPane: one kind of repository: the question, the list that answers it, and the state of the two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work
from textual.containers import Vertical
from textual.message import Message

from hubtui.core.feed import Feed, FeedState
from hubtui.core.order import is_ascending
from hubtui.hub.criteria import SORTS, Criteria, Kind, Sort
from hubtui.hub.errors import BadRequest, HubError, Offline
from hubtui.text import one_line, plural
from hubtui.widgets.columns import expand_for
from hubtui.widgets.repo_table import RepoTable
from hubtui.widgets.search_bar import SearchBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from hubtui.core.connection import Connect
    from hubtui.hub.models import Page, Repo
    from hubtui.timings import Timings

PAGE_SIZE = 100
"""Rows asked for at a time."""
PREPARE_AFTER = 0.5
"""Seconds after the rows came until what a search will need is made."""
LARGEST_PAGE = 1000
"""The most rows that the Hub sends at a time (wire.md §1.7)."""

SORT_WORDS = {
    Sort.TRENDING: "trending",
    Sort.DOWNLOADS: "downloads",
    Sort.LIKES: "likes",
    Sort.UPDATED: "updated",
    Sort.CREATED: "created",
    Sort.PARAMETERS: "parameters",
    Sort.SIZE: "size",
}
"""The words of the sort keys, on the screen and in the menu; each begins with its letter in the menu."""


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

    class Said(Message):
        """Something to tell the user once."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, kind: Kind, connect: Connect, timings: Timings) -> None:
        super().__init__(id=kind.plural)
        self.kind = kind
        self.criteria = Criteria(kind, sort=SORTS[kind][0])
        self.feed = Feed()
        self.bar = SearchBar(rest=timings.search_rest)
        """The question."""
        self.table = RepoTable(kind, now=timings.clock)
        """The list."""
        self._connect = connect
        self._asked = False
        self._arriving: list[Repo] | None = None
        """Rows that will take the place of those on the screen; None while arriving rows are added to them."""
        self._needed = 1
        """How many rows must have arrived before they take that place, so that the cursor can stay where it is."""
        self._keep = False
        """Whether the cursor stays on its repo then: the question is the same."""
        self._waits = False
        """Whether the page that was asked for waits to be asked for again."""

    def compose(self) -> ComposeResult:
        """The question above, the list below."""
        yield self.bar
        yield self.table

    def on_mount(self) -> None:
        """Draw the question that is about to be asked."""
        self.table.notice = (self._loading, "")
        self._show_question()

    @property
    def progress(self) -> str:
        """How far the list has grown, for the status line."""
        feed = self.feed
        if feed.state is FeedState.LOADING or not self._asked:
            return f"{feed.count:,} loaded · loading…" if feed.count else "loading…"
        if feed.state is FeedState.FAILED:
            return f"{feed.count:,} loaded" if feed.count else ""
        if feed.state is FeedState.EXHAUSTED:
            return f"{feed.count:,} · {'stopped' if feed.stopped else 'end'}"
        return f"{feed.count:,} loaded · more below"

    @property
    def notice(self) -> tuple[str, str]:
        """What the status line says of this pane: what went wrong or was left out, and what to do about it."""
        feed = self.feed
        if feed.error is not None:
            return feed.error.what, feed.error.todo
        parts = []
        if feed.stopped:
            parts.append(f"The list ends here: {feed.stopped}")
        if feed.skipped:
            parts.append(f"{plural(feed.skipped, 'row')} could not be read")
        if feed.dropped:
            parts.append(f"this Hub does not know {', '.join(feed.dropped)}")
        return " · ".join(parts), ""

    @property
    def failed(self) -> bool:
        """Whether the last page failed."""
        return self.feed.error is not None

    @property
    def title(self) -> str:
        """The name of its tab."""
        return self.kind.title

    def take_keys(self) -> None:
        """Give the keys to the list, at once: the next key may have been typed already."""
        self.screen.set_focus(self.table)

    def enter(self) -> None:
        """Ask the first question when the pane is shown for the first time."""
        if not self._asked:
            self._asked = True
            self._begin_anew(keep=False)

    def ask(self, criteria: Criteria) -> None:
        """Ask a new question; the same one again changes nothing."""
        if criteria == self.criteria:
            return
        self.criteria = criteria
        self._show_question()
        if self._asked:
            self._begin_anew(keep=False)

    def end_edit(self, *, restore: bool = False) -> None:
        """Search at once for what is typed, or as before the edit; without an edit nothing changes."""
        if self.bar.editing:
            self.ask(replace(self.criteria, search=self.bar.leave(restore=restore)))

    def reload(self) -> None:
        """Ask the same question again from its beginning.

        A page that failed, or that waits to be tried again, is asked for alone; what is under way from the
        beginning already is left alone, however often it is wanted.
        """
        feed = self.feed
        if feed.state is FeedState.FAILED or self._waits:
            self._fetch()
        elif self._asked and (feed.state is not FeedState.LOADING or self._arriving is None):
            self._begin_anew(keep=True)

    def take_wait(self) -> None:
        """Take that the page is asked for again after a pause."""
        self._waits = True

    def _begin_anew(self, *, keep: bool) -> None:
        """Ask from the beginning; the rows on the screen stay until enough new ones have arrived."""
        self._keep = keep
        self._needed = max(1, self.table.cursor + 1) if keep else 1
        self._arriving = []
        self.feed.restart()
        self._fetch()

    def _show_question(self) -> None:
        criteria = self.criteria
        arrow = "▴" if criteria.ascending else "▾"
        self.bar.show(criteria.search, f"{SORT_WORDS[criteria.sort]} {arrow}")
        self.table.sorted_by, self.table.ascending = criteria.sort, criteria.ascending

    def _fetch(self) -> None:
        """Ask for the next page in a worker; a newer call cancels it, and its ticket makes it late."""
        self._waits = False
        ticket = self.feed.begin()
        self._load(ticket)
        self._show_state()

    @work(group="page", exclusive=True)
    async def _load(self, ticket: int) -> None:
        try:
            page = await self._ask_hub()
        except HubError as error:
            self._waits = False
            self._take_failure(ticket, error)
        else:
            self._waits = False
            self._take_page(ticket, page)

    async def _ask_hub(self) -> Page:
        reads = (await self._connect()).reads
        if self.feed.next is not None:
            return await reads.next_page(self.criteria, self.feed.next)
        limit = min(LARGEST_PAGE, -(-self._needed // PAGE_SIZE) * PAGE_SIZE)
        return await reads.repos(self.criteria, limit=limit, expand=expand_for(self.kind, self.criteria.sort))

    def _take_page(self, ticket: int, page: Page) -> None:
        if not self.feed.is_current(ticket):
            return
        if (
            self.criteria.ascending
            and not self.feed.pages
            and not is_ascending(page.repos, self.criteria.sort)
        ):
            self._give_up_ascending()
            return
        self._show_rows(self.feed.accept(ticket, page))
        self._show_state()

    def _show_rows(self, new: Sequence[Repo]) -> None:
        """Add rows to the list, or put all that arrived in the place of the old ones once they are enough."""
        if self._arriving is None:
            self.table.append(new)
            return
        self._arriving += new
        if self.feed.wants_more and len(self._arriving) < self._needed:
            self._fetch()
            return
        rows, self._arriving = self._arriving, None
        self.table.replace(rows, keep=self._keep)
        self.set_timer(PREPARE_AFTER, self.bar.prepare)

    def _take_failure(self, ticket: int, error: HubError) -> None:
        if isinstance(error, BadRequest) and self.criteria.ascending and self.feed.is_current(ticket):
            self._give_up_ascending()
        elif self.feed.fail(ticket, error):
            self._show_state()

    def _give_up_ascending(self) -> None:
        """Go back to descending where the server does not ascend, and say so (design.md §5)."""
        word = SORT_WORDS[self.criteria.sort]
        self.post_message(self.Said(f"This Hub lists by {word} in descending order only"))
        self.ask(replace(self.criteria, ascending=False))

    def _show_state(self) -> None:
        """Say in the list's place why it is empty, and tell the screen."""
        feed = self.feed
        if feed.state is FeedState.FAILED and self._arriving is not None and not self._keep:
            # The rows of the earlier question would look like the answer to this one.
            self.table.replace(())
        if not self.table.rows:
            self.table.notice = self._empty_words()
        self.post_message(self.Changed(self))

    @property
    def _noun(self) -> str:
        """The kind's name in a sentence; a Space is a proper name."""
        return self.kind.title if self.kind is Kind.SPACE else self.kind.plural

    @property
    def _loading(self) -> str:
        return f"Loading {self._noun}…"

    def _empty_words(self) -> tuple[str, str]:
        """Return what is the case while there are no rows, and what to do about it."""
        feed, noun = self.feed, self._noun
        if isinstance(feed.error, Offline):
            return "You are offline", f"{feed.error.what}; {feed.error.todo}"
        if feed.error is not None:
            todo = feed.error.todo
            return feed.error.what, todo[:1].upper() + todo[1:]
        if feed.state is not FeedState.EXHAUSTED:
            return self._loading, ""
        if feed.stopped:
            return "The Hub sent no rows", f"{feed.stopped}; press r to ask again"
        if self.criteria.search:
            return (
                f"No {noun} match “{one_line(self.criteria.search)}”",
                "Press / to change the search, x to clear it",
            )
        return f"This Hub has no {noun} to show", "Press r to ask again"

    def on_line_list_near_end(self, event: Message) -> None:
        """Handle the list running out of rows below: ask for the next page if one may be asked for."""
        event.stop()
        if self.feed.wants_more and self._asked:
            self._fetch()

    def on_repo_table_sort_wanted(self, event: RepoTable.SortWanted) -> None:
        """Handle a click on a column's heading: sort by it, or reverse if it already does."""
        event.stop()
        self.sort(event.sort)

    def sort(self, sort: Sort) -> None:
        """Sort by a key in descending order; the present key is reversed."""
        ascending = not self.criteria.ascending if sort is self.criteria.sort else False
        self.ask(replace(self.criteria, sort=sort, ascending=ascending))

    def on_search_bar_changed(self, event: SearchBar.Changed) -> None:
        """Handle a search that has rested."""
        event.stop()
        if self.bar.editing:
            self.ask(replace(self.criteria, search=event.text))

    def on_descendant_focus(self) -> None:
        """Handle a click on the list while the search is edited: what is typed so far is searched for."""
        if self.table.has_focus:
            self.end_edit()

    @property
    def highlighted(self) -> Repo | None:
        """The row under the cursor."""
        return self.table.highlighted
