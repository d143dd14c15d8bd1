"""Tests of hubtui.core.opening."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.core.opening import Opening, opening_for
from hubtui.core.question import Question, Sieve
from hubtui.core.views import RESERVED, SUBCOMMANDS, stored, why_no_view_name
from hubtui.hub.criteria import Criteria, Kind
from hubtui.hub.errors import NotAPage
from hubtui.hub.models import RepoRef
from hubtui.text import is_plain

ENDPOINT = "http://hub.example/prefix"
VIEW = Question(Criteria(Kind.DATASET, search="v"), Sieve(carded=True))
VIEWS = {name: stored(VIEW) for name in ("small chat", "models", "gpt2")} | {"broken": {}}


def single(kind: Kind, name: str) -> Opening:
    return Opening(Question(Criteria(kind, search=name)), RepoRef(kind, name))


@pytest.mark.parametrize(
    ("what", "opens"),
    [
        ("models", Opening(Question(Criteria(Kind.MODEL)))),
        ("spaces", Opening(Question(Criteria(Kind.SPACE)))),
        ("org/name", single(Kind.MODEL, "org/name")),
        ("datasets/squad", single(Kind.DATASET, "squad")),
        ("spaces/org/name", single(Kind.SPACE, "org/name")),
        ("bert-base-uncased", single(Kind.MODEL, "bert-base-uncased")),
        ("small chat", Opening(VIEW, view="small chat")),
        ("gpt2", Opening(VIEW, view="gpt2")),
        ("https://huggingface.co/org/name/tree/main", single(Kind.MODEL, "org/name")),
        ("http://hub.example/prefix/spaces?search=x", Opening(Question(Criteria(Kind.SPACE, search="x")))),
        ("HTTPS://hf.co/models?sort=odd", Opening(Question(), ignored=("sort=odd",))),
    ],
)
def test_the_word_of_the_command_line_opens_what_it_says(what: str, opens: Opening) -> None:
    assert opening_for(what, ENDPOINT, VIEWS) == opens


@pytest.mark.parametrize(
    "what", ["a/b/c", "https://example.com/a/b", "metrics", "", "a b", "x\x1b[2J", "broken", *SUBCOMMANDS]
)
def test_what_cannot_be_opened_is_refused_in_one_line(what: str) -> None:
    with pytest.raises(NotAPage) as caught:
        opening_for(what, ENDPOINT, VIEWS)
    assert is_plain(caught.value.summary)


@given(st.text(max_size=20))
def test_a_view_with_a_name_that_may_be_given_can_be_opened_by_it(name: str) -> None:
    if why_no_view_name(name) is None:
        assert opening_for(name, ENDPOINT, {name: stored(VIEW)}) == Opening(VIEW, view=name)


def test_every_word_of_the_command_line_is_reserved() -> None:
    assert {kind.plural for kind in Kind} | set(SUBCOMMANDS) <= RESERVED
