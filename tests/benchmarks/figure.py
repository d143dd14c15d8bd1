"""One figure: what was measured, beside its floor measured in the same run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A median and what it is held against."""

    name: str
    value: float
    unit: str
    floor: float
    """The same unit; what the machine needs for the least that does the same."""
    floor_name: str
    limit: float
    """The same unit; the most that the value may be, worked out where it is a multiple of the floor."""

    @property
    def holds(self) -> bool:
        """Whether the value is within its limit."""
        return self.value <= self.limit
