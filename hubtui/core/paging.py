"""Paging: how far one listing has been read, page by page, as a pure state machine.

::

    IDLE ──begin──▶ LOADING ──take──▶ IDLE          there is more
      ▲               │ │              └──────────▶ EXHAUSTED   the server's end, or a reason to stop
      │ retry         │ └─fail──▶ FAILED ──begin──▶ LOADING
      └───────────────┘ restart, from anywhere: from the beginning

Every begin() hands out a ticket; an answer that comes with an older ticket is late and changes nothing.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.hub.errors import HubError

BARREN_PAGES = 3
"""How many pages running may bring nothing new before reading stops (design.md §5, Next links)."""


class FeedState(StrEnum):
    """Where the reading of a listing is."""

    IDLE = "idle"
    LOADING = "loading"
    FAILED = "failed"
    EXHAUSTED = "exhausted"


class Paging:
    """One listing as it is read: whether there is more, and why not. What the pages hold is the subclass's affair."""

    def __init__(self) -> None:
        self.state = FeedState.IDLE
        self.error: HubError | None = None
        """Why the last page failed, while FAILED."""
        self.stopped = ""
        """Why reading ended before the server's own end; empty where it did not."""
        self.skipped = 0
        """Rows so far that could not be read."""
        self.pages = 0
        """Pages taken in from the beginning."""
        self.next: str | None = None
        """The query of the next page, raw; None before the first page and after the last."""
        self._ticket = 0
        self._barren = 0
        self._queries: set[str] = set()

    @property
    def is_loading(self) -> bool:
        """Whether a page is out."""
        return self.state is FeedState.LOADING

    @property
    def wants_more(self) -> bool:
        """Whether the next page may be asked for now: not while one is out, after a failure, or at the end."""
        return self.state is FeedState.IDLE

    def restart(self) -> None:
        """Begin from the beginning: answers under way are late."""
        self.state = FeedState.IDLE
        self.error = None
        self.stopped = ""
        self.skipped = 0
        self.pages = 0
        self.next = None
        self._ticket += 1
        self._barren = 0
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

    def fail(self, ticket: int, error: HubError) -> bool:
        """Note that a page failed; return False, changing nothing, if the ticket is late."""
        if not self.is_current(ticket):
            return False
        self.state = FeedState.FAILED
        self.error = error
        return True

    def _take_page(self, new: int, query: str | None, refused: str, skipped: int) -> None:
        """Count a page in, and decide whether there is more (design.md §5, Next links).

        Args:
            new: how many of its rows have not come before.
            query: of the next page, None at the end.
            refused: why a next link that the server sent is not followed; empty where there is none.
            skipped: rows of it that could not be read.
        """
        self.pages += 1
        self.skipped += skipped
        self._barren = 0 if new else self._barren + 1
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
