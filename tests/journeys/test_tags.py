"""The tag sidebar: found by typing, picked in a moment, asked once, and never in the way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hubtui.hub.criteria import Kind
from hubtui.timings import Timings
from tests.support.faults import BAD_GATEWAY, Answer
from tests.support.journey import INSTANT, NOW, journey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.journey import Journey
    from tests.support.loopback import LoopbackHub

MODELS, TAGS = "/api/models", "/api/models-tags-by-type"
JSON = {"Content-Type": "application/json; charset=utf-8"}
GONE = Answer(404, JSON, b'{"error": "Sorry, we can\'t find the page you are looking for."}')


def filters(hub: LoopbackHub, path: str = MODELS) -> list[list[str]]:
    """Return the tags that were asked for, one entry a request for a list."""
    return [
        [value for name, value in request.query if name == "filter"]
        for request in hub.requests
        if request.path == path
    ]


def sidebar(run: Journey) -> list[str]:
    """Return the lines of the sidebar, without what is beside it."""
    return [line.partition("│")[0].rstrip() for line in run.lines[1:-2]]


def said(run: Journey) -> str:
    """Return the words of the sidebar, however they are broken into lines."""
    return " ".join(word for line in sidebar(run) for word in line.split() if word.isascii())


def chip_line(run: Journey) -> str:
    """Return the line of chips."""
    return next((line for line in run.lines[1:4] if "✕" in line), "")


def slow_rest() -> Timings:
    """Return timings with which what is due never comes due by itself while a test runs."""
    return Timings(search_rest=600, preview_paint=INSTANT, preview_ask=INSTANT, clock=lambda: NOW)


async def open_sidebar(run: Journey) -> None:
    """Go to the sidebar and wait for its tags."""
    await run.sees("100 loaded")
    await run.press("f")
    await run.sees("Tasks")


# Picking


async def test_five_quick_tags_are_one_request_and_their_chips_show_at_once(hub: LoopbackHub) -> None:
    async with journey(hub, timings=slow_rest(), size=(200, 40)) as run:
        await open_sidebar(run)
        await run.press(*["space", "down"] * 5)
        labels = [chip.label for chip in run.pane.chips._chips]
        assert len(labels) == 5
        assert all(label in chip_line(run) for label in labels)
        assert filters(hub) == [[]]
        await run.press("escape", "r")
        await run.until(lambda: len(filters(hub)) == 2)
        await run.settle()
        assert filters(hub) == [[], labels]


async def test_chips_that_do_not_fit_are_counted_and_stand_on_top_of_the_sidebar(hub: LoopbackHub) -> None:
    async with journey(hub, timings=slow_rest()) as run:
        await open_sidebar(run)
        await run.press(*["space", "down"] * 5, "escape")
        assert "sentence-similarity" not in chip_line(run)
        assert "+2 more" in chip_line(run)
        await run.click("+2 more")
        assert any("● sentence-similarity" in line for line in sidebar(run))
        await run.press("escape", *"XXX")
        await run.settle()
        assert "more" not in chip_line(run)


async def test_what_is_typed_right_behind_f_is_picked_though_the_tags_are_not_there_yet(
    hub: LoopbackHub,
) -> None:
    gate = hub.hold(TAGS)
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"fapache", "enter")
        await gate.arrived
        assert "on their" in said(run)
        assert "Nothing" not in said(run)
        assert filters(hub) == [[]]
        gate.release()
        await run.sees("apache-2.0 ✕")
        await run.until(lambda: filters(hub) == [[], ["license:apache-2.0"]])
        await run.until(lambda: run.status.strip().startswith("100 loaded"))
        held = {repo.id: repo for repo in hub.store.select("WHERE kind = 'model'")}
        assert run.ids
        assert all("license:apache-2.0" in held[repo_id].tags for repo_id in run.ids)
        # What was used gives way to the next letters.
        await run.press(*"text-generation", "enter")
        await run.until(lambda: filters(hub)[-1] == ["license:apache-2.0", "text-generation"])


async def test_all_that_was_entered_before_there_are_tags_is_picked_though_one_has_left(
    hub: LoopbackHub,
) -> None:
    gate = hub.hold(TAGS)
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"fapache", "enter", *"text-generation", "enter", *"!gguf", "enter", "escape", "j")
        await gate.arrived
        assert run.highlighted == run.ids[1]
        gate.release()
        await run.sees("!gguf (loaded rows)")
        await run.until(lambda: filters(hub)[-1] == ["license:apache-2.0", "text-generation"])
        assert not run.browse.tagging.has_keys


async def test_what_was_entered_for_one_pane_is_not_picked_in_another(hub: LoopbackHub) -> None:
    gate = hub.hold(TAGS)
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"fapache", "enter", "escape", "2")
        await run.sees("Tasks · other")
        gate.release()
        await run.settle()
        assert chip_line(run) == ""
        await run.press("1")
        await run.sees("Tasks · vision")
        await run.settle()
        assert chip_line(run) == ""


async def test_keys_right_behind_the_sidebar_go_to_the_list(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await open_sidebar(run)
        await run.press(*"mit", "enter", "escape", "j", "x")
        await run.settle()
        assert chip_line(run) == ""
        assert run.browse.tagging.sidebar is not None
        assert run.browse.tagging.sidebar.typed == ""
        assert filters(hub)[-1] == []
        assert len(filters(hub)) <= 3


async def test_a_tag_is_taken_away_where_it_was_picked_and_stands_on_top(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await open_sidebar(run)
        await run.press(*"license:mit", "enter")
        await run.until(lambda: filters(hub)[-1] == ["license:mit"])
        await run.press("ctrl+u")
        await run.until(lambda: sidebar(run)[1].split() == ["▌●", "mit", "license", "100"])
        await run.press("home", "space")
        await run.until(lambda: filters(hub)[-1] == [])
        await run.sees("100 loaded")
        assert len(filters(hub)) == 3
        assert "●" not in "".join(sidebar(run))


async def test_a_slow_answer_that_a_newer_question_overtook_never_shows(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await open_sidebar(run)
        gate = hub.hold(lambda r: ("filter", "license:mit") in r.query and len(filters(hub)[-1]) == 1)
        await run.press(*"license:mit", "enter")
        await gate.arrived
        await run.press(*"text-generation", "enter")
        await run.until(lambda: len(filters(hub)) == 3)
        await run.sees("100 loaded")
        found = run.ids
        gate.release()
        await run.settle()
        assert run.ids == found
        assert filters(hub)[1:] == [["license:mit"], ["license:mit", "text-generation"]]


async def test_an_answer_that_comes_while_a_question_is_due_neither_shows_nor_hurries_it(
    hub: LoopbackHub,
) -> None:
    async with journey(hub, timings=slow_rest()) as run:
        await open_sidebar(run)
        before = run.ids
        gate = hub.hold(lambda request: request.path == MODELS)
        await run.press("escape", "r")
        await gate.arrived
        await run.press("f", "space")
        gate.release()
        await run.settle()
        assert run.ids == before
        assert filters(hub) == [[], []]
        assert "loading" in run.status


async def test_the_end_of_the_list_asks_nothing_while_a_question_is_due(hub: LoopbackHub) -> None:
    async with journey(hub, timings=slow_rest()) as run:
        await open_sidebar(run)
        await run.press("space", "escape", "G", "G")
        await run.settle()
        assert filters(hub) == [[]]
        await run.press("r")
        await run.until(lambda: len(filters(hub)) >= 2)
        assert filters(hub)[1] == ["text-generation"]
        assert "cursor" not in run.requests(MODELS)[1].parameters


async def test_a_refresh_asks_what_is_due_and_a_failure_leaves_no_old_rows(hub: LoopbackHub) -> None:
    async with journey(hub, timings=slow_rest()) as run:
        await open_sidebar(run)
        await run.press("space", "escape")
        hub.script(MODELS, Answer(400, JSON, b'{"error": "no"}'), times=None)
        await run.press("r")
        await run.until(lambda: run.pane.failed)
        assert run.ids == []


# Where the tags are from


async def test_tags_are_asked_once_a_run_for_each_kind(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await open_sidebar(run)
        await run.press("escape", "F", "F", "2")
        await run.sees("Tasks · other")
        await run.press("1", "f", "escape", "r")
        await run.sees("Tasks · vision")
        await run.settle()
        assert len(run.requests(TAGS)) == 1
        assert len(run.requests("/api/datasets-tags-by-type")) == 1


async def test_no_tags_are_asked_for_before_the_sidebar_is_shown(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.settle()
        assert run.requests(TAGS) == []
        assert run.browse.tagging.sidebar is None


async def test_the_next_run_shows_the_tags_from_disk_and_asks_for_todays(
    hub: LoopbackHub, tmp_path: Path
) -> None:
    async with journey(hub, home=tmp_path) as run:
        await open_sidebar(run)
        await run.settle()
    new = {"pipeline_tag": [{"id": "tag-of-today", "label": "Tag of today", "type": "pipeline_tag"}]}
    hub.script(TAGS, Answer(200, JSON, json.dumps(new).encode()))
    gate = hub.hold(TAGS)
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press("f")
        await gate.arrived
        await run.sees("Tasks")
        assert "tag-of-today" not in run.screen
        gate.release()
        await run.sees("tag-of-today")
        await run.settle()
        assert len(run.requests(TAGS)) == 2


async def test_kept_tags_stay_where_todays_fail_and_r_asks_again(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path) as run:
        await open_sidebar(run)
        await run.settle()
    hub.script(TAGS, Answer(403, JSON, b"{}"))
    async with journey(hub, home=tmp_path) as run:
        await open_sidebar(run)
        await run.settle()
        assert len(run.requests(TAGS)) == 2
        assert "Tasks" in run.screen
        await run.press("escape", "r")
        await run.asks(TAGS, 3)
        await run.settle()
        await run.press("r")
        await run.settle()
        assert len(run.requests(TAGS)) == 3


async def test_tags_that_cannot_be_had_say_why_and_r_asks_again(hub: LoopbackHub) -> None:
    hub.script(TAGS, Answer(403, JSON, b"{}"))
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("f")
        await run.until(lambda: "r in the list asks again" in said(run))
        assert "The Hub does not allow this" in said(run)
        # What needs no list can be picked all the same.
        assert "Refine · parameters" in run.screen
        await run.press("escape", "r")
        await run.sees("Tasks")
        assert len(run.requests(TAGS)) == 2


async def test_a_refresh_asks_no_second_time_for_tags_that_are_on_their_way(hub: LoopbackHub) -> None:
    gate = hub.hold(TAGS)
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("f", "escape", "r", "r")
        await gate.arrived
        gate.release()
        await run.sees("Tasks")
        await run.settle()
        assert len(run.requests(TAGS)) == 1


async def test_a_bad_gateway_is_asked_again_and_then_told(hub: LoopbackHub) -> None:
    hub.script(TAGS, BAD_GATEWAY, times=None)
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("f")
        await run.until(lambda: "asks again" in said(run))
        assert len(run.requests(TAGS)) == 6


async def test_a_server_without_lists_of_tags_has_those_of_the_loaded_rows(hub: LoopbackHub) -> None:
    hub.script(TAGS, GONE, times=None)
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("f")
        await run.until(lambda: "From 100 loaded rows" in said(run))
        assert "this Hub lists no tags of models" in said(run)
        await run.press(*"transformers", "enter")
        await run.until(lambda: filters(hub)[-1] == ["transformers"])
        await run.settle()
        await run.press("escape", "r")
        await run.settle()
        assert len(run.requests(TAGS)) == 1


async def test_spaces_have_the_groups_of_their_loaded_rows(hub: LoopbackHub) -> None:
    async with journey(hub, first=Kind.SPACE) as run:
        await run.sees("100 loaded")
        await run.press("f")
        await run.sees("From 100 loaded rows")
        await run.sees("gradio")
        counted = sum(repo.sdk == "gradio" for repo in run.pane.table.rows)
        assert any(line.split() == ["▌", "gradio", str(counted)] or line.split() == ["▌gradio", str(counted)]
                   for line in sidebar(run))  # fmt: skip
        await run.press(*"gradio", "enter")
        await run.until(lambda: filters(hub, "/api/spaces") == [[], ["gradio"]])
        await run.settle()
        assert run.ids
        assert {repo.sdk for repo in run.pane.table.rows} == {"gradio"}
        assert not [request for request in hub.requests if "tags-by-type" in request.path]


async def test_spaces_are_found_by_what_they_use_and_what_they_run_on(hub: LoopbackHub) -> None:
    async with journey(hub, first=Kind.SPACE, size=(160, 40)) as run:
        await run.sees("100 loaded")
        rows = run.pane.table.rows
        model = next(name for repo in rows for field, name in repo.used if field == "models")
        await run.press("f")
        await run.sees("From 100 loaded rows")
        for heading in ("SDK", "Stage", "Hardware"):
            assert any(heading in line for line in sidebar(run))
        await run.press(*model, "enter")
        await run.until(lambda: run.requests("/api/spaces")[-1].parameters.get("models") == model)
        await run.settle()
        assert f"uses {model} ✕" in chip_line(run)
        assert run.ids
        assert all(("models", model) in repo.used for repo in run.pane.table.rows)
        hardware = run.pane.table.rows[0].hardware
        assert hardware
        await run.press(*hardware, "enter")
        await run.settle()
        assert f"on {hardware}" in chip_line(run)
        assert run.ids
        assert {repo.hardware for repo in run.pane.table.rows} == {hardware}
        asked = run.requests("/api/spaces")[-1]
        assert ("models", model) in asked.query
        assert "hardware" not in asked.parameters


async def test_every_group_of_spaces_narrows_to_what_is_picked_in_it(hub: LoopbackHub) -> None:
    async with journey(hub, first=Kind.SPACE, size=(160, 40)) as run:
        await run.sees("100 loaded")
        await run.press("f")
        await run.sees("From 100 loaded rows")
        seen: list[str] = []
        for _ in range(8):
            seen += [line.strip() for line in sidebar(run)]
            await run.press("right")
        for heading in ("SDK", "Stage", "Hardware", "Licenses", "Models used", "Datasets used"):
            assert heading in seen
        used = [pair for repo in run.pane.table.rows for pair in repo.used]
        dataset = next(name for field, name in used if field == "datasets")
        await run.press(*"license:mit", "enter")
        await run.until(lambda: filters(hub, "/api/spaces")[-1] == ["license:mit"])
        await run.settle()
        assert run.ids
        assert all("license:mit" in repo.tags for repo in run.pane.table.rows)
        assert "mit ✕" in chip_line(run)
        await run.press("enter")
        await run.until(lambda: filters(hub, "/api/spaces")[-1] == [])
        await run.press(*"sleeping", "enter")
        await run.sees("sleeping (loaded rows) ✕")
        await run.settle()
        assert {repo.stage for repo in run.pane.table.rows} == {"SLEEPING"}
        await run.press("enter", *dataset, "enter")
        await run.until(lambda: run.requests("/api/spaces")[-1].parameters.get("datasets") == dataset)
        await run.settle()
        assert run.ids
        assert all(("datasets", dataset) in repo.used for repo in run.pane.table.rows)


def count_beside(run: Journey, tag: str) -> str:
    """Return the count on a tag's line in the sidebar."""
    words = next(words for words in (line.split() for line in sidebar(run)[1:]) if tag in words)
    return words[-1] if words[-1] != tag else ""


