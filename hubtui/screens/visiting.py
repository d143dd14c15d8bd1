"""Visiting: opens the detail view of a repo."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hubtui.hub.criteria import Kind
from hubtui.screens.launching import open_app
from hubtui.screens.preview_asker import ref_of
from hubtui.screens.wishes import PageWanted

if TYPE_CHECKING:
    from hubtui.core.connection import Connect
    from hubtui.core.keeping import Memory
    from hubtui.hub.models import Metric, Repo, RepoRef
    from hubtui.screens.browse import BrowseScreen
    from hubtui.timings import Timings


class Visiting:
    """Opens what is highlighted in the pane in front of a browse screen.

    Args:
        screen: over which the detail view lies.
        connect: how the Hub is reached.
        timings: every span of time.
        memory: what stays on this machine.
        host: what the Hub is called on the screen.
    """

    def __init__(
        self, screen: BrowseScreen, connect: Connect, timings: Timings, memory: Memory, *, host: str
    ) -> None:
        self._screen = screen
        self._connect = connect
        self._timings = timings
        self._memory = memory
        self._host = host

    async def do_repo_open(self) -> None:
        """Open the highlighted repo, or the Space of the highlighted metric."""
        metrics = self._screen.deck.metrics
        if (found := self._screen.highlighted) is not None:
            await self.visit(ref_of(*found), found[1])
        elif metrics is self._screen.deck.front and metrics is not None and metrics.highlighted is not None:
            await self._visit_space(metrics.highlighted)

    async def _visit_space(self, metric: Metric) -> None:
        """Open the Space that computes a metric, if it names one."""
        from hubtui.core.facts.fact import openable

        ref = openable(Kind.SPACE, metric.space) if metric.space else None
        if ref is None:
            self._screen.say(f"{metric.id} names no Space that could be opened")
        else:
            await self.visit(ref)

    def do_repo_browse(self) -> None:
        """Open the web page of the highlighted repo."""
        if (found := self._screen.highlighted) is not None:
            self._screen.post_message(PageWanted(ref_of(*found)))

    def do_space_browse(self) -> None:
        """Open the running app of the highlighted Space."""
        if (found := self._screen.highlighted) is not None:
            open_app(self._screen, self._connect, ref_of(*found))

    async def visit(self, ref: RepoRef, row: Repo | None = None) -> None:
        """Open a repo, with what a list knows of it; once, however often the key is pressed."""
        # In a thread, for while so much is imported in the loop no key would be answered.
        await asyncio.to_thread(import_detail)
        from hubtui.core.visit import Visit
        from hubtui.screens.detail.card import KEPT as CARD
        from hubtui.screens.detail.desk import Desk
        from hubtui.screens.detail.screen import INFO, DetailScreen

        if self._screen.app.screen is self._screen:
            desk = Desk(
                self._connect,
                self._timings,
                self._memory,
                lambda: self._screen.account,
                self._screen.bookmarking,
                self._screen.managing,
            )
            visit = Visit(ref, row)
            if visit.usable:
                desk.expect(visit.key(CARD), visit.key(INFO))
            await self._screen.app.push_screen(DetailScreen(visit, desk, host=self._host))


def import_detail() -> None:
    """Import the detail view with the tab that it opens with. Blocks."""
    import hubtui.screens.detail.card
    import hubtui.screens.detail.screen  # noqa: F401  # for its effect
