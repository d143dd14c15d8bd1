"""The client and the embedded Hub over real loopback HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubtui.hub import errors
from hubtui.hub.credentials import Token
from hubtui.hub.criteria import SORTS, Criteria, Kind, Sort
from hubtui.hub.reads import Reads
from hubtui.hub.wire import Wire
from tests.hub.raw import Pauses
from tests.support.loopback import LoopbackHub

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

GATED = "meta-llama/Llama-3.1-8B-Instruct"
DATASET = "Anthropic/hh-rlhf"
FIELDS = {
    Kind.MODEL: ("createdAt", "disabled", "downloads", "gated", "lastModified", "likes", "library_name",
                 "pipeline_tag", "private", "safetensors", "tags"),
    Kind.DATASET: ("createdAt", "disabled", "downloads", "gated", "lastModified", "likes", "mainSize", "private",
                   "tags"),
    Kind.SPACE: ("createdAt", "disabled", "lastModified", "likes", "private", "runtime", "sdk", "tags"),
}  # fmt: skip


def client(hub: LoopbackHub, token: str | None) -> Wire:
    return Wire(hub.endpoint, Token(token) if token else None, Pauses().timings(), environ={})


@pytest.fixture
async def reads(hub: LoopbackHub) -> AsyncIterator[Reads]:
    """Give the reads of the Hub's user."""
    wire = client(hub, hub.write_token)
    yield Reads(wire)
    await wire.close()


@pytest.fixture
async def anonymous(hub: LoopbackHub) -> AsyncIterator[Reads]:
    """Give the reads of somebody without a token."""
    wire = client(hub, None)
    yield Reads(wire)
    await wire.close()


@pytest.mark.parametrize("kind", Kind)
async def test_every_row_of_a_kind_comes_once(reads: Reads, hub: LoopbackHub, kind: Kind) -> None:
    criteria = Criteria(kind)
    page = await reads.repos(criteria, limit=1000, expand=FIELDS[kind])
    rows = list(page.repos)
    while page.next:
        page = await reads.next_page(criteria, page.next)
        rows += page.repos
        assert page.skipped == 0
    assert len({repo.id for repo in rows}) == len(rows)
    assert set(hub.store.ids(kind.value)) - {repo.id for repo in rows} <= {"open-corpus/unreleased"}
    assert all(repo.updated and repo.created for repo in rows)


@pytest.mark.parametrize(("kind", "sort"), [(kind, sort) for kind in Kind for sort in SORTS[kind]])
async def test_every_sort_is_taken(reads: Reads, kind: Kind, sort: Sort) -> None:
    page = await reads.repos(Criteria(kind, sort=sort), limit=20, expand=FIELDS[kind])
    assert len(page.repos) == 20
    shown = {
        Sort.DOWNLOADS: "downloads",
        Sort.LIKES: "likes",
        Sort.UPDATED: "updated",
        Sort.CREATED: "created",
        Sort.PARAMETERS: "parameters",
        Sort.SIZE: "size",
        Sort.ID: "id",
    }
    if sort in shown and not (kind is Kind.MODEL and sort is Sort.SIZE):
        values = [getattr(repo, shown[sort]) for repo in page.repos]
        assert values == sorted(values, reverse=True)


async def test_search_filters_and_author_narrow(reads: Reads) -> None:
    found = await reads.repos(
        Criteria(search="QWEN3", tags=("license:apache-2.0",), task="text-generation"), limit=50
    )
    assert found.repos
    for repo in found.repos:
        assert "qwen3" in repo.id.lower()
        assert "license:apache-2.0" in repo.tags
        assert repo.task == "text-generation"
    assert all(repo.owner == "alice" for repo in (await reads.repos(Criteria(author="alice"))).repos)
    assert (await reads.repos(Criteria(author="nobody-at-all"))).repos == ()


async def test_unknown_fields_are_dropped(reads: Reads, hub: LoopbackHub) -> None:
    page = await reads.repos(Criteria(Kind.SPACE), expand=("sdk", "downloads", "likes"))
    assert page.dropped == ("downloads",)
    assert page.repos[0].sdk
    assert [request.parameters.get("expand") for request in hub.requests] == ["likes", "likes"]


