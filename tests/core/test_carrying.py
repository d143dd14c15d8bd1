"""Each verb on each kind, done or refused: what is said is what the Hub holds."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from hubtui.core.carrying import TRIES
from hubtui.core.change import Create, Delete, Move, Settle
from hubtui.core.outcome import Result
from hubtui.demo.draw import second
from hubtui.hub.changing import Gate, Visibility
from hubtui.hub.criteria import Kind
from hubtui.hub.models import RepoRef
from tests.core.changing import (
    BAD_TOKEN,
    OWN,
    VERBS,
    carrying,
    check,
    create,
    each_kind,
    each_verb,
    is_change,
    says,
)

if TYPE_CHECKING:
    from hubtui.core.change import Change
    from tests.support.loopback import Answer, LoopbackHub


SPENT = {"RateLimit": '"api";r=0;t=2', "RateLimit_Policy": '"fixed window";"api";q=1000;w=300'}
DAILY = SPENT | {"RateLimit": '"api";r=70;t=2'}
REFUSALS: dict[str, tuple[Answer, str, str]] = {
    "400": (says(400, "Bad thing."), "the Hub does not take it (Bad thing)", ""),
    "422": (says(422, "Odd"), "the Hub does not take it (Odd)", ""),
    "401 bad token": (BAD_TOKEN, "the Hub does not accept the token any more", "press @ to sign in again"),
    "401": (says(401, "Token expired"), "the Hub does not accept the token any more", "press @ to sign in again"),
    "402": (says(402, "Pay"), "the Hub wants to be paid for it (Pay)", ""),
    "403": (says(403, "Not yours"), "the Hub does not allow it (Not yours)", "press @ to see what the token may do"),
    "404 though it is there": (says(404, "?", "RepoNotFound"), "the Hub does not find it (?)", "press r to look again"),
    "409": (says(409, "There is one"), "there is one of that name already", "choose another name"),
    "429 of the day": (
        says(429, "300 a day", **DAILY), "the Hub limits how often this may be done (300 a day)", "try again later",
    ),
    "429 of the window": (
        says(429, **SPENT), "the Hub has had too many requests for now", "wait 3 s and try again",
    ),
    "418": (says(418, "?"), "the Hub answered with status 418: ?", "try again"),
}  # fmt: skip
"""What the Hub answers, why the change was not made, and what to do."""


@each_kind
@each_verb
async def test_what_works_is_said_to_be_done(hub: LoopbackHub, verb: str, kind: Kind) -> None:
    change = VERBS[verb](kind)
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(change)
    check(hub, outcome, Result.DONE, held=True)
    assert outcome.summary == f"{change.ref.id} was {change.made}"
    assert outcome.request_id is not None
    if isinstance(change, Create):
        found = hub.store.get(kind.value, change.ref.id)
        assert outcome.fact is not None
        assert found is not None
        assert outcome.fact.created == second(found.created)
    assert (outcome.undo is not None) is (verb in ("move", "visibility", "gate"))


@each_kind
@each_verb
@pytest.mark.parametrize("refusal", REFUSALS)
async def test_what_the_hub_refuses_is_said_with_the_reason(
    hub: LoopbackHub, verb: str, kind: Kind, refusal: str
) -> None:
    answer, reason, todo = REFUSALS[refusal]
    hub.script(is_change, answer, times=None)
    change = VERBS[verb](kind)
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(change)
    check(hub, outcome, Result.REFUSED, held=False)
    assert outcome.what == f"{change.ref.id} was not {change.made}: {reason}"
    assert outcome.todo == todo


def nobodys_address() -> str:
    """Return an address at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


@each_kind
@each_verb
@pytest.mark.parametrize("when", ["offline", "nobody listens", "token refused"])
async def test_what_cannot_even_be_looked_at_is_not_sent(
    hub: LoopbackHub, verb: str, kind: Kind, when: str
) -> None:
    if when == "token refused":
        hub.script("", BAD_TOKEN, times=None)
    change = VERBS[verb](kind)
    async with carrying(hub, offline=when == "offline") as carrier:
        if when == "nobody listens":
            carrier._changes._wire.address = carrier._changes._wire.address.parse(nobodys_address())
        outcome = await carrier.carry(change)
    check(hub, outcome, Result.REFUSED, held=False, asked=0)
    todo = {
        "offline": "start without HF_HUB_OFFLINE and --offline to go online",
        "nobody listens": "try again",
        "token refused": "press @ to sign in again",
    }
    assert outcome.todo == todo[when]


@each_kind
async def test_a_busy_hub_is_asked_again_for_it_has_made_nothing(hub: LoopbackHub, kind: Kind) -> None:
    busy = says(409, "Cannot create repo: another conflicting operation is in progress")
    hub.script(is_change, busy, times=TRIES - 1)
    async with carrying(hub) as carrier:
        check(hub, await carrier.carry(create(kind)), Result.DONE, held=True, asked=TRIES)
    hub.script(is_change, busy, times=None)
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(create(kind, "alice/another"))
    check(hub, outcome, Result.REFUSED, held=False, asked=2 * TRIES)
    assert outcome.todo == "try again in a moment"


@each_kind
@each_verb
@pytest.mark.parametrize("status", [404, 405])
async def test_a_route_that_a_server_does_not_have_is_said(
    hub: LoopbackHub, verb: str, kind: Kind, status: int
) -> None:
    hub.script(is_change, says(status, "Lost"), times=None)
    change = VERBS[verb](kind)
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(change)
    # Settings have an older route, which is tried as well.
    check(hub, outcome, Result.REFUSED, held=False, asked=2 if isinstance(change, Settle) else 1)
    assert "Lost" in outcome.what


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (create(Kind.MODEL, "alice/a--b"), "a name has no -- in it"),
        (Delete(RepoRef(Kind.MODEL, "gpt2")), "its id has no owner"),
        (Move(RepoRef(Kind.MODEL, "gpt2"), "alice/x"), "its id has no owner"),
        (Move(RepoRef(Kind.MODEL, "alice/x"), "alice/x"), "that is its name already"),
        (Move(RepoRef(Kind.MODEL, "alice/x"), "y"), "a full id is an owner, a slash and a name"),
        (Settle(RepoRef(Kind.MODEL, "alice/x"), Visibility.PROTECTED), "only Spaces can be protected"),
    ],
)
async def test_what_cannot_be_is_not_even_asked_for(hub: LoopbackHub, change: Change, reason: str) -> None:
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(change)
    assert (outcome.result, outcome.todo) == (Result.REFUSED, "")
    assert outcome.what == f"{change.ref.id} was not {change.made}: {reason}"
    assert hub.requests == []


async def test_what_is_so_already_is_not_sent(hub: LoopbackHub) -> None:
    change = Settle(RepoRef(Kind.MODEL, "alice/private-draft"), Visibility.PRIVATE, Gate.OFF)
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(change)
    check(hub, outcome, Result.DONE, held=True, asked=0)
    assert outcome.summary == "alice/private-draft stays private and not gated"
    assert outcome.undo is None


async def test_a_protected_space_costs_money_here(hub: LoopbackHub) -> None:
    for change in (
        Settle(RepoRef(Kind.SPACE, OWN[Kind.SPACE]), Visibility.PROTECTED),
        create(Kind.SPACE, visibility=Visibility.PROTECTED),
    ):
        async with carrying(hub) as carrier:
            outcome = await carrier.carry(change)
        assert outcome.result is Result.REFUSED
        assert outcome.todo == "choose public or private"
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(create(Kind.SPACE, hardware="a10g-small"))
    assert outcome.todo == "choose hardware that is free"
