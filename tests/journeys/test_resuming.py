"""The program reopens on the pane, the order and the sidebar where it was left; the last question is one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubtui.hub.criteria import Sort
from hubtui.local.paths import folders_in
from hubtui.local.state import State
from tests.support.journey import journey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.loopback import LoopbackHub


def kept(home: Path) -> State:
    return State.load(folders_in(home).state_file)


async def test_pane_and_order_are_there_again(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path, first=None) as run:
        await run.sees("100 loaded")
        await run.press("s", "d")
        await run.until(lambda: run.pane.criteria.sort is Sort.DOWNLOADS and "100 loaded" in run.status)
        await run.press("2")
        await run.sees("DATASET")
        await run.press("s", "l")
        await run.until(lambda: kept(tmp_path).last("sort.datasets") == "likes")
        await run.until(lambda: kept(tmp_path).last("pane") == "datasets")
    asked = len(hub.requests)
    async with journey(hub, home=tmp_path, first=None) as run:
        await run.sees("100 loaded")
        assert run.pane.kind.plural == "datasets"
        assert "likes" in run.question
        assert [
            each.parameters.get("sort") for each in hub.requests[asked:] if "limit" in each.parameters
        ] == ["likes"]
        await run.press("1")
        await run.until(lambda: run.pane.kind.plural == "models" and "100 loaded" in run.status)
        assert run.pane.criteria.sort is Sort.DOWNLOADS


async def test_a_word_of_the_command_line_comes_first(hub: LoopbackHub, tmp_path: Path) -> None:
    state = kept(tmp_path)
    state.remember("pane", "datasets")
    async with journey(hub, home=tmp_path, first="spaces") as run:
        await run.sees("100 loaded")
        assert run.pane.kind.plural == "spaces"


async def test_the_last_question_is_one_key_away(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path, first=None) as run:
        await run.sees("100 loaded")
        await run.press(*"/bert", "enter")
        await run.until(lambda: "bert" in kept(tmp_path).last("question"))
    async with journey(hub, home=tmp_path, first=None) as run:
        await run.sees("100 loaded")
        assert run.pane.criteria.search == ""
        await run.settle()
        await run.press("-")
        await run.until(lambda: run.ids and all("bert" in name.lower() for name in run.ids))
        await run.press("-")
        await run.until(lambda: run.pane.criteria.search == "" and len(run.ids) == 100)


async def test_the_last_question_of_another_pane_leads_there(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path, first="datasets") as run:
        await run.sees("100 loaded")
        await run.press(*"/notes", "enter")
        await run.until(lambda: "notes" in kept(tmp_path).last("question"))
    async with journey(hub, home=tmp_path, first="models") as run:
        await run.sees("100 loaded")
        await run.settle()
        await run.press("-")
        await run.until(lambda: run.pane.kind.plural == "datasets" and run.pane.criteria.search == "notes")


async def test_a_search_is_remembered_once_it_is_finished(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path, first=None) as run:
        await run.sees("100 loaded")
        await run.press(*"/bert")
        await run.until(lambda: run.pane.criteria.search == "bert" and "loaded" in run.status)
        await run.settle()
        assert kept(tmp_path).last("question") == ""
        await run.press("escape")
        await run.settle()
        assert not folders_in(tmp_path).state_file.exists()


@pytest.mark.parametrize("size", [(140, 40), (100, 30)])
async def test_the_sidebar_is_there_again_where_there_is_room(
    hub: LoopbackHub, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with journey(hub, home=tmp_path, first=None) as run:
        await run.sees("100 loaded")
        await run.press("F")
        await run.until(lambda: kept(tmp_path).last("sidebar") == "shown")
    async with journey(hub, home=tmp_path, first=None, size=size) as run:
        await run.sees("100 loaded")
        await run.sees("text-generation")
        await run.until(lambda: run.browse.tagging.is_shown)
        await run.press("j")
        assert run.highlighted == run.ids[1]
        await run.press("F")
        await run.until(lambda: kept(tmp_path).last("sidebar") == "")


async def test_in_a_narrow_terminal_the_sidebar_waits_and_is_not_forgotten(
    hub: LoopbackHub, tmp_path: Path
) -> None:
    kept(tmp_path).remember("sidebar", "shown")
    async with journey(hub, home=tmp_path, first=None, size=(80, 24)) as run:
        await run.sees("100 loaded")
        await run.settle()
        assert not run.browse.tagging.is_shown
        await run.press("2")
        await run.until(lambda: kept(tmp_path).last("pane") == "datasets")
        assert kept(tmp_path).last("sidebar") == "shown"


async def test_what_asks_for_everything_by_default_writes_nothing(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path, first=None) as run:
        await run.sees("100 loaded")
        await run.press("j", "k", "p")
        await run.settle()
    assert not folders_in(tmp_path).state_file.exists()
