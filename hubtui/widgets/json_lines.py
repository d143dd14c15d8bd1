"""JsonLines: the rows of JSON as lines of a width; long strings open into lines of their own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from hubtui.core.json_rows import Hue, Piece
from hubtui.text import plural
from hubtui.widgets import cells
from hubtui.widgets.block_list import FOUND

if TYPE_CHECKING:
    from hubtui.core.json_rows import JsonRows

PARTS: Final = {hue: f"json-{hue.name.lower()}" for hue in Hue}
"""What each hue is called among the parts of a line."""
CSS: Final = """
        & > .{0}--json-key { color: $text-primary; }
        & > .{0}--json-text { color: $text-success; }
        & > .{0}--json-number, & > .{0}--json-word { color: $text-warning; }
        & > .{0}--json-bracket, & > .{0}--json-note { color: $text-muted; }
        & > .{0}--found { color: $text-accent; text-style: bold underline; }
"""
_SHUT, _OPEN, _NONE = "▸ ", "▾ ", "  "
_STEP: Final = 2
"""Cells that each depth is indented by."""


def component_classes(prefix: str) -> set[str]:
    """Return the component classes that a widget needs which draws such lines."""
    return {f"{prefix}--{part}" for part in (*PARTS.values(), FOUND)}


def css(prefix: str) -> str:
    """Return the styles of those classes."""
    return CSS.replace("{0}", prefix)


class JsonLines:
    """Which line shows what; to be laid out anew whenever something folds, opens, or the width is another."""

    def __init__(self, rows: JsonRows) -> None:
        self.rows = rows
        self._opened: dict[int, list[str]] = {}
        """The strings that are shown in lines of their own, each with those lines."""
        self._shown: list[int] = []
        """The row of each line."""
        self._width = 0

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._shown)

    def lay_out(self, width: int) -> None:
        """Find out which line shows what."""
        if width != self._width:
            self._width = width
            self._opened = {row: self._broken(row) for row in self._opened}
        visible, at = self.rows.visible(), 0
        self._shown = []
        for row in sorted(self._opened):
            place = bisect_left(visible, row, at)
            if place < len(visible) and visible[place] == row:
                self._shown += visible[at : place + 1]
                self._shown += [row] * len(self._opened[row])
                at = place + 1
        self._shown += visible[at:]

    def _broken(self, row: int) -> list[str]:
        """Return the lines of a long string, each broken where it does not fit."""
        room = max(2, self._width - self._indent(row) - len(_NONE) - _STEP)
        return [part for line in self.rows.long_lines(row) for part in cells.chopped(line, room)]

    def row_of(self, line: int) -> int:
        """Return the row that a line shows."""
        return self._shown[line]

    def line_of(self, row: int) -> int:
        """Return the first line that shows a row, or the one before its place where it is folded away."""
        return max(
            0, bisect_right(self._shown, row - 1) if row in self else bisect_left(self._shown, row) - 1
        )

    def __contains__(self, row: int) -> bool:
        """Whether a row is shown."""
        at = bisect_left(self._shown, row)
        return at < len(self._shown) and self._shown[at] == row

    def block(self, line: int) -> range:
        """Return the lines that show the same row as a line."""
        row = self._shown[line]
        return range(bisect_left(self._shown, row), bisect_right(self._shown, row))

    # Folding

    def folds(self, row: int) -> bool:
        """Return whether there is something to fold or unfold in a row."""
        row = self.rows.opener(row)
        return self.rows.rows[row].folds or row in self._opened or self.is_long(row)

    def toggle(self, row: int) -> bool:
        """Fold or unfold a row, or open or shut a long string; return whether there was something to do."""
        row = self.rows.opener(row)
        return self.rows.toggle(row) or self._shut(row) or self._open(row)

    def fold(self, row: int) -> bool:
        """Fold a row or shut a long string; return whether there was something to do."""
        return self._shut(row) or self.rows.fold(self.rows.opener(row))

    def unfold(self, row: int) -> bool:
        """Unfold a row or open a long string; return whether there was something to do."""
        return self.rows.unfold(row) or self._open(row)

    def show(self, row: int) -> None:
        """Unfold all that a row is inside of, and open it where it is too long for its line."""
        self.rows.reveal(row)
        self.unfold(row)

    def _shut(self, row: int) -> bool:
        return self._opened.pop(row, None) is not None

    def _open(self, row: int) -> bool:
        if row in self._opened or not self.is_long(row):
            return False
        self._opened[row] = self._broken(row)
        return True

    def is_long(self, row: int) -> bool:
        """Return whether a row is a string that does not fit into its line, or has several."""
        value = self.rows.rows[row].value
        if not isinstance(value, str):
            return False
        room = self._width - self._indent(row) - len(_NONE)
        return "\n" in value or len(value) > room or _length(self.rows.pieces(row, room)) > room

    # Drawing

    def parts(self, line: int) -> list[tuple[str, str]]:
        """Return a line's texts with the names of their parts, in at most the width."""
        row = self._shown[line]
        indent = " " * self._indent(row)
        nth = line - bisect_left(self._shown, row)
        if nth:
            text = self._opened[row][nth - 1]
            return [(f"{indent}{_NONE}{' ' * _STEP}", ""), (text, PARTS[Hue.TEXT])]
        room = max(1, self._width - len(indent) - len(_NONE))
        parts = [(indent + self._fold_mark(row), PARTS[Hue.NOTE])]
        for text, hue in self._pieces(row, room):
            shown = cells.head(text, room)
            room -= cell_len(shown)
            parts.append((shown, PARTS[hue]))
            if room <= 0:
                break
        return parts

    def _pieces(self, row: int, room: int) -> list[Piece]:
        pieces = self.rows.pieces(row, room + 1)
        if row not in self._opened:
            return pieces
        value = self.rows.rows[row].value
        length = len(value) if isinstance(value, str) else 0
        key = [piece for piece in pieces if piece.hue is not Hue.TEXT and piece.text != ","]
        return [*key, Piece(plural(length, "character"), Hue.NOTE)]

    def _fold_mark(self, row: int) -> str:
        if self.rows.rows[row].folds:
            return _SHUT if row in self.rows.folded else _OPEN
        if row in self._opened:
            return _OPEN
        return _SHUT if self.is_long(row) else _NONE

    def _indent(self, row: int) -> int:
        """Return the cells before a row; what is nested deep stays within a third of the width."""
        depth = self.rows.rows[row].depth - (1 if self.rows.tidy and self.rows.rows[0].folds else 0)
        return min(depth * _STEP, self._width // 3)


def _length(pieces: list[Piece]) -> int:
    return sum(cell_len(piece.text) for piece in pieces)
