"""Signing: puts beside ids in the lists what this machine knows of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hubtui.core.bookmarks import ids_in
from hubtui.widgets.columns import BOOKMARKED, marks_of
from hubtui.widgets.repo_pane import RepoPane

if TYPE_CHECKING:
    from hubtui.core.keeping import KeptState
    from hubtui.hub.criteria import Kind
    from hubtui.hub.models import Repo
    from hubtui.screens.browse import BrowseScreen


class Signing:
    """Tells the lists of a browse screen which of their repos are bookmarked."""

    def __init__(self, screen: BrowseScreen, state: KeptState) -> None:
        self._screen = screen
        self._state = state
        self._shown: dict[Kind, frozenset[str]] = {}

    def follow(self) -> None:
        """Show what is known now; a list is drawn anew only where that is something else."""
        for pane in self._screen.deck.panes:
            if not isinstance(pane, RepoPane):
                continue
            kept = ids_in(self._state.bookmarks, pane.kind)
            if kept != self._shown.get(pane.kind, frozenset()):
                self._shown[pane.kind] = kept
                pane.table.mark_text = partial(_marks, kept)


def _marks(kept: frozenset[str], repo: Repo) -> str:
    """Return the marks of a row."""
    return (BOOKMARKED if repo.id in kept else "") + marks_of(repo)
