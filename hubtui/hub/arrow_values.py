"""Arrow's values to those of hubtui.hub.values, never more of one than is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from hubtui.hub import media
from hubtui.hub.values import Binary, Fields, Items, Label, Long, Plain, Unreadable

if TYPE_CHECKING:
    from hubtui.hub.values import Value

_HEAD = 512
"""Bytes of binary values that are kept."""
_DEPTH = 64


class Bounds(NamedTuple):
    """How much of one value is taken."""

    text: int
    """Characters of a string."""
    items: int
    """Items of a list."""

    @property
    def inner(self) -> Bounds:
        """For what is in a list: the deeper, the less, so that all of it stays bounded."""
        return Bounds(max(_SHORTEST, self.text // 4), max(_FEWEST, self.items // 32))


CELL = Bounds(500, 24)
"""For a cell of the table."""
FULL = Bounds(200_000, 2_000)
"""For reading."""
_FEWEST = 3
_SHORTEST = 120
_FIELDS = 200
"""Fields of a struct that are taken."""

Names = tuple[str, ...]
"""The names of classes by number."""


def value(scalar: Any, bounds: Bounds, names: Names = (), depth: int = 0) -> Value:
    """Return what a scalar of Arrow's holds.

    Args:
        scalar: a pyarrow.Scalar.
        bounds: how much of it is taken.
        names: of the classes that its numbers stand for, also inside a list; clean.
        depth: how deep in another value it is.
    """
    kind = scalar.type
    try:
        if not scalar.is_valid:
            return None
        if pa.types.is_dictionary(kind) or isinstance(kind, pa.BaseExtensionType):
            return value(scalar.value, bounds, names, depth + 1)
        if pa.types.is_nested(kind):
            return _nested(scalar, bounds, names, depth)
        return _simple(scalar, bounds, names)
    except (pa.ArrowException, ValueError, OverflowError, LookupError, TypeError, OSError):
        # Dates beyond Python's calendar, time zones that this machine does not know, text that is no UTF-8.
        return _as_arrow_writes(scalar)


def _as_arrow_writes(scalar: Any) -> Value:
    try:
        return Plain(str(scalar.cast(pa.string()).as_py()))
    except (pa.ArrowException, ValueError, OverflowError):
        return Unreadable(str(scalar.type))


def _nested(scalar: Any, bounds: Bounds, names: Names, depth: int) -> Value:
    """Return a list, a struct or a map; of what is nested beyond all measure only its type."""
    kind = scalar.type
    if depth > _DEPTH or pa.types.is_union(kind):
        return Unreadable(str(kind)[:200])
    if pa.types.is_struct(kind):
        # By number, for two fields may have one name.
        taken = range(min(kind.num_fields, _FIELDS))
        found = ((kind.field(at).name, value(scalar[at], bounds, (), depth + 1)) for at in taken)
        return Fields(tuple(found), kind.num_fields - len(taken))
    inside = scalar.values
    first = inside.slice(0, bounds.items)
    more = len(inside) - len(first)
    if pa.types.is_map(kind):
        pairs = zip(first.field(0), first.field(1), strict=True)
        read = ((value(key, CELL), value(inner, bounds.inner, (), depth + 1)) for key, inner in pairs)
        return Fields(tuple(read), more)
    return Items(tuple(value(item, bounds.inner, names, depth + 1) for item in first), more)


def _simple(scalar: Any, bounds: Bounds, names: Names) -> Value:
    kind = scalar.type
    found = scalar.as_py()
    if isinstance(found, bool):
        return found
    if isinstance(found, int):
        return Label(found, names[found]) if 0 <= found < len(names) else found
    if isinstance(found, float):
        # A short float printed as a long one shows digits that it does not have.
        return found if pa.types.is_float64(kind) else float(f"{found:.7g}")
    if isinstance(found, str):
        return found if len(found) <= bounds.text else Long(found[: bounds.text], len(found))
    if isinstance(found, bytes):
        return Binary(found[:_HEAD], len(found), media.label(found))
    return Plain(str(found))
