"""Taking an id or a page away: by the best way this terminal has, named in the toast, or with the reason why not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hubtui.app import HubApp
from hubtui.hub.criteria import Kind
from hubtui.screens.wishes import CopyWanted
from tests.support.faults import Answer
from tests.support.journey import Journey, journey

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.support.loopback import LoopbackHub


def rows(*ids: str) -> Answer:
    """Return a page of repos with these ids."""
    return Answer(
        200, {"Content-Type": "application/json"}, json.dumps([{"id": name} for name in ids]).encode()
    )


class Browser:
    """A graphical browser that writes down what it is told to open."""

    basename = "firefox"

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.works = True

    def open(self, url: str, new: int = 0) -> bool:
        """Note the address."""
        self.opened.append(url)
        return self.works


class Tools:
    """The programs of this machine's clipboard and of tmux, in their place: they write down what they are given."""

    def __init__(self, said: bytes | None = b"") -> None:
        self.said = said
        self.given: list[str] = []

    def run(self, command: Sequence[str], data: bytes, *_: object, **__: object) -> bytes | None:
        """Note the text."""
        self.given.append(data.decode())
        return self.said


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Give this machine a display with a browser; what is copied still goes to the terminal."""
    found = Browser()
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("hubtui.local.browser.webbrowser.get", lambda: found)
    monkeypatch.setattr("hubtui.local.clipboard.run_tool", Tools(None).run)
    return found


async def toast(run: Journey) -> str:
    """Return the next thing said."""
    await run.until(lambda: run.toasts)
    return run.toasts[-1]


async def test_y_copies_through_the_terminal_and_says_so(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("j", "y")
        assert await toast(run) == f"Sent {run.ids[1]} to the terminal (OSC 52)"
        assert run.copied == [run.ids[1]]


async def test_y_right_behind_j_copies_the_row_that_j_went_to(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("j", "y", "j", "y", "j", "j", "y")
        await run.until(lambda: len(run.copied) == 3)
        assert sorted(run.copied) == sorted([run.ids[1], run.ids[2], run.ids[4]])


async def test_y_copies_natively_where_there_is_a_display(
    hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    native = Tools()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setattr("hubtui.local.clipboard.run_tool", native.run)
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("y")
        assert await toast(run) == f"Copied {run.ids[0]} to the clipboard"
        assert native.given == [run.ids[0]]
        assert run.copied == []


async def test_y_copies_through_tmux_inside_it(hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch) -> None:
    tmux = Tools(b"256,clipboard,title\n")
    monkeypatch.setenv("TMUX", "/nowhere,1,0")
    monkeypatch.setattr("hubtui.local.clipboard.run_tool", tmux.run)
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("y")
        assert await toast(run) == f"Copied {run.ids[0]} to tmux's buffer and sent on to the terminal"
        assert tmux.given == [run.ids[0]]
        assert run.copied == []


@pytest.mark.parametrize("key", ["y", "o"])
async def test_with_nothing_highlighted_the_key_says_why_it_does_nothing(hub: LoopbackHub, key: str) -> None:
    gate = hub.hold("/api/models")
    async with journey(hub) as run:
        await gate.arrived
        await run.press(key)
        assert run.toasts == ["Nothing is highlighted yet"]
        assert run.copied == []
        gate.release()


async def test_o_opens_the_page_in_a_graphical_browser(hub: LoopbackHub, browser: Browser) -> None:
    async with journey(hub, first=Kind.DATASET) as run:
        await run.sees("100 loaded")
        await run.press("o")
        url = f"{hub.endpoint}/datasets/{run.ids[0]}"
        assert await toast(run) == f"Opened {url}"
        assert browser.opened == [url]
        assert run.copied == []


async def test_o_copies_the_address_and_shows_it_where_no_browser_is(hub: LoopbackHub) -> None:
    async with journey(hub, first=Kind.SPACE) as run:
        await run.sees("100 loaded")
        await run.press("o")
        url = f"{hub.endpoint}/spaces/{run.ids[0]}"
        assert await toast(run) == (f"No graphical browser is at hand. Sent {url} to the terminal (OSC 52)")
        assert run.copied == [url]
        await run.sees("No graphical browser")


async def test_o_copies_where_the_browser_does_not_start(hub: LoopbackHub, browser: Browser) -> None:
    browser.works = False
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("o")
        await run.until(lambda: run.copied == [f"{hub.endpoint}/{run.ids[0]}"])
        assert browser.opened == run.copied


@pytest.mark.parametrize("name", ["lynx", "/usr/bin/w3m", "links -g"])
async def test_a_console_browser_is_never_started(
    hub: LoopbackHub, browser: Browser, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("BROWSER", name)
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("o")
        await run.until(lambda: run.copied)
        assert browser.opened == []


async def test_a_path_before_the_hub_is_part_of_the_address(hub: LoopbackHub, browser: Browser) -> None:
    hub.script("/hub/api/models", rows("some/model"), times=None)
    async with journey(hub, endpoint=f"{hub.endpoint}/hub") as run:
        await run.sees("1 · end")
        assert hub.requests[0].path == "/hub/api/models"
        await run.press("o")
        await run.until(lambda: browser.opened == [f"{hub.endpoint}/hub/some/model"])


@pytest.mark.parametrize(
    ("repo_id", "path"),
    [
        ("some/a b?c#d", "some/a%20b%3Fc%23d"),
        ("some/ünï", "some/%C3%BCn%C3%AF"),
        ('some/"<x>', "some/%22%3Cx%3E"),
        ("gpt2", "gpt2"),
    ],
)
async def test_an_odd_id_is_copied_as_it_is_and_quoted_in_an_address(
    hub: LoopbackHub, browser: Browser, repo_id: str, path: str
) -> None:
    hub.script("/api/models", rows(repo_id))
    async with journey(hub) as run:
        await run.sees("1 · end")
        await run.press("y")
        await run.until(lambda: run.copied == [repo_id])
        await run.press("o")
        await run.until(lambda: browser.opened == [f"{hub.endpoint}/{path}"])


@pytest.mark.parametrize("repo_id", ["../../evil", "some/..", "a/b/c"])
async def test_an_id_that_leads_to_another_path_is_not_opened(
    hub: LoopbackHub, browser: Browser, repo_id: str
) -> None:
    hub.script("/api/models", rows(repo_id))
    async with journey(hub) as run:
        await run.sees("1 · end")
        await run.press("o")
        assert await toast(run) == f"{repo_id} is no repo's id"
        assert browser.opened == run.copied == []


@pytest.mark.parametrize(
    "repo_id", ["some/\x1b]52;c;aGk=\x07name", "some/\u202ename", "some/na\nme", "some/a\u200bb"]
)
async def test_a_hostile_id_is_neither_copied_nor_opened(
    hub: LoopbackHub, browser: Browser, repo_id: str
) -> None:
    hub.script("/api/models", rows(repo_id))
    async with journey(hub) as run:
        await run.sees("1 · end")
        assert "?" in run.lines[3].partition("│")[0]
        await run.press("y", "o", "enter")
        await run.settle()
        assert run.toasts == ["This repo's id holds characters that cannot be sent safely"]
        assert browser.opened == run.copied == []
        assert [request.path for request in hub.requests] == ["/api/models"]
        assert run.unsafe == []


async def test_what_is_too_long_for_the_terminal_goes_into_a_file_that_is_named(
    hub: LoopbackHub, tmp_path: Path
) -> None:
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        run.app.post_message(CopyWanted("\n".join(["x" * 800] * 100)))
        file = tmp_path / "state" / "copied.txt"
        said = await toast(run)
        assert said == f"Wrote {'x' * 160} … (100 lines) to {file}"
        assert run.copied == []
        assert len(file.read_text().splitlines()) == 100
        await run.press("j")
        assert run.highlighted == run.ids[1]


async def test_where_nothing_takes_it_that_is_said(hub: LoopbackHub, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        run.app.post_message(CopyWanted("x" * 80_000))
        await run.until(lambda: any("copied.txt cannot be written" in said for said in run.toasts))
        assert run.copied == []


async def test_ids_of_500_lines_are_copied_and_told_in_short(hub: LoopbackHub) -> None:
    ids = "\n".join(f"some-owner/a-model-{number}" for number in range(500))
    async with journey(hub) as run:
        await run.sees("100 loaded")
        run.app.post_message(CopyWanted(ids))
        assert await toast(run) == "Sent some-owner/a-model-0 … (500 lines) to the terminal (OSC 52)"
        assert run.copied == [ids]


async def test_what_is_selected_in_a_field_is_copied_in_the_same_way(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("/", *"chat", "shift+home", "ctrl+c")
        assert await toast(run) == "Sent chat to the terminal (OSC 52)"
        assert run.copied == ["chat"]
        await run.press("end", "ctrl+v")
        await run.until(lambda: run.pane.criteria.search == "chatchat")


async def test_a_mashed_key_says_the_same_thing_once(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"yyyy")
        await run.until(lambda: len(run.copied) == 4)
        await run.settle()
        assert run.toasts == [f"Sent {run.ids[0]} to the terminal (OSC 52)"]
        assert run.screen.count("to the terminal") == 1


async def test_a_program_that_is_served_to_a_browser_leaves_this_machine_alone(
    hub: LoopbackHub, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = Tools()
    shown: list[str] = []
    monkeypatch.setattr("hubtui.local.clipboard.run_tool", tools.run)
    monkeypatch.setattr(HubApp, "is_web", True)
    monkeypatch.setattr(HubApp, "open_url", lambda app, url: shown.append(url))
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("y", "o")
        await run.until(lambda: run.copied == [run.ids[0]])
        await run.until(lambda: shown == [f"{hub.endpoint}/{run.ids[0]}"])
        assert browser.opened == tools.given == []


async def test_500_marked_ids_are_copied_one_a_line(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        while len(run.ids) < 500:
            loaded = len(run.ids)
            await run.press("G")
            await run.until(lambda loaded=loaded: len(run.ids) > loaded)  # type: ignore[misc]
        await run.settle()
        await run.press("A", "y")
        ids = run.ids
        assert (await toast(run)).endswith(f"… ({len(ids)} lines) to the terminal (OSC 52)")
        assert run.copied == ["\n".join(ids)]
