"""Entries and pages of folders, in the words of tests."""

from __future__ import annotations

from typing import Any

from hubtui.hub.contents import File, Tree


def file(path: str, size: int = 1, **facts: Any) -> File:
    """Return a file."""
    return File(path=path, size=size, **facts)


def folder(path: str) -> File:
    """Return a folder, whose size is 0 on the wire (wire.md §3)."""
    return File(path=path, size=0, is_folder=True)


def page(*paths: str | File, then: str | None = None, refused: str = "", skipped: int = 0) -> Tree:
    """Return a page of entries; a text that ends in a slash is a folder."""
    files = tuple(
        path if isinstance(path, File) else folder(path[:-1]) if path.endswith("/") else file(path)
        for path in paths
    )
    return Tree(files=files, next=then, refused=refused, skipped=skipped)
