"""MetricsPane: the metrics, one a line, where a Hub still offers them (wire.md §2.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.containers import Vertical
from textual.strip import Strip

from hubtui.commands import OPEN
from hubtui.text import plural
from hubtui.widgets import cells
from hubtui.widgets.keys import bindings
from hubtui.widgets.line_list import LineList, Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hubtui.hub.models import Metric

ID_WIDTH = 24
SPACE_WIDTH = 34
NO_SPACE = "—"
"""What stands in the place of a Space that a metric does not name."""


class MetricsList(LineList):
    """Metric ids with the Spaces that compute them and their descriptions."""

    HEADER_LINES = 1
    BINDINGS: ClassVar[list[BindingType]] = bindings([OPEN], owner="screen")

    def __init__(self, metrics: Sequence[Metric]) -> None:
        super().__init__()
        self._metrics = tuple(metrics)

    def on_mount(self) -> None:
        """Show the rows from the first."""
        self.rows_replaced(0, 0)

    def show(self, metrics: Sequence[Metric]) -> None:
        """Show other metrics; the cursor stays at its place."""
        self._metrics = tuple(metrics)
        self.rows_replaced(self.cursor, self.top)

    @property
    def row_count(self) -> int:
        """How many metrics there are."""
        return len(self._metrics)

    @property
    def highlighted(self) -> Metric | None:
        """The metric under the cursor."""
        return self._metrics[self.cursor] if 0 <= self.cursor < len(self._metrics) else None

    def render_header(self, width: int) -> Strip:
        """Draw the headings."""
        return self._strip(" ", ("METRIC", "SPACE", "DESCRIPTION"), width, Look.EVEN)

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw one metric."""
        metric = self._metrics[index]
        bar = "▌" if look.is_cursor else " "
        return self._strip(bar, (metric.id, metric.space or NO_SPACE, metric.description or ""), width, look)

    def _strip(self, bar: str, texts: tuple[str, str, str], width: int, look: Look) -> Strip:
        name, space, words = texts
        line = f"{bar}{cells.fit(name, ID_WIDTH)} {cells.fit(space, SPACE_WIDTH)} {words}"
        return Strip([Segment(cells.fit(line, width), self.row_style(look))], width)


class MetricsPane(Vertical):
    """A fixed list: it is not searched, sorted or paged."""

    DEFAULT_CSS = """
    MetricsPane { height: 1fr; width: 1fr; }
    """

    def __init__(self, metrics: Sequence[Metric]) -> None:
        super().__init__(id="metrics")
        self.list = MetricsList(metrics)
        """The list."""

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield self.list

    def show(self, metrics: Sequence[Metric]) -> None:
        """Show other metrics."""
        self.list.show(metrics)

    @property
    def highlighted(self) -> Metric | None:
        """The metric under the cursor."""
        return self.list.highlighted

    @property
    def title(self) -> str:
        """The name of its tab."""
        return "Metrics"

    def take_keys(self) -> None:
        """Give the keys to the list, at once."""
        self.screen.set_focus(self.list)

    def enter(self) -> None:
        """Ask nothing: the list is whole."""

    @property
    def progress(self) -> str:
        """How many there are, for the status line."""
        return f"{plural(self.list.row_count, 'metric')} · end"

    @property
    def notice(self) -> tuple[str, str]:
        """What is worth knowing, and what to do about it: nothing can go wrong with a fixed list."""
        return "", ""

    @property
    def failed(self) -> bool:
        """Whether something went wrong."""
        return False
