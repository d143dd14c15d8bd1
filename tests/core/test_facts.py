"""Tests of hubtui.core.facts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hubtui.core.facts import Fact, Group, Tone, facts_of, facts_of_row
from hubtui.core.facts.gguf import quantised
from hubtui.core.facts.of_dataset import size_words
from hubtui.core.facts.of_space import STAGES, sleep_words
from hubtui.hub.contents import File
from hubtui.hub.criteria import Kind
from hubtui.hub.details import decode_repo
from hubtui.hub.models import Repo, RepoRef
from hubtui.text import is_plain, printable
from tests.hub.payloads import names, payload

NOW = 1_795_000_000.0
BEFORE_ALL = "2022-03-02T23:29:04.000Z"
HOSTILE = "\x1b]0;x\x07[/b]\u202eq\x9b2J"


def shown(kind: Kind, body: dict[str, Any] | bytes, **more: Any) -> tuple[Group, ...]:
    raw = body if isinstance(body, bytes) else json.dumps({"id": "a/b"} | body).encode()
    return facts_of(decode_repo(raw, kind), NOW, **more)


def words(groups: tuple[Group, ...], title: str) -> list[str]:
    """Return a group's facts as text; an arrow stands behind what can be opened."""
    found = next(group for group in groups if group.title == title)
    return [
        (" | ".join(fact.cells) if found.columns else f"{fact.label}: {fact.value}")
        + (" →" if fact.opens else "")
        for fact in found.facts
    ]


def fact(groups: tuple[Group, ...], label: str) -> Fact:
    return next(fact for group in groups for fact in group.facts if fact.label == label)


def titles(groups: tuple[Group, ...]) -> list[str]:
    return [group.title for group in groups]


def test_a_real_model_says_what_it_is_and_what_it_is_made_from() -> None:
    groups = shown(Kind.MODEL, payload("model_zephyr_7b_2025").body)
    assert titles(groups) == [
        "Model", "Made from", "How it loads", "Use", "Results", "Repository", "Spaces that use it",
    ]  # fmt: skip
    assert words(groups, "Model") == [
        "id: HuggingFaceH4/zephyr-7b-beta",
        "task: text-generation",
        "library: transformers",
        "licence: mit",
        "languages: en",
        "parameters: 7.2B · 7,241,732,096",
        ": all in BF16",
    ]
    assert words(groups, "Made from") == [
        "fine-tuned from: mistralai/Mistral-7B-v0.1 →",
        "trained on: HuggingFaceH4/ultrachat_200k →",
        ": HuggingFaceH4/ultrafeedback_binarized →",
    ]
    assert words(groups, "How it loads")[:2] == ["architecture: MistralForCausalLM", "model type: mistral"]
    assert fact(groups, "fine-tuned from").opens == RepoRef(Kind.MODEL, "mistralai/Mistral-7B-v0.1")
    assert words(groups, "Results")[0] == (
        "AI2 Reasoning Challenge (25-Shot) · ARC-Challenge test | normalized accuracy | 62.0307"
        " | Open LLM Leaderboard"
    )
    assert fact(groups, "100 or more").opens == RepoRef(Kind.SPACE, "HuggingFaceH4/zephyr-chat")


def test_numbers_are_told_in_full_and_copied_as_digits() -> None:
    groups = shown(
        Kind.MODEL,
        {"downloads": 1_234_567, "downloadsAllTime": 93, "likes": 1, "usedStorage": 43_587_527_997},
    )
    assert words(groups, "Use")[:2] == ["downloads: 1,234,567 in the last 30 days", ": 93 of all time"]
    assert fact(groups, "downloads").copyable == "1234567"
    assert fact(groups, "storage").value == "43.6 GB with all its history"
    assert fact(groups, "storage").copyable == "43587527997"


