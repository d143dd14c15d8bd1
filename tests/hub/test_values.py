"""Values as text, in a cell and in full."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.hub.values import (
    Binary,
    Fields,
    Items,
    Label,
    Long,
    Plain,
    Unread,
    Unreadable,
    Value,
    in_cell,
    in_full,
    is_number,
)
from hubtui.text import is_plain, printable

SIMPLE = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(),
    st.builds(Long, st.text(), st.integers(0)), st.builds(Binary, st.binary(), st.integers(0), st.text()),
    st.builds(Label, st.integers(), st.text()), st.builds(Plain, st.text()),
    st.builds(Unreadable, st.text()), st.builds(Unread, st.integers(0)),
)  # fmt: skip
VALUES: st.SearchStrategy[Value] = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.builds(Items, st.lists(inner, max_size=4).map(tuple), st.integers(0, 9)),
        st.builds(Fields, st.lists(st.tuples(st.text(), inner), max_size=4).map(tuple), st.integers(0, 9)),
    ),
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (-7, "-7"),
        (float("nan"), "NaN"),
        (0.1, "0.1"),
        ("", '""'),
        ("two\nlines\x1b[31m", "two lines[31m"),
        (Label(2, "cross"), "cross (2)"),
        (Plain("2026-01-01"), "2026-01-01"),
        (Binary(b"\0\1", 120_000), "binary, 120 kB"),
        (Binary(b"", 120_000, "png image, 640×480"), "png image, 640×480, 120 kB"),
        (Unreadable("union<a>"), "cannot be shown: union<a>"),
        (Unread(9_900_000), "not read, 9.9 MB"),
        (Items(()), "[]"),
        (Items((1, None, "a"), 8), "[1, null, a, … 8 more]"),
        (Fields((("a", 1), ("b", Items(("x",))))), "{a: 1, b: [x]}"),
        (Fields(((3, "x"),)), "{3: x}"),
        (Fields((("bytes", Binary(b"", 900, "png image")), ("path", "a.png"))), "png image, 900 B · a.png"),
        (Fields((("bytes", None), ("path", "a.png"))), "a.png"),
        (Fields((("bytes", Binary(b"", 900)), ("path", None))), "binary, 900 B"),
        (Fields((("bytes", "x"), ("path", "a.png"))), "{bytes: x, path: a.png}"),
    ],
)
def test_a_value_is_one_line_in_a_cell(value: Value, text: str) -> None:
    assert in_cell(value) == text


@given(VALUES)
def test_no_value_steers_the_terminal(value: Value) -> None:
    assert is_plain(in_cell(value))
    assert printable(full := in_full(value)) == full


def test_a_cell_is_made_of_no_more_than_it_shows() -> None:
    assert len(in_cell("x" * 5_000)) == 400
    assert len(in_cell(Items(tuple(["item"] * 5_000)))) <= 400


def test_nesting_beyond_all_measure_ends() -> None:
    value: Value = 1
    for _ in range(500):
        value = Items((value,))
    assert "…" in in_cell(value)
    assert "…" in in_full(value)


def test_nested_values_in_full_are_a_tidy_tree() -> None:
    value = Fields(
        (
            ("messages", Items((Fields((("role", "user"), ("content", "one\ntwo"))),), 3)),
            ("empty", Items(())),
            ("none", Fields(())),
            ("score", 0.5),
        )
    )
    assert in_full(value).split("\n") == [
        "messages:",
        "  0:",
        "    role: user",
        "    content:",
        "      one",
        "      two",
        "  … 3 more",
        "empty: empty list",
        "none: no fields",
        "score: 0.5",
    ]


def test_bytes_in_full_are_what_they_are_and_their_first_256() -> None:
    lines = in_full(Binary(bytes(range(256)) * 2, 1_000, "wav audio")).split("\n")
    assert lines[0] == "wav audio, 1.0 kB"
    assert lines[1].startswith("0000  00 01 02")
    assert lines[5] == "0040  40 41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f  @ABCDEFGHIJKLMNO"
    assert len(lines) == 18
    assert lines[-1] == "… 744 B more"


def test_a_long_string_says_how_long_it_is() -> None:
    assert in_full(Long("begins", 2_000_000)) == "begins\n… 2,000,000 characters in all"


def test_truth_is_no_number() -> None:
    assert [is_number(value) for value in (1, 0.5, True, None, "1")] == [True, True, False, False, False]
