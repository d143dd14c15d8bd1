"""PaneDeck: the panes, of which one is in front; each is made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from hubtui.widgets.repo_pane import RepoPane

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from hubtui.core.question import Question
    from hubtui.core.session import Session
    from hubtui.hub.criteria import Kind
    from hubtui.hub.models import Metric
    from hubtui.timings import Timings
    from hubtui.widgets.metrics_pane import MetricsPane

Pane: TypeAlias = "RepoPane | MetricsPane"


class PaneDeck:
    """Makes panes, keeps them, and brings one to the front.

    No widget: a key repaints whatever encloses the list, and each widget less is time saved.

    Args:
        first: the pane that is in front at the start; whoever has the deck mounts it.
        session: how the panes reach the Hub, and as whom.
        timings: every span of time.
        place: mounts a further pane among the others.
        turned: told when another pane is in front.
        question: returns what a pane begins with.
    """

    def __init__(
        self,
        first: Kind,
        session: Session,
        timings: Timings,
        *,
        place: Callable[[Pane], Awaitable[None]],
        turned: Callable[[], None],
        question: Callable[[Kind], Question],
    ) -> None:
        self._session = session
        self._timings = timings
        self._place = place
        self._turned = turned
        self._question = question
        self._repo_panes: dict[Kind, RepoPane] = {}
        self.metrics: MetricsPane | None = None
        """The metrics, once a Hub has answered with some."""
        self.front: Pane = self._make(first)
        """The pane in front."""

    @property
    def panes(self) -> tuple[Pane, ...]:
        """All panes that were made."""
        return (*self._repo_panes.values(), *(() if self.metrics is None else (self.metrics,)))

    @property
    def repos(self) -> RepoPane | None:
        """The pane in front, if it lists repos."""
        return self.front if isinstance(self.front, RepoPane) else None

    async def show_kind(self, kind: Kind) -> None:
        """Bring the pane of a kind to the front; it has the keys when this returns."""
        await self._bring_forward(self._repo_panes.get(kind) or self._make(kind))

    async def show_metrics(self, metrics: Sequence[Metric] = ()) -> None:
        """Bring the metrics to the front: these, or those that are known already."""
        if self.metrics is None:
            from hubtui.widgets.metrics_pane import MetricsPane

            self.metrics = MetricsPane(metrics)
        elif metrics:
            self.metrics.show(metrics)
        await self._bring_forward(self.metrics)

    def _make(self, kind: Kind) -> RepoPane:
        pane = self._repo_panes[kind] = RepoPane(kind, self._session, self._timings)
        pane.listing.question = self._question(kind)
        return pane

    async def _bring_forward(self, pane: Pane) -> None:
        """Show one pane and hide the others; it asks its first question once it is laid out."""
        if self.repos is not None and self.repos is not pane:
            self.repos.end_edit()
        self.front = pane
        for other in self.panes:
            other.display = other is pane
        if not pane.is_attached:
            await self._place(pane)
        if self.front is pane:
            pane.take_keys()
        pane.call_after_refresh(self._enter)

    def _enter(self) -> None:
        """Let the pane in front begin, whichever that is by now."""
        self.front.enter()
        self._turned()
