"""RangedFile: a file of which only those parts are fetched that are read, and no more than was granted."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

from hubtui.hub.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Fetch = Callable[[Sequence[tuple[int, int]]], Sequence[bytes]]

_LEAST = 32 * 1024
"""Bytes that are asked for at least: less would hardly come faster."""
_AHEAD = 4 * 1024 * 1024
"""Bytes that are asked for at most where all up to a row must be read anyway."""
_HELD = 64 * 1024 * 1024
"""Bytes that are kept, so that going back asks for nothing."""
_HOLE = 4 * 1024
"""Bytes between two wanted parts that are rather read too than make two requests of it."""
_WIDEST = 1024 * 1024
"""Bytes of the longest part that several wanted ones are joined to."""


class Grant(NamedTuple):
    """How much may be asked for."""

    total: int
    """Bytes in all."""
    piece: int
    """Bytes in one read, which for a parquet file is a page."""


class Refused(Exception):
    """A read was not granted."""

    def __init__(self, wanted: int) -> None:
        super().__init__()
        self.wanted = wanted
        """Bytes that the read was of."""


class RangedFile(io.RawIOBase):
    """Reads as a file does; only what was never read is fetched. What fetch raises comes out of the read.

    Args:
        fetch: returns some parts, given as pairs of begin and end.
        size: bytes of the whole file.
        tail: the last bytes, which are known already.
    """

    def __init__(self, fetch: Fetch, size: int, tail: bytes) -> None:
        self._fetch = fetch
        self._spans = Spans(_HELD)
        self._spans.put(size - len(tail), tail)
        self._at = 0
        self.size = size
        """Bytes of the whole file."""
        self.grant = Grant(0, 0)
        """What may be fetched; every part that comes lessens it."""
        self.ahead: list[tuple[int, int]] = []
        """Begin and end of parts of which every byte is about to be read, one behind the other."""

    def end(self, count: int) -> bytes:
        """Return the last bytes, as far as they were known from the start."""
        return self._spans.get(max(0, self.size - count), self.size) or b""

    def unread(self, start: int, stop: int) -> int:
        """Return how many of these bytes are not here."""
        return sum(end - begin for begin, end in self._spans.missing(start, stop))

    def warm(self, wanted: Iterable[tuple[int, int]]) -> None:
        """Fetch these parts all at the same time, for they are about to be read."""
        if gaps := _joined(wanted, self._spans):
            self._take(gaps)

    def readable(self) -> bool:
        """Whether it can be read."""
        return True

    def seekable(self) -> bool:
        """Whether the place can be chosen."""
        return True

    def tell(self) -> int:
        """Return the place of the next read."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Choose the place of the next read."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def read(self, count: int = -1) -> bytes:
        """Return the next bytes; fewer at the end of the file.

        Raises:
            Refused: it would fetch more than was granted.
        """
        self._spans.trim()
        stop = self.size if count < 0 else min(self.size, self._at + count)
        for start, end in self._spans.missing(self._at, stop):
            if end - start > min(self.grant):
                raise Refused(end - start)
            far = min(self.size, max(end, start + _LEAST, self._far(start)))
            self._take(self._spans.missing(start, far)[:1])
        data = self._spans.get(self._at, stop) or b""
        self._at += len(data)
        return data

    def _far(self, start: int) -> int:
        """Return up to where it is worth to ask from here on."""
        ends = (end for begin, end in self.ahead if begin <= start < end)
        return min(next(ends, 0), start + _AHEAD)

    def _take(self, gaps: Sequence[tuple[int, int]]) -> None:
        """Fetch some parts and keep them."""
        for (start, _), data in zip(gaps, self._fetch(gaps), strict=True):
            self._spans.put(start, data)
            self.grant = Grant(self.grant.total - len(data), self.grant.piece)


def _joined(wanted: Iterable[tuple[int, int]], spans: Spans) -> list[tuple[int, int]]:
    """Return what is missing of some parts, those that touch each other joined as far as they are not long."""
    gaps: list[tuple[int, int]] = []
    for start, stop in sorted(gap for part in wanted for gap in spans.missing(*part)):
        if gaps and start <= gaps[-1][1] + _HOLE and stop - gaps[-1][0] <= _WIDEST:
            gaps[-1] = (gaps[-1][0], max(stop, gaps[-1][1]))
        else:
            gaps.append((start, stop))
    return gaps
