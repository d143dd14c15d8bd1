"""The cells of one line of the file tree: which columns fit, and what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from hubtui import text
from hubtui.core.folder import FileSort
from hubtui.widgets import cells

if TYPE_CHECKING:
    from hubtui.core.folder import FileOrder, Totals
    from hubtui.core.tree_rows import Row

LFS = "LFS"
"""The mark of a file that git holds only a pointer to."""
_MARK, _SIZE, _AGE = 3, 8, 4
"""Cells of the columns, without the blank before each."""
_NAME_LEAST = 24
"""Cells that a name keeps before a column is dropped."""
_COUNT_LEAST = 12
"""Cells that a folder's name keeps before the number of files beside it is dropped."""
_OPEN, _SHUT, _PLAIN = "▾ ", "▸ ", "  "


class Columns(NamedTuple):
    """The columns right of the names, as far as they fit."""

    mark: bool
    size: bool
    age: bool

    @property
    def width(self) -> int:
        """Cells of all of them, with the blank before each."""
        return sum(1 + width for shown, width in zip(self, (_MARK, _SIZE, _AGE), strict=True) if shown)


class Piece(NamedTuple):
    """Text in one style."""

    text: str
    part: str
    """guide, folder, name, unusable, note, mark or number."""


def columns_for(width: int, *, dated: bool) -> Columns:
    """Return the columns that fit beside names in so many cells; dates go first, then the marks."""
    for columns in (Columns(True, True, dated), Columns(True, True, False), Columns(False, True, False)):
        if width - columns.width >= _NAME_LEAST:
            return columns
    return Columns(False, width > 2 * _SIZE, False)


def pieces(row: Row, totals: Totals | None, width: int, columns: Columns, now: float) -> list[Piece]:
    """Return a file's or a folder's line in exactly ``width`` cells.

    Args:
        row: of a file or a folder.
        totals: what is known of all below the folder.
        width: cells of the line.
        columns: those that fit.
        now: seconds since the epoch.
    """
    if (file := row.file) is None:
        return []
    room = max(0, width - columns.width)
    found = [*_name(row, totals, room)]
    if columns.mark:
        found.append(Piece(" " + cells.fit(LFS if file.sha256 else "", _MARK), "mark"))
    if columns.size:
        found.append(Piece(" " + _size_cell(row, totals), "number"))
    if columns.age:
        found.append(Piece(" " + cells.fit(text.short_age(file.commit_date, now), _AGE, right=True), "note"))
    return found


def note(guides: str, words: str, width: int, *, failed: bool) -> list[Piece]:
    """Return the line that says how far a folder is read."""
    guides = cells.head(guides, width)
    rest = cells.fit(_PLAIN + words, max(0, width - cell_len(guides)))
    return [Piece(guides, "guide"), Piece(rest, "problem" if failed else "note")]


def headings(width: int, columns: Columns, order: FileOrder) -> str:
    """Return the line above the names, with an arrow at what they are sorted by."""
    arrow = "▾" if order.descending else "▴"
    signs = {sort: arrow if sort is order.sort else "" for sort in FileSort}
    name = cells.fit(f"  NAME {signs[FileSort.NAME]}", max(0, width - columns.width))
    mark = " " * (1 + _MARK) if columns.mark else ""
    size = f" {cells.fit(signs[FileSort.SIZE] + 'SIZE', _SIZE - 2, right=True)}  " if columns.size else ""
    age = f" {cells.fit(signs[FileSort.DATE] + 'AGE', _AGE, right=True)}" if columns.age else ""
    return name + mark + size + age


def sort_at(x: int, width: int, columns: Columns) -> FileSort:
    """Return the sort of the heading at a cell of the line."""
    if x < width - columns.width:
        return FileSort.NAME
    return FileSort.DATE if columns.age and x >= width - 1 - _AGE else FileSort.SIZE


def marker_at(row: Row) -> tuple[int, int]:
    """Return the cells of a folder's sign: the first, and the one behind it."""
    start = cell_len(row.guides)
    return start, start + cell_len(_OPEN)


def _name(row: Row, totals: Totals | None, room: int) -> list[Piece]:
    """Return guides, sign and name, and beside a folder's how many files are known in it."""
    file = row.file
    if file is None:
        return []
    sign = (_OPEN if row.is_open else _SHUT) if file.is_folder else _PLAIN
    lead = cells.head(row.guides + sign, room)
    left = room - cell_len(lead)
    name = file.path.rpartition("/")[2] + ("/" if file.is_folder else "") + ("" if file.usable else " ?")
    count = _count(totals) if file.is_folder else ""
    if left - cell_len(count) < min(_COUNT_LEAST, cell_len(name)):
        count = ""
    part = "unusable" if not file.usable else "folder" if file.is_folder else "name"
    name = cells.middle(cells.safe(name), left - cell_len(count))
    rest = cells.fit(count, left - cell_len(name))
    return [Piece(lead, "guide"), Piece(name, part), Piece(rest, "note")]


def _count(totals: Totals | None) -> str:
    """Return how many files are known in a folder."""
    if totals is None or not (totals.files or totals.is_whole):
        return ""
    return f"  {totals.files:,}{'' if totals.is_whole else '+'}"


def _size_cell(row: Row, totals: Totals | None) -> str:
    """Return a size with its number and its unit each in a place of its own, so that they align."""
    if row.file is None or (row.file.is_folder and totals is None):
        return " " * _SIZE
    if row.file.is_folder and totals is not None and not _count(totals):
        return " " * _SIZE
    octets = totals.size if row.file.is_folder and totals is not None else row.file.size
    more = "+" if row.file.is_folder and totals is not None and not totals.is_whole else " "
    number, _, unit = text.size(octets).partition(" ")
    return cells.fit(f"{number:>{_SIZE - 4}} {unit:<2}{more}", _SIZE)
