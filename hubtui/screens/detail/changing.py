"""Changing: the commands that change the repo that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hubtui.core.marks import Target
from hubtui.hub.changing import Gate

if TYPE_CHECKING:
    from hubtui.core.visit import Visit
    from hubtui.screens.detail.screen import DetailScreen


class Manages(Protocol):
    """Changes one repo, and asks first. Each returns once its dialog has the keys."""

    async def delete(self, target: Target) -> None:
        """Delete it."""

    async def move(self, target: Target) -> None:
        """Rename it or give it away."""

    async def settle(self, target: Target) -> None:
        """Change who sees it, or who gets its files."""

    async def undo(self) -> None:
        """Take the last change back."""

    @property
    def can_undo(self) -> bool:
        """Whether there is one that can be taken back."""

    @property
    def why_not(self) -> str:
        """Why nothing may be changed; empty where that may be."""


class Changing:
    """Does it for a detail view.

    Args:
        screen: the view.
        manages: what changes the Hub.
    """

    def __init__(self, screen: DetailScreen, manages: Manages) -> None:
        self._screen = screen
        self._manages = manages

    async def do_repo_delete(self) -> None:
        """Delete the repo."""
        await self._manages.delete(_target(self._screen.visit))

    async def do_repo_move(self) -> None:
        """Rename the repo or give it away."""
        await self._manages.move(_target(self._screen.visit))

    async def do_repo_visibility(self) -> None:
        """Change who sees the repo, or who gets its files."""
        await self._manages.settle(_target(self._screen.visit))

    async def do_change_undo(self) -> None:
        """Take the last change back."""
        await self._manages.undo()


def _target(visit: Visit) -> Target:
    """Return the repo that is looked at, with what is known of it."""
    known = visit.info or visit.row
    if known is None:
        return Target(visit.ref)
    return Target(visit.ref, known.created, known.private, Gate.of(known.gated))
