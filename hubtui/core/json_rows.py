"""JsonRows: any JSON as rows that fold, are found and are copied, of any size and depth. Pure.

Nothing in here is clean but what ``pieces``, ``long_lines``, ``path`` and ``copied`` return.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from hubtui.core.json_flat import flat
from hubtui.hub.decode import decode_json
from hubtui.text import one_line, plural, printable

if TYPE_CHECKING:
    from hubtui.core.json_flat import Row

MOST_FOUND: Final = 2_000
"""Rows that a search finds at most."""
_SMALL: Final = 12
"""Rows up to which what is inside another value is unfolded at first."""
_LONGEST: Final = 20_000
"""Characters of a string that are shown in lines of its own."""
_INDENT: Final = "  "


class Hue(Enum):
    """What a piece of a row is."""

    KEY = auto()
    TEXT = auto()
    NUMBER = auto()
    WORD = auto()
    """true, false, null."""
    BRACKET = auto()
    """Brackets, commas and dashes."""
    NOTE = auto()
    """What is said about what is folded."""


class Piece(NamedTuple):
    """A piece of a row; its text is clean."""

    text: str
    hue: Hue


class JsonRows:
    """The rows of one value, and which of them are folded.

    Args:
        value: as a JSON decoder returns it.
        tidy: shown as a tree in which brackets and quotation marks are left out.
    """

    def __init__(self, value: object, *, tidy: bool = False) -> None:
        self.tidy = tidy
        self.rows = list(flat(value))
        """All of them."""
        self.folded = {
            index
            for index, row in enumerate(self.rows)
            if row.folds and row.depth > 0 and row.end - index > _SMALL
        }
        """The indexes of those that are folded."""
        self._text = ""
        self._starts: list[int] = []

    @classmethod
    def read(cls, body: bytes) -> JsonRows:
        """Return the rows of an answer; long ones are best read in a thread.

        Raises:
            BadAnswer: it is no JSON.
        """
        rows = cls(decode_json(body))
        rows.index()
        return rows

    def visible(self) -> list[int]:
        """Return the indexes of the rows that are shown."""
        shown: list[int] = []
        at = 1 if self.tidy and self.rows[0].folds else 0
        for index in sorted(self.folded):
            if index >= at:
                shown.extend(range(at, index + 1))
                at = self.rows[index].end
        shown.extend(range(at, len(self.rows)))
        return [index for index in shown if not self.rows[index].closes] if self.tidy else shown

    # Folding

    def toggle(self, index: int) -> bool:
        """Fold what is unfolded and the other way round; return whether there was something to fold."""
        return self.fold(index) or self.unfold(index)

    def fold(self, index: int) -> bool:
        """Fold a row; return whether it was unfolded."""
        if not self.rows[index].folds or index in self.folded:
            return False
        self.folded.add(index)
        return True

    def unfold(self, index: int) -> bool:
        """Unfold a row; return whether it was folded."""
        if index not in self.folded:
            return False
        self.folded.discard(index)
        return True

    def reveal(self, index: int) -> None:
        """Unfold all that a row is inside of."""
        while (index := self.rows[index].parent) >= 0:
            self.folded.discard(index)

    def opener(self, index: int) -> int:
        """Return the row that a closing bracket belongs to; any other row's own index."""
        return self.rows[index].parent if self.rows[index].closes else index

    # Finding

    def find(self, text: str) -> list[int]:
        """Return the rows whose key or value holds a text, whatever its case, in their order; 2,000 at most."""
        wanted = text.lower()
        found: list[int] = []
        if not wanted:
            return []
        if not self._starts:
            self.index()
        at = self._text.find(wanted)
        while at >= 0 and len(found) < MOST_FOUND:
            index = bisect_right(self._starts, at) - 1
            found.append(index)
            at = self._text.find(wanted, self._starts[index + 1]) if index + 1 < len(self._starts) else -1
        return found

    def index(self) -> None:
        """Make what is searched, where the rows are read, so that no key has to wait for it."""
        lines, at = [], 0
        for row in self.rows:
            line = _searched(row)
            self._starts.append(at)
            lines.append(line)
            at += len(line) + 1
        self._text = "\n".join(lines)

    # Showing

    def pieces(self, index: int, width: int) -> list[Piece]:
        """Return a row without its indentation, hardly longer than ``width`` characters of its value."""
        row = self.rows[index]
        comma = [] if self.tidy or row.is_last else [Piece(",", Hue.BRACKET)]
        if row.closes:
            return [Piece(_brackets(row.value)[1], Hue.BRACKET), *comma]
        shown = [*self._key(row), *self._value(row, width, index in self.folded)]
        return shown if row.folds and index not in self.folded else [*shown, *comma]

    def _key(self, row: Row) -> list[Piece]:
        if row.key is None:
            return [Piece("- ", Hue.BRACKET)] if self.tidy and row.depth > 0 else []
        if self.tidy:
            return [Piece(one_line(row.key), Hue.KEY), Piece(": ", Hue.BRACKET)]
        return [Piece(_written(row.key), Hue.KEY), Piece(": ", Hue.BRACKET)]

    def _value(self, row: Row, width: int, is_folded: bool) -> list[Piece]:
        value = row.value
        if isinstance(value, str):
            cut = value[: max(width, 1)]
            return [Piece(one_line(cut) if self.tidy else _written(cut), Hue.TEXT)]
        if not isinstance(value, dict | list):
            return [Piece(_written(value), Hue.NUMBER if _is_number(value) else Hue.WORD)]
        opening, closing = _brackets(value)
        if not value:
            return [Piece(opening + closing, Hue.BRACKET)]
        note = Piece(plural(len(value), "key" if isinstance(value, dict) else "item"), Hue.NOTE)
        if self.tidy:
            return [note] if is_folded else []
        if is_folded:
            return [Piece(f"{opening} ", Hue.BRACKET), note, Piece(f" {closing}", Hue.BRACKET)]
        return [Piece(opening, Hue.BRACKET)]

    def long_lines(self, index: int) -> list[str]:
        """Return the lines of a string as it is, clean, to be shown below its row; none for any other value."""
        value = self.rows[index].value
        if not isinstance(value, str):
            return []
        lines = [one_line(line) for line in printable(value[:_LONGEST]).split("\n")]
        if len(value) > _LONGEST:
            lines.append(f"… {plural(len(value) - _LONGEST, 'character')} more; y copies all of it")
        return lines

    def path(self, index: int) -> str:
        """Return where a value stands: cardData.model-index[0].name; empty for the outermost."""
        steps: list[str] = []
        index = self.opener(index)
        while (parent := self.rows[index].parent) >= 0:
            key = self.rows[index].key
            steps.append(f"[{self._place(index, parent)}]" if key is None else f".{one_line(key)}")
            index = parent
        return "".join(reversed(steps)).removeprefix(".")

    def _place(self, index: int, parent: int) -> int:
        """Return which of its list's items a row is, from 0."""
        place, at = 0, parent + 1
        while at < index:
            place, at = place + 1, self.rows[at].end
        return place

    # Copying

    def copied(self, index: int) -> str:
        """Return a string as it is, and anything else as JSON, without control characters."""
        index = self.opener(index)
        row = self.rows[index]
        if not row.folds:
            return printable(row.value if isinstance(row.value, str) else _written(row.value))
        try:
            text = msgspec.json.format(msgspec.json.encode(row.value), indent=len(_INDENT)).decode()
        except RecursionError:
            text = self._written_out(index)
        # A long text is looked through once more only where it may hold what is to be dropped.
        return text if text.isascii() and "\x7f" not in text else printable(text)

    def _written_out(self, index: int) -> str:
        """Return JSON that is nested deeper than an encoder goes."""
        row = self.rows[index]
        return "\n".join(
            _INDENT * (inner.depth - row.depth) + _line(inner, is_outer=at in (index, row.end - 1))
            for at, inner in enumerate(self.rows[index : row.end], index)
        )


def _brackets(value: object) -> tuple[str, str]:
    return ("{", "}") if isinstance(value, dict) else ("[", "]")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _written(value: object) -> str:
    """Return a plain value as JSON on one clean line; control characters are escaped, what else steers is dropped."""
    return one_line(json.dumps(value, ensure_ascii=False))


def _line(row: Row, *, is_outer: bool) -> str:
    """Return one line of JSON; the outermost ones need neither a key nor a comma."""
    opening, closing = _brackets(row.value)
    comma = "" if is_outer or row.is_last else ","
    if row.closes:
        return closing + comma
    key = "" if is_outer or row.key is None else f"{json.dumps(row.key, ensure_ascii=False)}: "
    return key + (opening if row.folds else json.dumps(row.value, ensure_ascii=False) + comma)


def _searched(row: Row) -> str:
    """Return what a search looks at: key and value in lower case, without line ends."""
    if row.closes:
        return ""
    value = "" if row.folds else row.value if isinstance(row.value, str) else json.dumps(row.value)
    text = value if row.key is None else f"{row.key}: {value}"
    return text.replace("\n", " ").lower()
