"""The details that only datasets have: out of JSON in which any field may be missing or of any type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hubtui.hub import pick
from hubtui.hub.decode import TASK
from hubtui.hub.particulars import Config, Split

if TYPE_CHECKING:
    from collections.abc import Iterable

_DEFAULT: Final = "default"
"""What the config of a dataset is called that has but one."""
_NESTED: Final = 3
"""How deep the type of a column is spelt out."""


def of_dataset(found: dict[str, Any], tags: tuple[str, ...]) -> dict[str, Any]:
    """Return the fields of RepoInfo that only datasets have (wire.md §2.6)."""
    return {
        "task": next((tag.removeprefix(TASK) for tag in tags if tag.startswith(TASK)), None),
        "description": pick.prose(found.get("description")),
        "citation": pick.prose(found.get("citation")),
        "benchmark": " ".join(pick.lines(found.get("paperswithcode_id"))) or None,
        "size": pick.whole(found.get("mainSize")),
        "configs": tuple(_configs(pick.table(found.get("cardData")))),
    }


def _configs(card: dict[str, Any]) -> Iterable[Config]:
    """Yield the configs that ``dataset_info`` describes, one or a list, then those that ``configs`` only names."""
    described = card.get("dataset_info")
    names = set()
    for item in [described] if isinstance(described, dict) else map(pick.table, pick.rows(described)):
        if item:
            config = _config(item)
            names.add(config.name)
            yield config
    for item in map(pick.table, pick.rows(card.get("configs"))):
        name = pick.line(item.get("config_name"))
        if name and name not in names:
            yield Config(name=name)


def _config(item: dict[str, Any]) -> Config:
    return Config(
        name=pick.line(item.get("config_name")) or _DEFAULT,
        features=tuple(_features(item.get("features"))),
        splits=tuple(_splits(item.get("splits"))),
        size=pick.whole(item.get("dataset_size")),
        download=pick.whole(item.get("download_size")),
    )


def _splits(value: object) -> Iterable[Split]:
    for item in map(pick.table, pick.rows(value)):
        if name := pick.line(item.get("name")):
            yield Split(name, pick.whole(item.get("num_examples")), pick.whole(item.get("num_bytes")))


def _features(value: object) -> Iterable[tuple[str, str]]:
    for item in map(pick.table, pick.rows(value)):
        if name := pick.line(item.get("name")):
            yield name, _type(item)


def _type(value: object, depth: int = 0) -> str:
    """Return the type of a column in words: string, list of int32, class of 3, {text, label}."""
    if isinstance(value, str):
        return pick.line(value) or "unnamed"
    if isinstance(value, list):
        names = (pick.line(pick.table(item).get("name")) for item in value)
        return "{" + ", ".join(filter(None, names)) + "}"
    item = pick.table(value)
    if "class_label" in item:
        classes = pick.table(item["class_label"]).get("names")
        return f"class of {len(classes)}" if isinstance(classes, dict | list) else "class"
    for key in ("sequence", "list"):
        if key in item:
            return f"list of {_type(item[key], depth + 1)}" if depth < _NESTED else "list"
    for key in ("dtype", "struct"):
        if key in item:
            return _type(item[key], depth + 1) if depth < _NESTED else "nested"
    return "unknown"
