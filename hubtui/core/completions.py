"""A change that was made: what is the case then, and what takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from hubtui.core.change import Create, Delete, Move, Settle
from hubtui.core.outcome import Fact, Outcome, Result, Undo
from hubtui.hub.changing import Visibility, visibility_of

if TYPE_CHECKING:
    from hubtui.core.change import Change
    from hubtui.hub.changing import Made, Standing


def done(change: Change, before: Standing, what: str, created: Made) -> Outcome:
    """Return the outcome of a change that was made.

    Args:
        change: what was asked for.
        before: how the repo was before.
        what: what to say.
        created: what the repo is called, after a move still by its old name, and what the answer said.
    """
    return Outcome(
        change=change,
        result=Result.DONE,
        what=what,
        fact=_fact_after(change, before, created),
        undo=_undo(change, before),
        request_id=created.request_id,
    )


def fact_of(change: Change, now: Standing) -> Fact | None:
    """Return what a look has shown of a repo that was there before; None where there was none."""
    if isinstance(change, Create):
        return None
    return Fact(change.ref, now.ref, now.private, now.gate) if now.exists else Fact(change.ref, None)


def _fact_after(change: Change, before: Standing, created: Made) -> Fact:
    if isinstance(change, Create):
        private = change.new.visibility is not Visibility.PUBLIC
        return Fact(
            change.ref, created.ref, private, is_new=True, created=created.created, sdk=change.new.sdk
        )
    if isinstance(change, Delete):
        return Fact(change.ref, None)
    after = _after(change, before)
    return Fact(change.ref, after.ref, after.private, after.gate)


def _after(change: Move | Settle, before: Standing) -> Standing:
    """Return how a change leaves a repo."""
    if isinstance(change, Move):
        return structs.replace(before, ref=change.target)
    after = before
    if change.visibility is not None:
        # Where the Hub did not say more than private before, it will not say it later.
        said = None if before.visibility is None else change.visibility
        after = structs.replace(after, private=change.visibility is not Visibility.PUBLIC, visibility=said)
    return after if change.gate is None else structs.replace(after, gate=change.gate)


def _undo(change: Change, before: Standing) -> Undo | None:
    """Return what takes a change back; None where nothing does, or where the Hub did not say how it was."""
    if isinstance(change, Create | Delete):
        return None
    after = _after(change, before)
    if isinstance(change, Move):
        return Undo(Move(change.target, change.ref.id, before.created), after)
    earlier = None
    if change.visibility is not None:
        earlier = visibility_of(before.ref.kind, before.visibility, private=before.private)
        if earlier is None:
            return None
    gate = None if change.gate is None else before.gate
    return Undo(Settle(change.ref, earlier, gate, before.created), after)
