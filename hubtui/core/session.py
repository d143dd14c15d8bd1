"""Session: how the Hub is reached and as whom, which may be somebody else from one moment to the next."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, NamedTuple, Protocol

from hubtui.core.connection import Listener, Pass
from hubtui.hub.credentials import VARIABLES
from hubtui.hub.errors import BadToken, HubError, TooManyRequests

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubtui.core.connection import Connection, Open
    from hubtui.core.rights import Rights
    from hubtui.hub.credentials import Token
    from hubtui.hub.models import Account, RateLimit

LEFT_ALONE = 300.0
"""Seconds for which whoami is left alone after it was asked too often and did not say for how long."""
OPTION = "hubtui runs with --read-only"
"""Why nothing may be changed where that was asked for."""
SETTING = "config.toml says read_only"
"""Why nothing may be changed where that is so at every start."""


class Watcher(Protocol):
    """Hears what concerns the whole program; called in the event loop."""

    def take_quota(self, limit: RateLimit) -> None:
        """Take what is left of a quota."""

    def take_wait(self, seconds: float, what: str) -> None:
        """Take that a read is tried again in so many seconds, and what happened, clean."""

    def take_account(self) -> None:
        """Take that more, or other, is known of who is signed in."""

    def take_other_user(self) -> None:
        """Take that the Hub is asked as somebody else from now on."""


class Verified(NamedTuple):
    """A connection as somebody whom the Hub knows; nothing is asked on it until it is adopted."""

    connection: Connection
    account: Account
    ear: _Ear


class Quota(NamedTuple):
    """What the server last said of the API's quota."""

    limit: RateLimit
    heard: float
    """When, in seconds since the epoch."""


