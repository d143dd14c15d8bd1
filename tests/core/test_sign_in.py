"""Signing in, switching and signing out where the files of this machine cannot be used, or a change is under way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from hubtui.core.sign_in import BUSY, Kept, SignIn
from hubtui.hub.credentials import Token
from hubtui.hub.errors import ConnectionFailed
from tests.core.test_session import session

if TYPE_CHECKING:
    from tests.support.loopback import LoopbackHub

PLACE = "/home/a/hf/token"


@dataclass
class Tokens:
    """Tokens in memory, which can be made to fail."""

    stored: dict[str, Token] = field(default_factory=dict)
    fails: bool = False
    notice: str = ""
    place: str = PLACE
    shared: bool = True
    forgotten: list[str | None] = field(default_factory=list)

    @property
    def names(self) -> tuple[str, ...]:
        self._check()
        return tuple(self.stored)

    def holds(self, token: Token) -> tuple[bool, str]:
        self._check()
        names = [name for name, each in self.stored.items() if each.reveal() == token.reveal()]
        return bool(names), names[0] if names else ""

    def get(self, name: str) -> Token | None:
        return self.stored.get(name)

    def keep(self, name: str, token: Token) -> str:
        self._check()
        self.stored[name] = token
        return name

    def switch(self, name: str) -> Token | None:
        self._check()
        return self.stored.get(name)

    def forget(self, name: str | None = None) -> None:
        self.forgotten.append(name)

    def _check(self) -> None:
        if self.fails:
            raise OSError(28, "No space left on device")


async def test_a_token_that_cannot_be_kept_signs_in_all_the_same_and_says_so(hub: LoopbackHub) -> None:
    tokens = Tokens(fails=True)
    async with session(hub) as stage:
        said = await SignIn(stage.session, lambda: tokens, lambda: False).sign_in(
            Token(hub.write_token, "pasted"), keep=True
        )
        assert said.failed
        assert (
            said.text
            == "Signed in as alice until hubtui ends, for the token could not be kept: No space left on device"
        )
        assert stage.session.account is not None
        assert stage.session.token is not None
        assert stage.session.token.source == "pasted"


async def test_a_kept_token_says_where_it_is_kept_from_then_on(hub: LoopbackHub) -> None:
    tokens = Tokens(notice="stored_tokens could not be read; it was set aside")
    async with session(hub) as stage:
        signing = SignIn(stage.session, lambda: tokens, lambda: False)
        said = await signing.sign_in(Token(hub.write_token, "pasted"), keep=True)
        assert said.text == f"Signed in as alice; the token is kept as embedded-write. {tokens.notice}"
        assert stage.session.token is not None
        assert stage.session.token.source == PLACE
        kept = await signing.kept()
        assert kept == Kept(("embedded-write",), "embedded-write")


async def test_a_switch_that_cannot_be_written_down_holds_until_the_end(hub: LoopbackHub) -> None:
    tokens = Tokens({"desk": Token(hub.read_token, PLACE)}, fails=True)
    async with session(hub, hub.write_token) as stage:
        signing = SignIn(stage.session, lambda: tokens, lambda: False)
        said = await signing.switch("desk")
        assert said.failed
        assert said.text == "Signed in as alice with desk until hubtui ends: No space left on device"
        assert (await signing.switch("gone")).text == "There is no token gone any more"
        assert (await stage.session.who()).role == "read"


async def test_files_that_huggingface_hub_does_not_use_are_not_said_to_be_used(hub: LoopbackHub) -> None:
    tokens = Tokens({"desk": Token(hub.read_token, PLACE)}, shared=False)
    async with session(hub) as stage:
        signing = SignIn(stage.session, lambda: tokens, lambda: False)
        assert (await signing.switch("desk")).text == "Signed in as alice with desk"
        tokens.shared = True
        assert (await signing.switch("desk")).text.endswith(", which huggingface_hub uses from now on too")


async def test_a_token_that_stays_kept_is_said_to(hub: LoopbackHub) -> None:
    tokens = Tokens(fails=True)
    async with session(hub) as stage:
        signing = SignIn(stage.session, lambda: tokens, lambda: False)
        stage.session.adopt(await stage.session.verify(Token(hub.write_token, PLACE)))
        assert (await signing.kept()).problem == "The kept tokens cannot be read: No space left on device"
        said = await signing.sign_out()
        assert said.text == (
            "Signed out until hubtui ends, for the token is still kept: No space left on device"
        )
        assert not stage.session.signed_in


async def test_signing_out_forgets_the_token_in_use_and_no_other(hub: LoopbackHub) -> None:
    tokens = Tokens({"desk": Token(hub.read_token, PLACE)})
    async with session(hub) as stage:
        signing = SignIn(stage.session, lambda: tokens, lambda: False)
        stage.session.adopt(await stage.session.verify(Token(hub.write_token, "pasted")))
        assert (await signing.sign_out()).text == "Signed out"
        # One that was only pasted is forgotten nowhere, even if the same is kept.
        tokens.stored["laptop"] = Token(hub.write_token, PLACE)
        stage.session.adopt(await stage.session.verify(Token(hub.write_token, "pasted")))
        assert (await signing.sign_out()).text == "Signed out"
        assert tokens.forgotten == []
        await signing.switch("desk")
        await signing.sign_out()
        assert tokens.forgotten == ["desk"]
        assert (await signing.sign_out()).text == "Nobody is signed in"


async def test_what_begins_while_a_token_is_verified_ends_as_who_began_it(hub: LoopbackHub) -> None:
    tokens = Tokens({"desk": Token(hub.read_token, PLACE)})
    async with session(hub, hub.write_token) as stage:
        signing = SignIn(stage.session, lambda: tokens, lambda: True)
        said = [
            await signing.sign_in(Token(hub.read_token, "pasted"), keep=True),
            await signing.switch("desk"),
        ]
        assert [each.text for each in said] == [BUSY, BUSY]
        assert (await stage.session.who()).role == "write"
        assert tokens.stored.keys() == {"desk"}
        for each in stage.made[:2]:
            with pytest.raises(ConnectionFailed, match="closed"):
                await each.reads.whoami()


@pytest.mark.parametrize(("busy", "why"), [(True, BUSY), (False, "")])
def test_while_a_change_is_under_way_nobody_else_can_be_signed_in(busy: bool, why: str) -> None:
    signing = SignIn(None, Tokens, lambda: busy)  # type: ignore[arg-type]  # nothing is asked of it
    assert signing.why_not == why
    assert signing.place == PLACE
