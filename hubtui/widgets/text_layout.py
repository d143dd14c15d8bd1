"""TextLayout: which characters of which line stand in each row, where lines are wrapped and where they are not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import get_character_cell_size

if TYPE_CHECKING:
    from collections.abc import Sequence

DENSEST = 4
"""Characters of a row for each of its cells, at most; what takes no cell could go on without end."""


class Piece(NamedTuple):
    """The part of a line that stands in a row."""

    line: int
    start: int
    end: int
    """Characters of the line: the first, and the one behind the last."""


class TextLayout:
    """Lays lines out in rows. Made in a thread where the text may be long.

    Args:
        lines: the text.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._cells = {
            number: tuple(accumulate(map(get_character_cell_size, line), initial=0))
            for number, line in enumerate(lines)
            if not line.isascii()
        }
        """Of lines with wide characters: the cell at which each character begins, and the width of the line."""
        self._wrap_width: int | None = None
        self._first_rows: Sequence[int] = ()
        self._broken: dict[int, Sequence[int]] = {}
        """Where the rows of wrapped lines with wide characters begin."""
        self.widest = max((self.width(number) for number in range(len(lines))), default=0)
        """Cells of the widest line."""
        self._count = len(lines)

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return self._count

    def width(self, line: int) -> int:
        """Return the cells of a line."""
        cells = self._cells.get(line)
        return len(self._lines[line]) if cells is None else cells[-1]

    def wrap(self, width: int | None) -> None:
        """Break lines into rows of at most so many cells; None gives each line one row."""
        self._wrap_width = None if width is None else max(2, width)
        if self._wrap_width is None:
            self._first_rows, self._count = (), len(self._lines)
            return
        self._broken = {line: _broken(cells, self._wrap_width) for line, cells in self._cells.items()}
        rows = (len(self._breaks(line)) for line in range(len(self._lines)))
        starts = tuple(accumulate(rows, initial=0))
        self._first_rows, self._count = starts[:-1], starts[-1]

    def row_of(self, line: int, character: int = 0) -> int:
        """Return the row in which a character of a line stands."""
        if self._wrap_width is None:
            return line
        return self._first_rows[line] + bisect_right(self._breaks(line), character) - 1

    def piece(self, row: int, left: int, width: int) -> Piece:
        """Return what stands in a row of so many cells, without the first ``left`` cells of an unwrapped line."""
        if self._wrap_width is None:
            line = row
            start, end = self._character(line, left), self._character(line, left + width)
        else:
            line = bisect_right(self._first_rows, row) - 1
            breaks = self._breaks(line)
            at = row - self._first_rows[line]
            start = breaks[at]
            end = breaks[at + 1] if at + 1 < len(breaks) else len(self._lines[line])
        return Piece(line, start, min(end, start + DENSEST * max(width, 1)))

    def cell(self, line: int, character: int) -> int:
        """Return the cell of a line at which a character begins."""
        cells = self._cells.get(line)
        return character if cells is None else cells[character]

    def _character(self, line: int, cell: int) -> int:
        """Return the first character of a line that does not begin before a cell."""
        cells = self._cells.get(line)
        if cells is None:
            return min(cell, len(self._lines[line]))
        return min(bisect_left(cells, cell), len(self._lines[line]))

    def _breaks(self, line: int) -> Sequence[int]:
        """Return the characters at which the rows of a wrapped line begin."""
        found = self._broken.get(line)
        if found is None:
            return range(0, max(len(self._lines[line]), 1), self._wrap_width or 1)
        return found


def _broken(cells: Sequence[int], width: int) -> Sequence[int]:
    """Return the characters at which rows of so many cells begin, from the cells at which each character does."""
    found, start = [0], 0
    while cells[-1] - cells[start] > width:
        # The last character that still begins so early that the one before it ends within the row.
        start = max(start + 1, bisect_right(cells, cells[start] + width) - 1)
        found.append(start)
    return found