async def test_single_repos_have_their_details(reads: Reads) -> None:
    model = await reads.repo(Kind.MODEL, "alice/tiny-chat", blobs=True)
    assert (model.task, model.parameters, model.card.licenses) == (
        "text-generation",
        124_439_808,
        ("apache-2.0",),
    )
    assert all(file.size is not None for file in model.files)
    dataset = await reads.repo(Kind.DATASET, DATASET)
    assert dataset.description
    assert dataset.downloads
    space = await reads.repo(Kind.SPACE, "alice/hello-gradio")
    assert space.runtime is not None
    assert (space.runtime.stage, space.runtime.hardware) == ("RUNNING", "cpu-basic")
    assert (space.host, space.card.models) == ("https://alice-hello-gradio.hf.space", ("alice/tiny-chat",))


async def test_old_ids_lead_to_todays(reads: Reads, hub: LoopbackHub) -> None:
    assert (await reads.repo(Kind.MODEL, "bert-base-uncased")).id == "google-bert/bert-base-uncased"
    assert (await reads.repo(Kind.DATASET, "alice/notes-2025", revision="main")).id == "alice/field-notes"
    card = await reads.file_text(Kind.SPACE, "alice/demo-old", "main", "README.md")
    assert "Hello Gradio" in card.text
    assert len(hub.requests) >= 6


async def test_what_a_repo_holds_can_be_read(reads: Reads) -> None:
    name = "google-bert/bert-base-uncased"
    tree = await reads.tree(Kind.MODEL, name, expand=True)
    assert any(file.is_folder for file in tree.files)
    assert all(file.commit_title is not None for file in tree.files)
    everything = await reads.tree(Kind.MODEL, name, recursive=True)
    assert len(everything.files) > len(tree.files)
    refs = await reads.refs(Kind.DATASET, DATASET, pulls=True)
    assert refs.branches[0].name == "main"
    assert refs.converts[0].ref == "refs/convert/parquet"
    commits = await reads.commits(Kind.MODEL, name, refs.branches[0].name, limit=2)
    assert commits.commits
    assert commits.total
    sha = (await reads.repo(Kind.MODEL, name)).sha
    assert commits.commits[0].id == sha
    at = await reads.repo(Kind.MODEL, name, revision=sha)
    assert at.sha == sha
    card = await reads.file_text(Kind.MODEL, name, "main", "README.md")
    assert (card.commit, card.cut) == (sha, False)


async def test_a_long_folder_comes_page_by_page(reads: Reads) -> None:
    name, query, paths = "poloclub/diffusiondb", None, []
    while True:
        tree = await reads.tree(Kind.DATASET, name, recursive=True, query=query)
        paths += [file.path for file in tree.files]
        query = tree.next
        if query is None:
            break
    assert len(paths) == len(set(paths)) > 10_000


async def test_commits_come_page_by_page(reads: Reads) -> None:
    first = await reads.commits(Kind.MODEL, "google-bert/bert-base-uncased", limit=1)
    assert first.next is not None
    second = await reads.commits(Kind.MODEL, "google-bert/bert-base-uncased", query=first.next)
    assert first.commits[0].id != second.commits[0].id


async def test_parquet_is_found_at_every_depth_and_read_in_parts(reads: Reads) -> None:
    files = await reads.parquet(DATASET)
    assert files
    one = files[0]
    assert await reads.parquet(DATASET, one.config) == tuple(f for f in files if f.config == one.config)
    of_split = tuple(f for f in files if (f.config, f.split) == (one.config, one.split))
    assert await reads.parquet(DATASET, one.config, one.split) == of_split
    path = f"/api/datasets/{DATASET}/parquet/{one.config}/{one.split}/{one.number}.parquet"
    assert one.url.endswith(path)
    head = await reads.parquet_part(DATASET, one.config, one.split, one.number, 0, 4)
    assert head.data == b"PAR1"
    assert head.total is not None
    tail = await reads.parquet_part(DATASET, one.config, one.split, one.number, -1, 8)
    assert (tail.data[-4:], tail.start) == (b"PAR1", head.total - 8)
    with pytest.raises(errors.NotFound):
        await reads.parquet("alice/nothing-here")


