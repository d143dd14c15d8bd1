"""What is said between the program and the process that reads parquet: msgpack, each message behind its length."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

BATCH = 50
"""Rows that are read at once."""
BUDGET = 2_800_000
"""Bytes that a batch may cost unasked: with the footer still below 3 % of a file of 100 MB."""
ASK = 32 * 1024 * 1024
"""Bytes above which the user is asked first."""
HEAD = 4
"""Bytes of a message's length."""


class Column(NamedTuple):
    """One column."""

    name: str
    """Clean."""
    type: str
    """As Arrow writes it, clean: ``list<element: string>``; ``class, int64`` where the numbers have names."""
    number: bool
    """Whether its values are shown as numbers."""


class Layout(NamedTuple):
    """What the footer tells."""

    rows: int
    groups: int
    """Row groups."""
    columns: tuple[Column, ...]
    more_columns: int = 0
    """How many columns there are beside these."""


class CellText(NamedTuple):
    """One value on one clean line."""

    text: str
    missing: bool = False
    """Whether there is no value to show, and the text says why."""


# What the program says.


class Open(msgspec.Struct, tag=True):
    """Read the footer of a file of so many bytes, whose last ones are these. Answered by Opened."""

    size: int
    tail: bytes


class Price(msgspec.Struct, tag=True):
    """Tell what Read would cost. Answered by Priced."""

    row: int
    wanted: tuple[int, ...] = ()


class Read(msgspec.Struct, tag=True):
    """Read the batch with a row, none of the wanted columns left out. Answered by Rows."""

    row: int
    wanted: tuple[int, ...] = ()


class Whole(msgspec.Struct, tag=True):
    """Read one value in full. Answered by Full."""

    row: int
    column: int


class Parts(msgspec.Struct, tag=True):
    """The parts that were wanted."""

    parts: list[bytes]


class Abandon(msgspec.Struct, tag=True):
    """Nobody waits any more for what wants these parts. Answered by Abandoned."""


# What the process says.


class Wanted(msgspec.Struct, tag=True):
    """Parts of the file are wanted, by begin and end. Answered by Parts or Abandon."""

    parts: list[tuple[int, int]]


class Opened(msgspec.Struct, tag=True):
    """The footer was read."""

    layout: Layout


class Priced(msgspec.Struct, tag=True):
    """About so many bytes would be read."""

    octets: int


class Rows(msgspec.Struct, tag=True):
    """Some rows, one behind the other, from a number on."""

    first: int
    rows: tuple[tuple[CellText, ...], ...]


class Full(msgspec.Struct, tag=True):
    """A value as clean text; ``cost`` instead, in bytes, where its column was left out."""

    text: str = ""
    cost: int | None = None


class Failed(msgspec.Struct, tag=True):
    """The file is not in order; why, clean."""

    what: str


class Abandoned(msgspec.Struct, tag=True):
    """What was under way has ended."""


Order = Open | Price | Read | Whole | Parts | Abandon
Reply = Wanted | Opened | Priced | Rows | Full | Failed | Abandoned

orders: msgspec.msgpack.Decoder[Order] = msgspec.msgpack.Decoder(Order)
"""Reads what the program says."""
replies: msgspec.msgpack.Decoder[Reply] = msgspec.msgpack.Decoder(Reply)
"""Reads what the process says."""


def framed(message: Order | Reply) -> bytes:
    """Return a message behind its length."""
    body = msgspec.msgpack.encode(message)
    return len(body).to_bytes(HEAD, "little") + body
