"""Finding among tens of thousands of names as they are typed, best match first (design.md §4, Sidebar)."""

from __future__ import annotations

from itertools import compress
from operator import not_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

EDGE = "\n"
"""Stands before, between and after the names of an entry; none of them holds it."""
_BETWEEN = "\0"


def searchable(names: Sequence[str]) -> list[str]:
    """Return entries, each its names with ``EDGE`` around them, in lower case.

    All are lowered at once; only where a name holds what stands between them, one by one.
    """
    lowered = _BETWEEN.join(names).lower().split(_BETWEEN)
    return lowered if len(lowered) == len(names) else [name.lower() for name in names]


def span(text: str, typed: str) -> tuple[int, int] | None:
    """Return where ``typed`` first stands in ``text``, in any case, as a start and an end; None where it does not."""
    needle = typed.lower()
    lowered = text.lower()
    start = lowered.find(needle) if needle else -1
    if start < 0:
        return None
    end = start + len(needle)
    if len(lowered) == len(text):
        return start, end
    # A few characters are two in lower case: count in those of the text.
    ends = [0]
    for character in text:
        ends.append(ends[-1] + len(character.lower()))
    first = max(index for index, place in enumerate(ends) if place <= start)
    return first, next(index for index, place in enumerate(ends) if place >= end)


class TagSearch:
    """The entries that hold what is typed; a letter more looks only at what was found before.

    Args:
        entries: what ``searchable`` returns.
    """

    def __init__(self, entries: Sequence[str]) -> None:
        self._entries = entries
        self._needle = ""
        self._hits: Sequence[int] = range(len(entries))

    def find(self, typed: str) -> Sequence[int]:
        """Return the indices of the entries that hold ``typed`` in any case; all of them if it is empty.

        In this order: a name is exactly that, or is from its colon on; a name begins so, or does from its colon
        on; the rest. Among equals the order of the entries.
        """
        needle = typed.lower()
        entries = self._entries
        hits: Sequence[int]
        if not needle:
            hits = range(len(entries))
        elif self._needle and self._needle in needle:
            hits = [index for index in self._hits if needle in entries[index]]
        else:
            hits = [index for index, entry in enumerate(entries) if needle in entry]
        self._needle, self._hits = needle, hits
        return self._best_first(needle) if needle else hits

    def _best_first(self, needle: str) -> list[int]:
        entries, hits = self._entries, self._hits
        begins, begins_after = EDGE + needle, ":" + needle
        near = [begins in entries[index] or begins_after in entries[index] for index in hits]
        first = list(compress(hits, near))
        whole, whole_after = begins + EDGE, begins_after + EDGE
        exact = [index for index in first if whole in entries[index]]
        exact += [index for index in first if whole_after in entries[index] and whole not in entries[index]]
        if exact:
            known = set(exact)
            first = [index for index in first if index not in known]
        return [*exact, *first, *compress(hits, map(not_, near))]
