"""OperationsDialog: what was changed on Hubs from this machine, the newest first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from hubtui.text import plural
from hubtui.widgets import cells
from hubtui.widgets.keys import KeysInTurn
from hubtui.widgets.line_list import LineList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from hubtui.core.operations import Operation
    from hubtui.widgets.line_view import Look

_RESULTS = frozenset({"done", "refused", "unknown"})
_RESULT_WIDTH = 8


class _Operations(LineList):
    """One line an operation: when, how it ended, what was said."""

    PARTS: ClassVar[str] = "operations"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "operations--when",
        *(f"operations--{each}" for each in _RESULTS),
    }
    DEFAULT_CSS = """
    _Operations {
        & > .operations--when { color: $foreground-muted; }
        & > .operations--done { color: $text-success; }
        & > .operations--refused { color: $text-error; }
        & > .operations--unknown { color: $text-warning; }
    }
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        super().__init__()
        self.operations = operations

    @property
    def row_count(self) -> int:
        """How many there are."""
        return len(self.operations)

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw one operation."""
        found = self.operations[index]
        result = found.result if found.result in _RESULTS else "unknown"
        parts = (
            (f" {when(found)}  ", self.part_style(look, "when")),
            (f"{result:<{_RESULT_WIDTH}}", self.part_style(look, result)),
            (found.said, self.row_style(look)),
        )
        strip = Strip([Segment(cells.safe(text), style) for text, style in parts])
        return strip.adjust_cell_length(width, self.row_style(look))


class OperationsDialog(KeysInTurn, ModalScreen[None]):
    """The operation log; the highlighted one is told in full below.

    Args:
        operations: the newest first.
        copy: copies what is told of the highlighted one.
    """

    DEFAULT_CSS = """
    OperationsDialog { align: center middle; }
    OperationsDialog > Vertical {
        width: 110; max-width: 100%; height: 90%; padding: 0 1; background: $surface; border: round $primary;
        border-title-color: $foreground;
    }
    OperationsDialog #told { height: auto; max-height: 8; margin-top: 1; }
    OperationsDialog #hint { height: 1; color: $foreground-muted; margin-top: 1; }
    """
    BINDINGS: ClassVar = [
        Binding("escape,q,h,left", "close", id="operations.close", show=False),
        Binding("y", "copy", id="operations.copy", show=False),
    ]

    def __init__(self, operations: Sequence[Operation], copy: Callable[[str], None]) -> None:
        super().__init__()
        self._copy = copy
        self._list = _Operations(operations)
        self._list.notice = ("Nothing was changed from here yet", "")
        self._told = Static(id="told", markup=False)

    def compose(self) -> ComposeResult:
        """The list, the highlighted one in full, and what the keys do."""
        with Vertical() as frame:
            frame.border_title = Content(f"{plural(len(self._list.operations), 'change')} made from here")
            yield self._list
            yield self._told
            yield Static("y copies what is told of it, escape closes", id="hint", markup=False)

    def on_mount(self) -> None:
        """Highlight the newest."""
        self._list.rows_replaced(0, 0)
        self.set_focus(self._list)

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Handle a move: tell what is highlighted now."""
        event.stop()
        self._told.update(Content(self._words))

    def action_copy(self) -> None:
        """Copy what is told of the highlighted one."""
        if self._words:
            self._copy(self._words)

    def action_close(self) -> None:
        """Leave once."""
        if self.is_current:
            self.dismiss()

    @property
    def _words(self) -> str:
        """What is told of the highlighted operation; empty without one."""
        at = self._list.cursor
        return in_full(self._list.operations[at]) if at >= 0 else ""


def when(operation: Operation) -> str:
    """Return when an operation ended, by the clock on the wall."""
    try:
        return datetime.fromtimestamp(operation.when, UTC).astimezone().strftime("%Y-%m-%d %H:%M")
    except (OverflowError, OSError, ValueError):
        return "some day"


def in_full(operation: Operation) -> str:
    """Return all that was written down of an operation, as text of several lines."""
    who = f"{operation.who or 'somebody'} at {operation.where or 'an unknown Hub'}"
    lines = [f"{when(operation)}, {who}: {operation.what}", f"{operation.result}: {operation.said}"]
    return "\n".join([*lines, f"request {operation.request_id}"] if operation.request_id else lines)
