"""Tests of hubtui.core.order."""

from __future__ import annotations

from hubtui.core.order import can_ascend, is_ascending
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


def test_only_orders_that_rows_show_can_ascend() -> None:
    hidden = {kind: [sort for sort in SORTS[kind] if not can_ascend(kind, sort)] for kind in Kind}
    assert hidden == {
        Kind.MODEL: [Sort.TRENDING, Sort.RECENT, Sort.SIZE],
        Kind.DATASET: [Sort.TRENDING, Sort.RECENT],
        Kind.SPACE: [Sort.TRENDING],
    }
