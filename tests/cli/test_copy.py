"""Copying as a terminal sees it: what it receives over SSH, in tmux, in screen, and beside a clipboard that hangs."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
from base64 import b64encode
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from tests.support.terminal import PATIENCE, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.loopback import LoopbackHub

ODD = "naïve/idé 'quoted' 日本"
TMUX = shutil.which("tmux")
needs_tmux = pytest.mark.skipif(
    TMUX is None, reason="tmux is not installed; what it hands on is then not looked at"
)


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """Give the environment of a plain terminal over SSH, with an empty home and no tool but Python's."""
    kept = {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    (tmp_path / "tools").mkdir()
    return kept | {
        "PATH": str(tmp_path / "tools"),
        "TERM": "xterm-256color",
        "HOME": str(tmp_path / "home"),
        "LANG": "C.UTF-8",
        "SSH_TTY": "/dev/pts/9",
    }


def osc52(text: str) -> bytes:
    """Return what puts a text on a terminal's clipboard."""
    return b"\x1b]52;c;" + b64encode(text.encode()) + b"\x07"


def first_id(hub: LoopbackHub) -> str:
    """Return the id that is highlighted at first."""
    with urlopen(f"{hub.endpoint}/api/models?limit=1") as answer:
        name: str = json.load(answer)[0]["id"]
    return name


def after_y(hub: LoopbackHub, environ: dict[str, str], wanted: bytes) -> bytes:
    """Return all that the terminal received of a program in which y was pressed."""
    with Terminal([sys.executable, "-m", "hubtui", "--endpoint", hub.endpoint], environ) as terminal:
        terminal.wait_for(b"100 loaded")
        terminal.press(b"y")
        terminal.wait_for(wanted)
        terminal.wait_for(b"Sent ")
        terminal.press(b"q")
        assert terminal.wait() == 0
        return bytes(terminal.output)


def test_over_ssh_the_terminal_receives_the_id(hub: LoopbackHub, environ: dict[str, str]) -> None:
    wanted = osc52(first_id(hub))
    assert after_y(hub, environ, wanted).count(wanted) == 1


def test_in_a_tmux_that_cannot_be_asked_it_receives_it_raw_and_wrapped(
    hub: LoopbackHub, environ: dict[str, str]
) -> None:
    wanted = osc52(first_id(hub))
    wrapped = b"\x1bPtmux;" + wanted.replace(b"\x1b", b"\x1b\x1b") + b"\x1b\\"
    assert wanted + wrapped in after_y(hub, environ | {"TMUX": "/nowhere,1,0"}, wrapped)


def test_in_screen_it_receives_it_raw_and_wrapped(hub: LoopbackHub, environ: dict[str, str]) -> None:
    wanted = osc52(first_id(hub))
    wrapped = b"\x1bP" + wanted + b"\x1b\\"
    assert wanted + wrapped in after_y(hub, environ | {"STY": "1.pts-0.host"}, wrapped)


def test_beside_an_xclip_that_hangs_it_receives_it_and_xclip_is_ended(
    hub: LoopbackHub, environ: dict[str, str], tmp_path: Path
) -> None:
    pipe = tmp_path / "held open by xclip"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    xclip = tmp_path / "tools" / "xclip"
    xclip.write_text(f'#!/bin/sh\nexec 3>"{pipe}"\necho hanging >&3\necho noise >&2\nexec /bin/sleep 1000\n')
    xclip.chmod(0o755)
    received = after_y(hub, environ | {"DISPLAY": "localhost:10.0"}, osc52(first_id(hub)))
    assert b"noise" not in received
    # The end of the pipe is told once xclip is gone; it says nothing where it was killed before it could begin.
    assert os.read(reader, 100) in (b"hanging\n", b"")
    assert select.select([reader], [], [], PATIENCE)[0]
    assert os.read(reader, 100) == b""
    os.close(reader)


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[list[str]]:
    """Give the command of a tmux of its own, as it is without anybody's settings; its server ends with the test."""
    command = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    yield command
    subprocess.run([*command, "kill-server"], capture_output=True, check=False)


@needs_tmux
@pytest.mark.parametrize("text", ["org/name", ODD, "\n".join(f"owner/model-{n}" for n in range(500))])
def test_a_stock_tmux_keeps_it_and_hands_it_on(environ: dict[str, str], tmux: list[str], text: str) -> None:
    environ |= {"PATH": os.environ["PATH"]}
    child = [sys.executable, "-m", "tests.support.copy_child", text]
    with Terminal([*tmux, "new-session", *child], environ) as terminal:
        terminal.wait_for(osc52(text)[len(b"\x1b]52;c;") :])
        terminal.wait_for(b"Copied to tmux's buffer and sent on to the terminal.")
        held = subprocess.run([*tmux, "show-buffer"], env=environ, capture_output=True, check=True)
        assert held.stdout.decode() == text
        terminal.press(b"\r")
        terminal.wait()


@needs_tmux
def test_of_a_terminal_that_tmux_cannot_hand_it_to_nothing_is_claimed(
    environ: dict[str, str], tmux: list[str]
) -> None:
    environ |= {"PATH": os.environ["PATH"], "TERM": "linux"}
    with Terminal(
        [*tmux, "new-session", sys.executable, "-m", "tests.support.copy_child", "org/name"], environ
    ) as terminal:
        terminal.wait_for(b"Copied to tmux's buffer.")
        assert b"52;" not in terminal.output
        terminal.press(b"\r")
        terminal.wait()
