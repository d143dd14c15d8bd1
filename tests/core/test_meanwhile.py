"""Changes of what others change meanwhile, and changes that are taken back."""

from __future__ import annotations

import asyncio
import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
from huggingface_hub import HfApi

from hubtui.core.change import Delete, Move, Settle
from hubtui.core.outcome import Fact, Result
from hubtui.hub.changing import Gate, Visibility
from hubtui.hub.criteria import Kind
from hubtui.hub.models import RepoRef
from tests.core.changing import (
    MOVED,
    OWN,
    VERBS,
    carrying,
    check,
    create,
    each_kind,
    each_verb,
    is_change,
    sent,
)
from tests.support.loopback import Answer

if TYPE_CHECKING:
    from tests.support.faults import Recorded
    from tests.support.loopback import LoopbackHub


@each_kind
@pytest.mark.parametrize("verb", ["delete", "move", "visibility", "gate"])
@pytest.mark.parametrize("when", ["before", "meanwhile"])
async def test_a_repo_that_was_renamed_is_left_alone_and_its_name_told(
    hub: LoopbackHub, verb: str, kind: Kind, when: str
) -> None:
    def rename(_: Recorded | None = None) -> None:
        hub.store.rename(kind.value, OWN[kind], "alice/renamed")

    change = VERBS[verb](kind)
    if when == "meanwhile":
        hub.script(is_change, rename)
    else:
        rename()
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(change)
    found = hub.store.get(kind.value, "alice/renamed")
    assert found is not None
    assert (found.private, found.gated) == (False, False)
    assert outcome.result is Result.REFUSED
    assert outcome.summary == (
        f"{change.ref.id} was not {change.made}: it is now called alice/renamed; repeat it there"
    )
    assert outcome.fact is not None
    assert outcome.fact.now == RepoRef(kind, "alice/renamed")
    assert len(sent(hub)) == (when == "meanwhile")


@each_kind
@pytest.mark.parametrize("verb", ["delete", "move", "visibility", "gate"])
@pytest.mark.parametrize("when", ["before", "meanwhile"])
async def test_a_repo_that_is_gone_is_said_to_be_gone(
    hub: LoopbackHub, verb: str, kind: Kind, when: str
) -> None:
    def remove(_: Recorded | None = None) -> None:
        hub.store.remove(kind.value, OWN[kind])

    change = VERBS[verb](kind)
    if when == "meanwhile":
        hub.script(is_change, remove)
    else:
        remove()
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(change)
    assert (outcome.result, outcome.fact) == (Result.REFUSED, Fact(change.ref, None))
    assert outcome.what == f"{change.ref.id} was not {change.made}: it is gone, or hidden from you by now"
    assert hub.store.get(kind.value, MOVED) is None


@each_kind
@pytest.mark.parametrize("when", ["before", "meanwhile"])
async def test_a_name_in_use_is_never_taken_twice(hub: LoopbackHub, kind: Kind, when: str) -> None:
    def appear(_: Recorded | None = None) -> None:
        hub.store.rename(kind.value, OWN[kind], change.ref.id)

    change = create(kind)
    if when == "meanwhile":
        hub.script(is_change, appear)
    else:
        appear()
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(change)
    assert outcome.result is Result.REFUSED
    assert outcome.summary == (
        "alice/brand-new was not created: there is one of that name already; choose another name"
    )
    assert len(sent(hub)) == (when == "meanwhile")


@each_kind
async def test_of_two_creations_that_race_one_is_done_and_the_other_told_so(
    hub: LoopbackHub, kind: Kind
) -> None:
    def both(request: Recorded) -> bool:
        if len(sent(hub)) == 2:
            gate.release()
        return is_change(request)

    gate = hub.hold(both)
    async with carrying(hub) as one, carrying(hub) as other:
        outcomes = await asyncio.gather(one.carry(create(kind)), other.carry(create(kind)))
    assert {outcome.result for outcome in outcomes} == {Result.DONE, Result.REFUSED}
    assert any(outcome.what.endswith("there is one of that name already") for outcome in outcomes)
    assert hub.store.get(kind.value, "alice/brand-new") is not None


@each_kind
@each_verb
async def test_a_redirect_that_leads_to_no_repo_is_not_taken_for_a_rename(
    hub: LoopbackHub, verb: str, kind: Kind
) -> None:
    def elsewhere(request: Recorded) -> Answer:
        return Answer(301, {"Location": f"https://127.0.0.1{request.raw_path}"})

    hub.script(is_change, elsewhere, times=None)
    change = VERBS[verb](kind)
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(change)
    check(hub, outcome, Result.REFUSED, held=False)
    assert "the Hub points elsewhere for it (" in outcome.what
    assert outcome.fact is None


