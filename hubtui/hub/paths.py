"""Paths and parameters of the API, from raw ids, revisions and names (wire.md §1.1, §1.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote

from hubtui.hub.errors import EntryNotFound, RepoNotFound, RevisionNotFound
from hubtui.text import one_line

if TYPE_CHECKING:
    from hubtui.hub.criteria import Kind

# A segment of these changes the path it is in.
_STEPS = frozenset({"", ".", ".."})


def repo_path(kind: Kind, repo_id: str, *rest: str) -> str:
    """Return the API path of a repo, followed by segments that are encoded already.

    Raises:
        RepoNotFound: no repo can have this id.
    """
    return "/".join((f"/api/{kind.plural}", quoted_id(repo_id), *rest))


def quoted_id(repo_id: str) -> str:
    """Return an id with its slash as it is, for ``%2F`` is refused there (wire.md §1.1).

    Raises:
        RepoNotFound: no repo can have this id, and it might lead to another path.
    """
    parts = repo_id.split("/")
    if len(parts) > 2 or not _STEPS.isdisjoint(parts):
        raise RepoNotFound(f"{one_line(repo_id)[:100] or 'An empty name'} is no repo's id")
    return _quoted(repo_id, safe="/")


def quoted_revision(revision: str) -> str:
    """Return a branch, tag or commit as one segment: ``refs/pr/1`` becomes ``refs%2Fpr%2F1``.

    Raises:
        RevisionNotFound: no revision can have this name.
    """
    if revision in _STEPS:
        raise RevisionNotFound(f"{revision or 'An empty name'} is no revision")
    return _quoted(revision)


def quoted_path(path: str) -> str:
    """Return the path of a file in a repo, with its slashes as they are.

    Raises:
        EntryNotFound: no file can have this path.
    """
    if not _STEPS.isdisjoint(path.split("/")):
        raise EntryNotFound(f"{one_line(path)[:100] or 'An empty path'} is no path of a file")
    return _quoted(path, safe="/")


def quoted_name(name: str) -> str:
    """Return a config or split as one segment.

    Raises:
        EntryNotFound: none can have this name.
    """
    if name in _STEPS:
        raise EntryNotFound(f"{name or 'An empty name'} is no config or split")
    return _quoted(name)


def file_path(kind: Kind, repo_id: str, revision: str, path: str) -> str:
    """Return the web path under which a file's content is (wire.md §3).

    Raises:
        RepoNotFound, RevisionNotFound, EntryNotFound: as above.
    """
    where = f"/{kind.web_prefix}{quoted_id(repo_id)}/resolve/{quoted_revision(revision)}"
    return f"{where}/{quoted_path(path)}"


def flags(**flags: bool) -> list[tuple[str, str]]:
    """Return the flags that are on as query parameters."""
    return [(name, "true") for name, on in flags.items() if on]


def expanded(query: str) -> frozenset[str]:
    """Return the fields that a raw query asks for by name, in either spelling (wire.md §1.4)."""
    return frozenset(value for name, value in parse_qsl(query) if name in ("expand", "expand[]"))


def _quoted(text: str, safe: str = "") -> str:
    """Return text percent-encoded; lone surrogates, which have no bytes, become question marks."""
    return quote(text, safe=safe, errors="replace")
