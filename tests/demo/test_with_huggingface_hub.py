"""The embedded Hub, judged by a client that we did not write: huggingface_hub.

Everything it is told goes through arguments (endpoint, token, cache_dir), so that neither the user's token nor the
user's cache is touched. It follows next links as they come, so that they lead to the embedded Hub itself.
"""

from __future__ import annotations

import hashlib
import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
from huggingface_hub import HfApi, hf_hub_download
from huggingface_hub.errors import (
    BadRequestError,
    DisabledRepoError,
    EntryNotFoundError,
    GatedRepoError,
    HfHubHTTPError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.hf_api import RepoFile, RepoFolder

from hubtui.demo import history

if TYPE_CHECKING:
    from tests.support.loopback import LoopbackHub

GATED = "meta-llama/Llama-3.1-8B-Instruct"
DATASET = "Anthropic/hh-rlhf"
OWN = "alice/tiny-chat"


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep huggingface_hub from what the machine says: xet, telemetry, tokens, proxies and the offline switch."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_DISABLE_XET", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_DISABLE_TELEMETRY", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_DISABLE_IMPLICIT_TOKEN", True)


@pytest.fixture
def api(hub: LoopbackHub) -> HfApi:
    """Give the client with the token that may write."""
    return HfApi(endpoint=hub.endpoint, token=hub.write_token)


@pytest.fixture
def anonymous(hub: LoopbackHub) -> HfApi:
    """Give the client without a token."""
    return HfApi(endpoint=hub.endpoint, token=False)


def _download(api: HfApi, hub: LoopbackHub, folder: Path, repo_id: str, name: str, **options: Any) -> Path:
    facts = {"endpoint": hub.endpoint, "token": api.token, "cache_dir": folder} | options
    return Path(hf_hub_download(repo_id, name, **facts))


def test_models_come_page_by_page_without_repeats(api: HfApi, hub: LoopbackHub) -> None:
    models = list(itertools.islice(api.list_models(limit=2500), 2500))
    assert len({model.id for model in models}) == 2500
    assert sum(request.path == "/api/models" for request in hub.requests) == 3


def test_models_are_filtered_sorted_and_searched(api: HfApi) -> None:
    models = list(api.list_models(filter=["text-generation", "license:mit"], sort="downloads", limit=30))
    counts = [model.downloads or 0 for model in models]
    assert counts == sorted(counts, reverse=True)
    assert all({"text-generation", "license:mit"} <= set(model.tags or ()) for model in models)
    found = [model.id for model in api.list_models(search="tiny-CHAT", author="alice")]
    assert sorted(found) == ["alice/tiny-chat", "alice/tiny-chat-GGUF"]


def test_models_can_be_asked_in_full(api: HfApi) -> None:
    model = next(iter(api.list_models(full=True, cardData=True, fetch_config=True, limit=1, sort="likes")))
    assert model.siblings
    assert model.sha
    assert model.card_data is not None
    assert model.last_modified is not None


def test_expanded_rows_bear_what_was_named(api: HfApi) -> None:
    names: list[Any] = ["safetensors", "inferenceProviderMapping", "gated", "lastModified", "siblings"]
    models = list(api.list_models(expand=names, filter="text-generation", sort="downloads", limit=50))
    assert all(model.siblings for model in models)
    assert any(model.safetensors for model in models)
    assert any(model.inference_provider_mapping for model in models)
    assert all(model.likes is None for model in models)


def test_datasets_and_spaces_are_listed(api: HfApi) -> None:
    datasets = list(api.list_datasets(filter="language:en", sort="downloads", limit=5, full=True))
    assert len(datasets) == 5
    assert all("language:en" in (one.tags or ()) for one in datasets)
    spaces = list(api.list_spaces(filter="gradio", sort="likes", limit=200))
    assert 100 < len(spaces) <= 200
    assert {space.sdk for space in spaces} == {"gradio"}
    linked = list(api.list_spaces(models="Qwen/Qwen3-8B", full=True))
    assert linked
    assert all("Qwen/Qwen3-8B" in (space.models or ()) for space in linked)


def test_a_model_is_told_with_its_files_and_their_sizes(api: HfApi) -> None:
    info = api.model_info(OWN, files_metadata=True, securityStatus=True)
    files = {file.rfilename: file for file in info.siblings or ()}
    weights = files["model.safetensors"]
    assert weights.size == weights.lfs.size > 248_000_000  # type: ignore[union-attr]
    assert files["config.json"].blob_id
    assert info.safetensors is not None
    assert info.safetensors.total == 124_439_808
    assert info.security_repo_status == {"scansDone": True, "filesWithIssues": []}
    assert "alice/hello-gradio" in (info.spaces or ())


