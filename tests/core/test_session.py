"""Who is signed in: asked once for all who want to know, and another user's answers reach nobody any more."""

from __future__ import annotations

import asyncio
import threading
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from hubtui.cli.start import Target, opener
from hubtui.core.account_words import who_line
from hubtui.core.session import LEFT_ALONE, OPTION, Session
from hubtui.hub import errors
from hubtui.hub.credentials import Token
from hubtui.hub.criteria import Criteria, Kind
from hubtui.timings import Timings
from tests.support.faults import Answer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from hubtui.core.connection import Connection, Listener, Pass
    from hubtui.hub.models import RateLimit
    from tests.support.loopback import LoopbackHub

WHO = "/api/whoami-v2"
JSON = {"Content-Type": "application/json"}
REFUSED = Answer(401, JSON, b'{"error": "Invalid credentials in Authorization header"}')


@dataclass
class Watching:
    """Writes down what it hears."""

    heard: list[str] = field(default_factory=list)
    quotas: list[RateLimit] = field(default_factory=list)

    def take_quota(self, limit: RateLimit) -> None:
        self.quotas.append(limit)

    def take_wait(self, seconds: float, what: str) -> None:
        self.heard.append("wait")

    def take_account(self) -> None:
        self.heard.append("account")

    def take_other_user(self) -> None:
        self.heard.append("other user")


@dataclass
class Stage:
    """A session, who watches it, and the connections that it has made."""

    session: Session
    watching: Watching
    made: list[Connection]
    now: list[float]


@asynccontextmanager
async def session(hub: LoopbackHub, token: str | None = None, *, read_only: str = "") -> AsyncIterator[Stage]:
    async def pause(seconds: float) -> None:
        """Wait for nothing."""

    target = Target(hub.endpoint, Token(token) if token else None)
    opens = opener(lambda: target, Timings(pause=pause), None)
    made: list[Connection] = []

    def noted(listener: Listener, shown: Pass | None = None) -> Connection:
        made.append(opens(listener, shown))
        return made[-1]

    watching, now = Watching(), [1_000.0]
    running = Session(noted, watching, lambda: now[0], read_only=read_only)
    try:
        yield Stage(running, watching, made, now)
    finally:
        await running.close()
        for each in made:
            await each.close()


def asked(hub: LoopbackHub, path: str = WHO) -> list[str | None]:
    """Return the tokens with which a path was asked for, as they were sent."""
    return [each.headers.get("authorization") for each in hub.requests if each.path == path]


async def test_however_many_want_to_know_whoami_is_asked_once(hub: LoopbackHub) -> None:
    async with session(hub, hub.write_token) as stage:
        everybody = await asyncio.gather(*(stage.session.who() for _ in range(5)))
        assert await stage.session.who() is everybody[0]
        assert everybody[0].name == hub.user
        assert asked(hub) == [f"Bearer {hub.write_token}"]
        assert stage.watching.heard == ["account"]
        assert not stage.session.unsure
        assert who_line(stage.session, "hub.test") == "alice@hub.test write"


async def test_one_who_no_longer_wants_to_know_does_not_take_the_answer_from_others(hub: LoopbackHub) -> None:
    gate = hub.hold(WHO)
    async with session(hub, hub.write_token) as stage:
        one, other = (asyncio.create_task(stage.session.who()) for _ in range(2))
        await gate.arrived
        one.cancel()
        gate.release()
        assert (await other).name == hub.user
        assert len(asked(hub)) == 1


async def test_after_a_failure_who_wants_to_know_asks_again(hub: LoopbackHub) -> None:
    hub.script(WHO, Answer(403, JSON, b"{}"))
    async with session(hub, hub.write_token) as stage:
        with pytest.raises(errors.Forbidden):
            await stage.session.who()
        assert stage.session.unsure
        assert who_line(stage.session, "hub.test") == "hub.test"
        assert (await stage.session.who()).name == hub.user
        assert stage.session.error is None
        assert len(asked(hub)) == 2


async def test_after_too_many_questions_whoami_is_left_alone_unless_one_insists(hub: LoopbackHub) -> None:
    hub.script(WHO, Answer(429, JSON | {"RateLimit": '"api";r=7;t=100'}, b"{}"))
    async with session(hub, hub.write_token) as stage:
        with pytest.raises(errors.TooManyRequests):
            await stage.session.who()
        assert not stage.session.unsure
        stage.now[0] += LEFT_ALONE
        assert stage.session.unsure
        stage.now[0] -= 1
        assert (await stage.session.who()).name == hub.user


async def test_at_the_end_what_is_under_way_is_not_waited_for(hub: LoopbackHub) -> None:
    gate = hub.hold("/api/models")
    async with session(hub, hub.write_token) as stage:
        before = await stage.session.connect()
        listing = asyncio.create_task(before.reads.repos(Criteria(Kind.MODEL)))
        await gate.arrived
        await stage.session.go_without()
        await stage.session.close()
        with pytest.raises(errors.ConnectionFailed):
            await listing
        for each in stage.made:
            with pytest.raises(errors.ConnectionFailed, match="closed"):
                await each.reads.whoami()
        gate.release()


async def test_without_a_token_nobody_is_asked_about(hub: LoopbackHub) -> None:
    async with session(hub) as stage:
        with pytest.raises(errors.BadToken, match="Nobody is signed in") as caught:
            await stage.session.who()
        assert caught.value.todo == "press @ to sign in"
        assert hub.requests == []
        assert stage.session.rights.why_not == "You are not signed in; press @ to sign in"
        assert not stage.session.unsure


