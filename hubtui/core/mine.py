"""Mine: the repos of the signed-in user and of the user's organisations, private ones included.

The settings' list knows private repos and storage but nothing else that a row shows, and not every server has it;
the lists by author know the rest, and storage too. So both are asked, and what only the settings know is added.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import structs

from hubtui.core.feed import Feed
from hubtui.core.order import own_sort, sort_value
from hubtui.hub.errors import HubError
from hubtui.hub.models import Page, Repo

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable, Mapping, Sequence
    from typing import TypeVar

    from hubtui.core.question import Question
    from hubtui.hub.criteria import Criteria, Sort
    from hubtui.hub.models import Account, OwnRepo
    from hubtui.hub.reads import Reads

    T = TypeVar("T")

PAGES = 10
"""The most pages that are read of one owner's list."""
ROWS = 1000
"""Rows of such a page, the most that the Hub sends (wire.md §1.7)."""
STORAGE = "usedStorage"
"""The field of what a repo takes up, which every list takes as ``expand`` (wire.md §2.1, §2.5, §2.9)."""
_AT_ONCE = 4
"""How many owners are asked at the same time."""


@dataclass(frozen=True, slots=True)
class Mine:
    """One's own repos of a kind."""

    repos: tuple[Repo, ...]
    """In the order that was asked for."""
    storage: Mapping[str, int]
    """Bytes used, by id, where the Hub says it."""
    sort: Sort
    """What they are sorted by: the date of change in place of what no row tells, such as the trend."""
    cut: tuple[str, ...] = ()
    """Owners who have more repos than were read."""


async def read_mine(reads: Reads, account: Account, criteria: Criteria, expand: Sequence[str] = ()) -> Mine:
    """Read all of one's own repos that satisfy a question.

    Args:
        reads: the Hub.
        account: who is signed in.
        criteria: the question; an author that it names leaves of the owners that one.
        expand: the fields that rows have; the field that the question sorts by should be among them.

    Raises:
        HubError: a list could not be read.
    """
    turns = asyncio.Semaphore(_AT_ONCE)

    async def ask(owner: str, organisation: str) -> tuple[Feed, list[Repo], tuple[OwnRepo, ...]]:
        async with turns:
            question = replace(criteria, author=owner, ascending=False)
            feed, rows = await _listed(reads, question, (*expand, STORAGE))
            return feed, rows, await _settings(reads, criteria, organisation)

    owners = {account.name: ""} | {org.name: org.name for org in account.orgs}
    if author := criteria.author.lower():
        owners = {owner: organisation for owner, organisation in owners.items() if owner.lower() == author}
    answers = await _all(ask(owner, organisation) for owner, organisation in owners.items())
    rows, own = (
        [row for _, some, _ in answers for row in some],
        [each for *_, some in answers for each in some],
    )
    sort = own_sort(criteria.kind, criteria.sort)
    return Mine(
        _sorted([*rows, *_missing(own, rows, criteria)], sort, ascending=criteria.ascending),
        {each.id: each.storage for each in own if each.storage is not None},
        sort,
        tuple(owner for owner, (feed, *_) in zip(owners, answers, strict=True) if feed.next is not None),
    )


async def mine_page(reads: Reads, account: Account, criteria: Criteria, expand: Sequence[str] = ()) -> Page:
    """Return one's own repos as the one page of a list; owners with more than was read end it with that reason.

    Raises:
        HubError: a list could not be read.
    """
    mine = await read_mine(reads, account, criteria, expand)
    cut = f"{', '.join(mine.cut)} has more than {PAGES * ROWS:,}" if mine.cut else ""
    stored = mine.storage
    repos = tuple(
        structs.replace(repo, storage=stored[repo.id]) if repo.id in stored else repo for repo in mine.repos
    )
    return Page(repos=repos, refused=cut)


def address_of(question: Question, account: Account | None) -> Criteria | None:
    """Return what the website would be asked for a question; None where it has no address for it.

    It lists one's own repos by owner, so there is an address only where one owner is all that is meant.
    """
    criteria = question.criteria
    if not question.mine or criteria.author:
        return criteria
    return None if account is None or account.orgs else replace(criteria, author=account.name)


async def _all(work: Iterable[Coroutine[None, None, T]]) -> list[T]:
    """Do work side by side and return its results in order; the first failure ends it all.

    Raises:
        HubError: that failure.
    """
    failure = None
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(each) for each in work]
    except* HubError as failed:
        failure = next(each for each in failed.exceptions if isinstance(each, HubError))
    if failure is not None:
        raise failure
    return [task.result() for task in tasks]


async def _listed(reads: Reads, question: Criteria, expand: Sequence[str]) -> tuple[Feed, list[Repo]]:
    """Read one owner's list to its end, or to the last page that may be read; the feed tells which."""
    feed = Feed()
    rows: list[Repo] = []
    while feed.wants_more and feed.pages < PAGES:
        ticket = feed.begin()
        if feed.next is None:
            page = await reads.repos(question, limit=ROWS, expand=expand)
        else:
            page = await reads.next_page(question, feed.next)
        rows += feed.accept(ticket, page)
    return feed, rows


async def _settings(reads: Reads, criteria: Criteria, organisation: str) -> tuple[OwnRepo, ...]:
    """Return what the settings list of an owner, or nothing where that cannot be read: the lists are enough."""
    found: list[OwnRepo] = []
    query = None
    try:
        for _ in range(PAGES):
            page = await reads.own_repos(criteria.kind, organisation, query=query)
            found += page.repos
            query = page.next
            if query is None:
                break
    except HubError:
        pass
    return tuple(each for each in found if each.kind is criteria.kind)


def _missing(own: Sequence[OwnRepo], rows: Sequence[Repo], criteria: Criteria) -> list[Repo]:
    """Return rows for what only the settings know; none under a filter, which it might not satisfy."""
    if replace(criteria, author="").is_filtered:
        return []
    known = {repo.id for repo in rows}
    found = {
        each.id: each for each in own if each.id not in known and criteria.search.lower() in each.id.lower()
    }
    return [
        Repo(id=each.id, usable=each.usable, updated=each.updated, private=each.private)
        for each in found.values()
    ]


def _sorted(rows: Iterable[Repo], sort: Sort, *, ascending: bool) -> tuple[Repo, ...]:
    """Return rows by a key, then by id; those without a value come last in either direction."""
    known: list[tuple[int | str, Repo]] = []
    unknown: list[Repo] = []
    for repo in sorted(rows, key=lambda repo: repo.id.lower()):
        value = sort_value(repo, sort)
        if value is None:
            unknown.append(repo)
        else:
            known.append((value.lower() if isinstance(value, str) else value, repo))
    # Equal ones keep their order, whichever way the others go.
    known.sort(key=itemgetter(0), reverse=not ascending)
    return (*(repo for _, repo in known), *unknown)
