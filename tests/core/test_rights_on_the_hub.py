"""What is judged beforehand is what the Hub does, for every token and every owner; and tokens that end in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubtui.core.outcome import Result
from hubtui.core.rights import Rights
from hubtui.hub.criteria import Kind
from hubtui.hub.models import RepoRef
from tests.core.changing import VERBS, carrying, create, each_kind, each_verb, is_change, is_held, sent
from tests.core.reading import reading
from tests.support.loopback import Afterwards, Reset

if TYPE_CHECKING:
    from tests.support.faults import Recorded
    from tests.support.loopback import LoopbackHub

OWNERS = ("alice", "acme-lab", "open-corpus", "Qwen")


@pytest.mark.parametrize("owner", OWNERS)
@pytest.mark.parametrize("token", ["write", "read", "fine", "brief"])
async def test_what_is_judged_to_be_allowed_is_what_the_hub_allows(
    hub: LoopbackHub, token: str, owner: str
) -> None:
    secret = getattr(hub, f"{token}_token")
    async with reading(hub, secret) as reads:
        rights = Rights(await reads.whoami(), signed_in=True)
    async with carrying(hub, token=secret) as carrier:
        outcome = await carrier.carry(create(Kind.MODEL, f"{owner}/brand-new"))
    assert (rights.why_not_create(owner) == "") is (outcome.result is Result.DONE)
    assert (rights.why_not_change(RepoRef(Kind.MODEL, f"{owner}/x")) == "") is (outcome.result is Result.DONE)
    assert (owner in rights.owners) is (hub.store.get("model", f"{owner}/brand-new") is not None)


@each_kind
@each_verb
@pytest.mark.parametrize("done", [False, True])
async def test_a_token_that_ends_between_look_and_change_or_behind_it_is_told(
    hub: LoopbackHub, verb: str, kind: Kind, done: bool
) -> None:
    def revoke(_: Recorded) -> Afterwards | None:
        hub.script("GET", lambda _: hub.revoke(hub.write_token))
        return Afterwards(Reset())

    if done:
        hub.script(is_change, revoke)
    else:
        hub.script(is_change, lambda _: hub.revoke(hub.write_token))
    change = VERBS[verb](kind)
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(change)
    assert outcome.result is (Result.UNKNOWN if done else Result.REFUSED)
    assert "the Hub does not accept the token any more" in outcome.what
    assert outcome.todo == "press @ to sign in again"
    assert is_held(hub, change) is done
    assert len(sent(hub)) == 1
