"""Starting: what answers without a screen, what is refused in one line before any, and what is written down."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hubtui import __version__

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from tests.support.terminal import Terminal

if TYPE_CHECKING:
    from tests.support.loopback import LoopbackHub

PROGRAM = [sys.executable, "-m", "hubtui"]
ALTERNATE_SCREEN = b"\x1b[?1049h"
"""What a program that draws a screen begins with."""


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """Give the environment of a plain terminal with an empty home."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return kept | {"TERM": "xterm-256color", "HOME": str(tmp_path / "home"), "LANG": "C.UTF-8"}


def refused(environ: dict[str, str], *words: str) -> str:
    """Return the one line with which the program refuses to start in a terminal."""
    with Terminal([*PROGRAM, *words], environ) as terminal:
        code = terminal.wait()
        output = bytes(terminal.output)
    assert code == 2, output
    assert ALTERNATE_SCREEN not in output
    assert b"\x1b" not in output
    line, end, rest = output.decode().partition("\r\n")
    assert (end, rest) == ("\r\n", "")
    assert line.startswith("hubtui: ")
    assert "Traceback" not in line
    return line.removeprefix("hubtui: ")


@pytest.mark.parametrize("word", ["--help", "--version"])
def test_what_needs_no_screen_imports_none(word: str) -> None:
    code = (
        "import sys; from hubtui.cli.main import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit as end: assert end.code == 0\n"
        "heavy = {'textual', 'rich', 'httpx', 'msgspec', 'starlette', 'uvicorn'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, word], capture_output=True, text=True, check=True)
    *said, imported = done.stdout.splitlines()
    assert imported == "[]"
    assert said[0].startswith("usage: hubtui" if word == "--help" else f"hubtui {__version__}")
    assert done.stderr == ""


@pytest.mark.parametrize("closed", ["stdin", "stderr", "both"])
def test_without_a_terminal_it_says_so_in_one_line(environ: dict[str, str], closed: str) -> None:
    with Terminal([sys.executable, "-c", CHILD, closed], environ) as terminal:
        assert terminal.wait() == 0
        told = terminal.output.decode().splitlines()
    assert told == [
        "2",
        "hubtui: this is a program for a terminal; standard input and standard error must be one",
    ]


CHILD = """
import subprocess, sys
closed = sys.argv[1]
done = subprocess.run(
    [sys.executable, "-m", "hubtui"],
    stdin=subprocess.DEVNULL if closed != "stderr" else None,
    stderr=subprocess.PIPE if closed != "stdin" else subprocess.STDOUT,
    stdout=subprocess.PIPE if closed == "stdin" else None,
    text=True,
)
print(done.returncode)
print((done.stderr or done.stdout).rstrip())
"""
"""Runs the program with one of its ends on this terminal and the other not, and tells how that went."""


def test_a_dumb_terminal_is_refused(environ: dict[str, str]) -> None:
    assert "TERM=dumb" in refused(environ | {"TERM": "dumb"})


@pytest.mark.parametrize(
    ("endpoint", "problem"),
    [
        ("huggingface.co", "is not an http or https address: huggingface.co"),
        ("ftp://hub.example", "is not an http or https address"),
        ("http://", "is not an http or https address"),
        ("http://a b/", "is not an http or https address"),
        ("http://hub.example:99999", "is not an http or https address"),
        ("https://me:secret@hub.example", "holds a user name or a password"),
        ("https://hub.example?token=x", "holds more than an address"),
        ("http://\x1b]0;PWNED\x07", "is not an http or https address"),
    ],
)
@pytest.mark.parametrize("name", ["HF_ENDPOINT", "--endpoint"])
def test_a_bad_endpoint_is_named_with_where_it_stands(
    environ: dict[str, str], name: str, endpoint: str, problem: str
) -> None:
    if name == "--endpoint":
        line = refused(environ, "--endpoint", endpoint)
    else:
        line = refused(environ | {"HF_ENDPOINT": endpoint})
    assert line.startswith(f"{name} {problem}")
    assert "secret" not in line


def test_an_endpoint_on_the_command_line_comes_before_a_bad_one_in_the_environment(
    environ: dict[str, str], hub: LoopbackHub
) -> None:
    environ |= {"HF_ENDPOINT": "nonsense"}
    with Terminal([*PROGRAM, "--endpoint", hub.endpoint], environ) as terminal:
        terminal.wait_for(b"100 loaded")
        terminal.press(b"q")
        assert terminal.wait() == 0


def test_a_token_file_that_cannot_be_read_is_named(environ: dict[str, str], tmp_path: Path) -> None:
    assert refused(environ | {"HF_TOKEN_PATH": str(tmp_path)}) == f"The token file {tmp_path} cannot be read"


def test_a_token_of_odd_characters_is_refused_without_showing_it(environ: dict[str, str]) -> None:
    line = refused(environ | {"HF_TOKEN": "hf_ünï"})
    assert line == "HF_TOKEN holds characters that no token has"


def test_a_log_that_cannot_be_written_is_named(environ: dict[str, str], tmp_path: Path) -> None:
    line = refused(environ, "--offline", "--log", str(tmp_path / "no" / "such.log"))
    assert line == f"the log {tmp_path / 'no' / 'such.log'} cannot be written: No such file or directory"


@pytest.mark.parametrize("words", [["--nonsense"], ["models", "datasets"], ["--log"], ["--endpoint"]])
def test_wrong_words_are_told_in_one_line(environ: dict[str, str], words: list[str]) -> None:
    assert refused(environ, *words).endswith("hubtui --help shows the usage")


def test_the_log_holds_requests_and_no_secret(
    environ: dict[str, str], hub: LoopbackHub, tmp_path: Path
) -> None:
    log = tmp_path / "requests.log"
    token = hub.write_token
    environ |= {"HF_ENDPOINT": hub.endpoint, "HF_TOKEN": token}
    with Terminal([*PROGRAM, "--log", str(log), "datasets"], environ) as terminal:
        terminal.wait_for(b"100 loaded")
        terminal.press(b"/secret-search\r")
        terminal.wait_for(b"0 \xc2\xb7 end")
        terminal.press(b"q")
        assert terminal.wait() == 0
        shown = bytes(terminal.output)
    text = log.read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines()]
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert {(line[0], line[1], line[2]) for line in lines} >= {
        ("GET", "/api/datasets", "200"),
        ("GET", "/api/whoami-v2", "200"),
    }
    assert all(line[3].endswith("ms") and line[4].startswith("Root=") for line in lines)
    assert token not in text
    assert "secret-search" not in text
    assert "?" not in text
    assert token.encode() not in shown


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_a_log_on_a_full_disk_does_not_end_the_program(environ: dict[str, str], hub: LoopbackHub) -> None:
    with Terminal([*PROGRAM, "--log", "/dev/full"], environ | {"HF_ENDPOINT": hub.endpoint}) as terminal:
        terminal.wait_for(b"100 loaded")
        terminal.press(b"q")
        assert terminal.wait() == 0
        assert b"Traceback" not in terminal.output


def test_quitting_right_at_the_start_leaves_nothing_behind(environ: dict[str, str], hub: LoopbackHub) -> None:
    gate = hub.hold("/api/models")
    with Terminal(PROGRAM, environ | {"HF_ENDPOINT": hub.endpoint}) as terminal:
        terminal.wait_for(ALTERNATE_SCREEN)
        terminal.press(b"q")
        assert terminal.wait() == 0
        output = bytes(terminal.output)
    gate.release()
    assert b"\x1b[?1049l" in output
    for word in (b"Traceback", b"Warning", b"Error", b"never awaited"):
        assert word not in output
