"""Every span of time the program waits for, and the clock it reads, as one value handed in by the command line."""

from __future__ import annotations

import asyncio
import random
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


class Timings(NamedTuple):
    """Spans in seconds. Tests hand in their own, with pauses that end at once and a clock that stands still."""

    search_rest: float = 0.2
    """Quiet after the last letter before a search is asked."""
    preview_paint: float = 0.08
    """Rest of the cursor before the preview is repainted."""
    preview_ask: float = 0.25
    """Rest of the cursor before the Hub is asked about the highlighted repo."""
    connect: float = 5.0
    """Most that a connection may take."""
    read: float = 20.0
    """Most that the server may stay silent."""
    retry_first: float = 1.0
    """The first pause between two tries of a read; each later one is twice as long."""
    retry_longest: float = 8.0
    """The longest of those pauses."""
    retries: int = 5
    """How often a read is tried again."""
    quota_longest: float = 300.0
    """The longest pause that a server may impose; one window of wire.md §1.9."""
    clipboard: float = 0.3
    """Most that finding out about a clipboard may take."""
    stage_busy: float = 5.0
    """Between two looks at a Space's stage while something is under way with it."""
    stage_rest: float = 30.0
    """Between them while nothing is."""
    stage_longest: float = 300.0
    """The longest time between them, after failures."""
    clock: Callable[[], float] = time.time
    """Seconds since the epoch, for ages."""
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    """Waits that many seconds; cancellable."""
    jitter: Callable[[], float] = random.random
    """A number from 0 up to 1 that spreads retries."""
