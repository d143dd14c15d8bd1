"""Tests of hubtui.local.browser."""

from __future__ import annotations

import webbrowser

import pytest

from hubtui.local.browser import has_graphical_browser, open_page


class Recorder(webbrowser.BaseBrowser):
    """A browser that only remembers."""

    def __init__(self, name: str = "") -> None:
        super().__init__(name)
        self.opened: list[str] = []

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        self.opened.append(url)
        return True


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    recorder = Recorder()
    monkeypatch.setattr("hubtui.local.browser.sys.platform", "linux")
    monkeypatch.setattr(webbrowser, "get", lambda: recorder)
    return recorder


def test_a_page_opens_where_there_is_a_display(browser: Recorder) -> None:
    assert open_page("https://huggingface.co/gpt2", {"DISPLAY": ":0"})
    assert browser.opened == ["https://huggingface.co/gpt2"]


@pytest.mark.parametrize(
    ("environ", "there"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"}, False),
        ({"WAYLAND_DISPLAY": "wayland-0", "SSH_CONNECTION": "a 1 b 22"}, False),
        ({"DISPLAY": "localhost:10.0", "SSH_TTY": "/dev/pts/1"}, True),
    ],
)
def test_over_ssh_only_a_forwarded_display_is_the_users(
    browser: Recorder, environ: dict[str, str], there: bool
) -> None:
    assert open_page("https://huggingface.co/gpt2", environ) is there
    assert bool(browser.opened) is there


def test_without_a_display_nothing_is_started(browser: Recorder) -> None:
    assert not open_page("https://huggingface.co/gpt2", {"SSH_TTY": "/dev/pts/1"})
    assert browser.opened == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "ssh://host", "/etc/passwd"])
def test_only_web_addresses_are_opened(browser: Recorder, url: str) -> None:
    assert not open_page(url, {"DISPLAY": ":0"})
    assert browser.opened == []


@pytest.mark.parametrize("chosen", ["w3m", "/usr/bin/lynx", "elinks -x"])
def test_a_console_browser_is_never_started(browser: Recorder, chosen: str) -> None:
    assert not has_graphical_browser({"DISPLAY": ":0", "BROWSER": chosen})


def test_a_console_browser_that_the_system_picks_is_not_started(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder("w3m")
    monkeypatch.setattr("hubtui.local.browser.sys.platform", "linux")
    monkeypatch.setattr(webbrowser, "get", lambda: recorder)
    assert not open_page("https://huggingface.co", {"DISPLAY": ":0"})
    assert recorder.opened == []


def test_no_browser_at_all_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> webbrowser.BaseBrowser:
        raise webbrowser.Error("none")

    monkeypatch.setattr("hubtui.local.browser.sys.platform", "linux")
    monkeypatch.setattr(webbrowser, "get", none)
    assert not open_page("https://huggingface.co", {"DISPLAY": ":0"})
