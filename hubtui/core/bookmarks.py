"""Bookmarks, and the repos that were opened of late: as values, and as what is stored of them.

A repo's key is its address on the website: ``org/name``, ``datasets/org/name``, ``spaces/org/name``. What knows ids is
imported where it is needed, for the rows of the first list want to know whether they are bookmarked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from hubtui.hub.criteria import Kind
from hubtui.hub.errors import NotAPage
from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hubtui.core.keeping import Plain, Texts
    from hubtui.hub.models import RepoRef

MOST_RECENT: Final = 200
"""How many opened repos are remembered."""
LONGEST_NOTE: Final = 200
"""Characters of a note."""


class Bookmark(NamedTuple):
    """A repo to come back to."""

    ref: RepoRef
    note: str = ""
    """What the user says of it, on one line, clean."""
    when: int = 0
    """When it was made, in seconds since the epoch; 0 where that is not known."""


def key_of(ref: RepoRef) -> str:
    """Return the key of a repo."""
    return f"{ref.kind.web_prefix}{ref.id}"


def repo_of(key: str) -> RepoRef | None:
    """Return the repo of a key, or None where it can be none's: files are edited by hand."""
    from hubtui.hub.urls import parse_id

    try:
        return parse_id(key)
    except NotAPage:
        return None


def repos_of(keys: Iterable[str]) -> tuple[RepoRef, ...]:
    """Return the repos of keys, in their order, each once."""
    found = (repo_of(key) for key in keys)
    return tuple(dict.fromkeys(ref for ref in found if ref is not None))


def ids_in(keys: Iterable[str], kind: Kind) -> frozenset[str]:
    """Return the ids of those keys that are of a kind."""
    others = tuple(other.web_prefix for other in Kind if other.web_prefix)
    if kind is Kind.MODEL:
        return frozenset(key for key in keys if not key.startswith(others))
    return frozenset(key.removeprefix(kind.web_prefix) for key in keys if key.startswith(kind.web_prefix))


def stored(bookmark: Bookmark) -> dict[str, Plain]:
    """Return what is kept of a bookmark beside its key."""
    found: dict[str, Plain] = {"when": bookmark.when}
    return found | {"note": bookmark.note} if bookmark.note else found


def restored(bookmarks: Mapping[str, Mapping[str, Plain]]) -> tuple[Bookmark, ...]:
    """Return the bookmarks that can be read, the newest first."""
    found = ((repo_of(key), values) for key, values in bookmarks.items())
    return tuple(reversed([_restored(ref, values) for ref, values in found if ref is not None]))


def opened(recent: Texts, key: str) -> Texts:
    """Return the keys of opened repos with one more in front, each once, and no more than are remembered."""
    return (key, *(each for each in recent if each != key))[:MOST_RECENT]


def moved(recent: Texts, key: str, new: str) -> Texts:
    """Return the keys of opened repos after one of them was renamed, each once."""
    return tuple(dict.fromkeys(new if each == key else each for each in recent))


def clean_note(text: str) -> str:
    """Return a note as it is kept."""
    return one_line(text).strip()[:LONGEST_NOTE]


def _restored(ref: RepoRef, values: Mapping[str, Plain]) -> Bookmark:
    note, when = values.get("note", ""), values.get("when", 0)
    return Bookmark(
        ref,
        clean_note(note) if isinstance(note, str) else "",
        when if isinstance(when, int) and not isinstance(when, bool) and when > 0 else 0,
    )