def test_a_model_of_a_revision_has_that_commit(api: HfApi) -> None:
    commits = api.list_repo_commits(OWN)
    first = commits[-1]
    info = api.model_info(OWN, revision=first.commit_id)
    assert info.sha == first.commit_id
    assert len(info.siblings or ()) < len(api.model_info(OWN).siblings or ())
    assert api.model_info(OWN, revision=commits[0].commit_id[:8]).sha == commits[0].commit_id


def test_providers_and_base_models_of_a_single_model_are_decoded(api: HfApi) -> None:
    info = api.model_info(
        "Qwen/Qwen3-8B", expand=["inferenceProviderMapping", "baseModels", "childrenModelCount"]
    )
    assert info.inference_provider_mapping
    assert all(one.status == "live" for one in info.inference_provider_mapping)
    assert info.base_models
    assert info.children_model_count


def test_datasets_and_spaces_are_told(api: HfApi) -> None:
    dataset = api.dataset_info(DATASET, files_metadata=True)
    assert dataset.siblings
    assert dataset.downloads
    space = api.space_info("alice/hello-gradio")
    assert space.runtime is not None
    assert space.runtime.stage == "RUNNING"
    assert space.subdomain == "alice-hello-gradio"
    assert space.host == "https://alice-hello-gradio.hf.space"
    assert space.models == [OWN]
    assert api.get_space_runtime("alice/hello-gradio").hardware == "cpu-basic"


def test_a_tree_is_listed_at_once_and_in_depth(api: HfApi) -> None:
    top = list(api.list_repo_tree("google-bert/bert-base-uncased"))
    every = list(api.list_repo_tree("google-bert/bert-base-uncased", recursive=True, expand=True))
    assert any(isinstance(one, RepoFolder) for one in top)
    assert len(every) > len(top)
    assert all(one.last_commit for one in every)
    weights = next(one for one in every if one.path == "model.safetensors")
    assert isinstance(weights, RepoFile)
    assert weights.lfs is not None
    assert weights.lfs.sha256
    assert weights.security is not None


def test_ten_thousand_files_come_page_by_page(api: HfApi, hub: LoopbackHub) -> None:
    paths = [
        one.path for one in api.list_repo_tree("poloclub/diffusiondb", recursive=True, repo_type="dataset")
    ]
    assert len(paths) == len(set(paths)) > 10_000
    assert sum("/tree/" in request.path for request in hub.requests) == 11


def test_paths_are_looked_up_and_unknown_ones_left_out(api: HfApi) -> None:
    found = api.get_paths_info(OWN, ["config.json", "nope.txt", "README.md"], expand=True)
    assert [one.path for one in found] == ["config.json", "README.md"]
    assert api.file_exists(OWN, "config.json")
    assert not api.file_exists(OWN, "nope.txt")


def test_refs_and_commits_are_listed(api: HfApi, hub: LoopbackHub) -> None:
    refs = api.list_repo_refs(DATASET, repo_type="dataset", include_pull_requests=True)
    assert refs.branches[0].name == "main"
    assert refs.converts[0].ref == "refs/convert/parquet"
    assert refs.pull_requests is not None
    assert api.list_repo_refs(OWN).pull_requests is None
    assert len(api.list_repo_refs(history.BRANCHED).branches) > 300
    busy = max(hub.store.ids("model")[:400], key=lambda name: _commits(hub, name))
    assert len(api.list_repo_commits(busy)) == _commits(hub, busy) > 50


def _commits(hub: LoopbackHub, name: str) -> int:
    repo = hub.store.get("model", name)
    return 0 if repo is None or repo.gated or repo.disabled or repo.private else history.length(repo)


def test_tags_and_the_user_are_told(api: HfApi) -> None:
    assert "pipeline_tag" in api.get_model_tags()
    assert "task_categories" in api.get_dataset_tags()
    who = api.whoami()
    assert (who["name"], who["auth"]["accessToken"]["role"]) == ("alice", "write")


@pytest.mark.parametrize("repo_type", ["model", "dataset", "space"])
def test_a_repo_is_created_changed_moved_and_deleted(api: HfApi, hub: LoopbackHub, repo_type: str) -> None:
    sdk = {"space_sdk": "gradio"} if repo_type == "space" else {}
    url = api.create_repo("alice/brand-new", repo_type=repo_type, private=True, **sdk)  # type: ignore[arg-type]
    assert (url.repo_id, url.repo_type) == ("alice/brand-new", repo_type)
    assert hub.store.get(repo_type, "alice/brand-new").private  # type: ignore[arg-type,union-attr]
    again = api.create_repo("alice/brand-new", repo_type=repo_type, exist_ok=True, **sdk)  # type: ignore[arg-type]
    assert again.repo_id == "alice/brand-new"
    with pytest.raises(HfHubHTTPError, match="You already created this"):
        api.create_repo("alice/brand-new", repo_type=repo_type, **sdk)  # type: ignore[arg-type]
    api.update_repo_settings("alice/brand-new", repo_type=repo_type, private=False, gated="manual")
    stored = hub.store.get(repo_type, "alice/brand-new")  # type: ignore[arg-type]
    assert stored is not None
    assert (stored.private, stored.gated) == (False, "manual")
    api.move_repo("alice/brand-new", "acme-lab/moved", repo_type=repo_type)
    assert api.repo_info("alice/brand-new", repo_type=repo_type).id == "acme-lab/moved"
    api.delete_repo("acme-lab/moved", repo_type=repo_type)
    assert not api.repo_exists("acme-lab/moved", repo_type=repo_type)
    api.delete_repo("acme-lab/moved", repo_type=repo_type, missing_ok=True)


