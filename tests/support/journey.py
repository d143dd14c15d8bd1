"""Journey: the real app with the real client on an embedded Hub, driven by keys and read as a screen."""

from __future__ import annotations

import asyncio
import re
from base64 import b64decode
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual import events
from textual.keys import _character_to_key

from hubtui.app import HubApp
from hubtui.cli.start import Target, kept_tokens, opener, remembering
from hubtui.core.opening import opening_for, opening_left
from hubtui.hub.credentials import Token
from hubtui.hub.criteria import Kind
from hubtui.local.paths import folders_in
from hubtui.local.settings import DEFAULTS
from hubtui.screens.browse import BrowseScreen
from hubtui.screens.detail.screen import DetailScreen
from hubtui.text import is_plain
from hubtui.timings import Timings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.pilot import Pilot

    from hubtui.hub.answer import LogLine
    from hubtui.local.settings import Settings
    from hubtui.widgets.repo_pane import RepoPane
    from tests.support.faults import Recorded
    from tests.support.loopback import LoopbackHub

NOW = 1_795_000_000.0
"""When journeys take place: 2026-11-18, after all that the catalogue holds."""
_OSC52 = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
ANSWERS = 4
"""How often every queue is emptied after a key: the app's, the widget's, the screen's, and what follows from it."""
ROUNDS = 2_000
"""How often a journey looks before it gives up waiting for something to be seen."""
INSTANT = 0.001
"""The shortest time that a timer takes, in seconds."""
BETWEEN = 0.005
"""Seconds that each look leaves to the server's thread."""


@dataclass
class Journey:
    """One run of the program."""

    app: HubApp
    pilot: Pilot[None]
    hub: LoopbackHub
    waits: list[float]
    """The pauses between tries of reads, in seconds; none of them was really waited."""
    copied: list[str] = field(default_factory=list)
    """What was handed to the terminal's clipboard (OSC 52)."""

    @property
    def screen(self) -> str:
        """The whole screen as text, one line a row."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in strips)

    @property
    def lines(self) -> list[str]:
        """The screen's rows."""
        return self.screen.split("\n")

    @property
    def browse(self) -> BrowseScreen:
        """The browse screen, whatever lies over it."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, BrowseScreen)
        return screen

    @property
    def detail(self) -> DetailScreen:
        """The detail view that is open, whatever lies over it."""
        for screen in reversed(self.app.screen_stack):
            if isinstance(screen, DetailScreen):
                return screen
        raise AssertionError(f"no detail view is open; the screen is\n{self.screen}")

    @property
    def pane(self) -> RepoPane:
        """The pane in front."""
        pane = self.browse.deck.repos
        assert pane is not None
        return pane

    @property
    def ids(self) -> list[str]:
        """The ids in the list in front."""
        return [repo.id for repo in self.pane.table.rows]

    @property
    def highlighted(self) -> str | None:
        """The id under the cursor."""
        repo = self.pane.table.highlighted
        return repo.id if repo is not None else None

    @property
    def toasts(self) -> list[str]:
        """What was said to the user and is still shown, the oldest first."""
        return [note.message for note in self.app._notifications]

    @property
    def title(self) -> str:
        """The top line."""
        return self.lines[0]

    @property
    def status(self) -> str:
        """The line above the footer."""
        return self.lines[-2]

    @property
    def footer(self) -> str:
        """The bottom line."""
        return self.lines[-1]

    @property
    def question(self) -> str:
        """The line of the search and the order, without the preview beside it."""
        return self.lines[1].partition("│")[0]

    @property
    def unsafe(self) -> list[str]:
        """What is drawn that no terminal may get: control characters, and links."""
        found = []
        for strip in self.app.screen._compositor.render_strips():
            for text, style, control in strip:
                if control or not is_plain(text) or (style is not None and style.link):
                    found.append(repr(text))
        return found

    def requests(self, path: str) -> list[Recorded]:
        """The requests made so far to exactly that path."""
        return [request for request in self.hub.requests if request.path == path]

    async def press(self, *keys: str) -> None:
        """Press keys, each right behind the other as a hurried hand does, and let the program answer them all."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            name = key if len(key) > 1 or key.isalnum() else _character_to_key(key)
            event = events.Key(name, key if len(key) == 1 else {"space": " "}.get(key))
            event.set_sender(self.app)
            driver.send_message(event)
        await self.answer()

    async def click(self, text: str, times: int = 1) -> None:
        """Click the first place on the screen where a text stands."""
        row = next(number for number, line in enumerate(self.lines) if text in line)
        await self.click_at(cell_len(self.lines[row].partition(text)[0]), row, times)

    async def click_at(self, column: int, row: int, times: int = 1) -> None:
        """Click a cell of the screen."""
        await self.pilot.click(offset=(column, row), times=times)
        await self.answer()

    async def wheel(self, notches: int, column: int = 10, row: int = 10) -> None:
        """Turn the mouse wheel over a cell: down, or up if negative."""
        kind = events.MouseScrollDown if notches > 0 else events.MouseScrollUp
        assert self.app._driver is not None
        for _ in range(abs(notches)):
            event = kind(None, column, row, 0, 0, 0, False, False, False, column, row)
            event.set_sender(self.app)
            self.app._driver.send_message(event)
        await self.answer()

    async def paste(self, text: str) -> None:
        """Paste a text as terminals do, in brackets."""
        self.app.post_message(events.Paste(text))
        await self.answer()

    async def answer(self) -> None:
        """Let what was done pass from the app to the widgets and back."""
        for _ in range(ANSWERS):
            await self.pilot.pause(0)

    async def until(self, condition: Callable[[], Any], what: str = "") -> None:
        """Wait until a condition holds.

        Raises:
            AssertionError: if it never does; the text shows the screen.
        """
        for _ in range(ROUNDS):
            if condition():
                return
            await self.pilot.pause(BETWEEN)
        raise AssertionError(
            f"{what or 'the condition'} never held; the screen is\n{self.screen}\n{self.under_way}"
        )

    @property
    def under_way(self) -> str:
        """What has not ended, and what was asked for last: for whoever looks for why something never came."""
        asked = [f"{request.method} {request.path}" for request in self.hub.requests[-5:]]
        frames = [frame for task in asyncio.all_tasks() for frame in task.get_stack(limit=1)]
        places = Counter(f"{frame.f_code.co_filename}:{frame.f_lineno}" for frame in frames)
        told = [f"{count} × {place}" for place, count in places.items() if "message_pump" not in place]
        return "\n".join(["asked for last", *asked, "under way", *told])

    async def sees(self, text: str) -> None:
        """Wait until a text is on the screen."""
        await self.until(lambda: text in self.screen, repr(text))

    async def says(self, text: str) -> None:
        """Wait until a toast with a text is on the screen; a long one is broken into lines there."""
        await self.until(lambda: any(text in toast for toast in self.toasts), f"a toast with {text!r}")
        await self.sees(text[:20])

    async def asks(self, path: str, times: int) -> None:
        """Wait until exactly that path has been asked for so many times."""
        await self.until(lambda: len(self.requests(path)) >= times, f"request {times} for {path}")
        assert len(self.requests(path)) == times

    async def previews(self, text: str) -> None:
        """Wait until a text is in the preview, however it is broken into lines."""
        await self.until(lambda: text in self.browse.preview.text, f"{text!r} in the preview")

    async def loses(self, text: str) -> None:
        """Wait until a text is no longer on the screen."""
        await self.until(lambda: text not in self.screen, f"not {text!r}")

    async def settle(self) -> None:
        """Wait until nothing is under way: no worker, no message, no timer that is due."""
        for _ in range(5):
            await self.until(
                lambda: all(worker.is_finished for worker in self.app.workers), "the end of all work"
            )
            await self.pilot.pause(BETWEEN)


