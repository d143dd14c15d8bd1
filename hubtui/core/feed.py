"""Feed: the growing answer to one question, as a pure state machine.

::

    IDLE ──begin──▶ LOADING ──accept──▶ IDLE        there is more
      ▲               │ │                └────────▶ EXHAUSTED   the server's end, or a reason to stop
      │ retry         │ └─fail──▶ FAILED ──begin──▶ LOADING
      └───────────────┘ restart, from anywhere: a new question

Every begin() hands out a ticket; an answer that comes with an older ticket is late and changes nothing.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.hub.errors import HubError
    from hubtui.hub.models import Page, Repo

BARREN_PAGES = 3
"""How many pages running may bring no new row before the feed stops (design.md §5, Next links)."""


class FeedState(StrEnum):
    """Where a feed is."""

    IDLE = "idle"
    LOADING = "loading"
    FAILED = "failed"
    EXHAUSTED = "exhausted"


class Feed:
    """One listing as it grows: which rows are new, whether there is more, and why not."""

    def __init__(self) -> None:
        self.state = FeedState.IDLE
        self.error: HubError | None = None
        """Why the last page failed, while FAILED."""
        self.stopped = ""
        """Why the feed ended before the server's own end; empty where it did not."""
        self.skipped = 0
        """Rows so far that could not be read."""
        self.dropped: tuple[str, ...] = ()
        """Column fields that this server does not know."""
        self.pages = 0
        """Pages accepted since the question was asked."""
        self.next: str | None = None
        """The query of the next page, raw; None before the first page and after the last."""
        self._ticket = 0
        self._barren = 0
        self._ids: set[str] = set()
        self._queries: set[str] = set()

    @property
    def count(self) -> int:
        """How many rows have been taken in, without those that were forgotten."""
        return len(self._ids)

    @property
    def is_loading(self) -> bool:
        """Whether a page is out."""
        return self.state is FeedState.LOADING

    @property
    def wants_more(self) -> bool:
        """Whether the next page may be asked for now: not while one is out, after a failure, or at the end."""
        return self.state is FeedState.IDLE

    def restart(self) -> None:
        """Begin a new question: nothing is known, and answers under way are late."""
        self.state = FeedState.IDLE
        self.error = None
        self.stopped = ""
        self.skipped = 0
        self.dropped = ()
        self.pages = 0
        self.next = None
        self._ticket += 1
        self._barren = 0
        self._ids.clear()
        self._queries.clear()

    def begin(self) -> int:
        """Start on the next page and return its ticket; a failed page is asked for again."""
        self.state = FeedState.LOADING
        self.error = None
        self._ticket += 1
        return self._ticket

    def is_current(self, ticket: int) -> bool:
        """Tell whether ticket is the latest one, so that its answer still counts."""
        return ticket == self._ticket and self.state is FeedState.LOADING

    def accept(self, ticket: int, page: Page) -> Sequence[Repo]:
        """Take in a page and return its rows that are new, in the server's order; none if the ticket is late."""
        if not self.is_current(ticket):
            return ()
        new = self._unseen(page.repos)
        self.pages += 1
        self.skipped += page.skipped
        self.dropped = page.dropped or self.dropped
        self._barren = 0 if new else self._barren + 1
        self._go_on(page.next, page.refused)
        return new

    def fail(self, ticket: int, error: HubError) -> bool:
        """Note that a page failed; return False, changing nothing, if the ticket is late."""
        if not self.is_current(ticket):
            return False
        self.state = FeedState.FAILED
        self.error = error
        return True

    def forget(self, repo_id: str) -> None:
        """Drop a row that is gone, so that it may come again."""
        self._ids.discard(repo_id)

    def _unseen(self, repos: Sequence[Repo]) -> list[Repo]:
        """Return the repos whose id has not come before; the Hub's order shifts between pages (wire.md §1.7)."""
        ids = self._ids
        new = []
        for repo in repos:
            if repo.id not in ids:
                ids.add(repo.id)
                new.append(repo)
        return new

    def _go_on(self, query: str | None, refused: str) -> None:
        """Decide whether there is more (design.md §5, Next links)."""
        self.next = None
        self.state = FeedState.EXHAUSTED
        if refused:
            self.stopped = refused
        elif query is None:
            pass
        elif query in self._queries:
            self.stopped = "the server's next link goes round in a circle"
        elif self._barren >= BARREN_PAGES:
            self.stopped = f"{BARREN_PAGES} pages running brought nothing new"
        else:
            self._queries.add(query)
            self.next = query
            self.state = FeedState.IDLE
