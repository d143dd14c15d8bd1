"""Connection: a Hub that can be asked, and who hears of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hubtui.hub.changes import Changes
    from hubtui.hub.models import RateLimit
    from hubtui.hub.reads import Reads


@dataclass(frozen=True, slots=True)
class Connection:
    """One Hub."""

    reads: Reads
    changes: Changes
    endpoint: str
    """The base of API and web addresses, without a slash at the end."""
    signed_in: bool
    """Whether a token goes along; whose it is, whoami tells."""
    close: Callable[[], Awaitable[None]]
    """Closes the client, once nothing more will be asked."""


class Listener(Protocol):
    """Hears what the server says beside its answers; called in the event loop."""

    def take_quota(self, limit: RateLimit) -> None:
        """Take what is left of a quota."""

    def take_wait(self, seconds: float, what: str) -> None:
        """Take that a read is tried again in so many seconds, and what happened, clean."""


Open = Callable[[Listener], Connection]
"""Makes the connection. Blocks (it imports the client): call it in a thread. Raises HubError where it cannot."""

Connect = Callable[[], Awaitable[Connection]]
"""Returns the connection, made when first called. Raises HubError where it cannot be made."""
