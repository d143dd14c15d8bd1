"""Where the program was left: what is remembered of it, and what it opens with the next time.

What reads addresses is imported where it is needed: the pane and its order must be known before the first frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hubtui.core.question import Question
from hubtui.hub.criteria import SORTS, Criteria, Kind

if TYPE_CHECKING:
    from hubtui.core.keeping import KeptState

PANE: Final = "pane"
QUESTION: Final = "question"
SIDEBAR: Final = "sidebar"
SHOWN: Final = "shown"
_ASCENDING: Final = "ascending"


def sort_key(kind: Kind) -> str:
    """Return the key under which a pane's order is remembered."""
    return f"sort.{kind.plural}"


def pane_left(state: KeptState) -> Kind:
    """Return the pane that was in front; the models at first."""
    name = state.last(PANE)
    return next((kind for kind in Kind if kind.plural == name), Kind.MODEL)


def question_left(state: KeptState, kind: Kind) -> Question:
    """Return what a pane begins with: everything, in the order that was picked last."""
    name, _, way = state.last(sort_key(kind)).partition(" ")
    sort = next((each for each in SORTS[kind] if each.value == name), SORTS[kind][0])
    return Question(Criteria(kind, sort=sort, ascending=way == _ASCENDING))


def last_question(state: KeptState) -> Question | None:
    """Return the question that was on the screen when the program was left, if it asked for a part of everything."""
    import json

    from hubtui.core.views import restored

    try:
        values = json.loads(state.last(QUESTION) or "null")
    except (ValueError, RecursionError):
        return None
    return restored(values) if isinstance(values, dict) else None


def to_remember(question: Question) -> dict[str, str]:
    """Return what is remembered of the question on the screen, by its keys."""
    criteria = question.criteria
    way = f" {_ASCENDING}" if criteria.ascending else ""
    return {
        PANE: criteria.kind.plural,
        sort_key(criteria.kind): f"{criteria.sort.value}{way}",
        QUESTION: _as_text(question),
    }


def by_default(key: str) -> str:
    """Return what a key stands for as long as nothing is remembered under it."""
    if key == PANE:
        return Kind.MODEL.plural
    return next((SORTS[kind][0].value for kind in Kind if sort_key(kind) == key), "")


def _as_text(question: Question) -> str:
    """Return a question as a text, or an empty one for what asks for everything."""
    import json

    from hubtui.core.views import stored

    return "" if question.is_clear else json.dumps(stored(question))
