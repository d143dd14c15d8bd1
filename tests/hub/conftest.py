"""What the tests of the client share."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.hub.reads import Reads
from hubtui.hub.wire import Wire
from tests.hub.raw import Pauses, RawServer, raw_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from hubtui.hub.answer import LogLine
    from hubtui.hub.credentials import Token
    from hubtui.hub.models import RateLimit


@dataclass
class Talk:
    """A client and the raw server it talks to."""

    server: RawServer
    wire: Wire
    reads: Reads
    pauses: Pauses = field(default_factory=Pauses)
    log: list[LogLine] = field(default_factory=list)
    quotas: list[RateLimit] = field(default_factory=list)
    waits: list[tuple[float, str]] = field(default_factory=list)


@asynccontextmanager
async def talking(
    *replies: Any,
    prefix: str = "",
    token: Token | None = None,
    timings: dict[str, Any] | None = None,
    **wire: Any,
) -> AsyncIterator[Talk]:
    """Run a raw server and a client for it."""
    pauses = Pauses()
    log: list[LogLine] = []
    quotas: list[RateLimit] = []
    waits: list[tuple[float, str]] = []
    async with raw_server(*replies) as server:
        made = Wire(
            server.url + prefix,
            token,
            pauses.timings(**timings or {}),
            log=log.append,
            on_quota=quotas.append,
            on_wait=lambda seconds, what: waits.append((seconds, what)),
            **{"environ": {}} | wire,
        )
        try:
            yield Talk(server, made, Reads(made), pauses, log, quotas, waits)
        finally:
            await made.close()


@pytest.fixture
def talk() -> Callable[..., Any]:
    """Return talking()."""
    return talking
