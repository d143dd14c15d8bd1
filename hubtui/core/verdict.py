"""What the Hub shows of a change: that it was made, that it was not, or neither (design.md §5, Changes).

Pure: from the standing before the change and the standing now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.core.change import Create, Delete, Move
from hubtui.hub.changing import Visibility
from hubtui.hub.criteria import Kind

if TYPE_CHECKING:
    from hubtui.core.change import Change, Settle
    from hubtui.hub.changing import Standing


def was_made(change: Change, before: Standing, now: Standing) -> bool | None:
    """Tell whether a change was made; None where that cannot be told.

    Args:
        change: what was sent.
        before: what was the case with its id right before.
        now: what is the case with its id; for a move whose old id leads nowhere, with the new one.
    """
    if isinstance(change, Create):
        return _was_created(change, before, now)
    if isinstance(change, Delete):
        return not now.is_same(before)
    if isinstance(change, Move):
        return _was_moved(change, before, now)
    return holds(change, now, before) if now.is_same(before) else False


def is_named(standing: Standing, repo_id: str) -> bool:
    """Tell whether a repo stands at an id itself, in whatever case, and not behind a redirect (wire.md §1.2)."""
    return standing.exists and standing.ref.id.lower() == repo_id.lower()


def holds(change: Settle, standing: Standing, before: Standing | None = None) -> bool | None:
    """Tell whether a repo is as it shall be; None where the Hub does not say it.

    Args:
        change: how it shall be.
        standing: how it is.
        before: how it was before, where it may have been changed since.
    """
    found: list[bool | None] = []
    if change.visibility is not None:
        found.append(_shows(change.visibility, standing, before))
    if change.gate is not None:
        found.append(standing.gate is change.gate)
    if False in found:
        return False
    return None if None in found else True


def _shows(wanted: Visibility, standing: Standing, before: Standing | None) -> bool | None:
    """Tell whether a repo has a visibility. Of a Space ``private`` alone does not tell private from protected."""
    if standing.visibility is not None:
        return standing.visibility is wanted
    if wanted is Visibility.PUBLIC:
        return not standing.private
    if not standing.private:
        return False
    if standing.ref.kind is not Kind.SPACE:
        return wanted is Visibility.PRIVATE
    if wanted is Visibility.PRIVATE and before is not None and not before.private:
        return True
    return None


def _was_created(change: Create, before: Standing, now: Standing) -> bool | None:
    """Tell whether what is there now is what was asked for: absent before, not older than that, and as private."""
    if not is_named(now, change.ref.id):
        return False
    if now.created is None or before.at is None:
        return None
    if now.created < before.at:
        return False
    return True if now.private is (change.new.visibility is not Visibility.PUBLIC) else None


def _was_moved(change: Move, before: Standing, now: Standing) -> bool | None:
    if now.is_same(before):
        return now.ref.id == change.to
    # Without a mark that stays, a repo under the new id may be this one or another.
    return None if is_named(now, change.to) or not now.exists else False
