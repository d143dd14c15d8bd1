"""ShardReader: batches of rows of one parquet file, within a budget."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from hubtui.hub.arrow_values import CELL, FULL
from hubtui.hub.parquet_reader import SMALL, ParquetReader
from hubtui.hub.parquet_talk import ASK, BATCH, BUDGET
from hubtui.hub.ranged import Grant, Refused
from hubtui.hub.values import Fields, Unread

if TYPE_CHECKING:
    from hubtui.hub.ranged import RangedFile
    from hubtui.hub.values import Value

_FIRST = 64 * 1024
"""Bytes that are fetched of each column before any is read, all columns at the same time."""
_KEPT = 64 * 1024 * 1024
"""Bytes of decoded batches that are kept for reading their values in full."""


class Batch(NamedTuple):
    """Some rows, one behind the other."""

    first: int
    """The number of the first row in the file, from 0."""
    rows: tuple[tuple[Value, ...], ...]
    """The values of each, as much of them as a cell shows; Unread where a column was left out."""


class Taken(NamedTuple):
    """Arrow's arrays of one batch."""

    arrays: list[Any]
    """By column; None for one that was left out."""
    parts: dict[int, Any]
    """The small fields of structs that were left out, by column."""


class ShardReader:
    """One parquet file. Columns whose pages would cost more than the budget are left out, until they are wanted.

    Raises:
        BadFile: from every method: the file is none of parquet, or contradicts itself.
    """

    def __init__(self, file: RangedFile) -> None:
        file.grant = Grant(ASK, ASK)
        self._file = file
        self._parquet = ParquetReader(file)
        self.layout = self._parquet.layout
        """What the footer tells."""
        self._left: dict[int, int] = {}
        """What the first page of a column that was left out would have cost, by column."""
        self._kept: OrderedDict[int, Taken] = OrderedDict()
        """What was read, by the first row of the batch, the last used at the end."""

    def price(self, row: int, wanted: frozenset[int] = frozenset()) -> int:
        """Return about how many bytes the batch with a row costs, with all that is read on the way to it.

        Args:
            row: in the file.
            wanted: columns that are not to be left out, whatever they cost.
        """
        first = self._parquet.start(row)
        return 0 if self._holds(first, wanted) else sum(self._prices(first, wanted).values())

    def read(self, row: int, wanted: frozenset[int] = frozenset()) -> Batch:
        """Read the batch with a row. What it costs was agreed to; as for price()."""
        first = self._parquet.start(row)
        if not self._holds(first, wanted):
            self._load(first, wanted)
        self._kept.move_to_end(first)
        return self._batch(first)

    def whole(self, row: int, column: int) -> Value:
        """Read one value in full, or as much of it as can be read; Unread if its column was left out."""
        first = self._parquet.start(row)
        if not self._holds(first, frozenset()):
            self._load(first, frozenset())
        array = self._kept[first].arrays[column]
        if array is None:
            return Unread(self._left.get(column, 0))
        return self._parquet.values(array.slice(row - first, 1), column, FULL)[0]

    def _holds(self, first: int, wanted: frozenset[int]) -> bool:
        """Whether a batch is kept, with these columns."""
        taken = self._kept.get(first)
        return taken is not None and all(taken.arrays[column] is not None for column in wanted)

    def _load(self, first: int, wanted: frozenset[int]) -> None:
        """Read a batch and keep it."""
        prices = self._prices(first, wanted)
        total = max(ASK if len(prices) == 1 else BUDGET, 2 * sum(prices.values()))
        self._file.grant = Grant(total, BUDGET)
        self._file.warm(self._beginnings(first, prices))
        arrays = self._taken(first, prices, wanted, total)
        self._kept[first] = Taken(arrays, self._parts(first, arrays))
        self._drop_old()

    def _beginnings(self, first: int, prices: dict[int, int]) -> list[tuple[int, int]]:
        """Return what is read of each column at the same time, the cheapest first, within the budget."""
        found = []
        left = BUDGET
        for column in sorted(prices, key=prices.__getitem__):
            for start, stop in self._parquet.begun(first, column):
                found.append((start, min(stop, start + _FIRST)))
                left -= found[-1][1] - start
            if left < 0:
                break
        return found

    def _taken(self, first: int, prices: dict[int, int], wanted: frozenset[int], total: int) -> list[Any]:
        """Return the columns of a batch, the cheapest first; None for each that is left out."""
        found: list[Any] = [None] * len(self._parquet.layout.columns)

        def take(column: int, piece: int) -> None:
            try:
                found[column] = self._parquet.take(first, column, piece)
                self._left.pop(column, None)
            except Refused as refused:
                self._left[column] = max(refused.wanted, prices[column])

        for column in sorted(prices, key=prices.__getitem__):
            take(column, total if column in wanted or len(prices) == 1 else BUDGET)
        if prices and not any(array is not None for array in found):
            # Rather one column than none.
            self._file.grant = Grant(ASK, ASK)
            take(min(prices, key=self._left.__getitem__), ASK)
        return found

    def _parts(self, first: int, arrays: list[Any]) -> dict[int, Any]:
        """Return what is small of the structs that were left out."""
        found = {}
        for column, part in self._parquet.parts.items():
            if arrays[column] is None:
                self._file.grant = Grant(BUDGET, SMALL)
                with suppress(Refused):
                    found[column] = self._parquet.take(first, part.column, SMALL)
        return found

    def _prices(self, first: int, wanted: frozenset[int]) -> dict[int, int]:
        """Return about how many bytes each column costs that is read for a batch."""
        found = {}
        for column in range(len(self._parquet.layout.columns)):
            if column not in self._left or column in wanted:
                octets = sum(self._file.unread(*part) for part in self._parquet.needed(first, column))
                found[column] = max(octets, self._left.get(column, 0))
        return found

    def _batch(self, first: int) -> Batch:
        """Return the rows of a batch that is kept."""
        arrays, _ = self._kept[first]
        _, offset, rows = self._parquet.place(first)
        count = min(BATCH, rows - offset)
        columns = [
            self._left_out(first, column, count)
            if array is None
            else self._parquet.values(array, column, CELL)
            for column, array in enumerate(arrays)
        ]
        return Batch(first, tuple(zip(*columns, strict=True)))

    def _left_out(self, first: int, column: int, count: int) -> list[Value]:
        """Return what stands for so many values that were left out: their cost, beside what is known of them."""
        unread = Unread(self._left.get(column, 0))
        array = self._kept[first].parts.get(column)
        if array is None:
            return [unread] * count
        part = self._parquet.parts[column]
        return [
            _completed(value, part.names, unread) for value in self._parquet.values(array, part.column, CELL)
        ]

    def _drop_old(self) -> None:
        held = [_octets(taken) for taken in self._kept.values()]
        total = sum(held)
        for octets in held[:-1]:
            if total > _KEPT:
                self._kept.popitem(last=False)
                total -= octets


def _completed(value: Value, names: tuple[str, ...], unread: Unread) -> Value:
    """Return a struct with its missing fields."""
    if not isinstance(value, Fields):
        return value
    known = dict(value.fields)
    return Fields(tuple((name, known.get(name, unread)) for name in names))


def _octets(taken: Taken) -> int:
    """Return how many bytes Arrow's arrays hold."""
    found = (*taken.arrays, *taken.parts.values())
    return sum(array.nbytes for array in found if array is not None)
