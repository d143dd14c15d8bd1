"""Rows of a parquet file at the Hub, by ranges of its bytes (wire.md §2.8); needs the extra ``preview``.

What blocks or computes runs in a thread (hubtui.hub.parquet_reader), which reads through hubtui.hub.ranged.
"""

from __future__ import annotations

import asyncio
import importlib.util
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from hubtui.hub.ranged import Grant, RangedFile, Refused
from hubtui.hub.values import Unread

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubtui.hub.parquet_reader import ParquetReader
    from hubtui.hub.ranged import Fetch
    from hubtui.hub.values import Value

    T = TypeVar("T")

INSTALL = "pip install 'hubtui[preview]'"
"""The one command that adds what is missing where ``can_read`` is false."""
BATCH = 50
"""Rows that are read at once."""
BUDGET = 2_800_000
"""Bytes that a batch may cost unasked: with the footer still below 3 % of a file of 100 MB."""
ASK = 32 * 1024 * 1024
"""Bytes above which the user is asked first."""
_FIRST = 64 * 1024
"""Bytes that are read of each column before the thread reads on, all columns at the same time."""
_KEPT = 64 * 1024 * 1024
"""Bytes of decoded batches that are kept for reading their values in full."""


class Column(NamedTuple):
    """One column."""

    name: str
    """Clean."""
    type: str
    """As Arrow writes it, clean: ``list<element: string>``; ``class, int64`` where the numbers have names."""
    number: bool
    """Whether its values are shown as numbers."""


class Layout(NamedTuple):
    """What the footer tells."""

    rows: int
    groups: int
    """Row groups."""
    columns: tuple[Column, ...]
    more_columns: int = 0
    """How many columns there are beside these."""


class Batch(NamedTuple):
    """Some rows, one behind the other."""

    first: int
    """The number of the first row in the file, from 0."""
    rows: tuple[tuple[Value, ...], ...]
    """The values of each, as much of them as a cell shows; Unread where a column was left out."""


def can_read() -> bool:
    """Tell whether what reads parquet is installed; it is not imported for that."""
    return importlib.util.find_spec("pyarrow") is not None


async def open_shard(fetch: Fetch, told: Callable[[], None]) -> Shard:
    """Read the footer of a parquet file.

    Args:
        fetch: asks the Hub for a part of it.
        told: called when more bytes have come.

    Raises:
        BadFile: it is no parquet file, or contradicts itself.
        HubError: it cannot be read.
    """
    file = RangedFile(fetch, told)
    await file.open()
    file.begin(Grant(ASK, ASK))
    return Shard(file, await _in_thread(file, partial(_reader, file)))