@each_kind
async def test_another_repo_of_the_same_name_is_not_deleted(hub: LoopbackHub, kind: Kind) -> None:
    change = Delete(RepoRef(kind, OWN[kind]), created=1)
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(change)
    check(hub, outcome, Result.REFUSED, held=False, asked=0)
    assert outcome.summary.endswith("another repo has that name now; press r to see it")


@each_kind
@pytest.mark.parametrize("verb", ["move", "visibility", "gate"])
async def test_what_was_done_is_taken_back(hub: LoopbackHub, verb: str, kind: Kind) -> None:
    before = hub.store.get(kind.value, OWN[kind])
    async with carrying(hub) as carrier:
        undo = (await carrier.carry(VERBS[verb](kind))).undo
        assert undo is not None
        outcome = await carrier.carry(undo.change, undo.left)
    assert outcome.result is Result.DONE
    assert hub.store.get(kind.value, OWN[kind]) == before


@each_kind
@pytest.mark.parametrize("verb", ["visibility", "gate"])
@pytest.mark.parametrize("other", ["visibility", "gate"])
async def test_what_somebody_else_has_changed_since_is_not_taken_back(
    hub: LoopbackHub, verb: str, kind: Kind, other: str
) -> None:
    change = VERBS[verb](kind)
    async with carrying(hub) as carrier:
        undo = (await carrier.carry(change)).undo
        found = hub.store.get(kind.value, OWN[kind])
        assert found is not None
        assert undo is not None
        others: dict[str, dict[str, Any]] = {
            "visibility": {"private": not found.private},
            "gate": {"gated": "auto"},
        }
        changed = dataclasses.replace(found, **others[other])
        hub.store.put(changed)
        outcome = await carrier.carry(undo.change, undo.left)
    assert outcome.result is Result.REFUSED
    assert outcome.summary.endswith("it has been changed since; press v to see how it is")
    assert hub.store.get(kind.value, OWN[kind]) == changed


@each_kind
async def test_a_move_is_not_taken_back_once_the_repo_has_gone_on_or_another_has_its_place(
    hub: LoopbackHub, kind: Kind
) -> None:
    async with carrying(hub) as carrier:
        undo = (await carrier.carry(VERBS["move"](kind))).undo
        assert undo is not None
        hub.store.rename(kind.value, MOVED, "acme-lab/further")
        on = await carrier.carry(undo.change, undo.left)
        taken = hub.store.get(kind.value, "acme-lab/further")
        assert taken is not None
        hub.store.put(dataclasses.replace(taken, id=MOVED, oid=f"{1:024x}"))
        other = await carrier.carry(undo.change, undo.left)
    assert on.what.endswith("it is now called acme-lab/further")
    assert other.what.endswith("another repo has that name now")
    assert hub.store.get(kind.value, OWN[kind]) is None


async def test_a_space_that_may_have_been_protected_is_not_made_private_by_undoing(hub: LoopbackHub) -> None:
    change = Settle(RepoRef(Kind.SPACE, "alice/plain-page"), Visibility.PUBLIC)
    async with carrying(hub) as carrier:
        outcome = await carrier.carry(change)
    check(hub, outcome, Result.DONE, held=True)
    assert outcome.undo is None


@each_kind
async def test_huggingface_hub_sees_what_was_changed(
    hub: LoopbackHub, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    api = HfApi(endpoint=hub.endpoint, token=hub.write_token)
    kinds: dict[str, Any] = {"repo_type": kind.value}
    async with carrying(hub) as carrier:
        await carrier.carry(create(kind))
        assert api.repo_info("alice/brand-new", **kinds).private
        await carrier.carry(Settle(RepoRef(kind, "alice/brand-new"), Visibility.PUBLIC, Gate.AUTO))
        seen = api.repo_info("alice/brand-new", **kinds)
        assert (seen.private, getattr(seen, "gated", "auto")) == (False, "auto")
        await carrier.carry(Move(RepoRef(kind, "alice/brand-new"), MOVED))
        assert api.repo_info("alice/brand-new", **kinds).id == MOVED
        api.move_repo(MOVED, "alice/by-another", **kinds)
        outcome = await carrier.carry(Delete(RepoRef(kind, MOVED)))
        assert outcome.what.endswith("it is now called alice/by-another")
        await carrier.carry(Delete(RepoRef(kind, "alice/by-another")))
    assert not api.repo_exists("alice/by-another", **kinds)
