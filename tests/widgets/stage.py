"""A bare app around one table, which writes down what the table says and repaints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App, ComposeResult
from textual.screen import Screen

from hubtui.hub.models import Repo
from hubtui.widgets.repo_table import RepoTable

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.message import Message
    from textual.pilot import Pilot

    from hubtui.widgets.line_list import LineList

NOW = 1_750_000_000
"""The clock of the stage, in seconds since the epoch."""


def repos(count: int, first: int = 0, **facts: Any) -> list[Repo]:
    """Return plain models whose ids tell their number."""
    return [Repo(id=f"owner/name-{number}", **facts) for number in range(first, first + count)]


class WatchedTable(RepoTable):
    """A table that writes down which of its regions are repainted."""

    def __init__(self) -> None:
        self.repainted: list[tuple[Region, ...]] = []
        self.layouts = 0
        super().__init__(now=lambda: NOW)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> WatchedTable:
        """Write the regions down; none stands for all."""
        self.repainted.append(regions)
        self.layouts += layout
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class StageScreen(Screen[None]):
    """Hears what is told to the screen alone."""

    def on_line_list_highlighted(self, message: LineList.Highlighted) -> None:
        """Write it down."""
        assert isinstance(self.app, Stage)
        self.app.said.append(message)


class Stage(App[None]):
    """One table that fills the terminal."""

    CSS = """
    WatchedTable.-hidden { display: none; }
    WatchedTable.-flat { height: 0; }
    WatchedTable.-framed { border: solid red; padding: 1 2; }
    """

    def __init__(self, rows: list[Repo] | None = None, classes: str = "") -> None:
        super().__init__()
        self.said: list[Message] = []
        self.table = WatchedTable()
        self.table.set_classes(classes)
        self.first = rows

    def compose(self) -> ComposeResult:
        """Show the table."""
        yield self.table

    def on_mount(self) -> None:
        """Fill the table."""
        if self.first is not None:
            self.table.replace(self.first)
        self.table.focus()

    def get_default_screen(self) -> StageScreen:
        """Return a screen that listens."""
        return StageScreen()

    def on_line_list_selected(self, message: LineList.Selected) -> None:
        """Write it down."""
        self.said.append(message)

    def on_line_list_near_end(self, message: LineList.NearEnd) -> None:
        """Write it down."""
        self.said.append(message)

    def on_repo_table_sort_wanted(self, message: RepoTable.SortWanted) -> None:
        """Write it down."""
        self.said.append(message)

    def count(self, kind: type[Message]) -> int:
        """How many messages of a kind were said."""
        return sum(isinstance(message, kind) for message in self.said)

    def indexes(self, kind: type[LineList.Highlighted] | type[LineList.Selected]) -> list[int]:
        """The rows that messages of a kind were about."""
        return [message.index for message in self.said if isinstance(message, kind)]

    @property
    def lines(self) -> list[str]:
        """What the table shows, without blanks at the ends of lines."""
        return [self.table.render_line(line).text.rstrip() for line in range(self.table.size.height)]


async def settle(pilot: Pilot[None]) -> None:
    """Let styles, layout, events and what waited for them follow from each other."""
    for _ in range(4):
        await pilot.pause()
