"""The embedded Hub over real loopback HTTP, inside the test process, with faults to order.

::

    with LoopbackHub() as hub:                      # or the fixture ``hub``
        hub.script("GET /api/models", BAD_GATEWAY)  # the next such request meets a fault
        gate = hub.hold("/api/datasets")            # these wait until they are let go
        ...                                         # ask hub.endpoint with hub.write_token
        await gate.arrived
        gate.release()
        assert [request.path for request in hub.requests] == [...]
        assert hub.store.get("model", "alice/tiny-chat") is None
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from hubtui.demo.accounts import USER, Accounts
from hubtui.demo.app import build_app
from hubtui.demo.hub import ANONYMOUS, SIGNED_IN, EmbeddedHub, Options, Quota
from hubtui.demo.server import HubServer, address, bound
from hubtui.demo.snapshot import open_store
from tests.support.background import run_in_background
from tests.support.faults import (
    BAD_GATEWAY,
    EMPTY,
    Afterwards,
    Answer,
    FaultyApp,
    Gate,
    Match,
    Recorded,
    Reset,
    Scripted,
    Silence,
    Truncated,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubtui.demo.store import Store

__all__ = [
    "BAD_GATEWAY", "EMPTY", "Afterwards", "Answer", "Gate", "LoopbackHub", "Recorded", "Reset", "Scripted", "Silence",
    "Truncated",
]  # fmt: skip

# Shared by all workers and runs: the file is named after the catalogue and the code that reads it.
CACHE = Path(tempfile.gettempdir()) / "hubtui-tests"
"""The folder of the kept database."""


class LoopbackHub:
    """One embedded Hub with a store of its own, served by uvicorn on a free port.

    A context manager, for plain and for async tests alike: the server runs in another thread.

    Args:
        link_host: where next links point, such as https://huggingface.co; empty for the Hub itself.
        size: how many models in all; those beyond the catalogue are computed.
        metrics: whether ``/api/metrics`` still answers.
        anonymous: the quota without a token.
        signed_in: the quota with one.
        clock: seconds since the epoch.
    """

    user = USER

    def __init__(
        self,
        *,
        link_host: str = "",
        size: int = 0,
        metrics: bool = False,
        anonymous: Quota = ANONYMOUS,
        signed_in: Quota = SIGNED_IN,
        clock: Callable[[], float] = time.time,
    ) -> None:
        options = Options(link_host=link_host, metrics=metrics, anonymous=anonymous, signed_in=signed_in)
        accounts = Accounts()
        self.store: Store = open_store(CACHE, size)
        """What the Hub holds now."""
        self.write_token = accounts.write_token
        self.read_token = accounts.read_token
        self.fine_token = accounts.fine_token
        self.brief_token = accounts.brief_token
        self.revoke = accounts.revoke
        hub = EmbeddedHub(store=self.store, accounts=accounts, options=options, clock=clock)
        self._faults = FaultyApp(build_app(hub))
        self._listener = bound(0)
        self.endpoint = address(self._listener)
        """Such as http://127.0.0.1:41921."""

    @property
    def requests(self) -> list[Recorded]:
        """The requests so far, in the order in which they came in; a copy."""
        return list(self._faults.requests)

    def script(self, match: Match, answer: Scripted, times: int | None = 1) -> None:
        """Let the next ``times`` matching requests (None: all of them) meet this answer instead of the Hub's.

        Scripts are tried in the order in which they were given.

        Args:
            match: what the method and the raw path begin with ("GET /api/models"), or the path alone
                ("/api/models"), or a function of the request.
            answer: what to answer; a function is called, in the server's thread, with each request, and may return
                None to let it pass.
            times: how often.
        """
        self._faults.script(match, answer, times)

    def hold(self, match: Match) -> Gate:
        """Let matching requests wait, answered by nobody, until the gate is released; see script() for match."""
        return self._faults.hold(match)

    def __enter__(self) -> LoopbackHub:
        self._server = HubServer(self._faults)
        self._faults.server = self._server
        run_in_background(self._server.open(self._listener))
        return self

    def __exit__(self, *_: object) -> None:
        self._faults.release_all()
        run_in_background(self._server.close())
        self.store.close()
