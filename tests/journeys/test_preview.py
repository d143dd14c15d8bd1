"""The preview: it asks about the repo on which the cursor rests, about no other, and about none for too little."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hubtui.demo.hub import Quota
from hubtui.hub.criteria import Kind
from hubtui.timings import Timings
from tests.support.faults import Answer
from tests.support.journey import INSTANT, NOW, journey
from tests.support.loopback import LoopbackHub

if TYPE_CHECKING:
    from typing import Any

DETAILS = "in 30 days ·"
"""What only the Hub's answer about a single repo can say: the downloads of all time follow."""


def asked(hub: LoopbackHub) -> list[str]:
    """Return the ids that details were asked for."""
    prefixes = ("/api/models/", "/api/datasets/", "/api/spaces/")
    paths = [request.path for request in hub.requests if request.path.startswith(prefixes)]
    return [path.split("/", 3)[3] for path in paths]


def answer(**fields: Any) -> Answer:
    """Return details as the Hub would send them."""
    body = json.dumps({"id": "some/repo", "likes": 3} | fields).encode()
    return Answer(200, {"Content-Type": "application/json"}, body)


async def test_rows_that_the_cursor_passes_are_not_asked_for(hub: LoopbackHub) -> None:
    timings = Timings(preview_paint=INSTANT, preview_ask=600, clock=lambda: NOW)
    async with journey(hub, timings=timings) as run:
        await run.sees("100 loaded")
        for _ in range(6):
            await run.press(*"jjjjj")
        await run.until(lambda: run.browse.preview.text.startswith(run.ids[30]))
        assert asked(hub) == []


