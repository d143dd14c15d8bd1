"""A program whose terminal is gone ends, even where nobody tells it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.loopback import LoopbackHub

PATIENCE = 30.0
"""Seconds after which a program that has not ended is not waited for any longer."""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux's poll is known to tell")
def test_the_program_ends_when_its_terminal_goes_without_a_word(hub: LoopbackHub, tmp_path: Path) -> None:
    master, slave = pty.openpty()
    environ = os.environ | {"HF_ENDPOINT": hub.endpoint, "HOME": str(tmp_path), "TERM": "xterm-256color"}
    # In a session of its own, the program has no controlling terminal that could hang up on it.
    child = subprocess.Popen(
        [sys.executable, "-m", "hubtui"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environ,
        start_new_session=True,
    )
    os.close(slave)
    try:
        drawn = b""
        while b"quit" not in drawn:
            drawn += os.read(master, 65_536)
        os.close(master)
        assert child.wait(PATIENCE) != 0
    finally:
        child.kill()
        child.wait()
