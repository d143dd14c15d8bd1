"""What can be copied, one letter each: data, for menus and tests alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hubtui.hub.urls import repo_url, web_url
from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubtui.hub.criteria import Criteria
    from hubtui.hub.models import RepoRef


class Subject(NamedTuple):
    """What is on the screen."""

    endpoint: str
    """The Hub's address, without a slash at its end."""
    name: str = ""
    """The highlighted id, be it of a repo or of a metric."""
    repo: RepoRef | None = None
    """The highlighted repo, where it may be acted on (design.md §6.1)."""
    criteria: Criteria | None = None
    """What is listed, where repos are."""


class Copy(NamedTuple):
    """One thing that can be copied."""

    letter: str
    words: str
    text: Callable[[Subject], str]
    """Returns what would be copied, on one line; empty where there is nothing."""


LONGEST_TOLD = 160
"""Characters of a text that a toast tells."""


def _web_address(subject: Subject) -> str:
    return "" if subject.repo is None else repo_url(subject.repo, subject.endpoint)


def _search_address(subject: Subject) -> str:
    return "" if subject.criteria is None else web_url(subject.criteria, subject.endpoint)


COPIES: tuple[Copy, ...] = (
    Copy("i", "id", lambda subject: subject.name),
    Copy("w", "web address", _web_address),
    Copy("s", "address of this search", _search_address),
)
"""All of them, in the order of the menu; j, k, h, l and q move in the menu or leave it, so they are no letters."""


def copies_of(subject: Subject) -> tuple[tuple[Copy, str], ...]:
    """Return what can be copied now, each with what it would be."""
    found = ((copy, copy.text(subject)) for copy in COPIES)
    return tuple((copy, text) for copy, text in found if text)


def in_short(text: str) -> str:
    """Return what a toast tells of a text: all of it, or the beginning of its first line and how many lines it has."""
    first, *others = text.rstrip("\n").split("\n")
    more = f" … ({len(others) + 1} lines)" if others else "…" if len(first) > LONGEST_TOLD else ""
    return one_line(first[:LONGEST_TOLD] + more)
