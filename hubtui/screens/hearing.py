"""Hearing: what screens hear of the Hub beside the answers to their questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.hub.models import RateLimit


class Hearing:
    """A screen to which the app passes on what concerns the whole program; it takes of it what it shows."""

    def take_quota(self, limit: RateLimit) -> None:
        """Take what is left of a quota, whoever asked."""

    def take_wait(self, seconds: float, what: str) -> None:
        """Take that a read is tried again in so many seconds; this runs in the worker that waits."""

    def take_account(self) -> None:
        """Take that more, or other, is known of who is signed in."""

    def take_other_user(self) -> None:
        """Take that the Hub is asked as somebody else from now on: nothing that only the user before saw may stay."""
