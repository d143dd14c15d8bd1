"""Journey: the real app with the real client on an embedded Hub, driven by keys and read as a screen."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hubtui.app import HubApp
from hubtui.cli.start import Target, opener
from hubtui.hub.credentials import Token
from hubtui.hub.criteria import Kind
from hubtui.screens.browse import BrowseScreen
from hubtui.timings import Timings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.pilot import Pilot

    from hubtui.widgets.repo_pane import RepoPane
    from tests.support.faults import Recorded
    from tests.support.loopback import LoopbackHub

NOW = 1_795_000_000.0
"""When journeys take place: 2026-11-18, after all that the catalogue holds."""
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
    """What was handed to the clipboard."""

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

    def requests(self, path: str) -> list[Recorded]:
        """The requests made so far to exactly that path."""
        return [request for request in self.hub.requests if request.path == path]

    async def press(self, *keys: str) -> None:
        """Press keys and let the program answer them."""
        await self.pilot.press(*keys)

    async def until(self, condition: Callable[[], Any], what: str = "") -> None:
        """Wait until a condition holds.

        Raises:
            AssertionError: if it never does; the text shows the screen.
        """
        for _ in range(ROUNDS):
            if condition():
                return
            await self.pilot.pause(BETWEEN)
        raise AssertionError(f"{what or 'the condition'} never held; the screen is\n{self.screen}")

    async def sees(self, text: str) -> None:
        """Wait until a text is on the screen."""
        await self.until(lambda: text in self.screen, repr(text))

    async def loses(self, text: str) -> None:
        """Wait until a text is no longer on the screen."""
        await self.until(lambda: text not in self.screen, f"not {text!r}")

    async def settle(self) -> None:
        """Wait until nothing is under way: no worker, no message, no timer that is due."""
        for _ in range(5):
            await self.app.workers.wait_for_complete()
            await self.pilot.pause(BETWEEN)


@asynccontextmanager
async def journey(
    hub: LoopbackHub,
    *,
    size: tuple[int, int] = (140, 40),
    token: str | None = None,
    endpoint: str | None = None,
    offline: bool = False,
    first: Kind = Kind.MODEL,
    host: str = "hub.test",
    timings: Timings | None = None,
) -> AsyncIterator[Journey]:
    """Start the program on a Hub; nothing that it waits for takes time.

    Args:
        hub: the embedded Hub.
        size: columns and rows.
        token: a token of the Hub's; None to be anonymous.
        endpoint: another address than the Hub's own.
        offline: with the offline switch on.
        first: the pane to open with.
        host: what the Hub is called on the screen.
        timings: other spans than none at all.
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
    target = Target(endpoint or hub.endpoint, Token(token) if token else None, offline=offline)
    app = HubApp(opener(lambda: target, spans, None), spans, host=host, first=first)
    async with app.run_test(size=size, notifications=True) as pilot:
        yield Journey(app, pilot, hub, waits)
