"""Starting the program on the screen: find the Hub, hand everything down, run."""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hubtui.hub.address import Address
from hubtui.hub.credentials import Token, find_endpoint, find_token, is_offline
from hubtui.hub.criteria import Kind
from hubtui.hub.errors import SetupError
from hubtui.hub.network import check

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from hubtui.cli.demo import RunningDemo
    from hubtui.core.connection import Connection, Listener, Open
    from hubtui.hub.answer import LogLine
    from hubtui.timings import Timings


@dataclass(frozen=True, slots=True)
class Target:
    """Which Hub, as whom."""

    endpoint: str
    token: Token | None
    offline: bool = False


def start(options: argparse.Namespace) -> int:
    """Run the program with parsed options; return the exit code.

    Raises:
        SetupError: if endpoint, token, proxy, certificates or log file cannot be used; nothing has been drawn then.
    """
    # Nothing that a start makes is garbage before the first frame; the app turns the collector on again.
    gc.disable()
    if options.demo:
        from hubtui.cli import demo

        # The embedded Hub starts on another core while this process imports what it needs.
        running = demo.start()
        try:
            return _run(options, lambda: _demo_target(running), host="demo")
        finally:
            running.stop()
    target = find_target(options)
    return _run(options, lambda: target, host=target.endpoint.partition("://")[2])


def find_target(options: argparse.Namespace) -> Target:
    """Find endpoint, token and offline switch in the options, then in the environment (wire.md §5)."""
    environ = dict(os.environ)
    if options.endpoint:
        environ["HF_ENDPOINT"] = options.endpoint
    endpoint = find_endpoint(environ)
    check(Address.parse(endpoint), environ)
    token = find_token(environ, Path.home())
    return Target(endpoint, token, offline=options.offline or is_offline(environ))


def _demo_target(running: RunningDemo) -> Target:
    """Return the embedded Hub and its user's token, once it listens. Blocks until then."""
    ready = running.ready()
    return Target(ready.endpoint, Token(ready.write_token, "the embedded Hub"))


def _run(options: argparse.Namespace, target: Callable[[], Target], host: str) -> int:
    from hubtui.timings import Timings

    timings = Timings()
    log = _open_log(options.log)
    from hubtui.app import HubApp

    app = HubApp(opener(target, timings, log), timings, host=host, first=_first_pane(options.pane))
    app.run()
    return app.return_code or 0


def _first_pane(name: str) -> Kind:
    return next(kind for kind in Kind if kind.plural == name)


def opener(target: Callable[[], Target], timings: Timings, log: Callable[[LogLine], None] | None) -> Open:
    """Return what makes the connection; httpx is imported when it is called (design.md §5, Start)."""

    def open_connection(listener: Listener) -> Connection:
        from hubtui.core.connection import Connection
        from hubtui.hub.reads import Reads
        from hubtui.hub.wire import Wire

        found = target()
        wire = Wire(
            found.endpoint,
            found.token,
            timings,
            offline=found.offline,
            environ=os.environ,
            log=log,
            on_quota=listener.take_quota,
            on_wait=listener.take_wait,
        )
        return Connection(Reads(wire), found.endpoint, signed_in=found.token is not None, close=wire.close)

    return open_connection


def _open_log(path: str | None) -> Callable[[LogLine], None] | None:
    """Return what writes a line for each request to a file that only its owner may read.

    Raises:
        SetupError: if the file cannot be written.
    """
    if path is None:
        return None
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError as error:
        raise SetupError(f"the log {path} cannot be written: {error.strerror}") from error
    stream = os.fdopen(descriptor, "a", buffering=1, encoding="utf-8")

    def write(line: LogLine) -> None:
        status = line.status if line.status is not None else "-"
        stream.write(f"{line.method} {line.path} {status} {line.ms}ms {line.request_id or '-'}\n")

    return write
