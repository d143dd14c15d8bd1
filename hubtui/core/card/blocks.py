"""What a card is made of once it is read: blocks of spans. All text in it is clean."""

from __future__ import annotations

from enum import IntFlag
from typing import NamedTuple, TypeAlias


class Ink(IntFlag):
    """How text is meant; what that looks like is a widget's matter."""

    PLAIN = 0
    STRONG = 1
    EMPHASIS = 2
    CODE = 4
    STRIKE = 8
    LINK = 16
    IMAGE = 32
    MUTED = 64
    TITLE = 128
    """A heading of the first level."""
    HEADING = 256
    SUBHEADING = 512
    """A heading of the third level or below."""
    MARK = 1024
    """What stands before an item or a quotation."""
    RAISED = 2048
    """A block of code."""


class Span(NamedTuple):
    """Text in one ink. A newline in it is a break that was written."""

    text: str
    ink: Ink
    at: int
    """Where the text begins in ``Page.text``."""
    stop: int = -1
    """The number of the stop that it belongs to in ``Page.stops``."""


Spans: TypeAlias = tuple[Span, ...]


class Stop(NamedTuple):
    """Something that can be gone to: a link, an image, or a block of code."""

    at: int
    """Where it begins in ``Page.text``."""
    href: str = ""
    """A link's or an image's address as it was written."""
    image: bool = False
    code: str | None = None
    """A block of code as it was written, to be copied."""


class Paragraph(NamedTuple):
    """Running text."""

    spans: Spans


class Heading(NamedTuple):
    """A heading of a level from 1 to 6."""

    level: int
    spans: Spans


class Item(NamedTuple):
    """One item of a list, or a footnote."""

    mark: str
    """What stands before it: ``•``, ``1.``, ``☑``, ``[1]``."""
    blocks: tuple[Block, ...]


class Items(NamedTuple):
    """A list."""

    items: tuple[Item, ...]
    loose: bool = False
    """The items stand apart."""


class Quote(NamedTuple):
    """A quotation."""

    blocks: tuple[Block, ...]


class Code(NamedTuple):
    """A block of code, or a part of one."""

    lines: tuple[str, ...]
    at: int
    """Where the first line begins in ``Page.text``; the others follow, each after a newline."""
    stop: int = -1
    language: str = ""


class Table(NamedTuple):
    """A table. Rows may have fewer cells than the head, and not more."""

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    right: tuple[bool, ...] = ()
    """Of each column, whether it is aligned at the right."""


class Rule(NamedTuple):
    """A line across."""


Block: TypeAlias = Paragraph | Heading | Items | Quote | Code | Table | Rule


class Page(NamedTuple):
    """One chunk as it was read."""

    blocks: tuple[Block, ...] = ()
    text: str = ""
    """All its text, for searching; what its spans hold stands in it."""
    stops: tuple[Stop, ...] = ()
    headings: tuple[tuple[str, int], ...] = ()
    """The slugs of its headings, not numbered, each with where it begins in ``text``."""
    names: tuple[tuple[str, int], ...] = ()
    """Other places that links lead to: names in HTML, footnotes."""
    joined: bool = False
    """It goes on with the last block of the page before."""
