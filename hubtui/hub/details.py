"""Bytes to one repo with its details. Any field may be missing or of any type; what is odd is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubtui.hub import pick
from hubtui.hub.contents import File
from hubtui.hub.criteria import Kind
from hubtui.hub.decode import decode_json, gate, not_json, seconds
from hubtui.hub.details_of_dataset import of_dataset
from hubtui.hub.details_of_model import of_model
from hubtui.hub.details_of_space import of_space
from hubtui.hub.errors import BadAnswer
from hubtui.hub.models import RepoInfo
from hubtui.hub.particulars import Card

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
    tags = pick.lines(found.get("tags"))
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
        trending=pick.number(found.get("trendingScore")),
        resource_group=pick.line(pick.table(found.get("resourceGroup")).get("name")),
        storage=pick.whole(found.get("usedStorage")),
        tags=tags,
        card=_card(found.get("cardData")),
        files=tuple(_files(pick.rows(found.get("siblings")))),
        **_of_kind(found, kind, tags),
    )


def _of_kind(found: dict[str, Any], kind: Kind, tags: tuple[str, ...]) -> dict[str, Any]:
    """Return the fields of RepoInfo that this kind has."""
    if kind is Kind.MODEL:
        return of_model(found)
    return of_dataset(found, tags) if kind is Kind.DATASET else of_space(found)


def _card(value: object) -> Card:
    """Return what is used of a card of any JSON type."""
    found = pick.table(value)
    return Card(
        title=pick.line(found.get("title")) or pick.line(found.get("pretty_name")),
        emoji=pick.line(found.get("emoji")),
        summary=pick.line(found.get("short_description")),
        licenses=pick.lines(found.get("license")),
        license_name=pick.line(found.get("license_name")),
        license_link=pick.line(found.get("license_link")),
        languages=pick.lines(found.get("language")),
        datasets=pick.lines(found.get("datasets")),
        models=pick.lines(found.get("models")),
        base_models=pick.lines(found.get("base_model")),
        sdk_version=pick.stated(found.get("sdk_version")),
        python_version=pick.stated(found.get("python_version")),
        app_file=pick.line(found.get("app_file")),
        gate_asks=pick.lines(list(pick.table(found.get("extra_gated_fields")))),
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
