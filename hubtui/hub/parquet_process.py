"""The process that reads parquet: ``python -m hubtui.hub.parquet_process``, with orders on its standard input.

pyarrow trusts a footer in places: some that lie end the whole process, which therefore is not the program's own. It
has no token, opens no connection and no file, and ends with its input.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from hubtui.hub import parquet_talk as talk
from hubtui.hub.errors import BadFile
from hubtui.hub.ranged import RangedFile
from hubtui.hub.shard_reader import ShardReader
from hubtui.hub.values import Unread, in_cell, in_full, is_missing

if TYPE_CHECKING:
    from collections.abc import Sequence

MEMORY = 4 * 1024**3
"""Bytes of address space that the process may take, where the system can see to that."""


class NobodyWaits(Exception):
    """The program gave up what is under way."""


class Process:
    """Carries orders out, one after the other.

    Args:
        source: where orders come from.
        sink: where replies go.
    """

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        self._source = source
        self._sink = sink
        self._reader: ShardReader | None = None

    def run(self) -> None:
        """Carry orders out until there are no more."""
        while (order := self._receive()) is not None:
            try:
                reply = self._reply(order)
            except NobodyWaits:
                reply = talk.Abandoned()
            except BadFile as error:
                reply = talk.Failed(error.what)
            self._send(reply)

    def _reply(self, order: talk.Order) -> talk.Reply:
        if isinstance(order, talk.Open):
            self._reader = ShardReader(RangedFile(self._fetch, order.size, order.tail))
            return talk.Opened(self._reader.layout)
        reader = self._reader
        if reader is None or isinstance(order, talk.Parts | talk.Abandon):
            return talk.Abandoned()
        if isinstance(order, talk.Price):
            return talk.Priced(reader.price(order.row, frozenset(order.wanted)))
        if isinstance(order, talk.Read):
            batch = reader.read(order.row, frozenset(order.wanted))
            rows = (
                tuple(talk.CellText(in_cell(value), is_missing(value)) for value in row) for row in batch.rows
            )
            return talk.Rows(batch.first, tuple(rows))
        value = reader.whole(order.row, order.column)
        return talk.Full(cost=value.cost) if isinstance(value, Unread) else talk.Full(in_full(value))

    def _fetch(self, parts: Sequence[tuple[int, int]]) -> Sequence[bytes]:
        self._send(talk.Wanted(list(parts)))
        order = self._receive()
        if isinstance(order, talk.Parts):
            return order.parts
        raise NobodyWaits

    def _send(self, reply: talk.Reply) -> None:
        self._sink.write(talk.framed(reply))
        self._sink.flush()

    def _receive(self) -> talk.Order | None:
        head = self._source.read(talk.HEAD)
        body = self._source.read(int.from_bytes(head, "little"))
        return talk.orders.decode(body) if body else None


def _limit_memory() -> None:
    """Keep a file that promises little and unpacks to much from taking all of the machine's memory."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        with suppress(ValueError, OSError):  # macOS knows the limit and takes none
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def main() -> None:
    """Serve standard input; what libraries print goes nowhere."""
    _limit_memory()
    sink = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    Process(sys.stdin.buffer, sink).run()


if __name__ == "__main__":
    main()
