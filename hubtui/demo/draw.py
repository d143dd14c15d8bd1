"""Repeatable draws: the same words give the same number on every machine, whatever was drawn before."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


def digest(*words: object) -> str:
    """Return 64 hex digits that depend on the words alone."""
    return hashlib.sha256("\0".join(map(str, words)).encode()).hexdigest()


def number(below: int, *words: object) -> int:
    """Return a number from 0 up to, not including, ``below`` (at least 1)."""
    return int(digest(*words)[:15], 16) % below


def between(low: int, high: int, *words: object) -> int:
    """Return a number from ``low`` to ``high``, both included."""
    return low + number(high - low + 1, *words)


def choice(options: Sequence[T], *words: object) -> T:
    """Return one of the options."""
    return options[number(len(options), *words)]


def stamp(second: int) -> str:
    """Return a second since the epoch in the wire's form, 2026-08-05T08:22:59.000Z (wire.md §1.10)."""
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def second(stamped: str) -> int:
    """Return the second since the epoch of a time in the wire's form.

    Raises:
        ValueError: the text is not in that form.
    """
    return int(datetime.fromisoformat(stamped.replace("Z", "+00:00")).timestamp())
