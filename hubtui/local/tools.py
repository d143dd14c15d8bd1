"""Other programs, run beside the screen: they draw nothing, and one that hangs is ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def run_tool(
    command: Sequence[str], given: bytes, seconds: float, environ: Mapping[str, str], *, hears: bool = False
) -> bytes | None:
    """Run a program in a session of its own; None where it is missing, fails or takes longer.

    Args:
        command: the program, looked for in the environment's PATH, and its arguments.
        given: its standard input.
        seconds: how long it may take; then it is killed, with what it has started.
        environ: its environment.
        hears: return what it writes. A program that goes on in the background holds such an output open, and
            then counts as one that takes longer.
    """
    try:
        process = subprocess.Popen(  # noqa: S603  # the programs are named in this package
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE if hears else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=dict(environ),
        )
    except OSError:
        return None
    with process:
        try:
            written, _ = process.communicate(given, seconds)
        except subprocess.TimeoutExpired:
            _kill(process)
            return None
    return (written or b"") if process.returncode == 0 else None


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a program and what it has started."""
    if sys.platform == "win32":
        process.kill()
    else:
        # It leads a session, and so a group, of its own; as long as it was not waited for, the group is its.
        os.killpg(process.pid, signal.SIGKILL)
