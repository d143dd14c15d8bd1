"""A parquet file as pyarrow has it: its footer, and rows of it by as few pages as pyarrow reads them with.

pyarrow reads a column of a row group from its beginning, page by page, each page by one read; a read that was not
granted leaves the column out (hubtui.hub.ranged). Only this module, parquet_schema and arrow_values import pyarrow.
"""

from __future__ import annotations

from bisect import bisect_right
from contextlib import contextmanager
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from hubtui.hub import parquet_schema
from hubtui.hub.arrow_values import value
from hubtui.hub.errors import BadFile
from hubtui.hub.parquet_talk import ASK, BATCH, Layout
from hubtui.hub.ranged import Grant, RangedFile
from hubtui.text import one_line, size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubtui.hub.arrow_values import Bounds
    from hubtui.hub.values import Value

_END = 8
"""Bytes behind the footer."""
SMALL = 128 * 1024
"""Bytes up to which what a row group has of a field is read though the rest of its struct is not."""
BUFFER = 64 * 1024
"""Bytes of pyarrow's reads between pages."""
_MOST_COLUMNS = 300
"""Columns that are shown: of many more, the decoding of rows would hold up the screen."""
_MOST_TEXT = 64 * 1024 * 1024
"""Bytes of all strings in a footer, and a tenth of it for the entries of its lists."""


@contextmanager
def reading() -> Iterator[None]:
    """Turn what pyarrow raises at a file that is not in order into BadFile."""
    try:
        yield
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        words = one_line(str(error))
        if "encrypt" in words.lower() or "decrypt" in words.lower():
            raise BadFile("This file is encrypted, so its rows cannot be read") from error
        raise BadFile(f"This file cannot be read as parquet: {words[:160].rstrip('. ')}") from error


class StructPart(NamedTuple):
    """Some fields of a struct."""

    column: int
    """What stands for them where a column is asked for."""
    names: tuple[str, ...]
    """The names of all fields of the struct."""


class _Stream:
    """One column of one row group, read from its beginning on."""

    def __init__(self, batches: Iterator[Any], group: int) -> None:
        self.group = group
        self.row = 0
        """The row in its group that comes next."""
        self._batches = batches
        self._rest: Any = None

    def reaches(self, group: int, row: int) -> bool:
        """Whether a row of a group is still to come."""
        return self.group == group and self.row <= row

    def take(self, row: int, count: int) -> Any:
        """Return the values of some rows, none of which was taken before."""
        pieces: list[Any] = []
        while self.row < row + count:
            found = self._next()
            start = max(0, row - self.row)
            piece = found.slice(start, row + count - self.row - start)
            self.row += min(len(found), row + count - self.row)
            if len(piece):
                pieces.append(piece)
            used = start + len(piece)
            self._rest = found.slice(used) if used < len(found) else None
        return pieces[0] if len(pieces) == 1 else pa.concat_arrays(pieces)

    def _next(self) -> Any:
        if (rest := self._rest) is not None:
            return rest
        batch = next(self._batches, None)
        if batch is None:
            raise BadFile("This file ends before all of its rows")
        return batch.column(0)


