"""Looks through a card for links, headings and matches, page by page.

Each is a generator that yields before it reads a page that has not been read: whoever runs it goes on when there is
time. Its value is what was found, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

from hubtui.core.card.slugs import Numbering
from hubtui.widgets.card_lines import Spot

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from hubtui.core.card.blocks import Page
    from hubtui.widgets.card_lines import CardLines
    from hubtui.widgets.card_search import CardSearch

T = TypeVar("T")
Seek: TypeAlias = "Generator[None, None, T]"

PREFIX = "user-content-"
"""What the website puts before the names of a card's headings; links come with it or without."""


def _read(lines: CardLines, chunk: int) -> Seek[Page]:
    """Return a page, after a yield if it has yet to be read."""
    page = lines.known(chunk)
    if page is None:
        yield
        page = lines.gist(chunk)
    return page


def seek_stop(lines: CardLines, spot: Spot, step: int) -> Seek[tuple[int, int] | None]:
    """Look for the next stop from a place on, or the one before it; the place itself does not count.

    Args:
        lines: the card.
        spot: where to begin.
        step: 1 or -1.

    Returns:
        The stop's chunk and its number in it.
    """
    for chunk in range(spot.chunk, lines.chunks if step > 0 else -1, step):
        page = yield from _read(lines, chunk)
        numbered = list(enumerate(page.stops))[::step]
        for number, stop in numbered:
            if chunk != spot.chunk or (stop.at - spot.at) * step > 0:
                return chunk, number
    return None


def seek_name(lines: CardLines, name: str) -> Seek[Spot | None]:
    """Look for the place that a link within the card leads to, from the beginning on."""
    wanted = name.lower().removeprefix(PREFIX)
    numbering = Numbering()
    for chunk in range(lines.chunks):
        page = yield from _read(lines, chunk)
        for slug, at in page.headings:
            if numbering.name(slug) == wanted:
                return Spot(chunk, at)
        for other, at in page.names:
            if other.lower() == wanted:
                return Spot(chunk, at)
    return None


def seek_match(lines: CardLines, search: CardSearch, spot: Spot, step: int) -> Seek[Spot | None]:
    """Look for the next match from a place on, or the one before it, round the end of the card.

    Args:
        lines: the card.
        search: what is looked for; it takes what is looked through.
        spot: where to begin, which does not count itself until all else was looked at.
        step: 1 or -1.
    """
    at: int | None = spot.at
    for chunk in _round(spot.chunk, lines.chunks, step):
        search.take(chunk, (yield from _read(lines, chunk)))
        found = search.nearest(chunk, at, step)
        if found is not None:
            return Spot(chunk, found)
        at = None
    return None


def seek_rest(lines: CardLines, search: CardSearch) -> Seek[None]:
    """Look through all that was not looked through."""
    for chunk in range(lines.chunks):
        search.take(chunk, (yield from _read(lines, chunk)))


def _round(first: int, count: int, step: int) -> Iterable[int]:
    """Return all chunks from one on, in a direction, up to that one again."""
    return ((first + step * number) % count for number in range(count + 1)) if count else ()
