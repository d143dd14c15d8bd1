"""What will go with a repo, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.text import count, plural, size

if TYPE_CHECKING:
    from hubtui.hub.models import RepoInfo

_MOST_SPACES = 100
"""Spaces that the Hub names at most (wire.md §2.2)."""


def going(info: RepoInfo) -> str:
    """Return what goes with a repo, as far as the Hub says it: files, size, likes, downloads, Spaces that use it."""
    sizes = [file.size for file in info.files if file.size is not None]
    total = info.storage if info.storage is not None else sum(sizes) if sizes else None
    users = len(info.spaces)
    more = "at least " if users >= _MOST_SPACES else ""
    parts = (
        plural(len(info.files), "file"),
        size(total),
        f"{count(info.likes)} {'like' if info.likes == 1 else 'likes'}" if info.likes is not None else "",
        f"{count(info.downloads)} downloads in the last 30 days" if info.downloads is not None else "",
        f"{more}{plural(users, 'Space')} {'uses' if users == 1 else 'use'} it" if users else "",
    )
    return " · ".join(filter(None, parts))
