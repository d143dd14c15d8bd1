"""Running: changes under way, which no key, closed dialog or quit cuts off."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

T = TypeVar("T")


class Running:
    """Keeps what runs until it has ended, whoever waits for it.

    Args:
        follow: called when something begins and when something has ended.
    """

    def __init__(self, follow: Callable[[], None] | None = None) -> None:
        self._tasks: dict[asyncio.Task[object], str] = {}
        self._follow = follow

    @property
    def words(self) -> tuple[str, ...]:
        """What runs, as it was named, the oldest first."""
        return tuple(self._tasks.values())

    async def carried(self, words: str, work: Coroutine[None, None, T]) -> T:
        """Do work to its end and return its result; cancelling this call ends the waiting and not the work.

        Args:
            words: what it is, for people.
            work: what to do. It should raise nothing that matters: when nobody waits any more, nobody sees it.
        """
        task = asyncio.get_running_loop().create_task(work)
        self._tasks[task] = words
        task.add_done_callback(self._ended)
        self._tell()
        return await asyncio.shield(task)

    async def finished(self) -> None:
        """Wait until nothing runs, for a quit."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _ended(self, task: asyncio.Task[object]) -> None:
        del self._tasks[task]
        self._tell()

    def _tell(self) -> None:
        if self._follow is not None:
            self._follow()
