"""Changes whose answer is lost: after a look, what is said is what the Hub holds."""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING

import pytest

from hubtui.core.outcome import Result
from hubtui.demo.draw import stamp
from hubtui.hub.criteria import Kind
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
    is_true,
    says,
)
from tests.support.faults import Silence
from tests.support.loopback import BAD_GATEWAY, Afterwards, Answer, Reset, Truncated

if TYPE_CHECKING:
    from tests.support.faults import Fault, Recorded
    from tests.support.loopback import LoopbackHub


SHORT = 0.25
"""Seconds that the client waits where the Hub stays silent."""
LOST: dict[str, tuple[Fault, str]] = {
    "500": (says(500, "oops"), "the Hub could not answer (status 500): oops"),
    "502": (BAD_GATEWAY, "the Hub could not answer (status 502)"),
    "503": (says(503, ""), "the Hub could not answer (status 503)"),
    "408": (says(408, ""), "the Hub answered with status 408"),
    "a page of somebody else's": (
        Answer(200, {}, b" <html>Sign in to the network</html>"),
        "the Hub sent a web page instead of data",
    ),
    "reset": (Reset(), "the connection to 127.0.0.1 broke"),
    "cut": (Truncated(b"{"), "the connection to 127.0.0.1 broke"),
    "silence": (Silence(), f"127.0.0.1 did not answer within {SHORT:g} s"),
}
"""How an answer is lost, and what is said of it."""


def patience(how: str) -> float:
    return SHORT if how == "silence" else 20.0


@each_kind
@each_verb
@pytest.mark.parametrize("how", LOST)
async def test_a_lost_answer_to_what_was_not_done_is_looked_into(
    hub: LoopbackHub, verb: str, kind: Kind, how: str
) -> None:
    fault, cause = LOST[how]
    hub.script(is_change, fault)
    change = VERBS[verb](kind)
    async with carrying(hub, read=patience(how)) as carrier:
        outcome = await carrier.carry(change)
    check(hub, outcome, Result.REFUSED, held=False)
    assert outcome.summary == (
        f"{change.ref.id} was not {change.made}: {cause}, and {change.unchanged}; try again"
    )


@each_kind
@each_verb
@pytest.mark.parametrize("how", LOST)
async def test_a_lost_answer_to_what_was_done_is_looked_into(
    hub: LoopbackHub, verb: str, kind: Kind, how: str
) -> None:
    fault, cause = LOST[how]
    assert not isinstance(fault, Afterwards)
    hub.script(is_change, Afterwards(fault))
    change = VERBS[verb](kind)
    async with carrying(hub, read=patience(how)) as carrier:
        outcome = await carrier.carry(change)
    check(hub, outcome, Result.DONE, held=True)
    assert outcome.summary == f"{change.ref.id} was {change.made} after all, though {cause}"


@each_kind
@each_verb
@pytest.mark.parametrize(
    ("blind", "done"),
    [
        (BAD_TOKEN, True),
        (says(401, "The token is expired"), False),
        (says(500), False),
        (Reset(), True),
        (Answer(200, {}, b"<html>"), False),
    ],
)
async def test_where_neither_answer_nor_look_tells_that_is_said(
    hub: LoopbackHub, verb: str, kind: Kind, blind: Fault, done: bool
) -> None:
    def lose(_: Recorded) -> Fault:
        hub.script(lambda request: not is_change(request), blind, times=None)
        return Afterwards(Reset()) if done else Reset()

    hub.script(is_change, lose)
    change = VERBS[verb](kind)
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(change)
    check(hub, outcome, Result.UNKNOWN, held=done)
    assert outcome.what.startswith(f"It cannot be told whether {change.ref.id} was {change.made}: ")
    assert (
        outcome.todo == f"press {'@ to sign in' if getattr(blind, 'status', 0) == 401 else 'r to look'} again"
    )


@pytest.mark.parametrize("kind", Kind)
async def test_one_that_appeared_and_is_older_is_not_said_to_be_created(hub: LoopbackHub, kind: Kind) -> None:
    def appear(_: Recorded) -> Fault:
        hub.store.rename(kind.value, OWN[kind], "alice/brand-new")
        return Reset()

    hub.script(is_change, appear)
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(create(kind))
    assert outcome.result is Result.REFUSED
    assert outcome.what == "alice/brand-new was not created: there is one of that name already"


@each_kind
@pytest.mark.parametrize("verb", ["delete", "move", "visibility", "gate"])
@pytest.mark.parametrize("what", ["gone", "renamed", "replaced"])
async def test_what_others_did_while_an_answer_was_lost_is_told_instead_of_that_all_is_as_before(
    hub: LoopbackHub, verb: str, kind: Kind, what: str
) -> None:
    def lose(_: Recorded) -> Fault:
        own = hub.store.get(kind.value, OWN[kind])
        assert own is not None
        if what == "renamed":
            hub.store.rename(kind.value, own.id, "alice/renamed")
        else:
            hub.store.remove(kind.value, own.id)
        if what == "replaced":
            hub.store.put(dataclasses.replace(own, oid=f"{1:024x}"))
        return Reset()

    hub.script(is_change, lose)
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(VERBS[verb](kind))
    done = verb == "delete" and what != "renamed"
    unclear = verb == "move" and what == "gone"
    assert outcome.result is (Result.DONE if done else Result.UNKNOWN if unclear else Result.REFUSED)
    assert outcome.fact is None or is_true(hub, outcome.fact) or what == "replaced"
    reasons = {
        "gone": "it is gone",
        "renamed": "it is now called alice/renamed",
        "replaced": "another repo has that name",
    }
    assert done or unclear or reasons[what] in outcome.what


async def test_one_that_is_as_new_but_not_as_asked_for_may_be_anothers(hub: LoopbackHub) -> None:
    def appear(_: Recorded) -> Fault:
        own = hub.store.get("model", OWN[Kind.MODEL])
        assert own is not None
        now = stamp(int(time.time()))
        hub.store.put(dataclasses.replace(own, id="alice/brand-new", oid=f"{1:024x}", created=now))
        return Reset()

    hub.script(is_change, appear)
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(create(Kind.MODEL))
    assert outcome.result is Result.UNKNOWN
    assert outcome.what.endswith("there is one now that may be another's")


async def test_settings_that_are_answered_otherwise_are_looked_into(hub: LoopbackHub) -> None:
    hub.script(is_change, Answer(200, {"Content-Type": "application/json"}, b'{"private": false}'))
    change = VERBS["visibility"](Kind.MODEL)
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(change)
    check(hub, outcome, Result.REFUSED, held=False)
    assert "the Hub answered with other settings, and it is as it was" in outcome.what
