"""RepoTable: a header and repos below it, one a line."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from hubtui.commands import OPEN
from hubtui.core.spots import Spot
from hubtui.hub.criteria import Kind, Sort
from hubtui.widgets import cells
from hubtui.widgets.columns import COLUMNS, MARKED, OWN_COLUMNS, Column, Layout, Place, lay_out, marks_of
from hubtui.widgets.keys import bindings
from hubtui.widgets.line_list import LineList, Look

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from textual.binding import BindingType

    from hubtui.hub.models import Repo

_CURSOR = "▌"
"""What the cursor's row begins with, so that it is told without colours."""
_ARROWS = {False: "▾", True: "▴"}
"""The sign of a descending and an ascending sort."""
_FIRST = Spot("", 0, 0)
_MINUTE = 60
"""Seconds for which a drawn age stays right."""


class RepoTable(LineList):
    """The repos of one kind in columns; cursor, scroll and marks survive appends, refresh and resize."""

    HEADER_LINES = 1
    PARTS = "repo-table"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "repo-table--header",
        "repo-table--owner",
        "repo-table--id",
        "repo-table--mark",
        "repo-table--marked",
        "repo-table--unusable",
        "repo-table--task",
        "repo-table--number",
    }
    DEFAULT_CSS = """
    RepoTable {
        & > .repo-table--header { color: $text-muted; text-style: bold; }
        & > .repo-table--owner { color: $text-muted; }
        & > .repo-table--id { color: $text; }
        & > .repo-table--mark { color: $text-accent; }
        & > .repo-table--marked { color: $text-accent; text-style: bold; }
        & > .repo-table--unusable { color: $text-disabled; }
        & > .repo-table--task { color: $text-muted; }
        & > .repo-table--number { color: $text; }
    }
    """
    # The screen opens the row at once: a message would come after the key behind this one.
    BINDINGS: ClassVar[list[BindingType]] = bindings([OPEN], owner="screen")

    marks: var[frozenset[str]] = var(frozenset(), init=False)
    """Ids of the rows that the user marked, whether they are loaded or not."""
    mark_text: var[Callable[[Repo], str]] = var(lambda: marks_of, init=False)
    """What stands beside an id, one cell a sign."""
    sorted_by: var[Sort | None] = var(None, init=False)
    """Where the header shows the arrow; a sort without a column shows none."""
    ascending: var[bool] = var(False, init=False)
    own: var[bool] = var(False, init=False)
    """Whether the rows are one's own, which have a column more."""

    class SortWanted(Message):
        """A heading was clicked that stands for a sort."""

        def __init__(self, table: RepoTable, sort: Sort) -> None:
            super().__init__()
            self.table = table
            self.sort = sort

        @property
        def control(self) -> RepoTable:
            """The table that sent it."""
            return self.table

    def __init__(
        self,
        kind: Kind = Kind.MODEL,
        *,
        now: Callable[[], float] = time.time,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  # Textual's name
        classes: str | None = None,
    ) -> None:
        """Make an empty table.

        Args:
            kind: whose columns to show.
            now: the clock for ages, in seconds since the epoch.
            name: as for any widget.
            id: as for any widget.
            classes: as for any widget.
        """
        super().__init__(name=name, id=id, classes=classes)
        self.kind = kind
        self.now = now
        self._rows: list[Repo] = []
        self._layout = (-1, Layout(0, ()))

    # Rows

    @property
    def rows(self) -> Sequence[Repo]:
        """The rows, in order; not to be changed from outside."""
        return self._rows

    @property
    def highlighted(self) -> Repo | None:
        """The repo under the cursor; None in an empty table."""
        return self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else None

    def show(self, kind: Kind) -> None:
        """Show the columns of a kind; a table that had another kind is emptied."""
        if kind is not self.kind:
            self.kind = kind
            self.replace(())
        self._layout = (-1, Layout(0, ()))
        self.forget_lines()

    def append(self, rows: Iterable[Repo]) -> None:
        """Add rows at the end; none is a page that brought nothing new, and more may be wanted then."""
        first = len(self._rows)
        self._rows.extend(rows)
        self.rows_appended(first)

    @property
    def spot(self) -> Spot:
        """Where the cursor is."""
        return Spot(self.highlighted.id if self.highlighted else "", self.cursor, self.top)

    def replace(self, rows: Iterable[Repo], *, spot: Spot | None = None) -> None:
        """Show other rows.

        Args:
            rows: what to show.
            spot: where the cursor goes: to the repo there, on the same line of the screen, if its id is among
                the new rows, and else to the same index; without one to the first row.
        """
        self._rows = list(rows)
        repo_id, cursor, top = spot or _FIRST
        found = self.index_of(repo_id) if repo_id else None
        if found is not None:
            top += found - cursor
            cursor = found
        self.rows_replaced(cursor, top)

    def remove_row(self, repo_id: str) -> bool:
        """Drop a row; the cursor stays at its place. Return whether the row was there."""
        index = self.index_of(repo_id)
        if index is None:
            return False
        del self._rows[index]
        self.row_removed(index)
        return True

    def insert(self, repo: Repo) -> None:
        """Add a row where the cursor is, which stays there and so is on it."""
        at = max(0, self.cursor)
        self._rows.insert(at, repo)
        self.rows_replaced(at, self.top)

    def update_row(self, repo_id: str, repo: Repo) -> bool:
        """Put ``repo``, whose id may be another, in the place of a row. Return whether the row was there."""
        index = self.index_of(repo_id)
        if index is None:
            return False
        self._rows[index] = repo
        self.forget_lines()
        return True

    def index_of(self, repo_id: str) -> int | None:
        """Return where a row is; the cursor is looked at first, for no map of a million ids is kept."""
        highlighted = self.highlighted
        if highlighted and highlighted.id == repo_id:
            return self.cursor
        return next((index for index, row in enumerate(self._rows) if row.id == repo_id), None)

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def version(self) -> Hashable:
        """Return the minute, for the ages that a row shows."""
        return int(self.now() // _MINUTE)

    # What is shown

    def watch_marks(self) -> None:
        """Draw the marks."""
        self.forget_lines()

    def watch_mark_text(self) -> None:
        """Draw the marks."""
        self.forget_lines()

    def watch_sorted_by(self) -> None:
        """Draw the arrow."""
        self.refresh()

    def watch_ascending(self) -> None:
        """Draw the arrow."""
        self.refresh()

    def watch_own(self) -> None:
        """Draw the columns."""
        self._layout = (-1, Layout(0, ()))
        self.forget_lines()

    @property
    def _columns(self) -> Sequence[Column]:
        return (OWN_COLUMNS if self.own else COLUMNS)[self.kind]

    def header_clicked(self, x: int) -> None:
        """Ask for the sort of the heading there, if it has one."""
        layout = self._lay_out(self.rows_width)
        start = 0
        for column, width in (Place(self._columns[0], layout.id_width), *layout.places):
            if start <= x < start + 1 + width and column.sort is not None:
                self.post_message(self.SortWanted(self, column.sort))
            start += 1 + width

    def render_header(self, width: int) -> Strip:
        """Draw the headings, with the arrow of the sort."""
        layout = self._lay_out(width)
        places = (Place(self._columns[0], layout.id_width), *layout.places)
        text = "".join(map(self._heading, places))
        return Strip([Segment(text[:width], self.part_style(Look.EVEN, "header"))], width)

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw one repo."""
        if width == 0:
            return Strip([])
        repo, layout, now = self._rows[index], self._lay_out(width), self.now()
        marks, owner, name = self._id_cell(repo, layout.id_width)
        id_style = "id" if repo.usable else "unusable"
        segments = [
            # One segment, for every change of style goes through the wire again.
            Segment((_CURSOR if look.is_cursor else " ") + owner, self.part_style(look, "owner")),
            Segment(name, self.part_style(look, "marked" if repo.id in self.marks else id_style)),
            Segment(marks, self.part_style(look, "mark")),
        ]
        for column, cells_wide in layout.places:
            right = column.align == "right"
            text = " " + cells.fit(column.text(repo, now), cells_wide, right=right)
            segments.append(Segment(text, self.part_style(look, "number" if right else "task")))
        return Strip([segment for segment in segments if segment.text], width).simplify()

    def _id_cell(self, repo: Repo, width: int) -> tuple[str, str, str]:
        """Return the marks of a row, right in the id's place, and the owner and padded name before them."""
        marks = cells.safe(self.mark_text(repo)) + (MARKED if repo.id in self.marks else "")
        marks = cells.head(" " + marks, width) if marks else ""
        room = width - cell_len(marks)
        owner, name = cells.repo_id(repo.id, room)
        return marks, owner, cells.fit(name, room - cell_len(owner))

    def _heading(self, place: Place) -> str:
        """Return a heading after its blank cell, with the arrow if the rows are sorted by it."""
        column, width = place
        arrow = _ARROWS[self.ascending] if column.sort is not None and column.sort is self.sorted_by else ""
        right = column.align == "right"
        text = arrow + column.heading if right else column.heading + arrow
        return " " + cells.fit(text, width, right=right)

    def _lay_out(self, width: int) -> Layout:
        """Return the columns that fit into rows of that width."""
        if self._layout[0] != width:
            self._layout = (width, lay_out(self._columns, max(0, width - 1)))
        return self._layout[1]
