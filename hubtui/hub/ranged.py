"""RangedFile: a file at the Hub, read by parts from a thread that may be called off at any time."""

from __future__ import annotations

import asyncio
import concurrent.futures
import io
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, NamedTuple

from hubtui.hub.errors import BadFile
from hubtui.hub.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hubtui.hub.contents import Part

Fetch = Callable[[int, int], Awaitable["Part"]]
"""Asks for some bytes: offset and length, a negative offset for the last ones; raises HubError."""

TAIL = 64 * 1024
"""Bytes of the first read, which is of the file's end: most footers lie in it."""
_LEAST = 32 * 1024
"""Bytes that are asked for at least: less would hardly come faster."""
_AHEAD = 1024 * 1024
"""Bytes that are asked for at most where all up to a row must be read anyway."""
_HELD = 64 * 1024 * 1024
"""Bytes that are kept, so that going back asks for nothing."""
_ABREAST = 6
"""Parts that are asked for at the same time."""
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


class Abandoned(Exception):
    """Nobody waits any more for what the thread reads."""


class RangedFile(io.RawIOBase):
    """Reads as a file does, in a thread; asks the Hub in the event loop, where this was made.

    Only what was never read is asked for. Errors of the Hub come out of the read that met them.

    Args:
        fetch: asks the Hub.
        told: called in the event loop when more bytes have come.
    """

    def __init__(self, fetch: Fetch, told: Callable[[], None]) -> None:
        self._fetch = fetch
        self._told = told
        self._loop = asyncio.get_running_loop()
        self._spans = Spans(_HELD)
        self._at = 0
        self._asked: concurrent.futures.Future[None] | None = None
        self._abandoned = False
        self._limit = asyncio.Semaphore(_ABREAST)
        self.size = 0
        """Bytes of the whole file, known once it was opened."""
        self.fetched = 0
        """Bytes that came from the Hub so far."""
        self.grant = Grant(TAIL, TAIL)
        """What the thread may ask for; every part that comes lessens it."""
        self.ahead: list[tuple[int, int]] = []
        """Begin and end of parts of which every byte is about to be read, one behind the other."""

    # In the event loop

    async def open(self) -> None:
        """Read the end of the file, which tells its size.

        Raises:
            HubError: it cannot be read.
        """
        part = await self._fetch(-1, TAIL)
        if part.total is None or part.start + len(part.data) != part.total:
            raise BadFile("The Hub does not say how long this file is")
        self.size = part.total
        self._take(part.start, part.data)

    def end(self, count: int) -> bytes:
        """Return the last bytes, as far as open() has read them."""
        return self._spans.get(max(0, self.size - count), self.size) or b""

    def unread(self, start: int, stop: int) -> int:
        """Return how many of these bytes are not here."""
        return sum(end - begin for begin, end in self._spans.missing(start, stop))

    async def warm(self, wanted: Iterable[tuple[int, int]]) -> None:
        """Ask for these parts, as pairs of begin and end, a few at a time, so that a thread finds them here.

        Raises:
            HubError: one cannot be read.
        """
        await asyncio.gather(*(self._load(*gap) for gap in _joined(wanted, self._spans)))

    def begin(self, grant: Grant) -> None:
        """Let a thread read from now on."""
        self._abandoned = False
        self.grant = grant

    def abandon(self) -> None:
        """Call the thread off: the read that it is in, and each one after it, raises Abandoned."""
        self._abandoned = True
        if self._asked is not None:
            self._asked.cancel()

    async def _load(self, start: int, stop: int) -> None:
        """Ask for some bytes and keep them."""
        while start < stop:
            async with self._limit:
                part = await self._fetch(start, stop - start)
            if part.total not in {None, self.size} or not part.data:
                raise BadFile("The file has changed while it was read")
            self._take(start, part.data)
            start += len(part.data)

    def _take(self, start: int, data: bytes) -> None:
        self._spans.put(start, data)
        self.fetched += len(data)
        self.grant = Grant(self.grant.total - len(data), self.grant.piece)
        self._told()

    # In the thread

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
            Refused: it would ask for more than was granted.
            Abandoned: nobody waits for it.
            HubError: the Hub could not be asked.
        """
        stop = self.size if count < 0 else min(self.size, self._at + count)
        for gap in self._spans.missing(self._at, stop):
            self._ask(*gap)
        data = self._spans.get(self._at, stop) or b""
        self._at += len(data)
        return data

    def _far(self, start: int) -> int:
        """Return up to where it is worth to ask from here on."""
        ends = (end for begin, end in self.ahead if begin <= start < end)
        return min(next(ends, 0), start + _AHEAD)

    def check(self) -> None:
        """Raise Abandoned if nobody waits any more."""
        if self._abandoned:
            raise Abandoned

    def _ask(self, start: int, stop: int) -> None:
        """Ask for some bytes and wait for them."""
        if stop - start > min(self.grant):
            raise Refused(stop - start)
        following = self._spans.missing(start, min(self.size, max(stop, start + _LEAST, self._far(start))))
        self.check()
        self._asked = asyncio.run_coroutine_threadsafe(self._load(*following[0]), self._loop)
        if self._abandoned:
            self._asked.cancel()
        try:
            self._asked.result()
        except concurrent.futures.CancelledError:
            raise Abandoned from None


def _joined(wanted: Iterable[tuple[int, int]], spans: Spans) -> list[tuple[int, int]]:
    """Return what is missing of some parts, those that touch each other joined as far as they are not long."""
    gaps: list[tuple[int, int]] = []
    for start, stop in sorted(gap for part in wanted for gap in spans.missing(*part)):
        if gaps and start <= gaps[-1][1] + _HOLE and stop - gaps[-1][0] <= _WIDEST:
            gaps[-1] = (gaps[-1][0], max(stop, gaps[-1][1]))
        else:
            gaps.append((start, stop))
    return gaps
