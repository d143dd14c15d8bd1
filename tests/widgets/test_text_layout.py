"""Tests of hubtui.widgets.text_layout."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hubtui.widgets.text_layout import DENSEST, Piece, TextLayout

LINES = st.lists(st.text("ab 中é", max_size=30), min_size=1, max_size=5)


def test_a_line_that_fits_has_one_row_and_a_longer_one_several() -> None:
    layout = TextLayout(["abc", "", "abcdefgh"])
    layout.wrap(3)
    assert layout.row_count == 5
    assert [layout.piece(row, 0, 3) for row in range(5)] == [
        Piece(0, 0, 3),
        Piece(1, 0, 0),
        Piece(2, 0, 3),
        Piece(2, 3, 6),
        Piece(2, 6, 8),
    ]


def test_an_unwrapped_line_shows_what_lies_within_the_window() -> None:
    layout = TextLayout(["abcdefgh"])
    assert layout.piece(0, 2, 3) == Piece(0, 2, 5)
    assert layout.piece(0, 20, 3) == Piece(0, 8, 8)


def test_what_takes_no_cell_does_not_go_on_without_end() -> None:
    layout = TextLayout(["a" + "\u0301" * 1000])
    assert layout.piece(0, 0, 5).end == 5 * DENSEST


@given(LINES, st.integers(2, 12))
def test_wrapped_rows_hold_every_character_once_and_none_is_too_wide(lines: list[str], width: int) -> None:
    layout = TextLayout(lines)
    layout.wrap(width)
    rows = [layout.piece(row, 0, width) for row in range(layout.row_count)]
    shown = [
        "".join(lines[p.line][p.start : p.end] for p in rows if p.line == line) for line in range(len(lines))
    ]
    assert shown == lines
    assert all(cell_len(lines[p.line][p.start : p.end]) <= width for p in rows)
    for row, piece in enumerate(rows):
        assert layout.row_of(piece.line, piece.start) == row


@given(LINES, st.integers(0, 40), st.integers(1, 12))
def test_a_window_never_shows_more_cells_than_it_has(lines: list[str], left: int, width: int) -> None:
    layout = TextLayout(lines)
    assert layout.widest == max(map(cell_len, lines))
    for row, line in enumerate(lines):
        piece = layout.piece(row, left, width)
        assert cell_len(line[: piece.start]) >= min(left, cell_len(line))
        assert cell_len(line[piece.start : piece.end]) <= width + 1
