"""A child process on a pseudo-terminal of 120 × 40, with the moment at which a text first reaches the terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMNS, ROWS = 120, 40
PATIENCE = 20.0
"""Seconds after which a text that has not come is not waited for any longer."""


class Terminal:
    """Runs a command and reads what it draws; a context manager, so that no child outlives its use."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        self.output = bytearray()
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.started = time.perf_counter()
        self._child = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=dict(environ), start_new_session=True
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child.poll() is None:
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()
        os.close(self._master)

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._child.pid

    def read(self, seconds: float) -> bool:
        """Read what comes within so many seconds; return whether anything did."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            chunk = os.read(self._master, 65_536)
        except OSError:
            return False
        self.output += chunk
        return bool(chunk)

    def wait_for(self, text: bytes) -> float:
        """Read until text has come; return the seconds from the start.

        Raises:
            TimeoutError: if it does not come in PATIENCE.
        """
        searched, begun = 0, time.perf_counter()
        while time.perf_counter() - begun < PATIENCE:
            if self.output.find(text, max(searched - len(text), 0)) >= 0:
                return time.perf_counter() - self.started
            searched = len(self.output)
            if not self.read(0.5) and self._child.poll() is not None:
                break
        tail = bytes(self.output[-300:])
        raise TimeoutError(f"{text!r} did not come; the last output was {tail!r}")

    def wait(self) -> int:
        """Read until the child has ended; return its exit code.

        Raises:
            TimeoutError: if it does not end in PATIENCE.
        """
        while self.read(0.5) or self._child.poll() is None:
            if time.perf_counter() - self.started > PATIENCE:
                raise TimeoutError(f"it does not end; the last output was {bytes(self.output[-300:])!r}")
        return self._child.wait()

    def press(self, keys: bytes) -> None:
        """Type keys."""
        os.write(self._master, keys)

    def drain(self, quiet: float) -> None:
        """Read until nothing has come for so many seconds."""
        while self.read(quiet):
            pass
