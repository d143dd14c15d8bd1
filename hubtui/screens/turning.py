"""Turning: the commands that bring another pane to the front, ask again, and quit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hubtui.hub.criteria import Kind
from hubtui.widgets.working import start_work

if TYPE_CHECKING:
    from hubtui.screens.browse import BrowseScreen


class Turning:
    """Turns to the panes of a browse screen, and away from them all."""

    def __init__(self, screen: BrowseScreen) -> None:
        self._screen = screen
        self._leaving = False
        """Whether the program quits as soon as no change runs any more."""

    async def do_pane_models(self) -> None:
        """Show the models."""
        await self._show_kind(Kind.MODEL)

    async def do_pane_datasets(self) -> None:
        """Show the datasets."""
        await self._show_kind(Kind.DATASET)

    async def do_pane_spaces(self) -> None:
        """Show the Spaces."""
        await self._show_kind(Kind.SPACE)

    async def do_pane_metrics(self) -> None:
        """Show the metrics, or say that this Hub has none."""
        await self._screen.metrics.show()

    def do_refresh(self) -> None:
        """Ask again for what is shown."""
        screen = self._screen
        screen.asker.forget()
        screen.caching.read()
        screen.tagging.ask_again()
        if screen.session.unsure:
            screen.ask_who()
        if (pane := screen.deck.repos) is not None:
            pane.reload()
        else:
            screen.metrics.ask()

    def do_quit(self) -> None:
        """Quit; once the changes under way have ended, for none of them is cut off."""
        screen, leaving = self._screen, self._screen.managing.leaving
        if not leaving:
            screen.app.exit()
        elif not self._leaving:
            self._leaving = True
            screen.say(leaving)
            start_work(screen, partial(self._quit_then), group="quit")

    async def _show_kind(self, kind: Kind) -> None:
        self._screen.metrics.give_up()
        await self._screen.deck.show_kind(kind)

    async def _quit_then(self) -> None:
        """Quit when nothing runs any more."""
        await self._screen.managing.finished()
        self._screen.app.exit()
