"""Changes against a real Hub, without a screen: what is asked for, and whether the Hub holds it."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.core.carrying import Carrier
from hubtui.core.change import Change, Create, Delete, Move, Settle
from hubtui.hub.changes import Changes
from hubtui.hub.changing import Gate, NewRepo, Visibility
from hubtui.hub.credentials import Token
from hubtui.hub.criteria import Kind
from hubtui.hub.models import RepoRef
from hubtui.hub.wire import Wire
from hubtui.text import is_plain
from hubtui.timings import Timings
from tests.support.loopback import Answer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from hubtui.core.outcome import Fact, Outcome, Result
    from tests.support.faults import Recorded
    from tests.support.loopback import LoopbackHub

OWN = {
    Kind.MODEL: "alice/tiny-chat",
    Kind.DATASET: "alice/field-notes",
    Kind.SPACE: "alice/hello-gradio",
}
"""A public repo of the Hub's user, of each kind."""
NEW, MOVED = "alice/brand-new", "acme-lab/moved"


def create(kind: Kind, name: str = NEW, **more: Any) -> Create:
    sdk = {"sdk": "static"} if kind is Kind.SPACE else {}
    return Create(NewRepo(ref=RepoRef(kind, name), **sdk | more))


VERBS: dict[str, Callable[[Kind], Change]] = {
    "create": create,
    "delete": lambda kind: Delete(RepoRef(kind, OWN[kind])),
    "move": lambda kind: Move(RepoRef(kind, OWN[kind]), MOVED),
    "visibility": lambda kind: Settle(RepoRef(kind, OWN[kind]), Visibility.PRIVATE),
    "gate": lambda kind: Settle(RepoRef(kind, OWN[kind]), gate=Gate.MANUAL),
}


def is_change(request: Recorded) -> bool:
    """Tell whether a request changes something."""
    return request.method != "GET"


def sent(hub: LoopbackHub) -> list[Recorded]:
    """Return the changes that reached the Hub's door."""
    return [request for request in hub.requests if is_change(request)]


def is_held(hub: LoopbackHub, change: Change) -> bool:
    """Tell whether the Hub holds what a change asks for."""
    kind = change.ref.kind
    found = hub.store.get(kind.value, change.ref.id)
    if isinstance(change, Create | Delete):
        return (found is not None) is isinstance(change, Create)
    if isinstance(change, Move):
        return found is None and hub.store.get(kind.value, change.to) is not None
    assert found is not None
    private = None if change.visibility is None else change.visibility is Visibility.PRIVATE
    gated = None if change.gate is None else False if change.gate is Gate.OFF else change.gate.value
    return private in (None, found.private) and gated in (None, found.gated)


def is_true(hub: LoopbackHub, fact: Fact) -> bool:
    """Tell whether the Hub holds what is said to be the case."""
    kind = fact.ref.kind
    before = hub.store.get(kind.value, fact.ref.id)
    if fact.now is None:
        return before is None
    now = hub.store.get(kind.value, fact.now.id)
    gate = Gate.OFF if now is None or not now.gated else Gate(now.gated)
    return (
        now is not None
        and (before is None or fact.now == fact.ref)
        and fact.private in (None, now.private)
        and fact.gate in (None, gate)
    )


@asynccontextmanager
async def carrying(
    hub: LoopbackHub, *, token: str = "", read: float = 20.0, **wire: Any
) -> AsyncIterator[Carrier]:
    """Give what carries out changes as the Hub's user; the pauses end at once.

    Args:
        hub: the Hub.
        token: whose; the one that may write by default.
        read: seconds that the client waits for an answer.
        wire: more for the client.
    """

    async def pause(seconds: float) -> None:
        """Wait for nothing."""

    timings = Timings(pause=pause, read=read)
    client = Wire(hub.endpoint, Token(token or hub.write_token), timings, environ={}, **wire)
    try:
        yield Carrier(Changes(client), timings)
    finally:
        await client.close()


each_verb = pytest.mark.parametrize("verb", VERBS)
each_kind = pytest.mark.parametrize("kind", Kind)


def says(status: int, text: str = "no", code: str = "", **headers: str) -> Answer:
    """Return a refusal as the Hub sends it."""
    stated = {"Content-Type": "application/json"} | ({"X-Error-Code": code} if code else {})
    stated |= {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, stated, json.dumps({"error": text}).encode())


BAD_TOKEN = says(401, "Invalid credentials in Authorization header")


def check(hub: LoopbackHub, outcome: Outcome, result: Result, *, held: bool, asked: int = 1) -> None:
    """See that an outcome is the truth."""
    assert outcome.result is result, outcome.summary
    assert is_held(hub, outcome.change) is held
    assert len(sent(hub)) == asked
    assert is_plain(outcome.summary)
    assert outcome.fact is None or is_true(hub, outcome.fact)
    assert outcome.what.startswith((outcome.change.ref.id, "It cannot be told"))
