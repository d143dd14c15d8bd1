"""Sorting: one letter or a click picks the order, and what a Hub cannot do is said and taken back."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from hubtui.core.order import SORT_WORDS
from hubtui.hub.criteria import SORTS, Kind
from tests.support.faults import Answer
from tests.support.journey import journey

if TYPE_CHECKING:
    from tests.support.journey import Journey
    from tests.support.loopback import LoopbackHub


def orders(run: Journey) -> list[tuple[str, str]]:
    """Return the orders that the models were asked for in, one entry a request."""
    asked = [request.parameters for request in run.requests("/api/models")]
    return [(parameters["sort"], parameters["direction"]) for parameters in asked]


DEFAULT = ("trendingScore", "-1")


@pytest.mark.parametrize("kind", Kind)
def test_no_two_orders_of_a_kind_have_the_same_letter(kind: Kind) -> None:
    letters = [SORT_WORDS[sort][0] for sort in SORTS[kind]]
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize(
    ("letter", "sort", "word"),
    [
        ("d", "downloads", "downloads ▾"),
        ("l", "likes", "likes ▾"),
        ("u", "lastModified", "updated ▾"),
        ("c", "createdAt", "created ▾"),
        ("p", "num_parameters", "parameters ▾"),
        ("r", "likes30d", "recent likes ▾"),
        ("s", "mainSize", "size ▾"),
        ("i", "id", "id ▾"),
    ],
)
async def test_a_letter_right_behind_s_picks_the_order(
    hub: LoopbackHub, letter: str, sort: str, word: str
) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("s", letter)
        await run.sees(word)
        await run.until(lambda: orders(run) == [DEFAULT, (sort, "-1")])
        await run.settle()
        assert run.highlighted == run.ids[0]
        assert len(run.app.screen_stack) == 1


async def test_the_menu_names_every_order_and_says_what_the_present_letter_does(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("s")
        await run.sees("Sort by")
        for line in ("t trending ▾", "d downloads", "l likes", "r recent likes", "u updated", "c created",
                     "p parameters", "s size", "i id"):  # fmt: skip
            assert line in run.screen
        assert "again" not in run.screen
        await run.press("l")
        await run.sees("likes ▾")
        await run.press("s")
        await run.sees("l likes ▾  again: ascending")
        await run.press("escape")
        await run.loses("Sort by")
        await run.settle()
        assert orders(run) == [DEFAULT, ("likes", "-1")]


async def test_datasets_are_sorted_by_their_number_of_rows_which_no_list_tells(hub: LoopbackHub) -> None:
    async with journey(hub, first=Kind.DATASET) as run:
        await run.sees("100 loaded")
        await run.press("s", "n")
        await run.sees("number of rows ▾")
        sort = "datasetsServerInfo.numRows"
        await run.until(lambda: run.requests("/api/datasets")[-1].parameters["sort"] == sort)
        await run.settle()
        held = {repo.id: repo.rows for repo in hub.store.select("WHERE kind = 'dataset'")}
        rows = [held[name] or 0 for name in run.ids]
        assert rows == sorted(rows, reverse=True)
        assert rows[0] > 10**9
        # No row would show whether it ascends, so it is not asked.
        await run.press("s", "n")
        await run.says("This Hub lists by number of rows in descending order only")
        first, second = (request.query for request in run.requests("/api/datasets"))
        assert set(second) - set(first) == {("sort", sort)}


async def test_spaces_are_not_sorted_by_what_they_do_not_have(hub: LoopbackHub) -> None:
    async with journey(hub, first=Kind.SPACE) as run:
        await run.sees("100 loaded")
        await run.press("s", "d")
        await run.sees("Sort by")
        assert "downloads" not in run.screen
        assert "recent" not in run.screen
        await run.press("j", "j", "enter")
        await run.sees("updated ▾")
        await run.until(lambda: run.requests("/api/spaces")[-1].parameters["sort"] == "lastModified")


async def test_the_heading_shows_the_arrow_and_a_click_on_it_sorts(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        assert "▾↓" not in run.lines[2]
        await run.click("↓ 30D")
        await run.sees("▾↓ 30D")
        await run.until(lambda: orders(run)[-1] == ("downloads", "-1"))
        await run.settle()
        downloads = [repo.downloads or 0 for repo in run.pane.table.rows]
        assert all(before >= after for before, after in pairwise(downloads))
        assert run.question.rstrip().endswith("downloads ▾")
        await run.click("♥")
        await run.sees("▾♥")
        assert "▾↓" not in run.lines[2]


async def test_the_oldest_come_first_where_the_hub_can_do_that(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("s", "c")
        await run.sees("created ▾")
        await run.press("s", "c")
        await run.sees("created ▴")
        await run.until(lambda: orders(run)[-1] == ("createdAt", "1"))
        await run.settle()
        created = [repo.created or 0 for repo in run.pane.table.rows]
        assert all(before <= after for before, after in pairwise(created))
        assert run.toasts == []
        await run.press("s", "c")
        await run.sees("created ▾")
        await run.until(lambda: orders(run)[-1] == ("createdAt", "-1"))


async def test_an_ascending_order_that_is_refused_is_said_and_taken_back(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("s", "l")
        await run.sees("▾♥")
        await run.settle()
        liked = run.ids
        await run.click("♥")
        await run.says("This Hub lists by likes in descending order only")
        await run.settle()
        assert orders(run)[-2:] == [("likes", "1"), ("likes", "-1")]
        assert run.question.rstrip().endswith("likes ▾")
        assert "▾♥" in run.lines[2]
        assert run.ids == liked


async def test_an_ascending_order_that_is_ignored_is_noticed(hub: LoopbackHub) -> None:
    rows = json.dumps([{"id": f"some/row-{likes}", "likes": likes} for likes in (9, 5, 1)]).encode()
    hub.script(lambda request: request.parameters.get("direction") == "1", Answer(200, body=rows), times=None)
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("s", "l")
        await run.sees("likes ▾")
        await run.press("s", "l")
        await run.says("in descending order only")
        await run.settle()
        assert "some/row-9" not in run.ids
        assert run.question.rstrip().endswith("likes ▾")
        assert orders(run)[-1] == ("likes", "-1")


@pytest.mark.parametrize(
    ("letter", "sort", "word"), [("r", "likes30d", "recent likes"), ("s", "mainSize", "size")]
)
async def test_an_order_that_no_row_shows_is_said_to_be_descending_and_not_asked_for(
    hub: LoopbackHub, letter: str, sort: str, word: str
) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("s", letter)
        await run.sees(f"{word} ▾")
        await run.press("s", letter)
        await run.says(f"This Hub lists by {word} in descending order only")
        await run.settle()
        assert orders(run) == [DEFAULT, (sort, "-1")]


async def test_a_trend_that_no_row_holds_is_not_asked_for_in_ascending_order(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("s", "t")
        await run.says("This Hub lists by trending in descending order only")
        await run.settle()
        assert orders(run) == [DEFAULT]
        assert run.question.rstrip().endswith("trending ▾")


async def test_an_order_of_no_rows_is_not_held_against_the_hub(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        hub.script("/api/models", Answer(200, body=b"[]"), times=None)
        await run.press("s", "c", "s", "c")
        await run.sees("This Hub has no models to show")
        assert run.question.rstrip().endswith("created ▴")
        assert run.toasts == []


async def test_each_pane_keeps_its_own_order_and_a_search_keeps_it_too(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("s", "d")
        await run.sees("downloads ▾")
        await run.press("2")
        await run.sees("DATASET")
        assert "trending ▾" in run.question
        await run.press("1", *"/bert", "enter")
        await run.until(lambda: run.requests("/api/models")[-1].parameters.get("search") == "bert")
        assert orders(run)[-1] == ("downloads", "-1")


async def test_an_order_that_is_picked_again_and_again_settles_on_the_last(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        for letter in "dlucd":
            await run.press("s", letter)
        await run.settle()
        await run.sees("100 loaded")
        # Those that were given up may reach the server in any order.
        assert ("downloads", "-1") in orders(run)
        assert run.question.rstrip().endswith("downloads ▾")
        downloads = [repo.downloads or 0 for repo in run.pane.table.rows]
        assert downloads == sorted(downloads, reverse=True)


async def test_a_letter_pressed_twice_picks_once_and_goes_on_to_the_list(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("s", "j", "enter", "enter")
        await run.settle()
        await run.sees("downloads ▾")
        assert len(run.app.screen_stack) == 1
        await run.press("s", "d", "j")
        await run.says("in descending order only")
        assert len(run.app.screen_stack) == 1
