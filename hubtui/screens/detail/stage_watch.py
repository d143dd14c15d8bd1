"""StageWatch: asks again and again how a Space is doing, as long as somebody looks at it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from hubtui.hub.errors import HubError
from hubtui.widgets.status_bar import runs_low
from hubtui.widgets.working import after, start_work

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

    from hubtui.hub.models import RateLimit
    from hubtui.hub.particulars import Runtime
    from hubtui.screens.detail.desk import Desk
    from hubtui.screens.detail.part import Part

BUSY: Final = frozenset({"BUILDING", "APP_STARTING", "RUNNING_BUILDING", "RUNNING_APP_STARTING", "DELETING"})
"""Stages in which something is under way (wire.md §2.10)."""


class StageWatch:
    """Looks more often while something is under way, less often after failures, and not at all while nobody sees it.

    Args:
        part: the tab on which the stage is.
        desk: what to work with.
        take: hears what came.
    """

    GROUP = "stage"
    """The group of its worker."""

    def __init__(self, part: Part, desk: Desk, take: Callable[[Runtime], None]) -> None:
        self._part = part
        self._desk = desk
        self._take = take
        self._timer: Timer | None = None
        self._failures = 0
        self._low = False
        self._stage: str | None = None
        self.error: HubError | None = None
        """Why the last look failed."""

    def begin(self, stage: str | None) -> None:
        """Look again after a while; the stage was told just now."""
        self._stage, self._failures, self.error = stage, 0, None
        self._wait()

    def stop(self) -> None:
        """Look no more."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def take_quota(self, limit: RateLimit) -> None:
        """Take what is left of a quota: nothing is asked while it runs low."""
        if limit.bucket == "api":
            self._low = runs_low(limit)

    @property
    def span(self) -> float:
        """Seconds until the next look."""
        timings = self._desk.timings
        span = timings.stage_busy if self._stage in BUSY else timings.stage_rest
        return min(span * float(2**self._failures), max(span, timings.stage_longest))

    def _wait(self) -> None:
        self.stop()
        if self._part.is_attached:
            self._timer = after(self._part, self.span, self._look)

    def _look(self) -> None:
        """Ask, if the stage is seen and the quota allows it."""
        if self._low or not (self._part.display and self._part.screen.is_current):
            self._wait()
        else:
            start_work(self._part, partial(self._ask), group=self.GROUP, exclusive=True)

    async def _ask(self) -> None:
        try:
            runtime = await (await self._desk.connect()).reads.runtime(self._part.visit.ref.id)
        except HubError as error:
            self.error = error
            self._failures += 1
            self._part.changed()
        else:
            self._stage, self._failures, self.error = runtime.stage, 0, None
            self._take(runtime)
        self._wait()
