"""The one door for text from outside, and the words for counts, sizes and ages.

Pure: nothing here reads a clock, a file or the terminal.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# C0 except tab and newline, DEL, C1, bidi controls, line and paragraph separators, lone surrogates.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_BREAKS = re.compile(r"[\t\n]")
# What one_line() would change: the above, tabs and newlines, and the joiners that ids have no use for.
_ODD = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ud800-\udfff\ufeff]"
)
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufe00-\ufe0f]")


def printable(text: str) -> str:
    """Return text without what could steer a terminal; tabs and newlines stay.

    Control characters, bidi controls, Unicode line separators and lone surrogates are dropped. Dropping the
    escape byte disarms a sequence; the visible rest of it is left, for it is what the server sent.
    """
    return _UNPRINTABLE.sub("", text)


def one_line(text: str) -> str:
    """Return text as printable() does, on one line, without invisible joiners and variation selectors."""
    if _ODD.search(text) is None:
        return text
    return _INVISIBLE.sub("", _BREAKS.sub(" ", _UNPRINTABLE.sub("", text)))


def is_plain(text: str) -> bool:
    """Tell whether text may go back to the server as an identity: one_line() leaves it as it is."""
    return _ODD.search(text) is None


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the words that offer what was probably meant by a name that nobody knows; empty where none is near."""
    from difflib import get_close_matches

    found = get_close_matches(name, list(known), 1)
    return f"; is {found[0]} meant?" if found else ""


def count(number: float | None) -> str:
    """Return a count in at most five characters: 982, 1.2k, 41k, 4.1M, 257M, 1.9G; empty for None."""
    return "" if number is None else _scaled(number, ("", "k", "M", "G", "T"), 1000)


def parameters(number: int | None) -> str:
    """Return a parameter count as the field writes it: 335k, 8.2B, 671B, 1.0T; empty for None."""
    return "" if number is None else _scaled(number, ("", "k", "M", "B", "T"), 1000)


def size(octets: int | None) -> str:
    """Return a size in decimal units with a space: 313 B, 440 MB, 16.4 GB; empty for None."""
    if octets is None:
        return ""
    short = _scaled(octets, ("", "k", "M", "G", "T", "P"), 1000, digits=3)
    return f"{short[:-1]} {short[-1]}B" if short[-1:].isalpha() else f"{short} B"


def age(then: int | None, now: float) -> str:
    """Return how long ago ``then`` was, in words: just now, 5 minutes ago, 3 days ago.

    Args:
        then: seconds since the epoch, or None for unknown (an empty string comes back).
        now: seconds since the epoch. A time in the future counts as just now.
    """
    if then is None:
        return ""
    for unit, seconds in _AGES:
        number = int((now - then) // seconds)
        if number >= 1:
            return f"{number} {unit}{'s' if number > 1 else ''} ago"
    return "just now"


def short_age(then: int | None, now: float) -> str:
    """Return how long ago ``then`` was in at most four characters: now, 5m, 3h, 12d, 7mo, 4y; empty for None."""
    if then is None:
        return ""
    for (_, seconds), letters in zip(_AGES, ("y", "mo", "d", "h", "m"), strict=True):
        number = int((now - then) // seconds)
        if number >= 1:
            return f"{number}{letters}"
    return "now"


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: 1 row, 1,200 rows."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


_AGES = (("year", 31_557_600), ("month", 2_629_800), ("day", 86_400), ("hour", 3_600), ("minute", 60))


def _scaled(number: float, units: tuple[str, ...], step: int, digits: int = 2) -> str:
    """Return number in the largest unit that leaves it at 1 or more, with one decimal while it has few digits."""
    sign, rest = ("-", -number) if number < 0 else ("", number)
    for unit in units:
        # 999.95 would print as 1000.0, so the next unit takes over where rounding would reach it.
        if rest < step - 0.5 or unit == units[-1]:
            break
        rest /= step
    if not unit:
        return f"{sign}{rest:.0f}"
    return f"{sign}{rest:.1f}{unit}" if rest < 10 ** (digits - 1) - 0.05 else f"{sign}{rest:.0f}{unit}"
