"""Request quotas: fixed windows of 300 s for each bucket (wire.md §1.9)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WINDOW = 300
"""Seconds in which a quota holds."""


class Meter:
    """Counts requests of one window after the other.

    Args:
        clock: seconds since any fixed moment.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._windows: dict[str, tuple[float, int]] = {}

    def spend(self, who: str, bucket: str, quota: int) -> tuple[bool, dict[str, str]]:
        """Count one request of ``who``; tell whether it is within the quota, and return the headers that say so."""
        now = self._clock()
        begin, used = self._windows.get(f"{who} {bucket}", (now, 0))
        if now - begin >= WINDOW:
            begin, used = now, 0
        self._windows[f"{who} {bucket}"] = (begin, used + 1)
        reset = max(1, math.ceil(begin + WINDOW - now))
        headers = {
            "RateLimit": f'"{bucket}";r={max(0, quota - used - 1)};t={reset}',
            "RateLimit-Policy": f'"fixed window";"{bucket}";q={quota};w={WINDOW}',
        }
        return used < quota, headers
