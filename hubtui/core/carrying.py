"""Carrying a change out: look, send it once, and where the answer is lost look again (design.md §5, Changes)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hubtui.core import refusals
from hubtui.core.change import Create, Delete, Move, Settle, name_of
from hubtui.core.completions import done, fact_of
from hubtui.core.outcome import Fact, Outcome, Result
from hubtui.core.verdict import holds, is_named, was_made
from hubtui.hub.changes import is_busy
from hubtui.hub.changing import Made, Standing, Visibility
from hubtui.hub.criteria import Kind
from hubtui.hub.errors import BadAnswer, HubError, Moved, NotFound
from hubtui.hub.names import why_no_id
from hubtui.hub.retry import growing

if TYPE_CHECKING:
    from hubtui.core.change import Change
    from hubtui.hub.changes import Changes
    from hubtui.timings import Timings

TRIES: Final = 5
"""How often a change is sent while the Hub says that it is busy, and has thus not made it."""
LOOKS: Final = 3
"""How often the Hub is looked at after a lost answer before what it shows is believed to stay so."""
_LATER: Final = 408
"""The server gave up waiting for the request, which may be one of two things like any lost answer."""


class Carrier:
    """Carries out changes on one Hub; each ends in an outcome, and none raises a HubError.

    Args:
        changes: the Hub.
        timings: the pauses between looks.
    """

    def __init__(self, changes: Changes, timings: Timings) -> None:
        self._changes = changes
        self._timings = timings

    async def carry(self, change: Change, left: Standing | None = None) -> Outcome:
        """Carry one change out. Not to be cancelled once it has begun.

        Args:
            change: what is wanted.
            left: for a change that takes another one back: how that one left the repo. It is refused where
                the repo is not so any more.
        """
        if why := _why_not(change):
            return refusals.refused(change, why)
        try:
            before = await self._changes.look(change.ref)
        except HubError as error:
            return refusals.refused_by(change, error)
        stopped = _stopped(change, before, left)
        if stopped is not None:
            return stopped
        try:
            answered = await self._sent(change)
        except HubError as error:
            return await self._failed(change, before, error)
        return done(change, before, f"{name_of(answered.ref)} was {change.made}", answered)

    async def _sent(self, change: Change) -> Made:
        """Send a change; once more only after the Hub has said that it was busy and made none.

        Returns:
            What the repo is called in the answer, and what else that says.

        Raises:
            HubError: it was not made, or its answer was lost.
        """
        for number in range(TRIES):
            try:
                return await self._send(change)
            except HubError as error:
                if not is_busy(error) or number == TRIES - 1:
                    raise
            if number:
                await self._timings.pause(growing(number - 1, self._timings))
        raise AssertionError("the last try returns or raises")

    async def _send(self, change: Change) -> Made:
        if isinstance(change, Create):
            return await self._changes.create(change.new)
        if isinstance(change, Delete):
            return Made(ref=change.ref, request_id=await self._changes.delete(change.ref))
        if isinstance(change, Move):
            return Made(ref=change.ref, request_id=await self._changes.move(change.ref, change.to))
        held = await self._changes.settings(change.ref, visibility=change.visibility, gate=change.gate)
        for asked, said in ((change.visibility, held.visibility), (change.gate, held.gate)):
            if asked is not None and said is not None and asked is not said:
                contradicted = BadAnswer("The Hub answered with other settings", request_id=held.request_id)
                contradicted.unknown = True
                raise contradicted
        return Made(ref=change.ref, request_id=held.request_id)

    async def _failed(self, change: Change, before: Standing, error: HubError) -> Outcome:
        """Return what became of a change that met an error."""
        if error.unknown or error.status == _LATER:
            return await self._looked(change, before, error)
        if isinstance(error, Moved) or (isinstance(error, NotFound) and error.status != 401):
            return await self._missed(change, error)
        return refusals.refused_by(change, error)

    async def _looked(self, change: Change, before: Standing, error: HubError) -> Outcome:
        """Look what became of a change whose answer was lost; it may still be on its way, so look more than once."""
        now = before
        for number in range(LOOKS):
            if number:
                await self._timings.pause(growing(number - 1, self._timings))
            try:
                now = await self._now(change)
            except HubError as second:
                return refusals.unseen(change, error, second)
            made = was_made(change, before, now)
            if made:
                what = (
                    f"{name_of(change.ref)} was {change.made} after all, though {refusals.within(error.what)}"
                )
                return done(change, before, what, _found(change, now, error.request_id))
            if made is None:
                return refusals.unknown(change, error, _unclear(change, now), "press r to look again")
        return _not_made(change, before, now, error)

    async def _now(self, change: Change) -> Standing:
        """Return what is the case with what was changed; a move whose old id leads nowhere is looked up by its new.

        Raises:
            HubError: it cannot be told.
        """
        now = await self._changes.look(change.ref)
        if isinstance(change, Move) and not now.exists:
            return await self._changes.look(change.target)
        return now

    async def _missed(self, change: Change, error: HubError) -> Outcome:
        """Return why the Hub did not find what was to be changed."""
        try:
            now = await self._changes.look(change.ref)
        except HubError:
            return refusals.refused_by(change, error)
        absent = None if isinstance(change, Create) else _absent(change, now)
        return refusals.refused_by(change, error) if absent is None else absent


def _why_not(change: Change) -> str:
    """Return why a change is not even asked for; empty where it is."""
    if isinstance(change, Create):
        return refusals.within(why_no_id(change.ref.id))
    if "/" not in change.ref.id:
        # A name alone means one's own repo in a change, and another one's in a list (wire.md §2.13).
        return "its id has no owner"
    if isinstance(change, Move):
        return (
            "that is its name already"
            if change.to == change.ref.id
            else refusals.within(why_no_id(change.to))
        )
    if isinstance(change, Settle) and change.visibility is Visibility.PROTECTED:
        return "" if change.ref.kind is Kind.SPACE else "only Spaces can be protected"
    return ""


def _stopped(change: Change, before: Standing, left: Standing | None) -> Outcome | None:
    """Return why a change is not sent after a look at what is the case; None where it is."""
    if isinstance(change, Create):
        if is_named(before, change.ref.id):
            return _taken(change)
        return None
    if (absent := _absent(change, before)) is not None:
        return absent
    other = change.created is not None and before.created not in (None, change.created)
    if other or (left is not None and not before.is_same(left)):
        return _replaced(change)
    if isinstance(change, Settle):
        if left is not None and _differs(before, left):
            return refusals.refused(change, "it has been changed since", "press v to see how it is")
        if holds(change, before):
            what = f"{name_of(change.ref)} stays {change.state}"
            return Outcome(change=change, result=Result.DONE, what=what, fact=fact_of(change, before))
    return None


def _not_made(change: Change, before: Standing, now: Standing, error: HubError) -> Outcome:
    """Return why a change whose answer was lost was not made, by what the Hub shows now."""
    if isinstance(change, Create):
        return _taken(change) if is_named(now, change.ref.id) else refusals.not_made(change, error, None)
    if (absent := _absent(change, now)) is not None:
        return absent
    return (
        refusals.not_made(change, error, fact_of(change, now)) if now.is_same(before) else _replaced(change)
    )


def _taken(change: Change) -> Outcome:
    return refusals.refused(change, "there is one of that name already", "choose another name")


def _replaced(change: Change) -> Outcome:
    return refusals.refused(change, "another repo has that name now", "press r to see it")


def _absent(change: Change, now: Standing) -> Outcome | None:
    """Return that a repo is gone or has another name; None where it stands at its id."""
    if not now.exists:
        gone = Fact(change.ref, None)
        return refusals.refused(change, "it is gone, or hidden from you by now", fact=gone)
    if now.ref != change.ref:
        moved = Fact(change.ref, now.ref, now.private, now.gate)
        what = f"it is now called {name_of(now.ref)}"
        return refusals.refused(change, what, "repeat it there", fact=moved)
    return None


def _differs(standing: Standing, left: Standing) -> bool:
    """Tell whether the settings of a repo are not as they were left; what either does not say is no difference."""
    unsaid = None in (standing.visibility, left.visibility)
    return (
        standing.private is not left.private
        or standing.gate is not left.gate
        or not (unsaid or standing.visibility is left.visibility)
    )


def _unclear(change: Change, now: Standing) -> str:
    """Return why what the Hub shows does not tell whether a change was made."""
    if isinstance(change, Create):
        return "there is one now that may be another's"
    if isinstance(change, Move) and not now.exists:
        return "neither name leads to it now"
    return "what the Hub shows does not tell"


def _found(change: Change, now: Standing, request_id: str | None) -> Made:
    """Return what the answer would have said, by what the Hub shows."""
    if isinstance(change, Create):
        return Made(ref=now.ref, created=now.created, request_id=request_id)
    return Made(ref=change.ref, request_id=request_id)