def test_parameters_are_told_by_type() -> None:
    tensors = {"total": 1_000_514, "parameters": {"I64": 514, "F32": 1_000_000}}
    assert words(shown(Kind.MODEL, {"safetensors": tensors}), "Model")[1:] == [
        "parameters: 1.0M · 1,000,514", ": 1.0M in F32", ": 514 in I64",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        ("finetune", "fine-tuned from"),
        ("quantized", "quantised from"),
        ("adapter", "adapter for"),
        ("merge", "merged from"),
    ],
)
def test_how_a_model_derives_is_told_by_the_hub_or_by_its_tags(relation: str, said: str) -> None:
    tagged = {"tags": ["base_model:a/x", f"base_model:{relation}:a/x", f"base_model:{relation}:a/y"]}
    told = {"baseModels": {"relation": relation, "models": [{"_id": "0", "id": "a/x"}]}}
    assert words(shown(Kind.MODEL, tagged), "Made from") == [f"{said}: a/x →", ": a/y →"]
    assert words(shown(Kind.MODEL, told), "Made from") == [f"{said}: a/x →"]
    assert words(shown(Kind.MODEL, tagged | told), "Made from") == [f"{said}: a/x →", ": a/y →"]


def test_a_base_model_without_a_relation_is_told_all_the_same() -> None:
    groups = shown(
        Kind.MODEL, {"cardData": {"base_model": ["a/x"]}, "baseModels": {"relation": "odd", "models": []}}
    )
    assert words(groups, "Made from") == ["based on: a/x →"]


def test_what_cannot_be_an_id_is_shown_but_not_opened() -> None:
    odd = [HOSTILE, "../../etc", "a/b/c", "gpt2", "models/x", "https://evil.example", "a b/c"]
    groups = shown(Kind.MODEL, {"cardData": {"base_model": odd}})
    found = next(group for group in groups if group.title == "Made from").facts
    assert [one.opens for one in found] == [None, None, None, RepoRef(Kind.MODEL, "gpt2"), None, None, None]
    assert all(is_plain(one.value) for one in found)


def test_the_children_are_counted_in_words() -> None:
    counts = {"finetune": 1, "quantized": 1200, "adapter": 0, "odd": 2}
    assert words(shown(Kind.MODEL, {"childrenModelCount": counts}), "Use") == [
        "derived: 1,200 quantised", ": 2 odd", ": 1 fine-tune",
    ]  # fmt: skip


def test_gguf_files_are_told_with_the_size_of_each_version() -> None:
    paths = [
        "README.md",
        "m-Q8_0.gguf",
        "m-Q4_K_M-00001-of-00002.gguf",
        "m-Q4_K_M-00002-of-00002.gguf",
        "mmproj-F16.GGUF",
    ]
    sized = [File(path=path, size=(place + 1) * 1_000_000_000) for place, path in enumerate(paths)]
    body = {
        "gguf": {"architecture": "qwen3", "context_length": 131072, "total": 8, "chat_template": "x"},
        "siblings": [{"rfilename": path} for path in paths],
    }
    groups = shown(Kind.MODEL, body, sized=sized)
    assert words(groups, "GGUF") == [
        "architecture: qwen3", "context: 131,072 tokens", "parameters: 8", "chat template: in the file",
    ]  # fmt: skip
    assert words(groups, "GGUF files") == [
        "Q8_0 | 2.0 GB | m-Q8_0.gguf",
        "F16 | 5.0 GB | mmproj-F16.GGUF",
        "Q4_K_M | 7.0 GB | m-Q4_K_M-00001-of-00002.gguf and 1 more part",
    ]
    assert [line.split(" | ")[1] for line in words(shown(Kind.MODEL, body), "GGUF files")] == ["", "", ""]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("Qwen3-8B-Q4_K_M.gguf", "Q4_K_M"),
        ("q4_0/model.gguf", "Q4_0"),
        ("model.i1-IQ2_XXS.gguf", "IQ2_XXS"),
        ("model-UD-Q2_K_XL.gguf", "UD-Q2_K_XL"),
        ("gpt-oss-20b-mxfp4.gguf", "MXFP4"),
        ("Model-BF16.gguf", "BF16"),
        ("model.gguf", ""),
    ],
)
def test_a_quantisation_is_read_from_the_files_name(path: str, name: str) -> None:
    assert [one.name for one in quantised([File(path=path)])] == [name]


