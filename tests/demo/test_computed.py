"""The computed models of ``--size``."""

from __future__ import annotations

import httpx
import pytest

from hubtui.demo.computed import ComputedModels
from tests.support.loopback import LoopbackHub

REAL = 4237


def test_each_is_found_by_its_id_and_no_other() -> None:
    models = ComputedModels(5000)
    assert models.find(models[4999].id) == models[4999]
    assert models.find("sample-000/model-0000001") is None
    assert models.find("sample-014/model-0005000") is None


def test_positions_beyond_the_end_have_no_model() -> None:
    with pytest.raises(IndexError):
        ComputedModels(3)[3]


@pytest.mark.parametrize(
    "sort", ["trendingScore", "downloads", "likes", "lastModified", "createdAt", "num_parameters"]
)
def test_they_follow_the_real_ones_in_every_sort(sort: str) -> None:
    with LoopbackHub(size=REAL + 1500) as hub, httpx.Client(base_url=hub.endpoint) as client:
        pages = [client.get("/api/models", params={"sort": sort})]
        while "next" in pages[-1].links:
            pages.append(client.get(pages[-1].links["next"]["url"]))
        hub_public = hub.store.public_count("model")
        ids = [row["id"] for page in pages for row in page.json()]
    assert len(ids) == len(set(ids)) == REAL + 1500
    computed = [name.startswith("sample-") for name in ids]
    assert computed == sorted(computed)
    assert sum(computed) == REAL + 1500 - hub_public


def test_they_come_first_where_the_oldest_does() -> None:
    with LoopbackHub(size=REAL + 100) as hub, httpx.Client(base_url=hub.endpoint) as client:
        page = client.get("/api/models", params={"sort": "createdAt", "direction": "1", "limit": 100})
        stamps = [row["createdAt"] for row in page.json()]
        following = client.get(page.links["next"]["url"]).json()
    assert stamps == sorted(stamps)
    assert following[0]["createdAt"] >= stamps[-1]


def test_each_can_be_asked_for_by_itself() -> None:
    with LoopbackHub(size=1_000_000) as hub:
        body = httpx.get(f"{hub.endpoint}/api/models/sample-006/model-0900297").json()
        assert (body["id"], body["downloads"]) == ("sample-006/model-0900297", 0)
        assert httpx.get(f"{hub.endpoint}/api/models/sample-007/model-0900297").status_code == 401


def test_search_and_filters_see_the_real_ones_only() -> None:
    with LoopbackHub(size=1_000_000) as hub, httpx.Client(base_url=hub.endpoint) as client:
        assert client.get("/api/models", params={"search": "sample-0"}).json() == []
        assert len(client.get("/api/models", params={"filter": "license:mit", "limit": 1000}).json()) < 1000
