"""The embedded Hub from the command line: as a child process for ``--demo``, or alone.

The parent imports none of it: it starts the child first of all, and reads the child's address when it needs it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from hubtui.hub.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Sequence

MISSING = "The embedded Hub needs the demo extra: pip install 'hubtui[demo]'"


@dataclass(frozen=True, slots=True)
class ReadyDemo:
    """Where the embedded Hub listens, and its tokens."""

    endpoint: str
    user: str
    write_token: str
    read_token: str


class RunningDemo:
    """An embedded Hub that was started and may not listen yet.

    Args:
        child: its process, with pipes for standard input and output.
    """

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child
        self._ready: ReadyDemo | None = None

    def ready(self) -> ReadyDemo:
        """Wait until the Hub listens, and return where. Blocks for as long as its first start takes.

        Raises:
            SetupError: it ended instead.
        """
        if self._ready is None:
            assert self._child.stdout is not None  # noqa: S101  # start() made the pipe
            try:
                told = json.loads(self._child.stdout.readline())
            except ValueError as error:
                raise SetupError("The embedded Hub did not start; hubtui demo-hub says why") from error
            tokens = told["tokens"]
            self._ready = ReadyDemo(told["endpoint"], told["user"], tokens["write"], tokens["read"])
        return self._ready

    def stop(self) -> None:
        """Close the Hub's standard input, which ends it (design.md §6.5), and wait for that."""
        self._child.communicate()


def start(*arguments: str) -> RunningDemo:
    """Start the embedded Hub as a child process that ends with this one, and return at once.

    Args:
        arguments: more arguments of ``hubtui demo-hub``.

    Raises:
        SetupError: the extra ``demo`` is not installed.
    """
    if _missing():
        raise SetupError(MISSING)
    # -P keeps the present folder out of the child's path, and the package's own folder must then be named.
    paths = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    child = subprocess.Popen(  # noqa: S603  # our own module, by the interpreter that runs this
        [sys.executable, "-P", "-m", "hubtui.demo", "--json", "--with-parent", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))},
        # In a session of its own no key that the terminal turns into a signal reaches it.
        start_new_session=True,
    )
    return RunningDemo(child)


def run(argv: Sequence[str]) -> int:
    """Run ``hubtui demo-hub`` with the arguments after it until it is told to end; return the exit code."""
    if _missing():
        print(MISSING, file=sys.stderr)  # noqa: T201  # the command line's own voice
        return 2
    from hubtui.demo.__main__ import main

    return main(list(argv))


def _missing() -> bool:
    return find_spec("uvicorn") is None or find_spec("starlette") is None