class Shard:
    """One parquet file, its footer read; see open_shard().

    Columns whose pages would cost more than the budget are left out, until they are wanted.
    """

    def __init__(self, file: RangedFile, reader: ParquetReader) -> None:
        self._file = file
        self._reader = reader
        self.layout = reader.layout
        """What the footer tells."""
        self.size = file.size
        """Bytes of the file."""
        self._turn = asyncio.Lock()
        self._left: dict[int, int] = {}
        """What the first page of a column that was left out would have cost, by column."""
        self._kept: OrderedDict[int, list[Any]] = OrderedDict()
        """Arrow's arrays by the first row of their batch, the last used at the end."""

    @property
    def fetched(self) -> int:
        """Bytes that were read so far."""
        return self._file.fetched

    def start(self, row: int) -> int:
        """Return the first row of the batch that a row is in."""
        return row - self._reader.place(row)[1] % BATCH

    async def price(self, row: int, wanted: frozenset[int] = frozenset()) -> int:
        """Return about how many bytes the batch with a row costs, with all that is read on the way to it.

        Args:
            row: in the file.
            wanted: columns that are not to be left out, whatever they cost.

        Raises:
            BadFile: the file contradicts itself.
        """
        first = self.start(row)
        async with self._turn:
            if self._holds(first, wanted):
                return 0
            return sum((await _in_thread(self._file, partial(self._prices, first, wanted))).values())

    async def read(self, row: int, wanted: frozenset[int] = frozenset()) -> Batch:
        """Read the batch with a row. What it costs was agreed to.

        Args:
            row: in the file.
            wanted: columns that are not to be left out.

        Raises:
            BadFile: the file ends early or contradicts itself.
            HubError: it cannot be read.
        """
        first = self.start(row)
        async with self._turn:
            if not self._holds(first, wanted):
                await self._load(first, wanted)
            self._kept.move_to_end(first)
            return await _in_thread(self._file, partial(self._batch, first))

    async def whole(self, row: int, column: int) -> Value:
        """Read one value in full, or as much of it as can be read; Unread if its column was left out.

        Raises:
            HubError: as for read().
        """
        first = self.start(row)
        async with self._turn:
            if first not in self._kept:
                await self._load(first, frozenset())
            return await _in_thread(self._file, partial(self._whole, first, row - first, column))

    def _holds(self, first: int, wanted: frozenset[int]) -> bool:
        """Whether a batch is kept, with these columns."""
        arrays = self._kept.get(first)
        return arrays is not None and all(arrays[column] is not None for column in wanted)

    def _whole(self, first: int, at: int, column: int) -> Value:
        from hubtui.hub.arrow_values import FULL

        array = self._kept[first][column]
        if array is None:
            return Unread(self._left.get(column, 0))
        return self._reader.values(array.slice(at, 1), column, FULL)[0]

    async def _load(self, first: int, wanted: frozenset[int]) -> None:
        """Read a batch and keep it."""
        prices = await _in_thread(self._file, partial(self._prices, first, wanted))
        total = max(ASK if len(prices) == 1 else BUDGET, 2 * sum(prices.values()))
        self._file.begin(Grant(total, BUDGET))
        await self._file.warm(await _in_thread(self._file, partial(self._beginnings, first, prices)))
        self._kept[first] = await _in_thread(self._file, partial(self._taken, first, prices, wanted, total))
        self._drop_old()

    def _beginnings(self, first: int, prices: dict[int, int]) -> list[tuple[int, int]]:
        """Return what is read of each column before the thread goes on, the cheapest first, within the budget."""
        found = []
        left = BUDGET
        for column in sorted(prices, key=prices.__getitem__):
            for start, stop in self._reader.begun(first, column):
                found.append((start, min(stop, start + _FIRST)))
                left -= found[-1][1] - start
            if left < 0:
                break
        return found

    def _taken(self, first: int, prices: dict[int, int], wanted: frozenset[int], total: int) -> list[Any]:
        """Return the columns of a batch, the cheapest first; None for each that is left out."""
        found: list[Any] = [None] * len(self._reader.layout.columns)

        def take(column: int, piece: int) -> None:
            try:
                found[column] = self._reader.take(first, column, piece)
                self._left.pop(column, None)
            except Refused as refused:
                self._left[column] = max(refused.wanted, prices[column])

        for column in sorted(prices, key=prices.__getitem__):
            take(column, total if column in wanted or len(prices) == 1 else BUDGET)
        if prices and not any(array is not None for array in found):
            # Rather one column than none.
            self._file.begin(Grant(ASK, ASK))
            take(min(prices, key=self._left.__getitem__), ASK)
        return found

    def _prices(self, first: int, wanted: frozenset[int]) -> dict[int, int]:
        """Return about how many bytes each column costs that is read for a batch."""
        found = {}
        for column in range(len(self._reader.layout.columns)):
            if column not in self._left or column in wanted:
                octets = sum(self._file.unread(*part) for part in self._reader.needed(first, column))
                found[column] = max(octets, self._left.get(column, 0))
        return found

    def _batch(self, first: int) -> Batch:
        """Return the rows of a batch that is kept."""
        from hubtui.hub.arrow_values import CELL

        arrays = self._kept[first]
        _, offset, rows = self._reader.place(first)
        count = min(BATCH, rows - offset)
        columns = [
            [Unread(self._left.get(column, 0))] * count
            if array is None
            else self._reader.values(array, column, CELL)
            for column, array in enumerate(arrays)
        ]
        return Batch(first, tuple(zip(*columns, strict=True)))

    def _drop_old(self) -> None:
        held = [_octets(arrays) for arrays in self._kept.values()]
        total = sum(held)
        for octets in held[:-1]:
            if total > _KEPT:
                self._kept.popitem(last=False)
                total -= octets


async def _in_thread(file: RangedFile, work: Callable[[], T]) -> T:
    """Run something in a thread; who is cancelled here calls the thread off and waits for its end.

    What the thread asks for is asked in this context, so that pauses between tries are told to whom they concern.
    """
    running = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        file.abandon()
        await asyncio.wait([running])
        running.exception()
        raise


def _reader(file: RangedFile) -> ParquetReader:
    """Open a file, in a thread, for the import alone takes longer than a frame."""
    from hubtui.hub.parquet_reader import ParquetReader

    return ParquetReader(file)


def _octets(arrays: list[Any]) -> int:
    """Return how many bytes some of Arrow's arrays hold."""
    return sum(array.nbytes for array in arrays if array is not None)
