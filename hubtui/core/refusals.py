"""A change that was not made, or perhaps not, in one plain sentence with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.core.change import Create, Settle, name_of
from hubtui.core.outcome import Outcome, Result
from hubtui.hub import errors
from hubtui.hub.changes import is_busy, is_taken
from hubtui.hub.changing import Visibility

if TYPE_CHECKING:
    from hubtui.core.change import Change
    from hubtui.core.outcome import Fact

AGAIN = "try again"
_NOBODY = "the Hub does not accept the token any more"
_SIGN_IN = "press @ to sign in again"


def refused(change: Change, reason: str, todo: str = "", *, fact: Fact | None = None) -> Outcome:
    """Return the outcome of a change that was not made for a reason that is no error."""
    return Outcome(change=change, result=Result.REFUSED, what=_not(change, reason), todo=todo, fact=fact)


def refused_by(change: Change, error: errors.HubError) -> Outcome:
    """Return the outcome of a change that was surely not made, as an error says."""
    reason, todo, again = _reason(change, error)
    return Outcome(
        change=change,
        result=Result.REFUSED,
        what=_not(change, reason),
        todo=todo,
        error=error,
        again=again,
        request_id=error.request_id,
    )


def not_made(change: Change, error: errors.HubError, fact: Fact | None) -> Outcome:
    """Return the outcome of a change whose answer was lost, and that the Hub shows was not made."""
    return Outcome(
        change=change,
        result=Result.REFUSED,
        what=_not(change, f"{within(error.what)}, and {change.unchanged}"),
        todo=AGAIN,
        fact=fact,
        error=error,
        again=True,
        request_id=error.request_id,
    )


def unknown(change: Change, error: errors.HubError, why: str, todo: str = "") -> Outcome:
    """Return the outcome of a change whose answer was lost, and of which nothing tells whether it was made.

    Args:
        change: what was sent.
        error: how its answer was lost.
        why: why it cannot be told, without its first capital.
        todo: what to do.
    """
    what = (
        f"It cannot be told whether {name_of(change.ref)} was {change.made}: {within(error.what)}, and {why}"
    )
    return Outcome(
        change=change, result=Result.UNKNOWN, what=what, todo=todo, error=error, request_id=error.request_id
    )


def unseen(change: Change, error: errors.HubError, second: errors.HubError) -> Outcome:
    """Return the outcome of a change whose answer was lost, and after which the Hub could not be looked at either.

    Args:
        change: what was sent.
        error: how its answer was lost.
        second: why the Hub could not be looked at.
    """
    if second.status == 401:
        return unknown(change, error, f"then {_NOBODY}", _SIGN_IN)
    return unknown(change, error, f"then {within(second.what)}", "press r to look again")


def within(what: str) -> str:
    """Return a sentence as it stands within another one."""
    first, _, rest = what.partition(" ")
    return f"{first.lower()} {rest}" if first in ("The", "There", "This", "A", "An") else what


def _not(change: Change, reason: str) -> str:
    return f"{name_of(change.ref)} was not {change.made}: {reason}"


def _reason(change: Change, error: errors.HubError) -> tuple[str, str, bool]:
    """Return why it was not made, what to do, and whether the same may be tried again."""
    if isinstance(error, errors.Moved):
        return f"the Hub points elsewhere for it ({error.location})", "", False
    if error.status == 401:
        return _NOBODY, _SIGN_IN, True
    if isinstance(error, errors.TooManyRequests):
        return _too_many(error)
    if is_busy(error):
        return "the Hub is busy with another change", "try again in a moment", True
    if is_taken(error):
        return "there is one of that name already", "choose another name", False
    if isinstance(error, errors.PaymentRequired):
        return _said("the Hub wants to be paid for it", error), _cheaper(change), False
    if isinstance(error, errors.Forbidden):
        return _said("the Hub does not allow it", error), "press @ to see what the token may do", False
    if isinstance(error, errors.BadRequest) and error.status is not None:
        return _said("the Hub does not take it", error), "", False
    if isinstance(error, errors.NotFound):
        return _said("the Hub does not find it", error), "press r to look again", False
    todo = AGAIN if error.todo == errors.HubError.todo_default else error.todo
    again = isinstance(error, errors.ConnectionFailed | errors.ServerFailed | errors.BadAnswer)
    return within(error.what), todo, again


def _too_many(error: errors.TooManyRequests) -> tuple[str, str, bool]:
    if error.wait is None:
        return _said("the Hub limits how often this may be done", error), "try again later", False
    todo = f"wait {error.wait:.0f} s and try again" if error.wait else AGAIN
    return "the Hub has had too many requests for now", todo, True


def _cheaper(change: Change) -> str:
    """Return what would cost less; the Hub does not say which of it costs."""
    visibility = change.new.visibility if isinstance(change, Create) else None
    if isinstance(change, Settle):
        visibility = change.visibility
    hardware = "hardware that is free" if isinstance(change, Create) and change.new.hardware else ""
    visible = "public or private" if visibility is Visibility.PROTECTED else ""
    runs = "the SDK static" if isinstance(change, Create) and change.new.sdk not in ("", "static") else ""
    choices = ", and ".join(filter(None, (hardware, visible))) or runs
    return f"choose {choices}" if choices else ""


def _said(reason: str, error: errors.HubError) -> str:
    return f"{reason} ({error.words})" if error.words else reason
