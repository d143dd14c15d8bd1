"""A parquet file as pyarrow has it: its footer, and rows of it by as few pages as pyarrow reads them with.

pyarrow reads a column of a row group from its beginning, page by page, each page by one read; a read that was not
granted leaves the column out (hubtui.hub.ranged). This module alone imports pyarrow, with hubtui.hub.arrow_values.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from contextlib import contextmanager
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from hubtui.hub import pick
from hubtui.hub.arrow_values import value
from hubtui.hub.errors import BadFile
from hubtui.hub.parquet_talk import ASK, BATCH, Column, Layout
from hubtui.hub.ranged import Grant, RangedFile
from hubtui.text import one_line, size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubtui.hub.arrow_values import Bounds, Names
    from hubtui.hub.values import Value

_END = 8
"""Bytes behind the footer."""
BUFFER = 64 * 1024
"""Bytes of pyarrow's reads between pages."""
_MOST_COLUMNS = 300
"""Columns that are shown: of many more, the decoding of rows would hold up the screen."""
_MOST_CLASSES = 10_000
_LONGEST_NAME = 200
_DEEPEST = 64
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
        self._leaves = _leaves(schema, self._meta.num_columns)
        if min(groups, default=0) < 0 or sum(groups) != self._meta.num_rows:
            raise BadFile("This file's footer contradicts itself about the number of rows")
        names = _classes(schema.metadata or {})
        fields = list(schema)[:_MOST_COLUMNS]
        self._names = [names.get(field.name, ()) for field in fields]
        self._streams: dict[int, _Stream] = {}
        self.layout = Layout(
            rows=self._meta.num_rows,
            groups=len(groups),
            columns=tuple(
                _column(field, named=bool(found)) for field, found in zip(fields, self._names, strict=True)
            ),
            more_columns=len(schema) - len(fields),
        )

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
        return [value(scalar, bounds, self._names[column]) for scalar in array]

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


def _leaves(schema: Any, count: int) -> list[list[int]]:
    """Return the numbers of the parquet columns that each field is stored in.

    Raises:
        BadFile: there are others than so many in all.
    """
    counts = [_width(field.type) for field in schema]
    ends = list(accumulate(counts))
    if (ends[-1] if ends else 0) != count:
        raise BadFile("This file's footer contradicts itself about the number of columns")
    return [list(range(end - width, end)) for end, width in zip(ends, counts, strict=True)]


def _width(kind: Any, depth: int = 0) -> int:
    """Return how many parquet columns a type is stored in."""
    if depth > _DEEPEST:
        raise BadFile("This file's columns are nested too deep to be shown")
    if isinstance(kind, pa.BaseExtensionType):
        return _width(kind.storage_type, depth + 1)
    if pa.types.is_dictionary(kind):
        return _width(kind.value_type, depth + 1)
    if pa.types.is_map(kind):
        return _width(kind.key_type, depth + 1) + _width(kind.item_type, depth + 1)
    if pa.types.is_struct(kind):
        return sum(_width(kind.field(at).type, depth + 1) for at in range(kind.num_fields))
    return _width(kind.value_type, depth + 1) if pa.types.is_nested(kind) else 1


def _column(field: Any, *, named: bool) -> Column:
    """Return what is told of a field, whose numbers may have names."""
    kind = field.type
    number = pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    name, type_name = (one_line(text)[:_LONGEST_NAME] for text in (field.name, str(kind)))
    return Column(name, f"class, {type_name}" if named else type_name, number and not named)


def _classes(metadata: dict[bytes, bytes]) -> dict[str, Names]:
    """Return the names of the classes by column, where the dataset's library wrote them into the file."""
    try:
        told = json.loads(metadata.get(b"huggingface", b""))
    except (ValueError, RecursionError):
        return {}
    features = pick.table(pick.table(pick.table(told).get("info")).get("features"))
    return {name: names for name, feature in features.items() if (names := _class_names(feature))}


def _class_names(feature: object) -> Names:
    """Return the names of the classes of a feature, or of the items of its lists."""
    found = pick.table(feature)
    if found.get("_type") in {"Sequence", "List", "LargeList"}:
        found = pick.table(found.get("feature"))
    names = pick.rows(found.get("names")) if found.get("_type") == "ClassLabel" else []
    return tuple(one_line(str(name))[:_LONGEST_NAME] for name in names[:_MOST_CLASSES])
