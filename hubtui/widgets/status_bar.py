"""StatusBar: how far the list has grown, what is under way or went wrong, and the quota."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from textual.timer import Timer

    from hubtui.hub.models import RateLimit
    from hubtui.widgets.one_line import Span

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
        super().__init__()
        self._notice: Span = ("", "", "")
        self._progress = ""
        self._quota: Span = ("", "", "")
        self._counting: Timer | None = None
        self._seconds = 0

    def count_down(self, seconds: float) -> None:
        """Say that a read is tried again, and in how many seconds, until another notice takes the place."""
        self._stop_counting()
        self._seconds = max(1, round(seconds))
        self._counting = self.set_interval(1, self._count)
        self._count()

    def _count(self) -> None:
        self._notice = (f" Trying again in {self._seconds} s · r tries now ", "$text-warning", "")
        self._seconds = max(self._seconds - 1, 0)
        self._compose_line()

    def _stop_counting(self) -> None:
        if self._counting is not None:
            self._counting.stop()
            self._counting = None

    def show_notice(self, text: str, *, failed: bool = False) -> None:
        """Show one line on the left, in the colour of errors if something failed; empty clears it."""
        self._stop_counting()
        mark = "✗ " if failed else ""
        self._notice = (f" {mark}{text} ", "$text-error" if failed else "", "") if text else ("", "", "")
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

    def _compose_line(self) -> None:
        self.show([self._notice], [(self._progress, "", ""), self._quota, (" ", "", "")])
