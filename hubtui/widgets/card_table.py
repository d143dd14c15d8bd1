"""Tables of a card: columns that share the width, or, where there are too many for it, a record for each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hubtui.core.card.blocks import Ink
from hubtui.widgets.card_wrap import BLANK, Line, Piece, width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.core.card.blocks import Spans, Table

GAP: Final = 2
"""Cells between columns."""
LEAST: Final = 3
"""Cells that a column keeps however little room there is."""
WORD: Final = 14
"""Cells of a word that a column keeps whole, where that goes at all."""
_LABEL: Final = 24
"""The most cells of a record's labels."""


def table_lines(table: Table, width: int) -> list[Line]:
    """Return a table in lines of at most ``width`` cells."""
    grid = [table.head, *table.rows] if any(table.head) else list(table.rows)
    count = len(table.head)
    columns = [[row[number] for row in grid if number < len(row)] for number in range(count)]
    room = width - GAP * (count - 1)
    natural = [max((_natural(cell) for cell in cells), default=0) for cells in columns]
    least = [min(max(_longest(cells), LEAST), most) for cells, most in zip(columns, natural, strict=True)]
    if sum(least) > room:
        return _records(table, width)
    widths = _shared(natural, least, room)
    return _grid(table, widths)


def _natural(cell: Spans) -> int:
    """Return the cells of a table's cell on one line."""
    return max(map(width_of, "".join(span.text for span in cell).split("\n")))


def _longest(cells: Sequence[Spans]) -> int:
    """Return the cells of the longest word, as far as it is to be kept whole."""
    words = (word for cell in cells for span in cell for word in span.text.split())
    return min(max(map(width_of, words), default=0), WORD)


def _shared(natural: list[int], least: list[int], room: int) -> list[int]:
    """Return the width of each column: what it needs, and where there is not enough the widest give way."""
    widths = list(natural)
    excess = sum(widths) - room
    while excess > 0:
        widest = max(range(len(widths)), key=lambda number: widths[number] - least[number])
        others = [width for number, width in enumerate(widths) if number != widest and width < widths[widest]]
        # Down to the next one's width in one step, so that a table of any width takes few.
        step = max(1, min(excess, widths[widest] - max(others, default=0), widths[widest] - least[widest]))
        widths[widest] -= step
        excess -= step
    return widths


def _grid(table: Table, widths: list[int]) -> list[Line]:
    lines: list[Line] = []
    rule = Line((Piece("─" * (sum(widths) + GAP * (len(widths) - 1)), Ink.MUTED),))
    if any(table.head):
        lines += _row(table.head, widths, table.right, Ink.STRONG)
        lines.append(rule)
    rows = [_row(row, widths, table.right) for row in table.rows]
    # Rows of several lines run into each other unless something stands between them.
    apart = any(len(row) > 1 for row in rows)
    for number, row in enumerate(rows):
        if number and apart:
            lines.append(BLANK)
        lines += row
    return lines


def _row(
    cells: Sequence[Spans], widths: list[int], right: Sequence[bool], ink: Ink = Ink.PLAIN
) -> list[Line]:
    """Return the lines of one row."""
    wrapped = [wrap(cell, max(width, 2), ink) for cell, width in zip(cells, widths, strict=False)]
    height = max(map(len, wrapped), default=0)
    lines = []
    for number in range(max(height, 1)):
        pieces: list[Piece] = []
        used = begin = 0
        for column, (cell, width) in enumerate(zip(wrapped, widths, strict=False)):
            inside = cell[number] if number < len(cell) else ()
            length = sum(width_of(piece.text) for piece in inside)
            place = begin + (width - length if right[column] else 0)
            if inside and place > used:
                pieces.append(Piece(" " * (place - used)))
                used = place
            pieces += inside
            used += length
            begin += width + GAP
        lines.append(Line(tuple(pieces)))
    return lines


def _records(table: Table, width: int) -> list[Line]:
    """Return each row as lines of a heading and a value; cells without either are left out."""
    labels = ["".join(span.text for span in cell).replace("\n", " ") for cell in table.head]
    most = max(min(_LABEL, width // 3), LEAST)
    column = min(max(map(width_of, labels), default=0), most)
    lines: list[Line] = []
    for row in table.rows:
        if lines:
            lines.append(BLANK)
        for label, cell in zip(table.head, row, strict=False):
            if cell:
                lines += _record(label, cell, column, width)
    return lines or _record((), table.head[0] if table.head else (), 0, width)


def _record(label: Spans, cell: Spans, column: int, width: int) -> list[Line]:
    """Return one value beside its heading."""
    if not column:
        return [Line(pieces) for pieces in wrap(cell, max(width, 2))]
    names = wrap(label, max(column, 2), Ink.STRONG)
    values = wrap(cell, max(width - column - GAP, 2))
    lines = []
    for number in range(max(len(names), len(values))):
        name = names[number] if number < len(names) else ()
        value = values[number] if number < len(values) else ()
        padding = column + GAP - sum(width_of(piece.text) for piece in name)
        lines.append(Line((*name, Piece(" " * padding), *value) if value else name))
    return lines
