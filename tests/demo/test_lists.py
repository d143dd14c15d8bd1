"""The three lists: rows, conditions, sorts, pages."""

from __future__ import annotations

import base64
import dataclasses
import json
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import httpx
import pytest

from tests.support.loopback import LoopbackHub

if TYPE_CHECKING:
    from collections.abc import Iterator

MODEL_ROW = {"_id", "id", "likes", "trendingScore", "private", "downloads", "tags", "createdAt", "modelId"}
DATASET_ROW = {
    "_id", "id", "disabled", "gated", "lastModified", "likes", "trendingScore", "private", "sha", "downloads", "tags",
    "createdAt", "key",
}  # fmt: skip
SPACE_ROW = {"_id", "id", "likes", "trendingScore", "private", "tags", "createdAt"}


@pytest.fixture
def client(hub: LoopbackHub) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=hub.endpoint) as opened:
        yield opened


def ask(client: httpx.Client, path: str, **parameters: Any) -> list[dict[str, Any]]:
    """Return the rows of one page."""
    answer = client.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    return list(answer.json())


def follow(client: httpx.Client, url: str) -> list[list[dict[str, Any]]]:
    """Return the rows of all pages from a first one on."""
    pages = []
    answer = client.get(url)
    while True:
        pages.append(answer.json())
        if "next" not in answer.links:
            return pages
        answer = client.get(answer.links["next"]["url"])


@pytest.mark.parametrize(
    ("kind", "always", "sometimes"),
    [
        ("models", MODEL_ROW, {"pipeline_tag", "library_name"}),
        ("datasets", DATASET_ROW, {"author", "description", "paperswithcode_id"}),
        ("spaces", SPACE_ROW, {"sdk"}),
    ],
)
def test_a_default_row_has_these_keys(
    client: httpx.Client, kind: str, always: set[str], sometimes: set[str]
) -> None:
    rows = [row for page in follow(client, f"/api/{kind}") for row in page]
    for row in rows:
        assert always <= row.keys() <= always | sometimes
        assert None not in row.values()
    for key in sometimes:
        assert 0 < sum(key in row for row in rows) < len(rows)


def test_a_page_has_a_thousand_rows_unless_a_limit_is_given(client: httpx.Client) -> None:
    assert len(ask(client, "/api/models")) == 1000
    assert len(ask(client, "/api/models", limit=7)) == 7
    assert len(ask(client, "/api/models", limit=5000)) == 1000
    assert len(ask(client, "/api/models", limit=0)) == 1
    assert len(ask(client, "/api/models", limit="many")) == 1000


def test_trending_is_the_default_order_and_ties_go_by_id(client: httpx.Client) -> None:
    rows = [row for page in follow(client, "/api/models") for row in page]
    assert rows == sorted(rows, key=lambda row: (-row["trendingScore"], row["_id"]))
    assert any(isinstance(row["trendingScore"], float) for row in rows)


@pytest.mark.parametrize(
    ("kind", "sort"),
    [
        ("models", "downloads"), ("models", "likes"), ("models", "lastModified"), ("models", "createdAt"),
        ("datasets", "trendingScore"), ("datasets", "downloads"), ("datasets", "mainSize"), ("spaces", "likes"),
        ("spaces", "lastModified"),
    ],
)  # fmt: skip
def test_every_sort_descends_over_all_pages_without_a_repeat(
    client: httpx.Client, kind: str, sort: str
) -> None:
    pages = follow(client, f"/api/{kind}?sort={sort}&expand={sort}&limit=900")
    rows = [row for page in pages for row in page]
    assert len({row["id"] for row in rows}) == len(rows)
    keys = [row.get(sort, -1) for row in rows]
    assert keys == sorted(keys, reverse=True)


def test_models_sort_by_parameters_with_the_unknown_last(client: httpx.Client) -> None:
    pages = follow(client, "/api/models?sort=num_parameters&expand=safetensors&limit=1000")
    sizes = [row.get("safetensors", {}).get("total", -1) for page in pages for row in page]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == -1