async def test_a_token_is_refused_in_the_middle_of_work(hub: LoopbackHub) -> None:
    hub.script("/api/models", REFUSED)
    async with session(hub, hub.write_token) as stage:
        await stage.session.who()
        reads = (await stage.session.connect()).reads
        with pytest.raises(errors.BadToken):
            await reads.repos(Criteria(Kind.MODEL))
        assert stage.session.refused
        assert stage.watching.heard == ["account", "account"]
        assert who_line(stage.session, "hub.test") == "alice@hub.test token refused"
        assert stage.session.rights.why_not == "The token is not accepted by the Hub; press @ to sign in"
        # Whoever wants to know asks again, and the Hub may have come to its senses.
        await stage.session.who()
        assert not stage.session.refused
        assert len(asked(hub)) == 2


async def test_a_hub_that_says_that_a_token_has_expired_is_believed(hub: LoopbackHub) -> None:
    hub.script(WHO, Answer(401, JSON, b'{"error": "The access token has expired."}'))
    async with session(hub, hub.write_token) as stage:
        with pytest.raises(errors.BadToken, match="The token has expired"):
            await stage.session.who()
        assert stage.session.expired
        assert who_line(stage.session, "hub.test") == "hub.test token expired"
        assert stage.session.rights.why_not == "The token has expired; press @ to sign in"


async def test_another_token_is_verified_by_a_client_of_its_own_before_it_counts(hub: LoopbackHub) -> None:
    async with session(hub, hub.write_token) as stage:
        await stage.session.who()
        found = await stage.session.verify(Token(hub.read_token, "pasted"))
        assert found.account.role == "read"
        assert stage.session.account is not None
        assert stage.session.account.role == "write"
        before = await stage.session.connect()
        stage.session.adopt(found)
        assert await stage.session.connect() is found.connection is not before
        assert await stage.session.who() is found.account
        assert stage.watching.heard == ["account", "other user", "account"]
        assert asked(hub) == [f"Bearer {hub.write_token}", f"Bearer {hub.read_token}"]
        await asyncio.gather(*stage.session._retiring)
        with pytest.raises(errors.ConnectionFailed, match="closed"):
            await before.reads.repos(Criteria(Kind.MODEL))


async def test_a_token_that_is_not_accepted_changes_nothing(hub: LoopbackHub) -> None:
    async with session(hub, hub.write_token) as stage:
        await stage.session.who()
        before = await stage.session.connect()
        with pytest.raises(errors.BadToken):
            await stage.session.verify(Token("hf_wrong", "pasted"))
        assert await stage.session.connect() is before
        assert not stage.session.refused
        assert stage.watching.heard == ["account"]
        with pytest.raises(errors.ConnectionFailed, match="closed"):
            await stage.made[-1].reads.whoami()


async def test_what_was_asked_before_ends_before_its_client_closes_and_is_no_longer_heard(
    hub: LoopbackHub,
) -> None:
    gate = hub.hold("/api/models")
    async with session(hub, hub.write_token) as stage:
        reads = (await stage.session.connect()).reads
        listing = asyncio.create_task(reads.repos(Criteria(Kind.MODEL), limit=3))
        await gate.arrived
        await stage.session.go_without()
        assert stage.session.quota is None
        gate.release()
        assert len((await listing).repos) == 3
        assert stage.watching.quotas == []
        assert not stage.session.signed_in


async def test_a_late_refusal_of_the_token_before_says_nothing_of_this_one(hub: LoopbackHub) -> None:
    gate = hub.hold("/api/models")
    async with session(hub, "hf_stale") as stage:
        reads = (await stage.session.connect()).reads
        listing = asyncio.create_task(reads.repos(Criteria(Kind.MODEL)))
        await gate.arrived
        stage.session.adopt(await stage.session.verify(Token(hub.write_token, "pasted")))
        gate.release()
        with pytest.raises(errors.BadToken):
            await listing
        assert not stage.session.refused


async def test_a_connection_that_was_still_being_made_is_closed_too(hub: LoopbackHub) -> None:
    async with session(hub, hub.write_token) as stage:
        slow, opens = threading.Event(), stage.session._open

        def slowly(listener: Listener, shown: Pass | None = None) -> Connection:
            if shown is None:
                slow.wait()
            return opens(listener, shown)

        stage.session._open = slowly
        first = asyncio.create_task(stage.session.connect())
        await asyncio.sleep(0)
        await stage.session.go_without()
        slow.set()
        before = await first
        assert await stage.session.connect() is not before
        await asyncio.gather(*stage.session._retiring)
        with pytest.raises(errors.ConnectionFailed, match="closed"):
            await before.reads.repos(Criteria(Kind.MODEL))


async def test_the_quota_is_what_was_heard_last(hub: LoopbackHub) -> None:
    async with session(hub, hub.write_token) as stage:
        assert stage.session.quota is None
        await stage.session.who()
        stage.now[0] = 1_060.0
        await (await stage.session.connect()).reads.repos(Criteria(Kind.MODEL), limit=1)
        assert stage.session.quota is not None
        assert (stage.session.quota.limit.left, stage.session.quota.heard) == (998, 1_060.0)


async def test_read_only_says_so_whoever_is_signed_in(hub: LoopbackHub) -> None:
    async with session(hub, hub.write_token, read_only=OPTION) as stage:
        await stage.session.who()
        assert stage.session.rights.why_not == OPTION


async def test_before_anything_is_known_nothing_is_refused(hub: LoopbackHub) -> None:
    async with session(hub) as stage:
        assert stage.session.rights.why_not == ""
