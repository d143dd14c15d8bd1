"""Revising: picks another revision of the repo that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.core.visit import Visit

if TYPE_CHECKING:
    from hubtui.hub.contents import Refs
    from hubtui.screens.detail.desk import Desk
    from hubtui.screens.detail.screen import DetailScreen


class Revising:
    """Does it for a detail view.

    Args:
        screen: the view.
        desk: what it works with.
    """

    def __init__(self, screen: DetailScreen, desk: Desk) -> None:
        self._screen = screen
        self._desk = desk

    async def do_revision_pick(self) -> None:
        """Pick in a menu which revision to look at."""
        from hubtui.screens.detail.revision_menu import RevisionMenu

        visit = self._screen.visit
        if visit.usable:
            await self._screen.app.push_screen(RevisionMenu(self._refs, visit.at), self._look)
        else:
            self._screen.say("This repo's id holds characters that cannot be sent safely")

    async def _refs(self) -> Refs:
        """Ask for everything that can be looked at.

        Raises:
            HubError: the Hub does not say.
        """
        ref = self._screen.visit.ref
        return await (await self._desk.connect()).reads.refs(ref.kind, ref.id, pulls=True)

    def _look(self, revision: str | None) -> None:
        """Look at a revision; None keeps the present one."""
        if revision is not None:
            default = Visit(self._screen.visit.ref).at
            self._screen.choose_revision(None if revision == default else revision)
