"""CommitList: commits, one a line: sha, title, authors, age."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from hubtui import text
from hubtui.widgets import cells
from hubtui.widgets.line_list import LineList, Look

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from hubtui.hub.contents import Commit

_CURSOR = "▌"
"""What the cursor's row begins with, so that it is told without colours."""
SHA = 8
"""Characters of a sha that are shown."""
_AGE = 4
_AUTHORS_MOST = 24
_WIDE = 70
"""Cells from which authors are shown."""
_MINUTE = 60


class CommitList(LineList):
    """Rows of commits.

    Args:
        now: the clock for ages, in seconds since the epoch.
    """

    PARTS: ClassVar[str] = "commit-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "commit-list--sha",
        "commit-list--title",
        "commit-list--untitled",
        "commit-list--authors",
    }
    DEFAULT_CSS = """
    CommitList {
        & > .commit-list--sha { color: $text-accent; }
        & > .commit-list--title { color: $text; }
        & > .commit-list--untitled { color: $text-disabled; text-style: italic; }
        & > .commit-list--authors { color: $text-muted; }
    }
    """

    def __init__(self, *, now: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._now = now
        self._commits: list[Commit] = []

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._commits)

    @property
    def highlighted(self) -> Commit | None:
        """The commit under the cursor."""
        return self._commits[self.cursor] if 0 <= self.cursor < self.row_count else None

    def append(self, commits: Iterable[Commit]) -> None:
        """Add commits at the end."""
        first = len(self._commits)
        self._commits.extend(commits)
        if not first:
            # The notice stands where there are no rows now.
            self.refresh()
        self.rows_appended(first)

    def clear(self) -> None:
        """Show none."""
        self._commits = []
        self.rows_replaced(0, 0)

    def version(self) -> Hashable:
        """Return the minute, for the ages that a row shows."""
        return int(self._now() // _MINUTE)

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw one commit."""
        commit = self._commits[index]
        edge = _CURSOR if look.is_cursor else " "
        sha, age = (
            cells.fit(commit.id[:SHA], SHA),
            cells.fit(text.short_age(commit.date, self._now()), _AGE, right=True),
        )
        authors = cells.head(cells.safe(", ".join(commit.authors)), _AUTHORS_MOST) if width >= _WIDE else ""
        room = max(0, width - len(edge + sha) - 2 - cell_len(authors) - 1 - _AGE - 1)
        title, part = (commit.title, "title") if commit.title else ("no title", "untitled")
        pieces = (
            (f"{edge}{sha}  ", "sha"),
            (cells.fit(title, room), part),
            (f" {authors} {age}", "authors"),
        )
        strip = Strip([Segment(piece, self.part_style(look, part)) for piece, part in pieces])
        return strip.crop(0, width).adjust_cell_length(width, self.row_style(look))
