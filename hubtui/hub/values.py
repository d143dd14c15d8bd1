"""Values of a dataset's cells, as text: on one line for a table, in full for reading.

Pure. Numbers, truth values, None and strings are Python's own; what Python has no good type for, or too much of,
is one of the small types below. No string in them is clean: both functions give clean text.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from hubtui.text import one_line, plural, printable, size

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN = 400
"""Characters of a cell's text; more than fit on any screen."""
_HEX = 256
"""Bytes that are shown in full."""
_HEX_LINE = 16
_DEPTH = 40
"""Levels of nested values that are told apart."""
NULL = "null"


class Long(NamedTuple):
    """The beginning of a string too long to be shown whole."""

    text: str
    length: int
    """Characters of the whole."""


class Binary(NamedTuple):
    """Bytes, of which the first are kept."""

    head: bytes
    size: int
    """Bytes of the whole."""
    label: str = ""
    """What they are, where they tell: ``png image, 640×480``."""


class Label(NamedTuple):
    """A class, by number and name."""

    number: int
    name: str


class Items(NamedTuple):
    """A list."""

    items: tuple[Value, ...]
    more: int = 0
    """How many follow that are not held."""


class Fields(NamedTuple):
    """A struct, or a map: names or keys, each with its value."""

    fields: tuple[tuple[Value, Value], ...]
    more: int = 0
    """How many follow that are not held."""


class Plain(NamedTuple):
    """What is text already: a date, a decimal."""

    text: str


class Unreadable(NamedTuple):
    """A value that cannot be shown, by its type."""

    type: str


class Unread(NamedTuple):
    """A value that was not read, for it would cost so many bytes."""

    cost: int


Value: TypeAlias = (
    bool | int | float | str | Long | Binary | Label | Items | Fields | Plain | Unreadable | Unread | None
)


def is_number(value: Value) -> bool:
    """Tell whether a value is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_missing(value: Value) -> bool:
    """Tell whether there is no value to show, or not all of it, and its text says why."""
    if isinstance(value, Fields):
        return any(isinstance(inner, Unread) for _, inner in value.fields)
    return value is None or isinstance(value, Unread | Unreadable)


def in_cell(value: Value) -> str:
    """Return a value on one clean line, cut after some hundred characters."""
    if isinstance(value, str) and value:
        return one_line(value[:_SHOWN])
    return one_line("".join(_within(_inline(value, 0), _SHOWN)))


def in_full(value: Value) -> str:
    """Return a value as clean text of as many lines as it takes."""
    return printable("\n".join(_lines(value, 0)))


def _within(pieces: Iterator[str], most: int) -> Iterator[str]:
    """Yield as many pieces as are needed for so many characters."""
    for piece in pieces:
        yield piece[:most]
        most -= len(piece)
        if most <= 0:
            return


def _inline(value: Value, depth: int) -> Iterator[str]:
    """Yield what a value is on one line, piece by piece, so that no more is made than is shown."""
    if depth > _DEPTH:
        yield "…"
    elif isinstance(value, Items):
        yield from _enclosed("[]", ((_inline(item, depth + 1)) for item in value.items), value.more)
    elif isinstance(value, Fields):
        if depth == 0 and (picture := _picture(value)):
            yield picture
            return
        pairs = (_pair(key, inner, depth) for key, inner in value.fields)
        yield from _enclosed("{}", pairs, value.more)
    else:
        yield _scalar(value)


def _pair(key: Value, value: Value, depth: int) -> Iterator[str]:
    yield f"{key if isinstance(key, str) else in_cell(key)}: "
    yield from _inline(value, depth + 1)


def _enclosed(brackets: str, parts: Iterator[Iterator[str]], more: int) -> Iterator[str]:
    yield brackets[0]
    between = ""
    for part in parts:
        yield between
        yield from part
        between = ", "
    if more:
        yield f"{between}… {more:,} more"
    yield brackets[1]


def _picture(value: Fields) -> str:
    """Return what a file that is kept as its bytes and its path is, such as an image; empty for another struct."""
    fields = {key: inner for key, inner in value.fields if isinstance(key, str)}
    if len(fields) != 2 or fields.keys() != {"bytes", "path"}:
        return ""
    data, path = fields["bytes"], fields["path"]
    name = path if isinstance(path, str) else ""
    if isinstance(data, Binary | Unread):
        return f"{_scalar(data)} · {name}" if name else _scalar(data)
    return name if data is None else ""


def _scalar(value: Value) -> str:
    """Return the text of what is no list and no struct; a string as it is, with quotes where it is empty."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value or '""'
    if isinstance(value, float):
        return "NaN" if math.isnan(value) else repr(value)
    return _special(value)


def _special(value: Value) -> str:
    """Return the text of one of this module's types."""
    if isinstance(value, Long | Plain):
        return value.text
    if isinstance(value, Label):
        return f"{value.name} ({value.number})"
    if isinstance(value, Binary):
        return f"{value.label or 'binary'}, {size(value.size)}"
    if isinstance(value, Unreadable):
        return f"cannot be shown: {value.type}"
    if isinstance(value, Unread):
        return f"not read, {size(value.cost)}"
    return str(value)


def _lines(value: Value, depth: int) -> Iterator[str]:
    """Yield the lines of a value in full; what is nested is indented by two cells a level."""
    margin = "  " * depth
    if depth > _DEPTH:
        yield f"{margin}…"
    elif isinstance(value, Items | Fields):
        yield from _branches(value, margin, depth)
    elif isinstance(value, Binary):
        yield f"{margin}{_scalar(value)}"
        yield from (margin + line for line in _hex(value))
    else:
        yield from (margin + line for line in _scalar(value).split("\n"))
        if isinstance(value, Long):
            yield f"{margin}… {plural(value.length, 'character')} in all"


def _branches(value: Items | Fields, margin: str, depth: int) -> Iterator[str]:
    """Yield a list or a struct, each part under its number or name; simple parts on the same line."""
    if isinstance(value, Items):
        parts = [(str(at), item) for at, item in enumerate(value.items)]
    else:
        parts = [(key if isinstance(key, str) else in_cell(key), inner) for key, inner in value.fields]
    if not parts and not value.more:
        yield margin + ("empty list" if isinstance(value, Items) else "no fields")
    for name, inner in parts:
        lines = list(_lines(inner, depth + 1))
        if len(lines) > 1 or (isinstance(inner, Items | Fields) and any(inner[:1])):
            yield f"{margin}{one_line(name)}:"
            yield from lines
        else:
            yield f"{margin}{one_line(name)}: {lines[0].strip()}"
    if value.more:
        yield f"{margin}… {value.more:,} more"


def _hex(value: Binary) -> Iterator[str]:
    """Yield the first bytes in hexadecimal, and as the letters that some of them are."""
    head = value.head[:_HEX]
    for at in range(0, len(head), _HEX_LINE):
        line = head[at : at + _HEX_LINE]
        letters = "".join(chr(octet) if 32 <= octet < 127 else "." for octet in line)
        yield f"{at:04x}  {line.hex(' '):<{3 * _HEX_LINE - 1}}  {letters}"
    if value.size > len(head):
        yield f"… {size(value.size - len(head))} more"
