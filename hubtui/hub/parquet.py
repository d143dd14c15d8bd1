"""Rows of a parquet file at the Hub, by ranges of its bytes (wire.md §2.8); needs the extra ``preview``.

A process of its own decodes (hubtui.hub.parquet_process); this side fetches what it wants.
"""

from __future__ import annotations

import asyncio
import importlib.util
from typing import TYPE_CHECKING, TypeVar

from hubtui.hub import parquet_talk as talk
from hubtui.hub.errors import BadFile, HubError
from hubtui.hub.parquet_pipe import DIED, ParquetPipe

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hubtui.hub.contents import Part

    Fetch = Callable[[int, int], Awaitable[Part]]

T = TypeVar("T", bound="talk.Reply")

INSTALL = "pip install 'hubtui[preview]'"
"""The one command that adds what is missing where ``can_read`` is false."""
TAIL = 64 * 1024
"""Bytes of the first read, which is of the file's end: most footers lie in it."""
_ABREAST = 6
"""Parts that are fetched at the same time."""


def can_read() -> bool:
    """Tell whether what reads parquet is installed; it is not imported for that."""
    return importlib.util.find_spec("pyarrow") is not None


async def open_shard(fetch: Fetch, told: Callable[[], None]) -> Shard:
    """Start a process for a parquet file, and read its footer.

    Args:
        fetch: asks the Hub for a part of the file: offset and length, a negative offset for the last bytes.
        told: called when more bytes have come.

    Raises:
        BadFile: it is no parquet file, or contradicts itself.
        HubError: it cannot be read.
    """
    pipe = ParquetPipe()
    starting = asyncio.create_task(pipe.start())
    try:
        tail = await fetch(-1, TAIL)
        await starting
        if tail.total is None or tail.start + len(tail.data) != tail.total:
            raise BadFile("The Hub does not say how long this file is")
        shard = Shard(pipe, fetch, told, tail)
        shard.layout = (await shard.order(talk.Open(tail.total, tail.data), talk.Opened)).layout
    except (HubError, asyncio.CancelledError):
        await asyncio.gather(starting, return_exceptions=True)
        await pipe.close()
        raise
    return shard


class Shard:
    """One parquet file; made by open_shard(), to be closed.

    Columns whose pages would cost more than the budget are left out, until they are wanted.
    """

    def __init__(self, pipe: ParquetPipe, fetch: Fetch, told: Callable[[], None], tail: Part) -> None:
        self._pipe = pipe
        self._fetch = fetch
        self._told = told
        self._turn = asyncio.Lock()
        self._limit = asyncio.Semaphore(_ABREAST)
        self.size = tail.start + len(tail.data)
        """Bytes of the file."""
        self.fetched = len(tail.data)
        """Bytes that were read so far."""
        self.layout = talk.Layout(0, 0, ())
        """What the footer tells."""

    async def price(self, row: int, wanted: frozenset[int] = frozenset()) -> int:
        """Return about how many bytes the batch with a row costs, with all that is read on the way to it.

        Args:
            row: in the file.
            wanted: columns that are not to be left out, whatever they cost.

        Raises:
            BadFile: the file contradicts itself.
        """
        return (await self.order(talk.Price(row, tuple(wanted)), talk.Priced)).octets

    async def read(self, row: int, wanted: frozenset[int] = frozenset()) -> talk.Rows:
        """Read the batch with a row. What it costs was agreed to.

        Args:
            row: in the file.
            wanted: columns that are not to be left out.

        Raises:
            BadFile: the file ends early or contradicts itself.
            HubError: it cannot be read.
        """
        return await self.order(talk.Read(row, tuple(wanted)), talk.Rows)

    async def whole(self, row: int, column: int) -> talk.Full:
        """Read one value in full, or as much of it as can be read.

        Raises:
            HubError: as for read().
        """
        return await self.order(talk.Whole(row, column), talk.Full)

    async def order(self, order: talk.Order, kind: type[T]) -> T:
        """Have an order carried out; who is cancelled meanwhile calls it off.

        Args:
            order: what to do.
            kind: the reply to expect.

        Raises:
            BadFile: the file is not in order.
            HubError: it cannot be fetched.
        """
        async with self._turn:
            self._pipe.say(order)
            try:
                while isinstance(reply := await self._pipe.hear(), talk.Wanted):
                    self._pipe.say(talk.Parts(await self._parts(reply.parts)))
            except (HubError, asyncio.CancelledError):
                # Also while being cancelled: whoever comes next finds the process idle, or dead.
                await asyncio.wait([asyncio.ensure_future(self._call_off())])
                raise
        if isinstance(reply, talk.Failed):
            raise BadFile(reply.what)
        if not isinstance(reply, kind):
            raise BadFile(DIED)
        return reply

    def kill(self) -> None:
        """End the process; harmless when repeated."""
        self._pipe.kill()

    async def close(self) -> None:
        """End the process, and wait until nothing is left of it."""
        await self._pipe.close()

    @property
    def is_dead(self) -> bool:
        """Whether the process has ended, so that the file can only be opened anew."""
        return self._pipe.dead

    async def _call_off(self) -> None:
        """Tell the process that nobody waits any more, and wait until it has ended what is under way."""
        try:
            if not self._pipe.is_heard:
                self._pipe.say(talk.Abandon())
            while isinstance(await self._pipe.hear(), talk.Wanted):
                self._pipe.say(talk.Abandon())
        except BadFile:
            pass

    async def _parts(self, wanted: list[tuple[int, int]]) -> list[bytes]:
        """Return some parts of the file, by begin and end; if one cannot be had, the others are given up."""
        tasks = [asyncio.create_task(self._part(*part)) for part in wanted]
        try:
            return await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()

    async def _part(self, start: int, stop: int) -> bytes:
        """Return one part, asked for again where the server sends less of it.

        Raises:
            BadFile: the file is not the one that was opened.
        """
        found = b""
        while start + len(found) < stop:
            async with self._limit:
                part = await self._fetch(start + len(found), stop - start - len(found))
            if part.total not in {None, self.size} or not part.data:
                raise BadFile("The file has changed while it was read")
            found += part.data
            self.fetched += len(part.data)
            self._told()
        return found
