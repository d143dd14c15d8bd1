"""Values out of JSON that anybody may have written: the right type, clean, or nothing."""

from __future__ import annotations

from typing import Any

from hubtui.hub.clean import shown
from hubtui.text import one_line, printable


def table(value: object) -> dict[str, Any]:
    """Return an object, or an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}


def rows(value: object) -> list[Any]:
    """Return a list, or an empty one in place of anything else."""
    return value if isinstance(value, list) else []


def line(value: object) -> str | None:
    """Return a string that is not empty on one clean line, or None."""
    return (one_line(value) or None) if isinstance(value, str) else None


def exact(value: object) -> str | None:
    """Return a string as line() does, marked where it had to be cleaned, for what may be asked for."""
    return shown(value) if isinstance(value, str) and value else None


def prose(value: object) -> str | None:
    """Return a string of many lines, printable and without blank ends, or None."""
    return (printable(value).strip() or None) if isinstance(value, str) else None


def whole(value: object) -> int | None:
    """Return a number without its fraction, or None; booleans are no numbers."""
    found = number(value)
    return None if found is None else int(found)


def lines(value: object) -> tuple[str, ...]:
    """Return the strings of a list, or of a single string; clean, marked where they were not."""
    found = [value] if isinstance(value, str) else rows(value)
    return tuple(shown(item) for item in found if isinstance(item, str) and item)


def counts(value: object) -> tuple[tuple[str, int], ...]:
    """Return the names and whole numbers of an object, the largest number first."""
    pairs = [(one_line(name), whole(number)) for name, number in table(value).items()]
    return tuple(sorted(((n, v) for n, v in pairs if v is not None), key=lambda pair: -pair[1]))


def number(value: object) -> float | None:
    """Return a number as it is, or None; booleans are no numbers, nor is what exceeds 64 bits."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if abs(value) < 2**63 else None


def stated(value: object) -> str | None:
    """Return a string as line() does, or a number as text, for what YAML made one or the other (wire.md §1.10)."""
    found = number(value)
    return line(value) if found is None else f"{found:g}"
