"""What the catalogue lacks of a repository, invented: the same for the same id on every machine."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from hubtui.demo.draw import second, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hubtui.demo.repo import Gate

SNAPSHOT = 1_787_011_200
"""The second on which the catalogue ends, 2026-08-18 in UTC; nothing was changed after it."""

# Licensors that ask for a form to be filled in, and those that only ask for a click.
_MANUAL = ("meta-llama/", "google/gemma", "google/medgemma", "nvidia/PS3")
_AUTO = (
    "mistralai/Mistral", "mistralai/Mixtral", "mistralai/Codestral", "black-forest-labs/FLUX.1-dev",
    "black-forest-labs/FLUX.1-K", "stabilityai/stable-diffusion-3", "stabilityai/stable-audio", "pyannote/",
    "bigcode/", "CohereLabs/", "CohereForAI/", "facebook/sam3", "facebook/dinov3",
)  # fmt: skip
_SIZE = re.compile(r"(?<![a-z0-9.])(?:(\d+)x)?(\d+(?:\.\d+)?)([bm])(?![a-z0-9])", re.IGNORECASE)
_FAMILIES = (
    ("xlm-roberta-large", 560_000_000), ("xlm-roberta", 278_000_000), ("minilm-l12", 33_400_000),
    ("minilm", 22_700_000), ("distil", 66_000_000), ("whisper-tiny", 37_800_000), ("whisper-large", 1_540_000_000),
    ("whisper-medium", 764_000_000), ("mini", 33_000_000), ("tiny", 14_500_000), ("small", 44_000_000),
    ("base", 110_000_000), ("large", 335_000_000), ("xl", 2_600_000_000),
)  # fmt: skip
_ROWS = {
    "n<1K": (60, 1_000), "1K<n<10K": (1_000, 10_000), "10K<n<100K": (10_000, 100_000),
    "100K<n<1M": (100_000, 1_000_000), "1M<n<10M": (1_000_000, 10_000_000),
    "10M<n<100M": (10_000_000, 100_000_000), "100M<n<1B": (100_000_000, 1_000_000_000), "n>1T": (10**12, 2 * 10**12),
    "1B<n<10B": (10**9, 10**10), "10B<n<100B": (10**10, 10**11), "100B<n<1T": (10**11, 10**12),
}  # fmt: skip
_COMMON_ROWS = ("n<1K", "1K<n<10K", "1K<n<10K", "10K<n<100K", "10K<n<100K", "100K<n<1M", "1M<n<10M")


class Lots:
    """Draws for one repository: sixteen numbers that depend on its id alone."""

    def __init__(self, name: str) -> None:
        self._bytes = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=64).digest()

    def share(self, which: int) -> float:
        """Return the draw of that number (0 to 15), from 0 up to 1."""
        return int.from_bytes(self._bytes[which * 4 : which * 4 + 4], "big") / 2**32

    def digits(self, length: int) -> str:
        """Return that many hex digits, at most 128."""
        return self._bytes[::-1].hex()[:length]


def object_id(created: str, lots: Lots) -> str:
    """Return an ``_id``: the creation second and sixteen drawn digits."""
    return f"{second(created):08x}{lots.digits(16)}"


def modified(created: str, lots: Lots) -> str:
    """Return a time of the last change, not before the creation; most repos rest soon after it."""
    begin = second(created) + 1
    return stamp(begin + int((SNAPSHOT - begin) * lots.share(0) ** 2))


def all_time(downloads: int, created: str, lots: Lots) -> int:
    """Return the downloads since the creation, from those of the last 30 days."""
    months = max(1.0, (SNAPSHOT - second(created)) / 2_592_000)
    return int(downloads * (1 + (months - 1) * (0.2 + lots.share(1))))


def parameters(name: str, text: bool, lots: Lots) -> int | None:
    """Return ``safetensors.total`` from a size in the name (7B, 8x7B, 335M) or, for text, a family; None without."""
    match = _SIZE.search(name.rpartition("/")[2])
    if match:
        experts, number, unit = match.groups()
        total = float(number) * (1e9 if unit in "bB" else 1e6) * (int(experts) * 0.84 if experts else 1)
        return int(total * (0.97 + 0.09 * lots.share(2)))
    lower = name.lower()
    for family, total in _FAMILIES:
        if text and family in lower:
            return int(total * (0.98 + 0.04 * lots.share(2)))
    return None


def gate(name: str, lots: Lots) -> Gate:
    """Return how access is given: by name for the licensors that are known for it, else to one in fifty."""
    if name.startswith(_MANUAL):
        return "manual"
    if name.startswith(_AUTO):
        return "auto"
    draw = lots.share(3)
    return "manual" if draw < 0.004 else "auto" if draw < 0.02 else False


def texts(value: object) -> Iterable[str]:
    """Yield the strings of a card's field, which may be text, a list, or an object of either (wire.md §1.10)."""
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, str) and item.strip():
                yield item.strip()
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)


def size_category(stated: Iterable[str], lots: Lots) -> str | None:
    """Return the size category of a dataset: the first usable one that its card states, else a drawn one or none."""
    for category in stated:
        if category in _ROWS:
            return category
    draw = lots.share(4)
    return _COMMON_ROWS[int(draw / 0.65 * len(_COMMON_ROWS))] if draw < 0.65 else None


def row_count(category: str, lots: Lots) -> float:
    """Return how many rows a dataset has, with a fraction."""
    low, high = _ROWS[category]
    rows: float = low * (high / low) ** lots.share(5)
    return rows


def main_size(rows: float, heavy: bool, lots: Lots) -> int:
    """Return the bytes of a dataset with so many rows; ``heavy`` ones hold images or sound."""
    # A dataset of billions of rows has short ones.
    width = 20_000 + 180_000 * lots.share(6) if heavy else 60 + 1_900 * lots.share(6) ** 2
    return int(min(rows, 1e8) * width)
