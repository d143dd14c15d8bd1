"""SignIn: the workflows that make the program somebody else: a pasted token, a kept one, or none."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from hubtui.hub.credentials import VARIABLES
from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubtui.core.keeping import KeptTokens
    from hubtui.core.session import Session, Verified
    from hubtui.hub.credentials import Token

BUSY = "A change is under way; wait until it has ended"
"""Why nobody else can be signed in now."""


class Said(NamedTuple):
    """What to tell the user of what was done."""

    text: str
    failed: bool = False
    """Whether a part of it could not be done."""


class Kept(NamedTuple):
    """What this machine keeps of tokens."""

    names: tuple[str, ...] = ()
    """Of the stored ones, raw."""
    name: str = ""
    """Under which the one in use is stored; empty where it is not."""
    problem: str = ""
    """Why that is not known, on one line."""


class SignIn:
    """Signs in, switches and signs out.

    Args:
        session: who is signed in.
        open_tokens: returns the tokens that this machine keeps.
        busy: whether a change is under way, which must end as the user who began it.
    """

    def __init__(
        self, session: Session, open_tokens: Callable[[], KeptTokens], busy: Callable[[], bool]
    ) -> None:
        self._session = session
        self._open_tokens = open_tokens
        self._busy = busy
        self._opened: KeptTokens | None = None

    @property
    def why_not(self) -> str:
        """Why nobody else can be signed in now; empty where that can be."""
        return BUSY if self._busy() else ""

    @property
    def place(self) -> str:
        """Where tokens are kept, clean."""
        return one_line(self._tokens.place)

    @property
    def removes(self) -> bool:
        """Whether signing out removes a token from this machine: one that comes from its files."""
        token = self._session.token
        return token is not None and token.source == self._tokens.place

    def also(self, words: str) -> str:
        """Return words about huggingface_hub where it uses the same files, and else none."""
        return words if self._tokens.shared else ""

    async def kept(self) -> Kept:
        """Return what this machine keeps."""
        return await asyncio.to_thread(self._look)

    async def sign_in(self, token: Token, *, keep: bool) -> Said:
        """Ask the Hub with a token from now on, once it has said whose it is.

        Args:
            token: as it was pasted.
            keep: whether it is kept for the next time, where huggingface_hub finds it too.

        Raises:
            HubError: the Hub does not accept it, or could not be asked; nothing has changed then.
        """
        found = await self._session.verify(token)
        if self.why_not:
            return await self._dropped(found)
        # Whoever leaves before it is kept is signed in, and sees that.
        self._session.adopt(found)
        who, name, problem = f"Signed in as {found.account.name}", "", ""
        if keep:
            name = found.account.token_name or found.account.name
            name, problem = await asyncio.to_thread(self._keep, name, token)
        if problem:
            return Said(f"{who} until hubtui ends, for the token could not be kept: {problem}", failed=True)
        if not name:
            return Said(f"{who} until hubtui ends")
        return Said(f"{who}; the token is kept as {one_line(name)}{self._shadow()}{self._notice()}")

    async def switch(self, name: str) -> Said:
        """Ask the Hub with a stored token from now on, once it has said whose it is; huggingface_hub uses it too.

        Raises:
            HubError: the Hub does not accept it, or could not be asked; nothing has changed then.
        """
        try:
            token = await asyncio.to_thread(self._tokens.get, name)
        except OSError as error:
            return Said(f"The token {one_line(name)} cannot be read: {_reason(error)}", failed=True)
        if token is None:
            return Said(f"There is no token {one_line(name)} any more", failed=True)
        found = await self._session.verify(token)
        if self.why_not:
            return await self._dropped(found)
        self._session.adopt(found)
        problem = await asyncio.to_thread(self._make_active, name)
        who = f"Signed in as {found.account.name} with {one_line(name)}"
        if problem:
            return Said(f"{who} until hubtui ends: {problem}", failed=True)
        return Said(f"{who}{self.also(', which huggingface_hub uses from now on too')}{self._shadow()}")

    async def sign_out(self) -> Said:
        """Ask the Hub without a token from now on, and keep the one in use on this machine no longer.

        Raises:
            HubError: the connection cannot be made.
        """
        token = self._session.token
        if token is None:
            return Said("Nobody is signed in", failed=True)
        if token.source in VARIABLES:
            await self._session.go_without()
            return Said(f"Signed out until hubtui ends; {token.source} is set outside, unset it to stay so")
        problem = await asyncio.to_thread(self._forget, token) if self.removes else ""
        await self._session.go_without()
        if problem:
            return Said(f"Signed out until hubtui ends, for the token is still kept: {problem}", failed=True)
        return Said("Signed out")

    async def go_without(self) -> Said:
        """Ask the Hub without a token until the program ends; what is kept stays.

        Raises:
            HubError: the connection cannot be made.
        """
        await self._session.go_without()
        return Said("Going on without a token until hubtui ends")

    async def _dropped(self, found: Verified) -> Said:
        """Say why what was verified does not count after all."""
        await found.connection.close()
        return Said(self.why_not, failed=True)

    @property
    def _tokens(self) -> KeptTokens:
        if self._opened is None:
            self._opened = self._open_tokens()
        return self._opened

    def _shadow(self) -> str:
        """Return what keeps a kept token from being used at the next start; empty for nothing."""
        variable = self._session.variable
        return f", but {variable} is set outside and counts first at each start" if variable else ""

    def _notice(self) -> str:
        return f". {self._tokens.notice}" if self._tokens.notice else ""

    # These block on a disk.

    def _look(self) -> Kept:
        token = self._session.token
        try:
            name = "" if token is None else self._tokens.holds(token)[1]
            return Kept(self._tokens.names, name)
        except OSError as error:
            return Kept(problem=f"The kept tokens cannot be read: {_reason(error)}")

    def _keep(self, name: str, token: Token) -> tuple[str, str]:
        """Return the name under which a token is kept now, or why it is not."""
        try:
            name = self._tokens.keep(name, token)
        except OSError as error:
            return "", _reason(error)
        token.source = self._tokens.place
        return name, ""

    def _make_active(self, name: str) -> str:
        """Return why a token is not the active one, or nothing where it is now."""
        try:
            self._tokens.switch(name)
        except OSError as error:
            return _reason(error)
        return ""

    def _forget(self, token: Token) -> str:
        """Return why a token is still kept, or nothing where it is not."""
        try:
            active, name = self._tokens.holds(token)
            if name or active:
                self._tokens.forget(name or None)
        except OSError as error:
            return _reason(error)
        return ""


def _reason(error: OSError) -> str:
    return one_line(error.strerror or "its files cannot be used")
