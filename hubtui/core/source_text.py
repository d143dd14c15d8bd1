"""SourceText: the text of a file in lines that can be drawn, and where something stands in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from hubtui.text import one_line

TAB = 4
"""Cells between the stops of tabs."""
MOST_PLACES = 2_000
"""Places that are found at most; nobody steps through more."""


class Found(NamedTuple):
    """Where something was found."""

    line: int
    """From 0."""
    start: int
    end: int
    """Characters of the line: the first, and the one behind the last."""


class SourceText:
    r"""A text as lines without tabs and without what could steer a terminal. Made in a thread where it may be long.

    Args:
        text: printable, with line ends as ``\n``.
    """

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        if len(lines) > 1 and not lines[-1]:
            lines.pop()
        self.lines = tuple(one_line(line.expandtabs(TAB)) for line in lines)
        """At least one; what ends the last line makes no further one."""
        self.text = "\n".join(self.lines)
        """The lines as one text."""
        self.starts = tuple(accumulate((len(line) + 1 for line in self.lines), initial=0))[:-1]
        """Where in ``text`` each line begins."""

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line of an offset in ``text``, and the character of that line."""
        line = bisect_right(self.starts, offset) - 1
        return line, offset - self.starts[line]

    def find(self, needle: str) -> list[Found]:
        """Return where a text stands, in either case and within lines; the first so many places."""
        if not needle:
            return []
        found = []
        for match in finder(needle).finditer(self.text):
            line, start = self.place(match.start())
            found.append(Found(line, start, start + len(match[0])))
            if len(found) == MOST_PLACES:
                break
        return found


def finder(needle: str) -> re.Pattern[str]:
    """Return what finds a text in either case."""
    return re.compile(re.escape(needle), re.IGNORECASE)
