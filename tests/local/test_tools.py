"""Tests of hubtui.local.tools."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hubtui.local.tools import run_tool

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    pytest.skip("the tools of these tests are shell scripts", allow_module_level=True)

PATIENCE = 20.0
"""Seconds; no test waits for them, for a tool that works ends at once."""
BRIEF = 0.05
"""Seconds that a tool which hangs is given."""


def tool(folder: Path, name: str, *lines: str) -> dict[str, str]:
    """Write a shell script into a folder, and return the environment that finds it there."""
    script = folder / name
    script.write_text("\n".join(("#!/bin/sh", *lines, "")))
    script.chmod(0o755)
    return {"PATH": f"{folder}:/usr/bin:/bin"}


def test_a_tool_is_given_the_text_and_heard(tmp_path: Path) -> None:
    environ = tool(tmp_path, "shout", 'tr a-z A-Z; echo "$1"')
    assert run_tool(("shout", "x"), b"abc", PATIENCE, environ, hears=True) == b"ABCx\n"


def test_a_tool_that_is_not_heard_returns_nothing_of_what_it_writes(tmp_path: Path) -> None:
    assert run_tool(("shout",), b"abc", PATIENCE, tool(tmp_path, "shout", "cat")) == b""


@pytest.mark.parametrize("lines", [("cat", "exit 1"), ("kill -9 $$",), ("exec <&-", "exit 3")])
def test_a_tool_that_fails_returns_none(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert run_tool(("fail",), b"x" * 200_000, PATIENCE, tool(tmp_path, "fail", *lines)) is None


def test_a_tool_that_is_not_there_returns_none(tmp_path: Path) -> None:
    assert run_tool(("nowhere",), b"", PATIENCE, {"PATH": str(tmp_path)}) is None


def test_a_tool_that_hangs_is_killed_with_all_that_it_started(tmp_path: Path) -> None:
    pipe = tmp_path / "held open by all of them"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    environ = tool(tmp_path, "hang", f'exec 3>"{pipe}"', "sleep 1000 &", "sleep 1000")
    assert run_tool(("hang",), b"", BRIEF, environ) is None
    # The end of the pipe is told when the last of them is gone.
    assert select.select([reader], [], [], PATIENCE)[0] or not os.read(reader, 1)
    assert os.read(reader, 1) == b""
    os.close(reader)


def test_what_a_tool_says_does_not_reach_the_screen(tmp_path: Path) -> None:
    environ = tool(tmp_path, "loud", "cat; echo out; echo err >&2; echo tty >/dev/tty")
    code = "import os, sys; from hubtui.local.tools import run_tool; run_tool(('loud',), b'text', 20, os.environ)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | environ, capture_output=True, check=True
    )
    assert (done.stdout, done.stderr) == (b"", b"")
