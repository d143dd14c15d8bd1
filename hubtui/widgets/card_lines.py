"""CardLines: a card as lines, of which only those that are needed are laid out; the others are estimated.

A place in the card is a chunk and a line in it, not a number of lines from the top: that changes with every
estimate that gives way to what is the case.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from textual.cache import LRUCache

from hubtui.core.card.cutting import Form
from hubtui.core.card.reading import Reader
from hubtui.widgets.card_colours import codes_in
from hubtui.widgets.card_layout import MEASURE, lay_out
from hubtui.widgets.card_wrap import DECORATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubtui.core.card.blocks import Code, Page
    from hubtui.core.card.cutting import Card
    from hubtui.widgets.card_wrap import Line

NARROWEST = 16
"""Cells that a line is laid out for at least."""
KEPT = 48
"""Chunks that are kept as they were read and laid out: several screens; of the others the height stays."""


class Place(NamedTuple):
    """A line of a card."""

    chunk: int
    line: int


class Spot(NamedTuple):
    """A place in a card's text, whatever the width."""

    chunk: int
    at: int


class CardLines:
    """The lines of one card at one width.

    Args:
        card: as it was cut, of one chunk at least.
        width: cells of a line.
    """

    def __init__(self, card: Card, width: int) -> None:
        self.card = card
        self._reader = Reader(card)
        self._pages: LRUCache[int, Page] = LRUCache(KEPT)
        self._lines: LRUCache[int, list[Line]] = LRUCache(KEPT)
        self._gists: dict[int, Page] = {}
        """Of each chunk that was read what it says, without its blocks."""
        self._heights: list[int] = []
        self._exact: set[int] = set()
        """The chunks whose height is no estimate."""
        self._starts: list[int] | None = None
        self.width = 0
        """Cells of a line."""
        self.changes = 0
        """Counts how often lines came to stand elsewhere."""
        self.fit(width)

    @property
    def chunks(self) -> int:
        """How many chunks there are."""
        return len(self._heights)

    @property
    def total(self) -> int:
        """How many lines there are, as far as that is known."""
        return self._where[-1]

    @property
    def is_laid_out(self) -> bool:
        """Whether nothing is estimated any more."""
        return len(self._exact) == self.chunks

    @property
    def measure(self) -> int:
        """Cells of a line of prose."""
        return min(self.width, MEASURE)

    def fits(self, width: int) -> bool:
        """Tell whether the lines are of that width already."""
        return self.width == max(width, NARROWEST)

    def fit(self, width: int) -> None:
        """Take another width: all lines are laid out anew when they are needed."""
        self.width = max(width, NARROWEST)
        self._lines.clear()
        self._exact.clear()
        self._heights = [
            (each.end - each.start) // self.measure + self.card.source.count("\n", each.start, each.end)
            for each in self.card.chunks
        ]
        self._starts = None
        self.changes += 1

    def gist(self, chunk: int) -> Page:
        """Return what a chunk says, without its blocks; it is read now if it was not before."""
        return self._gists.get(chunk) or self._read(chunk)

    def known(self, chunk: int) -> Page | None:
        """Return what a chunk says if it has been read."""
        return self._gists.get(chunk)

    def codes(self, chunk: int) -> list[Code]:
        """Return the blocks of code of a chunk that name a language; none of them goes on in another chunk."""
        cut = self.card.chunks[chunk]
        if cut.form is Form.CODE and cut.whole != cut.content:
            return []
        return [*codes_in(self._read(chunk).blocks)]

    def _read(self, chunk: int) -> Page:
        page = self._pages.get(chunk)
        if page is None:
            page = self._pages[chunk] = self._reader.read(self.card.chunks[chunk])
            # A card has many blocks; to keep all of them is to make the garbage collector go through them all.
            self._gists[chunk] = page._replace(blocks=())
        return page

    def lines(self, chunk: int) -> list[Line]:
        """Return the lines of a chunk, laid out now if they were not before."""
        lines = self._lines.get(chunk)
        if lines is None:
            lines = self._lines[chunk] = lay_out(self._read(chunk), self.width)
            self._exact.add(chunk)
            if len(lines) != self._heights[chunk]:
                self._heights[chunk] = len(lines)
                self._starts = None
                self.changes += 1
        return lines

    # Places

    @property
    def _where(self) -> list[int]:
        """The first line of each chunk, counted from the top, and behind them the number of lines."""
        if self._starts is None:
            self._starts = [0, *accumulate(self._heights)]
        return self._starts

    def number(self, place: Place) -> int:
        """Return a place's line as counted from the top."""
        return self._where[place.chunk] + place.line

    def place(self, number: int) -> Place:
        """Return the place of a line as counted from the top, as far as that is known."""
        number = min(max(number, 0), max(self.total - 1, 0))
        chunk = min(bisect_right(self._where, number) - 1, self.chunks - 1)
        return Place(chunk, number - self._where[chunk])

    def line(self, number: int) -> tuple[int, Line] | None:
        """Return a line as counted from the top with its chunk, laying it out; None where there is none."""
        if not 0 <= number < self.total:
            return None
        chunk, line = self.place(number)
        lines = self.lines(chunk)
        return (chunk, lines[line]) if line < len(lines) else None

    def settled(self, place: Place) -> Place:
        """Return the place that a place in an estimated chunk turns out to be, as near as can be."""
        if place.chunk in self._exact:
            return place
        before = max(self._heights[place.chunk], 1)
        return Place(place.chunk, place.line * len(self.lines(place.chunk)) // before)

    def moved(self, place: Place, lines: int) -> Place:
        """Return the place so many lines further down, up if negative; all that lies between is laid out."""
        chunk, line = place.chunk, place.line + lines
        while line < 0 and chunk > 0:
            chunk -= 1
            line += len(self.lines(chunk))
        while line >= len(self.lines(chunk)) and chunk < self.chunks - 1:
            line -= len(self.lines(chunk))
            chunk += 1
        return Place(chunk, min(max(line, 0), max(len(self.lines(chunk)) - 1, 0)))

    def last_top(self, rows: int) -> Place:
        """Return the first line that is visible when the last one is the lowest of so many rows."""
        last = self.chunks - 1
        return self.moved(Place(last, len(self.lines(last))), -rows)

    def spot(self, place: Place) -> Spot:
        """Return what text a line has, or the line before it that has any."""
        lines = self.lines(place.chunk)
        for line in reversed(lines[: place.line + 1]):
            for piece in line.pieces:
                if piece.at != DECORATION:
                    return Spot(place.chunk, piece.at)
        return Spot(place.chunk, 0)

    def end_spot(self, place: Place) -> Spot:
        """Return the end of the text of a line, or of a line before it."""
        spot = self.spot(place)
        line = self.lines(place.chunk)[place.line] if self.lines(place.chunk) else None
        ends = [piece.at + len(piece.text) for piece in line.pieces if piece.at != DECORATION] if line else []
        return Spot(spot.chunk, max(ends, default=spot.at))

    def place_of(self, spot: Spot) -> Place:
        """Return the line in which a place of the text is."""
        found = 0
        for number, line in enumerate(self.lines(spot.chunk)):
            for piece in line.pieces:
                if piece.at == DECORATION:
                    continue
                if piece.at <= spot.at:
                    found = number
                if piece.at <= spot.at < piece.at + len(piece.text):
                    return Place(spot.chunk, number)
        return Place(spot.chunk, found)

    def pending(self, near: int) -> Iterator[int]:
        """Yield the chunks that are not laid out: first those from ``near`` on, then those before it, upwards."""
        for chunk in (*range(near, self.chunks), *range(min(near, self.chunks) - 1, -1, -1)):
            if chunk not in self._exact:
                yield chunk
