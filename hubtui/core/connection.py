"""Connection: a Hub that can be asked, and who hears of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from hubtui.hub.changes import Changes
    from hubtui.hub.credentials import Token
    from hubtui.hub.errors import BadToken
    from hubtui.hub.models import RateLimit
    from hubtui.hub.reads import Reads


class Pass(NamedTuple):
    """What is shown to the Hub instead of the token that was found at the start."""

    token: Token | None
    """None to be nobody."""


class Connection(NamedTuple):
    """One Hub, asked as one user."""

    reads: Reads
    changes: Changes
    endpoint: str
    """The base of API and web addresses, without a slash at the end."""
    token: Token | None
    """What goes along; whose it is, whoami tells."""
    close: Callable[[], Awaitable[None]]
    """Closes the client at once."""
    retire: Callable[[], Awaitable[None]]
    """Closes the client once no request is under way any more."""

    @property
    def signed_in(self) -> bool:
        """Whether a token goes along."""
        return self.token is not None


class Listener(Protocol):
    """Hears what the server says beside its answers; called in the event loop."""

    def take_quota(self, limit: RateLimit) -> None:
        """Take what is left of a quota."""

    def take_wait(self, seconds: float, what: str) -> None:
        """Take that a read is tried again in so many seconds, and what happened, clean."""

    def take_refusal(self, error: BadToken) -> None:
        """Take that the token is not accepted, whatever was asked."""


class Open(Protocol):
    """Makes a connection."""

    def __call__(self, listener: Listener, shown: Pass | None = None) -> Connection:
        """Return a connection, with the token that was found at the start or with what is to be shown instead.

        Blocks, for it imports the client: call it in a thread.

        Raises:
            HubError: it cannot be made.
        """


Connect = Callable[[], Awaitable[Connection]]
"""Returns the connection, made when first called. Raises HubError where it cannot be made."""
