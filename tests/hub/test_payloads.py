"""Every real answer in tests/payloads decodes by the reader that fits it."""

from __future__ import annotations

import json
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.hub import errors, listings
from hubtui.hub.answer import Answer
from hubtui.hub.criteria import Kind
from hubtui.hub.decode import decode_json, decode_page
from hubtui.hub.details import decode_repo
from hubtui.hub.details_of_space import decode_runtime
from hubtui.hub.failures import failure
from hubtui.hub.redirects import moved_to
from tests.hub.payloads import FOLDER, names, payload

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hub.payloads import Payload


def _runtime(found: Payload) -> Any:
    body = json.dumps({"id": "user/space", "runtime": found.value}).encode()
    runtime = decode_runtime(json.dumps(found.value).encode())
    assert decode_repo(body, Kind.SPACE).runtime == runtime
    return runtime


def _error(found: Payload) -> errors.HubError:
    return failure(Answer(found.status, found.headers, found.body))


READERS: list[tuple[str, Callable[[Payload], Any]]] = [
    ("models_list_*", lambda p: decode_page(p.body, Kind.MODEL)),
    ("datasets_list_*", lambda p: decode_page(p.body, Kind.DATASET)),
    ("spaces_semantic_search", lambda p: decode_page(p.body, Kind.SPACE)),
    ("model_*", lambda p: decode_repo(p.body, Kind.MODEL)),
    ("space_expand_*", lambda p: decode_repo(p.body, Kind.SPACE)),
    ("space_runtime_*", _runtime),
    ("space_pause", _runtime),
    ("space_restart", _runtime),
    ("tree_*", lambda p: listings.decode_tree(p.body)),
    ("refs_*", lambda p: listings.decode_refs(p.body)),
    ("commits_*", lambda p: listings.decode_commits(p.body)),
    ("parquet_list_nested", lambda p: listings.decode_parquet(p.body)),
    ("parquet_list_split", lambda p: listings.decode_parquet(p.body, "ParaphraseRC", "train")),
    ("whoami_*", lambda p: listings.decode_account(p.body)),
    ("redirect_*", lambda p: moved_to(p.headers["location"])),
    ("repo_delete_200", lambda p: p.body.decode()),
    ("repo_create_200*", lambda p: decode_json(p.body)),
    ("error_*", _error),
    ("repo_create_409", _error),
    ("viewer_rows_*", _error),
    ("viewer_splits_not_ready", _error),
    # What the program does not ask for yet is JSON at least.
    ("*", lambda p: decode_json(p.body)),
]


@pytest.mark.parametrize("name", names())
def test_every_payload_decodes(name: str) -> None:
    reader = next(read for pattern, read in READERS if fnmatch(name, pattern))
    found = reader(payload(name))
    assert found or payload(name).value == {}
    assert getattr(found, "skipped", 0) == 0


def test_every_payload_has_its_source_and_licence_named() -> None:
    notice = (FOLDER / "NOTICE.md").read_text()
    for name in names():
        found = json.loads((FOLDER / f"{name}.json").read_text())
        assert f"| {name}.json | {found['source']} | {found['licence']} |" in notice


def test_a_page_of_a_thousand_is_read_whole() -> None:
    found = decode_page(payload("models_list_page_1000_2026-08").body, Kind.MODEL)
    assert len({repo.id for repo in found.repos}) == 1000
    assert all(repo.usable and repo.created and repo.tags for repo in found.repos)


def test_rows_without_task_or_library_are_read() -> None:
    found = decode_page(payload("models_list_items_missing_keys_2026-08").body, Kind.MODEL)
    assert any(repo.task is None for repo in found.repos)
    assert any(repo.library is None for repo in found.repos)


def test_datasets_of_2021_have_ids_without_a_namespace() -> None:
    found = decode_page(payload("datasets_list_items_2021").body, Kind.DATASET)
    assert any(repo.owner == "" for repo in found.repos)


def test_a_gated_model_with_results_is_read() -> None:
    info = decode_repo(payload("model_llama31_8b_gated_manual").body, Kind.MODEL)
    assert (info.id, info.gated, info.task) == (
        "meta-llama/Llama-3.1-8B-Instruct",
        "manual",
        "text-generation",
    )
    assert info.parameters == sum(count for _, count in info.weights)
    assert info.card.licenses == ("llama3.1",)
    assert len(info.files) == len(payload("model_llama31_8b_gated_manual").value["siblings"])
    assert decode_repo(payload("model_roberta_squad2_modelindex").body, Kind.MODEL).has_results
    assert not decode_repo(payload("model_gpt2").body, Kind.MODEL).has_results


def test_the_results_of_a_card_are_read_one_by_one() -> None:
    info = decode_repo(payload("model_roberta_squad2_modelindex").body, Kind.MODEL)
    first = info.results[0]
    assert (first.task, first.dataset, first.dataset_id) == ("Question Answering", "squad_v2", "squad_v2")
    assert (first.part, first.metric, first.value) == ("squad_v2 validation", "Exact Match", 79.9309)
    assert first.verified
    stated = payload("model_roberta_squad2_modelindex").value["model-index"][0]["results"]
    assert len(info.results) == sum(len(result["metrics"]) for result in stated)
    zephyr = decode_repo(payload("model_zephyr_7b_2025").body, Kind.MODEL)
    assert {result.source for result in zephyr.results} == {"Open LLM Leaderboard", None}
    empty = decode_repo(payload("model_small_body").body, Kind.MODEL)
    assert (empty.has_results, empty.results) == (True, ())


