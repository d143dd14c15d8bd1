"""The shelf: bookmarks, saved views and the repos that were opened of late, each a row with words."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hubtui import text
from hubtui.core.bookmarks import key_of, repos_of, restored
from hubtui.core.repo_words import stage_name
from hubtui.hub.criteria import Kind
from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from hubtui.core.keeping import KeptState
    from hubtui.hub.models import RepoInfo, RepoRef

KIND_WORDS = {Kind.MODEL: "model", Kind.DATASET: "dataset", Kind.SPACE: "Space"}
EXPAND: dict[Kind, tuple[str, ...]] = {
    Kind.MODEL: ("downloads", "likes", "lastModified", "private", "gated", "disabled"),
    Kind.DATASET: ("downloads", "likes", "lastModified", "private", "gated", "disabled"),
    Kind.SPACE: ("likes", "lastModified", "private", "disabled", "runtime"),
}
"""What is asked of a repo for its words."""


class Section(StrEnum):
    """What stands on the shelf."""

    BOOKMARKS = "Bookmarks"
    VIEWS = "Saved views"
    RECENT = "Recent"

    @property
    def nothing(self) -> tuple[str, str]:
        """What is said where there is none, and how one comes there."""
        return _NOTHING[self]


_NOTHING = {
    Section.BOOKMARKS: ("There is no bookmark yet", "b in a list bookmarks the highlighted repo"),
    Section.VIEWS: ("There is no saved view yet", "w in a list saves its question as one"),
    Section.RECENT: ("No repo was opened yet", "enter in a list opens one"),
}


class Row(NamedTuple):
    """One line of the shelf."""

    sign: str
    """The kind of a repo, or the key of a view."""
    title: str
    """The id of a repo, or the name of a view; clean."""
    words: str = ""
    """What is known of it now; empty while nothing is."""
    note: str = ""
    """What the user says of it; clean."""
    more: str = ""
    """What else there is to tell of it, however long; clean."""
    ref: RepoRef | None = None
    """The repo."""
    name: str = ""
    """The view, as it is called in the file."""

    @property
    def key(self) -> str:
        """What tells it from the others of its section."""
        return key_of(self.ref) if self.ref is not None else self.name


def bookmark_rows(state: KeptState, facts: Mapping[RepoRef, str], now: float) -> tuple[Row, ...]:
    """Return the bookmarks, the newest first.

    Args:
        state: what is kept.
        facts: the words of the repos that were asked about.
        now: seconds since the epoch.
    """
    rows = []
    for bookmark in restored(state.bookmarks):
        made = f"bookmarked {text.age(bookmark.when, now)}" if bookmark.when else ""
        rows.append(_repo_row(bookmark.ref, facts, bookmark.note, made))
    return tuple(rows)


def recent_rows(state: KeptState, facts: Mapping[RepoRef, str]) -> tuple[Row, ...]:
    """Return the repos that were opened, the latest first."""
    kept = state.bookmarks
    return tuple(
        _repo_row(ref, facts, more="bookmarked" if key_of(ref) in kept else "")
        for ref in repos_of(state.recent)
    )


def view_rows(names: Iterable[str], keys: tuple[str, ...], words: Callable[[str], str]) -> tuple[Row, ...]:
    """Return the saved views.

    Args:
        names: in their order.
        keys: of the first ones.
        words: tells what a view of that name asks.
    """
    found = []
    for number, name in enumerate(names):
        sign = keys[number] if number < len(keys) else ""
        told = words(name)
        found.append(Row(sign, one_line(name), told, more=told, name=name))
    return tuple(found)


def facts_of(info: RepoInfo, now: float) -> str:
    """Return what is told of a repo beside its id.

    Args:
        info: what the Hub answered.
        now: seconds since the epoch.
    """
    stage = info.runtime.stage if info.runtime is not None else None
    parts = (
        f"↓ {text.count(info.downloads)}" if info.downloads is not None else "",
        f"♥ {text.count(info.likes)}" if info.likes is not None else "",
        text.short_age(info.updated, now),
        stage_name(stage) if stage else "",
        "private" if info.private else "",
        "gated" if info.gated else "",
        "disabled" if info.disabled else "",
    )
    return "  ".join(filter(None, parts))


def _repo_row(ref: RepoRef, facts: Mapping[RepoRef, str], note: str = "", more: str = "") -> Row:
    return Row(KIND_WORDS[ref.kind], ref.id, facts.get(ref, ""), note, more, ref)
