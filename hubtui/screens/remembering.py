"""Remembering: writes what the program keeps of its user in a thread, and tells what could not be written."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from hubtui.widgets.working import start_work

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubtui.screens.browse import BrowseScreen


class Remembering:
    """Changes what is kept; no key waits for the disk."""

    def __init__(self, screen: BrowseScreen) -> None:
        self._screen = screen
        self._told: set[str] = set()

    def write(
        self, change: Callable[[], str | None], done: str = "", then: Callable[[], None] | None = None
    ) -> None:
        """Make a change.

        Args:
            change: may block; returns why it could not be written, or None.
            done: what to tell where it was written. A change of which there is nothing to tell is made by the way:
                the same trouble with one of those is told once.
            then: called afterwards in any case.
        """
        start_work(self._screen, partial(self._write, change, done, then), group="state")

    def tell(self, notice: str) -> None:
        """Tell what there is to tell of what is kept, once; an empty text is nothing."""
        if notice and notice not in self._told:
            self._told.add(notice)
            self._screen.warn(notice)

    async def _write(
        self, change: Callable[[], str | None], done: str, then: Callable[[], None] | None
    ) -> None:
        reason = await asyncio.to_thread(change)
        self._screen.refresh_lines()
        if reason is None:
            if done:
                self._screen.say(done)
        elif done:
            self._screen.warn(reason)
        else:
            self.tell(reason)
        if then is not None:
            then()