def test_datasets_sort_by_rows_that_no_answer_holds(client: httpx.Client, hub: LoopbackHub) -> None:
    pages = follow(client, "/api/datasets?sort=datasetsServerInfo.numRows&limit=1000")
    held = {repo.id: repo.rows for repo in hub.store.select("WHERE kind = 'dataset'")}
    found = [row["id"] for page in pages for row in page]
    rows = [-1 if (known := held[name]) is None else known for name in found]
    assert len(set(found)) == len(found) > 7_000
    assert rows == sorted(rows, reverse=True)
    assert rows[-1] == -1
    assert client.get("/api/datasets", params={"expand": "datasetsServerInfo"}).status_code == 400


@pytest.mark.parametrize("size", [0, 6_500])
def test_by_id_the_computed_models_stand_between_the_others(size: int) -> None:
    with LoopbackHub(size=size) as hub, httpx.Client(base_url=hub.endpoint) as client:
        pages = follow(client, "/api/models?sort=id&expand=likes&limit=700")
        names = [row["id"] for page in pages for row in page]
        assert len(names) == max(size, hub.store.public_count("model"))
    assert names == sorted(set(names), reverse=True)
    assert not names[0].startswith("sample-")
    assert not names[-1].startswith("sample-")


def test_likes_of_30_days_descend_too(client: httpx.Client) -> None:
    pages = follow(client, "/api/models?sort=likes30d&limit=1000")
    assert sum(map(len, pages)) == len({row["id"] for page in pages for row in page})


def test_only_creation_times_can_ascend(client: httpx.Client) -> None:
    pages = follow(client, "/api/models?sort=createdAt&direction=1&limit=1000")
    stamps = [row["createdAt"] for page in pages for row in page]
    assert stamps == sorted(stamps)
    answer = client.get("/api/models", params={"sort": "downloads", "direction": 1})
    assert answer.status_code == 400
    assert "downloads" in answer.json()["error"]
    assert client.get("/api/models", params={"sort": "downloads", "direction": -1}).status_code == 200


def test_an_unknown_sort_and_unknown_parameters_are_dropped_in_silence(client: httpx.Client) -> None:
    assert ask(client, "/api/spaces", sort="downloads", colour="red", limit=3) == ask(
        client, "/api/spaces", limit=3
    )


def test_search_finds_part_of_an_id_in_any_case(client: httpx.Client) -> None:
    rows = ask(client, "/api/models", search="qWeN3")
    assert len(rows) > 20
    assert all("qwen3" in row["id"].lower() for row in rows)
    assert ask(client, "/api/models", search="%") == []


def test_several_searches_must_all_match(client: httpx.Client) -> None:
    rows = ask(client, "/api/datasets", search=["covid", "news"])
    assert rows
    assert all("covid" in row["id"].lower() and "news" in row["id"].lower() for row in rows)


def test_an_author_is_matched_exactly_and_an_unknown_one_has_nothing(client: httpx.Client) -> None:
    rows = ask(client, "/api/models", author="google-bert")
    assert {row["id"].partition("/")[0] for row in rows} == {"google-bert"}
    assert ask(client, "/api/models", author="google-ber") == []


def test_filters_are_anded_and_match_whole_tags(client: httpx.Client) -> None:
    rows = ask(client, "/api/models", filter=["text-generation", "license:mit"])
    assert rows
    assert all({"text-generation", "license:mit"} <= set(row["tags"]) for row in rows)
    assert ask(client, "/api/models", filter="license:mi") == []
    assert ask(client, "/api/models", filter="icense:mit") == []
    sized = ask(client, "/api/datasets", filter="size_categories:1K<n<10K", limit=5)
    assert all("size_categories:1K<n<10K" in row["tags"] for row in sized)


def test_task_and_library_have_parameters_of_their_own(client: httpx.Client) -> None:
    rows = ask(client, "/api/models", pipeline_tag="fill-mask", library="jax")
    assert rows
    assert all(row["pipeline_tag"] == "fill-mask" and "jax" in row["tags"] for row in rows)


@pytest.mark.parametrize(("asked", "gates"), [("true", {"auto", "manual"}), ("false", {False})])
def test_gated_repos_can_be_asked_for_or_left_out(client: httpx.Client, asked: str, gates: set[Any]) -> None:
    for kind in ("models", "datasets"):
        rows = ask(client, f"/api/{kind}", gated=asked, expand="gated")
        assert {row["gated"] for row in rows} == gates


