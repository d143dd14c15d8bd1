"""The real models and datasets, read from the files of catalog/ and completed (catalog/NOTICE.md)."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hubtui.demo import plausible
from hubtui.demo.repo import StoredRepo

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).with_name("catalog")
FILES = (FOLDER / "models.jsonl.xz", FOLDER / "datasets.jsonl.xz")

_FLOOR = "2022-03-02T23:29:22.000Z"
# The share that has no card, of the models with fewer likes than that.
_WITHOUT_CARD, _WELL_KNOWN = 0.04, 300
# Fields of a dataset's card that become tags, in the order in which the Hub lists them (wire.md §2.3).
_TAGGED = (
    "benchmark", "task_categories", "task_ids", "annotations_creators", "language_creators", "multilinguality",
    "source_datasets", "language", "license",
)  # fmt: skip
_HEAVY = {
    "image": "image",
    "video": "video",
    "audio": "audio",
    "speech": "audio",
    "object-detection": "image",
}
_CARD_TAGS = frozenset(
    {"exbert", "autotrain_compatible", "endpoints_compatible", "eval-results", "conversational"}
)


def models() -> Iterator[StoredRepo]:
    """Yield the 4,237 real models, most downloaded first."""
    for row in _rows(FILES[0]):
        lots = plausible.Lots(row["id"])
        created, tags = row["createdAt"], tuple(row["tags"])
        task, library = row.get("pipeline_tag"), row.get("library_name")
        yield StoredRepo(
            kind="model",
            oid=row.get("_id") or plausible.object_id(created, lots),
            id=row["id"],
            created=created,
            modified=plausible.modified(created, lots),
            sha=lots.digits(40),
            likes=row["likes"],
            trending=row["trendingScore"],
            downloads=row["downloads"],
            downloads_all_time=plausible.all_time(row["downloads"], created, lots),
            tags=tags,
            private=row["private"],
            gated=plausible.gate(row["id"], lots),
            task=task,
            library=library,
            parameters=plausible.parameters(row["id"], library != "diffusers", lots)
            if "safetensors" in tags
            else None,
            card_data=None if _bare(row["likes"], lots) else _model_card(tags, task, library),
        )


def datasets() -> Iterator[StoredRepo]:
    """Yield the 7,433 real datasets of 2023, by id."""
    for row in _rows(FILES[1]):
        lots = plausible.Lots(row["id"])
        created = max(row["created"], _FLOOR)
        card = row.get("cardData")
        fields = card if isinstance(card, dict) else {}
        category = plausible.size_category(plausible.texts(fields.get("size_categories")), lots)
        words = " ".join(_tasks(fields))
        medium = next((medium for part, medium in _HEAVY.items() if part in words), "text")
        rows = plausible.row_count(category, lots) if category else None
        likes = int((row["downloads"] + 1) ** 0.5 * lots.share(7) ** 3)
        yield StoredRepo(
            kind="dataset",
            oid=plausible.object_id(created, lots),
            id=row["id"],
            created=created,
            modified=plausible.modified(created, lots),
            sha=lots.digits(40),
            likes=likes,
            trending=int(likes**0.7 * lots.share(8) ** 4),
            downloads=row["downloads"],
            downloads_all_time=plausible.all_time(row["downloads"], created, lots),
            tags=_dataset_tags(fields, category, medium),
            gated=plausible.gate(row["id"], lots),
            main_size=plausible.main_size(rows, medium != "text", lots) if rows else None,
            rows=int(rows) if rows else None,
            card_data=card,
        )


def _bare(likes: int, lots: plausible.Lots) -> bool:
    """Tell whether a model has no card, as happens to some that few people know."""
    return likes < _WELL_KNOWN and lots.share(11) < _WITHOUT_CARD


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _tasks(fields: dict[str, Any]) -> list[str]:
    return [*plausible.texts(fields.get("task_categories")), *plausible.texts(fields.get("tags"))]


def _dataset_tags(fields: dict[str, Any], category: str | None, medium: str) -> tuple[str, ...]:
    """Return the tags that the Hub derives from a card and from the files."""
    tags = [f"{name}:{text}" for name in _TAGGED for text in plausible.texts(fields.get(name))]
    if category:
        kind_of_file = "parquet" if medium == "text" else f"{medium}folder"
        tags += [f"size_categories:{category}", f"format:{kind_of_file}", f"modality:{medium}"]
        tags += ["library:datasets", *(["library:pandas"] if medium == "text" else []), "library:mlcroissant"]
    tags += [*plausible.texts(fields.get("tags")), "region:us"]
    return tuple(dict.fromkeys(tags))


def _model_card(tags: tuple[str, ...], task: str | None, library: str | None) -> dict[str, Any]:
    """Return the card header from which the Hub would have derived these tags."""
    card: dict[str, Any] = {}
    for tag in tags:
        name, colon, value = tag.partition(":")
        if colon and name in ("license", "dataset", "base_model") and ":" not in value:
            card.setdefault({"dataset": "datasets"}.get(name, name), []).append(value)
        elif not colon and len(tag) == 2 and tag.isalpha() and tag != "tf":
            card.setdefault("language", []).append(tag)
    for name in ("license", "base_model"):
        if len(card.get(name, ())) == 1:
            card[name] = card[name][0]
    if library:
        card["library_name"] = library
    if task:
        card["pipeline_tag"] = task
    free = [tag for tag in tags if tag in _CARD_TAGS or ("-" in tag and ":" not in tag and tag != task)]
    return card | ({"tags": free} if free else {})
