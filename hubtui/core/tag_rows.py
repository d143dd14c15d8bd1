"""The rows of the tag sidebar for what is typed: notes, what is chosen, then the groups or what was found."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hubtui.core import refine
from hubtui.core.tag_search import TagSearch, span
from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.core.choices import Choice
    from hubtui.core.question import Question
    from hubtui.core.tags import TagIndex

Span = tuple[int, int]
"""A start and an end in characters of a text."""
EXCLUDE = "!"
"""What the filter begins with where the tags that are picked are to be excluded."""
_NOTHING = ("Nothing has this name", "ctrl+u shows all tags")
"""What is said where nothing was found, each on a line."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that cannot be chosen: the name of a group, or a note."""

    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row that can be chosen, with what matches in it."""

    choice: Choice
    name: str
    note: str = ""
    name_match: Span | None = None
    note_match: Span | None = None


Row = Heading | Line


def line(choice: Choice, typed: str, *, alone: bool) -> Line:
    """Return a choice as a row, clean and on one line.

    What was typed may be in the name, in the note or only in the whole id, which is then shown instead.

    Args:
        choice: what the row stands for.
        typed: what the rows are narrowed to; may be empty.
        alone: no heading tells what it is one of, so the note does, if there is no other.
    """
    name, note, label = one_line(choice.name), one_line(choice.note), one_line(choice.label)
    name_match, note_match = span(name, typed), None
    if typed and name_match is None:
        note_match = span(note, typed)
        if note_match is None and (label_match := span(label, typed)):
            note, note_match = label, label_match
        elif note_match is None and (id_match := span(whole := one_line(choice.id), typed)):
            name, name_match = whole, id_match
    return Line(choice, name, note or (one_line(choice.word) if alone else ""), name_match, note_match)


class Typed:
    """What stands in the filter: the text to find, and whether what is picked is to be excluded."""

    def __init__(self, text: str) -> None:
        self.excludes = text.startswith(EXCLUDE)
        self.needle = text.removeprefix(EXCLUDE).strip() if self.excludes else text.strip()


class TagRows:
    """All rows, made one by one as they are asked for.

    Args:
        index: what there is.
        search: over the entries of that index.
        question: its choices stand on top.
        text: what stands in the filter.
        notes: lines to begin with.
    """

    def __init__(
        self, index: TagIndex, search: TagSearch, question: Question, text: str, notes: Sequence[str] = ()
    ) -> None:
        self._index = index
        self.typed = Typed(text)
        needle = self.typed.needle
        self._hits: Sequence[int] | None = search.find(needle) if needle else None
        """The numbers found, best first; None while nothing is typed and everything is shown in its groups."""
        self._top: list[Row] = [Heading(note, is_note=True) for note in notes]
        self._top += [line(choice, "", alone=True) for choice in refine.chosen(question)]
        self._pinned = len(self._top)
        if needle:
            self._top += self._written(needle)
        # Before each section's items stands its heading.
        self._starts = [start + number for number, start in enumerate(index.starts)]
        self._length = len(self._top) + self._body_length

    def _written(self, needle: str) -> list[Row]:
        """Return what the text itself asks for, a hint of what it lacks, or that nothing was found."""
        written = refine.written(self._index.kind, needle)
        if not isinstance(written, str):
            return [line(written, "", alone=True)]
        if written:
            return [Heading(written, is_note=True)]
        return (
            [] if self._hits or not len(self._index) else [Heading(words, is_note=True) for words in _NOTHING]
        )

    @property
    def _body_length(self) -> int:
        return len(self._index) + len(self._starts) if self._hits is None else len(self._hits)

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, row: int) -> Row:
        place = row - len(self._top)
        if place < 0:
            return self._top[row]
        if self._hits is not None:
            return line(self._index.choice(self._hits[place]), self.typed.needle, alone=True)
        section = bisect_right(self._starts, place) - 1
        if place == self._starts[section]:
            return Heading(self._index.sections[section].heading)
        return line(self._index.choice(place - section - 1), "", alone=False)

    @property
    def found(self) -> int:
        """How many items were found; all of them while nothing is typed."""
        return len(self._index) if self._hits is None else len(self._hits)

    @property
    def first(self) -> int:
        """The row to begin at: what is chosen while nothing is typed, else the best match; -1 where there is none."""
        start = self._pinned if self.typed.needle else 0
        return next((row for row in range(start, len(self)) if self.is_line(row)), -1)

    def is_line(self, row: int) -> bool:
        """Tell whether a row can be chosen, without making it."""
        place = row - len(self._top)
        if place < 0:
            return isinstance(self._top[row], Line)
        return self._hits is not None or self._starts[bisect_right(self._starts, place) - 1] != place

    def nearest(self, row: int, step: int) -> int:
        """Return the first row that can be chosen from ``row`` on in steps of ±1, else in the other direction.

        -1 if there is none.
        """
        row = min(max(row, 0), len(self) - 1)
        for direction in (step, -step):
            place = row
            while 0 <= place < len(self):
                if self.is_line(place):
                    return place
                place += direction
        return -1

    def next_group(self, row: int, step: int) -> int:
        """Return the first line of the next group after ``row`` for step 1, of one before it for -1, or ``row``."""
        head = len(self._top)
        firsts = [head + start + 1 for start in self._starts] if self._hits is None else [head]
        firsts = [first for first in (self.nearest(0, 1), *firsts) if 0 <= first < len(self)]
        if step > 0:
            return next((first for first in firsts if first > row), row)
        return next((first for first in reversed(firsts) if first < row), row)

    def follow(self, before: TagRows, row: int) -> int:
        """Return the row on which to be now if one was on ``row`` of the rows before: the same line, or nearby."""
        is_other = self.typed.needle != before.typed.needle or self._index.kind is not before._index.kind
        if row < 0 or is_other:
            return self.first
        place = row - len(before._top)
        if place < 0:
            return self._follow_top(before, row)
        if self._index is before._index:
            return len(self._top) + place
        held = before[row]
        number = self._index.number_of(held.choice.id) if isinstance(held, Line) else None
        return self.first if number is None else self._row_of(number)

    def _follow_top(self, before: TagRows, row: int) -> int:
        """Return where a row of the top is now; of what was pinned and is no longer, the neighbour that is left."""
        was_pinned = row < before._pinned
        rows = range(self._pinned) if was_pinned else range(self._pinned, len(self._top))
        if (
            found := next((other for other in rows if _same(before[row], self._top[other])), None)
        ) is not None:
            return found
        left = self.nearest(min(row, self._pinned - 1), -1)
        return left if was_pinned and 0 <= left < self._pinned else self.first

    def _row_of(self, number: int) -> int:
        """Return where an item stands below the top, or the first row if it is not among what was found."""
        if self._hits is not None:
            return len(self._top) + self._hits.index(number) if number in self._hits else self.first
        return len(self._top) + number + bisect_right(self._index.starts, number)


def _same(row: Row, other: Row) -> bool:
    return isinstance(row, Line) and isinstance(other, Line) and row.choice.id == other.choice.id
