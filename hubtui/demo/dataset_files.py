"""The files of a dataset, in the form that its tags name and of the size that its list row says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hubtui.demo.draw import between, choice, number
from hubtui.demo.stored_file import LINE, StoredFile, large, small

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubtui.demo.repo import StoredRepo

CROWDED = "poloclub/diffusiondb"
"""The dataset that has ten thousand pictures in a hundred folders."""
FLAT = "keremberke/pokemon-classification"
"""The dataset that has ten thousand pictures in one folder."""

_SHARD = 500_000_000
_UNKNOWN = 4_000_000
"""Bytes of a dataset that states no size, at most."""


def dataset_files(repo: StoredRepo) -> Iterator[StoredFile]:
    """Yield the files, without the card and .gitattributes."""
    if repo.id == CROWDED:
        yield from _crowd(repo)
    elif repo.id == FLAT:
        for at in range(10_000):
            yield large(f"train/{at:05}.jpg", 9_000 + at * 7_919 % 50_021, repo.oid)
    elif "format:imagefolder" in repo.tags:
        yield from _folder(repo, "jpg", between(40, 400, "pictures", repo.oid))
    elif "format:audiofolder" in repo.tags:
        yield from _folder(repo, "wav", between(20, 120, "sounds", repo.oid))
    elif "format:parquet" in repo.tags:
        yield from _parquet(repo)
    else:
        yield from _plain(repo)


def _parquet(repo: StoredRepo) -> Iterator[StoredFile]:
    """Yield parquet shards under data/ or, for half of the larger ones, in a folder for each language."""
    total = repo.main_size or _UNKNOWN
    languages = [tag.partition(":")[2] for tag in repo.tags if tag.startswith("language:")]
    folders = languages[:12] if len(languages) > 1 and number(2, "folders", repo.oid) else ["data"]
    for folder in folders:
        for split, share in (("train", 0.9), ("test", 0.06), ("validation", 0.04)):
            size = max(400, int(total * share / len(folders)))
            count = min(200, -(-size // _SHARD))
            for at in range(count):
                path = f"{folder}/{split}-{at:05}-of-{count:05}.parquet"
                yield large(path, size // count, repo.oid)


def _folder(repo: StoredRepo, ending: str, count: int) -> Iterator[StoredFile]:
    """Yield single files in folders by label, and the table that describes them."""
    labels = choice(
        (("train", "test"), ("cat", "heron", "kettle"), ("a/left", "a/right", "b")), "labels", repo.oid
    )
    each = max(900, (repo.main_size or _UNKNOWN) // count)
    lines = [
        {"file_name": f"{labels[at % len(labels)]}/{at:05}.{ending}", "text": f"number {at}"}
        for at in range(count)
    ]
    for at, line in enumerate(lines):
        yield large(str(line["file_name"]), each * between(80, 120, "one", repo.oid, at) // 100, repo.oid)
    yield small("metadata.jsonl", "".join(json.dumps(line) + "\n" for line in lines))


def _plain(repo: StoredRepo) -> Iterator[StoredFile]:
    """Yield tables or lines; small ones can be read, and the older repos bring a loading script."""
    total = repo.main_size or between(900, _UNKNOWN, "plain", repo.oid)
    ending = choice(("csv", "jsonl", "json", "tsv", "txt"), "form", repo.oid)
    for split, share in (("train", 0.9), ("test", 0.1)):
        yield _table(repo, f"{split}.{ending}", int(total * share))
    if number(4, "script", repo.oid) == 0:
        own = repo.id.rpartition("/")[2]
        yield small(f"{own}.py", _SCRIPT.format(own=own, ending=ending))
        yield small("dataset_infos.json", json.dumps({"default": {"download_size": total}}) + "\n")


def _table(repo: StoredRepo, path: str, size: int) -> StoredFile:
    if size > 200_000 or (size > 20_000 and path.endswith("json")):
        return large(path, max(LINE, size - size % LINE), repo.oid)
    rows = [
        (at, choice(_THINGS, "thing", repo.oid, at), number(5, "label", repo.oid, at)) for at in range(_ROWS)
    ]
    if path.endswith(("json", "jsonl")):
        dicts = [{"id": at, "text": thing, "label": label} for at, thing, label in rows]
        if path.endswith("json"):
            return small(path, json.dumps(dicts, indent=1, ensure_ascii=False) + "\n")
        return small(path, "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in dicts))
    comma = "\t" if path.endswith("tsv") else ","
    lines = [comma.join(("id", "text", "label")), *(comma.join(map(str, row)) for row in rows)]
    return small(path, "\n".join(lines) + "\n")


def _crowd(repo: StoredRepo) -> Iterator[StoredFile]:
    """Yield a hundred folders of a hundred pictures each, with a table in every folder."""
    for part in range(1, 101):
        folder = f"images/part-{part:06}"
        for at in range(100):
            yield large(f"{folder}/{part:03}{at:03}.png", 120_000 + part * 1_009 + at * 313, repo.oid)
        yield small(
            f"{folder}/part-{part:06}.json", json.dumps({f"{part:03}000.png": {"p": "a heron"}}) + "\n"
        )
    yield large("metadata.parquet", 195_000_000, repo.oid)


_ROWS = 60
_THINGS = (
    "a lantern on the pier", "seven gulls", "der alte Kessel", "雨后的石阶", "une boussole cassée",
    "the ledger of 1904", "조약돌 한 줌", "no umbrella today",
)  # fmt: skip
_SCRIPT = '''"""Reads {own} from the {ending} files beside this script."""

from pathlib import Path


def files(folder: Path) -> list[Path]:
    """Return the files of all splits."""
    return sorted(folder.glob("*.{ending}"))
'''
