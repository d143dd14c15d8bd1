"""Spans: the parts of a file that are known."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Spans:
    """Bytes by where they are in their file; no two parts overlap.

    Args:
        most: bytes that trim() leaves; the parts that came first go.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._starts: list[int] = []
        self._parts: dict[int, bytes] = {}
        """By offset, in the order in which they came."""

    def missing(self, start: int, stop: int) -> list[tuple[int, int]]:
        """Return what is not known of the bytes from ``start`` to before ``stop``, as such pairs, in order."""
        gaps = []
        for offset, data in self._within(start, stop):
            if offset > start:
                gaps.append((start, offset))
            start = offset + len(data)
        return [*gaps, (start, stop)] if start < stop else gaps

    def put(self, start: int, data: bytes) -> None:
        """Take note of the bytes at an offset; what is known already stays."""
        for begin, end in self.missing(start, start + len(data)):
            self._parts[begin] = data[begin - start : end - start]
            self._starts.insert(bisect_right(self._starts, begin), begin)
            self._held += end - begin

    def trim(self) -> None:
        """Let the oldest parts go where more is held than should be; a single one stays, however long it is."""
        while self._held > self._most and len(self._parts) > 1:
            first = next(iter(self._parts))
            self._held -= len(self._parts.pop(first))
            self._starts.remove(first)

    def get(self, start: int, stop: int) -> bytes | None:
        """Return the bytes from ``start`` to before ``stop``, or None where one of them is not known."""
        pieces = []
        at = start
        for offset, data in self._within(start, stop):
            if offset > at:
                return None
            pieces.append(data[at - offset : stop - offset])
            at = offset + len(data)
        return b"".join(pieces) if at >= stop else None

    def _within(self, start: int, stop: int) -> Iterable[tuple[int, bytes]]:
        """Yield the parts that hold some of these bytes, in order."""
        at = max(0, bisect_right(self._starts, start) - 1)
        while at < len(self._starts) and (offset := self._starts[at]) < stop:
            data = self._parts[offset]
            if offset + len(data) > start:
                yield offset, data
            at += 1
