"""Tests of hubtui.local.clipboard."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pyperclip
import pytest

from hubtui.local import clipboard
from hubtui.local.clipboard import Clipboard, CopyFailed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PATIENCE = 5.0
"""Seconds; no test waits for them, for a way that works answers at once."""


def make(environ: Mapping[str, str], patience: float = PATIENCE) -> tuple[Clipboard, list[str]]:
    sent: list[str] = []
    return Clipboard(environ, patience, sent.append), sent


@pytest.fixture(autouse=True)
def on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hubtui.local.clipboard.sys.platform", "linux")


def test_with_a_display_the_native_clipboard_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", copied.append)
    chain, sent = make({"DISPLAY": ":0"})
    assert chain.copy("a/b") == "to the clipboard"
    assert copied == ["a/b"]
    assert sent == []


@pytest.mark.parametrize("environ", [{}, {"SSH_TTY": "/dev/pts/1"}])
def test_without_a_display_the_terminal_is_asked(environ: dict[str, str]) -> None:
    chain, sent = make(environ)
    assert "OSC 52" in chain.copy("a/b")
    assert sent == ["a/b"]


def test_a_native_clipboard_that_fails_hands_over_to_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> None:
        raise pyperclip.PyperclipException("no tool")

    monkeypatch.setattr(pyperclip, "copy", fail)
    chain, sent = make({"DISPLAY": ":0"})
    assert "OSC 52" in chain.copy("a/b")
    assert sent == ["a/b"]


def test_a_native_clipboard_that_hangs_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    let_go = threading.Event()

    def hang(text: str) -> None:
        let_go.wait()

    monkeypatch.setattr(pyperclip, "copy", hang)
    chain, sent = make({"WAYLAND_DISPLAY": "wayland-0"}, patience=0.01)
    assert "OSC 52" in chain.copy("a/b")
    assert sent == ["a/b"]
    let_go.set()


def fake_tmux(folder: Path, exit_code: int) -> Path:
    """Put a tmux into a folder that writes what it was given beside itself."""
    tool = folder / "tmux"
    tool.write_text(f'#!/bin/sh\necho "$@" > {folder}/arguments\ncat > {folder}/buffer\nexit {exit_code}\n')
    tool.chmod(0o755)
    return tool


def test_inside_tmux_its_buffer_is_loaded_and_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_tmux(tmp_path, 0)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    chain, sent = make({"TMUX": "socket,1,0"})
    assert chain.copy("naïve/idé") == "through tmux"
    assert (tmp_path / "arguments").read_text().split() == ["load-buffer", "-w", "-"]
    assert (tmp_path / "buffer").read_text() == "naïve/idé"
    assert sent == []


def test_a_tmux_too_old_to_pass_on_hands_over_to_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_tmux(tmp_path, 1)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    chain, sent = make({"TMUX": "socket,1,0"})
    assert "OSC 52" in chain.copy("a/b")
    assert sent == ["a/b"]


def test_a_tmux_that_is_not_there_hands_over_to_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    chain, sent = make({"TMUX": "socket,1,0"})
    chain.copy("a/b")
    assert sent == ["a/b"]


def test_a_screen_served_to_a_browser_leaves_this_machines_clipboard_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", copied.append)
    chain, sent = make({"DISPLAY": ":0", "TMUX": "x"})
    chain.copy("a/b", served=True)
    assert copied == []
    assert sent == ["a/b"]


def test_a_text_too_long_for_the_terminal_is_not_sent() -> None:
    chain, sent = make({})
    with pytest.raises(CopyFailed, match="too long"):
        chain.copy("x" * (clipboard.OSC52_LIMIT + 1))
    assert sent == []
