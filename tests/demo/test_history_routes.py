"""Refs, commits and parquet lists over HTTP (wire.md §2.7, §2.8, §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from hubtui.demo import history
from hubtui.demo.conversions import conversion

if TYPE_CHECKING:
    import httpx

    from tests.support.loopback import LoopbackHub

OWN = "/api/models/alice/tiny-chat"
DUO = "/api/datasets/poloclub/diffusiondb/parquet"


def test_refs_come_in_groups_that_are_there_when_empty(writer: httpx.Client) -> None:
    body = writer.get(f"{OWN}/refs").json()
    assert body.keys() == {"tags", "branches", "converts"}
    head = {"name": "main", "ref": "refs/heads/main", "targetCommit": writer.get(OWN).json()["sha"]}
    assert head in body["branches"]
    assert body["converts"] == []


def test_pull_requests_are_listed_on_request(writer: httpx.Client) -> None:
    pulls = writer.get(f"{OWN}/refs?include_prs=1").json()["pullRequests"]
    assert [one["ref"] for one in pulls] == [f"refs/pr/{at}" for at in range(1, len(pulls) + 1)]
    assert writer.get("/api/datasets/Anthropic/hh-rlhf/refs").json()["converts"][0]["name"] == "parquet"


def test_commits_come_in_pages_with_their_number(hub: LoopbackHub, writer: httpx.Client) -> None:
    name = next(
        name
        for name in hub.store.ids("model")
        if (repo := hub.store.get("model", name)) and not repo.gated and history.length(repo) > 100
    )
    first = writer.get(f"/api/models/{name}/commits/main")
    total = int(first.headers["x-total-count"])
    assert len(first.json()) == 50 < total
    seen, answer = [], first
    while True:
        seen += [commit["id"] for commit in answer.json()]
        if "next" not in answer.links:
            break
        answer = writer.get(answer.links["next"]["url"])
    assert len(seen) == len(set(seen)) == total
    assert [one["id"] for one in writer.get(f"/api/models/{name}/commits/main?limit=1000").json()] == seen


def test_a_commit_says_who_did_what_when(writer: httpx.Client) -> None:
    plain = writer.get(f"{OWN}/commits/main?limit=3").json()
    assert all(one.keys() == {"id", "title", "message", "authors", "date"} for one in plain)
    assert all(author.keys() == {"user", "avatar"} for one in plain for author in one["authors"])
    expanded = writer.get(f"{OWN}/commits/main?limit=3&expand[]=formatted").json()
    assert [one["formatted"].keys() for one in expanded] == [{"title", "message"}] * 3


def test_commits_can_begin_at_any_revision(writer: httpx.Client) -> None:
    third = writer.get(f"{OWN}/commits/main?limit=3").json()[2]
    assert writer.get(f"{OWN}/commits/{third['id']}?limit=1").json() == [third]
    assert writer.get(f"{OWN}/commits/refs%2Fpr%2F1").json()[0]["title"]
    assert writer.get(f"{OWN}/commits/nope").headers["x-error-code"] == "RevisionNotFound"


def test_a_conversion_is_listed_at_three_depths(hub: LoopbackHub, writer: httpx.Client) -> None:
    nested = writer.get(DUO).json()
    assert list(nested) == ["2m first 1k", "large_random_10k", "metadata/2m"]
    urls = nested["metadata/2m"]["train"]
    assert urls == [f"{hub.endpoint}{DUO}/metadata%2F2m/train/0.parquet"]
    assert writer.get(f"{DUO}/metadata%2F2m").json() == {"train": urls}
    assert writer.get(f"{DUO}/metadata%2F2m/train").json() == urls


def test_every_listed_file_leads_to_parquet(hub: LoopbackHub, writer: httpx.Client) -> None:
    for name in hub.store.ids("dataset")[::60]:
        repo = hub.store.get("dataset", name)
        if repo is None or not conversion(repo) or repo.gated:
            continue
        for splits in writer.get(f"/api/datasets/{quote(name)}/parquet").json().values():
            for url in (url for urls in splits.values() for url in urls):
                answer = writer.get(url, headers={"Range": "bytes=0-3"}, follow_redirects=True)
                assert (answer.status_code, answer.content) == (206, b"PAR1")


def test_a_partial_conversion_lies_in_a_folder_that_says_so(writer: httpx.Client) -> None:
    answer = writer.get(f"{DUO}/large_random_10k/train/0.parquet")
    path = "resolve/refs%2Fconvert%2Fparquet/large_random_10k/partial-train/0000.parquet"
    assert answer.status_code == 302
    assert answer.headers["location"] == f"/datasets/poloclub/diffusiondb/{path}"


@pytest.mark.parametrize(
    "path",
    [
        "/api/datasets/alice/diary/parquet",
        "/api/datasets/allenai/nope/parquet",
        f"{DUO}/nope",
        f"{DUO}/large_random_10k/nope",
        f"{DUO}/large_random_10k/train/1.parquet",
        f"{DUO}/nope/train/0.parquet",
    ],
)
def test_what_was_not_converted_is_an_error_in_words(writer: httpx.Client, path: str) -> None:
    answer = writer.get(path)
    assert answer.status_code == 404
    assert answer.json()["error"]
