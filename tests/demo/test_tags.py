"""The tags-by-type endpoints, and the metrics."""

from __future__ import annotations

import httpx
import pytest

from hubtui.demo.tags_by_type import DATASET_GROUPS, MODEL_GROUPS
from tests.support.loopback import LoopbackHub


@pytest.mark.parametrize(("kind", "groups"), [("models", MODEL_GROUPS), ("datasets", DATASET_GROUPS)])
def test_every_tag_that_is_listed_filters_something(
    kind: str, groups: tuple[str, ...], hub: LoopbackHub
) -> None:
    body = httpx.get(f"{hub.endpoint}/api/{kind}-tags-by-type").json()
    assert tuple(body) == groups
    for group, entries in body.items():
        assert all(entry["type"] == group and entry["label"] for entry in entries)
        for entry in (*entries[:1], *entries[-1:]):
            found = httpx.get(f"{hub.endpoint}/api/{kind}", params={"filter": entry["id"], "limit": 1}).json()
            assert entry["id"] in found[0]["tags"]


def test_languages_and_libraries_are_bare_for_models_and_prefixed_for_datasets(hub: LoopbackHub) -> None:
    models = httpx.get(f"{hub.endpoint}/api/models-tags-by-type").json()
    datasets = httpx.get(f"{hub.endpoint}/api/datasets-tags-by-type").json()
    assert {"id": "en", "label": "English", "type": "language"} in models["language"]
    assert {"id": "language:en", "label": "English", "type": "language"} in datasets["language"]
    assert {"id": "pytorch", "label": "PyTorch", "type": "library"} in models["library"]
    assert {entry["subType"] for entry in models["pipeline_tag"]} >= {"nlp", "cv", "audio", "multimodal"}
    assert "moe" in {entry["id"] for entry in models["other"]}


def test_one_group_can_be_asked_for(hub: LoopbackHub) -> None:
    assert list(httpx.get(f"{hub.endpoint}/api/models-tags-by-type?type=license").json()) == ["license"]
    assert httpx.get(f"{hub.endpoint}/api/models-tags-by-type?type=colour").json() == {}


def test_there_are_no_tags_of_spaces(hub: LoopbackHub) -> None:
    assert httpx.get(f"{hub.endpoint}/api/spaces-tags-by-type").status_code == 404


def test_metrics_are_retired_unless_they_are_asked_for(hub: LoopbackHub) -> None:
    assert httpx.get(f"{hub.endpoint}/api/metrics").status_code == 404
    with LoopbackHub(metrics=True) as old:
        rows = httpx.get(f"{old.endpoint}/api/metrics").json()
        spaces = [httpx.get(f"{old.endpoint}/api/spaces/{row['spaceId']}").json() for row in rows]
    assert all({"id", "spaceId"} <= row.keys() for row in rows)
    assert not all("description" in row for row in rows)
    assert [space.get("id") for space in spaces] == [row["spaceId"] for row in rows]
    assert httpx.get(f"{hub.endpoint}/api/spaces/{rows[0]['spaceId']}").status_code == 401
