"""The cells of one row of the tag sidebar: which part of a name is shown, and where the match is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, split_text

from hubtui.widgets import cells

if TYPE_CHECKING:
    from hubtui.core.tag_rows import Line, Span

_LONGEST = 256
"""Characters at an end, and around a match, beyond which nothing of a name is measured."""
_NOTE_LEAST = 9
"""Cells below which a note that does not fit is left out, unless the match is in it."""


class Piece(NamedTuple):
    """Text in one style."""

    text: str
    part: str
    """name, note or match."""


def pieces(line: Line, width: int) -> list[Piece]:
    """Return a row's name and note, padded to exactly ``width`` cells."""
    note_width = cell_len(line.note[:_LONGEST]) + 1 if line.note_match else 0
    found = _marked(line.name, line.name_match, max(width - note_width, width // 2), "name")
    left = width - _width(found)
    if line.note and left > 1 and _is_shown(line, left - 1):
        found += [Piece(" ", "note"), *_marked(line.note, line.note_match, left - 1, "note")]
    if (padding := width - _width(found)) > 0:
        # In the style of what stands on both sides, so that they become one segment.
        found.append(Piece(" " * padding, "note"))
    return found


def _is_shown(line: Line, room: int) -> bool:
    """Tell whether a row's note is worth so many cells."""
    return line.note_match is not None or room >= _NOTE_LEAST or cell_len(line.note[:_LONGEST]) <= room


def _width(found: list[Piece]) -> int:
    return sum(cell_len(piece.text) for piece in found)


def _marked(text: str, match: Span | None, width: int, part: str) -> list[Piece]:
    """Return text in at most ``width`` cells; what is cut away is never the beginning of the match."""
    if match is None:
        if len(text) > 2 * _LONGEST:
            text = text[:_LONGEST] + text[-_LONGEST:]
        # The tail of a name names the variant; a note is read from its beginning.
        cut = cells.middle if part == "name" else cells.head
        return [Piece(cut(text, width), part)] if text else []
    text, start, end = _around(text, match, width)
    parts = (Piece(text[:start], part), Piece(text[start:end], "match"), Piece(text[end:], part))
    return [piece for piece in parts if piece.text]


def _around(text: str, match: Span, width: int) -> tuple[str, int, int]:
    """Return a cut of text in at most ``width`` cells, and where the match is in it."""
    first = max(0, match[0] - _LONGEST)
    start, end = match[0] - first, min(match[1] - first, match[0] - first + _LONGEST)
    text = text[first : first + end + _LONGEST]
    if cell_len(text) <= width:
        return text, start, end
    needed = cell_len(text[:end]) + (end < len(text))
    over = min(needed + 1 - width, cell_len(text[:start])) if needed > width else 0
    if over > 0:
        # Where a cut goes through a wide character, split_text leaves a blank.
        kept = split_text(text, over)[1].lstrip()
        moved = len(text) - len(kept) - 1
        text, start, end = cells.CUT + kept, start - moved, end - moved
    text = cells.head(text, width)
    return text, min(start, len(text)), min(end, len(text))