class ParquetReader:
    """One parquet file, opened; read by one caller at a time.

    Raises:
        BadFile: from every method: it is no parquet file, or contradicts itself.
    """

    def __init__(self, file: RangedFile) -> None:
        _check_end(file)
        self._file = file
        with reading():
            self._parquet = pq.ParquetFile(
                file, pre_buffer=False, buffer_size=BUFFER,
                thrift_string_size_limit=_MOST_TEXT, thrift_container_size_limit=_MOST_TEXT // 10,
            )  # fmt: skip
            self._meta = self._parquet.metadata
            schema = self._parquet.schema_arrow
        groups = [self._meta.row_group(at).num_rows for at in range(self._meta.num_row_groups)]
        self._ends = list(accumulate(groups))
        self._leaves = parquet_schema.leaves(schema, self._meta.num_columns)
        if min(groups, default=0) < 0 or sum(groups) != self._meta.num_rows:
            raise BadFile("This file's footer contradicts itself about the number of rows")
        names = parquet_schema.classes(schema.metadata or {})
        fields = list(schema)[:_MOST_COLUMNS]
        self._names = [names.get(field.name, ()) for field in fields]
        self._streams: dict[int, _Stream] = {}
        self.parts = self._small_parts(fields)
        """Where a column is a struct of which some fields are small: what can be taken in its stead, by column."""
        self.layout = Layout(
            rows=self._meta.num_rows,
            groups=len(groups),
            columns=tuple(
                parquet_schema.column(field, named=bool(self._names[at])) for at, field in enumerate(fields)
            ),
            more_columns=len(schema) - len(fields),
        )

    def _small_parts(self, fields: list[Any]) -> dict[int, StructPart]:
        """Find the fields of structs that are cheap where others are not, such as the path of a picture."""
        found = {}
        for column, field in enumerate(fields if self._ends and self._ends[0] else []):
            leaves = self._leaves[column]
            if pa.types.is_struct(field.type) and len(leaves) > 1:
                small = self._small_leaves(field.type, column)
                if 0 < len(small) < len(leaves):
                    names = tuple(field.type.field(at).name for at in range(field.type.num_fields))
                    found[column] = StructPart(len(self._leaves), names)
                    self._leaves.append(small)
        return found

    def _small_leaves(self, kind: Any, column: int) -> list[int]:
        """Return the parquet columns of those fields of a struct that are small with all that is in them."""
        sizes = [stop - start for start, stop in self.chunks(0, column)]
        at, found = 0, []
        for field in (kind.field(number) for number in range(kind.num_fields)):
            end = at + parquet_schema.width(field.type)
            if sum(sizes[at:end]) <= SMALL:
                found += self._leaves[column][at:end]
            at = end
        return found

    def start(self, row: int) -> int:
        """Return the first row of the batch that a row is in."""
        return row - self.place(row)[1] % BATCH

    def place(self, row: int) -> tuple[int, int, int]:
        """Return the row group of a row, its place in there, and how many rows the group has."""
        group = bisect_right(self._ends, row)
        start = self._ends[group - 1] if group else 0
        return group, row - start, self._ends[group] - start

    def chunks(self, group: int, column: int) -> list[tuple[int, int]]:
        """Return where the parts of a column in a row group are: begin and end of each.

        Raises:
            BadFile: they are not in the file.
        """
        found = []
        for leaf in self._leaves[column]:
            with reading():
                row_group = self._meta.row_group(group)
                if row_group.num_columns != self._meta.num_columns:
                    # pyarrow itself does not look before it takes one.
                    raise BadFile("This file's footer contradicts itself about the number of columns")
                chunk = row_group.column(leaf)
                first = chunk.data_page_offset
                start = min(first, chunk.dictionary_page_offset or first)
            stop = start + chunk.total_compressed_size
            if not 0 <= start <= stop <= self._file.size:
                raise BadFile("This file's footer points to where the file is not")
            found.append((start, stop))
        return found

    def begun(self, row: int, column: int) -> list[tuple[int, int]]:
        """Return the chunks that the batch with a row begins to read; none where it goes on."""
        group, offset, _ = self.place(row)
        stream = self._streams.get(column)
        goes_on = stream is not None and stream.reaches(group, offset)
        return [] if goes_on else self.chunks(group, column)

    def needed(self, row: int, column: int) -> list[tuple[int, int]]:
        """Return about which bytes are read for a column's values in the batch that begins at a row, in pairs.

        Values are taken to be of one size, and all of a group are read up to those that are wanted.
        """
        group, offset, rows = self.place(row)
        stream = self._streams.get(column)
        first = stream.row if stream is not None and stream.reaches(group, offset) else 0
        last = min(rows, offset + BATCH)
        return [
            (start + (stop - start) * first // rows, start - (start - stop) * last // rows)
            for start, stop in self.chunks(group, column)
        ]

    def take(self, row: int, column: int, piece: int) -> Any:
        """Return a column's values in the batch that begins at a row.

        Args:
            row: in the file.
            column: which.
            piece: the most bytes of one read.

        Raises:
            Refused: it would read more than is granted.
        """
        group, offset, rows = self.place(row)
        stream = self._streams.pop(column, None)
        if stream is None or not stream.reaches(group, offset):
            stream = self._stream(group, column)
        self._file.grant = Grant(self._file.grant.total, piece)
        self._file.ahead = self.needed(row, column)
        with reading():
            found = stream.take(offset, min(BATCH, rows - offset))
        self._streams[column] = stream
        return found

    def values(self, array: Any, column: int, bounds: Bounds) -> list[Value]:
        """Return what an array of a column holds."""
        names = self._names[column] if column < len(self._names) else ()
        return [value(scalar, bounds, names) for scalar in array]

    def _stream(self, group: int, column: int) -> _Stream:
        with reading():
            batches = self._parquet.reader.iter_batches(
                BATCH, row_groups=[group], column_indices=self._leaves[column], use_threads=False
            )
        return _Stream(batches, group)


def _check_end(file: RangedFile) -> None:
    """Look at the last bytes of a file: the length of its footer, and the four that every parquet file ends with.

    Raises:
        BadFile: they are others.
    """
    end = file.end(_END)
    if end[4:] == b"PARE":
        raise BadFile("This file is encrypted, so its rows cannot be read")
    if end[4:] != b"PAR1":
        raise BadFile("This file is cut short, or is no parquet file")
    length = int.from_bytes(end[:4], "little")
    if length + 2 * _END > file.size + 4:
        raise BadFile("This file's footer contradicts itself about its length")
    if length > ASK:
        raise BadFile(f"This file's footer alone is {size(length)}, too large to be read")
