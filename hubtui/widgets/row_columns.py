"""How the columns of a dataset's rows share the width of the screen. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDEST = 36
"""Cells that a column takes at first, however long its values are."""
LONGEST = 240
"""Cells up to which a value's length is looked at."""
_LEAST = 8
"""Cells below which a column is not begun at the right edge."""


class Place(NamedTuple):
    """A column on the screen, behind one blank cell."""

    column: int
    width: int


def lay_out(natural: Sequence[int], room: int, left: int) -> tuple[Place, ...]:
    """Return the columns that are on the screen.

    Args:
        natural: the cells that each column would like to have.
        room: cells, the blank one before each column included.
        left: the first column on the screen.
    """
    places: list[Place] = []
    for column in range(left, len(natural)):
        width = min(natural[column], WIDEST)
        if width + 1 > room:
            if room > _LEAST or (not places and room > 1):
                places.append(Place(column, room - 1))
            return tuple(places)
        places.append(Place(column, width))
        room -= width + 1
    return _widened(places, natural, room)


def left_for(natural: Sequence[int], room: int, left: int, column: int) -> int:
    """Return which column must be the first on the screen so that one is seen whole; ``left`` if it is."""
    for first in range(column, left, -1):
        room -= min(natural[first], WIDEST) + 1
        if room < min(natural[first - 1], WIDEST) + 1:
            return first
    return min(left, column)


def _widened(places: list[Place], natural: Sequence[int], room: int) -> tuple[Place, ...]:
    """Return the places with what is left of the room shared among those that want more."""
    widths = {place.column: place.width for place in places}
    while room > 0 and (short := [column for column in widths if widths[column] < natural[column]]):
        share = max(1, room // len(short))
        for column in short:
            more = min(share, natural[column] - widths[column], room)
            widths[column] += more
            room -= more
    return tuple(Place(column, width) for column, width in widths.items())
