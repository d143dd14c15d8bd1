"""The embedded Hub as a program: bind, say where, serve until told to end."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import os
import signal
import socket
import sys
import threading
from typing import TYPE_CHECKING

from uvicorn.config import Config
from uvicorn.server import Server

from hubtui.demo.accounts import USER, Accounts
from hubtui.demo.app import build_app
from hubtui.demo.hub import EmbeddedHub, Options
from hubtui.demo.snapshot import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType

    from starlette.types import ASGIApp

HOST = "127.0.0.1"


def bound(port: int) -> socket.socket:
    """Return a socket that listens on loopback, so that whoever is told the address can connect at once.

    Args:
        port: the port, or 0 for a free one.

    Raises:
        OSError: the port is taken, or not allowed.
    """
    # With the protocol named, asyncio turns Nagle's algorithm off: it would hold back small answers for 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":
            # On Windows this option would share the port with another program.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(256)
    except OSError:
        listener.close()
        raise
    return listener


def address(listener: socket.socket) -> str:
    """Return the endpoint of a bound socket, such as http://127.0.0.1:8765."""
    return f"http://{HOST}:{listener.getsockname()[1]}"


class HubServer(Server):
    """A server that sleeps until it is told to end, and takes ctrl+c and SIGTERM for that."""

    def __init__(self, app: ASGIApp) -> None:
        # Nothing is loaded that loopback has no use for; the front states the date.
        config = Config(
            app, http="h11", ws="none", loop="asyncio", lifespan="off", log_config=None, access_log=False,
            server_header=False, date_header=False, proxy_headers=False, timeout_graceful_shutdown=1,
        )  # fmt: skip
        super().__init__(config)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended = asyncio.Event()

    def end(self) -> None:
        """End the server; from any thread, and before it has begun too."""
        self.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._ended.set)

    async def main_loop(self) -> None:
        """Wait for the end."""
        self._loop = asyncio.get_running_loop()
        if not self.should_exit:
            await self._ended.wait()

    async def open(self, listener: socket.socket) -> None:
        """Serve from here on in the running loop, which is the caller's; close() ends it."""
        self.config.load()
        self.lifespan = self.config.lifespan_class(self.config)
        await self.startup([listener])

    async def close(self) -> None:
        """Stop what open() started: let go of all connections at once and wait for the requests in work."""
        for listening in self.servers:
            # What has just been accepted gets its turn first: a closed server cannot take it in any more.
            with contextlib.suppress(NotImplementedError):
                for each in listening.sockets:
                    asyncio.get_running_loop().remove_reader(each.fileno())
        await asyncio.sleep(0)
        for listening in self.servers:
            listening.close()
        for connection in list(self.server_state.connections):
            if connection.transport is not None:
                connection.transport.abort()
        while self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End at ctrl+c and SIGTERM while serving; the base class would repeat the signal and die of it."""

        def told(_number: int, _frame: FrameType | None) -> None:
            self.end()

        before = {number: signal.signal(number, told) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def serve(
    cache: Path,
    port: int,
    size: int,
    *,
    as_json: bool,
    with_parent: bool,
    options: Options,
) -> int:
    """Serve the embedded Hub until it is told to end; return the exit code.

    Args:
        cache: the folder of the kept database.
        port: the port, or 0 for a free one.
        size: how many models there shall be in all (hubtui.demo.computed).
        as_json: print one line of JSON for a program, not lines for a person (design.md §4).
        with_parent: end when standard input closes, which the parent's death does (design.md §6.5).
        options: how the Hub behaves where servers differ.
    """
    try:
        listener = bound(port)
    except OSError as error:
        print(f"hubtui: cannot listen on {HOST}:{port}: {error.strerror}", file=sys.stderr)  # noqa: T201
        return 2
    accounts = Accounts()
    hub = EmbeddedHub(store=open_store(cache, size), accounts=accounts, options=options)
    server = HubServer(build_app(hub))
    print(_greeting(address(listener), accounts, as_json), flush=True)  # noqa: T201  # what it is run for
    if with_parent:
        threading.Thread(target=_end_with_input, daemon=True).start()
    gc.freeze()
    gc.enable()
    asyncio.run(server.serve([listener]))
    return 0


def _greeting(endpoint: str, accounts: Accounts, as_json: bool) -> str:
    tokens = {"write": accounts.write_token, "read": accounts.read_token}
    if as_json:
        return json.dumps({"endpoint": endpoint, "user": USER, "tokens": tokens})
    return (
        f"The embedded Hub listens on {endpoint}, user {USER}\n"
        f"  write token {tokens['write']}\n"
        f"  read token  {tokens['read']}\n"
        f"  HF_ENDPOINT={endpoint} HF_TOKEN={tokens['write']} hubtui\n"
        "ctrl+c ends it"
    )


def _end_with_input() -> None:
    """Wait until standard input closes, then end the program at once: there is nothing to save."""
    with contextlib.suppress(OSError):
        # Not sys.stdin, whose lock this thread would hold while the program ends.
        while os.read(0, 4096):
            pass
    os._exit(0)
