"""TreeRows: the lines of a file tree; those of plain files are made only when somebody looks at them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, overload

if TYPE_CHECKING:
    from hubtui.core.folder import Folder
    from hubtui.hub.contents import File

Place = tuple[str, str | None]
"""What tells a row from others, whatever its index: the folder's path, and the file's or None."""


class Row(NamedTuple):
    """One line of the tree: a file, a folder, or how far a folder is read."""

    folder: Folder
    """In which it is."""
    file: File | None
    """None where the row says how far ``folder`` is read."""
    guides: str = ""
    """The lines that lead to it; empty at the top."""
    inside: Folder | None = None
    """Of a folder that was opened once: what is known of what it holds."""
    is_open: bool = False

    @property
    def place(self) -> Place:
        """What tells the row from others."""
        return self.folder.path, None if self.file is None else self.file.path


class _Run(NamedTuple):
    """Plain files that follow each other in one folder."""

    folder: Folder
    files: Sequence[File]
    guides: str
    last: str
    """The guides of the last of them."""


class TreeRows(Sequence[Row]):
    """All lines, top to bottom; grows while it is laid out, and is not changed afterwards."""

    def __init__(self) -> None:
        self._parts: list[Row | _Run] = []
        self._starts: list[int] = []
        self._length = 0
        self._ends: list[int] = []
        self.files = 0
        """How many of the rows are plain files."""

    def add(self, row: Row) -> None:
        """Add one row."""
        if row.file is None:
            self._ends.append(self._length)
        self._put(row, 1)

    def add_files(self, folder: Folder, files: Sequence[File], guides: str, last: str) -> None:
        """Add the rows of plain files of one folder, of which the last one has other guides."""
        if files:
            self._put(_Run(folder, files, guides, last), len(files))
            self.files += len(files)

    def _put(self, part: Row | _Run, length: int) -> None:
        self._starts.append(self._length)
        self._parts.append(part)
        self._length += length

    def __len__(self) -> int:
        """Return how many rows there are."""
        return self._length

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        """Return a row, or several."""
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(self._length))]
        if not -self._length <= index < self._length:
            raise IndexError(index)
        index %= self._length
        at = bisect_right(self._starts, index) - 1
        part = self._parts[at]
        if isinstance(part, Row):
            return part
        within = index - self._starts[at]
        is_last = within == len(part.files) - 1
        return Row(part.folder, part.files[within], part.last if is_last else part.guides)

    def index_of(self, place: Place) -> int | None:
        """Return where a row is, or None where there is no such row."""
        folder, path = place
        for start, part in zip(self._starts, self._parts, strict=True):
            if isinstance(part, Row):
                if part.place == place:
                    return start
            elif part.folder.path == folder:
                for within, file in enumerate(part.files):
                    if file.path == path:
                        return start + within
        return None

    def parent(self, index: int) -> int | None:
        """Return the row of the folder in which a row is; None at the top."""
        folder = self[index].folder
        for at in range(bisect_right(self._starts, index) - 1, -1, -1):
            part = self._parts[at]
            if isinstance(part, Row) and part.inside is folder:
                return self._starts[at]
        return None

    @property
    def opened(self) -> list[Folder]:
        """The folders that are open."""
        return [
            part.inside
            for part in self._parts
            if isinstance(part, Row) and part.inside is not None and part.is_open
        ]

    def ends(self, first: int, last: int) -> list[Row]:
        """Return the rows from ``first`` to ``last`` that say how far a folder is read."""
        begin, end = bisect_left(self._ends, first), bisect_right(self._ends, last)
        return [self[index] for index in self._ends[begin:end]]
