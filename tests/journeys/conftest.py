"""What journeys must not depend on: this machine's display, multiplexer, browser and proxies."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

HIDDEN = ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "SSH_CONNECTION", "BROWSER", "NO_COLOR")


@pytest.fixture(autouse=True)
def bare_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the program nothing but the terminal, on every system alike."""
    for name in HIDDEN:
        monkeypatch.delenv(name, raising=False)
    linux = SimpleNamespace(platform="linux")
    monkeypatch.setattr("hubtui.local.clipboard.sys", linux)
    monkeypatch.setattr("hubtui.local.browser.sys", linux)
