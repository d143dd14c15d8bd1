"""Tests of hubtui.text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui import text

HOSTILE = {
    "\x1b]0;PWNED\x1b\\": "]0;PWNED\\",
    "\x9d0;PWNED\x9c": "0;PWNED",
    "a\x00b\x7fc": "abc",
    "left\u202eright": "leftright",
    "one\u2028two": "onetwo",
    "\ufeffname": "name",
}


@pytest.mark.parametrize(("raw", "clean"), HOSTILE.items())
def test_what_steers_a_terminal_is_dropped(raw: str, clean: str) -> None:
    assert text.printable(raw) == clean
    assert text.one_line(raw) == clean


def test_printable_keeps_lines_and_one_line_joins_them() -> None:
    assert text.printable("a\tb\r\nc") == "a\tb\nc"
    assert text.one_line("a\tb\r\nc") == "a b c"


def test_emoji_joiners_stay_in_prose_and_go_from_ids() -> None:
    family = "\U0001f469\u200d\U0001f467"
    assert text.printable(family) == family
    assert text.one_line(family) == "\U0001f469\U0001f467"


@given(st.text())
def test_no_control_character_survives(raw: str) -> None:
    assert all(unicodedata.category(letter) not in ("Cc", "Cs") for letter in text.one_line(raw))
    assert all(
        letter in "\t\n" or unicodedata.category(letter) not in ("Cc", "Cs") for letter in text.printable(raw)
    )


@given(st.text())
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    assert text.one_line(text.one_line(raw)) == text.one_line(raw)
    assert text.printable(text.printable(raw)) == text.printable(raw)


@given(st.text())
def test_is_plain_says_whether_one_line_changes_anything(raw: str) -> None:
    assert text.is_plain(raw) == (text.one_line(raw) == raw)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (None, ""),
        (0, "0"),
        (982, "982"),
        (999, "999"),
        (1_000, "1.0k"),
        (1_234, "1.2k"),
        (9_960, "10k"),
        (41_000, "41k"),
        (999_499, "999k"),
        (999_600, "1.0M"),
        (4_100_000, "4.1M"),
        (932_329_010, "932M"),
        (1_900_000_000, "1.9G"),
        (-1_234, "-1.2k"),
    ],
)
def test_counts(number: int | None, shown: str) -> None:
    assert text.count(number) == shown


@given(st.integers(0, 10**14))
def test_a_count_takes_at_most_five_characters(number: int) -> None:
    assert len(text.count(number)) <= 5


@pytest.mark.parametrize(
    ("number", "shown"), [(None, ""), (22_713_216, "23M"), (8_190_735_360, "8.2B"), (671_026_419_200, "671B")]
)
def test_parameters(number: int | None, shown: str) -> None:
    assert text.parameters(number) == shown


@pytest.mark.parametrize(
    ("octets", "shown"),
    [
        (None, ""),
        (0, "0 B"),
        (313, "313 B"),
        (1_500, "1.5 kB"),
        (440_473_133, "440 MB"),
        (16_381_516_776, "16.4 GB"),
    ],
)
def test_sizes(octets: int | None, shown: str) -> None:
    assert text.size(octets) == shown


@pytest.mark.parametrize(
    ("seconds", "words", "short"),
    [
        (-5, "just now", "now"),
        (59, "just now", "now"),
        (60, "1 minute ago", "1m"),
        (3 * 3_600, "3 hours ago", "3h"),
        (3 * 86_400, "3 days ago", "3d"),
        (70 * 86_400, "2 months ago", "2mo"),
        (800 * 86_400, "2 years ago", "2y"),
    ],
)
def test_ages(seconds: int, words: str, short: str) -> None:
    now = 1_800_000_000.0
    assert text.age(int(now) - seconds, now) == words
    assert text.short_age(int(now) - seconds, now) == short
    assert text.age(None, now) == text.short_age(None, now) == ""


def test_numbers_bring_their_noun() -> None:
    assert text.plural(1, "row") == "1 row"
    assert text.plural(1_200, "row") == "1,200 rows"
    assert text.plural(2, "copy", "copies") == "2 copies"
