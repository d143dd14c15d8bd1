"""ProgressDialog: many changes as they go, each repo on a line with how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from hubtui.core.bulk import State
from hubtui.widgets import cells
from hubtui.widgets.keys import KeysInTurn
from hubtui.widgets.line_list import LineList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from hubtui.core.bulk import Bulk, Item
    from hubtui.widgets.line_view import Look

_MARKS = {
    State.WAITING: "·",
    State.RUNNING: "…",
    State.DONE: "✓",
    State.REFUSED: "✕",
    State.UNKNOWN: "?",
    State.STOPPED: "–",
}


_AROUND = 4
"""Lines of the dialog beside those of the repos."""


class _Items(LineList):
    """The repos, each with how far it is."""

    PARTS: ClassVar[str] = "progress"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"progress--{state.name.lower()}" for state in State}
    DEFAULT_CSS = """
    _Items {
        & > .progress--waiting, & > .progress--stopped { color: $foreground-muted; }
        & > .progress--running { color: $text-primary; }
        & > .progress--done { color: $text-success; }
        & > .progress--refused { color: $text-error; }
        & > .progress--unknown { color: $text-warning; }
    }
    """

    def __init__(self, items: tuple[Item, ...]) -> None:
        super().__init__()
        self._items = items
        self._places = {id(item): place for place, item in enumerate(items)}

    @property
    def row_count(self) -> int:
        """How many there are."""
        return len(self._items)

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw how far it is, and what became of it."""
        item = self._items[index]
        style = self.part_style(look, item.state.name.lower())
        text = cells.fit(f" {_MARKS[item.state]} {item.line}", width)
        return Strip([Segment(text, style)], width)

    def follow(self, item: Item) -> None:
        """Draw one anew that has got further."""
        self.redraw_rows([self._places[id(item)]])


class ProgressDialog(KeysInTurn, ModalScreen[None]):
    """Shows a bulk; leaving it stops nothing.

    Args:
        bulk: the changes; its ``follow`` is set while this is shown.
        copy: copies the summary.
    """

    DEFAULT_CSS = """
    ProgressDialog { align: center middle; }
    ProgressDialog > Vertical {
        width: 110; max-width: 100%; max-height: 90%; padding: 0 1; background: $surface; border: round $primary;
        border-title-color: $foreground;
    }
    ProgressDialog Static { height: 1; color: $foreground-muted; }
    """
    BINDINGS: ClassVar = [
        Binding("escape,q,h,left,enter", "close", id="progress.close", show=False),
        Binding("s", "stop", id="progress.stop", show=False),
        Binding("y", "copy", id="progress.copy", show=False),
    ]

    def __init__(self, bulk: Bulk, copy: Callable[[str], None]) -> None:
        super().__init__()
        self._bulk = bulk
        self._copy = copy
        self._items = _Items(bulk.items)
        self._counts = Static(id="counts", markup=False)
        self._hint = Static(id="hint", markup=False)

    def compose(self) -> ComposeResult:
        """The repos, how many are how far, and what the keys do."""
        with Vertical() as frame:
            frame.border_title = Content(self._bulk.plan.title)
            frame.styles.height = len(self._bulk.items) + _AROUND
            yield self._items
            yield self._counts
            yield self._hint

    def on_mount(self) -> None:
        """Follow the changes."""
        self._bulk.follow = self._follow
        self._items.rows_replaced(0, 0)
        self.set_focus(self._items)
        self._say()

    def on_unmount(self) -> None:
        """Follow them no longer."""
        self._bulk.follow = lambda _: None

    def action_stop(self) -> None:
        """Begin nothing more."""
        self._bulk.stop()
        self._say()

    def action_copy(self) -> None:
        """Copy how each of them stands."""
        self._copy(self._bulk.summary)

    def action_close(self) -> None:
        """Leave once; what runs goes on."""
        if self.is_current:
            self.dismiss()

    def _follow(self, item: Item | None) -> None:
        if item is None:
            self._items.forget_lines()
        else:
            self._items.follow(item)
        self._say()

    def _say(self) -> None:
        """Say how many are how far, and what can be done."""
        waits = f" · waiting {self._bulk.waits:.0f} s for the Hub's quota" if self._bulk.waits else ""
        self._counts.update(Content(f"{self._bulk.counts}{waits}"))
        stop = "" if self._bulk.is_over else "s stops the rest, "
        self._hint.update(Content(f"{stop}y copies the summary, escape leaves"))
