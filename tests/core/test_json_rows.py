"""Tests of hubtui.core.json_rows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.core.json_rows import MOST_FOUND, JsonRows
from hubtui.hub.errors import BadAnswer
from hubtui.text import is_plain, printable

PLAIN = st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=6)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)
BODY = {"id": "a/b", "tags": ["x", "y"], "none": {}, "deep": {"list": [{"name": "needle"}, 1.5, None, True]}}
HOSTILE = "\x1b]0;x\x07\u202eq\x9b2J"


def text(rows: JsonRows, width: int = 60) -> list[str]:
    """Return what is shown, indented."""
    return [
        "  " * rows.rows[index].depth + "".join(piece.text for piece in rows.pieces(index, width))
        for index in rows.visible()
    ]


def unfolded(value: Any) -> JsonRows:
    rows = JsonRows(value)
    rows.folded.clear()
    return rows


def test_json_is_shown_as_json() -> None:
    assert text(JsonRows(BODY)) == [
        "{",
        '  "id": "a/b",',
        '  "tags": [',
        '    "x",',
        '    "y"',
        "  ],",
        '  "none": {},',
        '  "deep": {',
        '    "list": [',
        "      {",
        '        "name": "needle"',
        "      },",
        "      1.5,",
        "      null,",
        "      true",
        "    ]",
        "  }",
        "}",
    ]


def test_a_tree_leaves_brackets_and_quotation_marks_out() -> None:
    assert [line.removeprefix("  ") for line in text(JsonRows(BODY, tidy=True))] == [
        "id: a/b", "tags: ", "  - x", "  - y", "none: {}", "deep: ", "  list: ", "    - ", "      name: needle",
        "    - 1.5", "    - null", "    - true",
    ]  # fmt: skip
    assert text(JsonRows("alone", tidy=True)) == ["alone"]
    assert text(JsonRows({}, tidy=True)) == ["{}"]


@given(VALUES)
def test_all_that_is_unfolded_is_the_json_itself(value: Any) -> None:
    rows = unfolded([value])
    cleaned = printable(json.dumps([value], ensure_ascii=False))
    assert json.loads(rows.copied(0)) == json.loads(cleaned)
    assert len(rows.visible()) == len(rows.rows)


@given(VALUES, st.data())
def test_folding_hides_exactly_what_is_inside(value: Any, chance: st.DataObject) -> None:
    rows = unfolded(value)
    folded = chance.draw(st.sets(st.integers(0, len(rows.rows) - 1)))
    inside = set()
    for index in folded:
        if rows.fold(index):
            inside |= set(range(index + 1, rows.rows[index].end))
    assert rows.visible() == [index for index in range(len(rows.rows)) if index not in inside]


def test_what_is_long_is_folded_at_first_and_says_how_much_there_is() -> None:
    rows = JsonRows({"tags": ["x"] * 1_824, "config": {"a": list(range(40))}, "one": [["x"] * 20]})
    assert text(rows) == [
        "{", '  "tags": [ 1,824 items ],', '  "config": { 1 key },', '  "one": [ 1 item ]', "}",
    ]  # fmt: skip
    assert rows.toggle(1)
    assert len(rows.visible()) == 5 + 1_825
    assert rows.toggle(1)
    assert len(rows.visible()) == 5
    assert not rows.toggle(len(rows.rows) - 1)


def test_a_search_finds_keys_and_values_in_any_case_inside_folds_too() -> None:
    rows = JsonRows({"tags": ["Alpha", "beta\nALPHA"], "alphabet": 12, "x": {"y": ["z"] * 30 + ["alpha"]}})
    found = rows.find("alpha")
    assert [rows.path(index) for index in found] == ["tags[0]", "tags[1]", "alphabet", "x.y[30]"]
    assert found[-1] not in rows.visible()
    rows.reveal(found[-1])
    assert found[-1] in rows.visible()
    assert rows.find("") == rows.find("nowhere") == []
    assert [rows.path(index) for index in rows.find("12")] == ["alphabet"]


def test_a_search_for_what_is_everywhere_ends() -> None:
    assert len(JsonRows(["x"] * (MOST_FOUND + 5)).find("x")) == MOST_FOUND


def test_a_value_is_copied_as_it_is_and_what_is_nested_as_json() -> None:
    rows = JsonRows(BODY)
    at = {rows.path(index): index for index in range(len(rows.rows)) if not rows.rows[index].closes}
    assert rows.copied(at["id"]) == "a/b"
    assert rows.copied(at["deep.list[1]"]) == "1.5"
    assert rows.copied(at["deep.list[2]"]) == "null"
    assert rows.copied(at["none"]) == "{}"
    assert rows.copied(at["tags"]) == '[\n  "x",\n  "y"\n]'
    assert json.loads(rows.copied(at["deep"])) == BODY["deep"]
    closing = rows.rows[at["deep"]].end - 1
    assert rows.rows[closing].closes
    assert rows.copied(closing) == rows.copied(at["deep"])
    assert rows.path(len(rows.rows) - 1) == ""


def test_what_is_hostile_is_shown_disarmed_and_copied_without_control_characters() -> None:
    for tidy in (False, True):
        rows = JsonRows({HOSTILE: [HOSTILE, {"x": HOSTILE}]}, tidy=tidy)
        assert all(is_plain(line) for line in text(rows))
        assert all(is_plain(rows.path(index)) for index in range(len(rows.rows)))
        assert all(printable(rows.copied(index)) == rows.copied(index) for index in range(len(rows.rows)))
    assert JsonRows([HOSTILE]).copied(1) == "]0;xq2J"
    assert text(JsonRows([HOSTILE]))[1] == '  "\\u001b]0;x\\u0007q2J"'


def test_a_long_string_has_lines_of_its_own_up_to_a_bound() -> None:
    rows = JsonRows(["one\n  two\x1b", "x" * 30_000, 7])
    assert rows.long_lines(1) == ["one", "  two"]
    assert rows.long_lines(2)[1] == "… 10,000 characters more; y copies all of it"
    assert rows.long_lines(3) == []
    assert len(text(rows)[2]) < 70


def test_any_depth_is_shown_and_copied() -> None:
    value: Any = "deep"
    for _ in range(5_000):
        value = [value]
    rows = unfolded(value)
    assert len(rows.rows) == 10_001
    assert rows.copied(0).count("[") == 5_000
    assert rows.path(5_000) == "[0]" * 5_000


def test_what_is_no_json_is_a_bad_answer() -> None:
    with pytest.raises(BadAnswer, match="web page"):
        JsonRows.read(b"<html>")
    assert text(JsonRows.read(b'{"a": 1}')) == ["{", '  "a": 1', "}"]
