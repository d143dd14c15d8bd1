"""One event loop in a thread of its own, shared by all servers of a test process."""

from __future__ import annotations

import asyncio
import functools
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")


@functools.cache
def background_loop() -> asyncio.AbstractEventLoop:
    """Return the running loop; it ends with the process."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="loopback", daemon=True).start()
    return loop


def run_in_background(work: Coroutine[None, None, T]) -> T:
    """Run a coroutine in that loop, wait for it, and return its result or raise its error."""
    return asyncio.run_coroutine_threadsafe(work, background_loop()).result(30)
