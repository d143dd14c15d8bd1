"""Feed: the growing answer to one question; hubtui.core.paging has its states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.core.paging import BARREN_PAGES, FeedState, Paging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.hub.models import Page, Repo

__all__ = ["BARREN_PAGES", "Feed", "FeedState"]


class Feed(Paging):
    """One listing as it grows: which rows are new, whether there is more, and why not."""

    def __init__(self) -> None:
        super().__init__()
        self.dropped: tuple[str, ...] = ()
        """Column fields that this server does not know."""
        self._ids: set[str] = set()

    @property
    def count(self) -> int:
        """How many rows have been taken in, without those that were forgotten."""
        return len(self._ids)

    def restart(self) -> None:
        """Begin a new question: nothing is known, and answers under way are late."""
        super().restart()
        self.dropped = ()
        self._ids.clear()

    def accept(self, ticket: int, page: Page) -> Sequence[Repo]:
        """Take in a page and return its rows that are new, in the server's order; none if the ticket is late."""
        if not self.is_current(ticket):
            return ()
        new = self._unseen(page.repos)
        self.dropped = page.dropped or self.dropped
        self._take_page(len(new), page.next, page.refused, page.skipped)
        return new

    def forget(self, repo_id: str) -> None:
        """Drop a row that is gone, so that it may come again."""
        self._ids.discard(repo_id)

    def know(self, repo_id: str) -> None:
        """Take note of a row that came by another way, so that it does not come twice."""
        self._ids.add(repo_id)

    def _unseen(self, repos: Sequence[Repo]) -> list[Repo]:
        """Return the repos whose id has not come before; the Hub's order shifts between pages (wire.md §1.7)."""
        ids = self._ids
        new = []
        for repo in repos:
            if repo.id not in ids:
                ids.add(repo.id)
                new.append(repo)
        return new
