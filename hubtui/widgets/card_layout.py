"""Lays out the pages of a card in lines of a width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from hubtui.core.card.blocks import Code, Heading, Ink, Items, Paragraph, Quote, Rule, Table
from hubtui.widgets.card_table import table_lines
from hubtui.widgets.card_wrap import BLANK, Line, Piece, split, width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.core.card.blocks import Block, Page

MEASURE: Final = 100
"""The most cells of a line of prose: longer ones are tiring to read."""
LEAST: Final = 10
"""Cells that nested lists and quotations leave to their text."""
FOLD: Final = "↪ "
"""Stands where a line of code goes on that is longer than the width."""
_FOLDS = " ,;(=[{/"
"""Signs behind which a line of code is folded."""
_BAR = Piece("▎ ", Ink.MARK)
_HEADINGS = {1: Ink.TITLE, 2: Ink.HEADING}


def lay_out(page: Page, width: int) -> list[Line]:
    """Return the lines of a page, a blank one before its first block unless it goes on with the page before.

    Args:
        page: a chunk of a card as it was read.
        width: the cells of a line, at least 16. No line is wider.
    """
    lines: list[Line] = []
    for number, block in enumerate(page.blocks):
        if number or not page.joined:
            lines.append(BLANK)
        lines += _block(block, width)
    return lines


def _blocks(blocks: Sequence[Block], width: int, *, apart: bool = True) -> list[Line]:
    """Return the lines of blocks within a list or a quotation."""
    lines: list[Line] = []
    for block in blocks:
        if lines and (apart or not isinstance(block, Items | Paragraph)):
            lines.append(BLANK)
        lines += _block(block, width)
    return lines


def _block(block: Block, width: int) -> list[Line]:
    measure = min(width, MEASURE)
    match block:
        case Paragraph(spans):
            return [Line(pieces) for pieces in wrap(spans, measure)]
        case Heading():
            return _heading(block, measure)
        case Items():
            return _items(block, width)
        case Quote():
            return _within(_Prefix(_BAR, _BAR), block.blocks, width)
        case Code():
            return _code(block, measure)
        case Table():
            return table_lines(block, width)
        case Rule():
            return [Line((Piece("─" * measure, Ink.MUTED),))]


def _heading(heading: Heading, width: int) -> list[Line]:
    ink = _HEADINGS.get(heading.level, Ink.SUBHEADING)
    lines = [Line(pieces) for pieces in wrap(heading.spans, width, ink)]
    if heading.level == 1:
        lines.append(Line((Piece("─" * width, Ink.MUTED),)))
    return lines


def _code(code: Code, width: int) -> list[Line]:
    """Return a block of code on a raised ground; what is too long is folded, and marked where it goes on."""
    lines = []
    at, room = code.at, width - 2
    for text in code.lines:
        head, rest = _folded(text, room)
        lines.append(_code_line(Piece(" ", Ink.RAISED), head, at, code.stop))
        place = at + len(head)
        while rest:
            head, rest = _folded(rest, room - width_of(FOLD))
            lines.append(_code_line(Piece(f" {FOLD}", Ink.RAISED | Ink.MUTED), head, place, code.stop))
            place += len(head)
        at += len(text) + 1
    return lines


def _folded(text: str, width: int) -> tuple[str, str]:
    """Return what of a line of code fits, and the rest; behind a sign near the end is the better place to fold."""
    if width_of(text) <= width:
        return text, ""
    head, rest = split(text, width)
    place = max(head.rfind(sign, len(head) * 2 // 3) for sign in _FOLDS) + 1
    return (head[:place], head[place:] + rest) if place else (head, rest)


def _code_line(margin: Piece, text: str, at: int, stop: int) -> Line:
    return Line((margin, Piece(text, Ink.RAISED, at)), Ink.RAISED, stop)


class _Prefix(NamedTuple):
    """What stands before the first line and before the others."""

    first: Piece
    others: Piece


def _items(items: Items, width: int) -> list[Line]:
    """Return a list; all its items have their text in the same column."""
    column = max(width_of(item.mark) for item in items.items) + 1
    lines: list[Line] = []
    for item in items.items:
        if lines and (items.loose or lines[-1].fill):
            lines.append(BLANK)
        mark = Piece(item.mark.rjust(column - 1) + " ", Ink.MARK)
        lines += _within(_Prefix(mark, Piece(" " * column)), item.blocks, width, apart=items.loose)
    return lines


def _within(prefix: _Prefix, blocks: Sequence[Block], width: int, *, apart: bool = True) -> list[Line]:
    """Return blocks behind a prefix; where that would leave too little room, without it."""
    room = width - width_of(prefix.first.text)
    if room < LEAST:
        return _blocks(blocks, width, apart=apart)
    inside = _blocks(blocks, room, apart=apart) or [BLANK]
    lines = []
    for number, line in enumerate(inside):
        before = prefix.others if number else prefix.first
        lines.append(line._replace(pieces=(before, *line.pieces)))
    return lines
