"""Finding among tens of thousands of names as they are typed, best match first (design.md §4, Sidebar)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, overload

if TYPE_CHECKING:
    from collections.abc import Iterator

EDGE = "\n"
"""Stands before, between and after the names of an entry; none of them holds it."""
_BETWEEN = "\0"


def searchable(names: Sequence[str]) -> list[str]:
    """Return entries in lower case, with an edge at both ends and after every colon.

    All are made at once; only where a name holds what stands between them, one by one.

    Args:
        names: of each entry its names, with an ``EDGE`` between them.
    """
    entries = _edged(f"{EDGE}{_BETWEEN}{EDGE}".join(names)).split(_BETWEEN)
    if len(entries) != len(names):
        return [f"{EDGE}{_edged(name)}{EDGE}" for name in names]
    entries[0] = EDGE + entries[0]
    entries[-1] += EDGE
    return entries


def _edged(text: str) -> str:
    return text.lower().replace(":", ":" + EDGE)


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
        self._steps: list[_Step] = []
        """What was found for the beginnings of what is typed, the shortest first, for letters are taken away too."""

    def find(self, typed: str) -> Sequence[int]:
        """Return the indices of the entries that hold ``typed`` in any case; all of them if it is empty.

        In this order: a name is exactly that, or is from its colon on; a name begins so, or does from its colon
        on; the rest. Among equals the order of the entries.
        """
        needle = _edged(typed)
        while self._steps and not needle.startswith(self._steps[-1].needle):
            self._steps.pop()
        if not needle:
            return range(len(self._entries))
        if not self._steps or self._steps[-1].needle != needle:
            self._steps.append(self._step(needle))
        return self._steps[-1].found

    def _step(self, needle: str) -> _Step:
        entries = self._entries
        if self._steps:
            hits = [index for index in self._steps[-1].hits if needle in entries[index]]
        else:
            hits = [index for index, entry in enumerate(entries) if needle in entry]
        return _Step(needle, hits, Found(self._near(needle, hits), hits))

    def _near(self, needle: str, hits: list[int]) -> list[int]:
        """Return those of the hits of which a name begins so, the exact ones first."""
        entries, begins = self._entries, EDGE + needle
        near = [index for index in hits if begins in entries[index]]
        whole = begins + EDGE
        if exact := [index for index in near if whole in entries[index]]:
            known, after = set(exact), ":" + whole
            exact.sort(key=lambda index: after in entries[index])
            near = [*exact, *(index for index in near if index not in known)]
        return near


class Found(Sequence[int]):
    """Indices, the best ones first; the others are put behind them as far as anybody looks.

    Args:
        best: the best ones.
        hits: all of them, in the order of the entries.
    """

    def __init__(self, best: list[int], hits: list[int]) -> None:
        self._hits = hits
        self._ranked = best
        self._rest: Iterator[int] | None = None

    def __len__(self) -> int:
        return len(self._hits)

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        wanted = place + 1 if isinstance(place, int) and place >= 0 else len(self._hits)
        if wanted > len(self._ranked):
            if self._rest is None:
                known = frozenset(self._ranked)
                self._rest = (index for index in self._hits if index not in known)
            self._ranked += islice(self._rest, wanted - len(self._ranked))
        return self._ranked[place]


class _Step(NamedTuple):
    """What was found for one text."""

    needle: str
    hits: list[int]
    """In the order of the entries."""
    found: Found
