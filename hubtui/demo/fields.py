"""What a repo's JSON can hold: one function for each field, by the wire's name (wire.md §2.1–§2.10).

A function returns None for a field without value, which is then left out of the answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubtui.demo import history, plausible, shapes
from hubtui.demo.info_fields import (
    base_models,
    children,
    description,
    model_index,
    region,
    siblings,
    spaces_using,
    used_storage,
    widget_data,
)
from hubtui.demo.providers import provider_list
from hubtui.demo.spaces import subdomain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hubtui.demo.hub import EmbeddedHub
    from hubtui.demo.repo import Kind, StoredRepo

    Field = Callable[[StoredRepo], Any]


def row(hub: EmbeddedHub, repo: StoredRepo, names: Iterable[str]) -> dict[str, Any]:
    """Return ``_id``, ``id`` and the named fields that have a value; names without a function have none."""
    own = FIELDS[repo.kind]
    body: dict[str, Any] = {"_id": repo.oid, "id": repo.id}
    for name in names:
        value = own[name](repo) if name in own else LOOKED_UP[name](hub, repo) if name in LOOKED_UP else None
        if value is not None or name == "siblings":
            body[name] = value
    return body


def _siblings(hub: EmbeddedHub, repo: StoredRepo) -> list[dict[str, Any]] | None:
    """Return the files at the head of main; lists say null where they are closed (wire.md §1.10)."""
    main = history.find(repo, "main")
    return None if repo.disabled or main is None else siblings(hub.contents, repo, main)


def _from_card(name: str) -> Field:
    """Return the function of a field that the card states as text or a list of texts."""

    def stated(repo: StoredRepo) -> list[str] | None:
        card = repo.card_data
        return list(plausible.texts(card.get(name))) or None if isinstance(card, dict) else None

    return stated


def _papers_id(repo: StoredRepo) -> str | None:
    return next(iter(_from_card("paperswithcode_id")(repo) or ()), None)


_COMMON: dict[str, Field] = {
    "author": lambda repo: repo.author,
    "cardData": lambda repo: repo.card_data,
    "createdAt": lambda repo: repo.created,
    "disabled": lambda repo: repo.disabled,
    "gated": lambda repo: repo.gated,
    "lastModified": lambda repo: repo.modified,
    "likes": lambda repo: repo.likes,
    "private": lambda repo: repo.private,
    "sha": lambda repo: repo.sha,
    "tags": lambda repo: list(repo.tags),
    "trendingScore": lambda repo: repo.trending,
}

FIELDS: dict[Kind, dict[str, Field]] = {
    "model": _COMMON
    | {
        "config": shapes.config,
        "downloads": lambda repo: repo.downloads,
        "downloadsAllTime": lambda repo: repo.downloads_all_time,
        "gguf": shapes.gguf,
        "inference": lambda repo: "warm" if provider_list(repo) else None,
        "inferenceProviderMapping": lambda repo: provider_list(repo) or None,
        "library_name": lambda repo: repo.library,
        "mask_token": lambda repo: "[MASK]" if repo.task == "fill-mask" else None,
        "modelId": lambda repo: repo.id,
        "pipeline_tag": lambda repo: repo.task,
        "model-index": model_index,
        "safetensors": shapes.safetensors,
        "transformersInfo": shapes.transformers_info,
        "widgetData": widget_data,
        "xetEnabled": lambda _: True,
    },
    "dataset": _COMMON
    | {
        "description": description,
        "downloads": lambda repo: repo.downloads,
        "downloadsAllTime": lambda repo: repo.downloads_all_time,
        "key": lambda _: "",
        "mainSize": lambda repo: repo.main_size,
        "paperswithcode_id": _papers_id,
    },
    "space": _COMMON
    | {
        "datasets": _from_card("datasets"),
        "models": _from_card("models"),
        "region": region,
        "runtime": lambda repo: repo.runtime,
        "sdk": lambda repo: repo.sdk,
        "subdomain": lambda repo: subdomain(repo.id),
    },
}
"""The fields that can be given a value, by kind."""

LOOKED_UP: dict[str, Callable[[EmbeddedHub, StoredRepo], Any]] = {
    "baseModels": lambda hub, repo: base_models(hub.store, repo),
    "childrenModelCount": lambda hub, repo: children(hub.store, repo),
    "siblings": _siblings,
    "spaces": lambda hub, repo: spaces_using(hub.store, repo),
    "usedStorage": lambda hub, repo: used_storage(hub.contents, repo),
}
"""The fields that need more than the repo's own facts."""

EXPANDABLE: dict[Kind, tuple[str, ...]] = {
    "model": (
        "author", "baseModels", "cardData", "childrenModelCount", "config", "createdAt", "disabled", "downloads",
        "downloadsAllTime", "evalResults", "gated", "gguf", "inference", "inferenceProviderMapping",
        "lastModified", "library_name", "likes", "mask_token", "model-index", "pipeline_tag", "private",
        "resourceGroup", "safetensors", "sha", "siblings", "spaces", "tags", "transformersInfo", "trendingScore",
        "usedStorage", "widgetData", "xetEnabled",
    ),
    "dataset": (
        "author", "cardData", "citation", "createdAt", "description", "disabled", "downloads",
        "downloadsAllTime", "gated", "lastModified", "likes", "mainSize", "paperswithcode_id", "private",
        "resourceGroup", "sha", "siblings", "tags", "trendingScore", "usedStorage",
    ),
    "space": (
        "author", "cardData", "createdAt", "datasets", "disabled", "lastModified", "likes", "models", "private",
        "region", "resourceGroup", "runtime", "sdk", "sha", "siblings", "subdomain", "tags", "trendingScore",
        "usedStorage",
    ),
}  # fmt: skip
"""What ``expand`` may name, by kind, whether or not a repo here has a value for it."""

DEFAULTS: dict[Kind, tuple[str, ...]] = {
    "model": (
        "likes", "trendingScore", "private", "downloads", "tags", "pipeline_tag", "library_name", "createdAt",
        "modelId",
    ),
    "dataset": (
        "author", "disabled", "gated", "lastModified", "likes", "trendingScore", "private", "sha", "description",
        "downloads", "paperswithcode_id", "tags", "createdAt", "key",
    ),
    "space": ("likes", "trendingScore", "private", "sdk", "tags", "createdAt"),
}  # fmt: skip
"""The fields of a list's row when nothing else is asked for."""

FULL: dict[Kind, tuple[str, ...]] = {
    "model": ("author", "sha", "lastModified", "gated", "disabled", "siblings"),
    "dataset": ("cardData", "siblings"),
    "space": (
        "author", "cardData", "lastModified", "sha", "gated", "disabled", "siblings", "models", "datasets", "runtime",
    ),
}  # fmt: skip
"""What ``full=true`` adds to them."""