async def test_the_row_on_which_the_cursor_rests_is_asked_for_once(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees(DETAILS)
        await run.press("j")
        await run.until(lambda: run.browse.preview.text.startswith(run.ids[1]) and DETAILS in run.screen)
        await run.press("G", "g", "j")
        await run.settle()
        assert asked(hub)[:2] == run.ids[:2]
        assert asked(hub).count(run.ids[1]) == 1


async def test_what_the_row_knows_is_there_before_the_hub_answers(hub: LoopbackHub) -> None:
    gate = hub.hold("/api/models/")
    async with journey(hub) as run:
        await gate.arrived
        await run.sees("likes")
        assert run.browse.preview.text.startswith(run.ids[0])
        assert DETAILS not in run.screen
        gate.release()
        await run.sees(DETAILS)


async def test_moving_on_gives_the_question_up_and_its_answer_never_shows(hub: LoopbackHub) -> None:
    gate = hub.hold("/api/models/")
    async with journey(hub) as run:
        await gate.arrived
        await run.press("j")
        gate.release()
        await run.sees(DETAILS)
        await run.settle()
        assert run.browse.preview.text.startswith(run.ids[1])
        await run.press("k")
        await run.until(lambda: len(asked(hub)) == 3)
        assert asked(hub)[-1] == run.ids[0]


async def test_an_answer_is_remembered_until_it_is_refreshed(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees(DETAILS)
        await run.press("j")
        await run.until(lambda: run.browse.preview.text.startswith(run.ids[1]) and DETAILS in run.screen)
        await run.press("k")
        await run.until(lambda: run.browse.preview.text.startswith(run.ids[0]) and DETAILS in run.screen)
        await run.settle()
        assert asked(hub) == run.ids[:2]
        await run.press("r")
        await run.until(lambda: len(asked(hub)) == 3)
        assert asked(hub)[-1] == run.ids[0]


async def test_each_pane_has_the_preview_of_its_own_row(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees(DETAILS)
        first = run.ids[0]
        await run.press("3")
        await run.until(lambda: run.ids and run.browse.preview.text.startswith(run.ids[0]))
        await run.settle()
        await run.press("1")
        await run.until(lambda: run.browse.preview.text.startswith(first) and DETAILS in run.screen)
        await run.settle()
        assert asked(hub).count(first) == 1


async def test_an_empty_list_has_an_empty_preview(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees(DETAILS)
        await run.press(*"/no-such-thing", "enter")
        await run.sees("No models match")
        await run.until(lambda: run.browse.preview.text.strip() == "")
        assert DETAILS not in run.screen


async def test_below_120_columns_nothing_is_asked_until_p(hub: LoopbackHub) -> None:
    async with journey(hub, size=(100, 30)) as run:
        await run.sees("100 loaded")
        await run.press("j")
        await run.settle()
        assert asked(hub) == []
        await run.press("p")
        await run.sees(DETAILS)
        assert asked(hub) == [run.ids[1]]
        # It stands below the list, which keeps its columns.
        assert DETAILS in "\n".join(run.lines[15:])
        await run.press("p")
        await run.loses(DETAILS)
        await run.press("j")
        await run.settle()
        assert asked(hub) == [run.ids[1]]


async def test_hiding_the_preview_gives_its_question_up(hub: LoopbackHub) -> None:
    gate = hub.hold("/api/models/")
    async with journey(hub) as run:
        await gate.arrived
        await run.press("p")
        gate.release()
        await run.settle()
        assert "│" not in run.lines[5]
        await run.press("j", "k", "j")
        await run.settle()
        assert len(asked(hub)) == 1


async def test_the_choice_of_the_user_outlives_a_resize(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees(DETAILS)
        await run.pilot.resize_terminal(100, 30)
        await run.loses(DETAILS)
        await run.pilot.resize_terminal(140, 40)
        await run.sees(DETAILS)
        await run.press("p")
        await run.loses(DETAILS)
        await run.pilot.resize_terminal(130, 40)
        await run.settle()
        assert DETAILS not in run.screen
        assert asked(hub) == [run.ids[0]]


async def test_a_long_description_is_cut_and_scrolls(hub: LoopbackHub) -> None:
    words = " ".join(f"word{number}" for number in range(1000))
    hub.script("/api/datasets/", answer(description=f"\n\t\n\t\tDataset Card\n\n{words}"), times=None)
    async with journey(hub, size=(120, 20), first=Kind.DATASET) as run:
        await run.sees("some/repo")
        await run.sees("Dataset Card word0")
        top = run.lines[1:-2]
        await run.press("J", "J")
        await run.until(lambda: run.lines[1:-2] != top)
        assert run.highlighted == run.ids[0]
        await run.press(*"J" * 40)
        await run.sees("…")
        assert "word999" not in run.browse.preview.text
        end = run.lines[1:-2]
        await run.press("J")
        assert run.lines[1:-2] == end
        await run.press(*"K" * 50)
        await run.until(lambda: run.lines[1:-2] == top)
        await run.press("K")
        assert run.lines[1:-2] == top


async def test_moving_on_scrolls_the_preview_to_its_top(hub: LoopbackHub) -> None:
    async with journey(hub, size=(120, 12)) as run:
        await run.sees("likes")
        await run.settle()
        await run.press("J", "J")
        await run.press("j")
        await run.until(lambda: run.browse.preview.text.startswith(run.ids[1]))
        assert run.browse.preview.top == 0


async def test_a_quota_that_runs_low_is_kept_for_lists() -> None:
    with LoopbackHub(anonymous=Quota(20, 100)) as hub:
        async with journey(hub) as run:
            await run.sees(DETAILS)
            await run.sees("api 18/20")
            for _ in range(20):
                await run.press("j")
                await run.settle()
                if "The quota runs low" in run.screen:
                    break
            made = len(hub.requests)
            assert 20 - made < 20 * 0.1
            assert "The quota runs low" in run.screen
            await run.press("j", "j")
            await run.settle()
            assert len(hub.requests) == made
            await run.press("2")
            await run.sees("DATASET")
            await run.until(lambda: len(run.ids) == 100)
            assert len(hub.requests) == made + 1
            await run.until(lambda: run.browse.preview.text.startswith(run.ids[0]))
            assert "The quota runs low" in run.screen


async def test_the_last_of_a_quota_is_seen_in_the_status_line() -> None:
    with LoopbackHub(signed_in=Quota(1000, 100)) as hub:
        async with journey(hub, token=hub.write_token) as run:
            await run.sees("in 30 days ·")
            await run.sees("api 997/1000")
            made = len(hub.requests)
            assert made == 3


async def test_a_hub_without_quotas_shows_none(hub: LoopbackHub) -> None:
    rows = b'[{"id":"some/repo","likes":1,"tags":[]}]'
    hub.script("/api/", Answer(200, {"Content-Type": "application/json"}, rows), times=None)
    async with journey(hub) as run:
        await run.sees("1 · end")
        assert "api " not in run.status


@pytest.mark.parametrize("kind", list(Kind))
async def test_a_preview_without_any_fact_shows_the_id_alone(hub: LoopbackHub, kind: Kind) -> None:
    hub.script(lambda r: r.path == f"/api/{kind.plural}", Answer(200, {}, b'[{"id":"some/repo"}]'))
    hub.script(f"/api/{kind.plural}/", Answer(200, {}, b'{"id":"some/repo"}'))
    async with journey(hub, first=kind) as run:
        await run.sees("1 · end")
        await run.settle()
        assert run.browse.preview.text.strip() == "some/repo"


async def test_of_bare_words_only_languages_count_as_such(hub: LoopbackHub) -> None:
    tags = ["transformers", "tf", "en", "de", "rl", "license:mit"]
    row = json.dumps([{"id": "some/repo", "tags": tags}]).encode()
    hub.script(lambda r: r.path == "/api/models", Answer(200, {}, row))
    hub.script("/api/models/", answer(tags=tags))
    async with journey(hub) as run:
        await run.previews("mit · en de\n")