class Session:
    """The connection in use and who is signed in on it.

    Whoami is strictly limited (wire.md §1.9): it is asked once for each token, and after a failure only where
    somebody wants to know again.

    Args:
        open_connection: makes connections.
        watcher: hears of all that changes.
        clock: seconds since the epoch.
        read_only: why nothing may be changed, whoever is signed in; empty where that may be.
    """

    def __init__(
        self, open_connection: Open, watcher: Watcher, clock: Callable[[], float], *, read_only: str = ""
    ) -> None:
        self._open = open_connection
        self._watcher = watcher
        self.clock = clock
        """Seconds since the epoch."""
        self._read_only = read_only
        self.ear = _Ear(self, watcher)
        """What hears of the connection in use."""
        self._connecting: asyncio.Future[Connection] | None = None
        self._asking: asyncio.Task[Account] | None = None
        self._retiring: dict[asyncio.Task[None], asyncio.Future[Connection]] = {}
        self._again_from = 0.0
        """When whoami may be asked again without being told to, in seconds since the epoch."""
        self.account: Account | None = None
        """Who is signed in, once that is known."""
        self.error: HubError | None = None
        """Why that is not known, or that the token is not accepted any more; None where neither is so."""
        self.quota: Quota | None = None
        self.variable = ""
        """The variable outside that gives the token at each start; empty where none does, or before one was asked."""

    @property
    def connection(self) -> Connection | None:
        """The connection in use, if it is made already."""
        return None if self._connecting is None else _made(self._connecting)

    @property
    def token(self) -> Token | None:
        """The token that goes along, if any does and the connection is made."""
        return self.connection.token if self.connection is not None else None

    @property
    def signed_in(self) -> bool:
        """Whether a token goes along; not before the connection is made."""
        return self.token is not None

    @property
    def unsure(self) -> bool:
        """Whether a token goes along of which the Hub is to be asked whose it is, when it is asked for more anyway."""
        rests = self.clock() < self._again_from
        return self.signed_in and not rests and (self.account is None or self.refused)

    @property
    def refused(self) -> bool:
        """Whether the token that goes along is not accepted."""
        return self.signed_in and isinstance(self.error, BadToken)

    @property
    def expired(self) -> bool:
        """Whether the token's time is over, as far as the Hub has said that, or when it is."""
        account, error = self.account, self.error
        if isinstance(error, BadToken) and "expired" in error.words.lower():
            return True
        return account is not None and account.expires is not None and account.expires <= self.clock()

    @property
    def rights(self) -> Rights:
        """What may be changed; before it is known who is signed in, whatever the Hub will allow."""
        from hubtui.core.rights import Rights

        reason = self._read_only
        if not reason and self.refused:
            what = "has expired" if self.expired else "is not accepted by the Hub"
            reason = f"The token {what}; press @ to sign in"
        return Rights(self.account, signed_in=self.connection is None or self.signed_in, read_only=reason)

    async def connect(self) -> Connection:
        """Return the connection, made in a thread when first asked for; a failed attempt is made again.

        Raises:
            HubError: if it cannot be made.
        """
        task = self._connecting
        if task is None or (task.done() and task.exception() is not None):
            task = self._connecting = asyncio.create_task(asyncio.to_thread(self._open, self.ear))
        # One waiter's cancellation must not take the connection from the others.
        return await asyncio.shield(task)

    async def who(self) -> Account:
        """Return who is signed in; however many want to know, the Hub is asked once.

        Raises:
            BadToken: nobody is, or the token is not accepted.
            HubError: the Hub did not tell.
        """
        if self.account is not None and not self.refused:
            return self.account
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
            self._asking.add_done_callback(_seen)
        return await asyncio.shield(self._asking)

    async def verify(self, token: Token) -> Verified:
        """Ask whose a token is, by a client of its own; nothing changes yet.

        Returns:
            What is to be adopted or dropped.

        Raises:
            HubError: the token is not accepted, or the Hub could not be asked.
        """
        ear = _Ear(self, self._watcher)
        connection = await asyncio.to_thread(self._open, ear, Pass(token))
        async with AsyncExitStack() as otherwise:
            otherwise.push_async_callback(connection.close)
            account = await connection.reads.whoami()
            otherwise.pop_all()
        return Verified(connection, account, ear)

    def adopt(self, found: Verified) -> None:
        """Ask the Hub as somebody else from now on."""
        self._become(found.connection, found.ear)
        self.account = found.account
        self._tell_of_other()

    async def go_without(self) -> None:
        """Ask the Hub as nobody from now on.

        Raises:
            HubError: the connection cannot be made.
        """
        ear = _Ear(self, self._watcher)
        self._become(await asyncio.to_thread(self._open, ear, Pass(None)), ear)
        self._tell_of_other()

    async def close(self) -> None:
        """Close all connections at once, at the end of the program."""
        if self._asking is not None:
            self._asking.cancel()
        for task in self._retiring:
            task.cancel()
        for connection in (self.connection, *map(_made, self._retiring.values())):
            if connection is not None:
                await connection.close()

    def take_quota(self, limit: RateLimit) -> None:
        """Take what is left of a quota."""
        if limit.bucket == "api":
            self.quota = Quota(limit, self.clock())
        self._watcher.take_quota(limit)

    def take_refusal(self, error: BadToken) -> None:
        """Take that the token is not accepted; what is known of whose it is stays."""
        if not self.refused:
            self.error = error
            self._watcher.take_account()

    async def _ask(self) -> Account:
        connection = await self.connect()
        if not connection.signed_in:
            raise BadToken("Nobody is signed in", "press @ to sign in")
        try:
            self.account = await connection.reads.whoami()
        except HubError as error:
            self.error = error
            if isinstance(error, TooManyRequests):
                self._again_from = self.clock() + (error.wait or LEFT_ALONE)
            raise
        else:
            self.error = None
            return self.account
        finally:
            self._watcher.take_account()

    def _become(self, connection: Connection, ear: _Ear) -> None:
        """Put a connection in the place of the one in use, which ends with what is under way on it."""
        if self.token is not None and self.token.source in VARIABLES:
            self.variable = self.token.source
        before, self._connecting = self._connecting, asyncio.get_running_loop().create_future()
        self._connecting.set_result(connection)
        self.ear = ear
        self.account = self.error = self.quota = None
        self._again_from = 0.0
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        if before is not None:
            task = asyncio.create_task(_retired(before))
            self._retiring[task] = before
            task.add_done_callback(self._retiring.pop)

    def _tell_of_other(self) -> None:
        self._watcher.take_other_user()
        self._watcher.take_account()


class _Ear(Listener):
    """Hears what is said on one connection, and passes it on as long as that is the one in use."""

    def __init__(self, session: Session, watcher: Watcher) -> None:
        self._session = session
        self._watcher = watcher

    def take_quota(self, limit: RateLimit) -> None:
        if self._session.ear is self:
            self._session.take_quota(limit)

    def take_wait(self, seconds: float, what: str) -> None:
        if self._session.ear is self:
            self._watcher.take_wait(seconds, what)

    def take_refusal(self, error: BadToken) -> None:
        if self._session.ear is self:
            self._session.take_refusal(error)


def _made(connecting: asyncio.Future[Connection]) -> Connection | None:
    """Return a connection if it is made."""
    ended = connecting.done() and not connecting.cancelled()
    return connecting.result() if ended and connecting.exception() is None else None


async def _retired(connecting: asyncio.Future[Connection]) -> None:
    """Retire a connection, once it is made if it is not yet."""
    try:
        connection = await connecting
    except HubError:
        return
    await connection.retire()


def _seen(task: asyncio.Task[Account]) -> None:
    """Look at how a task ended: nobody may wait for it any more."""
    if not task.cancelled():
        task.exception()
