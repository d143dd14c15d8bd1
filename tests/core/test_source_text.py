"""Tests of hubtui.core.source_text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hubtui.core.source_text import MOST_PLACES, Found, SourceText
from hubtui.text import is_plain


def test_lines_come_without_tabs_and_without_a_last_one_that_is_empty() -> None:
    assert SourceText("a\tb\n\nc\n").lines == ("a   b", "", "c")


def test_an_empty_text_has_one_line() -> None:
    assert SourceText("").lines == ("",)


def test_a_text_is_found_in_either_case_and_within_lines() -> None:
    source = SourceText("Ab\nxaB ab\na\nb")
    assert source.find("AB") == [Found(0, 0, 2), Found(1, 1, 3), Found(1, 4, 6)]
    assert source.find("") == []
    assert source.find("(") == []


def test_no_more_places_are_found_than_anybody_steps_through() -> None:
    assert len(SourceText("a" * (MOST_PLACES + 5)).find("a")) == MOST_PLACES


@given(st.text())
def test_offsets_and_places_agree_and_every_line_is_plain(text: str) -> None:
    source = SourceText(text)
    assert all(is_plain(line) for line in source.lines)
    for number, (line, start) in enumerate(zip(source.lines, source.starts, strict=True)):
        assert source.text[start : start + len(line)] == line
        assert source.place(start) == (number, 0)
        assert source.place(start + len(line)) == (number, len(line))