def test_a_model_says_how_it_is_made_and_loaded() -> None:
    bert = decode_repo(payload("model_bert_base_uncased_2025").body, Kind.MODEL).build
    assert (bert.architectures, bert.model_type) == (("BertForMaskedLM",), "bert")
    assert (bert.auto_model, bert.processor) == ("AutoModelForMaskedLM", "AutoTokenizer")
    assert (bert.mask_token, bert.has_template) == ("[MASK]", False)
    assert decode_repo(payload("model_zephyr_7b_2025").body, Kind.MODEL).build.has_template
    diffusers = decode_repo(payload("model_sd14_diffusers").body, Kind.MODEL).build
    assert (diffusers.pipeline, diffusers.architectures) == ("StableDiffusionPipeline", ())


def test_providers_come_as_an_object() -> None:
    found = payload("model_expand_ipm_llama33")
    info = decode_repo(found.body, Kind.MODEL)
    assert {one.name for one in info.providers} == set(found.value["inferenceProviderMapping"])
    assert {one.status for one in info.providers} <= {"live", "staging", "error"}


def test_spaces_are_read_in_every_state() -> None:
    building, static = payload("space_runtime_building"), payload("space_runtime_static")
    assert (_runtime(building).stage, _runtime(building).requested) == ("BUILDING", "cpu-basic")
    assert (_runtime(static).stage, _runtime(static).hardware) == ("RUNNING", None)
    rows = decode_page(payload("spaces_semantic_search").body, Kind.SPACE).repos
    assert {row.stage for row in rows} == {"RUNNING"}


def test_a_runtime_has_its_storage_replicas_and_domains() -> None:
    building = _runtime(payload("space_runtime_building"))
    assert (building.storage, building.replicas, building.sleep) == (None, "1", 172_800)
    assert [(domain.name, domain.stage) for domain in building.domains] == [
        ("user-tmp-test-space.hf.space", "READY")
    ]


def test_files_have_sizes_hashes_and_last_commits() -> None:
    files = {file.path: file for file in listings.decode_tree(payload("tree_bert_expand").body).files}
    weights = files["pytorch_model.bin"]
    assert (weights.size, weights.commit_title) == (440_473_133, "Update pytorch_model.bin")
    assert (weights.sha256 or "").startswith("0974173")
    assert files["config.json"].sha256 is None
    folders = listings.decode_tree(payload("tree_openjourney_expand_2023").body).files
    assert any(file.is_folder for file in folders)


def test_refs_are_in_their_groups() -> None:
    refs = listings.decode_refs(payload("refs_the_stack").body)
    assert [ref.name for ref in refs.branches] == ["main", "v1.1.a1"]
    assert [ref.ref for ref in refs.tags] == ["refs/tags/v1.0"]
    assert refs.converts == refs.pulls == ()


def test_commits_have_authors_and_dates() -> None:
    found = listings.decode_commits(payload("commits_gpt2_page5").body)
    assert all(len(commit.id) == 40 and commit.date and commit.authors for commit in found.commits)


def test_parquet_files_are_found_at_every_depth() -> None:
    nested = listings.decode_parquet(payload("parquet_list_nested").body)
    assert {(file.config, file.split) for file in nested} == {
        (config, split) for config in ("ParaphraseRC", "SelfRC") for split in ("test", "train", "validation")
    }
    of_config = json.dumps(payload("parquet_list_nested").value["SelfRC"]).encode()
    assert listings.decode_parquet(of_config, "SelfRC") == tuple(f for f in nested if f.config == "SelfRC")
    flat = listings.decode_parquet(payload("parquet_list_split").body)
    assert [(each.config, each.split, each.usable) for each in flat] == [("ParaphraseRC", "train", True)]
    (one,) = listings.decode_parquet(payload("parquet_list_split").body, "ParaphraseRC", "train")
    assert one in nested


def test_the_account_has_its_tokens_role() -> None:
    account = listings.decode_account(payload("whoami_v2_user_write").body)
    assert (account.name, account.role, account.token_name) == ("hub.js", "write", "ci-hub.js")
    assert not account.read_only


def test_real_errors_are_told_apart() -> None:
    assert isinstance(_error(payload("error_401_bad_token")), errors.BadToken)
    assert _error(payload("error_401_bad_token")).request_id == "Q45jo5G8AdWwJx2a"
    conflict = _error(payload("repo_create_409"))
    assert isinstance(conflict, errors.Conflict)
    assert "You already created this space repo" in conflict.what
    assert isinstance(_error(payload("viewer_splits_not_ready")), errors.ServerFailed)
    assert "not ready yet" in _error(payload("viewer_splits_not_ready")).what
    assert isinstance(_error(payload("viewer_rows_422")), errors.BadRequest)


@pytest.mark.parametrize("name", [name for name in names() if name.startswith("redirect_")])
def test_real_redirects_name_the_new_id(name: str) -> None:
    assert moved_to(payload(name).headers["location"]).count("/") == 1
