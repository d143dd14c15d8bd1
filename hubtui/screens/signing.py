"""Signing: puts beside ids in the lists what this machine knows of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hubtui.core.bookmarks import ids_in
from hubtui.widgets.columns import BOOKMARKED, CACHED, marks_of
from hubtui.widgets.repo_pane import RepoPane

if TYPE_CHECKING:
    from hubtui.core.keeping import KeptState
    from hubtui.hub.criteria import Kind
    from hubtui.hub.models import Repo
    from hubtui.screens.browse import BrowseScreen

_NONE: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


class Signing:
    """Tells the lists of a browse screen which of their repos are bookmarked, and which are on this machine."""

    def __init__(self, screen: BrowseScreen, state: KeptState) -> None:
        self._screen = screen
        self._state = state
        self._shown: dict[Kind, tuple[frozenset[str], frozenset[str]]] = {}

    def follow(self) -> None:
        """Show what is known now; a list is drawn anew only where that is something else."""
        for pane in self._screen.deck.panes:
            if not isinstance(pane, RepoPane):
                continue
            kind = pane.kind
            known = ids_in(self._state.bookmarks, kind), ids_in(self._screen.caching.keys, kind)
            if known != self._shown.get(kind, _NONE):
                self._shown[kind] = known
                pane.table.mark_text = partial(_marks, *known)


def _marks(kept: frozenset[str], cached: frozenset[str], repo: Repo) -> str:
    """Return the marks of a row."""
    here = (BOOKMARKED if repo.id in kept else "") + (CACHED if repo.id in cached else "")
    return here + marks_of(repo)
