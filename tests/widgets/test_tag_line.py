"""Tests of hubtui.widgets.tag_line and hubtui.widgets.filter_text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hubtui.core.choices import TagChoice
from hubtui.core.tag_rows import Line, line
from hubtui.widgets.filter_text import LONGEST, FilterText
from hubtui.widgets.tag_line import pieces


def drawn(shown: Line, width: int) -> str:
    """Return a row as text, with its match between angle brackets and blanks kept."""
    return "".join(
        f"<{piece.text}>" if piece.part == "match" else piece.text for piece in pieces(shown, width)
    )


def row(tag: str, label: str = "", typed: str = "", word: str = "license") -> Line:
    return line(TagChoice(tag, label, word), typed, alone=True)


@pytest.mark.parametrize(
    ("shown", "width", "text"),
    [
        (row("mit"), 14, "mit license   "),
        (row("mit"), 11, "mit license"),
        (row("mit"), 10, "mit       "),
        (row("language:de", "German of Germany"), 14, "de German of …"),
        (row("zero-shot-classification"), 12, "zer…fication"),
        (row("zero-shot-classification", "", "zero"), 12, "<zero>-shot-c…"),
        (row("zero-shot-classification", "", "shot"), 12, "zero-<shot>-c…"),
        (row("zero-shot-classification", "", "fication"), 12, "…ssi<fication>"),
        (row("zero-shot-classification", "", "class"), 12, "…shot-<class>…"),
        (row("zero-shot-classification", "", "zero-shot-classification"), 12, "<zero-shot-c…>"),
        (row("language:gsw", "Swiss German", "german"), 12, "gsw …<German> "),
        (row("日本語日本語", "", "日本語日本"), 7, "<日本語…>"),
        (row("a日本語", "", "語"), 6, "…本<語> "),
        (row("mit"), 0, ""),
        (row("mit", "", "mit"), 1, "<…>"),
    ],
)
def test_a_row_shows_as_much_of_a_name_as_fits_and_the_match_first_of_all(
    shown: Line, width: int, text: str
) -> None:
    assert drawn(shown, width) == text


@given(
    st.text(alphabet="ab日e\u0301🚀-:", max_size=40),
    st.text(alphabet="ab日 ", max_size=20),
    st.text(alphabet="ab日", max_size=3),
    st.integers(0, 30),
)
def test_a_row_fills_its_place_exactly(tag: str, label: str, typed: str, width: int) -> None:
    assert sum(cell_len(piece.text) for piece in pieces(row(tag, label, typed), width)) == width


def test_what_was_used_gives_way_to_the_next_letter_or_goes_as_a_whole() -> None:
    field = FilterText()
    assert field.insert("mit")
    field.is_used = True
    assert field.insert("g")
    assert field.text == "g"
    field.is_used = True
    assert field.backspace()
    assert field.text == ""
    assert not field.backspace()


def test_only_so_much_can_be_typed() -> None:
    field = FilterText()
    field.insert("x" * LONGEST)
    assert not field.insert("y")
    assert field.text == "x" * LONGEST


@given(st.text(alphabet="ab 日🚀", max_size=40), st.integers(0, 12))
def test_the_end_of_the_text_is_shown_in_no_more_than_its_place(text: str, width: int) -> None:
    field = FilterText()
    field.insert(text)
    shown = field.shown(width)
    assert cell_len(shown) <= width
    assert field.text.endswith(
        shown.removeprefix("…").rstrip() if not shown.endswith(" ") else shown.removeprefix("…")
    )
