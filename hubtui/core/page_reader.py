"""PageReader: asks the Hub for whatever page a listing needs next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from hubtui.core.listing import Listing
    from hubtui.hub.models import Account, Page
    from hubtui.hub.reads import Reads


class News(NamedTuple):
    """A page, and what there is to tell of the one repo that was to be opened; empty for nothing."""

    page: Page
    text: str = ""


class PageReader:
    """Reads the pages of one listing."""

    def __init__(self, listing: Listing, who: Callable[[], Awaitable[Account]]) -> None:
        self._listing = listing
        self._who = who
        self.meant = ""
        """The id of the one repo that is meant where the search is that id; a full id is so in any case."""
        self._told_of = ""

    async def read(self, reads: Reads, expand: Sequence[str]) -> News:
        """Ask the Hub for the page that comes next.

        Args:
            reads: the Hub.
            expand: the fields that the list's rows show.

        Raises:
            HubError: it could not be had.
        """
        listing = self._listing
        criteria = listing.question.criteria
        if listing.feed.next is not None:
            return News(await reads.next_page(criteria, listing.feed.next))
        expand = tuple(dict.fromkeys((*expand, *listing.question.sieve.fields)))
        # These serve a first page only of some questions, and a start need not wait for them.
        if listing.question.mine:
            from hubtui.core.mine import mine_page

            return News(await mine_page(reads, await self._who(), criteria, expand))
        page = await reads.repos(criteria, limit=listing.limit, expand=expand)
        if "/" in criteria.search or (self.meant and self.meant == criteria.search):
            return await self._with_wanted_first(page, reads, expand)
        return News(page)

    async def _with_wanted_first(self, page: Page, reads: Reads, expand: Sequence[str]) -> News:
        """Put the repo whose id is searched for in front; tell once of one that was to be opened."""
        from hubtui.core.pinned import news_of, with_wanted_first

        question = self._listing.question
        page, found = await with_wanted_first(page, reads, question, expand, self.meant)
        if self.meant != question.criteria.search or self._told_of == self.meant:
            return News(page)
        self._told_of = self.meant
        return News(page, news_of(self._listing.kind, self.meant, found))
