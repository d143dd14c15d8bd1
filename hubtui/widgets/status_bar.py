"""StatusBar: how far the list has grown, what is under way or went wrong, and the quota."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from hubtui.widgets.cells import head
from hubtui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from textual.timer import Timer

    from hubtui.hub.models import RateLimit
    from hubtui.widgets.one_line import Span

LEAST_WORDS = 20
"""Cells that what happened keeps, however long what to do is."""
LOW_QUOTA = 0.1
"""Below this part of a quota it counts as running low."""


def runs_low(limit: RateLimit) -> bool:
    """Tell whether less than a tenth of a quota is left (wire.md §1.9)."""
    return limit.quota is not None and limit.left < limit.quota * LOW_QUOTA


class StatusBar(OneLine):
    """The line above the footer: the notice of the moment on the left, the list and the quota on the right."""

    DEFAULT_CSS = """
    StatusBar { color: $foreground-muted; }
    """

    def __init__(self) -> None:
        super().__init__(classes="-bar")
        self._notice = ("", "")
        self._failed = False
        self._progress = ""
        self._quota: Span = ("", "", "")
        self._counting: Timer | None = None
        self._seconds = 0
        self._waits_for = ("", "")

    def count_down(self, seconds: float, what: str, todo: str = "") -> None:
        """Say what happened, in how many seconds it is tried again, and the key; then the notice comes back."""
        self.stop_counting()
        self._seconds = max(1, round(seconds))
        self._waits_for = (what, todo)
        self._counting = self.set_interval(1, self._count)
        self._compose_line()

    def stop_counting(self) -> None:
        """Say no more that a read is tried again."""
        if self._counting is not None:
            self._counting.stop()
            self._counting = None
            self._compose_line()

    def _count(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._compose_line()
        else:
            self.stop_counting()

    def show_notice(self, what: str, todo: str = "", *, failed: bool = False) -> None:
        """Show one line on the left, in the colour of errors if something failed; empty clears it.

        Where it does not fit, what happened is cut and what to do stays.
        """
        self._notice, self._failed = (what, todo), failed
        self._compose_line()

    def show_progress(self, text: str) -> None:
        """Show how far the list has grown, for example ``1,200 loaded · more below``."""
        self._progress = text
        self._compose_line()

    def show_quota(self, limit: RateLimit) -> None:
        """Show what is left of the api quota, for example ``api 982/1000``."""
        if limit.bucket != "api":
            return
        text = f"api {limit.left}/{limit.quota}" if limit.quota is not None else f"api {limit.left} left"
        self._quota = (f"   {text}", "$text-warning" if runs_low(limit) else "", "")
        self._compose_line()

    def on_resize(self) -> None:
        """Handle another width: more or less of the notice fits."""
        self._compose_line()

    def _compose_line(self) -> None:
        self.show([self._left_span()], [(self._progress, "", ""), self._quota, (" ", "", "")])

    def _left_span(self) -> Span:
        if self._counting is not None:
            what, todo = self._waits_for
            then = " · ".join(part for part in (f"trying again in {self._seconds} s", todo) if part)
            return self._fitted(" ", what, f"; {then} "), "$text-warning", ""
        what, todo = self._notice
        if not what:
            return "", "", ""
        text = self._fitted(" ✗ " if self._failed else " ", what, f"; {todo} " if todo else " ")
        return text, "$text-error" if self._failed else "", ""

    def _fitted(self, before: str, what: str, after: str) -> str:
        """Return a text of which, where it does not fit, the middle part is cut."""
        room = max(self.size.width - cell_len(before + after), LEAST_WORDS)
        return before + head(what, room) + after
