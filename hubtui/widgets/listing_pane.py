"""ListingPane: the list that answers a question, as it grows page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.containers import Vertical
from textual.message import Message

from hubtui.core import listing_words
from hubtui.core.listing import Listing
from hubtui.core.page_reader import PageReader
from hubtui.core.spots import Spots
from hubtui.hub.errors import BadRequest, HubError
from hubtui.widgets.columns import expand_for
from hubtui.widgets.repo_table import RepoTable

if TYPE_CHECKING:
    from hubtui.core.feed import Feed
    from hubtui.core.question import Question
    from hubtui.core.session import Session
    from hubtui.core.spots import Spot
    from hubtui.hub.criteria import Criteria, Kind
    from hubtui.hub.models import Page, Repo
    from hubtui.timings import Timings


class ListingPane(Vertical):
    """Alone asks the Hub for pages of its kind; tells the screen what happened by messages."""

    class Changed(Message):
        """Something that the status line or the footer shows has changed."""

        def __init__(self, pane: ListingPane) -> None:
            super().__init__()
            self.pane = pane

        def can_replace(self, message: Message) -> bool:
            """A later one makes an earlier one of the same pane needless."""
            return isinstance(message, ListingPane.Changed) and message.pane is self.pane

    class Said(Message):
        """Something to tell the user once."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, kind: Kind, session: Session, timings: Timings) -> None:
        super().__init__(id=kind.plural)
        self.kind = kind
        self.listing = Listing(kind, timings.clock)
        """What is asked, and what has come of it."""
        self.reader = PageReader(self.listing, session.who)
        """What asks the Hub."""
        self.table = RepoTable(kind, now=timings.clock)
        """The list."""
        self.asked = False
        """Whether the pane has been shown, so that its question is asked."""
        self._session = session
        self._spots = Spots()

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

    # What a subclass does about it

    def show_state(self) -> None:
        """Show what became of the question."""
        raise NotImplementedError

    def rows_came(self) -> None:
        """Take note of the first rows that answer the question."""

    def give_up_ascending(self) -> None:
        """Ask in descending order, for this server does not ascend."""
        raise NotImplementedError

    # Asking

    def enter(self) -> None:
        """Ask the first question when the pane is shown for the first time."""
        if not self.asked:
            self.asked = True
            self.begin_anew()

    def start_over(self) -> None:
        """Let go of all rows and of what is under way; the question is asked again when the pane is entered."""
        self.workers.cancel_group(self, "page")
        self.asked = False
        self.listing.begin_anew()
        self.listing.forget_newcomers()
        self.table.replace(())
        self.show_state()

    def reload(self) -> None:
        """Ask the same question again from its beginning.

        A page that failed, that waits to be tried again, or that the user was asked about is asked for alone; what
        is under way from the beginning already is left alone, however often it is wanted.
        """
        listing = self.listing
        if self.failed or listing.waits or listing.tired:
            self.fetch()
        elif self.asked and not (self.feed.is_loading and listing.is_replacing):
            self.begin_anew(keep=True)

    def take_wait(self) -> None:
        """Take that the page is asked for again after a pause."""
        self.listing.waits = True

    def leave_question(self) -> None:
        """Remember where the cursor is in the rows of the present question, if they are there."""
        if self.table.rows and not self.listing.is_replacing:
            self._spots.keep(self.question, self.table.spot)

    def spot_of(self, question: Question) -> Spot | None:
        """Return where the cursor was when a question was left."""
        return self._spots.of(question)

    def begin_anew(self, *, keep: bool = False, spot: Spot | None = None) -> None:
        """Ask from the beginning; the rows on the screen stay until enough new ones have arrived.

        Args:
            keep: the question is the same, so the cursor stays.
            spot: where the cursor goes.
        """
        self.listing.begin_anew(keep=keep, cursor=self.table.cursor, spot=spot)
        self.fetch()

    def fetch(self) -> None:
        """Ask for the next page in a worker; a newer call cancels it, and its ticket makes it late."""
        ticket = self.listing.begin_page()
        self._load(ticket)
        self.show_state()

    @work(group="page", exclusive=True)
    async def _load(self, ticket: int) -> None:
        try:
            reads = (await self._session.connect()).reads
            page, news = await self.reader.read(reads, expand_for(self.kind, self.criteria.sort))
        except HubError as error:
            self._take_failure(ticket, error)
        else:
            if news:
                self.post_message(self.Said(news))
            self._take_page(ticket, page)

    # Answers

    def _take_page(self, ticket: int, page: Page) -> None:
        if not self.feed.is_current(ticket):
            return
        if self.listing.defies_order(page):
            self.give_up_ascending()
            return
        arrival = self.listing.accept(ticket, page)
        if arrival is None:
            if self.feed.wants_more:
                self.fetch()
            return
        if arrival.anew:
            self.table.replace(arrival.rows, spot=self.table.spot if arrival.keep else arrival.spot)
            self.rows_came()
        else:
            self.table.append(arrival.rows)
        self.show_state()

    def _take_failure(self, ticket: int, error: HubError) -> None:
        self.listing.waits = False
        if isinstance(error, BadRequest) and self.criteria.ascending and self.feed.is_current(ticket):
            self.give_up_ascending()
        elif self.feed.fail(ticket, error):
            self.show_state()
