"""Browsing: the list grows as it is walked, and the right requests are made for it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from hubtui.hub.criteria import Kind
from tests.support.faults import Answer
from tests.support.journey import journey

if TYPE_CHECKING:
    from tests.support.loopback import LoopbackHub


async def test_the_first_page_appears_and_nothing_else_is_asked(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded · more below")
        await run.settle()
        assert run.lines[0].startswith(" hubtui  1 Models  2 Datasets  3 Spaces")
        assert len(run.ids) == len(set(run.ids)) == 100
        assert run.highlighted == run.ids[0]
        (listing,) = run.requests("/api/models")
        assert ("limit", "100") in listing.query
        assert ("direction", "-1") in listing.query
        assert ("expand", "safetensors") in listing.query
        assert ("expand", "gguf") not in listing.query
        others = [request.path for request in hub.requests if request.path != "/api/models"]
        assert others == [f"/api/models/{run.ids[0]}"]


async def test_with_a_token_the_signed_in_user_is_shown_and_asked_for_once(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token) as run:
        await run.sees(f"{hub.user}@hub.test write")
        await run.press("2", "3", "1", "r")
        await run.settle()
        assert len(run.requests("/api/whoami-v2")) == 1


async def test_walking_down_loads_the_next_page_before_the_end_is_reached(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        first = run.ids[0]
        await run.press(*["j"] * 40)
        await run.until(lambda: len(run.ids) == 200)
        assert run.ids[0] == first
        assert run.highlighted == run.ids[40]
        assert len(run.requests("/api/models")) == 2


async def test_the_end_of_the_list_is_said(hub: LoopbackHub) -> None:
    async with journey(hub, first=Kind.SPACE) as run:
        await run.sees("loaded")
        while "· end" not in run.screen:
            await run.press("G")
            await run.settle()
        held = hub.store.public_count("space")
        assert f"{len(run.ids):,} · end" in run.screen
        assert len(run.ids) == held
        made = len(run.requests("/api/spaces"))
        await run.press("g", "G", "G")
        await run.settle()
        assert len(run.requests("/api/spaces")) == made


async def test_each_kind_has_its_pane_and_is_asked_only_when_shown(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        assert not run.requests("/api/datasets")
        await run.press("2")
        await run.sees("DATASET")
        await run.until(lambda: len(run.ids) == 100)
        assert run.pane.kind is Kind.DATASET
        await run.press("3")
        await run.sees("SPACE")
        await run.until(lambda: len(run.ids) == 100)
        assert "running" in run.screen
        await run.press("1")
        await run.sees("MODEL")
        await run.settle()
        assert len(run.requests("/api/models")) == len(run.requests("/api/datasets")) == 1


async def test_coming_back_to_a_pane_finds_it_as_it_was_left(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*["j"] * 5)
        left = run.highlighted
        await run.press("2")
        await run.sees("DATASET")
        await run.press("1")
        await run.sees("MODEL ")
        assert run.highlighted == left
        await run.press("k")
        assert run.highlighted == run.ids[4]


async def test_refresh_asks_again_and_keeps_the_place(hub: LoopbackHub) -> None:
    async with journey(hub, size=(100, 30)) as run:
        await run.sees("100 loaded")
        while run.pane.table.cursor < 250:
            await run.press("G")
            await run.settle()
        place, line = run.highlighted, run.pane.table.cursor - run.pane.table.top
        hub.store.put(
            dataclasses.replace(hub.store.select("WHERE kind = 'model' LIMIT 1")[0], trending=99_999.0)
        )
        made = len(run.requests("/api/models"))
        await run.press("r")
        await run.settle()
        assert len(run.requests("/api/models")) > made
        assert run.highlighted == place
        assert run.pane.table.cursor - run.pane.table.top == line


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (140, 40)])
async def test_the_screen_is_whole_at_every_size(hub: LoopbackHub, size: tuple[int, int]) -> None:
    async with journey(hub, size=size) as run:
        await run.sees("100 loaded")
        await run.settle()
        assert all(len(line) <= size[0] for line in run.lines)
        assert run.lines[-1].startswith(" enter open")
        assert run.ids[0].split("/")[1][-6:] in run.lines[3]
        assert ("in 30 days" in run.screen) == (size[0] >= 120)


async def test_a_row_that_comes_twice_is_shown_once(hub: LoopbackHub) -> None:
    row = '{"_id":"621ffdc036468d709f174338","id":"someone/twice","likes":1,"tags":[]}'
    hub.script("/api/models", Answer(200, body=f"[{row},{row}]".encode()))
    async with journey(hub) as run:
        await run.sees("1 · end")
        assert run.ids == ["someone/twice"]


async def test_a_row_that_cannot_be_read_is_left_out_and_counted(hub: LoopbackHub) -> None:
    body = b'[{"_id":"a","likes":1},{"id":5},{"id":"someone/fine","likes":1,"tags":[]}]'
    hub.script("/api/models", Answer(200, body=body))
    async with journey(hub) as run:
        await run.sees("2 rows could not be read")
        assert run.ids == ["someone/fine"]
