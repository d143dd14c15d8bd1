"""What is inside a repo: refs, files, commits and converted data. As in hubtui.hub.models, all strings are clean."""

from __future__ import annotations

import msgspec


class File(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One entry of a repo's files, from ``siblings`` or from a tree (wire.md §1.10, §3)."""

    path: str
    """Where ``usable`` is false the raw path differs, and the entry cannot be asked for."""
    usable: bool = True
    is_folder: bool = False
    size: int | None = None
    """Bytes; None where it was not asked for."""
    oid: str | None = None
    """The git object's hash."""
    sha256: str | None = None
    """Of an LFS file's content."""
    commit_title: str | None = None
    """Of the last commit that changed it; only where ``expand`` was asked for."""
    commit_date: int | None = None


class Tree(msgspec.Struct, frozen=True, kw_only=True):
    """One page of a folder (wire.md §3)."""

    files: tuple[File, ...]
    next: str | None = None
    """The raw query of the next page, or None at the end."""
    refused: str = ""
    """Why a next link that the server sent is not followed; empty where there is none."""
    skipped: int = 0
    """Entries that could not be read."""


class Ref(msgspec.Struct, frozen=True, kw_only=True):
    """A branch, tag, conversion or pull request."""

    name: str
    """Where ``usable`` is false the raw name differs, and the ref cannot be asked for."""
    usable: bool = True
    ref: str
    """Such as refs/heads/main."""
    commit: str | None = None


class Refs(msgspec.Struct, frozen=True, kw_only=True):
    """All refs of a repo (wire.md §3)."""

    branches: tuple[Ref, ...] = ()
    tags: tuple[Ref, ...] = ()
    converts: tuple[Ref, ...] = ()
    """What the Hub made of a dataset, such as refs/convert/parquet."""
    pulls: tuple[Ref, ...] = ()


class Commit(msgspec.Struct, frozen=True, kw_only=True):
    """One commit."""

    id: str
    title: str = ""
    """May be empty."""
    message: str = ""
    """Printable, of many lines; may be empty."""
    authors: tuple[str, ...] = ()
    date: int | None = None


class Commits(msgspec.Struct, frozen=True, kw_only=True):
    """One page of a revision's commits, the newest first (wire.md §3)."""

    commits: tuple[Commit, ...]
    next: str | None = None
    """The raw query of the next page, or None at the end."""
    refused: str = ""
    """Why a next link that the server sent is not followed; empty where there is none."""
    total: int | None = None
    """``X-Total-Count``."""
    skipped: int = 0
    """Commits that could not be read."""


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A file's text."""

    text: str
    """Printable, with line ends as ``\\n`` and without a byte order mark."""
    cut: bool = False
    """The file goes on after this."""
    is_text: bool = True
    """Whether it reads as text at all: no NUL, and nearly all of it UTF-8."""
    commit: str | None = None
    """``X-Repo-Commit``: the commit that it is of."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Some bytes of a file, raw."""

    data: bytes
    start: int
    """The offset of the first byte."""
    total: int | None = None
    """The file's size, where the server said."""


class ParquetFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a dataset's conversion (wire.md §2.7, §2.8)."""

    config: str
    split: str
    number: int
    """From 0."""
    url: str
    usable: bool = True
    """False where config, split or URL had to be cleaned or are unknown; then nothing can be asked of the file."""
