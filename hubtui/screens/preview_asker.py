"""PreviewAsker: follows the cursor, and asks the Hub about the repo on which it rests."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

from hubtui.core.rest import Rest
from hubtui.hub.errors import HubError
from hubtui.widgets.repo_preview import EXPAND, RepoPreview
from hubtui.widgets.status_bar import runs_low

if TYPE_CHECKING:
    from textual.worker import Worker

    from hubtui.core.connection import Connect
    from hubtui.hub.criteria import Kind
    from hubtui.hub.models import RateLimit, Repo, RepoInfo, RepoRef
    from hubtui.screens.browse import BrowseScreen
    from hubtui.timings import Timings

REMEMBERED = 200
"""How many answers are kept for coming back to a repo."""


class PreviewAsker:
    """Repaints the preview after a short rest, asks the Hub after a longer one (design.md §5, Preview)."""

    GROUP = "preview"
    """The group of its worker."""

    def __init__(self, screen: BrowseScreen, connect: Connect, timings: Timings) -> None:
        self._screen = screen
        self._connect = connect
        self._timings = timings
        # The loop's own timer: Textual's costs a task and a message for each, and a held key starts many.
        self._rest = Rest(
            lambda seconds, then: asyncio.get_running_loop().call_later(seconds, then), time.monotonic
        )
        self._answers: OrderedDict[RepoRef, RepoInfo] = OrderedDict()
        self._worker: Worker[None] | None = None
        self.is_low = False
        """Whether the quota runs low, so that nothing is asked that nobody asked for."""

    def follow(self) -> None:
        """Note that the cursor may have moved; this runs for every key."""
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None
        if self._screen.preview_shown:
            self._rest.moved(self._timings.preview_paint, self._paint)

    def forget(self) -> None:
        """Forget the answer for the highlighted repo, so that it is asked for again."""
        if (found := self._screen.highlighted) is not None:
            self._answers.pop(ref_of(*found), None)

    def forget_all(self) -> None:
        """Forget all answers, and what is shown."""
        self._answers.clear()
        self._preview.clear()
        self.follow()

    def drop(self, ref: RepoRef) -> None:
        """Forget the answer for a repo that has changed, and look again if it is the highlighted one."""
        self._answers.pop(ref, None)
        self.follow()

    def take_quota(self, limit: RateLimit) -> None:
        """Take what is left of a quota: the preview asks nothing while it runs low."""
        if limit.bucket == "api":
            self.is_low = runs_low(limit)

    @property
    def _preview(self) -> RepoPreview:
        return self._screen.preview

    def _paint(self) -> None:
        """Show what is known, and ask for the rest after a longer rest."""
        if not self._screen.is_running:
            return
        if (found := self._screen.highlighted) is None:
            self._preview.clear()
            return
        kind, repo = found
        ref = ref_of(kind, repo)
        info = self._answers.get(ref)
        self._preview.show(kind, repo, info, self._screen.caching.words(ref))
        self._screen.caching.measure(ref, self._paint_here)
        if info is None and repo.usable:
            if self.is_low:
                self._preview.show_problem("The quota runs low, so details are not asked for")
            else:
                self._rest.moved(self._timings.preview_ask - self._timings.preview_paint, self._ask)

    def _paint_here(self) -> None:
        """Show what has become known of the highlighted repo on this machine."""
        if (found := self._screen.highlighted) is not None:
            self._preview.show_here(found[1].id, self._screen.caching.words(ref_of(*found)))

    def _ask(self) -> None:
        if (
            self._screen.is_running
            and self._screen.preview_shown
            and (found := self._screen.highlighted) is not None
        ):
            self._worker = self._screen.run_worker(
                partial(self._load, *found), group=self.GROUP, exclusive=True
            )

    async def _load(self, kind: Kind, repo: Repo) -> None:
        try:
            reads = (await self._connect()).reads
            info = await reads.repo(kind, repo.id, expand=EXPAND[kind])
        except HubError as error:
            self._preview.show_problem(error.summary)
            return
        self._answers[ref_of(kind, repo)] = info
        if len(self._answers) > REMEMBERED:
            self._answers.popitem(last=False)
        if self._screen.highlighted == (kind, repo):
            self._preview.show(kind, repo, info, self._screen.caching.words(ref_of(kind, repo)))


def ref_of(kind: Kind, repo: Repo) -> RepoRef:
    """Return the key of a repo. Imported here, for nothing needs msgspec before the first frame is drawn."""
    from hubtui.hub.models import RepoRef

    return RepoRef(kind, repo.id)