@pytest.mark.parametrize(
    "index", [None, [], [{"results": []}], "odd", {"name": "x", "results": "see the card"}]
)
def test_results_that_are_not_there_or_cannot_be_read_do_no_harm(index: object) -> None:
    groups = shown(Kind.MODEL, {"model-index": index})
    assert ("Results" in titles(groups)) == bool(index)
    if index:
        assert words(groups, "Results") == [": the card has a model-index without results that can be read"]


def test_results_are_a_table_of_what_the_card_states_and_the_hub_measured() -> None:
    body = {
        "model-index": {"results": [{"task": {"type": "t"}, "metrics": [{"type": "f1", "value": "91%"}]}]},
        "evalResults": [
            {"data": {"dataset": {"id": "cais/hle", "task_id": "d"}, "value": 20.9, "verifyToken": "x"}}
        ],
    }
    groups = shown(Kind.MODEL, body)
    assert words(groups, "Results") == ["cais/hle · d |  | 20.9 | ✓ the Hub →", "t | f1 | 91% | "]
    assert fact(groups, "t").copyable == "t\tf1\t91%\t"


def test_gated_private_and_disabled_say_what_they_mean() -> None:
    asks = {"extra_gated_fields": {"Name": "text", "Affiliation": {"type": "select"}}}
    groups = shown(Kind.MODEL, {"gated": "manual", "private": True, "disabled": True, "cardData": asks})
    assert words(groups, "Access") == [
        "disabled: the Hub has closed it: its files cannot be read",
        "private: only those whom its owner lets in see this model",
        "gated: manual: ask on its web page (o); its authors look at each request",
        "it asks for: Name, Affiliation",
    ]
    auto = shown(Kind.DATASET, {"gated": "auto"})
    assert "agree to its terms" in fact(auto, "gated").value
    assert "Access" not in titles(shown(Kind.SPACE, {"gated": False}))


def test_what_was_there_before_the_hub_noted_it_is_not_given_a_day() -> None:
    old = fact(shown(Kind.MODEL, {"createdAt": BEFORE_ALL}), "created")
    assert old.value == "before March 2022, when the Hub began to note it"
    new = fact(shown(Kind.MODEL, {"createdAt": "2026-08-05T08:22:59.000Z"}), "created")
    assert new.value == "3 months ago · 2026-08-05 08:22 UTC"
    assert new.copyable == "2026-08-05T08:22:59Z"


def test_papers_the_region_and_other_tags_stand_with_the_repository() -> None:
    tags = [
        "transformers",
        "en",
        "arxiv:2309.1",
        "doi:10.5/x",
        "region:us",
        "license:mit",
        "gguf",
        *("x" * 70),
    ]
    groups = shown(Kind.MODEL, {"tags": tags, "library_name": "transformers"})
    assert words(groups, "Repository")[:3] == ["region: us", "papers: arXiv 2309.1", "DOI: 10.5/x"]
    many = shown(Kind.MODEL, {"tags": [f"tag-{number}" for number in range(1_824)]})
    assert fact(many, "tags").value.endswith("tag-59 and 1,764 more, which Raw has")
    assert fact(many, "tags").copyable.count("\n") == 1_823


def test_pages_are_led_to_only_where_names_and_addresses_are_proper() -> None:
    tags = ["arxiv:2309.12345", "arxiv:hep-th/9901001v2", "arxiv:../../x y", "doi:10.57967/hf/0039", "doi:x"]
    card = {"license": "other", "license_link": "https://example.org/licence"}
    groups = shown(Kind.MODEL, {"tags": tags, "cardData": card})
    links = [fact.link for group in groups for fact in group.facts if fact.link]
    assert links == [
        "https://example.org/licence",
        "https://arxiv.org/abs/2309.12345",
        "https://arxiv.org/abs/hep-th/9901001v2",
        "https://doi.org/10.57967/hf/0039",
    ]
    odd = [
        {"license": "other", "license_link": link}
        for link in ("LICENSE", "javascript:x", "https://a b", HOSTILE)
    ]
    assert all(
        not one.link for card in odd for group in shown(Kind.MODEL, {"cardData": card}) for one in group.facts
    )