def test_small_large_and_converted_files_are_downloaded(api: HfApi, hub: LoopbackHub, tmp_path: Path) -> None:
    card = _download(api, hub, tmp_path, OWN, "README.md")
    assert "tiny-chat" in card.read_text()
    tokenizer = _download(api, hub, tmp_path, OWN, "tokenizer.json")
    listed = api.get_paths_info(OWN, "tokenizer.json")[0]
    assert isinstance(listed, RepoFile)
    assert tokenizer.stat().st_size == listed.size
    shard = "default/train/0000.parquet"
    options = {"repo_type": "dataset", "revision": "refs/convert/parquet"}
    parquet = _download(api, hub, tmp_path, DATASET, shard, **options)
    assert pq.read_table(parquet).num_rows > 100
    listed = api.get_paths_info(DATASET, shard, repo_type="dataset", revision="refs/convert/parquet")[0]
    assert isinstance(listed, RepoFile)
    assert listed.lfs is not None
    assert hashlib.sha256(parquet.read_bytes()).hexdigest() == listed.lfs.sha256


def test_access_is_checked(api: HfApi, anonymous: HfApi) -> None:
    api.auth_check(OWN)
    api.auth_check(OWN, write=True)
    anonymous.auth_check(OWN)
    with pytest.raises(GatedRepoError):
        api.auth_check(GATED)
    with pytest.raises(HfHubHTTPError):
        api.auth_check("Qwen/Qwen3-8B", write=True)


def test_what_is_missing_or_private_is_not_found(api: HfApi, anonymous: HfApi) -> None:
    with pytest.raises(RepositoryNotFoundError):
        api.model_info("alice/nope")
    for name in ("alice/nope", "alice/private-draft"):
        # Over plain http the client does not read a 401 as "not found"; it does so over https alone.
        with pytest.raises(HfHubHTTPError, match="Invalid username or password"):
            anonymous.model_info(name)
    assert api.model_info("alice/private-draft").private


def test_a_revision_that_is_none_is_told_apart(api: HfApi) -> None:
    with pytest.raises(RevisionNotFoundError):
        api.model_info(OWN, revision="nope")
    with pytest.raises(RevisionNotFoundError):
        list(api.list_repo_tree(OWN, revision="nope"))


def test_a_missing_file_is_told_apart(api: HfApi, hub: LoopbackHub, tmp_path: Path) -> None:
    with pytest.raises(EntryNotFoundError):
        _download(api, hub, tmp_path, OWN, "nope.bin")
    with pytest.raises(EntryNotFoundError):
        list(api.list_repo_tree(OWN, "nope"))


def test_gated_and_disabled_repos_show_themselves_but_not_their_files(
    api: HfApi, anonymous: HfApi, hub: LoopbackHub, tmp_path: Path
) -> None:
    assert api.model_info(GATED).gated == "manual"
    assert list(anonymous.list_repo_tree(GATED))
    for client in (api, anonymous):
        with pytest.raises(GatedRepoError):
            _download(client, hub, tmp_path, GATED, "README.md")
    assert api.model_info("alice/taken-down").disabled
    with pytest.raises(DisabledRepoError):
        list(api.list_repo_tree("alice/taken-down"))


def test_an_old_id_leads_to_the_repo_of_today(api: HfApi, hub: LoopbackHub, tmp_path: Path) -> None:
    assert api.model_info("bert-base-uncased").id == "google-bert/bert-base-uncased"
    assert api.dataset_info("alice/notes-2025").id == "alice/field-notes"
    assert _download(api, hub, tmp_path, "bert-base-uncased", "config.json").exists()


def test_a_bad_name_and_a_read_token_are_refused(api: HfApi, hub: LoopbackHub) -> None:
    with pytest.raises(BadRequestError):
        api.model_info(OWN, expand=["nope"])  # type: ignore[list-item]
    reader = HfApi(endpoint=hub.endpoint, token=hub.read_token)
    with pytest.raises(HfHubHTTPError, match="role write"):
        reader.create_repo("alice/never")
    with pytest.raises(HfHubHTTPError, match="open-corpus"):
        api.create_repo("open-corpus/never")
    assert hub.store.get("model", "alice/never") is None