async def test_tags_by_type_can_be_filtered_by(reads: Reads) -> None:
    models = await reads.tags_by_type(Kind.MODEL)
    assert models.skipped == 0
    tag = models.groups["pipeline_tag"][0]
    assert (await reads.repos(Criteria(tags=(tag.id,)), limit=1)).repos
    assert set((await reads.tags_by_type(Kind.DATASET, "license")).groups) == {"license"}
    with pytest.raises(errors.NotFound):
        await reads.tags_by_type(Kind.SPACE)


async def test_the_account_is_told(reads: Reads, anonymous: Reads, hub: LoopbackHub) -> None:
    account = await reads.whoami()
    assert (account.name, account.role, account.read_only) == ("alice", "write", False)
    assert {(org.name, org.role) for org in account.orgs} == {("acme-lab", "admin"), ("open-corpus", "read")}
    wire = client(hub, hub.read_token)
    assert (await Reads(wire).whoami()).read_only
    await wire.close()
    with pytest.raises(errors.BadToken):
        await anonymous.whoami()


async def test_what_cannot_be_seen_is_told_apart(reads: Reads, anonymous: Reads, hub: LoopbackHub) -> None:
    with pytest.raises(errors.RepoNotFound, match="alice/nope does not exist, or is private"):
        await reads.repo(Kind.MODEL, "alice/nope")
    with pytest.raises(errors.RepoNotFound) as caught:
        await anonymous.repo(Kind.MODEL, "alice/private-draft")
    assert (caught.value.status, caught.value.todo) == (401, "press @ to sign in and be sure")
    with pytest.raises(errors.RevisionNotFound):
        await reads.repo(Kind.MODEL, "alice/tiny-chat", revision="nope")
    with pytest.raises(errors.EntryNotFound):
        await reads.file_text(Kind.MODEL, "alice/tiny-chat", "main", "nope.bin")
    for some in (reads, anonymous):
        assert (await some.repo(Kind.MODEL, GATED)).gated == "manual"
        with pytest.raises(errors.Gated):
            await some.file_text(Kind.MODEL, GATED, "main", "README.md")
    assert (await reads.repo(Kind.MODEL, "alice/taken-down")).disabled
    with pytest.raises(errors.Forbidden, match="disabled"):
        await reads.tree(Kind.MODEL, "alice/taken-down")
    wire = client(hub, "hf_made_up")
    with pytest.raises(errors.BadToken):
        await Reads(wire).repos(Criteria())
    await wire.close()


async def test_metrics_are_retired_or_listed(reads: Reads) -> None:
    with pytest.raises(errors.NotFound):
        await reads.metrics()
    with LoopbackHub(metrics=True) as old:
        wire = client(old, None)
        assert await Reads(wire).metrics()
        await wire.close()


async def test_next_links_of_another_host_stay_at_the_endpoint() -> None:
    with LoopbackHub(link_host="https://huggingface.co") as hub:
        wire = client(hub, None)
        some = Reads(wire)
        page = await some.repos(Criteria(), limit=10)
        assert page.next is not None
        further = await some.next_page(Criteria(), page.next)
        assert len({repo.id for repo in page.repos + further.repos}) == 20
        assert len(hub.requests) == 2
        await wire.close()


async def test_a_change_reaches_the_hub_and_an_old_id_is_told(reads: Reads, hub: LoopbackHub) -> None:
    wire = reads._wire
    await wire.send_once(
        "PUT", "/api/models/alice/tiny-chat/settings", {"private": True}, about="alice/tiny-chat"
    )
    stored = hub.store.get("model", "alice/tiny-chat")
    assert stored is not None
    assert stored.private
    with pytest.raises(errors.Moved) as caught:
        await wire.send_once("PUT", "/api/models/alice/first-try/settings", {"private": False})
    assert caught.value.location == "alice/tiny-chat"
    deleted = await wire.send_once(
        "DELETE", "/api/repos/delete", {"name": "tiny-chat", "organization": "alice"}
    )
    assert deleted.body == b"OK"
