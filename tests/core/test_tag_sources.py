"""Tests of hubtui.core.tags and hubtui.core.tag_sources."""

from __future__ import annotations

from hubtui.core.question import Question
from hubtui.core.tag_search import TagSearch
from hubtui.core.tag_sources import SeenTags, listed, unlisted
from hubtui.core.tags import Section, TagIndex
from hubtui.hub.criteria import Criteria, Kind
from hubtui.hub.models import Repo, Tag, TagGroups


def shown(index: TagIndex) -> list[tuple[str, list[str]]]:
    """Return the headings of tags with the ids under them, without what can be refined by."""
    return [
        (section.heading, [item.id for item in section.items])
        for section in index.sections
        if not section.heading.startswith("Refine")
    ]


def test_groups_stand_in_the_servers_order_with_readable_names() -> None:
    groups = {
        "library": (Tag("pytorch"),),
        "license": (Tag("license:mit"), Tag("license:apache-2.0")),
        "arxiv": (Tag("arxiv:1706.03762"),),
        "size_categories": (Tag("size_categories:n<1K"),),
    }
    assert shown(listed(Kind.MODEL, TagGroups(groups))) == [
        ("Libraries", ["pytorch"]),
        ("Licenses", ["license:mit", "license:apache-2.0"]),
        ("arXiv", ["arxiv:1706.03762"]),
        ("Sizes", ["size_categories:n<1K"]),
    ]


def test_a_group_that_nobody_knows_is_shown_by_its_own_words_and_an_empty_one_is_not() -> None:
    groups = {"quantum_level": (Tag("q:1"),), "doi": (), "": (Tag("x"),)}
    index = listed(Kind.MODEL, TagGroups(groups))
    assert shown(index) == [("Quantum level", ["q:1"]), ("Tag", ["x"])]
    assert [section.word for section in index.sections[-2:]] == ["quantum level", "tag"]


def test_tasks_stand_together_by_field_in_the_order_in_which_fields_come() -> None:
    tags = (
        Tag("fill-mask", sub_type="nlp"),
        Tag("mask-generation", sub_type="cv"),
        Tag("translation", sub_type="nlp"),
        Tag("robotics", sub_type="rl"),
        Tag("alchemy"),
    )
    assert shown(listed(Kind.MODEL, TagGroups({"pipeline_tag": tags}))) == [
        ("Tasks · text", ["fill-mask", "translation"]),
        ("Tasks · vision", ["mask-generation"]),
        ("Tasks · reinforcement learning", ["robotics"]),
        ("Tasks", ["alchemy"]),
    ]


def test_every_tag_has_a_number_and_is_found_by_it() -> None:
    index = TagIndex(
        Kind.MODEL,
        [
            Section("Libraries", "library", (Tag("a", "A one"), Tag("b"))),
            Section("Empty", "nothing", ()),
            Section("Other", "tag", (Tag("x:c"),)),
        ],
    )
    choices = [index.choice(number) for number in range(len(index))]
    assert [(choice.id, choice.name, choice.note, choice.word) for choice in choices] == [
        ("a", "a", "A one", "library"),
        ("b", "b", "", "library"),
        ("x:c", "c", "", "tag"),
    ]
    assert index.starts == [0, 2]
    assert index.number_of("x:c") == 2
    assert index.number_of("d") is None
    assert list(TagSearch(index.entries).find("one")) == [0]


def test_a_hub_without_tags_still_has_what_lists_can_be_refined_by() -> None:
    index = listed(Kind.DATASET, TagGroups({}))
    assert [section.heading for section in index.sections] == ["Refine · access", "Refine · loaded rows"]


def test_what_lists_can_be_refined_by_stands_behind_the_tasks() -> None:
    tasks = (Tag("fill-mask", sub_type="nlp"), Tag("robotics", sub_type="rl"))
    groups = {"benchmark": (Tag("b"),), "task_categories": tasks, "library": (Tag("x"),)}
    headings = [section.heading for section in listed(Kind.DATASET, TagGroups(groups)).sections]
    assert headings == [
        "Benchmarks",
        "Tasks · text",
        "Tasks · reinforcement learning",
        "Refine · access",
        "Refine · loaded rows",
        "Libraries",
    ]


def test_an_index_without_tags_says_why() -> None:
    index = unlisted(Kind.MODEL, "Loading the tags…")
    assert index.note == "Loading the tags…"
    assert index.sections[0].heading == "Refine · parameters"


