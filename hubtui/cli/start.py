"""Starting the program on the screen: find the Hub, hand everything down, run."""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hubtui.core.keeping import Memory
from hubtui.core.opening import opening_for, opening_left
from hubtui.hub.address import Address
from hubtui.hub.credentials import DEFAULT_ENDPOINT, Token, find_endpoint, find_token, is_offline, token_path
from hubtui.hub.errors import SetupError
from hubtui.hub.network import check
from hubtui.local.kept import Kept
from hubtui.local.paths import find_folders, folders_in
from hubtui.local.settings import DEFAULTS, is_missing
from hubtui.local.state import State

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from hubtui.cli.demo import RunningDemo
    from hubtui.core.connection import Connection, Listener, Open, Pass
    from hubtui.core.keeping import KeptTokens, LocalCache
    from hubtui.core.operations import KeptOperations
    from hubtui.hub.answer import LogLine
    from hubtui.local.paths import Folders
    from hubtui.local.settings import Settings
    from hubtui.timings import Timings


class Target(NamedTuple):
    """Which Hub, as whom."""

    endpoint: str
    token: Token | None
    offline: bool = False


def start(options: argparse.Namespace) -> int:
    """Run the program with parsed options; return the exit code.

    Raises:
        NotAPage: if what to open is nothing; nothing has been drawn then.
        SetupError: if endpoint, token, proxy, certificates or log file cannot be used; nothing has been drawn then.
        WrongSettings: if the settings cannot be used; nothing has been drawn then.
    """
    # Nothing that a start makes is garbage before the first frame; the app turns the collector on again.
    gc.disable()
    if options.demo:
        return _start_demo(options)
    target = find_target(options)
    tokens = token_path(os.environ, Path.home())
    return _run(options, lambda: target, target.endpoint, find_folders(), lambda: kept_tokens(tokens))


def _start_demo(options: argparse.Namespace) -> int:
    """Run the program on the embedded Hub; what it remembers goes away with it (design.md §4)."""
    from tempfile import TemporaryDirectory

    from hubtui.cli import demo

    # The embedded Hub starts on another core while this process imports what it needs.
    running = demo.start()
    try:
        with TemporaryDirectory(prefix="hubtui-", ignore_cleanup_errors=True) as home:
            # Where the Hub listens is not known yet, and no address of it can have been pasted.
            folders = folders_in(Path(home))

            def tokens() -> KeptTokens:
                return _demo_tokens(running, folders.state / "tokens" / "token")

            return _run(options, lambda: _demo_target(running), DEFAULT_ENDPOINT, folders, tokens, "demo")
    finally:
        running.stop()


def find_target(options: argparse.Namespace) -> Target:
    """Find endpoint, token and offline switch in the options, then in the environment (wire.md §5)."""
    environ = dict(os.environ)
    named = options.endpoint
    endpoint = Address.parse(named, "--endpoint").url if named else find_endpoint(environ)
    check(Address.parse(endpoint), environ)
    token = find_token(environ, Path.home())
    return Target(endpoint, token, offline=options.offline or is_offline(environ))


def _demo_target(running: RunningDemo) -> Target:
    """Return the embedded Hub and its user's token, once it listens. Blocks until then."""
    ready = running.ready()
    return Target(ready.endpoint, Token(ready.write_token, "the embedded Hub"))


def _demo_tokens(running: RunningDemo, path: Path) -> KeptTokens:
    """Return tokens of the embedded Hub's user, so that there are some to switch between."""
    ready, tokens = running.ready(), kept_tokens(path, shared=False)
    for name, token in (("embedded-read", ready.read_token), ("embedded-write", ready.write_token)):
        tokens.keep(name, Token(token, tokens.place))
    return tokens


def _run(
    options: argparse.Namespace,
    target: Callable[[], Target],
    endpoint: str,
    folders: Folders,
    tokens: Callable[[], KeptTokens],
    host: str = "",
) -> int:
    """Open what the command line says, and run until the program is left.

    Args:
        options: of the command line.
        target: finds the Hub; may block.
        endpoint: whose addresses the command line may give.
        folders: of what stays on this machine.
        tokens: returns the tokens that are kept for the next time.
        host: what the Hub is called on the screen; the endpoint without its scheme by default.
    """
    from hubtui.timings import Timings

    timings = Timings()
    settings = find_settings(options.config, folders)
    log = _open_log(options.log)
    with remembering(folders, tokens) as memory:
        state = memory.state
        opens = opening_for(options.what, endpoint, state.views) if options.what else opening_left(state)
        from hubtui.app import HubApp

        host = host or endpoint.partition("://")[2]
        app = HubApp(
            opener(target, timings, log),
            timings,
            host=host,
            memory=memory,
            first=opens,
            read_only=options.read_only,
            settings=settings,
        )
        app.run()
    return app.return_code or 0


def find_settings(named: str | None, folders: Folders) -> Settings:
    """Return the settings of the file that is named, else of the user's own if there is one.

    Raises:
        WrongSettings: something in the file is wrong, or it cannot be read.
    """
    path = Path(named) if named else folders.config_file
    if not named and is_missing(path):
        return DEFAULTS
    from hubtui.cli.config import load

    return load(path)


def kept_tokens(path: Path, *, shared: bool = True) -> KeptTokens:
    """Return the tokens that are kept in a token file and beside it, shared with huggingface_hub or not."""
    from hubtui.local.tokens import Tokens

    return Tokens(path, Token, shared=shared)


@contextmanager
def remembering(folders: Folders, tokens: Callable[[], KeptTokens]) -> Iterator[Memory]:
    """Give what stays on this machine, as long as the program runs."""

    def operations() -> KeptOperations:
        from hubtui.local.operations import Operations

        return Operations(folders.operations_file)

    @lru_cache(1)
    def cache() -> LocalCache:
        from hubtui.local.hub_cache import HubCache

        return HubCache(folders.hub)

    answers = Kept(folders.kept_file)
    try:
        yield Memory(State.load(folders.state_file), answers, folders.copied_file, cache, operations, tokens)
    finally:
        answers.close()


def opener(target: Callable[[], Target], timings: Timings, log: Callable[[LogLine], None] | None) -> Open:
    """Return what makes the connection; httpx is imported when it is called (design.md §5, Start)."""

    def open_connection(listener: Listener, shown: Pass | None = None) -> Connection:
        from hubtui.core.connection import Connection
        from hubtui.hub.changes import Changes
        from hubtui.hub.reads import Reads
        from hubtui.hub.wire import Wire

        found = target()
        token = found.token if shown is None else shown.token
        wire = Wire(
            found.endpoint,
            token,
            timings,
            offline=found.offline,
            environ=os.environ,
            log=log,
            on_quota=listener.take_quota,
            on_wait=listener.take_wait,
            on_refusal=listener.take_refusal,
        )
        return Connection(
            Reads(wire), Changes(wire), found.endpoint, token, close=wire.close, retire=wire.retire
        )

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
        # A full disk ends the log and not the program.
        with suppress(OSError):
            stream.write(f"{line.method} {line.path} {status} {line.ms}ms {line.request_id or '-'}\n")

    return write
