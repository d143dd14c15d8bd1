"""Parquet files for tests, and a fetch that serves one from memory and writes down what it was asked."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from hubtui.hub.contents import Part

if TYPE_CHECKING:
    from collections.abc import Sequence


def shard(table: Any, **how: Any) -> bytes:
    """Return a table, or the columns of one, as a parquet file."""
    if isinstance(table, dict):
        table = pa.table(table)
    sink = BytesIO()
    pq.write_table(table, sink, **how)
    return sink.getvalue()


def noise(length: int, seed: int = 0) -> bytes:
    """Return bytes that no codec makes smaller."""
    return hashlib.shake_128(str(seed).encode()).digest(length)


def with_rows(data: bytes, told: int, real: int, *, throughout: bool = False) -> bytes:
    """Return a file whose footer tells another number of rows, as long in Thrift's compact form.

    Args:
        data: the file.
        told: how many rows the footer tells.
        real: how many there are.
        throughout: tell it of the row group and of its columns too.
    """
    start = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    # Field 3 of FileMetaData, a 64-bit number, comes first; the row groups' own come behind it.
    old, new = (b"\x16" + _varint(2 * number) for number in (real, told))
    assert len(old) == len(new)
    return data[:start] + data[start:].replace(old, new, -1 if throughout else 1)


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])


class Served:
    """A file in memory, of which parts are given; plainly to a reader, and to the program as the Hub does.

    Args:
        data: the file.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.asked: list[tuple[int, int]] = []
        """Offset and length of each part."""
        self.together: list[int] = []
        """How many parts were wanted at the same time."""
        self.told = 0

    def parts(self, wanted: Sequence[tuple[int, int]]) -> list[bytes]:
        """Return parts, by begin and end."""
        self.together.append(len(wanted))
        self.asked += [(start, stop - start) for start, stop in wanted]
        return [self.data[start:stop] for start, stop in wanted]

    async def fetch(self, start: int, length: int) -> Part:
        """Return a part, of the end where the offset is negative."""
        begin = max(0, len(self.data) - length) if start < 0 else start
        part = self.data[begin : begin + length]
        self.asked.append((begin, len(part)))
        return Part(data=part, start=begin, total=len(self.data))

    def tell(self) -> None:
        """Count that more bytes have come."""
        self.told += 1

    @property
    def sent(self) -> int:
        """Bytes of all parts."""
        return sum(length for _, length in self.asked)
