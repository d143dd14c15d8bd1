"""Tests of hubtui.core.choices and hubtui.core.refine."""

from __future__ import annotations

import pytest

from hubtui.core.choices import Choice, TagChoice, apply
from hubtui.core.question import Question, Sieve, chips
from hubtui.core.refine import chosen, hardware, sections, uses, written
from hubtui.hub.criteria import Criteria, Kind

EVERYTHING = Question(
    Criteria(
        author="qwen",
        tags=("en", "license:mit"),
        task="text-generation",
        library="transformers",
        apps=("ollama", "vllm"),
        inference_providers=("all",),
        gated=False,
        num_parameters="min:3B,max:14B",
    ),
    Sieve(without=("gguf",), carded=True, created_within=30, updated_within=7, stage="APP_STARTING"),
)


def offered(kind: Kind) -> list[Choice]:
    """Return what is offered for a kind; everything in these sections is a choice."""
    return [item for section in sections(kind) for item in section.items if isinstance(item, Choice)]


def test_a_tag_goes_out_as_a_filter_once_and_comes_off_again() -> None:
    on = apply(Criteria(), "license:mit", True)
    assert on.parameters()[0] == ("filter", "license:mit")
    assert apply(on, "license:mit", True) == on
    assert apply(on, "license:mit", False) == Criteria()


def test_a_task_or_library_asked_for_by_its_own_parameter_is_the_same_as_its_tag() -> None:
    criteria = Criteria(task="fill-mask", library="tf")
    assert apply(criteria, "fill-mask", True) == criteria
    assert apply(criteria, "fill-mask", False) == Criteria(library="tf")
    assert apply(criteria, "tf", False) == Criteria(task="fill-mask")
    assert TagChoice("tf").is_on(Question(criteria))


def test_excluding_a_chosen_tag_no_longer_asks_for_it_and_choosing_an_excluded_one_no_longer_hides_it() -> (
    None
):
    tag = TagChoice("en")
    chosen_tag = tag.apply(Question())
    excluded = tag.apply(chosen_tag, exclude=True)
    assert (chosen_tag.criteria.tags, chosen_tag.sieve.without) == (("en",), ())
    assert (excluded.criteria.tags, excluded.sieve.without) == ((), ("en",))
    assert tag.is_excluded(excluded)
    assert not tag.is_on(excluded)
    assert tag.apply(excluded) == chosen_tag
    assert tag.apply(excluded, on=False, exclude=True) == Question()
    assert tag.apply(excluded, exclude=True) == excluded


@pytest.mark.parametrize("tag", ["bad\ufffd", "", "a\u202eb", "a\x1bb"])
def test_a_tag_that_cannot_be_sent_says_why(tag: str) -> None:
    assert "This tag" in TagChoice(tag).why_not
    assert TagChoice(tag).why_not_exclude == TagChoice(tag).why_not
    assert not TagChoice(tag).is_on(Question())


@pytest.mark.parametrize(
    ("tag", "label", "name", "note"),
    [
        ("license:mit", "mit", "mit", ""),
        ("pytorch", "PyTorch", "pytorch", ""),
        ("text-to-image", "Text to Image", "text-to-image", ""),
        ("language:de", "German", "de", "German"),
        ("region:us", "🇺🇸 Region: US", "us", ""),
        ("base_model:finetune:a/b", "", "finetune:a/b", ""),
        (":odd", "", ":odd", ""),
        ("odd:", "", "odd:", ""),
    ],
)
def test_a_tag_is_shown_without_its_group_and_with_a_label_that_says_more(
    tag: str, label: str, name: str, note: str
) -> None:
    choice = TagChoice(tag, label)
    assert (choice.name, choice.note) == (name, note)


@pytest.mark.parametrize("kind", Kind)
def test_everything_that_is_offered_can_be_chosen_and_taken_back(kind: Kind) -> None:
    question = Question(Criteria(kind))
    for choice in offered(kind):
        assert not choice.is_on(question)
        changed = choice.apply(question)
        assert choice.is_on(changed)
        assert [found.id for found in chosen(changed)] == [choice.id]
        assert len(chips(changed)) == 1
        assert choice.apply(changed, on=False) == question


def test_no_two_things_that_are_offered_have_the_same_id() -> None:
    ids = [choice.id for choice in offered(Kind.MODEL)]
    assert len(set(ids)) == len(ids)


def test_only_models_have_parameters_apps_and_providers_and_spaces_are_never_gated() -> None:
    words = {kind: [section.word for section in sections(kind)] for kind in Kind}
    assert words == {
        Kind.MODEL: ["parameters", "apps", "providers", "access", "loaded rows"],
        Kind.DATASET: ["access", "loaded rows"],
        Kind.SPACE: ["loaded rows"],
    }


def test_another_range_takes_the_place_of_the_first_and_another_app_stands_beside_it() -> None:
    small, large = (choice for choice in offered(Kind.MODEL) if choice.id in ("params ..1B", "params 70B.."))
    question = large.apply(small.apply(Question()))
    assert question.criteria.num_parameters == "min:70B"
    assert not small.is_on(question)
    ollama, vllm = (choice for choice in offered(Kind.MODEL) if choice.name in ("ollama", "vllm"))
    assert vllm.apply(ollama.apply(Question())).criteria.apps == ("ollama", "vllm")