def test_loaded_rows_count_their_tags() -> None:
    seen = SeenTags()
    seen.add([Repo(id="a/b", tag_lines="en\nlicense:mit"), Repo(id="a/c", tag_lines="en"), Repo(id="a/d")])
    seen.add([Repo(id="a/e", tag_lines="en")])
    assert (seen.rows, seen.counts["en"], seen.counts["license:mit"], seen.counts["fr"]) == (4, 3, 1, 0)


def test_tags_of_spaces_come_from_the_loaded_rows_and_the_index_says_so() -> None:
    seen = SeenTags()
    seen.add(
        [
            Repo(id="a/b", sdk="gradio", tag_lines="gradio\nregion:us\nart"),
            Repo(id="a/c", sdk="docker", tag_lines="docker\nregion:us\nlicense:mit\nzoo"),
            Repo(id="a/d", sdk="docker", tag_lines="docker\nregion:us\nart\nart:deco"),
        ]
    )
    index = seen.index(Kind.SPACE)
    assert shown(index) == [
        ("SDK", ["docker", "gradio"]),
        ("Licenses", ["license:mit"]),
        ("Regions", ["region:us"]),
        ("Other", ["art", "art:deco", "zoo"]),
    ]
    assert index.note == "From 3 loaded rows: this Hub lists no tags of Spaces"


def test_stages_of_spaces_are_counted_and_stand_behind_the_sdk() -> None:
    seen = SeenTags()
    seen.add(
        [
            Repo(id=f"a/{number}", sdk="gradio", stage=stage, tag_lines="gradio")
            for number, stage in enumerate(("SLEEPING", "RUNNING", None, "RUNNING", "NO_APP_FILE"))
        ]
    )
    index = seen.index(Kind.SPACE)
    assert [section.heading for section in index.sections] == ["SDK", "Stage", "Refine · loaded rows"]
    stages = [index.choice(number) for number in range(1, 4)]
    assert [choice.name for choice in stages] == ["running", "no app file", "sleeping"]
    assert [seen.counts[choice.id] for choice in stages] == [2, 1, 1]
    question = stages[1].apply(Question(Criteria(Kind.SPACE)))
    assert question.sieve.passes(Repo(id="a/b", stage="NO_APP_FILE"), 0)
    assert not question.sieve.passes(Repo(id="a/b", stage="RUNNING"), 0)


def test_hardware_and_what_spaces_use_have_groups_around_the_licenses() -> None:
    seen = SeenTags()
    seen.add(
        [
            Repo(id="a/b", sdk="gradio", stage="RUNNING", hardware="cpu-basic", tag_lines="gradio\nlicense:mit",
                 used_lines="models x/y\ndatasets x/y"),
            Repo(id="a/c", sdk="gradio", stage="RUNNING", hardware="t4-small", tag_lines="gradio\nhardware:odd"),
            Repo(id="a/d", hardware="t4-small", used_lines="models w/z\nmodels x/y"),
        ]
    )  # fmt: skip
    index = seen.index(Kind.SPACE)
    assert [section.heading for section in index.sections] == [
        "SDK", "Stage", "Hardware", "Refine · loaded rows", "Licenses", "Models used", "Datasets used", "Other",
    ]  # fmt: skip
    choices = [index.choice(number) for number in range(len(index))]
    assert [(choice.name, seen.counts[choice.id]) for choice in choices if choice.word == "hardware"] == [
        ("t4-small", 2), ("cpu-basic", 1),
    ]  # fmt: skip
    used = [choice for choice in choices if choice.word in ("model", "dataset")]
    assert [(choice.name, choice.word, seen.counts[choice.id]) for choice in used] == [
        ("x/y", "model", 2), ("w/z", "model", 1), ("x/y", "dataset", 1),
    ]  # fmt: skip
    assert used[0].apply(Question(Criteria(Kind.SPACE))).criteria.models == ("x/y",)
    assert used[2].apply(Question(Criteria(Kind.SPACE))).criteria.datasets == ("x/y",)


def test_before_there_are_rows_there_is_nothing_but_a_note() -> None:
    index = SeenTags().index(Kind.SPACE)
    assert (len(index), index.note) == (0, "The tags come with the first rows")


def test_bare_tasks_and_libraries_of_models_are_told_by_what_the_rows_have_as_such() -> None:
    seen = SeenTags()
    seen.add([Repo(id="a/b", task="fill-mask", library="tf", tag_lines="tf\nfill-mask\nen\nbase_model:a/x")])
    assert shown(seen.index(Kind.MODEL)) == [
        ("Tasks", ["fill-mask"]),
        ("Libraries", ["tf"]),
        ("Base models", ["base_model:a/x"]),
        ("Other", ["en"]),
    ]
