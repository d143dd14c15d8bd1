"""What huggingface_hub has downloaded to this machine: the names of its folders, and the room that one takes.

Nothing in them is opened, changed or deleted.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from hubtui.text import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PREFIXES = {"models": "", "datasets": "datasets/", "spaces": "spaces/"}
_BETWEEN = "--"
"""What stands in a folder's name between the kind, the owner and the name; no id holds it (wire.md §1.2)."""


def find_hub_cache(environ: Mapping[str, str], home: Path) -> Path:
    """Return where huggingface_hub keeps repos, found as it does (wire.md §5); the folder may not exist."""
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if environ.get(name):
            return Path(environ[name]).expanduser()
    if environ.get("HF_HOME"):
        return Path(environ["HF_HOME"]).expanduser() / "hub"
    xdg = environ.get("XDG_CACHE_HOME")
    return (Path(xdg).expanduser() if xdg else home / ".cache") / "huggingface" / "hub"


class HubCache:
    """The folders of repos in one cache; satisfies hubtui.core.keeping.LocalCache. All but ``path`` may block.

    Args:
        folder: of the cache; it may not exist.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[str, str] = {}
        """The folders' names by key."""

    def keys(self) -> frozenset[str]:
        """Read which repos there are, as keys of hubtui.core.bookmarks; none where the cache cannot be read."""
        names: dict[str, str] = {}
        try:
            with os.scandir(self._folder) as entries:
                for entry in entries:
                    if (key := _key(entry.name)) is not None and entry.is_dir():
                        names[key] = entry.name
        except OSError:
            names = {}
        self._names = names
        return frozenset(names)

    def path(self, key: str) -> str:
        """Return the folder of a repo that was found; empty for one that was not."""
        name = self._names.get(key)
        return str(self._folder / name) if name is not None else ""

    def size(self, key: str) -> int | None:
        """Return the bytes that the files of a repo take, each counted once; None where they cannot be read."""
        name = self._names.get(key)
        try:
            return None if name is None else sum(_sizes(self._folder / name))
        except OSError:
            return None


def _key(name: str) -> str | None:
    """Return the key of a folder's name, or None where that is no repo's."""
    kind, *parts = name.split(_BETWEEN)
    prefix = _PREFIXES.get(kind)
    key = f"{prefix}{'/'.join(parts)}"
    return key if prefix is not None and 1 <= len(parts) <= 2 and all(parts) and is_plain(key) else None


def _sizes(folder: Path) -> Iterator[int]:
    """Yield the sizes of the files below a folder. Revisions link to files that are shared; links count as nothing."""
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
                elif entry.is_file(follow_symlinks=False):
                    yield entry.stat(follow_symlinks=False).st_size
