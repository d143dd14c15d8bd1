"""The models of ``--size``: arithmetic, so that a million of them take no room and no time."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from hubtui.demo.draw import second, stamp
from hubtui.demo.repo import StoredRepo

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWNERS = 997
_EPOCH = second("2022-03-02T00:00:00.000Z")
_NAME = re.compile(r"sample-(\d{3})/model-(\d{7,9})")
_TASKS = (
    "text-generation",
    "text-classification",
    "fill-mask",
    "text-to-image",
    "translation",
    "summarization",
)


class ComputedModels:
    """So many invented models, older than every real one and without a single download or like.

    Args:
        count: how many there are, 0 for none.
    """

    def __init__(self, count: int) -> None:
        self.count = count

    def __getitem__(self, position: int) -> StoredRepo:
        """Return the model at a position from 0 up to ``count``; later ones were created earlier."""
        if not 0 <= position < self.count:
            raise IndexError(position)
        created = _EPOCH - position
        born = stamp(created)
        task = _TASKS[position % len(_TASKS)]
        library = "diffusers" if task == "text-to-image" else "transformers"
        return StoredRepo(
            kind="model",
            oid=f"{created:08x}{position:016x}",
            id=_id(position),
            created=born,
            modified=born,
            sha=f"{position * 2654435761 % 2**64:016x}".ljust(40, "a"),
            tags=(library, task, "license:mit", "region:us"),
            task=task,
            library=library,
        )

    def find(self, name: str) -> StoredRepo | None:
        """Return the model of that id, or None where it is none of these."""
        match = _NAME.fullmatch(name)
        if match is None or int(match[2]) >= self.count:
            return None
        repo = self[int(match[2])]
        return repo if repo.id == name else None

    def page(self, begin: int, length: int, backwards: bool = False) -> list[StoredRepo]:
        """Return up to ``length`` models from a position on, or the same counted from the oldest."""
        positions = range(begin, min(begin + length, self.count))
        return [self[self.count - 1 - position if backwards else position] for position in positions]

    def below(self, name: str | None) -> Iterator[StoredRepo]:
        """Yield the models in descending order of their ids, those below a name or all of them."""
        for owner in reversed(range(_OWNERS)):
            positions = range(owner, self.count, _OWNERS)
            end = len(positions) if name is None else bisect_left(positions, name, key=_id)
            for position in reversed(positions[:end]):
                yield self[position]


def _id(position: int) -> str:
    return f"sample-{position % _OWNERS:03d}/model-{position:07d}"
