"""Which datasets were converted to parquet, and the files of the conversions (wire.md §2.7, §2.8).

The files are small and real; six kinds of invented rows serve all converted datasets.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hubtui.demo.draw import choice, number

if TYPE_CHECKING:
    from hubtui.demo.repo import StoredRepo

FOLDER = Path(__file__).with_name("parquet")
KINDS = ("talks", "reviews", "passages", "sketches", "readings", "pairs")
"""The kinds of rows; of each there are two files, ``{kind}-train.parquet`` and ``{kind}-test.parquet``."""

# What the rows of a dataset look like, by a word in its tags; the first match counts.
_BY_TASK = (
    ("translation", "pairs"),
    ("question-answering", "passages"),
    ("reading-comprehension", "passages"),
    ("conversational", "talks"),
    ("dialogue", "talks"),
    ("text-generation", "talks"),
    ("rlhf", "talks"),
    ("image", "sketches"),
    ("tabular", "readings"),
    ("time-series", "readings"),
    ("classification", "reviews"),
)
# Datasets whose conversion is in some way special: configs and splits in the order in which they are listed.
_SPECIAL: dict[str, dict[str, tuple[str, ...]]] = {
    "Anthropic/hh-rlhf": {"default": ("train", "test")},
    "SetFit/emotion": {"default": ("train", "test", "validation")},
    "poloclub/diffusiondb": {
        "2m first 1k": ("train",),
        "large_random_10k": ("train",),
        "metadata/2m": ("train",),
    },
    "Helsinki-NLP/tatoeba_mt": {"deu-eng": ("test", "validation"), "eng-zho": ("test", "validation")},
}
_PARTIAL = frozenset({"allenai/nllb", "poloclub/diffusiondb"})
_SPLITS = (("train",), ("train", "test"), ("train", "test", "validation"), ("train", "train.extra", "test"))


@dataclass(frozen=True, slots=True)
class Shard:
    """One file of a conversion."""

    path: str
    """Where it is in refs/convert/parquet, such as ``default/partial-train/0000.parquet``."""
    name: str
    """Which shipped file it is."""

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return shipped(self.name)


Conversion = dict[str, dict[str, tuple[Shard, ...]]]
"""Config, then split, then the files in order."""


def conversion(repo: StoredRepo) -> Conversion:
    """Return the conversion of a repo; empty for one that was not converted, or cannot be."""
    if repo.kind != "dataset" or repo.private or repo.disabled:
        return {}
    if repo.id in _SPECIAL:
        listed = _SPECIAL[repo.id]
    elif "format:parquet" in repo.tags and number(4, "converted", repo.oid):
        listed = dict.fromkeys(_configs(repo), choice(_SPLITS, "splits", repo.oid))
    else:
        return {}
    return {
        config: {split: _shards(repo, config, split) for split in splits} for config, splits in listed.items()
    }


def is_partial(repo: StoredRepo) -> bool:
    """Tell whether only the first part was converted, as happens to large datasets."""
    return (
        repo.id in _PARTIAL or "size_categories:100M<n<1B" in repo.tags or "size_categories:n>1T" in repo.tags
    )


@cache
def shipped(name: str) -> bytes:
    """Return the bytes of a shipped file; there are a dozen, 390 kB in all."""
    return (FOLDER / name).read_bytes()


@cache
def by_digest() -> dict[str, str]:
    """Return the name of each shipped file by the SHA-256 of its bytes, for the storage that serves them."""
    files = (f"{kind}-{part}.parquet" for kind in KINDS for part in ("train", "test"))
    return {hashlib.sha256(shipped(name)).hexdigest(): name for name in files}


def _configs(repo: StoredRepo) -> tuple[str, ...]:
    """Return the names of the configs: what the card says of one, or one for each language of some."""
    info: Any = repo.card_data.get("dataset_info") if isinstance(repo.card_data, dict) else None
    several = info if isinstance(info, list) else [info]
    named = tuple(one["config_name"] for one in several if isinstance(one, dict) and "config_name" in one)
    if named and all(isinstance(name, str) and name for name in named):
        return named
    languages = tuple(tag.partition(":")[2] for tag in repo.tags if tag.startswith("language:"))
    if 1 < len(languages) < 30 and number(2, "by language", repo.oid):
        return languages
    return ("default",)


def _shards(repo: StoredRepo, config: str, split: str) -> tuple[Shard, ...]:
    folder = f"partial-{split}" if is_partial(repo) else split
    part = "train" if split.startswith("train") else "test"
    kind = next((kind for word, kind in _BY_TASK if any(word in tag for tag in repo.tags)), None)
    kind = kind or choice(KINDS, "kind", repo.oid)
    count = 2 if part == "train" and number(3, "shards", repo.oid, config) == 0 else 1
    names = (
        (f"{kind}-train.parquet", f"{kind}-test.parquet") if part == "train" else (f"{kind}-test.parquet",)
    )
    return tuple(Shard(f"{config}/{folder}/{at:04}.parquet", names[at]) for at in range(count))
