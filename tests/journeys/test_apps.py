"""O opens the running app of a Space, whose address is not the Hub's and is therefore shown in full first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hubtui.hub.criteria import Kind
from tests.journeys.test_take_away import Tools
from tests.support.faults import Answer
from tests.support.journey import journey

if TYPE_CHECKING:
    from tests.support.loopback import LoopbackHub

SPACE = "alice/hello-gradio"
HOST = "https://alice-hello-gradio.hf.space"


class Browser:
    """A graphical browser that writes down what it is told to open."""

    basename = "firefox"

    def __init__(self) -> None:
        self.opened: list[str] = []

    def open(self, url: str, new: int = 0) -> bool:
        """Note the address."""
        self.opened.append(url)
        return True


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Give this machine a display with a browser."""
    found = Browser()
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("hubtui.local.browser.webbrowser.get", lambda: found)
    monkeypatch.setattr("hubtui.local.clipboard.run_tool", Tools(None).run)
    return found


async def test_the_address_is_shown_and_enter_opens_it(hub: LoopbackHub, browser: Browser) -> None:
    async with journey(hub, first=f"spaces/{SPACE}") as run:
        await run.until(lambda: run.highlighted == SPACE)
        await run.press("O")
        await run.sees(HOST)
        assert browser.opened == []
        await run.press("enter")
        await run.until(lambda: browser.opened == [HOST])
        await run.says(f"Opened {HOST}")


async def test_y_copies_it_and_escape_leaves_it(hub: LoopbackHub, browser: Browser) -> None:
    async with journey(hub, first=f"spaces/{SPACE}") as run:
        await run.until(lambda: run.highlighted == SPACE)
        await run.press("O")
        await run.sees(HOST)
        await run.press("escape", "O")
        await run.sees(HOST)
        await run.press("y")
        await run.until(lambda: run.copied == [HOST])
        assert browser.opened == []


async def test_without_a_graphical_browser_it_is_copied(hub: LoopbackHub) -> None:
    async with journey(hub, first=f"spaces/{SPACE}") as run:
        await run.until(lambda: run.highlighted == SPACE)
        await run.press("O")
        await run.sees(HOST)
        await run.press("enter")
        await run.says(f"No graphical browser is at hand. Sent {HOST} to the terminal")
        assert run.copied == [HOST]


@pytest.mark.parametrize("host", [None, "javascript:alert(1)", "https://a b", "https://\x1b[2J", 3])
async def test_a_space_without_a_proper_address_says_so(
    hub: LoopbackHub, browser: Browser, host: object
) -> None:
    body = json.dumps({"id": SPACE, "host": host}).encode()
    hub.script(f"/api/spaces/{SPACE}", Answer(200, {"Content-Type": "application/json"}, body), None)
    async with journey(hub, first=f"spaces/{SPACE}") as run:
        await run.until(lambda: run.highlighted == SPACE)
        await run.press("O")
        await run.says(f"The Hub names no app of {SPACE}")
        assert browser.opened == run.copied == []


async def test_what_is_no_space_has_no_app(hub: LoopbackHub) -> None:
    async with journey(hub, first=Kind.DATASET) as run:
        await run.sees("100 loaded")
        await run.press("O")
        assert run.toasts == ["Only a Space has an app to open"]


async def test_a_failure_is_told(hub: LoopbackHub) -> None:
    async with journey(hub, first=f"spaces/{SPACE}") as run:
        await run.until(lambda: run.highlighted == SPACE)
        await run.settle()
        hub.script(f"/api/spaces/{SPACE}", Answer(404, {"X-Error-Code": "RepoNotFound"}, b"{}"), None)
        await run.press("O")
        await run.says("does not exist, or is private")


async def test_the_detail_view_opens_it_too_without_asking_again(hub: LoopbackHub) -> None:
    async with journey(hub, first=f"spaces/{SPACE}") as run:
        await run.until(lambda: run.highlighted == SPACE)
        await run.press("enter")
        await run.until(lambda: len(run.app.screen_stack) == 2)
        await run.settle()
        asked = len(run.requests(f"/api/spaces/{SPACE}"))
        await run.press("O")
        await run.sees(HOST)
        await run.press("y")
        await run.until(lambda: run.copied == [HOST])
        assert len(run.requests(f"/api/spaces/{SPACE}")) == asked


async def test_mashing_the_key_opens_one_dialog_and_leaves_nothing_behind(hub: LoopbackHub) -> None:
    async with journey(hub, first=f"spaces/{SPACE}") as run:
        await run.until(lambda: run.highlighted == SPACE)
        gate = hub.hold(f"/api/spaces/{SPACE}")
        await run.press(*"OOOO")
        gate.release()
        await run.sees(HOST)
        assert len(run.app.screen_stack) == 2
        await run.press("escape")
        await run.until(lambda: len(run.app.screen_stack) == 1)
        await run.settle()
