"""What 50 rows of a parquet file of 100 MB cost, as a part of the file."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from hubtui.hub.parquet import open_shard
from hubtui.hub.parquet_talk import BATCH
from tests.benchmarks.figure import Figure
from tests.support.shards import Served, noise, shard

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = 900
"""Characters of a text."""
TEXTS = 110_000
PICTURE = 100_000
"""Bytes of a picture."""
PICTURES = 1_000
LIMIT = 3.0
"""Percent of the file."""


def figures() -> list[Figure]:
    """Measure files of one row group and of many, and one of pictures; some 20 s."""
    kinds: tuple[tuple[str, Callable[[], bytes]], ...] = (
        ("text in one row group", lambda: texts(TEXTS)),
        ("text, 1,000 rows a group", lambda: texts(1_000)),
        ("pictures, 100 rows a group", pictures),
    )
    return [figure(name, make()) for name, make in kinds]


def texts(group: int) -> bytes:
    """Return a file of long texts, numbers and lists, with so many rows in a row group."""
    columns = {
        "id": list(range(TEXTS)),
        "text": [noise(TEXT // 2, at).hex() for at in range(TEXTS)],
        "label": [at % 7 for at in range(TEXTS)],
        "tags": [["one", "two"][: at % 3] for at in range(TEXTS)],
    }
    return shard(columns, row_group_size=group)


def pictures() -> bytes:
    """Return a file of pictures with captions, in row groups as the Hub makes them."""
    columns = {
        "image": [{"bytes": noise(PICTURE, at), "path": f"{at}.png"} for at in range(PICTURES)],
        "caption": [f"picture {at}" for at in range(PICTURES)],
    }
    return shard(columns, row_group_size=100)


def figure(name: str, data: bytes) -> Figure:
    """Measure what is read of a file to show its first rows, and how much of it that needs at least."""
    served = Served(data)
    left_out = asyncio.run(show_rows(served))
    percent = 100 / len(data)
    return Figure(
        f"{BATCH} rows of {len(data) / 1e6:.0f} MB: {name}",
        served.sent * percent, "%", needed(data, left_out) * percent, "the needed pages", LIMIT,
    )  # fmt: skip


async def show_rows(served: Served) -> set[int]:
    """Read the first rows; return the columns that were left out."""
    read = await open_shard(served.fetch, served.tell)
    try:
        row = (await read.read(0)).rows[0]
    finally:
        await read.close()
    return {column for column, cell in enumerate(row) if cell.missing}


class Counted(io.BytesIO):
    """A file that counts what is read of it."""

    count = 0

    def read(self, size: int | None = -1) -> bytes:
        """Read, and count."""
        data = super().read(size)
        self.count += len(data)
        return data


def needed(data: bytes, left_out: set[int]) -> int:
    """Return the bytes of the footer and of the pages of the first rows, read with hardly any buffer."""
    file = Counted(data)
    parquet: Any = pq.ParquetFile(file, pre_buffer=False, buffer_size=64)
    file.count = int.from_bytes(data[-8:-4], "little") + 8
    names = [name for at, name in enumerate(parquet.schema_arrow.names) if at not in left_out]
    next(parquet.iter_batches(BATCH, row_groups=[0], columns=names, use_threads=False))
    return file.count
