"""Spots: where the cursor was in the rows of past questions, so that one comes back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hubtui.core.question import Question

MOST_SPOTS = 100
"""How many are remembered, as many as past questions."""


class Spot(NamedTuple):
    """Where the cursor is in a list."""

    repo_id: str
    """What is under it; empty in an empty list."""
    cursor: int
    """The index of its row."""
    top: int
    """The index of the first visible row."""


class Spots:
    """The spots of past questions."""

    def __init__(self) -> None:
        self._by_question: dict[Question, Spot] = {}

    def keep(self, question: Question, spot: Spot) -> None:
        """Remember where the cursor is in the rows that answer a question; the oldest of many is forgotten."""
        self._by_question.pop(question, None)
        self._by_question[question] = spot
        if len(self._by_question) > MOST_SPOTS:
            del self._by_question[next(iter(self._by_question))]

    def of(self, question: Question) -> Spot | None:
        """Return where the cursor was in the rows of a question, or None where that is not known."""
        return self._by_question.get(question)
