"""Tests of hubtui.local.clipboard: every way and every turn of the chain, with real processes in the place of tools."""

from __future__ import annotations

import errno
import os
import stat
import sys
from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.local import osc52
from hubtui.local.clipboard import Choice, Clipboard, CopyFailed, Outcome
from hubtui.local.tools import run_tool
from tests.local.test_tools import BRIEF, PATIENCE, tool

if TYPE_CHECKING:
    from collections.abc import Mapping

SENT = Outcome("Sent", "to the terminal (OSC 52)")
NATIVE = Outcome("Copied", "to the clipboard")
ODD = "naïve/idé 'quoted' \"$(x)\" `y` -e \\n 🤗 日本"
"""A text that a shell, or an encoding, would spoil."""
IDS = "\n".join(f"some-owner/a-model-with-a-name-{number}" for number in range(500))


class Bench:
    """A clipboard in an environment of its own, with what it did."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = {"PATH": str(folder / "nothing"), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        self.sent: list[str] = []
        """What the terminal was sent."""
        self.file = folder / "state" / "copied.txt"

    def tool(self, name: str, *lines: str) -> None:
        """Put a shell script on the PATH."""
        self.environ |= tool(self.folder, name, *lines)

    def recorder(self, name: str, *after: str) -> None:
        """Put a tool on the PATH that writes down its arguments and what it is given."""
        self.tool(
            name,
            f'echo "$*" >>"{self.folder}/{name}.arguments"',
            f'cat >"{self.folder}/{name}.given"',
            *after,
        )

    def given(self, name: str) -> str:
        """Return what a tool was given."""
        return (self.folder / f"{name}.given").read_text(encoding="utf-8")

    def calls(self, name: str) -> list[str]:
        """Return the arguments that a tool was called with, each time."""
        found = self.folder / f"{name}.arguments"
        return found.read_text().splitlines() if found.exists() else []

    def clipboard(
        self,
        environ: Mapping[str, str],
        *,
        patience: float = PATIENCE,
        choice: Choice = "auto",
        served: bool = False,
    ) -> Clipboard:
        """Return the chain in an environment."""
        return Clipboard(
            self.environ | dict(environ), patience, self.sent.append, self.file, choice=choice, served=served
        )


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setattr("hubtui.local.clipboard.sys.platform", "linux")
    return Bench(tmp_path)


def received(sequences: list[str]) -> list[str]:
    """Return what a terminal puts on its clipboard of what it was sent."""
    return [b64decode(each.removeprefix("\x1b]52;c;").removesuffix("\x07")).decode() for each in sequences]


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        ({"DISPLAY": ":0"}, "xclip"),
        ({"DISPLAY": ":0"}, "xsel"),
        ({"DISPLAY": "localhost:10.0", "SSH_TTY": "/dev/pts/1"}, "xclip"),
        ({"DISPLAY": ":0", "TMUX": "/nowhere,1,0"}, "xclip"),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "wl-copy"),
    ],
)
@pytest.mark.parametrize("text", ["org/name", ODD, IDS], ids=["plain", "odd", "500 ids"])
def test_with_a_display_its_clipboard_is_used(
    bench: Bench, environ: dict[str, str], name: str, text: str
) -> None:
    bench.recorder(name)
    bench.tool("wl-paste")
    assert bench.clipboard(environ).copy(text) == NATIVE
    assert bench.given(name) == text
    assert bench.sent == []


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"SSH_TTY": "/dev/pts/1"},
        {"SSH_TTY": "/dev/pts/1", "DISPLAY": ":0"},
        {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22", "WAYLAND_DISPLAY": "wayland-0"},
    ],
)
@pytest.mark.parametrize("text", ["org/name", ODD, IDS], ids=["plain", "odd", "500 ids"])
def test_where_no_display_is_the_users_the_terminal_is_asked(
    bench: Bench, environ: dict[str, str], text: str
) -> None:
    bench.recorder("xclip")
    assert bench.clipboard(environ).copy(text) == SENT
    assert received(bench.sent) == [text]
    assert bench.calls("xclip") == []


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_a_machine_with_a_clipboard_is_not_asked_over_ssh(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr("hubtui.local.clipboard.sys.platform", platform)
    assert bench.clipboard({"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}).copy("a/b") == SENT


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("cat >/dev/null", "exit 1"),
        ('echo "Error: Can\'t open display: :0" >&2', "exit 1"),
        ("kill -9 $$",),
    ],
    ids=["missing", "failing", "dead server", "killed"],
)
def test_a_clipboard_that_does_not_work_hands_over_to_the_terminal(
    bench: Bench, lines: tuple[str, ...]
) -> None:
    if lines:
        bench.tool("xclip", *lines)
    assert bench.clipboard({"DISPLAY": ":0"}).copy("a/b") == SENT
    assert received(bench.sent) == ["a/b"]


def test_a_clipboard_that_hangs_is_left_behind_and_not_tried_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[bytes | None] = []

    def noted(*arguments: Any, **options: Any) -> bytes | None:
        tried.append(run_tool(*arguments, **options))
        return tried[-1]

    monkeypatch.setattr("hubtui.local.clipboard.run_tool", noted)
    bench.tool("xclip", "exec sleep 1000")
    clipboard = bench.clipboard({"DISPLAY": ":0"}, patience=BRIEF)
    assert [clipboard.copy(text) for text in ("a/b", "c/d", "e/f")] == [SENT] * 3
    assert received(bench.sent) == ["a/b", "c/d", "e/f"]
    assert tried == [None]


def test_a_clipboard_that_works_is_asked_each_time(bench: Bench) -> None:
    bench.recorder("xclip")
    clipboard = bench.clipboard({"DISPLAY": ":0"})
    assert [clipboard.copy("a/b"), clipboard.copy("c/d")] == [NATIVE, NATIVE]
    assert bench.given("xclip") == "c/d"


def test_a_clipboard_that_has_worked_is_asked_again_after_a_failure(bench: Bench) -> None:
    bench.recorder("xclip", f'test ! -e "{bench.folder}/busy"')
    clipboard = bench.clipboard({"DISPLAY": ":0"})
    assert clipboard.copy("a/b") == NATIVE
    (bench.folder / "busy").touch()
    assert clipboard.copy("c/d") == SENT
    (bench.folder / "busy").unlink()
    assert clipboard.copy("e/f") == NATIVE


def test_a_tool_that_stays_to_hold_the_clipboard_is_not_waited_for(bench: Bench) -> None:
    bench.recorder("xclip", "sleep 30 &")
    assert bench.clipboard({"DISPLAY": ":0"}).copy("a/b") == NATIVE


@pytest.mark.parametrize(
    ("features", "way"),
    [
        ("256,clipboard,title", "to tmux's buffer and sent on to the terminal"),
        ("256,title", "to tmux's buffer"),
        ("", "to tmux's buffer"),
    ],
)
def test_inside_tmux_its_buffer_is_loaded_and_no_more_is_claimed(
    bench: Bench, features: str, way: str
) -> None:
    bench.recorder("tmux", f'echo "{features}"')
    assert bench.clipboard({"TMUX": "/nowhere,1,0", "SSH_TTY": "x"}).copy(ODD) == Outcome("Copied", way)
    assert bench.given("tmux") == ODD
    assert bench.calls("tmux")[0].startswith("load-buffer -w -")
    assert bench.sent == []


@pytest.mark.parametrize(
    "lines", [(), ("exit 1",), ("exec sleep 1000",)], ids=["missing", "too old", "hanging"]
)
def test_a_tmux_that_does_not_take_it_hands_over_to_the_terminal(
    bench: Bench, lines: tuple[str, ...]
) -> None:
    if lines:
        bench.tool("tmux", *lines)
    clipboard = bench.clipboard(
        {"TMUX": "/nowhere,1,0"}, patience=BRIEF if "exec sleep 1000" in lines else PATIENCE
    )
    assert clipboard.copy("a/b") == SENT
    assert bench.sent == [osc52.osc52(b"a/b", {"TMUX": "/nowhere,1,0"})]


def test_a_display_that_is_dead_leads_to_tmux(bench: Bench) -> None:
    bench.recorder("tmux")
    assert bench.clipboard({"TMUX": "/nowhere,1,0", "DISPLAY": ":0"}).copy("a/b").way == "to tmux's buffer"


def test_a_text_too_long_for_the_terminal_goes_into_a_file_that_is_private(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: bench.folder)
    text = "x" * (osc52.LIMIT + 1)
    assert bench.clipboard({}).copy(text) == Outcome("Wrote", "to ~/state/copied.txt")
    assert bench.file.read_text() == text + "\n"
    assert stat.S_IMODE(bench.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(bench.file.parent.stat().st_mode) == 0o700
    assert bench.sent == []
    bench.clipboard({}).copy("y" * (osc52.LIMIT + 1))
    assert bench.file.read_text() == "y" * (osc52.LIMIT + 1) + "\n"
    assert list(bench.file.parent.iterdir()) == [bench.file]


def test_a_file_elsewhere_is_named_in_full(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: bench.folder / "home")
    assert bench.clipboard({}, choice="file").copy("a/b").way == f"to {bench.file}"


def test_a_full_disk_is_said_and_leaves_the_earlier_file(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard = bench.clipboard({}, choice="file")
    clipboard.copy("a/b")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CopyFailed, match=r"copied\.txt cannot be written: No space left on device"):
        clipboard.copy("c/d")
    assert bench.file.read_text() == "a/b\n"
    monkeypatch.undo()
    clipboard.copy("e/f")
    assert bench.file.read_text() == "e/f\n"


@pytest.mark.parametrize(
    ("choice", "outcome"),
    [
        ("native", NATIVE),
        ("tmux", Outcome("Copied", "to tmux's buffer")),
        ("osc52", SENT),
    ],
)
def test_a_choice_takes_that_way_whatever_there_is(bench: Bench, choice: Choice, outcome: Outcome) -> None:
    bench.recorder("xclip")
    bench.recorder("tmux")
    environ = {"DISPLAY": ":0", "TMUX": "/nowhere,1,0", "SSH_TTY": "x"}
    assert bench.clipboard(environ, choice=choice).copy("a/b") == outcome
    assert len(bench.calls("xclip")) == (choice == "native")
    assert len(bench.calls("tmux")) == (choice == "tmux")
    assert len(bench.sent) == (choice == "osc52")


@pytest.mark.parametrize(
    ("choice", "reason"),
    [
        ("native", "No clipboard of this machine answers"),
        ("tmux", "tmux does not take it"),
        ("osc52", "That is too long for this terminal's clipboard"),
    ],
)
def test_a_choice_that_does_not_work_says_so_and_takes_no_other_way(
    bench: Bench, choice: Choice, reason: str
) -> None:
    clipboard = bench.clipboard({"DISPLAY": ":0"}, choice=choice)
    for _ in range(2):
        with pytest.raises(CopyFailed, match=reason):
            clipboard.copy("x" * 80_000)
    assert bench.sent == []
    assert not bench.file.exists()


def test_a_screen_served_to_a_browser_leaves_this_machine_alone(bench: Bench) -> None:
    bench.recorder("xclip")
    bench.recorder("tmux")
    clipboard = bench.clipboard({"DISPLAY": ":0", "TMUX": "/nowhere,1,0"}, served=True)
    assert clipboard.copy("a/b") == SENT
    with pytest.raises(CopyFailed, match="too long"):
        clipboard.copy("x" * 80_000)
    assert bench.calls("xclip") == bench.calls("tmux") == []
    assert not bench.file.exists()


def test_lone_surrogates_do_not_end_a_copy(bench: Bench) -> None:
    bench.clipboard({}).copy("a\ud800b")
    assert received(bench.sent) == ["a?b"]


@pytest.mark.skipif(sys.platform == "win32", reason="a path with a home needs one")
def test_a_copy_draws_nothing_by_itself(bench: Bench, capfd: pytest.CaptureFixture[str]) -> None:
    bench.tool("xclip", "echo out; echo err >&2; exit 1")
    bench.tool("tmux", "echo err >&2; exit 1")
    bench.clipboard({"DISPLAY": ":0", "TMUX": "x"}).copy("a/b")
    assert capfd.readouterr() == ("", "")
