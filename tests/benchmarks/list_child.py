"""The programs that the figures of the list are measured on, each on its own terminal.

``python -m tests.benchmarks.list_child table ROWS`` shows a table; ``a`` appends a page to it.
``python -m tests.benchmarks.list_child bare`` is the floor: its keys repaint two lines and do nothing else.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from hubtui.hub.models import Repo
from hubtui.widgets.repo_table import RepoTable

if TYPE_CHECKING:
    from hubtui.widgets.line_list import LineList

READY = b"name-0"
"""What is on the terminal once the program may be measured."""
PAGE = 100
NOW = 1_750_000_000


def repo(number: int) -> Repo:
    """Return a row with something in every column."""
    return Repo(
        id=f"owner/name-{number}",
        task="text-generation",
        downloads=number,
        likes=number // 100,
        parameters=8_190_735_360,
        updated=NOW - number,
    )


class Pane(Vertical):
    """Hears what the table says, as the pane of the real screen does."""

    def on_line_list_near_end(self, message: LineList.NearEnd) -> None:
        """Let it rise no further."""
        message.stop()


class TableApp(App[None]):
    """A table of so many rows."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "append_page"), Binding("q", "quit")]

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.first = [repo(number) for number in range(rows)]
        self.table = RepoTable(now=lambda: NOW)

    def compose(self) -> ComposeResult:
        """Show the table."""
        with Pane():
            yield self.table

    def on_mount(self) -> None:
        """Fill the table."""
        self.table.append(self.first)
        self.table.focus()

    def action_append_page(self) -> None:
        """Append a page, as an answer of the Hub does."""
        count = self.table.row_count
        self.table.append([repo(number) for number in range(count, count + PAGE)])


class TwoLines(Widget, can_focus=True):
    """Lines of which a key repaints two."""

    DEFAULT_CSS = "TwoLines { width: 1fr; height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("j", "move(1)"), Binding("k", "move(-1)")]

    def __init__(self) -> None:
        super().__init__()
        self.line = 0

    def render_line(self, y: int) -> Strip:
        """Draw a line, marked if it is the present one."""
        text = f"{'>' if y == self.line else ' '}owner/name-{y}"
        return Strip([Segment(text.ljust(self.size.width), self.rich_style)])

    def action_move(self, lines: int) -> None:
        """Go to another line, round the end."""
        old, self.line = self.line, (self.line + lines) % self.size.height
        for line in (old, self.line):
            self.refresh(Region(0, line, self.size.width, 1))


class BareApp(App[None]):
    """The floor."""

    def compose(self) -> ComposeResult:
        """Show the lines."""
        yield TwoLines()


if __name__ == "__main__":
    app = BareApp() if sys.argv[1] == "bare" else TableApp(int(sys.argv[2]))
    app.run()
