"""FreshFacts: asks what is known now of repos that were put aside, one after the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hubtui.core.shelf import EXPAND, facts_of
from hubtui.hub.errors import HubError, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.dom import DOMNode
    from textual.worker import Worker

    from hubtui.core.connection import Connect
    from hubtui.hub.models import RepoRef

GONE = "gone, or private"


class FreshFacts:
    """The words of repos, asked for once.

    Args:
        connect: how the Hub is reached.
        clock: seconds since the epoch.
        moved: told when a repo turns out to have another id.
        is_low: tells whether the quota runs low; nothing is asked then.
    """

    GROUP = "fresh facts"
    """The group of its worker."""

    def __init__(
        self,
        connect: Connect,
        clock: Callable[[], float],
        moved: Callable[[RepoRef, RepoRef], None],
        is_low: Callable[[], bool],
    ) -> None:
        self._connect = connect
        self._clock = clock
        self._moved = moved
        self._is_low = is_low
        self._wanted: tuple[RepoRef, ...] = ()
        self._worker: Worker[None] | None = None
        self.words: dict[RepoRef, str] = {}
        """What is told of a repo, or why nothing is."""

    def ask(self, node: DOMNode, refs: Sequence[RepoRef], then: Callable[[], None]) -> None:
        """Ask about those of the repos that were not asked about; these, and no others that were wanted before.

        Args:
            node: whose worker asks, and what ends it.
            refs: the most wanted first.
            then: called after each answer.
        """
        self._wanted = tuple(refs)
        if (self._worker is None or self._worker.is_finished) and self._next is not None:
            self._worker = node.run_worker(partial(self._load, then), group=self.GROUP)

    def forget(self) -> None:
        """Ask again about all."""
        self.words.clear()

    @property
    def _next(self) -> RepoRef | None:
        if self._is_low():
            return None
        return next((ref for ref in self._wanted if ref not in self.words), None)

    async def _load(self, then: Callable[[], None]) -> None:
        while (ref := self._next) is not None:
            self.words[ref] = await self._words(ref)
            then()

    async def _words(self, ref: RepoRef) -> str:
        try:
            reads = (await self._connect()).reads
            info = await reads.repo(ref.kind, ref.id, expand=EXPAND[ref.kind])
        except NotFound:
            return GONE
        except HubError as error:
            return error.what
        words = facts_of(info, self._clock())
        if info.usable and info.ref != ref:
            self.words[info.ref] = words
            self._moved(ref, info.ref)
        return words
