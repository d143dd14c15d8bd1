"""Tests of hubtui.core.left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubtui.core.left import by_default, last_question, pane_left, question_left, sort_key, to_remember
from hubtui.core.opening import opening_left
from hubtui.core.question import Question, Sieve
from hubtui.hub.criteria import SORTS, Criteria, Kind, Sort
from hubtui.local.state import State

if TYPE_CHECKING:
    from pathlib import Path

QUESTIONS = [
    Question(Criteria(Kind.MODEL)),
    Question(Criteria(Kind.DATASET, sort=Sort.LIKES)),
    Question(Criteria(Kind.SPACE, sort=Sort.CREATED, ascending=True, search="chat")),
    Question(Criteria(Kind.MODEL, tags=("license:mit",), task="text-generation"), Sieve(("gguf",))),
    Question(Criteria(Kind.MODEL, author="alice"), mine=True),
]


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State.load(tmp_path / "state" / "state.toml")


def remember(state: State, question: Question) -> None:
    for key, value in to_remember(question).items():
        assert state.remember(key, value) is None


def test_at_first_the_models_open_in_their_own_order(state: State) -> None:
    assert opening_left(state).question == Question()
    assert last_question(state) is None


@pytest.mark.parametrize("question", QUESTIONS)
def test_pane_and_order_open_again_and_the_question_can_be_had(state: State, question: Question) -> None:
    remember(state, question)
    opened = opening_left(state).question
    criteria = question.criteria
    assert opened == Question(Criteria(criteria.kind, sort=criteria.sort, ascending=criteria.ascending))
    assert last_question(state) == (None if question.is_clear else question)


def test_each_pane_keeps_its_own_order(state: State) -> None:
    remember(state, QUESTIONS[2])
    remember(state, QUESTIONS[1])
    assert pane_left(state) is Kind.DATASET
    assert [question_left(state, kind).criteria.sort for kind in Kind] == [
        SORTS[Kind.MODEL][0],
        Sort.LIKES,
        Sort.CREATED,
    ]


@pytest.mark.parametrize(
    "text", ["", "x", "3", "[]", '{"url": 3}', '{"url": "https://example.com"}', "[" * 50_000]
)
def test_what_others_wrote_and_cannot_be_read_is_nothing(state: State, text: str) -> None:
    state.remember("question", text)
    state.remember("pane", text)
    state.remember("sort.models", text)
    assert last_question(state) is None
    assert opening_left(state).question == Question()


def test_an_order_of_another_kind_is_none(state: State) -> None:
    state.remember(sort_key(Kind.SPACE), Sort.DOWNLOADS.value)
    assert question_left(state, Kind.SPACE).criteria.sort is SORTS[Kind.SPACE][0]


@pytest.mark.parametrize("kind", Kind)
def test_what_is_so_by_default_needs_not_be_written(kind: Kind) -> None:
    values = to_remember(Question(Criteria(kind, sort=SORTS[kind][0])))
    different = {key for key, value in values.items() if value != by_default(key)}
    assert different == (set() if kind is Kind.MODEL else {"pane"})
