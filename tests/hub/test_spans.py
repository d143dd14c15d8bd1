"""What is known of a file, against a plain array of what was put."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hubtui.hub.spans import Spans

SIZE = 60
DATA = bytes(range(SIZE))
PARTS = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, 20)), max_size=12)


@given(PARTS, st.integers(0, SIZE), st.integers(0, SIZE))
def test_what_was_put_is_known_and_the_rest_is_missing(
    parts: list[tuple[int, int]], one: int, other: int
) -> None:
    start, stop = sorted((one, other))
    spans = Spans(1_000)
    known: set[int] = set()
    for offset, length in parts:
        data = DATA[offset : offset + length]
        spans.put(offset, data)
        known.update(range(offset, offset + len(data)))
    gaps = spans.missing(start, stop)
    assert {at for begin, end in gaps for at in range(begin, end)} == set(range(start, stop)) - known
    assert all(begin < end for begin, end in gaps)
    assert spans.get(start, stop) == (None if gaps else DATA[start:stop])


def test_the_first_parts_go_when_there_are_too_many() -> None:
    spans = Spans(10)
    for start in (20, 0, 10):
        spans.put(start, DATA[start : start + 5])
    assert spans.get(20, 25) == DATA[20:25]
    spans.trim()
    assert spans.get(20, 25) is None
    assert spans.get(0, 5) == DATA[:5]
    assert spans.get(10, 15) == DATA[10:15]


def test_one_part_larger_than_all_that_is_held_stays_until_the_next() -> None:
    spans = Spans(10)
    spans.put(0, DATA[:40])
    spans.trim()
    assert spans.get(0, 40) == DATA[:40]
    spans.put(50, DATA[50:55])
    spans.trim()
    assert spans.get(0, 40) is None
    assert spans.get(50, 55) == DATA[50:55]
