"""MetricsAsker: brings the metrics to the front where the Hub still has them, and says so where not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.hub.errors import HubError, NotFound

if TYPE_CHECKING:
    from textual.worker import Worker

    from hubtui.core.connection import Connect
    from hubtui.screens.browse import BrowseScreen


class MetricsAsker:
    """Asks for the metrics once a run (wire.md §2.11), and again only where that failed or is wished for."""

    GROUP = "metrics"
    """The group of its worker."""

    def __init__(self, screen: BrowseScreen, connect: Connect) -> None:
        self._screen = screen
        self._connect = connect
        self._retired = False
        self._worker: Worker[None] | None = None

    async def show(self) -> None:
        """Show the metrics, or say that this Hub has none; ask where that is not known."""
        if self._screen.deck.metrics is not None:
            await self._screen.deck.show_metrics()
        elif self._retired:
            self._say_retired()
        else:
            self.ask()

    def ask(self) -> None:
        """Ask for the metrics and show them, unless that is under way already."""
        if self._worker is None or self._worker.is_finished:
            self._worker = self._screen.run_worker(self._load, group=self.GROUP)

    def give_up(self) -> None:
        """Want them no longer: another pane was chosen before they came."""
        if self._worker is not None:
            self._worker.cancel()

    async def _load(self) -> None:
        try:
            metrics = await (await self._connect()).reads.metrics()
        except NotFound:
            metrics = ()
        except HubError as error:
            self._screen.say(error.summary)
            return
        self._retired = not metrics
        if metrics:
            await self._screen.deck.show_metrics(metrics)
        else:
            self._say_retired()

    def _say_retired(self) -> None:
        self._screen.say("This Hub no longer offers metrics; 1, 2 and 3 show what it has")
