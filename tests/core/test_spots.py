"""Tests of hubtui.core.spots."""

from __future__ import annotations

from hubtui.core.question import Question
from hubtui.core.spots import MOST_SPOTS, Spot, Spots
from hubtui.hub.criteria import Criteria


def question(number: int) -> Question:
    return Question(Criteria(search=str(number)))


def test_the_last_spot_of_a_question_counts() -> None:
    spots = Spots()
    spots.keep(question(1), Spot("a/b", 7, 3))
    spots.keep(question(1), Spot("a/c", 8, 3))
    assert spots.of(question(1)) == Spot("a/c", 8, 3)
    assert spots.of(question(2)) is None


def test_of_too_many_the_one_that_was_left_longest_ago_is_forgotten() -> None:
    spots = Spots()
    for number in range(MOST_SPOTS):
        spots.keep(question(number), Spot("a/b", number, 0))
    spots.keep(question(0), Spot("a/b", 0, 0))
    spots.keep(question(MOST_SPOTS), Spot("a/b", 1, 0))
    assert spots.of(question(0)) is not None
    assert spots.of(question(1)) is None
    assert spots.of(question(2)) is not None
