"""What can be copied, one letter each: data, for menus and tests alike."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hubtui.hub import snippets
from hubtui.hub.paths import quoted_name
from hubtui.hub.urls import repo_url, web_url
from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubtui.hub.criteria import Criteria
    from hubtui.hub.snippets import About

LONGEST_TOLD = 160
"""Characters of a text that a toast tells."""


class Need(StrEnum):
    """What has to be read before a text can be made."""

    INFO = "info"
    """The repo's own answer."""
    CARD = "card"
    """The text of its card."""


class Subject(NamedTuple):
    """What is on the screen, as far as it is known."""

    endpoint: str
    """The Hub's address, without a slash at its end."""
    name: str = ""
    """The highlighted id, be it of a repo or of a metric."""
    criteria: Criteria | None = None
    """What is listed, where repos are."""
    about: About | None = None
    """What is known of the highlighted repo, where it may be acted on (design.md §6.1)."""
    updated: int | None = None
    """When that was last changed, in seconds since the epoch."""
    body: bytes = b""
    """Its own answer as it came, where it was read already."""
    metadata: str = ""
    """The same as a text that can be copied."""
    citation: str = ""
    """BibTeX."""
    folder: str = ""
    """Where huggingface_hub has it on this machine; empty where it has not."""
    waits: frozenset[Need] = frozenset()
    """What is being read."""
    problem: str = ""
    """Why something could not be read, on one line."""


class Copy(NamedTuple):
    """One thing that can be copied."""

    letter: str
    words: str
    text: Callable[[Subject], str]
    """Returns what would be copied; empty where there is nothing."""
    needs: Need | None = None
    """What it waits for, while that is being read."""


class Offer(NamedTuple):
    """One thing that can be copied now, or soon."""

    copy: Copy
    text: str
    """Empty as long as it is waited for."""


def _of_repo(make: Callable[[About], str]) -> Callable[[Subject], str]:
    """Return what makes a text of what is known of a repo, where there is one."""
    return lambda subject: "" if subject.about is None else make(subject.about)


def _web_address(about: About) -> str:
    """Return the address of a repo's page, or of the files of the revision that was chosen."""
    page = repo_url(about.ref, about.endpoint)
    return f"{page}/tree/{quoted_name(about.revision)}" if about.revision else page


def _search_address(subject: Subject) -> str:
    return "" if subject.criteria is None else web_url(subject.criteria, subject.endpoint)


COPIES: tuple[Copy, ...] = (
    Copy("i", "id", lambda subject: subject.name),
    Copy("w", "web address", _of_repo(_web_address)),
    Copy("s", "address of this search", _search_address),
    Copy("g", "git clone", _of_repo(snippets.git_clone)),
    Copy("d", "hf download", _of_repo(snippets.download)),
    Copy("p", "what loads it", _of_repo(snippets.load)),
    Copy("o", "ollama run", _of_repo(snippets.ollama)),
    Copy("u", "SQL for DuckDB", _of_repo(snippets.duckdb)),
    Copy("f", "hf:// path", _of_repo(snippets.hf_path)),
    Copy("c", "folder on this machine", lambda subject: subject.folder),
    Copy("b", "citation, BibTeX", lambda subject: subject.citation, Need.CARD),
    Copy("m", "metadata, JSON", lambda subject: subject.metadata, Need.INFO),
)
"""All of them, in the order of the menu; j, k, h, l and q move in the menu or leave it, so they are no letters."""


def copies_of(subject: Subject) -> tuple[Offer, ...]:
    """Return what can be copied now or soon, each with what it would be."""
    found = (Offer(copy, copy.text(subject)) for copy in COPIES)
    return tuple(offer for offer in found if offer.text or offer.copy.needs in subject.waits)


def in_short(text: str) -> str:
    """Return what a toast tells of a text: all of it, or the beginning of its first line and how many lines it has."""
    first, *others = text.rstrip("\n").split("\n")
    more = f" … ({len(others) + 1} lines)" if others else "…" if len(first) > LONGEST_TOLD else ""
    return one_line(first[:LONGEST_TOLD] + more)
