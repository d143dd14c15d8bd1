"""CardSearch: where a text stands in a card, as far as the card has been looked through."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from hubtui.widgets.card_lines import Spot

if TYPE_CHECKING:
    from hubtui.core.card.blocks import Page


class CardSearch:
    """The matches of one text, case ignored; pages are taken in any order.

    Args:
        text: what is looked for; blanks around it do not count.
    """

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split())
        """What is looked for."""
        self._wanted = _folded(self.text)
        self._matches: dict[int, tuple[int, ...]] = {}
        self._spots: list[Spot] = []
        self.current: Spot | None = None
        """The match that was gone to."""

    def take(self, chunk: int, page: Page) -> None:
        """Look through a chunk's page, if that was not done yet."""
        if chunk not in self._matches:
            self._matches[chunk] = _found(page.text, self._wanted)
            for start in self._matches[chunk]:
                insort(self._spots, Spot(chunk, start))

    def matches(self, chunk: int) -> tuple[int, ...]:
        """Return where the matches of a chunk begin in its page's text."""
        return self._matches.get(chunk, ())

    @property
    def length(self) -> int:
        """Characters of a match."""
        return len(self._wanted)

    @property
    def taken(self) -> int:
        """How many chunks were looked through."""
        return len(self._matches)

    @property
    def count(self) -> int:
        """How many matches are known."""
        return len(self._spots)

    @property
    def number(self) -> int:
        """The present match among those that are known, counted from 1; 0 for none."""
        return bisect_left(self._spots, self.current) + 1 if self.current is not None else 0

    def nearest(self, chunk: int, at: int | None, step: int) -> int | None:
        """Return the match of a chunk that is next to a place of its text, in the direction of ``step``.

        Args:
            chunk: one that was taken.
            at: the place, which does not count itself; None for the chunk's end from which one comes.
            step: 1 or -1.
        """
        found = [each for each in self.matches(chunk) if at is None or (each - at) * step > 0]
        return (found[0] if step > 0 else found[-1]) if found else None


def _found(text: str, wanted: str) -> tuple[int, ...]:
    """Return where a folded text begins in another; matches do not overlap."""
    text = _folded(text)
    found = []
    place = text.find(wanted) if wanted else -1
    while place >= 0:
        found.append(place)
        place = text.find(wanted, place + len(wanted))
    return tuple(found)


def _folded(text: str) -> str:
    """Return text in lower case, of the same length: the few letters that become two stay as they are."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
