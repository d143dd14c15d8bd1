"""Rows of parquet files by ranges: what is read, what is left out, and files that are not in order.

All of it without the process in which it is done; test_parquet_process.py has that.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from hubtui.hub import ranged
from hubtui.hub.errors import BadFile
from hubtui.hub.parquet import TAIL
from hubtui.hub.parquet_talk import ASK, BATCH, BUDGET, Column
from hubtui.hub.ranged import RangedFile
from hubtui.hub.shard_reader import Batch, ShardReader
from hubtui.hub.values import Binary, Unread, in_cell, in_full
from tests.support.shards import Served, noise, shard, with_rows

MANY = 100_000
"""Rows of a table of numbers that has several pages a column."""


def opened(data: bytes) -> tuple[Served, ShardReader]:
    """Return a file in memory and what reads it, which knows the last bytes already."""
    served = Served(data)
    tail = served.parts([(max(0, len(data) - TAIL), len(data))])[0]
    return served, ShardReader(RangedFile(served.parts, len(data), tail))


def first_batch(data: bytes) -> Batch:
    """Return the first rows of a file."""
    return opened(data)[1].read(0)


def numbers(rows: int, columns: int = 2) -> dict[str, Any]:
    """Return columns of numbers that hardly get smaller."""
    return {
        f"c{at}": pa.array(memoryview(noise(8 * rows, at)).cast("q").tolist(), pa.int64())
        for at in range(columns)
    }


def pictures(rows: int, size: int) -> dict[str, Any]:
    """Return a column of large bytes and one of numbers."""
    return {
        "image": [{"bytes": noise(size, at), "path": f"{at}.png"} for at in range(rows)],
        "label": list(range(rows)),
    }


def test_the_footer_tells_rows_groups_and_columns() -> None:
    table = {
        "id": [1, 2, 3],
        "text": ["a", "b", None],
        "price": pa.array([Decimal("1.50")] * 3),
        "tags": [["x"], [], None],
    }
    served, read = opened(shard(table, row_group_size=2))
    layout = read.layout
    assert (layout.rows, layout.groups, layout.more_columns) == (3, 2, 0)
    assert [column.name for column in layout.columns] == ["id", "text", "price", "tags"]
    assert [column.number for column in layout.columns] == [True, False, True, False]
    assert layout.columns[3].type.startswith("list<")
    assert served.asked == [(0, len(served.data))]


def test_a_small_file_comes_with_its_footer() -> None:
    served, read = opened(shard({"id": list(range(120))}))
    rows = [read.read(row) for row in (0, 60, 119)]
    assert [(batch.first, len(batch.rows)) for batch in rows] == [(0, 50), (50, 50), (100, 20)]
    assert rows[2].rows[19] == (119,)
    assert served.asked == [(0, len(served.data))]


def test_a_footer_longer_than_the_first_read_is_read_with_a_second() -> None:
    table = {f"column {at} {'x' * 60}": [at] for at in range(600)}
    served, read = opened(shard(table))
    layout = read.layout
    assert len(layout.columns) + layout.more_columns == 600
    assert len(served.asked) == 2
    assert served.asked[0][1] == TAIL


def test_of_very_many_columns_the_first_300_are_shown() -> None:
    _, read = opened(shard({f"c{at}": [at] for at in range(303)}))
    layout = read.layout
    assert (len(layout.columns), layout.more_columns) == (300, 3)
    assert len(read.read(0).rows[0]) == 300


def test_only_the_needed_row_group_is_read() -> None:
    data = shard(numbers(MANY), row_group_size=2_000, use_dictionary=False)
    served, read = opened(data)
    before = served.sent
    batch = read.read(20_500)
    assert batch.first == 20_500
    assert 0 < served.sent - before < 3 * 32_000
    assert all(start > len(data) // 6 for start, _ in served.asked)


def test_only_the_first_pages_of_a_huge_row_group_are_read_for_its_first_rows() -> None:
    data = shard(numbers(MANY), use_dictionary=False, data_page_size=64 * 1024)
    served, read = opened(data)
    read.read(0)
    assert served.sent < len(data) / 2
    before = served.sent
    read.read(50)
    assert served.sent == before


def test_a_row_deep_in_a_row_group_costs_what_is_before_it_and_says_so() -> None:
    data = shard(numbers(MANY), use_dictionary=False, data_page_size=64 * 1024)
    served, read = opened(data)
    row = MANY // 2 + 7
    price, before = read.price(row), served.sent
    batch = read.read(row)
    here = noise(8 * MANY, 0)[8 * row :][:8]
    assert batch.rows[row - batch.first][0] == int.from_bytes(here, "little", signed=True)
    assert abs(price - len(data) / 2) < len(data) / 10
    assert abs(served.sent - before - price) < len(data) / 5
    assert read.price(row) == 0


def test_going_on_from_a_deep_row_is_cheap_and_going_back_asks_for_nothing() -> None:
    data = shard(numbers(MANY), use_dictionary=False, data_page_size=64 * 1024)
    served, read = opened(data)
    read.read(30_000)
    before = served.sent
    assert read.price(30_050) < 100_000
    read.read(30_050)
    read.read(10)
    assert served.sent - before < 200_000


def test_the_beginnings_of_all_columns_are_asked_for_at_the_same_time() -> None:
    served, read = opened(shard(numbers(20_000, columns=8), use_dictionary=False))
    read.read(0)
    assert served.together[1] == 8


def test_a_column_of_large_pages_is_left_out_until_it_is_wanted() -> None:
    data = shard(pictures(60, 100_000))
    served, read = opened(data)
    batch = read.read(0)
    # What is small beside a picture is read with the rest, such as its path.
    assert in_cell(batch.rows[7][0]) == "not read, 5.9 MB · 7.png"
    unread = read.whole(3, 0)
    assert isinstance(unread, Unread)
    assert 5_500_000 < unread.cost < 6_500_000
    assert batch.rows[49][1] == 49
    assert served.sent < 300_000
    wanted = frozenset({0})
    assert read.price(0, wanted) == unread.cost
    again = read.read(0, wanted)
    assert in_cell(again.rows[3][0]) == "binary, 100 kB · 3.png"
    # From then on it is read as all others are.
    assert in_cell((read.read(50)).rows[9][0]) == "binary, 100 kB · 59.png"
    assert served.sent < len(data) * 1.05


def test_a_page_larger_than_all_that_is_kept_is_read_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ranged, "_HELD", 200_000)
    _, read = opened(shard(pictures(60, 100_000)))
    read.read(0)
    batch = read.read(0, frozenset({0}))
    assert in_cell(batch.rows[3][0]) == "binary, 100 kB · 3.png"


def test_of_a_struct_that_is_left_out_the_fields_that_are_known_stand_in_their_place() -> None:
    odd = [
        {"a": at, "big": {"x": noise(100_000, at), "y": at}, "b": [str(at)], "big2": noise(9)}
        for at in range(60)
    ]
    _, read = opened(shard({"odd": odd, "none": [None] * 59 + [{"a": 1, "b": b"x"}]}))
    batch = read.read(0)
    assert in_cell(batch.rows[5][0]).startswith("{a: 5, big: not read, 5.9 MB, b: [5], big2: binary, 9 B}")
    assert in_cell(batch.rows[5][1]) == "null"


def test_what_is_left_out_costs_nothing_in_later_row_groups() -> None:
    served, read = opened(shard(pictures(300, 60_000), row_group_size=100))
    read.read(0)
    before = served.sent
    assert in_cell(read.read(250).rows[0][0]) == "not read, 5.9 MB · 250.png"
    assert served.sent - before < 40_000


def test_a_file_of_one_column_shows_it_whatever_its_pages_cost() -> None:
    served, read = opened(shard({"text": [noise(40_000, at).hex() for at in range(60)]}))
    batch = read.read(0)
    assert in_cell(batch.rows[0][0]).startswith(noise(40_000, 0).hex()[:40])
    assert BUDGET < served.sent < ASK


def test_of_columns_that_all_cost_too_much_the_cheapest_is_shown() -> None:
    table = {
        "large": [noise(90_000, at) for at in range(60)],
        "less": [noise(60_000, at) for at in range(60)],
    }
    _, read = opened(shard(table))
    for row in (0, 55):
        values = (read.read(row)).rows[0]
        assert isinstance(values[0], Unread)
        assert isinstance(values[1], Binary)


def test_the_first_rows_cost_less_than_the_budget_and_the_footer() -> None:
    table = {f"c{at}": [noise(3_000, at * 1000 + row) for row in range(400)] for at in range(12)}
    served, read = opened(shard(table, use_dictionary=False))
    footer = served.sent
    read.read(0)
    # pyarrow's reads between pages are small beside a page, and granted with it.
    assert served.sent - footer < BUDGET + 12 * 64 * 1024


@pytest.mark.parametrize(
    ("array", "text"),
    [
        (pa.array([None], pa.null()), "null"),
        (pa.array([True]), "true"),
        (pa.array([-5], pa.int8()), "-5"),
        (pa.array([2**64 - 1], pa.uint64()), str(2**64 - 1)),
        (pa.array([3.6], pa.float32()), "3.6"),
        (pa.array([1 / 3]), "0.3333333333333333"),
        (pa.array([float("nan")]), "NaN"),
        (pa.array([Decimal("12.30")]), "12.30"),
        (pa.array([date(2025, 3, 1)]), "2025-03-01"),
        (pa.array([time(1, 2, 3)]), "01:02:03"),
        (pa.array([timedelta(hours=5)]), "5:00:00"),
        (pa.array([datetime(2025, 1, 2, 3, 4, 5)]), "2025-01-02 03:04:05"),  # it has no zone
        (pa.array([datetime(2025, 1, 2, tzinfo=UTC)]), "2025-01-02 00:00:00+00:00"),
        (pa.array([1_700_000_000_123_456_789], pa.timestamp("ns")), "2023-11-14 22:13:20.123456789"),
        (pa.array([10**17], pa.timestamp("us")), "5138-11-16 09:46:40"),
        (pa.array([b"\xff\0"]), "binary, 2 B"),
        (pa.array(["a\tb\x1b]0;x\x07"]), "a b]0;x"),
        (pa.array([[1, None, 3]]), "[1, null, 3]"),
        (pa.array([[0.5] * 100], pa.list_(pa.float32(), 100)), "[" + "0.5, " * 24 + "… 76 more]"),
        (pa.array([{"a": 1, "b": ["x"]}]), "{a: 1, b: [x]}"),
        (pa.array([[("k", "v")]], pa.map_(pa.string(), pa.string())), "{k: v}"),
        (pa.array(["red"]).dictionary_encode(), "red"),
        (pa.array([{"bytes": b"\x89PNG\r\n\x1a\n", "path": "a.png"}]), "png image, 8 B · a.png"),
    ],
)
def test_every_type_is_one_line(array: Any, text: str) -> None:
    assert in_cell((first_batch(shard({"column": array}))).rows[0][0]) == text


def test_lists_in_lists_are_bounded_as_a_whole() -> None:
    cube = [[[at] * 200 for at in range(200)]] * 40
    _, read = opened(shard({"cube": [cube]}))
    assert in_cell((read.read(0)).rows[0][0]).startswith("[[[0, 0, 0, … 197 more], [1, 1, 1, … 197 more]")
    assert len(in_full(read.whole(0, 0))) < 500_000


def test_text_that_is_no_utf_8_is_shown_by_its_type() -> None:
    broken = pa.StringArray.from_buffers(1, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe"))
    batch = first_batch(shard({"column": broken, "other": [1]}))
    assert in_cell(batch.rows[0][0]) == "cannot be shown: string"
    assert batch.rows[0][1] == 1


def test_two_columns_and_two_fields_may_have_one_name() -> None:
    struct = pa.StructArray.from_arrays([pa.array([1]), pa.array([2])], names=["x", "x"])
    table = pa.Table.from_arrays([struct, pa.array([3]), pa.array([4])], names=["a", "a.x", "a"])
    batch = first_batch(shard(table))
    assert [in_cell(value) for value in batch.rows[0]] == ["{x: 1, x: 2}", "3", "4"]


def test_hostile_names_of_columns_are_clean() -> None:
    names = ["[/bold] [@click=app.quit]x[/]", "esc\x1b[31m\x07", "two\nlines", "‮back", "", "x" * 900]
    _, read = opened(shard({name: [{"in\x1bner": at}] for at, name in enumerate(names)}))
    layout = read.layout
    assert [column.name for column in layout.columns] == [
        "[/bold] [@click=app.quit]x[/]", "esc[31m", "two lines", "back", "", "x" * 200,
    ]  # fmt: skip
    assert "\x1b" not in layout.columns[0].type
    assert in_cell((read.read(0)).rows[0][0]) == "{inner: 0}"


@pytest.mark.parametrize(
    ("features", "texts"),
    [
        (
            {"label": {"_type": "ClassLabel", "names": ["calm", "cr\x1boss"]}},
            ["calm (0)", "cross (1)", "2", "-1"],
        ),
        ({"label": {"_type": "Value"}}, ["0", "1", "2", "-1"]),
        ({"label": {"_type": "ClassLabel", "names": "calm"}}, ["0", "1", "2", "-1"]),
        ([], ["0", "1", "2", "-1"]),
    ],
)
def test_classes_are_named_where_the_file_names_them(features: object, texts: list[str]) -> None:
    metadata = {"huggingface": json.dumps({"info": {"features": features}})}
    table = pa.table({"label": [0, 1, 2, -1]}).replace_schema_metadata(metadata)
    _, read = opened(shard(table))
    assert [in_cell(row[0]) for row in (read.read(0)).rows] == texts
    named = texts[0] != "0"
    assert read.layout.columns == (Column("label", "class, int64" if named else "int64", not named),)


def test_classes_in_lists_are_named_too() -> None:
    feature = {"_type": "Sequence", "feature": {"_type": "ClassLabel", "names": ["B", "I", "O"]}}
    metadata = {"huggingface": json.dumps({"info": {"features": {"ner": feature}}})}
    table = pa.table({"ner": [[2, 0, 1]]}).replace_schema_metadata(metadata)
    assert in_cell((first_batch(shard(table))).rows[0][0]) == "[O (2), B (0), I (1)]"


def test_metadata_that_is_no_json_names_nothing() -> None:
    table = pa.table({"label": [1]}).replace_schema_metadata({"huggingface": "[" * 100_000})
    assert (first_batch(shard(table))).rows[0][0] == 1


def test_a_value_is_read_in_full_though_its_cell_is_short() -> None:
    text = "line\n" * 5_000
    _, read = opened(shard({"text": ["a", text], "many": [[], list(range(500))]}))
    assert len(in_cell((read.read(1)).rows[1][0])) == 400
    assert in_full(read.whole(1, 0)) == text
    assert in_full(read.whole(1, 1)).endswith("499: 499")


def test_a_file_without_rows_has_columns_all_the_same() -> None:
    _, read = opened(shard({"text": pa.array([], pa.string())}))
    layout = read.layout
    assert (layout.rows, [column.name for column in layout.columns]) == (0, ["text"])


GOOD = shard(numbers(MANY), use_dictionary=False)
FOOTER = int.from_bytes(GOOD[-8:-4], "little") + 8


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (GOOD[: len(GOOD) // 2], "cut short, or is no parquet file"),
        (b"<html>not found</html>", "cut short, or is no parquet file"),
        (b"PAR1", "cut short, or is no parquet file"),
        (b"PAR1PAR1", "contradicts itself about its length"),
        (GOOD[:-4] + b"PARE", "encrypted"),
        (GOOD[:-8] + b"\xff\xff\xff\x7fPAR1", "contradicts itself about its length"),
        (GOOD[:-8] + b"\0\0\0\0PAR1", "cannot be read as parquet"),
        (GOOD[:-FOOTER] + noise(FOOTER - 8) + GOOD[-8:], "cannot be read as parquet"),
        (with_rows(GOOD, MANY - 1, MANY), "contradicts itself about the number of rows"),
        (with_rows(GOOD, 2**19, MANY), "contradicts itself about the number of rows"),
    ],
)
def test_a_file_that_is_not_in_order_says_so_when_it_is_opened(data: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words) as caught:
        opened(data)
    assert "\n" not in caught.value.summary


def test_a_footer_that_is_too_large_is_not_read() -> None:
    served = Served(b"")
    tail = (ASK + 1).to_bytes(4, "little") + b"PAR1"
    with pytest.raises(BadFile, match="too large"):
        ShardReader(RangedFile(served.parts, ASK * 2, tail))
    assert served.asked == []


def test_a_footer_of_another_file_is_found_out_when_rows_are_read() -> None:
    # The footer tells of 100,000 numbers where there are zeros.
    _, read = opened(b"PAR1" + bytes(len(GOOD) - FOOTER - 4) + GOOD[-FOOTER:])
    assert read.layout.rows == MANY
    with pytest.raises(BadFile, match="cannot be read as parquet"):
        read.read(0)
    # And nothing is stuck: a second try says the same.
    with pytest.raises(BadFile):
        read.read(0)


def test_a_footer_that_tells_of_more_rows_than_there_are_is_found_out_at_their_end() -> None:
    _, read = opened(with_rows(GOOD, MANY + 5_000, MANY, throughout=True))
    assert read.layout.rows == MANY + 5_000
    assert len(read.read(MANY - 1).rows) == BATCH
    with pytest.raises(BadFile):
        read.read(MANY + 4_000)


def test_a_footer_that_points_beyond_the_file_is_found_out() -> None:
    few = shard(numbers(10), use_dictionary=False)
    _, read = opened(few[:100] + GOOD[-FOOTER:])
    with pytest.raises(BadFile, match="points to where the file is not"):
        read.price(0)
