"""Tests of hubtui.core.views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from hubtui.core.question import Question, Sieve
from hubtui.core.views import LONGEST_NAME, RESERVED, restored, stored, why_no_view_name
from hubtui.hub.criteria import Criteria
from tests.core.test_question import questions

if TYPE_CHECKING:
    from hubtui.core.keeping import Plain


@given(questions())
def test_what_was_stored_is_the_same_question(asked: Question) -> None:
    assert restored(stored(asked)) == asked


def test_only_what_is_not_at_its_default_is_stored() -> None:
    assert stored(Question(Criteria(search="x"))) == {"url": "https://huggingface.co/models?search=x"}
    assert stored(Question(sieve=Sieve(("a",), True, 1, 2, "RUNNING", "t4-small"))) == {
        "url": "https://huggingface.co/models", "without": ["a"], "carded": True, "created_within": 1,
        "updated_within": 2, "stage": "RUNNING", "hardware": "t4-small",
    }  # fmt: skip


URL = "https://huggingface.co/datasets"


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"url": 3},
        {"url": "x"},
        {"url": "https://example.com"},
        {"url": URL, "without": "a"},
        {"url": URL, "stage": 1},
        {"url": URL, "hardware": ["t4-small"]},
    ],
)
def test_what_is_no_question_is_none(values: dict[str, Any]) -> None:
    assert restored(values) is None


def test_odd_values_ask_for_nothing() -> None:
    odd: dict[str, Plain] = {
        "url": URL,
        "carded": 1,
        "created_within": True,
        "updated_within": -1,
        "more": "x",
    }
    found = restored(odd)
    assert found is not None
    assert found.sieve.is_open


@pytest.mark.parametrize("name", ["small chat", "chat-3B", "Modelle für mich", "日本", "x" * LONGEST_NAME])
def test_a_name_may_be_anything_that_can_be_typed_again(name: str) -> None:
    assert why_no_view_name(name, ["other"]) is None


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        " a",
        "a\x1b",
        "a\u200b",
        "x" * (LONGEST_NAME + 1),
        "org/name",
        "https://hf.co",
        "-x",
        *sorted(RESERVED),
        "Models",
        "taken",
    ],
)
def test_a_name_that_means_something_else_is_refused_with_a_reason(name: str) -> None:
    assert why_no_view_name(name, ["taken"])
