"""How columns share the width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hubtui.widgets.row_columns import WIDEST, Place, lay_out, left_for

WIDTHS = st.lists(st.integers(3, 240), min_size=1, max_size=12)


def test_columns_that_fit_have_what_they_need() -> None:
    assert lay_out([5, 10, 3], 40, 0) == (Place(0, 5), Place(1, 10), Place(2, 3))


def test_what_is_left_goes_to_those_that_want_more() -> None:
    assert lay_out([5, 200, 90], 100, 0) == (Place(0, 5), Place(1, 46), Place(2, 46))
    assert lay_out([200], 100, 0) == (Place(0, 99),)


def test_the_last_column_is_cut_at_the_edge_or_left_out() -> None:
    assert lay_out([30, 30], 50, 0) == (Place(0, 30), Place(1, 18))
    assert lay_out([30, 30], 36, 0) == (Place(0, 30),)
    assert lay_out([30, 30], 5, 0) == (Place(0, 4),)


def test_a_column_is_brought_onto_the_screen_by_as_little_as_it_takes() -> None:
    assert left_for([30] * 5, 64, 0, 1) == 0
    assert left_for([30] * 5, 64, 0, 2) == 1
    assert left_for([30] * 5, 64, 4, 2) == 2
    assert left_for([30] * 5, 10, 0, 3) == 3


@given(WIDTHS, st.integers(0, 300), st.data())
def test_columns_never_take_more_than_there_is(natural: list[int], room: int, draw: st.DataObject) -> None:
    left = draw.draw(st.integers(0, len(natural) - 1))
    places = lay_out(natural, room, left)
    assert sum(place.width + 1 for place in places) <= max(room, 0)
    assert [place.column for place in places] == list(range(left, left + len(places)))
    assert all(0 < place.width <= natural[place.column] for place in places)


@given(WIDTHS, st.integers(2, 300), st.data())
def test_the_cursor_has_its_column_on_the_screen(natural: list[int], room: int, draw: st.DataObject) -> None:
    column, left = (draw.draw(st.integers(0, len(natural) - 1)) for _ in range(2))
    places = lay_out(natural, room, left_for(natural, room, left, column))
    width = next(place.width for place in places if place.column == column)
    assert width >= min(natural[column], WIDEST, room - 1)
