"""Desk: what the tabs of a detail view work with."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubtui.core.connection import Connect
    from hubtui.core.keeping import Memory
    from hubtui.hub.models import Account
    from hubtui.screens.bookmarking import Bookmarking
    from hubtui.screens.detail.changing import Manages
    from hubtui.timings import Timings


class Desk:
    """The Hub, the spans of time, and what was kept of earlier answers.

    Args:
        connect: how the Hub is reached.
        timings: every span of time, and the clock.
        memory: what stays on this machine.
        who: returns who is signed in, once that is known.
        keeps: what bookmarks repos and notes which were opened.
        manages: what changes the Hub.
    """

    def __init__(
        self,
        connect: Connect,
        timings: Timings,
        memory: Memory,
        who: Callable[[], Account | None],
        keeps: Bookmarking,
        manages: Manages,
    ) -> None:
        self.connect = connect
        self.timings = timings
        self.memory = memory
        self.who = who
        self.keeps = keeps
        self.manages = manages
        self._coming: dict[str, asyncio.Task[bytes | None]] = {}
        """What is being read before anybody asks for it."""

    def expect(self, *keys: str) -> None:
        """Begin to read what was kept for what is asked for in a moment: the screen is made meanwhile."""
        for key in keys:
            self._coming[key] = asyncio.create_task(self._read(key))

    async def kept(self, key: str) -> bytes | None:
        """Return the answer that was kept for what was asked, or None.

        Raises:
            HubError: the Hub's connection cannot be made.
        """
        coming = self._coming.pop(key, None)
        return await (self._read(key) if coming is None else coming)

    async def _read(self, key: str) -> bytes | None:
        if (account := await self._account()) is None:
            return None
        endpoint = (await self.connect()).endpoint
        found = await asyncio.to_thread(self.memory.answers.get, endpoint, account, key)
        return None if found is None else found[0]

    async def keep(self, key: str, body: bytes) -> None:
        """Keep an answer for the next time.

        Raises:
            HubError: the Hub's connection cannot be made.
        """
        if (account := await self._account()) is not None:
            endpoint, when = (await self.connect()).endpoint, int(self.timings.clock())
            await asyncio.to_thread(self.memory.answers.put, endpoint, account, key, body, when)

    async def _account(self) -> str | None:
        """Return whose answers these are: empty for everybody's; None while it is not known who is signed in."""
        if not (await self.connect()).signed_in:
            return ""
        account = self.who()
        return None if account is None else account.name
