"""Tags: HTML taken apart into tags and text. However broken it is, it is read in one go and without complaint."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Attributes: TypeAlias = "Mapping[str, str]"

# No part of a tag goes over a further "<", so that what is never closed is looked at once and not again for each.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*+)(?P<rest>(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+'|[\"'])*+)(?:>|\Z)"
    r"|<[!?][^<>]*+>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([a-zA-Z][\w:.-]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>][^\s>]*+)))?")
RAW: Final = frozenset({"script", "style", "textarea", "title"})
"""Elements in whose content no tag but their own end is one."""


class Tags:
    """Takes text apart; a subclass does something with what is found."""

    def feed(self, text: str) -> None:
        """Take a text from its beginning to its end; a tag that is cut off at the end counts as whole."""
        place = 0
        while (found := _TAG.search(text, place)) is not None:
            if found.start() > place:
                self.take_text(unescape(text[place : found.start()]))
            place = found.end()
            name = (found["name"] or "").lower()
            if found["end"]:
                self.take_end(name)
            elif name:
                self.take_start(name, _attributes(found["rest"]))
                if name in RAW:
                    place = self._skip(text, place, name)
        if place < len(text):
            self.take_text(unescape(text[place:]))

    def _skip(self, text: str, place: int, name: str) -> int:
        """Pass the content of an element that is no text, and return where it ends."""
        end = text.lower().find(f"</{name}", place)
        return len(text) if end < 0 else end

    def take_text(self, text: str) -> None:
        """Take text between tags."""

    def take_start(self, tag: str, values: Attributes) -> None:
        """Take a tag that opens, its name in lower case, with its attributes."""

    def take_end(self, tag: str) -> None:
        """Take a tag that closes."""


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag, of a repeated one the first."""
    values: dict[str, str] = {}
    for name, *quoted in _ATTRIBUTE.findall(text):
        values.setdefault(name.lower(), unescape("".join(quoted)))
    return values
