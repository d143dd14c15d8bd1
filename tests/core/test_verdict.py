"""What a look tells of a change, where servers say more or less than the embedded one."""

from __future__ import annotations

from typing import Any

import pytest

from hubtui.core.change import Create, Delete, Move, Settle
from hubtui.core.completions import done
from hubtui.core.verdict import holds, was_made
from hubtui.hub.changing import Gate, Made, NewRepo, Standing, Visibility
from hubtui.hub.criteria import Kind
from hubtui.hub.models import RepoRef

PUBLIC, PRIVATE, PROTECTED = Visibility


def standing(repo_id: str = "a/b", *, kind: Kind = Kind.SPACE, **facts: Any) -> Standing:
    values: dict[str, Any] = {"ref": RepoRef(kind, repo_id), "exists": True} | facts
    return Standing(**values)


@pytest.mark.parametrize(
    ("wanted", "facts", "found"),
    [
        (PUBLIC, {}, True),
        (PUBLIC, {"private": True}, False),
        (PRIVATE, {}, False),
        (PRIVATE, {"private": True}, None),
        (PROTECTED, {"private": True}, None),
        (PROTECTED, {}, False),
        (PROTECTED, {"visibility": PROTECTED}, True),
        (PRIVATE, {"private": True, "visibility": PROTECTED}, False),
    ],
)
def test_of_a_space_private_alone_does_not_tell_private_from_protected(
    wanted: Visibility, facts: dict[str, Any], found: bool | None
) -> None:
    assert holds(Settle(RepoRef(Kind.SPACE, "a/b"), wanted), standing(**facts)) is found


def test_of_models_and_datasets_private_is_enough() -> None:
    change = Settle(RepoRef(Kind.MODEL, "a/b"), PRIVATE)
    assert holds(change, standing(kind=Kind.MODEL, private=True)) is True
    assert holds(change, standing(kind=Kind.MODEL)) is False


def test_a_space_that_was_public_and_is_private_now_was_made_private() -> None:
    change = Settle(RepoRef(Kind.SPACE, "a/b"), PRIVATE)
    assert was_made(change, standing(), standing(private=True)) is True
    assert was_made(change, standing(private=True), standing(private=True)) is None


def test_both_of_visibility_and_gate_must_hold() -> None:
    change = Settle(RepoRef(Kind.MODEL, "a/b"), PRIVATE, Gate.AUTO)
    for private, gate, found in ((True, Gate.AUTO, True), (True, Gate.OFF, False), (False, Gate.AUTO, False)):
        assert holds(change, standing(kind=Kind.MODEL, private=private, gate=gate)) is found


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ({"exists": False}, False),
        ({"repo_id": "c/d", "created": 9}, False),
        ({"created": 4}, False),
        ({"created": None}, None),
        ({"created": 5}, None),
        ({"created": 5, "private": True}, True),
        ({"repo_id": "A/B", "created": 6, "private": True}, True),
    ],
)
def test_a_repo_was_created_if_it_is_as_new_and_as_private_as_was_asked_for(
    now: dict[str, Any], found: bool | None
) -> None:
    change = Create(NewRepo(ref=RepoRef(Kind.SPACE, "a/b"), sdk="static"))
    absent = standing(exists=False, at=5)
    assert was_made(change, absent, standing(**now)) is found
    assert was_made(change, standing(exists=False), standing(created=9, private=True)) is None


@pytest.mark.parametrize("marks", [{"oid": "1"}, {"created": 7}])
def test_a_repo_is_known_again_under_another_name(marks: dict[str, Any]) -> None:
    before = standing(**marks)
    move, delete = Move(before.ref, "c/d"), Delete(before.ref)
    assert was_made(move, before, standing("c/d", **marks)) is True
    assert was_made(move, before, standing(**marks)) is False
    assert was_made(move, before, standing("e/f", **marks)) is False
    assert was_made(delete, before, standing("c/d", **marks)) is False
    other: dict[str, Any] = {name: "2" if name == "oid" else 8 for name in marks}
    assert was_made(delete, before, standing(**other)) is True
    assert was_made(move, before, standing("c/d", **other)) is None
    assert was_made(Settle(before.ref, gate=Gate.OFF), before, standing(**other)) is False


def test_without_a_mark_that_stays_a_moved_repo_cannot_be_told_from_another() -> None:
    before = standing()
    assert was_made(Move(before.ref, "c/d"), before, standing("c/d")) is None
    assert was_made(Move(before.ref, "c/d"), before, standing()) is False
    assert was_made(Move(before.ref, "c/d"), before, standing(exists=False)) is None
    assert was_made(Delete(before.ref), before, standing(exists=False)) is True
    assert was_made(Delete(before.ref), before, standing()) is False


def test_what_is_taken_back_is_what_the_hub_said_before() -> None:
    change = Settle(RepoRef(Kind.SPACE, "a/b"), PUBLIC, Gate.AUTO)
    before = standing(private=True, visibility=PROTECTED, gate=Gate.MANUAL, created=3)
    undo = done(change, before, "", Made(ref=change.ref)).undo
    assert undo is not None
    assert undo.change == Settle(change.ref, PROTECTED, Gate.MANUAL, 3)
    assert (undo.left.private, undo.left.visibility, undo.left.gate) == (False, PUBLIC, Gate.AUTO)
    unsaid = standing(private=True)
    assert done(change, unsaid, "", Made(ref=change.ref)).undo is None
    gate_alone = Settle(change.ref, gate=Gate.AUTO)
    undo = done(gate_alone, unsaid, "", Made(ref=change.ref)).undo
    assert undo is not None
    assert undo.change == Settle(change.ref, None, Gate.OFF)
