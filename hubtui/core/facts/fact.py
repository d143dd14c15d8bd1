"""Fact: one thing that is known of a repo, in words; and how facts stand together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from hubtui.hub.clean import MARK
from hubtui.hub.errors import NotAPage
from hubtui.hub.models import RepoRef
from hubtui.hub.urls import parse_id
from hubtui.text import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hubtui.hub.criteria import Kind


class Tone(Enum):
    """How a fact is meant; it says the same in its words and its sign, for not everybody sees colours."""

    PLAIN = auto()
    GOOD = auto()
    CARE = auto()
    """Something is under way, or wants to be known before one goes on."""
    BAD = auto()
    QUIET = auto()
    """At rest, or of little weight."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a group, or several where its value has several. All strings are clean."""

    label: str
    """Empty where it goes on from the fact above."""
    value: str
    """Printable; may have several lines."""
    copy: str = ""
    """What is copied where that is another text than the value: all of a number, the bare id."""
    opens: RepoRef | None = None
    """The repo that it is about, where that can be opened."""
    link: str = ""
    """The web page that it is about; http or https."""
    tone: Tone = Tone.PLAIN
    cells: tuple[str, ...] = ()
    """The row of a table, in place of label and value."""

    @property
    def copyable(self) -> str:
        """What is copied."""
        return self.copy or self.value


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a group that is a table."""

    heading: str
    is_number: bool = False
    """Numbers stand at the right."""


@dataclass(frozen=True, slots=True)
class Group:
    """Facts under a heading."""

    title: str
    facts: tuple[Fact, ...]
    columns: tuple[Column, ...] = ()
    """Of a table; its facts have cells."""


def group(title: str, *facts: Fact | Iterable[Fact] | None) -> Iterable[Group]:
    """Yield a group of the facts that there are, none where there are none."""
    found: list[Fact] = []
    for each in facts:
        if isinstance(each, Fact):
            found.append(each)
        elif each is not None:
            found += each
    if found:
        yield Group(title, tuple(found))


def table(title: str, columns: tuple[Column, ...], rows: Iterable[Fact]) -> Iterable[Group]:
    """Yield a table of the rows that there are, none where there are none."""
    if facts := tuple(rows):
        yield Group(title, facts, columns)


def row(*cells: str, copy: str = "", opens: RepoRef | None = None) -> Fact:
    """Return the row of a table; without ``copy``, its cells are copied with tabs between them."""
    return Fact(cells[0], " ".join(filter(None, cells[1:])), copy or "\t".join(cells), opens, cells=cells)


def said(label: str, value: str | None, *, copy: str = "", tone: Tone = Tone.PLAIN) -> Fact | None:
    """Return a fact that has a value, or None."""
    return Fact(label, value, copy, tone=tone) if value else None


def linked(label: str, value: str | None, url: str | None = None) -> Fact | None:
    """Return a fact with a web page, or None without a value; what is no http or https address is not followed.

    Args:
        label: of the fact.
        value: clean; itself the address where there is no other.
        url: the address.
    """
    url = url or value or ""
    follows = is_plain(url) and " " not in url and url.startswith(("https://", "http://"))
    return Fact(label, value, link=url if follows else "") if value else None


def listed(label: str, values: Iterable[str]) -> Iterable[Fact]:
    """Yield one fact a value, the label at the first alone."""
    for place, value in enumerate(dict.fromkeys(values)):
        yield Fact("" if place else label, value)


def repos(label: str, kind: Kind, ids: Iterable[str]) -> Iterable[Fact]:
    """Yield one fact a repo, the label at the first alone; what can be its id can be opened."""
    for place, name in enumerate(dict.fromkeys(ids)):
        yield Fact("" if place else label, name, opens=openable(kind, name))


def openable(kind: Kind, name: str) -> RepoRef | None:
    """Return the key of the repo that an author names, or None where no repo can have that name."""
    if name.endswith(MARK):
        return None
    try:
        found = parse_id(f"{kind.web_prefix}{name}")
    except NotAPage:
        return None
    return found if found == RepoRef(kind, name) else None