@pytest.mark.parametrize(
    ("asked", "low", "high"),
    [
        ("min:6B,max:8.5B", 6e9, 8.5e9),
        ("max:30M", 0, 30e6),
        ("min:100B", 100e9, 1e15),
        ("min:400k,max:25M", 4e5, 25e6),
    ],
)
def test_models_can_be_narrowed_by_their_parameters(
    client: httpx.Client, asked: str, low: float, high: float
) -> None:
    rows = ask(client, "/api/models", num_parameters=asked, expand="safetensors")
    assert rows
    assert all(low <= row["safetensors"]["total"] <= high for row in rows)


def test_apps_and_providers_narrow_models(client: httpx.Client) -> None:
    assert all("gguf" in row["tags"] for row in ask(client, "/api/models", apps="llama.cpp"))
    assert ask(client, "/api/models", apps="ollama,vllm") == ask(
        client, "/api/models", apps=["ollama", "vllm"]
    )
    assert ask(client, "/api/models", apps="no-such-app") == []
    asked = {"inference_provider": "groq", "expand": "inferenceProviderMapping"}
    rows = ask(client, "/api/models", **asked)
    assert rows
    for row in rows:
        assert "groq" in {entry["provider"] for entry in row["inferenceProviderMapping"]}
    served = len(ask(client, "/api/models", inference_provider="all"))
    assert len(rows) < served == len(ask(client, "/api/models", inference="warm"))


def test_spaces_can_be_asked_for_by_what_they_use(client: httpx.Client) -> None:
    rows = ask(client, "/api/spaces", models="alice/tiny-chat", full="true")
    assert "alice/hello-gradio" in {row["id"] for row in rows}
    assert all("alice/tiny-chat" in row["models"] for row in rows)
    assert ask(client, "/api/spaces", datasets="alice/none-such") == []


@pytest.mark.parametrize("name", ["expand", "expand[]"])
def test_expand_gives_the_named_fields_and_leaves_out_those_without_value(
    client: httpx.Client, name: str
) -> None:
    asked = {name: ["likes", "safetensors", "resourceGroup"], "limit": 1000}
    rows = ask(client, "/api/models", **asked)
    assert {frozenset(row) for row in rows} == {
        frozenset({"_id", "id", "likes"}),
        frozenset({"_id", "id", "likes", "safetensors"}),
    }


def test_an_unknown_expand_is_refused_with_the_names_that_are_known(client: httpx.Client) -> None:
    for kind, known, unknown in (
        ("models", "safetensors", "mainSize"),
        ("datasets", "mainSize", "safetensors"),
        ("spaces", "runtime", "downloads"),
    ):
        answer = client.get(f"/api/{kind}", params={"expand": ["likes", unknown]})
        assert answer.status_code == 400
        error = answer.json()["error"]
        assert error == answer.headers["x-error-message"]
        assert f" {known}," in error
        assert f" {unknown}," not in error


def test_full_and_carddata_add_to_the_default_row(client: httpx.Client) -> None:
    (row,) = ask(client, "/api/models", full="true", cardData="true", limit=1)
    assert {"author", "sha", "lastModified", "gated", "disabled", "cardData"} | MODEL_ROW <= row.keys()
    (dataset,) = ask(client, "/api/datasets", full="true", limit=1, filter="license:mit")
    assert dataset["cardData"]["license"] in ("mit", ["mit"])


def test_private_repos_are_listed_to_their_owner_alone(hub: LoopbackHub, client: httpx.Client) -> None:
    for kind, names in (
        ("models", {"alice/private-draft", "open-corpus/unreleased"}),
        ("datasets", {"alice/diary"}),
    ):
        for token in (hub.read_token, hub.write_token):
            signed_in = {"Authorization": f"Bearer {token}"}
            rows = client.get(f"/api/{kind}?sort=createdAt", headers=signed_in).json()
            assert names <= {row["id"] for row in rows if row["private"]}
        assert not any(row["private"] for page in follow(client, f"/api/{kind}") for row in page)


