"""Caching: which repos huggingface_hub has on this machine, and how much room one takes."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from hubtui import text
from hubtui.core.bookmarks import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.worker import Worker

    from hubtui.core.keeping import LocalCache
    from hubtui.hub.models import RepoRef
    from hubtui.screens.browse import BrowseScreen


class Caching:
    """Reads the cache for a browse screen, in threads: it may be on a slow disk."""

    def __init__(self, screen: BrowseScreen, cache: LocalCache) -> None:
        self._screen = screen
        self._cache = cache
        self._sizes: dict[str, int | None] = {}
        # Begun when their worker begins: a mashed key leaves none behind that never did.
        self._reading: Worker[None] | None = None
        self._measuring: Worker[None] | None = None
        self.keys: frozenset[str] = frozenset()
        """What there is, as keys of hubtui.core.bookmarks."""

    def read(self) -> None:
        """Read what there is now, and mark it in the lists."""
        self._reading = self._screen.run_worker(self._read, group="cache", exclusive=True)

    def path(self, ref: RepoRef) -> str:
        """Return the folder of a repo, or an empty text for one that is not there."""
        return self._cache.path(key_of(ref)) if self.keys else ""

    def words(self, ref: RepoRef) -> Sequence[str]:
        """Return what the preview says of a repo: nothing, or that it is there, its size once known, and its folder."""
        key = key_of(ref)
        if key not in self.keys:
            return ()
        size = text.size(self._sizes.get(key))
        return f"on this machine{f' · {size}' if size else ''}", text.one_line(self._cache.path(key))

    def measure(self, ref: RepoRef, then: Callable[[], None]) -> None:
        """Find out the size of a repo that is there, unless it is known; the last one wanted."""
        key = key_of(ref)
        if key in self.keys and key not in self._sizes:
            self._measuring = self._screen.run_worker(
                partial(self._measure, key, then), group="cache size", exclusive=True
            )

    async def _read(self) -> None:
        self.keys = await asyncio.to_thread(self._cache.keys)
        self._sizes.clear()
        self._screen.signing.follow()

    async def _measure(self, key: str, then: Callable[[], None]) -> None:
        self._sizes[key] = await asyncio.to_thread(partial(self._cache.size, key))
        then()
