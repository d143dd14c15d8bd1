"""Spans of a card broken into lines of a width, measured in cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, get_character_cell_size

from hubtui.core.card.blocks import Ink

if TYPE_CHECKING:
    from hubtui.core.card.blocks import Spans

_PARTS = re.compile(r"\n| +|[^ \n]+")
DECORATION = -1
"""Stands for the place of what is no text of the card."""


class Piece(NamedTuple):
    """A part of a line in one ink."""

    text: str
    ink: Ink = Ink.PLAIN
    at: int = DECORATION
    """Where it begins in the page's text."""
    stop: int = -1
    """The number of the stop that it belongs to."""


class Line(NamedTuple):
    """One line as it is drawn, without its margin."""

    pieces: tuple[Piece, ...] = ()
    fill: Ink = Ink.PLAIN
    """The ink of the ground from the line's end on."""
    stop: int = -1
    """The stop that the whole line belongs to."""

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(piece.text for piece in self.pieces)


BLANK = Line()


def width_of(text: str) -> int:
    """Return the cells that text takes."""
    return len(text) if text.isascii() else cell_len(text)


def split(text: str, width: int) -> tuple[str, str]:
    """Return what of a text fits into so many cells, at least one character, and the rest."""
    if text.isascii():
        return text[: max(width, 1)], text[max(width, 1) :]
    place = used = 0
    while place < len(text) and (
        used + (size := get_character_cell_size(text[place])) <= width or place == 0
    ):
        used += size
        place += 1
    return text[:place], text[place:]


def wrap(spans: Spans, width: int, ink: Ink = Ink.PLAIN) -> list[tuple[Piece, ...]]:
    """Break spans into lines of at most ``width`` cells: between words, or inside one that is longer.

    Args:
        spans: the text.
        width: at least 2, for some characters take two cells.
        ink: what all of it is written in, besides its own.
    """
    lines = _Lines(width)
    for text, own, at, stop in spans:
        for found in _PARTS.finditer(text):
            part = found[0]
            piece = Piece(part, own | ink, at + found.start(), stop)
            if part == "\n":
                lines.end_line()
            elif part[0] == " ":
                lines.blank(piece)
            else:
                lines.part(piece)
    return lines.ended()


class _Lines:
    """Lines as they are filled; a word may be made of several pieces."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._lines: list[tuple[Piece, ...]] = []
        self._line: list[Piece] = []
        self._used = 0
        self._blank: Piece | None = None
        self._word: list[Piece] = []
        self._length = 0
        """Cells of the word."""

    def part(self, piece: Piece) -> None:
        """Take a part of a word."""
        self._word.append(piece)
        self._length += width_of(piece.text)

    def blank(self, piece: Piece) -> None:
        """Take what ends a word."""
        self._end_word()
        self._blank = piece if self._line else None

    def end_line(self) -> None:
        """Break here."""
        self._end_word()
        self._lines.append(_merged(self._line))
        self._line, self._used, self._blank = [], 0, None

    def ended(self) -> list[tuple[Piece, ...]]:
        """Return all lines."""
        self._end_word()
        if self._line:
            self.end_line()
        return self._lines

    def _end_word(self) -> None:
        if not self._word:
            return
        word, length = self._word, self._length
        self._word, self._length = [], 0
        gap = width_of(self._blank.text) if self._blank is not None else 0
        if self._used + gap + length <= self._width:
            self._put(word, gap + length)
        elif length <= self._width and not _is_wide(word):
            self.end_line()
            self._put(word, length)
        else:
            self._fold(word, gap)

    def _put(self, word: list[Piece], cells: int) -> None:
        if self._blank is not None:
            self._line.append(self._blank)
            self._blank = None
        self._line += word
        self._used += cells

    def _fold(self, word: list[Piece], gap: int) -> None:
        """Put a word that is longer than a line, or that may be broken anywhere, from where the line is."""
        if self._line and (self._used + gap + 2 > self._width or not _is_wide(word)):
            self.end_line()
        elif self._blank is not None:
            self._put([], gap)
        for piece in word:
            text, at = piece.text, piece.at
            while text:
                room = self._width - self._used
                if room < 2 and width_of(text) > room:
                    self.end_line()
                    room = self._width
                head, text = split(text, room)
                self._put([piece._replace(text=head, at=at)], width_of(head))
                at += len(head)
                if text:
                    self.end_line()


def _is_wide(word: list[Piece]) -> bool:
    """Tell whether a word has characters of scripts that are broken anywhere."""
    return any(width_of(piece.text) > len(piece.text) for piece in word)


def _merged(line: list[Piece]) -> tuple[Piece, ...]:
    """Return a line's pieces, those that follow each other in the text and are alike as one."""
    merged: list[Piece] = []
    for piece in line:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.ink == piece.ink
            and last.stop == piece.stop
            and last.at + len(last.text) == piece.at
        ):
            merged[-1] = last._replace(text=last.text + piece.text)
        else:
            merged.append(piece)
    return tuple(merged)