@asynccontextmanager
async def journey(
    hub: LoopbackHub,
    *,
    size: tuple[int, int] = (140, 40),
    token: str | None = None,
    endpoint: str | None = None,
    offline: bool = False,
    first: Kind | str | None = Kind.MODEL,
    host: str = "hub.test",
    timings: Timings | None = None,
    home: Path | None = None,
    tokens: Path | None = None,
    source: str = "HF_TOKEN",
    read_only: bool = False,
    log: Callable[[LogLine], None] | None = None,
    settings: Settings = DEFAULTS,
) -> AsyncIterator[Journey]:
    """Start the program on a Hub; nothing that it waits for takes time.

    Args:
        hub: the embedded Hub.
        size: columns and rows.
        token: a token of the Hub's; None to be anonymous.
        endpoint: another address than the Hub's own.
        offline: with the offline switch on.
        first: the pane to open with, or the word of the command line that says what to open; None for no word.
        host: what the Hub is called on the screen.
        timings: other spans than none at all.
        home: the folder of what stays on this machine; one that goes away by default.
        tokens: the token file; one that goes away by default.
        source: where the token comes from.
        read_only: change nothing on the Hub.
        log: told of each request.
        settings: what the user's file says.
    """
    waits: list[float] = []

    async def pause(seconds: float) -> None:
        waits.append(seconds)

    spans = timings or Timings(
        search_rest=INSTANT,
        preview_paint=INSTANT,
        preview_ask=INSTANT,
        clock=lambda: NOW,
        pause=pause,
        jitter=lambda: 0.5,
    )
    target = Target(endpoint or hub.endpoint, Token(token, source) if token else None, offline=offline)
    what = first.plural if isinstance(first, Kind) else first
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as passing,
        remembering(
            folders_in(home or Path(passing)),
            lambda: kept_tokens(tokens or Path(passing) / "hf" / "token"),
        ) as memory,
    ):
        state = memory.state
        opens = opening_left(state) if what is None else opening_for(what, target.endpoint, state.views)
        app = HubApp(
            opener(lambda: target, spans, log),
            spans,
            host=host,
            memory=memory,
            first=opens,
            read_only=read_only,
            settings=settings,
        )
        async with app.run_test(size=size, notifications=True) as pilot:
            run = Journey(app, pilot, hub, waits)
            _listen_to_clipboard(app, run.copied)
            yield run


def _listen_to_clipboard(app: HubApp, copied: list[str]) -> None:
    """Write down what the terminal is told to put on its clipboard; nothing else that is written matters here."""

    def write(data: str) -> None:
        copied.extend(b64decode(found).decode() for found in _OSC52.findall(data))

    assert app._driver is not None
    app._driver.write = write  # type: ignore[method-assign]
