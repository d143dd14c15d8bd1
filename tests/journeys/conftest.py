"""What journeys must not depend on: this machine's display, multiplexer, browser and proxies."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

HIDDEN = (
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "TMUX",
    "STY",
    "SSH_CONNECTION",
    "SSH_TTY",
    "WSL_DISTRO_NAME",
    "BROWSER",
    "NO_COLOR",
)


@pytest.fixture(autouse=True)
def bare_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the program nothing but the terminal, on every system alike."""
    for name in HIDDEN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    linux = SimpleNamespace(platform="linux", executable=sys.executable)
    monkeypatch.setattr("hubtui.local.clipboard.sys", linux)
    monkeypatch.setattr("hubtui.local.browser.sys", linux)
