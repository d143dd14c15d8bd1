"""PaneDeck: the panes, of which one is in front; each is made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container
from textual.message import Message

from hubtui.widgets.metrics_pane import MetricsPane
from hubtui.widgets.repo_pane import RepoPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from hubtui.core.connection import Connect
    from hubtui.hub.criteria import Kind
    from hubtui.hub.models import Metric
    from hubtui.timings import Timings

Pane = RepoPane | MetricsPane


class PaneDeck(Container):
    """Makes panes, keeps them, and brings one to the front."""

    DEFAULT_CSS = """
    PaneDeck { height: 1fr; width: 1fr; }
    """

    class Turned(Message):
        """Another pane is in front."""

    def __init__(self, first: Kind, connect: Connect, timings: Timings) -> None:
        super().__init__()
        self._connect = connect
        self._timings = timings
        self._repo_panes: dict[Kind, RepoPane] = {}
        self.metrics: MetricsPane | None = None
        """The metrics, once a Hub has answered with some."""
        self.front: Pane = self._make(first)
        """The pane in front."""

    def compose(self) -> ComposeResult:
        """The first pane; the others come when they are asked for."""
        yield self.front

    @property
    def repos(self) -> RepoPane | None:
        """The pane in front, if it lists repos."""
        return self.front if isinstance(self.front, RepoPane) else None

    async def show_kind(self, kind: Kind) -> None:
        """Bring the pane of a kind to the front; it has the keys when this returns."""
        await self._bring_forward(self._repo_panes.get(kind) or self._make(kind))

    async def show_metrics(self, metrics: Sequence[Metric]) -> None:
        """Bring the metrics to the front."""
        if self.metrics is None:
            self.metrics = MetricsPane(metrics)
        await self._bring_forward(self.metrics)

    def _make(self, kind: Kind) -> RepoPane:
        self._repo_panes[kind] = RepoPane(kind, self._connect, self._timings)
        return self._repo_panes[kind]

    async def _bring_forward(self, pane: Pane) -> None:
        """Show one pane and hide the others; it asks its first question once it is laid out."""
        if self.repos is not None and self.repos is not pane:
            self.repos.end_edit()
        self.front = pane
        for child in self.children:
            child.display = child is pane
        if not pane.is_attached:
            await self.mount(pane)
        if self.front is pane:
            pane.take_keys()
        self.call_after_refresh(self._enter)

    def _enter(self) -> None:
        """Let the pane in front begin, whichever that is by now."""
        self.front.enter()
        self.post_message(self.Turned())
