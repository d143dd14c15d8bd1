"""Found: the places where a text was found, and which of them is next."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Place = TypeVar("Place", int, tuple[int, int])


class Found(Generic[Place]):
    """Places in their order, round which one goes.

    Args:
        places: sorted.
    """

    def __init__(self, places: Sequence[Place] = ()) -> None:
        self.places: list[Place] = list(places)

    def nearest(self, here: Place) -> Place | None:
        """Return the first place from one on, or the very first; None where there is none."""
        return self.places[bisect_left(self.places, here) % len(self.places)] if self.places else None

    def next(self, here: Place, step: int) -> Place | None:
        """Return the place behind one (1) or before it (-1); from the last the first follows."""
        if not self.places:
            return None
        at = bisect_left(self.places, here)
        return self.places[(at + step if self._is_at(at, here) or step < 0 else at) % len(self.places)]

    def number(self, here: Place) -> tuple[int, int]:
        """Return which of the places one is, from 1, 0 for none of them; and how many there are."""
        at = bisect_left(self.places, here)
        return (at + 1 if self._is_at(at, here) else 0), len(self.places)

    def _is_at(self, at: int, here: Place) -> bool:
        return at < len(self.places) and self.places[at] == here
