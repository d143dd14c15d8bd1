"""The facts of a dataset."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hubtui import text
from hubtui.core.facts import common
from hubtui.core.facts.fact import Column, Fact, group, listed, row, said, table
from hubtui.core.repo_words import tagged
from hubtui.hub.criteria import Kind
from hubtui.hub.decode import TASK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hubtui.core.facts.fact import Group
    from hubtui.hub.models import RepoInfo
    from hubtui.hub.particulars import Config

_SPLITS: Final = (
    Column("CONFIG"),
    Column("SPLIT"),
    Column("ROWS", is_number=True),
    Column("SIZE", is_number=True),
)
_FEATURES: Final = (Column("COLUMN"), Column("TYPE"))
_BETWEEN: Final = re.compile(r"(\d+[KMBT]?)<n<(\d+[KMBT]?)")
_FEWER: Final = re.compile(r"n<(\d+[KMBT]?)")
_MORE: Final = re.compile(r"n>(\d+[KMBT]?)")
_CONVERSIONS: Final = {
    "refs/convert/parquet": "parquet, which the Data tab reads",
    "refs/convert/duckdb": "DuckDB, for searching",
}


def of_dataset(info: RepoInfo, now: float, conversions: Sequence[str]) -> Iterable[Group]:
    """Yield the groups of facts.

    Args:
        info: the dataset.
        now: seconds since the epoch.
        conversions: the refs that the Hub made of it, such as refs/convert/parquet.
    """
    yield from group(
        "Dataset",
        said("id", info.id),
        said("title", info.card.title),
        listed("tasks", tagged(info.tags, TASK)),
        *common.licence(info.tags, info.card),
        common.languages(info.tags, info.card),
        said("modalities", " ".join(tagged(info.tags, "modality:"))),
        said("formats", " ".join(tagged(info.tags, "format:"))),
        said("libraries", " ".join(tagged(info.tags, "library:"))),
        said("description", info.description and " ".join(info.description.split())),
    )
    yield from common.access(info, Kind.DATASET, info.card.gate_asks)
    yield from group(
        "Size",
        *(said("rows", size_words(tag), copy=tag) for tag in tagged(info.tags, "size_categories:")),
        _rows(info.configs),
        common.octets("main size", info.size),
        _total("in memory", [config.size for config in info.configs]),
        _total("to download", [config.download for config in info.configs]),
        listed("converted to", (_CONVERSIONS.get(name, name) for name in conversions)),
    )
    yield from _configs(info.configs)
    yield from group(
        "Use",
        *common.popularity(info, info.downloads_all_time, info.trending),
        said("benchmark", info.benchmark),
        said("citation", info.citation),
    )
    yield from common.repository(info, now)


def size_words(category: str) -> str:
    """Return a size category in words: ``1K<n<10K`` is ``1,000 to 10,000``; an unknown one as it is."""
    if found := _BETWEEN.fullmatch(category):
        return f"{_spelt(found[1])} to {_spelt(found[2])}"
    if found := _FEWER.fullmatch(category):
        return f"fewer than {_spelt(found[1])}"
    if found := _MORE.fullmatch(category):
        return f"more than {_spelt(found[1])}"
    return category


def _spelt(short: str) -> str:
    """Return 10K as 10,000 and 1M as 1 million; what is not understood as it is."""
    number, unit = short.rstrip("KMBT"), short[-1]
    if unit == "K":
        return f"{int(number) * 1000:,}" if len(number) < 5 else short
    words = {"M": "million", "B": "billion", "T": "trillion"}
    return f"{number} {words[unit]}" if unit in words else short


def _rows(configs: Sequence[Config]) -> Fact | None:
    """Return how many rows there are, where every config says so."""
    counts = [split.rows for config in configs for split in config.splits]
    known = [count for count in counts if count is not None]
    return common.number("counted", sum(known), "rows") if known and len(known) == len(counts) else None


def _total(label: str, sizes: Sequence[int | None]) -> Fact | None:
    """Return the bytes of all configs, where each says how many it has."""
    known = [size for size in sizes if size is not None]
    return common.octets(label, sum(known)) if known and len(known) == len(sizes) else None


def _configs(configs: Sequence[Config]) -> Iterable[Group]:
    """Yield the configs with their splits, then the columns of the first config that names some."""
    yield from table("Configs", _SPLITS, (fact for config in configs for fact in _splits(config)))
    for config in configs:
        if config.features:
            of = f" of {config.name}" if len(configs) > 1 else ""
            yield from table(
                f"Columns{of}", _FEATURES, (row(*each, copy=each[0]) for each in config.features)
            )
            return


def _splits(config: Config) -> Iterable[Fact]:
    """Yield a row a split, the config's name at the first alone; a config without splits has one row."""
    if not config.splits:
        yield row(config.name, "", "", text.size(config.size), copy=config.name)
    for place, split in enumerate(config.splits):
        rows = "" if split.rows is None else f"{split.rows:,}"
        cells = ("" if place else config.name, split.name, rows, text.size(split.size))
        yield row(*cells, copy=f"{config.name} {split.name}")
