"""FileList: a file tree drawn line by line, with a cursor that stays on its file whatever comes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from hubtui.commands.files import TREE_COMMANDS
from hubtui.core import file_words
from hubtui.core.file_tree import FileTree
from hubtui.widgets import cells, file_line
from hubtui.widgets.keys import bindings
from hubtui.widgets.line_list import LineList, Look

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from textual import events
    from textual.binding import BindingType

    from hubtui.core.folder import FileSort, Folder
    from hubtui.core.tree_rows import Row, TreeRows

_CURSOR = "▌"
"""What the cursor's row begins with, so that it is told without colours."""
WIDEST = 110
"""Cells of a row that are used, for the eye should find the size that belongs to a name."""
_MINUTE = 60
"""Seconds for which a drawn age stays right."""


class FileList(LineList):
    """Shows what a tree holds; says what is wanted of it, and changes nothing by itself.

    Args:
        now: the clock for ages, in seconds since the epoch.
    """

    HEADER_LINES = 1
    PARTS: ClassVar[str] = "file-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "file-list--header",
        "file-list--guide",
        "file-list--folder",
        "file-list--name",
        "file-list--unusable",
        "file-list--mark",
        "file-list--number",
        "file-list--note",
        "file-list--problem",
    }
    DEFAULT_CSS = """
    FileList {
        & > .file-list--header { color: $text-muted; text-style: bold; }
        & > .file-list--guide { color: $foreground-muted; }
        & > .file-list--folder { color: $text-primary; text-style: bold; }
        & > .file-list--name { color: $text; }
        & > .file-list--unusable { color: $text-disabled; }
        & > .file-list--mark { color: $text-accent; }
        & > .file-list--number { color: $text; }
        & > .file-list--note { color: $text-muted; }
        & > .file-list--problem { color: $text-error; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(TREE_COMMANDS, owner="screen")

    class MoreWanted(Message):
        """The end of what is read of a folder is on the screen or near it."""

        def __init__(self, folder: Folder) -> None:
            super().__init__()
            self.folder = folder

    class SortWanted(Message):
        """A heading was clicked."""

        def __init__(self, sort: FileSort) -> None:
            super().__init__()
            self.sort = sort

    def __init__(self, *, now: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._now = now
        self._tree = FileTree()
        self._rows = self._tree.rows
        self._is_dated = False
        self._is_moved = True
        """Whether a scroll is the user's, and not that of rows that came."""

    # Rows

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @property
    def highlighted(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if 0 <= self.cursor < self.row_count else None

    def show(self, tree: FileTree, *, dated: bool = False) -> None:
        """Show a tree that has changed, or another one; the cursor stays on its file, or at its place.

        Args:
            tree: what to show from now on.
            dated: whether the dates of files are known.
        """
        before, cursor, top = self._rows, max(0, self.cursor), self.top
        self._tree, self._rows, self._is_dated = tree, tree.rows, dated
        found = _follow(before, cursor, tree.rows) if cursor < len(before) else cursor
        # The line under the eyes stays where it is; at the top one stays there.
        self._is_moved = False
        self.rows_replaced(found, max(0, top + found - cursor) if top else 0)
        self._is_moved = True

    def parent_of_highlighted(self) -> int | None:
        """Return the row of the folder in which the highlighted row is; None at the top."""
        return self._rows.parent(self.cursor) if 0 <= self.cursor < self.row_count else None

    def go(self, index: int) -> None:
        """Put the cursor on a row, and show it."""
        self._go(index)

    def version(self) -> Hashable:
        """Return the minute, where ages are shown."""
        return int(self._now() // _MINUTE) if self._is_dated else None

    def _go(self, cursor: int) -> None:
        """Move the cursor and show it; who goes to the end once more wants more."""
        super()._go(cursor)
        self._check_end(screens=2)

    def _check_end(self, screens: int = 1) -> None:
        """Say which folders end, as far as they are read, on the screen or so many screens below it.

        Only after a move, or while there are not even rows for the screen: rows that come push the end of a folder
        away only from who is above it, so a cursor below would have all of it read. While a filter is on, few rows
        may be left of thousands: then nothing is read without a key.
        """
        height = self.rows_height
        is_rest = screens == 1
        if height == 0 or self._tree.needle or not self._is_moved or (is_rest and self.row_count >= height):
            return
        last = max(self.cursor, self.top + height - 1) + screens * height
        for row in self._rows.ends(min(self.cursor, self.top), last):
            if row.folder.wants_more:
                self.post_message(self.MoreWanted(row.folder))

    # The mouse

    def header_clicked(self, x: int) -> None:
        """Ask for the sort of the heading there."""
        width = _used(self.rows_width)
        self.post_message(self.SortWanted(file_line.sort_at(x - 1, width, self._columns(width))))

    def on_click(self, event: events.Click) -> None:
        """Open or close the folder whose sign is clicked; any other cell is as in every list."""
        offset = event.get_content_offset(self)
        index = self.row_at(offset.y) if offset is not None and event.button == 1 else None
        if offset is None or index is None or index == self.cursor:
            return
        row = self._rows[index]
        start, end = file_line.marker_at(row)
        if row.file is not None and row.file.is_folder and start < offset.x <= end:
            event.stop()
            event.prevent_default()
            self.cursor = index
            self.action_select()

    # Drawing

    def _columns(self, width: int) -> file_line.Columns:
        return file_line.columns_for(width, dated=self._is_dated)

    def render_header(self, width: int) -> Strip:
        """Draw the headings."""
        used = _used(width)
        text = file_line.headings(used, self._columns(used), self._tree.order)
        return Strip([Segment(cells.fit(" " + text, width), self.part_style(Look.EVEN, "header"))], width)

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw one row."""
        row, used = self._rows[index], _used(width)
        if row.file is None:
            words = file_words.how_far(self._tree, row.folder)
            failed = row.folder.error is not None
            found = file_line.note(row.guides, words, used, failed=failed)
        else:
            totals = self._tree.totals(row.file.path) if row.inside is not None else None
            found = file_line.pieces(row, totals, used, self._columns(used), self._now())
        edge = Segment(_CURSOR if look.is_cursor else " ", self.part_style(look, "name"))
        segments = [Segment(piece.text, self.part_style(look, piece.part)) for piece in found if piece.text]
        return Strip([edge, *segments]).simplify().adjust_cell_length(width, self.row_style(look))


def _used(width: int) -> int:
    """Return the cells of a row that are used, without the cursor's edge."""
    return min(max(0, width - 1), WIDEST)


def _follow(before: TreeRows, cursor: int, rows: TreeRows) -> int:
    """Return where the row under the cursor is now, else the nearest folder around it, else its place."""
    row = before[cursor]
    if row.file is None and cursor:
        # What came in the place of "loading" or of "more below" stands behind what stood before it.
        lead = rows.index_of(before[cursor - 1].place)
        return cursor if lead is None else lead + 1
    if (found := rows.index_of(row.place)) is not None:
        return found
    path = row.folder.path
    while path:
        parent = path.rpartition("/")[0]
        if (found := rows.index_of((parent, path))) is not None:
            return found
        path = parent
    return cursor
