"""Bytes to one repo with its details. Any field may be missing or of any type; what is odd is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubtui.hub import pick
from hubtui.hub.contents import File
from hubtui.hub.criteria import Kind
from hubtui.hub.decode import TASK, decode_json, gate, not_json, seconds
from hubtui.hub.errors import BadAnswer
from hubtui.hub.models import Card, Provider, RepoInfo, Runtime
from hubtui.text import is_plain, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable


def decode_repo(body: bytes, kind: Kind) -> RepoInfo:
    """Read the answer for a single repo (wire.md §2.2, §2.6, §2.10).

    Raises:
        BadAnswer: it is no JSON object, or has no id.
    """
    found = decode_json(body)
    if not isinstance(found, dict):
        raise not_json(body)
    raw = found.get("id")
    name = pick.line(raw)
    if name is None:
        raise BadAnswer("The Hub sent a repo without an id")
    return RepoInfo(
        kind=kind,
        id=name,
        usable=name == raw,
        sha=pick.line(found.get("sha")),
        updated=seconds(found.get("lastModified")),
        created=seconds(found.get("createdAt")),
        private=found.get("private") is True,
        gated=gate(found.get("gated")),
        disabled=found.get("disabled") is True,
        downloads=pick.whole(found.get("downloads")),
        downloads_all_time=pick.whole(found.get("downloadsAllTime")),
        likes=pick.whole(found.get("likes")),
        storage=pick.whole(found.get("usedStorage")),
        card=_card(found.get("cardData")),
        files=tuple(_files(pick.rows(found.get("siblings")))),
        **_of_kind(found, kind),
    )


def _of_kind(found: dict[str, Any], kind: Kind) -> dict[str, Any]:
    """Return the fields of RepoInfo that this kind has."""
    tags = pick.lines(found.get("tags"))
    if kind is Kind.MODEL:
        return {"tags": tags, **_of_model(found)}
    if kind is Kind.DATASET:
        task = next((tag.removeprefix(TASK) for tag in tags if tag.startswith(TASK)), None)
        return {
            "tags": tags,
            "task": task,
            "description": pick.prose(found.get("description")),
            "size": pick.whole(found.get("mainSize")),
        }
    return {
        "tags": tags,
        "sdk": pick.exact(found.get("sdk")),
        "host": _web_address(found.get("host")),
        "runtime": _runtime(found["runtime"]) if isinstance(found.get("runtime"), dict) else None,
        "models": pick.lines(found.get("models")),
        "datasets": pick.lines(found.get("datasets")),
    }


def _of_model(found: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of RepoInfo that only models have."""
    tensors, gguf = pick.table(found.get("safetensors")), pick.table(found.get("gguf"))
    config = pick.table(found.get("config"))
    bases = pick.rows(pick.table(found.get("baseModels")).get("models"))
    return {
        "task": pick.exact(found.get("pipeline_tag")),
        "library": pick.exact(found.get("library_name")),
        "parameters": pick.whole(tensors.get("total")) or pick.whole(gguf.get("total")),
        "weights": pick.counts(tensors.get("parameters")),
        "architecture": pick.line(config.get("model_type")) or pick.line(gguf.get("architecture")),
        "context": pick.whole(gguf.get("context_length")),
        "children": pick.counts(found.get("childrenModelCount")),
        "base_models": pick.lines([pick.table(base).get("id") for base in bases]),
        "providers": tuple(_providers(found.get("inferenceProviderMapping"))),
        "spaces": pick.lines(found.get("spaces")),
        "has_results": bool(found.get("model-index")),
    }


def _providers(mapping: object) -> Iterable[Provider]:
    """Yield the providers of an array, or of an object keyed by their names (wire.md §2.1)."""
    named = mapping.items() if isinstance(mapping, dict) else ((None, item) for item in pick.rows(mapping))
    for key, value in named:
        item = pick.table(value)
        name = pick.line(key) or pick.line(item.get("provider"))
        if name:
            yield Provider(name, pick.line(item.get("status")), pick.line(item.get("task")))


def _runtime(found: dict[str, Any]) -> Runtime:
    hardware = pick.table(found.get("hardware"))
    return Runtime(
        stage=pick.line(found.get("stage")),
        hardware=pick.line(hardware.get("current")),
        requested=pick.line(hardware.get("requested")),
        sleep=pick.whole(found.get("gcTimeout")),
        error=pick.prose(found.get("errorMessage")),
    )


def _card(value: object) -> Card:
    """Return what is used of a card of any JSON type."""
    found = pick.table(value)
    return Card(
        title=pick.line(found.get("title")) or pick.line(found.get("pretty_name")),
        emoji=pick.line(found.get("emoji")),
        summary=pick.line(found.get("short_description")),
        licenses=pick.lines(found.get("license")),
        languages=pick.lines(found.get("language")),
        datasets=pick.lines(found.get("datasets")),
        models=pick.lines(found.get("models")),
        base_models=pick.lines(found.get("base_model")),
    )


def _files(siblings: Iterable[object]) -> Iterable[File]:
    """Yield the files of ``siblings``; sizes and hashes are there with ``blobs`` (wire.md §1.10)."""
    for value in siblings:
        item = pick.table(value)
        raw = item.get("rfilename")
        path = pick.line(raw)
        if path is None:
            continue
        yield File(
            path=path,
            usable=path == raw,
            size=pick.whole(item.get("size")),
            oid=pick.line(item.get("blobId")),
            sha256=pick.line(pick.table(item.get("lfs")).get("sha256")),
        )


def _web_address(value: object) -> str | None:
    """Return an http or https URL that is clean, or None."""
    if not isinstance(value, str) or not is_plain(value) or " " in value:
        return None
    return one_line(value) if value.startswith(("https://", "http://")) else None
