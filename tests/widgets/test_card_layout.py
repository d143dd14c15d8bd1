"""Tests of what lays out a card: every line fits, nothing of the text is lost, and tables stay legible."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hubtui.core.card.cutting import cut
from hubtui.core.card.reading import Reader
from hubtui.text import is_plain
from hubtui.widgets.card_layout import MEASURE, lay_out
from hubtui.widgets.card_wrap import DECORATION, split
from tests.core.card.test_cutting import TEXTS

if TYPE_CHECKING:
    from hubtui.core.card.blocks import Page
    from hubtui.widgets.card_wrap import Line

WIDTHS = st.integers(min_value=16, max_value=200)
SIGNS = ("漢字", "🙂", "é", "e\u0301", "a", " ", "**", "`", "|", "\n", "- ", "> ")
WIDE = st.lists(st.sampled_from(SIGNS), max_size=60).map("".join)


def laid_out(text: str, width: int) -> list[tuple[Page, list[Line]]]:
    """Return the pages of a card with their lines."""
    card = cut(text)
    reader = Reader(card)
    pages = [reader.read(chunk) for chunk in card.chunks]
    return [(page, lay_out(page, width)) for page in pages]


def shown(text: str, width: int = 40) -> str:
    """Return a card as it is shown, without the blank line before it."""
    lines = [line for _, lines in laid_out(text, width) for line in lines]
    return "\n".join(line.text.rstrip() for line in lines).removeprefix("\n")


@given(TEXTS | WIDE | st.text(max_size=200), WIDTHS)
def test_any_text_is_laid_out_in_lines_that_fit_and_are_clean(text: str, width: int) -> None:
    for _, lines in laid_out(text, width):
        for line in lines:
            assert cell_len(line.text) <= width
            assert is_plain(line.text)


@given(TEXTS | WIDE, WIDTHS)
def test_what_is_shown_stands_in_the_text_where_it_says(text: str, width: int) -> None:
    for page, lines in laid_out(text, width):
        for line in lines:
            for piece in line.pieces:
                if piece.at != DECORATION:
                    assert page.text[piece.at :].startswith(piece.text)


@given(st.lists(st.text(alphabet="ab漢é🙂", min_size=1, max_size=60), max_size=20), WIDTHS)
def test_no_word_is_lost(words: list[str], width: int) -> None:
    text = " ".join(words)
    assert re.sub(r"\s", "", shown(text, width)) == "".join(words)


@given(st.text(alphabet="ab漢🙂e\u0301", min_size=1, max_size=40), st.integers(min_value=2, max_value=30))
def test_text_is_split_without_a_cell_made_up(text: str, width: int) -> None:
    head, rest = split(text, width)
    assert head + rest == text
    assert head
    assert cell_len(head) <= max(width, 2)


def test_prose_is_no_wider_than_is_good_to_read() -> None:
    assert max(len(line) for line in shown("word " * 100, 200).split("\n")) <= MEASURE


def test_blocks_stand_apart() -> None:
    assert shown("# A\n\nb\nc\n\n- d\n- e\n", 20) == f"A\n{'─' * 20}\n\nb c\n\n• d\n• e"


def test_text_of_items_is_in_one_column() -> None:
    assert shown("9. nine and some more\n10. ten\n", 16) == " 9. nine and\n    some more\n10. ten"


def test_items_apart_and_items_with_code() -> None:
    assert shown("- a\n\n- b\n") == "• a\n\n• b"
    assert shown("- a\n  ```\n  x\n  ```\n- b\n") == "• a\n\n   x\n\n• b"


def test_quotations_have_a_bar() -> None:
    assert shown("> a b\n>\n> - c\n", 16) == "▎ a b\n▎\n▎ • c"


def test_deep_nesting_gives_way_to_the_text() -> None:
    text = "\n".join(f"{'  ' * depth}- level{depth}" for depth in range(12))
    lines = shown(text, 20).split("\n")
    assert [f"level{depth}" in line for depth, line in enumerate(lines)] == [True] * 12


def test_code_is_folded_where_it_is_too_long_and_marked() -> None:
    assert shown("```\nx = 'aaaaaaaaaaaaaaaaaaaa'\ny\n```", 16) == " x = 'aaaaaaaaa\n ↪ aaaaaaaaaaa'\n y"
    assert shown("```\nf(first=1, second=2)\n```", 16) == " f(first=1,\n ↪ second=2)"


def test_a_table_that_fits_is_as_wide_as_it_needs() -> None:
    assert shown("| a | value |\n|:--|--:|\n| one | 2 |\n| two | 10 |\n") == (
        "a    value\n──────────\none      2\ntwo     10"
    )


def test_a_table_that_does_not_fit_gives_up_its_widest_columns_first() -> None:
    table = "| key | description |\n|---|---|\n| one | some words that go on for long |\n| two | few |\n"
    assert shown(table, 20) == (
        "key  description\n────────────────────\none  some words that\n     go on for long\n\ntwo  few"
    )


def test_a_table_of_too_many_columns_becomes_records() -> None:
    names = [f"column{number}" for number in range(6)]
    table = f"|{'|'.join(names)}|\n|{'---|' * 6}\n|1|2|3|4|5|6|\n|7||9|\n"
    assert shown(table, 30) == (
        "column0  1\ncolumn1  2\ncolumn2  3\ncolumn3  4\ncolumn4  5\ncolumn5  6\n\ncolumn0  7\ncolumn2  9"
    )


@pytest.mark.parametrize("width", [16, 20, 40, 80, 200])
def test_a_table_without_a_head_or_without_rows_is_shown(width: int) -> None:
    assert shown("<table><tr><td>a</td><td>b</td></tr></table>", width) == "a  b"
    assert shown("| a | b |\n|---|---|\n", width).startswith("a  b")


def test_a_page_that_goes_on_has_no_blank_line_before_it() -> None:
    lines = shown("```\n" + "line\n" * 2000 + "```").split("\n")
    assert lines == [" line"] * 2000