def test_of_a_long_log_the_end_is_shown_and_all_of_it_copied() -> None:
    log = "\n".join(f"line {number}" for number in range(500))
    found = fact(shown(Kind.SPACE, {"runtime": {"stage": "BUILD_ERROR", "errorMessage": log}}), "error")
    assert found.value.startswith("… 440 lines before\nline 440\n")
    assert found.value.endswith("line 499")
    assert found.copyable == log


def test_a_licence_of_its_own_is_told_by_name_and_place() -> None:
    card = {"license": "other", "license_name": "deepseek", "license_link": "LICENSE"}
    assert words(shown(Kind.MODEL, {"cardData": card}), "Model")[1:] == [
        "licence: other (deepseek)",
        ": LICENSE",
    ]


def test_a_dataset_says_how_large_it_is_and_what_columns_it_has() -> None:
    info = {
        "features": [
            {"name": "text", "dtype": "string"}, {"name": "label", "dtype": {"class_label": {"names": {"0": "x"}}}},
        ],
        "splits": [{"name": "train", "num_bytes": 1_000, "num_examples": 25_000}, {"name": "test", "num_examples": 5}],
        "download_size": 500, "dataset_size": 2_000,
    }  # fmt: skip
    body = {
        "cardData": {"dataset_info": info, "pretty_name": "Reviews"},
        "tags": ["size_categories:10K<n<100K"],
    }
    groups = shown(Kind.DATASET, body, conversions=["refs/convert/parquet", "refs/convert/odd"])
    assert words(groups, "Size") == [
        "rows: 10,000 to 100,000",
        "counted: 25,005 rows",
        "in memory: 2.0 kB",
        "to download: 500 B",
        "converted to: parquet, which the Data tab reads",
        ": refs/convert/odd",
    ]
    assert words(groups, "Configs") == ["default | train | 25,000 | 1.0 kB", " | test | 5 | "]
    assert words(groups, "Columns") == ["text | string", "label | class of 1"]
    assert fact(groups, "title").value == "Reviews"


def test_a_dataset_of_several_configs_names_them_all() -> None:
    infos = [{"config_name": f"c{number}", "dataset_size": 7} for number in range(300)]
    infos[1]["features"] = [{"name": "x", "dtype": "int32"}]
    groups = shown(Kind.DATASET, {"cardData": {"dataset_info": infos, "configs": [{"config_name": "odd"}]}})
    assert len(words(groups, "Configs")) == 301
    assert words(groups, "Columns of c1") == ["x | int32"]


@pytest.mark.parametrize(
    ("category", "said"),
    [
        ("n<1K", "fewer than 1,000"),
        ("1K<n<10K", "1,000 to 10,000"),
        ("100K<n<1M", "100,000 to 1 million"),
        ("1B<n<10B", "1 billion to 10 billion"),
        ("n>1T", "more than 1 trillion"),
        ("unknown", "unknown"),
        ("9" * 30 + "K<n<1M", "9" * 30 + "K to 1 million"),
    ],
)
def test_a_size_category_is_told_in_words(category: str, said: str) -> None:
    assert size_words(category) == said


