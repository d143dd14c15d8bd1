"""The real client on an embedded Hub, without a screen."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from hubtui.hub.credentials import Token
from hubtui.hub.reads import Reads
from hubtui.hub.wire import Wire
from hubtui.timings import Timings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.support.loopback import LoopbackHub


@asynccontextmanager
async def reading(hub: LoopbackHub, token: str | None = None) -> AsyncIterator[Reads]:
    """Give what reads from a Hub, with a token of its or none; nothing that it waits for takes time."""

    async def pause(seconds: float) -> None:
        """Wait for nothing."""

    wire = Wire(hub.endpoint, Token(token) if token else None, Timings(pause=pause), environ={})
    try:
        yield Reads(wire)
    finally:
        await wire.close()
