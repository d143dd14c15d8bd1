"""The names under which headings are linked to, as GitHub and the Hub make them."""

from __future__ import annotations

import re

_LEFT_OUT = re.compile(r"[^\w\- ]")


def slug(heading: str) -> str:
    """Return the name of a heading: lower case, blanks as hyphens, without punctuation."""
    return _LEFT_OUT.sub("", heading.strip().lower()).replace(" ", "-")


class Numbering:
    """Tells headings of the same name apart."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def name(self, slug: str) -> str:
        """Return the name of the next heading: that of its slug, or with a number behind it, from 1."""
        name = slug
        while name in self._used:
            self._used[slug] += 1
            name = f"{slug}-{self._used[slug]}"
        self._used[name] = 0
        return name
