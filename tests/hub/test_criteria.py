"""Tests of hubtui.hub.criteria."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.hub.criteria import SORTS, Criteria, Kind, Sort
from tests.hub.questions import criteria, texts


@given(criteria())
def test_parameters_and_back_is_the_same_question(asked: Criteria) -> None:
    assert Criteria.from_parameters(asked.kind, asked.parameters()) == asked


@given(st.lists(st.tuples(texts(), texts())), st.sampled_from(Kind))
def test_any_parameters_are_a_question_that_keeps_its_meaning(
    pairs: list[tuple[str, str]], kind: Kind
) -> None:
    asked = Criteria.from_parameters(kind, pairs)
    assert Criteria.from_parameters(kind, asked.parameters()) == asked


def test_all_fields_go_out() -> None:
    asked = Criteria(
        search="q w", author="a", tags=("en", "license:mit"), task="t", library="l", apps=("x", "y"),
        inference_providers=("all",), gated=False, num_parameters="min:6B", sort=Sort.LIKES, ascending=True,
    )  # fmt: skip
    assert asked.parameters() == [
        ("search", "q w"), ("author", "a"), ("filter", "en"), ("filter", "license:mit"), ("pipeline_tag", "t"),
        ("library", "l"), ("apps", "x"), ("apps", "y"), ("inference_provider", "all"), ("gated", "false"),
        ("num_parameters", "min:6B"), ("sort", "likes"), ("direction", "1"),
    ]  # fmt: skip


def test_what_spaces_use_goes_out_one_by_one() -> None:
    asked = Criteria(Kind.SPACE, models=("a/x", "b/y"), datasets=("c/z",))
    assert asked.parameters()[:3] == [("models", "a/x"), ("models", "b/y"), ("datasets", "c/z")]
    assert asked.is_filtered
    assert not asked.cleared.models


def test_names_joined_by_commas_are_several() -> None:
    asked = Criteria.from_parameters(Kind.MODEL, [("apps", "ollama,llama.cpp"), ("apps", "jan,")])
    assert asked.apps == ("ollama", "llama.cpp", "jan")


@pytest.mark.parametrize(("word", "meant"), [("true", True), ("True", True), ("0", False), ("maybe", None)])
def test_gated_is_read_in_each_of_its_spellings(word: str, meant: bool | None) -> None:
    assert Criteria.from_parameters(Kind.MODEL, [("gated", word)]).gated is meant


def test_each_kind_has_the_sort_keys_that_its_list_takes() -> None:
    both = ["trendingScore", "downloads", "likes", "likes30d", "lastModified", "createdAt"]
    assert {kind: [sort.value for sort in SORTS[kind]] for kind in Kind} == {
        Kind.MODEL: [*both, "num_parameters", "mainSize", "id"],
        Kind.DATASET: [*both, "mainSize", "datasetsServerInfo.numRows"],
        Kind.SPACE: ["trendingScore", "likes", "lastModified", "createdAt"],
    }


def test_an_unknown_sort_is_the_default() -> None:
    assert Criteria.from_parameters(Kind.SPACE, [("sort", "author")]).sort is Sort.TRENDING


@given(criteria(), texts())
def test_a_tag_toggled_twice_is_the_same_question(asked: Criteria, tag: str) -> None:
    without = replace(asked, tags=tuple(each for each in asked.tags if each != tag))
    assert without.toggled(tag).tags == (*without.tags, tag)
    assert without.toggled(tag).toggled(tag) == without


def test_a_cleared_question_keeps_kind_and_order() -> None:
    asked = Criteria(Kind.DATASET, search="x", tags=("a",), gated=True, sort=Sort.SIZE, ascending=True)
    assert asked.cleared == Criteria(Kind.DATASET, sort=Sort.SIZE, ascending=True)


def test_a_search_is_no_filter() -> None:
    assert not Criteria(search="x", sort=Sort.LIKES, ascending=True).is_filtered
    assert Criteria(gated=False).is_filtered
    assert Criteria(author="a").is_filtered