def test_the_next_link_is_absolute_and_repeats_all_parameters(hub: LoopbackHub, client: httpx.Client) -> None:
    asked = [
        ("filter", "en"),
        ("filter", "license:mit"),
        ("search", "a b&c"),
        ("expand[]", "likes"),
        ("limit", "2"),
    ]
    hub.store.put_all(
        dataclasses.replace(repo, id=f"a b&c/{number}", oid=f"{number:024x}", tags=("en", "license:mit"))
        for number, repo in enumerate(hub.store.select("WHERE kind = 'model' LIMIT 3"))
    )
    answer = client.get(f"/api/models?{urlencode(asked)}")
    link = httpx.URL(answer.links["next"]["url"])
    assert str(link).startswith(f"{hub.endpoint}/api/models?")
    *repeated, (last, cursor) = link.params.multi_items()
    assert (repeated, last) == (asked, "cursor")
    assert cursor
    last_page = client.get(link)
    assert len(last_page.json()) == 1
    assert "link" not in last_page.headers


def test_a_page_that_ends_the_list_exactly_has_no_link(client: httpx.Client) -> None:
    rows = ask(client, "/api/models", author="google-bert")
    assert (
        "link" not in client.get("/api/models", params={"author": "google-bert", "limit": len(rows)}).headers
    )
    assert (
        "link" in client.get("/api/models", params={"author": "google-bert", "limit": len(rows) - 1}).headers
    )


def test_links_can_lead_to_the_public_hub() -> None:
    with LoopbackHub(link_host="https://huggingface.co") as mirror:
        link = httpx.get(f"{mirror.endpoint}/api/models?limit=1").links["next"]["url"]
    assert link.startswith("https://huggingface.co/api/models?limit=1&cursor=")


def test_a_list_goes_on_where_it_was_though_rows_come_and_go(hub: LoopbackHub, client: httpx.Client) -> None:
    first = client.get("/api/models?sort=downloads&limit=50")
    before = [row["id"] for page in follow(client, "/api/models?sort=downloads&limit=1000") for row in page]
    hub.store.remove("model", before[0])
    hub.store.remove("model", before[49])
    repo = hub.store.get("model", before[60])
    assert repo is not None
    hub.store.put(dataclasses.replace(repo, id="new/on-top", oid="0" * 24, downloads=10**10))
    second = client.get(first.links["next"]["url"]).json()
    assert [row["id"] for row in second] == before[50:100]


def test_a_row_whose_score_moves_between_two_pages_comes_twice(
    hub: LoopbackHub, client: httpx.Client
) -> None:
    first = client.get("/api/models?sort=likes&limit=10")
    top = first.json()[0]["id"]
    repo = hub.store.get("model", top)
    assert repo is not None
    hub.store.put(dataclasses.replace(repo, likes=first.json()[-1]["likes"] - 1))
    again = Counter(row["id"] for row in first.json() + client.get(first.links["next"]["url"]).json())
    assert again[top] == 2


@pytest.mark.parametrize(
    "cursor", ["x", "e30=", "eyJjb21wdXRlZCI6LTF9", "WzFd", "eyJjb21wdXRlZCI6ICJhIn0", "bnVsbA"]
)
def test_a_cursor_that_is_none_is_refused(client: httpx.Client, cursor: str) -> None:
    answer = client.get("/api/models", params={"cursor": cursor})
    assert (answer.status_code, answer.json()) == (400, {"error": "Invalid cursor"})


@pytest.mark.parametrize("key", [{}, 2**70, None, ["x"]])
def test_a_cursor_with_a_key_of_the_wrong_kind_is_refused(client: httpx.Client, key: object) -> None:
    cursor = base64.b64encode(json.dumps({"trendingScore": key, "_id": "0"}).encode()).decode()
    assert client.get("/api/models", params={"cursor": cursor}).status_code == 400


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("num_parameters", "min:" + "9" * 400 + "B"), ("num_parameters", "min:,max:x,between"), ("limit", "9" * 5000),
        ("search", "\0"), ("filter", "\0\n\u2028"), ("author", "'"), ("gated", "perhaps"), ("direction", "up"),
        ("inference_provider", ","), ("apps", ","), ("models", "a/b"), ("cursor", ""),
    ],
)  # fmt: skip
def test_no_parameter_can_make_the_hub_fail(client: httpx.Client, name: str, value: str) -> None:
    assert client.get("/api/models", params={name: value}).status_code in (200, 400)
