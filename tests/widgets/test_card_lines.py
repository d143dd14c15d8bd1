"""Tests of CardLines and CardSearch: places are right whatever is estimated, and matches are counted in their order."""

from __future__ import annotations

import functools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.core.card.cutting import cut
from hubtui.widgets.card_lines import CardLines, Place, Spot
from hubtui.widgets.card_search import CardSearch
from tests.core.card.test_cutting import TEXTS

PARTS = 120
CARD = cut("".join(f"## Part {number}\n\n{'word ' * (number % 37)}\n\n" for number in range(PARTS)))
WIDTHS = st.sampled_from((16, 40, 80, 200))


@functools.cache
def laid_out(width: int) -> CardLines:
    """Return a card of which every line is known."""
    lines = CardLines(CARD, width)
    for chunk in range(lines.chunks):
        lines.lines(chunk)
    return lines


@given(WIDTHS, st.integers(0, 900), st.integers(-900, 900))
def test_a_move_goes_over_as_many_lines_as_it_says(width: int, start: int, count: int) -> None:
    lines, known = CardLines(CARD, width), laid_out(width)
    place = known.place(start)
    moved = lines.moved(place, count)
    assert known.number(moved) == min(max(known.number(place) + count, 0), known.total - 1)


@given(WIDTHS, st.integers(0, 900))
def test_a_place_and_its_number_tell_each_other(width: int, number: int) -> None:
    lines = laid_out(width)
    assert lines.number(lines.place(number)) == min(number, lines.total - 1)


@given(WIDTHS, WIDTHS, st.integers(0, 900))
def test_another_width_finds_the_text_that_was_being_read(width: int, other: int, number: int) -> None:
    lines = CardLines(CARD, width)
    spot = lines.spot(laid_out(width).place(number))
    lines.fit(other)
    place = lines.place_of(spot)
    assert lines.spot(place).chunk == spot.chunk
    assert lines.spot(place).at <= spot.at
    after = lines.spot(lines.moved(place, 1))
    assert after.chunk > spot.chunk or after.at > spot.at or after == lines.spot(place)


@given(TEXTS, WIDTHS)
def test_the_end_fills_the_screen_and_no_line_is_missing(text: str, width: int) -> None:
    card = cut(text)
    if not card.chunks:
        return
    lines = CardLines(card, width)
    top = lines.last_top(10)
    for chunk in range(lines.chunks):
        lines.lines(chunk)
    assert lines.number(top) == max(lines.total - 10, 0)
    assert all(lines.line(number) is not None for number in range(lines.total))
    assert lines.line(lines.total) is None


def test_the_height_of_what_is_no_longer_kept_stays() -> None:
    lines = laid_out(80)
    total = lines.total
    first = lines.line(0)
    assert lines.is_laid_out
    assert lines.total == total
    assert first is not None
    assert lines.place(0) == Place(0, 0)


@pytest.mark.parametrize("seed", range(3))
def test_matches_are_counted_in_order_however_pages_come(seed: int) -> None:
    lines = CardLines(CARD, 80)
    search = CardSearch("  PART   1 ")
    chunks = [*range(lines.chunks)]
    random.Random(seed).shuffle(chunks)
    for chunk in chunks:
        search.take(chunk, lines.gist(chunk))
    assert search.text == "PART 1"
    assert search.count == sum(f"Part {number}".startswith("Part 1") for number in range(PARTS))
    assert search.number == 0
    search.current = Spot(0, search.matches(0)[1])
    assert search.number == 2


def test_letters_that_become_two_in_lower_case_shift_nothing() -> None:
    lines = CardLines(cut("İİ needle İ Needle"), 80)
    search = CardSearch("NEEDLE")
    page = lines.gist(0)
    search.take(0, page)
    assert [page.text[at : at + search.length] for at in search.matches(0)] == ["needle", "Needle"]
