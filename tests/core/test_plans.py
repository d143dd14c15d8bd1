"""Tests of hubtui.core.plans."""

from __future__ import annotations

from hubtui.core.change import Delete, Move, Settle
from hubtui.core.marks import Target
from hubtui.core.outcome import Undo
from hubtui.core.plans import Step, plan_delete, plan_move, plan_settle, plan_undo
from hubtui.core.rights import Rights
from hubtui.hub.changing import Gate, Standing, Visibility
from hubtui.hub.criteria import Kind
from hubtui.hub.models import Account, Membership, RepoRef

RIGHTS = Rights(Account(name="alice", role="write", orgs=(Membership("acme", "admin"),)), signed_in=True)


def target(name: str, kind: Kind = Kind.MODEL) -> Target:
    return Target(RepoRef(kind, name), created=7)


def test_deleting_goes_through_all_in_order_and_wants_their_number() -> None:
    plan = plan_delete([target("alice/b"), target("Qwen/x"), target("alice/a", Kind.SPACE)], RIGHTS)
    assert plan.title == "Delete 2 repos"
    assert plan.needs_number
    assert plan.lines == (
        "delete the model alice/b",
        "delete the Space alice/a",
        "leave Qwen/x as it is: you are not in Qwen",
    )
    assert plan.steps[0] == Step(Delete(RepoRef(Kind.MODEL, "alice/b"), 7))


def test_moving_keeps_names_and_leaves_what_would_clash() -> None:
    found = [
        target("alice/a"),
        target("acme/b"),
        target("alice/B"),
        target("acme/c"),
        target("alice/b", Kind.DATASET),
    ]
    plan = plan_move(found, "acme", RIGHTS)
    assert [step.change for step in plan.steps] == [
        Move(RepoRef(Kind.MODEL, "alice/a"), "acme/a", 7),
        Move(RepoRef(Kind.DATASET, "alice/b"), "acme/b", 7),
    ]
    assert [(ref.id, why) for ref, why in plan.unfit] == [
        ("acme/b", "acme has it already"),
        ("alice/B", "there would be two of that name"),
        ("acme/c", "acme has it already"),
    ]
    plan = plan_move([target("acme/a"), target("acme/A"), target("gpt2")], "alice", RIGHTS)
    assert [(ref.id, why) for ref, why in plan.unfit] == [
        ("gpt2", "its id has no owner, so it cannot be changed from here"),
        ("acme/A", "there would be two of that name"),
    ]
    assert not plan.needs_number


def test_nothing_is_moved_to_where_nothing_may_be_created() -> None:
    plan = plan_move([target("alice/a")], "Qwen", RIGHTS)
    assert (plan.steps, plan.unfit[0][1]) == ((), "you are not in Qwen")


def test_settings_of_many_are_changed_and_only_spaces_are_protected() -> None:
    found = [target("alice/a"), target("alice/s", Kind.SPACE)]
    plan = plan_settle(found, RIGHTS, visibility=Visibility.PROTECTED)
    assert plan.lines == (
        "make the Space alice/s protected",
        "leave alice/a as it is: only Spaces can be protected",
    )
    plan = plan_settle(found, RIGHTS, visibility=Visibility.PUBLIC, gate=Gate.AUTO)
    assert plan.lines[0] == "make the model alice/a public and gated automatically"
    assert plan.title == "Change 2 repos"


def test_what_was_done_last_is_taken_back_first() -> None:
    ref = RepoRef(Kind.MODEL, "alice/a")
    left = Standing(ref=ref, exists=True)
    undos = [Undo(Settle(ref, gate=gate), left) for gate in (Gate.OFF, Gate.AUTO)]
    plan = plan_undo(undos)
    assert plan.steps == (Step(undos[1].change, left), Step(undos[0].change, left))
    assert plan.title == "Take back 2 repos"
