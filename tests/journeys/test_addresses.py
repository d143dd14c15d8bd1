"""Addresses and full ids: exactly what they mean is opened, and what they mean in vain is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubtui.timings import Timings
from tests.support.journey import INSTANT, NOW, journey

if TYPE_CHECKING:
    from tests.support.journey import Journey
    from tests.support.loopback import LoopbackHub

SITE = "https://huggingface.co"


def asked(run: Journey, path: str) -> list[dict[str, str]]:
    """Return the parameters of the lists asked for, without those that are always there."""
    always = ("expand", "limit", "direction")
    return [{n: v for n, v in each.query if n not in always} for each in run.requests(path)]


async def test_a_pasted_address_of_a_list_opens_it_at_once(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("slash")
        await run.paste(f"{SITE}/datasets?language=language:en&search=field&sort=likes\n")
        await run.until(lambda: "alice/field-notes" in run.ids)
        assert asked(run, "/api/datasets") == [{"search": "field", "filter": "language:en", "sort": "likes"}]
        assert asked(run, "/api/models") == [{"sort": "trendingScore"}]
        assert run.question.startswith(" / field ")
        assert not run.pane.bar.editing
        # The way back leads to what was there, without the address.
        await run.press("minus")
        await run.until(lambda: run.pane.kind.plural == "models")
        assert run.question.startswith(" / search")
        assert run.toasts == []


async def test_an_address_is_longer_than_any_search_and_pasted_whole(hub: LoopbackHub) -> None:
    tags = ",".join(f"made-up-tag-number-{number}" for number in range(30))
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/bert")
        await run.paste(f"{SITE}/models?other={tags}&sort=likes")
        await run.sees("No models match")
        assert len(run.pane.criteria.tags) == 30
        assert run.pane.criteria.search == ""


async def test_an_address_is_typed_and_never_searched_for(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("slash", *f"{SITE}/spaces?search=hello-gradio")
        await run.settle()
        assert not any(":" in each.get("search", "") for each in asked(run, "/api/models"))
        await run.press("enter", "j")
        await run.until(lambda: run.ids == ["alice/hello-gradio"])
        assert run.pane.kind.plural == "spaces"
        await run.settle()
        assert not any(":" in each.get("search", "") for each in asked(run, "/api/models"))


async def test_an_address_of_an_author_lists_what_is_theirs(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("slash")
        await run.paste(f"{hub.endpoint}/alice/")
        await run.until(lambda: run.ids and all(each.startswith("alice/") for each in run.ids))
        await run.sees("by alice")
        assert asked(run, "/api/models")[1:] == [{"author": "alice", "sort": "trendingScore"}]


@pytest.mark.parametrize(
    ("url", "kind", "name"),
    [
        ("https://hf.co/alice/tiny-chat/blob/main/README.md", "models", "alice/tiny-chat"),
        ("https://huggingface.co/datasets/alice/field-notes", "datasets", "alice/field-notes"),
        ("https://huggingface.co/spaces/alice/hello-gradio?logs=build", "spaces", "alice/hello-gradio"),
    ],
)
async def test_an_address_of_a_repo_highlights_it(hub: LoopbackHub, url: str, kind: str, name: str) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("slash")
        await run.paste(url)
        await run.until(lambda: run.pane.kind.plural == kind and run.highlighted == name)
        assert run.ids[0] == name


async def test_what_an_address_asks_in_vain_is_said_and_the_rest_is_asked(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("slash")
        await run.paste(f"{SITE}/spaces?category=ocr&search=hello-gradio")
        await run.until(lambda: run.ids == ["alice/hello-gradio"])
        await run.says("The address asks for what cannot be asked here: category=ocr")
        assert len(run.toasts) == 1


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (
            "https://example.com/models?search=gpt",
            "https://example.com/models?search=gpt is no address of this Hub",
        ),
        (f"{SITE}/docs/hub", "is a page without a list, author or repo"),
        ("http://[broken", "http://[broken is no address of this Hub"),
    ],
)
@pytest.mark.parametrize("pasted", [True, False])
async def test_a_bad_address_is_said_and_the_search_is_left_as_it_was(
    hub: LoopbackHub, url: str, reason: str, *, pasted: bool
) -> None:
    slow = Timings(search_rest=600, preview_paint=INSTANT, preview_ask=INSTANT, clock=lambda: NOW)
    async with journey(hub, timings=slow) as run:
        await run.sees("100 loaded")
        await run.press(*"/whisper", "enter")
        await run.until(lambda: run.ids and all("whisper" in each.lower() for each in run.ids))
        before, requests = run.ids, len(run.requests("/api/models"))
        await run.press("slash")
        if pasted:
            await run.paste(url)
        else:
            await run.press(*["backspace"] * 7, *url, "enter")
        await run.says(reason)
        assert len(run.toasts) == 1
        await run.settle()
        assert run.question.startswith(" / whisper ")
        assert run.ids == before
        assert len(run.requests("/api/models")) == requests
        await run.press("j")
        assert run.highlighted == before[1]


async def test_a_click_away_from_an_address_leaves_the_search_as_it_was(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("slash", *"https://example.com")
        await run.click_at(10, 8)
        await run.settle()
        assert run.question.startswith(" / search")
        assert run.pane.criteria.search == ""


async def test_a_full_id_comes_first_and_a_second_enter_opens_it(hub: LoopbackHub) -> None:
    async with journey(hub, size=(100, 30)) as run:
        await run.sees("100 loaded")
        await run.press(*"/alice/Tiny-Chat", "enter")
        await run.until(lambda: run.highlighted == "alice/tiny-chat")
        assert run.ids[0] == "alice/tiny-chat"
        await run.settle()
        assert not run.browse.preview_shown
        assert run.requests("/api/models/alice/tiny-chat") == []  # the list has it
        await run.press("enter")
        assert run.detail.visit.ref.id == "alice/tiny-chat"
        await run.asks("/api/models/alice/tiny-chat", 1)


async def test_a_full_id_that_the_list_lacks_is_fetched(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/alice/first-try", "enter")
        await run.until(lambda: run.highlighted == "alice/tiny-chat")
        assert run.ids == ["alice/tiny-chat"]
        assert run.question.startswith(" / alice/first-try ")


@pytest.mark.parametrize(
    ("what", "kind", "name"),
    [
        ("alice/tiny-chat", "models", "alice/tiny-chat"),
        ("datasets/alice/field-notes", "datasets", "alice/field-notes"),
        ("spaces/alice/hello-gradio", "spaces", "alice/hello-gradio"),
        (f"{SITE}/datasets/alice/field-notes/tree/main", "datasets", "alice/field-notes"),
        ("alice/first-try", "models", "alice/tiny-chat"),
        ("gpt2", "models", "alice/tiny-chat"),
        ("datasets/squad", "datasets", "squad"),
    ],
)
async def test_the_command_line_opens_exactly_that(hub: LoopbackHub, what: str, kind: str, name: str) -> None:
    hub.store.redirect("model", "gpt2", "alice/tiny-chat")
    async with journey(hub, size=(100, 30), first=what) as run:
        await run.until(lambda: run.highlighted == name)
        assert run.pane.kind.plural == kind
        assert run.ids[0] == name
        assert len(run.requests(f"/api/{kind}")) == 1
        given = what.removeprefix("datasets/").removeprefix("spaces/")
        moved = given in ("alice/first-try", "gpt2")
        told = [f"{given} is {name} now"] if moved else []
        await run.until(lambda: run.toasts == told, f"told {told}")
        await run.press("enter")
        assert run.detail.visit.ref.id == name


async def test_the_command_line_opens_what_is_missing_as_a_search_without_a_match(hub: LoopbackHub) -> None:
    async with journey(hub, first="alice/never-was") as run:
        await run.sees("No models match “alice/never-was”")
        assert len(run.requests("/api/models/alice/never-was")) == 1
        await run.says("This Hub has no model alice/never-was that you may see")
        # Asked again it is not told again.
        await run.press("r")
        await run.until(lambda: len(run.requests("/api/models")) == 2)
        await run.settle()
        assert len(run.toasts) == 1
        await run.press("x")
        await run.sees("100 loaded")


async def test_an_id_is_one_among_the_filters(hub: LoopbackHub) -> None:
    async with journey(hub, first=f"{SITE}/models?search=alice/first-try&license=license:mit") as run:
        await run.sees("No models match")
        assert run.requests("/api/models/alice/first-try") == []
