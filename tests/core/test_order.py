"""Tests of hubtui.core.order."""

from __future__ import annotations

import pytest

from hubtui.core.order import can_ascend, is_ascending, own_sort
from hubtui.hub.criteria import SORTS, Kind, Sort
from hubtui.hub.models import Repo


def repos(*likes: int | None) -> list[Repo]:
    return [Repo(id=f"a/{place}", likes=number) for place, number in enumerate(likes)]


def test_rows_that_grow_ascend_and_equal_ones_do_not_spoil_it() -> None:
    assert is_ascending(repos(1, 2, 2, None, 5), Sort.LIKES)


def test_rows_that_fall_anywhere_do_not_ascend() -> None:
    assert not is_ascending(repos(1, 3, 2), Sort.LIKES)


def test_no_rows_are_no_objection() -> None:
    assert is_ascending([], Sort.LIKES)


def test_an_order_that_rows_do_not_show_is_not_taken_on_trust() -> None:
    assert not is_ascending(repos(None, None), Sort.LIKES)
    assert not is_ascending(repos(1, 2), Sort.TRENDING)
    assert not is_ascending(repos(1, 2), Sort.RECENT)
    assert not is_ascending(repos(1, 2), Sort.ROWS)


def test_ids_ascend_with_or_without_regard_to_case() -> None:
    def named(*names: str) -> list[Repo]:
        return [Repo(id=name) for name in names]

    assert is_ascending(named("Zoo/a", "ape/b", "bee/a"), Sort.ID)
    assert is_ascending(named("ape/b", "bee/a", "Zoo/a"), Sort.ID)
    assert not is_ascending(named("ape/b", "Zoo/a", "bee/a"), Sort.ID)


@pytest.mark.parametrize("sort", [Sort.TRENDING, Sort.RECENT, Sort.SIZE])
def test_ones_own_are_sorted_by_the_date_of_change_where_no_row_tells_more(sort: Sort) -> None:
    assert own_sort(Kind.MODEL, sort) is Sort.UPDATED
    assert own_sort(Kind.MODEL, Sort.ID) is Sort.ID


def test_only_orders_that_rows_show_can_ascend() -> None:
    hidden = {kind: [sort for sort in SORTS[kind] if not can_ascend(kind, sort)] for kind in Kind}
    assert hidden == {
        Kind.MODEL: [Sort.TRENDING, Sort.RECENT, Sort.SIZE],
        Kind.DATASET: [Sort.TRENDING, Sort.RECENT, Sort.ROWS],
        Kind.SPACE: [Sort.TRENDING],
    }
