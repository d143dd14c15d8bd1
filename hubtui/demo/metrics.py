"""The metrics that servers listed until 2023 (wire.md §2.11), and the Spaces that compute them."""

from __future__ import annotations

from typing import Any, Final

from hubtui.demo.draw import digest, second, stamp
from hubtui.demo.repo import StoredRepo

METRICS: Final[list[dict[str, Any]]] = [
    {
        "id": "accuracy",
        "spaceId": "evaluate-metric/accuracy",
        "description": "The share of predictions that are right.",
    },
    {
        "id": "bleu",
        "spaceId": "evaluate-metric/bleu",
        "description": "How much of a translation stands in the reference.",
    },
    {
        "id": "f1",
        "spaceId": "evaluate-metric/f1",
        "description": "The harmonic mean of precision and recall.",
    },
    {"id": "perplexity", "spaceId": "evaluate-metric/perplexity"},
    {
        "id": "rouge",
        "spaceId": "evaluate-metric/rouge",
        "description": "How much of the reference a summary covers.",
    },
    {
        "id": "wer",
        "spaceId": "evaluate-metric/wer",
        "description": "Words wrong, missing or too many, in speech.",
    },
]
"""The list, as it is answered."""
_CREATED: Final = second("2022-05-20T00:00:00Z")
_DAY: Final = 86_400


def metric_spaces() -> list[StoredRepo]:
    """Return the Spaces that the list names, which only a server that has the list holds."""
    return [_space(metric["id"], metric["spaceId"], at) for at, metric in enumerate(METRICS)]


def _space(metric: str, space_id: str, at: int) -> StoredRepo:
    created = _CREATED + at * _DAY
    sha = digest("sha", space_id)[:40]
    return StoredRepo(
        kind="space",
        oid=f"{created:08x}{digest('oid', space_id)[:16]}",
        id=space_id,
        created=stamp(created),
        modified=stamp(created + 400 * _DAY),
        sha=sha,
        likes=3 * at,
        tags=("gradio", "evaluate", "metric", "region:us"),
        sdk="gradio",
        card_data={
            "title": metric, "emoji": "📏", "colorFrom": "blue", "colorTo": "red", "sdk": "gradio",
            "sdk_version": "3.50.2", "app_file": "app.py", "pinned": False, "tags": ["evaluate", "metric"],
        },
        runtime={
            "stage": "RUNNING", "hardware": {"current": "cpu-basic", "requested": "cpu-basic"},
            "replicas": {"requested": 1, "current": 1}, "gcTimeout": 172_800, "devMode": False, "sha": sha,
        },
    )  # fmt: skip