def test_a_space_says_how_it_is_doing() -> None:
    body = {
        "sdk": "gradio", "host": "https://a-b.hf.space", "sha": "0f" * 20, "models": ["a/m"], "datasets": ["a/d"],
        "cardData": {
            "sdk_version": 5.1, "python_version": "3.11", "title": "Sorter", "emoji": "🪨", "models": ["a/m", "a/n"],
        },
        "runtime": {
            "stage": "RUNTIME_ERROR", "hardware": {"current": None, "requested": "t4-small"}, "gcTimeout": 172_800,
            "errorMessage": "one\n  two\n", "replicas": {"requested": "auto", "current": 2}, "sha": "11" * 20,
            "domains": [
                {"domain": "a-b.hf.space", "stage": "READY"}, {"domain": "x.org", "stage": "PENDING", "isCustom": True},
            ],
        },
    }  # fmt: skip
    groups = shown(Kind.SPACE, body)
    assert words(groups, "Space")[1:] == [
        "title: 🪨 Sorter", "SDK: gradio 5.1", "Python: 3.11", "address: https://a-b.hf.space",
    ]  # fmt: skip
    assert words(groups, "Runtime") == [
        "stage: ✗ it ended with an error",
        "error: one\n  two",
        "hardware: none at present",
        "it asks for: t4-small",
        "sleeps: after 2 days without visitors",
        "replicas: 2 of auto",
        f"runs commit: {'11' * 20}, not the newest",
        "domains: x.org · its own · pending",
    ]
    assert words(groups, "Uses") == ["models: a/m →", ": a/n →", "datasets: a/d →"]
    assert fact(groups, "models").opens == RepoRef(Kind.MODEL, "a/m")
    assert fact(groups, "datasets").opens == RepoRef(Kind.DATASET, "a/d")


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_is_told_by_a_sign_and_words_beside_its_colour(stage: str) -> None:
    found = fact(shown(Kind.SPACE, {"runtime": {"stage": stage}}), "stage")
    assert found.value[:2] in ("● ", "◐ ", "○ ", "✗ ")
    assert (found.value[0] == "✗") == (found.tone is Tone.BAD)
    assert found.copyable == stage


def test_an_unknown_stage_is_told_by_its_name() -> None:
    assert fact(shown(Kind.SPACE, {"runtime": {"stage": "ON_HOLIDAY"}}), "stage").value == "· on holiday"


@pytest.mark.parametrize(
    ("seconds", "said"), [(172_800, "2 days"), (3_600, "1 hour"), (5_400, "90 minutes"), (61, "61 seconds")]
)
def test_a_rest_is_told_in_the_unit_that_fits(seconds: int, said: str) -> None:
    assert sleep_words(seconds) == said


def test_a_row_alone_says_what_it_knows() -> None:
    row = Repo(
        id="a/b", task="fill-mask", likes=3, gated="auto", tag_lines="license:mit\nen", created=1_646_263_744
    )
    groups = facts_of_row(Kind.MODEL, row, NOW)
    assert titles(groups) == ["Model", "Access", "Use", "Repository"]
    assert words(groups, "Model")[1:] == ["task: fill-mask", "licence: mit", "languages: en"]
    assert words(facts_of_row(Kind.SPACE, Repo(id="a/b"), NOW), "Space") == ["id: a/b"]
    space = facts_of_row(Kind.SPACE, Repo(id="a/b", sdk="gradio", stage="PAUSED", hardware="t4-small"), NOW)
    assert words(space, "Space")[3] == "hardware: t4-small"


@pytest.mark.parametrize("name", [name for name in names() if name.startswith(("model_", "space_expand"))])
@pytest.mark.parametrize("kind", Kind)
def test_the_facts_of_every_real_answer_are_clean_whatever_it_is_taken_for(name: str, kind: Kind) -> None:
    for group in shown(kind, payload(name).body):
        assert group.facts
        for one in group.facts:
            assert all(map(is_plain, (one.label, *one.cells)))
            assert printable(one.value) == one.value
            assert len(one.cells) == len(group.columns)


def test_hostile_words_are_harmless_in_every_fact() -> None:
    def poisoned(value: object) -> object:
        if isinstance(value, dict):
            return {key: poisoned(inner) for key, inner in value.items()} | {HOSTILE: HOSTILE}
        if isinstance(value, list):
            return [*map(poisoned, value), HOSTILE]
        return HOSTILE if isinstance(value, str) else value

    for kind in Kind:
        body = poisoned(
            payload("model_llama31_8b_gated_manual").value | {"runtime": {"stage": "x", "errorMessage": "y"}}
        )
        for group in shown(kind, json.dumps(body).encode()):
            for one in group.facts:
                assert printable(one.value + one.copyable) == one.value + one.copyable
