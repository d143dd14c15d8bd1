"""``--demo`` and ``hubtui demo-hub``."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import httpx
import pytest

from hubtui.cli import demo
from hubtui.cli.start import _demo_tokens
from hubtui.hub.credentials import Token
from hubtui.hub.errors import SetupError
from tests.support.loopback import CACHE

if TYPE_CHECKING:
    from pathlib import Path


def test_the_child_is_ready_and_ends_when_it_is_stopped() -> None:
    running = demo.start("--cache", str(CACHE))
    ready = running.ready()
    headers = {"Authorization": f"Bearer {ready.write_token}"}
    assert httpx.get(f"{ready.endpoint}/api/whoami-v2", headers=headers).json()["name"] == ready.user
    assert running.ready() == ready
    running.stop()
    with pytest.raises(httpx.ConnectError):
        httpx.get(ready.endpoint)


def test_a_child_that_does_not_start_is_an_error_and_not_a_wait() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        running = demo.start("--port", str(other.getsockname()[1]))
        with pytest.raises(SetupError, match="did not start"):
            running.ready()
        running.stop()


def test_the_child_does_not_take_modules_from_the_present_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('not this one')")
    monkeypatch.chdir(tmp_path)
    running = demo.start("--cache", str(CACHE))
    assert running.ready().endpoint.startswith("http://127.0.0.1:")
    running.stop()


@pytest.mark.skipif(sys.platform == "win32", reason="no signal kills there")
def test_the_child_does_not_outlive_a_parent_that_is_killed() -> None:
    code = (
        "import os, signal, sys; from hubtui.cli import demo\n"
        f"print(demo.start('--cache', {str(CACHE)!r}).ready().endpoint, flush=True)\n"
        "sys.stdin.readline(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe, text=True) as parent:
        assert parent.stdout is not None
        port = httpx.URL(parent.stdout.readline().strip()).port
        assert port is not None
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            parent.communicate("now\n")
            # An end that comes before the connection is taken up is a reset.
            with contextlib.suppress(ConnectionResetError):
                assert connection.recv(1) == b""
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port))
    assert parent.returncode == -signal.SIGKILL


def test_without_the_extra_one_line_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "find_spec", lambda _: None)
    assert demo.run([]) == 2
    assert capsys.readouterr().err == f"{demo.MISSING}\n"
    with pytest.raises(SetupError, match=r"pip install 'hubtui\[demo\]'"):
        demo.start()


def test_the_parent_imports_no_server() -> None:
    code = "import sys, hubtui.cli.demo; print(sorted({'starlette', 'uvicorn', 'httpx', 'textual'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_the_demo_has_tokens_to_switch_between_and_shares_them_with_nobody(tmp_path: Path) -> None:
    ready = demo.ReadyDemo("http://127.0.0.1:1", "alice", "hf_write", "hf_read")
    running = cast("demo.RunningDemo", SimpleNamespace(ready=lambda: ready))
    tokens = _demo_tokens(running, tmp_path / "tokens" / "token")
    assert tokens.names == ("embedded-read", "embedded-write")
    assert tokens.holds(Token("hf_write")) == (True, "embedded-write")
    assert not tokens.shared