def test_everything_that_a_question_is_narrowed_by_can_be_taken_off_one_by_one() -> None:
    question = EVERYTHING
    names = [choice.name for choice in chosen(question)]
    assert names == [
        "text-generation",
        "transformers",
        "en",
        "mit",
        "qwen",
        "3B–14B",
        "ollama",
        "vllm",
        "any provider",
        "not gated",
        "hide without a card",
        "created within 30 days",
        "updated within 7 days",
        "app starting",
        "gguf",
    ]
    for left in range(len(names), 0, -1):
        choice = chosen(question)[0]
        assert choice.is_on(question) or choice.is_excluded(question)
        question = choice.apply(question, on=False)
        assert len(chosen(question)) == left - 1
    assert question.is_clear


def test_what_spaces_use_is_narrowed_by_one_beside_another_and_comes_off_again() -> None:
    question = uses("datasets", "c/z").apply(uses("models", "a/x").apply(Question(Criteria(Kind.SPACE))))
    question = hardware("t4-small").apply(uses("models", "b/y").apply(question))
    assert (question.criteria.models, question.criteria.datasets) == (("a/x", "b/y"), ("c/z",))
    assert [choice.id for choice in chosen(question)] == [
        "uses a/x", "uses b/y", "uses datasets/c/z", "hardware t4-small",
    ]  # fmt: skip
    for choice in chosen(question):
        assert choice.is_on(question)
        question = choice.apply(question, on=False)
    assert question.is_clear


def test_a_repo_whose_name_had_to_be_cleaned_is_not_asked_for() -> None:
    assert "cannot be sent" in uses("models", "a/b\ufffd").why_not
    assert not uses("models", "a/b").why_not


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("uses a/x", (("a/x",), ())),
        ("uses datasets/a/x", ((), ("a/x",))),
        ("Uses datasets/x", (("datasets/x",), ())),
    ],
)
def test_what_spaces_use_can_be_written(typed: str, used: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    choice = written(Kind.SPACE, typed)
    assert isinstance(choice, Choice)
    criteria = choice.apply(Question(Criteria(Kind.SPACE))).criteria
    assert (criteria.models, criteria.datasets) == used
    assert written(Kind.SPACE, "uses x") == "uses org/name, datasets/org/name"
    assert written(Kind.MODEL, typed) == ""


@pytest.mark.parametrize(
    ("typed", "parameters"),
    [
        ("params 3B..14B", "min:3B,max:14B"),
        ("params 3b-14b", "min:3B,max:14B"),
        ("PARAMS 3..14", "min:3B,max:14B"),
        ("params 500m..1.5", "min:500M,max:1.5B"),
        ("params 300..800M", "min:300M,max:800M"),
        ("params <7B", "max:7B"),
        ("params < 7", "max:7B"),
        ("params <=7B", "max:7B"),
        ("params >70b", "min:70B"),
        ("params ..7B", "max:7B"),
        ("params 7B..", "min:7B"),
        ("parameters 1T..", "min:1000B"),
        ("params 7B..7B", "min:7B,max:7B"),
    ],
)
def test_a_range_of_parameters_can_be_written(typed: str, parameters: str) -> None:
    choice = written(Kind.MODEL, typed)
    assert isinstance(choice, Choice)
    assert choice.apply(Question()).criteria.num_parameters == parameters


@pytest.mark.parametrize(
    "typed",
    [
        "params",
        "params 7",
        "params 14B..3B",
        "params 1B..900M",
        "params ..",
        "params <",
        "params 3x..4x",
        "params -1..",
        "params 99999B..",
        "params min:3B",
    ],
)
def test_a_range_that_is_not_whole_or_makes_no_sense_gets_a_hint(typed: str) -> None:
    assert written(Kind.MODEL, typed) == "params 3B..14B, <7B"


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("author qwen", Question(Criteria(author="qwen"))),
        ("Author Qwen", Question(Criteria(author="Qwen"))),
        ("library mlx", Question(Criteria(tags=("mlx",)))),
        ("app llama.cpp", Question(Criteria(apps=("llama.cpp",)))),
        ("provider all", Question(Criteria(inference_providers=("all",)))),
        ("created 14", Question(sieve=Sieve(created_within=14))),
        ("updated 1 day", Question(sieve=Sieve(updated_within=1))),
        ("updated 90 days", Question(sieve=Sieve(updated_within=90))),
    ],
)
def test_other_filters_can_be_written_too(typed: str, question: Question) -> None:
    choice = written(Kind.MODEL, typed)
    assert isinstance(choice, Choice)
    assert choice.apply(Question()) == question


@pytest.mark.parametrize(
    "typed", ["author", "author a/b", "author a b", "author [red]", "app a,b", "created 0", "updated soon"]
)
def test_what_is_not_whole_or_cannot_be_a_name_gets_a_hint(typed: str) -> None:
    hint = written(Kind.MODEL, typed)
    assert isinstance(hint, str)
    assert hint.startswith(typed.split()[0])


def test_what_a_kind_does_not_have_cannot_be_written_for_it() -> None:
    assert written(Kind.DATASET, "params 3B..14B") == ""
    assert written(Kind.SPACE, "app ollama") == ""
    assert written(Kind.SPACE, "text generation") == ""
    assert written(Kind.SPACE, "") == ""


def test_only_tags_can_be_excluded() -> None:
    assert {choice.why_not_exclude for choice in offered(Kind.MODEL)} == {"Only tags can be excluded"}
    assert TagChoice("en").why_not_exclude == ""
