"""Listing: one pane's question and the rows that answer it, as they come, without a screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from hubtui.core.feed import Feed, FeedState
from hubtui.core.order import is_ascending, own_sort
from hubtui.core.question import Question, ignored
from hubtui.hub.criteria import SORTS, Criteria

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hubtui.core.spots import Spot
    from hubtui.hub.criteria import Kind, Sort
    from hubtui.hub.models import Page, Repo

    Follower = Callable[[Repo], Repo | None]
    """Returns a row as it is by now, mostly as it was; None where its repo is gone."""

PAGE_SIZE = 100
"""Rows asked for at a time."""
LARGEST_PAGE = 1000
"""The most rows that the Hub sends at a time (wire.md §1.7)."""
FRUITLESS_PAGES = 10
"""How many pages running may bring no row that the sieve lets through before the user is asked whether to go on."""


class Arrival(NamedTuple):
    """Rows for the list."""

    rows: Sequence[Repo]
    anew: bool
    """They take the place of all rows on the screen; else they are added."""
    keep: bool = False
    """The cursor stays on its repo, for the question is the same."""
    spot: Spot | None = None
    """Where the cursor was when these rows were left."""


class Listing:
    """What is asked, and what has come of it; rows that the sieve holds back are counted and not shown.

    Args:
        kind: what is listed.
        clock: seconds since the epoch.
    """

    def __init__(self, kind: Kind, clock: Callable[[], float]) -> None:
        self.kind = kind
        self.question = Question(Criteria(kind, sort=SORTS[kind][0]))
        self.feed = Feed()
        self.shown = 0
        """Rows that have passed the sieve."""
        self.ignored: tuple[str, ...] = ()
        """The labels of the chips by which this server did not filter."""
        self.waits = False
        """Whether the page that was asked for waits to be asked for again."""
        self._clock = clock
        self._arriving: list[Repo] | None = None
        self._needed = 1
        self._keep = False
        self._spot: Spot | None = None
        self._fruitless = 0
        self._newcomers: list[Repo] = []
        self._followers: list[Follower] = []

    @property
    def begun(self) -> bool:
        """Whether the question has been asked at all."""
        return self.feed.pages > 0 or self.feed.state is not FeedState.IDLE

    @property
    def sort(self) -> Sort:
        """What the rows are sorted by: one's own cannot be by what no row tells, such as the trend."""
        sort = self.question.criteria.sort
        return own_sort(self.kind, sort) if self.question.mine else sort

    @property
    def limit(self) -> int:
        """Rows to ask for, so that the cursor's place after a refresh comes with few requests."""
        return min(LARGEST_PAGE, -(-self._needed // PAGE_SIZE) * PAGE_SIZE)

    @property
    def tired(self) -> bool:
        """Whether so many pages brought nothing to show that the user is asked whether to go on."""
        return self._fruitless >= FRUITLESS_PAGES and self.feed.wants_more

    @property
    def wants_more(self) -> bool:
        """Whether the next page may be asked for without a word of the user's."""
        return self.feed.wants_more and not self.tired

    @property
    def is_replacing(self) -> bool:
        """Whether the rows on the screen answer an earlier question, or an earlier asking of this one."""
        return self._arriving is not None

    @property
    def lost_its_rows(self) -> bool:
        """Whether the rows on the screen would pass for an answer that failed to come."""
        return self.feed.state is FeedState.FAILED and self.is_replacing and not self._keep

    def begin_anew(self, *, keep: bool = False, cursor: int = -1, spot: Spot | None = None) -> None:
        """Start the question from its beginning.

        Args:
            keep: the question is the same as before.
            cursor: where the cursor is then, so that enough rows can arrive for it to stay there.
            spot: where the cursor was when the question was left, so that it can return there.
        """
        if self.begun and not keep:
            self._newcomers.clear()
        self._keep, self._spot = keep, spot
        if spot is not None:
            cursor = spot.cursor
        self._needed = max(1, cursor + 1) if keep or spot is not None else 1
        self._arriving = []
        self._fruitless = 0
        self.shown = 0
        self.ignored = ()
        self.feed.restart()

    def begin_page(self) -> int:
        """Start on the next page, and return its ticket."""
        self.waits = False
        self._fruitless = 0 if self.tired else self._fruitless
        self._followers.clear()
        return self.feed.begin()

    def defies_order(self, page: Page) -> bool:
        """Tell whether the first page does not ascend though it was asked to (design.md §5, Ascending order)."""
        criteria = self.question.criteria
        if self.question.mine or not criteria.ascending or self.feed.pages:
            return False
        return not is_ascending(page.repos, criteria.sort)

    def accept(self, ticket: int, page: Page) -> Arrival | None:
        """Take in a page; return the rows for the list, or None where more must come first or the page is late."""
        if not self.feed.is_current(ticket):
            return None
        self.waits = False
        if not self.feed.pages and not self.question.mine:
            self.ignored = ignored(_known(self.question.criteria, page.dropped), page.repos)
        rows = self._followed(self._sifted(self.feed.accept(ticket, page)))
        self.shown += len(rows)
        self._fruitless = 0 if rows or self.question.sieve.is_open else self._fruitless + 1
        if self._arriving is None:
            return Arrival(rows, anew=False)
        self._arriving += rows
        if self.wants_more and len(self._arriving) < self._needed:
            return None
        arrived, self._arriving = self._arriving, None
        arrived = self._with_newcomers(arrived)
        return Arrival(arrived, anew=True, keep=self._keep, spot=self._spot)

    def follow(self, follower: Follower) -> None:
        """Let rows that are on their way follow what has become of a repo: they may tell how it was before."""
        if self.feed.is_loading:
            self._followers.append(follower)
        if self._arriving is not None:
            self._arriving = _after(self._arriving, [follower])

    def welcome(self, row: Repo) -> bool:
        """Take note of a new repo that may be missing in the rows that are on their way or not yet asked for.

        Returns:
            Whether there are such rows; the new one will then be above them.
        """
        if self.begun and not self.is_replacing:
            return False
        if row.id not in [each.id for each in self._newcomers]:
            self._newcomers.append(row)
        return True

    def forget_newcomers(self) -> None:
        """Forget the repos that would be above the next rows, for somebody else asks for those."""
        self._newcomers.clear()

    def ascend_no_more(self) -> Question:
        """Return the question in descending order."""
        return replace(self.question, criteria=replace(self.question.criteria, ascending=False))

    def _followed(self, rows: Sequence[Repo]) -> Sequence[Repo]:
        return _after(rows, self._followers) if self._followers else rows

    def _with_newcomers(self, rows: list[Repo]) -> list[Repo]:
        """Put the new repos above rows that have come, each once."""
        if not self._newcomers:
            return rows
        new = {row.id: row for row in reversed(self._newcomers)}
        self._newcomers.clear()
        found = {row.id: row for row in rows if row.id in new}
        for name in new:
            self.feed.know(name)
        self.shown += len(new) - len(found)
        return [
            *(found.get(name, row) for name, row in new.items()),
            *(row for row in rows if row.id not in new),
        ]

    def _sifted(self, repos: Sequence[Repo]) -> Sequence[Repo]:
        sieve = self.question.sieve
        if sieve.is_open:
            return repos
        now = self._clock()
        return [repo for repo in repos if sieve.passes(repo, now)]


def _known(criteria: Criteria, dropped: Sequence[str]) -> Criteria:
    """Return the criteria without what rows cannot tell, for this server does not know the field."""
    return replace(criteria, gated=None) if "gated" in dropped else criteria


def _after(rows: Sequence[Repo], followers: Sequence[Follower]) -> list[Repo]:
    """Return rows as they are by now, without those whose repo is gone."""
    left: list[Repo] = []
    for row in rows:
        now: Repo | None = row
        for follower in followers:
            now = None if now is None else follower(now)
        if now is not None:
            left.append(now)
    return left
