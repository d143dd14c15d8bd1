"""Filters: what is asked of the Hub, what is sieved from loaded rows, and how each is seen and dropped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from hubtui.hub.criteria import Kind
from tests.journeys.test_hostile import HOSTILE
from tests.support.faults import Answer
from tests.support.journey import journey

if TYPE_CHECKING:
    from tests.support.faults import Recorded
    from tests.support.journey import Journey
    from tests.support.loopback import LoopbackHub

MODELS = "/api/models"
JSON = {"Content-Type": "application/json; charset=utf-8"}


def rows(count: int, start: int = 0, **fields: Any) -> list[dict[str, object]]:
    """Return rows of a list."""
    return [{"id": f"some/row-{number}", **fields} for number in range(start, start + count)]


def body(value: object, **headers: str) -> Answer:
    """Return an answer in JSON."""
    return Answer(200, JSON | headers, json.dumps(value).encode())


def last(hub: LoopbackHub, path: str = MODELS) -> Recorded:
    """Return the last request for a list."""
    return [request for request in hub.requests if request.path == path][-1]


def chip_line(run: Journey) -> str:
    """Return the line of chips."""
    return next((line.partition("│")[2] or line for line in run.lines[1:4] if "✕" in line), "")


# What the Hub is asked


@pytest.mark.parametrize(
    ("typed", "asked", "chip"),
    [
        ("params 3B..14B", ("num_parameters", "min:3B,max:14B"), "3B–14B"),
        ("params <7b", ("num_parameters", "max:7B"), "up to 7B"),
        ("1B–3B", ("num_parameters", "min:1B,max:3B"), "1B–3B"),
        ("from 70B", ("num_parameters", "min:70B"), "from 70B"),
        ("not gated", ("gated", "false"), "not gated"),
        ("gated yes", ("gated", "true"), "gated"),
        ("library transformers", ("filter", "transformers"), "transformers"),
        ("ollama", ("apps", "ollama"), "runs in ollama"),
        ("app my-app", ("apps", "my-app"), "runs in my-app"),
        ("groq", ("inference_provider", "groq"), "served by groq"),
        ("any provider", ("inference_provider", "all"), "served by any provider"),
        ("author Qwen", ("author", "Qwen"), "by Qwen"),
    ],
)
async def test_every_refinement_is_the_servers_own_parameter(
    hub: LoopbackHub, typed: str, asked: tuple[str, str], chip: str
) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("f")
        await run.sees("Tasks")
        await run.press(*typed, "enter")
        await run.sees(f"{chip} ✕")
        await run.until(lambda: asked in last(hub).query)
        await run.settle()
        assert "did not filter" not in run.screen
        # The same again takes it away.
        await run.press("enter")
        await run.until(lambda: asked not in last(hub).query)
        await run.loses(f"{chip} ✕")


async def test_datasets_are_refined_by_what_they_have(hub: LoopbackHub) -> None:
    async with journey(hub, first=Kind.DATASET) as run:
        await run.sees("100 loaded")
        await run.press("f")
        await run.sees("Tasks")
        await run.press(*"params 3B..14B", "enter")
        await run.sees("Nothing has this name")
        await run.press("ctrl+u", *"not gated", "enter")
        await run.until(lambda: ("gated", "false") in last(hub, "/api/datasets").query)
        await run.until(lambda: run.ids and not any(repo.gated for repo in run.pane.table.rows))


async def test_rows_bear_what_was_asked_for(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("f", *"params 3B..14B", "enter", *"not gated", "enter")
        await run.sees("not gated ✕")
        await run.until(lambda: last(hub).parameters.get("gated") == "false")
        await run.sees("100 loaded")
        assert all(3e9 <= (repo.parameters or 0) <= 14e9 for repo in run.pane.table.rows)
        assert not any(repo.gated for repo in run.pane.table.rows)


# Dropping


async def test_a_filter_is_dropped_by_a_click_by_the_sidebar_and_by_keys(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        everything = run.ids
        await run.press("f", *"license:mit", "enter", *"not gated", "enter", *"!gguf", "enter", "escape")
        await run.sees("!gguf (loaded rows) ✕")
        await run.until(lambda: ("gated", "false") in last(hub).query)
        await run.click("mit ✕")
        await run.until(lambda: "mit ✕" not in chip_line(run))
        await run.until(lambda: "filter" not in last(hub).parameters)
        await run.press("f", "home", "space")
        await run.until(lambda: "not gated ✕" not in chip_line(run))
        await run.until(lambda: "gated" not in last(hub).parameters)
        await run.press("escape", "X")
        await run.until(lambda: chip_line(run) == "")
        await run.until(lambda: run.ids == everything)
        await run.press("X")
        await run.says("There is no filter to drop")
        await run.press("f", *"license:mit", "enter", "escape", *"/bert", "enter", "x")
        await run.until(lambda: run.ids == everything)
        assert run.question.startswith(" / search") or "/ search" in run.lines[1]


async def test_nothing_found_names_the_filters_and_offers_the_keys(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("f", *"license:mit", "enter", *"author nobody-here", "enter", "escape")
        await run.sees("No models match by nobody-here, mit")
        await run.sees("Press X to drop mit, x to clear all")
        await run.press("X")
        await run.sees("No models match by nobody-here")
        await run.press("x")
        await run.sees("100 loaded")


# Loaded rows


async def test_a_tag_that_is_excluded_hides_loaded_rows_and_the_screen_says_so(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        before = list(run.pane.table.rows)
        await run.press("f", *"!transformers", "enter", "escape")
        await run.sees("!transformers (loaded rows) ✕")
        left = [repo.id for repo in before if "transformers" not in repo.tags]
        await run.until(lambda: run.ids[: len(left)] == left)
        await run.settle()
        assert "filter" not in last(hub).parameters
        # The screen is full again.
        assert len(run.ids) >= run.pane.table.rows_height
        shown, loaded = len(run.ids), run.pane.feed.count
        assert f"{shown} of {loaded} loaded" in run.status
        assert loaded > shown


@pytest.mark.parametrize(
    ("typed", "chip", "field"),
    [
        ("without a card", "with a card", "cardData"),
        ("created within 30 days", "created within 30 days", "createdAt"),
        ("updated 30", "updated within 30 days", "lastModified"),
    ],
)
async def test_what_the_hub_cannot_do_is_done_to_loaded_rows(
    hub: LoopbackHub, typed: str, chip: str, field: str
) -> None:
    day = "2026-11-10T00:00:00.000Z"
    good: dict[str, Any] = {"cardData": {"license": "mit"}, "createdAt": day, "lastModified": day}
    old: dict[str, Any] = {
        "cardData": None,
        "createdAt": "2020-01-01T00:00:00.000Z",
        "lastModified": "2020-01-01T00:00:00.000Z",
    }
    hub.script(lambda r: r.path == MODELS, body([*rows(1, **good), *rows(2, 1, **old)]), times=None)
    async with journey(hub) as run:
        await run.sees("3 · end")
        await run.press("f")
        await run.sees("Tasks")
        await run.press(*typed, "enter")
        await run.sees(f"{chip} (loaded rows) ✕")
        await run.sees("1 of 3 loaded · end")
        assert run.ids == ["some/row-0"]
        assert field in [value for name, value in last(hub).query if name == "expand"]


def endless(hub: LoopbackHub, *, fitting: int) -> None:
    """Let the list of models go on and on; only page ``fitting`` holds a row that does not bear ``gguf``."""

    def answer(request: Recorded) -> Answer:
        page = int(request.parameters.get("cursor", "0"))
        found = rows(2, 2 * page, tags=["mit"] if page == fitting else ["gguf"])
        link = f'<https://huggingface.co/api/models?cursor={page + 1}>; rel="next"'
        return body(found, Link=link)

    hub.script(lambda request: request.path == MODELS, answer, times=None)


async def test_ten_pages_without_a_match_end_the_search_until_r_goes_on(hub: LoopbackHub) -> None:
    endless(hub, fitting=15)
    async with journey(hub, size=(100, 12), first="https://huggingface.co/models?sort=likes") as run:
        await run.until(lambda: len(run.ids) >= 4)
        await run.settle()
        asked = len(run.requests(MODELS))
        await run.press("f", *"!gguf", "enter")
        await run.sees("10 pages running held nothing to show; escape, then press r to go on")
        await run.press("escape")
        await run.sees("10 pages running held nothing to show; press r to go on")
        await run.sees("No models to show on 10 pages")
        await run.sees("Press r to go on, x to clear the filters")
        await run.settle()
        assert len(run.requests(MODELS)) - asked == 10
        assert "0 of 20 loaded" in run.status
        await run.press("r")
        await run.until(lambda: run.ids == ["some/row-30", "some/row-31"])
        # There is room for more, so it goes on, and tires again.
        await run.sees("10 pages running held nothing to show")
        await run.settle()
        assert len(run.requests(MODELS)) - asked == 26
        assert "2 of 52 loaded" in run.status
        await run.press("G", "j", "G")
        await run.settle()
        assert len(run.requests(MODELS)) - asked == 26


# Servers that do not filter


@pytest.mark.parametrize(
    ("typed", "chip", "fields"),
    [
        ("license:mit", "mit", {"tags": ["license:other"]}),
        ("author Qwen", "by Qwen", {}),
        ("not gated", "not gated", {"gated": "auto"}),
        ("params 3B..14B", "3B–14B", {"safetensors": {"total": 100}}),
    ],
)
async def test_a_server_that_did_not_filter_is_told_of(
    hub: LoopbackHub, typed: str, chip: str, fields: dict[str, Any]
) -> None:
    hub.script(lambda request: request.path == MODELS, body(rows(3, **fields)), times=None)
    async with journey(hub) as run:
        await run.sees("3 · end")
        await run.press("f")
        await run.sees("Tasks")
        await run.press(*typed, "enter")
        await run.sees(f"{chip} (this server did not filter) ✕")
        assert len(run.ids) == 3
        await run.press("escape", "x")
        await run.loses("did not filter")


# Text from strangers


@pytest.mark.parametrize("name", list(HOSTILE))
async def test_hostile_tags_are_text_wherever_they_stand(hub: LoopbackHub, name: str) -> None:
    text = HOSTILE[name]
    tags = {
        "other": [{"id": text, "label": text, "type": "other", "subType": text}],
        text: [{"id": "a", "label": "b"}],
    }
    hub.script("/api/models-tags-by-type", body(tags))
    hub.script(lambda request: request.path == MODELS, body(rows(2, tags=[text])), times=1)
    hub.script(lambda request: request.path == MODELS, body([]), times=None)
    async with journey(hub, size=(120, 30)) as run:
        await run.sees("2 · end")
        await run.press("f")
        await run.sees("Refine · parameters")
        for keys in (
            ["enter"],
            ["escape"],
            ["!"],
            ["enter"],
            ["escape"],
            ["f", "down", "enter", "escape"],
        ):
            await run.press(*keys)
            await run.settle()
            assert run.unsafe == []
            assert {cell_len(line) for line in run.lines} == {120}
            assert all(toast.isprintable() for toast in run.toasts)
        for request in hub.requests:
            assert all(value.isprintable() for _, value in request.query)


@pytest.mark.parametrize("name", list(HOSTILE))
async def test_hostile_filters_of_an_address_are_text(hub: LoopbackHub, name: str) -> None:
    hub.script(lambda request: request.path == MODELS, body([]), times=None)
    tag = HOSTILE[name].encode("utf-8", "replace").hex()
    escaped = "".join(f"%{tag[at : at + 2]}" for at in range(0, len(tag), 2))[:6000]
    async with journey(hub, size=(100, 24), first=f"https://huggingface.co/models?other={escaped}") as run:
        await run.until(lambda: run.requests(MODELS))
        await run.settle()
        await run.press("f")
        await run.settle()
        assert run.unsafe == []
        assert {cell_len(line) for line in run.lines} == {100}


# By author


async def test_the_author_comes_and_goes_and_the_question_is_as_before(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("f", *"text-generation", "enter", "escape", *"/qwen", "enter", "s", "l")
        await run.until(lambda: last(hub).parameters["sort"] == "likes")
        await run.settle()
        before, question = run.ids, run.pane.question
        owner = run.ids[0].partition("/")[0]
        await run.press("a")
        await run.sees(f"by {owner} ✕")
        await run.until(lambda: last(hub).parameters.get("author") == owner)
        await run.settle()
        assert {repo.owner for repo in run.pane.table.rows} == {owner}
        await run.press("a")
        await run.until(lambda: run.ids == before)
        assert run.pane.question == question


async def test_an_id_without_an_owner_says_why(hub: LoopbackHub) -> None:
    hub.script(lambda request: request.path == MODELS, body([{"id": "gpt2"}]))
    async with journey(hub) as run:
        await run.sees("gpt2")
        await run.press("a")
        await run.says("This repo's id names no author")
        assert len(run.requests(MODELS)) == 1
