"""Rest: tells when something that moves has come to rest, without a timer for every move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


LEAST = 0.001
"""The shortest time that a timer is set for, in seconds."""


class Cancellable(Protocol):
    """A timer that can be cancelled."""

    def cancel(self) -> None:
        """Let it not fire any more."""


class Rest:
    """Calls back once nothing has moved for a while.

    A held key moves a hundred times a second; one pending timer is enough, for when it fires too early it is set
    again for what is missing.

    Args:
        set_timer: starts a timer: seconds, callback.
        clock: seconds that only grow.
    """

    def __init__(
        self, set_timer: Callable[[float, Callable[[], None]], Cancellable], clock: Callable[[], float]
    ) -> None:
        self._set_timer = set_timer
        self._clock = clock
        self._due = 0.0
        self._callback: Callable[[], None] | None = None
        self._timer: Cancellable | None = None
        self._fires = 0.0

    def moved(self, seconds: float, callback: Callable[[], None]) -> None:
        """Note a move; callback comes when this much time has passed without another."""
        self._due = self._clock() + seconds
        self._callback = callback
        if self._timer is not None and self._fires > self._due + LEAST:
            # It was set for a longer rest than this one.
            self._timer.cancel()
            self._timer = None
        if self._timer is None:
            self._start(seconds)

    def _start(self, seconds: float) -> None:
        seconds = max(seconds, LEAST)
        self._fires = self._clock() + seconds
        self._timer = self._set_timer(seconds, self._fire)

    def _fire(self) -> None:
        missing = self._due - self._clock()
        if missing > LEAST:
            self._start(missing)
            return
        self._timer = None
        callback, self._callback = self._callback, None
        if callback is not None:
            callback()
