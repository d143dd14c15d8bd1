"""File trees fit the repo's facts and its history."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hubtui.demo import history
from hubtui.demo.dataset_files import CROWDED, FLAT
from hubtui.demo.files import Contents
from hubtui.demo.spaces import invented_spaces
from hubtui.demo.stored_file import StoredFile, small
from tests.demo.repos import MODIFIED, many, repo

if TYPE_CHECKING:
    from hubtui.demo.repo import StoredRepo

CONTENTS = Contents()


def _tree(sample: StoredRepo, revision: str = "main") -> dict[str, StoredFile]:
    found = history.find(sample, revision)
    assert found is not None
    return {file.path: file for file in CONTENTS.tree(sample, found)}


def _model(*tags: str, **facts: object) -> StoredRepo:
    usual = {"task": "text-generation", "library": "transformers", "card_data": {"license": "mit"}}
    return repo("model", "ada/model", tags=("transformers", *tags), **usual | facts)


def _weights(tree: dict[str, StoredFile]) -> int:
    return sum(file.size for path, file in tree.items() if path.endswith(".safetensors"))


def test_the_weights_are_as_large_as_parameters_and_type_make_them() -> None:
    small_one = _tree(_model("safetensors", "llama", parameters=124_439_808))
    assert _weights(small_one) == pytest.approx(124_439_808 * 4, rel=0.001)
    assert "model.safetensors" in small_one
    assert "model.safetensors.index.json" not in small_one


def test_large_weights_are_cut_into_shards_that_an_index_names() -> None:
    tree = _tree(_model("safetensors", "llama", parameters=70_000_000_000))
    shards = [path for path in tree if path.endswith(".safetensors")]
    assert shards[0] == "model-00001-of-00029.safetensors"
    assert len(shards) == 29
    assert _weights(tree) == pytest.approx(140e9, rel=0.02)
    index = json.loads(tree["model.safetensors.index.json"].data or b"")
    assert set(index["weight_map"].values()) <= set(shards)


@pytest.mark.parametrize(
    ("tag", "path"),
    [
        ("pytorch", "pytorch_model.bin"),
        ("tf", "tf_model.h5"),
        ("jax", "flax_model.msgpack"),
        ("rust", "rust_model.ot"),
        ("onnx", "onnx/model_quantized.onnx"),
        ("openvino", "openvino/openvino_model.xml"),
        ("gguf", "model-Q4_K_M.gguf"),
        ("custom_code", "modeling_llama.py"),
    ],
)
def test_each_framework_brings_its_files(tag: str, path: str) -> None:
    tags = ("llama", tag) if tag == "custom_code" else (tag, "llama")
    assert path in _tree(_model(*tags, parameters=1_000_000_000))


def test_a_pipeline_a_small_addition_and_sentence_vectors_have_their_own_layouts() -> None:
    pictures = {"library": "diffusers", "task": "text-to-image"}
    pipeline = _tree(_model("diffusers", "safetensors", "diffusers:FluxPipeline", **pictures))
    assert {"model_index.json", "transformer/config.json", "vae/model.safetensors"} <= set(pipeline)
    addition = _tree(_model("diffusers", "lora", **pictures))
    assert any(path.startswith("images/") for path in addition)
    assert "model_index.json" not in addition
    vectors = _tree(_model("bert", library="sentence-transformers", task="sentence-similarity"))
    assert "1_Pooling/config.json" in vectors


def test_a_models_config_is_json_and_names_its_architecture() -> None:
    config = json.loads(_tree(_model("safetensors", "qwen3"))["config.json"].data or b"")
    assert (config["model_type"], config["architectures"]) == ("qwen3", ["Qwen3ForCausalLM"])


@pytest.mark.parametrize("ending", ["parquet", "jpg", "wav"])
def test_a_dataset_has_the_files_that_its_tags_promise_and_their_size(ending: str) -> None:
    form = {"parquet": "parquet", "jpg": "imagefolder", "wav": "audiofolder"}[ending]
    tree = _tree(repo("dataset", "ada/rows", tags=(f"format:{form}",), main_size=9_000_000_000))
    sizes = [file.size for path, file in tree.items() if path.endswith(ending)]
    assert sum(sizes) == pytest.approx(9e9, rel=0.06)
    assert len(sizes) > 10


def test_small_tables_can_be_read_and_large_ones_are_in_lfs() -> None:
    trees = [_tree(one) for one in many("dataset", main_size=9_000)]
    tables = {path: file.data for tree in trees for path, file in tree.items() if path.startswith("train.")}
    assert {path.partition(".")[2] for path in tables} == {"csv", "json", "jsonl", "tsv", "txt"}
    assert len(json.loads(tables["train.json"] or b"")) == 60
    assert all(json.loads(line)["text"] for line in (tables["train.jsonl"] or b"").decode().splitlines())
    large = [_tree(one) for one in many("dataset", 20, main_size=90_000_000)]
    assert all(file.lfs for tree in large for path, file in tree.items() if path.startswith("train."))


def test_one_dataset_has_ten_thousand_files_in_folders() -> None:
    tree = _tree(repo("dataset", CROWDED))
    pictures = [path for path in tree if path.endswith(".png")]
    assert len(pictures) == 10_000
    assert len({path.rpartition("/")[0] for path in pictures}) == 100


def test_one_dataset_has_ten_thousand_files_in_one_folder() -> None:
    tree = _tree(repo("dataset", FLAT))
    assert sum(path.startswith("train/") for path in tree) == 10_000


def test_a_space_has_the_app_file_that_its_card_names_unless_its_stage_says_there_is_none() -> None:
    for space in invented_spaces():
        tree = _tree(space)
        if space.sdk in ("gradio", "streamlit"):
            missing = (space.runtime or {})["stage"] == "NO_APP_FILE"
            assert (space.card_data["app_file"] in tree) is not missing
        if space.sdk is None:
            assert set(tree) == {".gitattributes"}


def test_no_path_occurs_twice_and_all_are_sorted() -> None:
    for sample in (*many("model", tags=("gguf", "onnx"), parameters=5_000_000_000), *invented_spaces()):
        found = history.find(sample, "main")
        assert found is not None
        paths = [file.path for file in CONTENTS.tree(sample, found)]
        assert paths == sorted(set(paths))


def test_the_first_commit_has_less_than_the_head_and_a_shorter_card() -> None:
    sample = _model("safetensors", "llama", "onnx", "gguf", parameters=1_000_000_000)
    first = _tree(sample, history.sha(sample, 0))
    assert {".gitattributes"} <= set(first) < set(_tree(sample))
    second, head = _tree(sample, history.sha(sample, 1))["README.md"], _tree(sample)["README.md"]
    assert second.size < head.size
    assert second.data == b"---\nlicense: mit\n---\n# model\n"


def test_every_file_was_last_changed_by_a_commit_of_its_revision() -> None:
    for sample in many("model", 60, tags=("llama", "onnx"), card_data={"license": "mit"}):
        refs = history.refs(sample)
        for revision in (*refs.branches, *refs.pulls, *refs.tags):
            known = {one.id: one for one in history.commits(sample, revision, 0, 1000)}
            for file in CONTENTS.tree(sample, revision):
                commit = CONTENTS.last_commit(sample, revision, file.path)
                assert known[commit.id] == commit


def test_a_pull_request_changes_the_card_and_the_half_precision_branch_the_weights() -> None:
    samples = many("model", tags=("llama", "safetensors"), card_data={"license": "mit"}, parameters=10**9)
    pulled = next(one for one in samples if history.refs(one).pulls)
    pull = history.refs(pulled).pulls[0]
    assert b"Proposed in pull request 1." in (CONTENTS.content(pulled, pull, "README.md") or b"")
    halved = next(one for one in samples if history.find(one, "fp16"))
    assert 0 < _weights(_tree(halved, "fp16")) <= _weights(_tree(halved)) // 2 + 8


def test_the_converted_files_are_the_shipped_ones() -> None:
    converted = next(one for one in many("dataset", tags=("format:parquet",)) if history.refs(one).converts)
    tree = _tree(converted, "refs/convert/parquet")
    assert all(
        path.endswith(".parquet") and (file.data or b"").startswith(b"PAR1") for path, file in tree.items()
    )
    assert all(file.lfs for file in tree.values())


def test_a_folder_was_last_changed_when_the_newest_of_its_files_was() -> None:
    sample = _model("safetensors", "llama", "onnx")
    main = history.find(sample, "main")
    assert main is not None
    files = CONTENTS.tree(sample, main)
    folders = CONTENTS.folder_commits(sample, main, files)
    within = [
        CONTENTS.last_commit(sample, main, file.path) for file in files if file.path.startswith("onnx/")
    ]
    assert set(folders) == {"onnx"}
    assert folders["onnx"].date == max(commit.date for commit in within)


def test_the_files_of_a_created_repo_are_those_it_was_given_and_outlive_a_move() -> None:
    contents = Contents()
    fresh = repo("model", "ada/fresh", created=MODIFIED, oid="6" * 24)
    moved = repo("model", "ada/moved", created=MODIFIED, oid="6" * 24)
    contents.give(fresh.oid, [small("README.md", "# Fresh\n")])
    main = history.find(moved, "main")
    assert main is not None
    assert [file.path for file in contents.tree(moved, main)] == [".gitattributes", "README.md"]
    assert contents.content(moved, main, "README.md") == b"# Fresh\n"
    contents.forget(fresh.oid)
    assert contents.content(moved, main, "README.md") is None
