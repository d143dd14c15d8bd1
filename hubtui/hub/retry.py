"""When a read is tried again, and after how long (design.md §5, Reads)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.hub.errors import ConnectionFailed
from hubtui.hub.failures import failure, wait_asked

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hubtui.hub.answer import Answer
    from hubtui.timings import Timings

    OnWait = Callable[[float, str], None]

_PASSING = frozenset({408, 429, 500, 502, 503, 504})
"""Statuses that may be gone at the next try (wire.md §1.8)."""


async def retried(
    once: Callable[[], Awaitable[Answer]], timings: Timings, on_wait: OnWait | None = None
) -> Answer:
    """Ask until an answer is there that another try would not change.

    Args:
        once: sends the read. Its connection failures are retried; other errors pass.
        timings: how often and how long.
        on_wait: told the seconds of each pause as it begins, and what happened.

    Returns:
        The last answer, of any status.

    Raises:
        HubError: what ``once`` raised last.
    """
    for number in range(timings.retries):
        try:
            answer = await once()
        except ConnectionFailed as error:
            if not error.passing:
                raise
            pause, what = growing(number, timings), error.what
        else:
            asked = pause_after(answer, number, timings)
            if asked is None:
                return answer
            pause, what = asked, failure(answer).what
        if on_wait is not None:
            on_wait(pause, what)
        await timings.pause(pause)
    return await once()


def pause_after(answer: Answer, number: int, timings: Timings) -> float | None:
    """Return the seconds to wait before asking again, or None where the answer stands.

    Args:
        answer: of any status.
        number: how often the read has been tried again already.
        timings: the spans.
    """
    if answer.status not in _PASSING:
        return None
    if answer.status not in {429, 503}:
        return growing(number, timings)
    asked = wait_asked(answer)
    if asked is None or asked > timings.quota_longest + 1:
        return None
    return max(asked, growing(number, timings))


def growing(number: int, timings: Timings) -> float:
    """Return the pause after so many tries, in seconds: each twice the one before, spread by a quarter."""
    spread = 0.75 + timings.jitter() / 2
    return min(timings.retry_first * 2.0**number, timings.retry_longest) * spread
