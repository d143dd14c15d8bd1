"""Which fields to ask for by name, learnt from what a server refuses (design.md §5, Fetching)."""

from __future__ import annotations

import re

import msgspec

_WORD = re.compile(r"[A-Za-z_][\w-]*")
_BEFORE = "one of"
_ECHO = re.compile(r"""\b(?:received|got|found)\b:?\s*\S+""", re.IGNORECASE)


class Expansion(msgspec.Struct, frozen=True):
    """What is known of one server and one path: the names that it does not take."""

    dropped: tuple[str, ...] = ()
    """Names that were asked for and are not known there."""
    refused: bool = False
    """Whether it takes no names at all."""

    def names(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of the wanted names that may be asked for."""
        return () if self.refused else tuple(name for name in wanted if name not in self.dropped)

    def after(self, asked: tuple[str, ...], words: str) -> Expansion:
        """Return what is known after these names met a 400.

        Args:
            asked: the names that were asked for.
            words: the server's text, which lists the names that are valid (wire.md §1.8).
        """
        valid = valid_names(words)
        unknown = tuple(name for name in asked if name not in valid)
        if not unknown or unknown == asked:
            return Expansion(self.dropped + asked, refused=True)
        return Expansion(self.dropped + unknown)


def valid_names(words: str) -> frozenset[str]:
    """Return the names that a 400's text lists as valid; what it repeats as received is none of them."""
    listed = words[words.lower().rfind(_BEFORE) + len(_BEFORE) :] if _BEFORE in words.lower() else words
    return frozenset(_WORD.findall(_ECHO.sub("", listed)))