async def test_counts_are_those_of_the_rows_that_are_there_now(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await open_sidebar(run)
        await run.press(*"text-generation")

        def borne() -> str:
            return str(sum("text-generation" in repo.tags for repo in run.pane.table.rows))

        await run.until(lambda: count_beside(run, "text-generation") == borne())
        first = borne()
        await run.press("enter")
        await run.until(lambda: borne() == "100")
        await run.until(lambda: count_beside(run, "text-generation") == "100")
        await run.press("enter")
        await run.until(lambda: borne() == first)
        await run.until(lambda: count_beside(run, "text-generation") == first)
        await run.press("escape", "G")
        await run.until(lambda: len(run.ids) == 200)
        await run.press("f", *"text-generation")
        await run.until(lambda: count_beside(run, "text-generation") == borne())


# Where it stands


@pytest.mark.parametrize(("width", "beside"), [(140, True), (100, True), (80, False), (60, False)])
async def test_the_sidebar_stands_beside_the_list_or_lies_over_it(
    hub: LoopbackHub, width: int, beside: bool
) -> None:
    async with journey(hub, size=(width, 24)) as run:
        await run.sees("100 loaded")
        whole = run.pane.region
        await run.press("f")
        await run.sees("Tasks")
        await run.settle()
        assert (run.pane.region != whole) is beside
        assert run.title.startswith(" hubtui")
        assert "pick" in run.footer
        await run.press("escape")
        await run.settle()
        assert ("Tasks" in run.screen) is beside
        assert "copy id" in run.footer
        if not beside:
            assert run.pane.region == whole
        await run.press("j")
        assert run.highlighted == run.ids[1]


async def test_at_a_hundred_columns_the_preview_comes_below_the_list(hub: LoopbackHub) -> None:
    async with journey(hub, size=(100, 30)) as run:
        await run.sees("100 loaded")
        await run.press("f", "escape", "p")
        await run.sees("Tasks")
        await run.settle()
        assert run.browse.tagging.sidebar is not None
        aside, below = run.browse.tagging.sidebar.region, run.browse.preview.region
        assert below.y == run.pane.region.bottom
        assert below.x == run.pane.region.x == aside.right
        assert (aside.y, aside.bottom) == (1, 28)


async def test_the_sidebar_follows_the_width_while_it_is_open(hub: LoopbackHub) -> None:
    async with journey(hub, size=(140, 30)) as run:
        await run.sees("100 loaded")
        await run.press("f", "escape")
        await run.sees("Tasks")
        # Nobody uses it, so it does not lie over the list; where there is room it is back.
        await run.pilot.resize_terminal(80, 24)
        await run.loses("Tasks")
        await run.pilot.resize_terminal(100, 24)
        await run.sees("Tasks")
        await run.press("f")
        await run.pilot.resize_terminal(60, 20)
        await run.settle()
        assert "Tasks" in run.screen
        assert "pick" in run.footer
        await run.press("escape")
        await run.loses("Tasks")


async def test_tab_goes_round_and_the_footer_goes_along(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await open_sidebar(run)
        assert "pick" in run.footer
        await run.press("tab")
        assert run.pane.table.has_focus
        assert "copy id" in run.footer
        await run.press("shift+tab")
        assert run.browse.tagging.has_keys
        assert "pick" in run.footer


async def test_tab_out_of_an_overlay_closes_it(hub: LoopbackHub) -> None:
    async with journey(hub, size=(80, 24)) as run:
        await open_sidebar(run)
        await run.press("tab", "j")
        assert run.highlighted == run.ids[1]
        assert "Tasks" not in run.screen


async def test_f_in_capitals_shows_and_hides(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("F")
        await run.sees("Tasks")
        await run.press("j")
        assert run.highlighted == run.ids[1]
        await run.press("F")
        assert "Tasks" not in run.screen
        await run.pilot.resize_terminal(80, 24)
        await run.press("F")
        await run.sees("Tasks")
        await run.press(*"mit")
        await run.until(lambda: sidebar(run)[0].split()[0] == "mit")


async def test_the_mouse_picks_a_tag_and_goes_back_to_the_list(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("F")
        await run.sees("text-generation")
        line = next(number for number, text in enumerate(sidebar(run), 1) if "text-generation" in text)
        await run.click_at(8, line)
        await run.until(lambda: filters(hub)[-1] == ["text-generation"])
        assert "pick" in run.footer
        await run.click_at(40, 8)
        assert "copy id" in run.footer
        assert run.app.focused is run.pane.table


async def test_the_metrics_have_no_tags(hub: LoopbackHub) -> None:
    hub.script("/api/metrics", Answer(200, JSON, b'[{"id": "bleu", "description": "x"}]'))
    async with journey(hub) as run:
        await open_sidebar(run)
        await run.press("escape", "4")
        await run.sees("bleu")
        assert "Tasks" not in run.screen
        await run.press("1")
        await run.sees("Tasks")
