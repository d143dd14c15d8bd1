"""What the screen says of a listing: how far it has grown, what went wrong, why it is empty, and the next key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hubtui.core.feed import FeedState
from hubtui.core.listing import FRUITLESS_PAGES
from hubtui.core.question import chips
from hubtui.hub.criteria import Kind
from hubtui.hub.errors import Offline
from hubtui.text import one_line, plural

if TYPE_CHECKING:
    from hubtui.core.listing import Listing

CHIPS_NAMED = 3
"""How many filters an empty list names."""


def noun(kind: Kind) -> str:
    """Return a kind's name in a sentence; a Space is a proper name."""
    return kind.title if kind is Kind.SPACE else kind.plural


def loading(kind: Kind) -> str:
    """Return what stands in the list's place until its first rows come."""
    return f"Loading {noun(kind)}…"


def progress(listing: Listing) -> str:
    """Return how far the list has grown, for the status line."""
    feed = listing.feed
    count = f"{feed.count:,} loaded"
    if not listing.question.sieve.is_open and feed.count:
        count = f"{listing.shown:,} of {count}"
    if feed.state is FeedState.LOADING or not listing.begun:
        return f"{count} · loading…" if feed.count else "loading…"
    if feed.state is FeedState.FAILED:
        return count if feed.count else ""
    if feed.state is FeedState.EXHAUSTED:
        whole = count if " of " in count else f"{feed.count:,}"
        return f"{whole} · {'stopped' if feed.stopped else 'end'}"
    return f"{count} · more below"


def notice(listing: Listing) -> tuple[str, str]:
    """Return what went wrong or was left out, and what to do about it; empty while all is well."""
    feed = listing.feed
    if feed.error is not None:
        return feed.error.what, feed.error.todo
    if listing.tired:
        return f"{FRUITLESS_PAGES} pages running held nothing to show", "press r to go on"
    parts = []
    if feed.stopped:
        parts.append(f"The list ends here: {feed.stopped}")
    if feed.skipped:
        parts.append(f"{plural(feed.skipped, 'row')} could not be read")
    if feed.dropped:
        parts.append(f"this Hub does not know {', '.join(feed.dropped)}")
    return " · ".join(parts), "press r to ask again" if feed.stopped else ""


def empty(listing: Listing, *, editing: bool) -> tuple[str, str]:
    """Return what is the case while there are no rows, and what to do about it."""
    feed, what = listing.feed, noun(listing.kind)
    if isinstance(feed.error, Offline):
        return "You are offline", f"{feed.error.what}; {feed.error.todo}"
    if feed.error is not None:
        return feed.error.what, _sentence(feed.error.todo)
    if listing.tired:
        return (
            f"No {what} to show on {plural(feed.pages, 'page')}",
            "Press r to go on, x to clear the filters",
        )
    if feed.state is not FeedState.EXHAUSTED:
        return loading(listing.kind), ""
    if feed.stopped:
        return "The Hub sent no rows", f"{feed.stopped}; press r to ask again"
    return _no_match(listing, what, editing=editing)


def _no_match(listing: Listing, what: str, *, editing: bool) -> tuple[str, str]:
    search = one_line(listing.question.criteria.search)
    mine = listing.question.mine
    filters = [chip.label for chip in chips(replace(listing.question, mine=False))]
    if mine and not (search or filters):
        return f"You have no {what} yet", "Press M to see everybody's"
    what = f"{what} of yours" if mine else what
    if not search and not filters:
        return f"This Hub has no {what} to show", "Press r to ask again"
    named = ", ".join(filters[:CHIPS_NAMED]) + (" …" if len(filters) > CHIPS_NAMED else "")
    words = " with ".join(part for part in (f"“{search}”" if search else "", named) if part)
    if editing:
        return f"No {what} match {words}", "Type something else; escape restores the search"
    if not filters:
        return f"No {what} match {words}", "Press / to change the search, x to clear it"
    return f"No {what} match {words}", f"Press X to drop {filters[-1]}, x to clear all"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
