"""The copy menu: one letter copies, and what it will copy is seen before."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hubtui.core.copies import COPIES
from hubtui.screens.copy_menu import CopyMenu
from tests.support.faults import Answer
from tests.support.journey import journey
from tests.support.loopback import LoopbackHub


@pytest.mark.parametrize(
    ("letter", "copied"),
    [
        ("i", "alice/field-notes"),
        ("w", "{hub}/datasets/alice/field-notes"),
        ("s", "{hub}/datasets?search=field-notes&sort=likes"),
        ("g", "git clone {hub}/datasets/alice/field-notes"),
        ("d", "HF_ENDPOINT={hub} hf download alice/field-notes --repo-type dataset"),
        ("u", "SELECT * FROM 'hf://datasets/alice/field-notes@~parquet/**/*.parquet' LIMIT 10;"),
        ("f", "hf://datasets/alice/field-notes"),
    ],
)
async def test_a_letter_copies_what_stands_beside_it(hub: LoopbackHub, letter: str, copied: str) -> None:
    text = copied.format(hub=hub.endpoint)
    async with journey(hub, first="datasets") as run:
        await run.sees("100 loaded")
        await run.press(*"/field-notes", "enter", "s", "l")
        await run.until(lambda: run.ids == ["alice/field-notes"] and run.pane.criteria.sort.value == "likes")
        await run.press("Y")
        await run.sees("address of this search")
        await run.sees(f" {text[:60]}")
        await run.press(letter)
        await run.until(lambda: run.toasts)
        assert run.toasts == [f"Sent {text} to the terminal (OSC 52)"]
        assert run.copied == [text]
        assert len(run.app.screen_stack) == 1


async def test_the_letter_may_be_right_behind_the_key(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("Y", "s", "j")
        await run.until(lambda: run.copied)
        assert run.copied == [f"{hub.endpoint}/models"]


async def test_enter_copies_what_is_highlighted_and_escape_nothing(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("Y", "escape", "Y", "x", "q", "Y", "Y", "Y", "j", "enter")
        await run.until(lambda: run.copied)
        assert run.copied == [f"{hub.endpoint}/{run.ids[0]}"]
        assert len(run.app.screen_stack) == 1
        assert len(run.requests("/api/models")) == 1


async def test_a_click_copies(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("Y")
        await run.click("web address")
        await run.until(lambda: run.copied)
        assert run.copied == [f"{hub.endpoint}/{run.ids[0]}"]


async def test_without_a_row_the_search_has_an_address_all_the_same(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/no such thing", "enter")
        await run.sees("No models match")
        await run.press("Y")
        await run.sees("address of this search")
        assert "web address" not in run.screen
        await run.press("i", "s")
        await run.until(lambda: run.copied)
        assert run.copied == [f"{hub.endpoint}/models?search=no%20such%20thing"]


async def test_a_metric_has_an_id_and_no_address() -> None:
    with LoopbackHub(metrics=True) as hub:
        async with journey(hub) as run:
            await run.sees("100 loaded")
            await run.press("4")
            await run.sees("METRIC")
            await run.press("Y")
            await run.sees("A letter copies")
            assert "address" not in run.screen
            name = run.browse.row_id
            await run.press("i")
            await run.until(lambda: run.copied == [name])


async def test_a_long_address_is_shown_to_its_end_and_steers_no_terminal(hub: LoopbackHub) -> None:
    url = f"https://huggingface.co/models?search={'%1B%E2%80%AE[bold]' * 16}END"
    async with journey(hub, size=(80, 24), first=url) as run:
        await run.sees("No models match")
        await run.press("Y")
        await run.sees("END")
        assert run.unsafe == []


async def test_code_is_shown_with_its_lines_before_it_is_copied(hub: LoopbackHub) -> None:
    async with journey(hub, first="alice/tiny-chat") as run:
        await run.until(lambda: run.highlighted == "alice/tiny-chat")
        await run.press("Y", "j", "j", "j", "j", "j")
        await run.sees("pipe = pipeline(")
        assert 'model="alice/tiny-chat"' in run.screen
        await run.press("enter")
        await run.until(lambda: run.toasts)
        assert run.copied[0].startswith("from transformers import pipeline\n\npipe = pipeline(")
        assert run.toasts == ["Sent from transformers import pipeline … (4 lines) to the terminal (OSC 52)"]


async def test_what_is_being_read_is_copied_once_it_is_there(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        name = run.ids[1]
        await run.settle()
        gate = hub.hold(f"/api/models/{name}")
        await run.press("j", "Y", "m")
        await run.sees("Copied as soon as it is read")
        assert run.copied == []
        gate.release()
        await run.until(lambda: run.copied)
        assert json.loads(run.copied[0])["id"] == name
        assert len(run.app.screen_stack) == 1


async def test_another_letter_takes_the_place_of_one_that_is_waited_for(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.settle()
        gate = hub.hold(f"/api/models/{run.ids[0]}")
        await run.press("Y", "m", "b", "i")
        await run.until(lambda: run.copied)
        gate.release()
        await run.settle()
        assert run.copied == [run.ids[0]]


async def test_a_menu_that_is_left_reads_no_further_and_copies_nothing(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.settle()
        gate = hub.hold(f"/api/models/{run.ids[0]}")
        await run.press("Y", "m")
        await gate.arrived
        await run.press("escape")
        gate.release()
        await run.settle()
        assert run.copied == []
        assert not [request for request in hub.requests if "resolve" in request.path]


async def test_what_cannot_be_read_is_told_in_the_menu(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.settle()
        hub.script(f"/api/models/{run.ids[0]}", Answer(404, {"X-Error-Code": "RepoNotFound"}, b"{}"), None)
        await run.press("Y", "m")
        await run.loses("metadata, JSON")
        await run.sees("does not exist, or is private")
        await run.press("d")
        await run.until(lambda: run.copied)
        assert run.copied == [f"HF_ENDPOINT={hub.endpoint} hf download {run.ids[0]}"]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_in_a_small_terminal_every_line_can_be_reached(hub: LoopbackHub, size: tuple[int, int]) -> None:
    async with journey(hub, size=size, first="datasets") as run:
        await run.sees("100 loaded")
        await run.press("Y")
        await run.sees("A letter copies")
        seen = set()
        for _ in COPIES:
            seen |= {copy.words for copy in COPIES if f" {copy.letter} {copy.words}" in run.screen}
            await run.press("j")
        assert len(seen) == 10
        assert "A letter copies" in run.screen
        assert "╭─ Copy" in run.screen


async def test_a_hostile_card_and_answer_steer_no_terminal(hub: LoopbackHub) -> None:
    evil = "\x1b]52;c;aGk=\x07\u202e[bold]"
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.settle()
        name = run.ids[0]

        def answer(found: dict[str, Any]) -> Answer:
            return Answer(200, {"Content-Type": "application/json"}, json.dumps(found).encode())

        hub.script(f"/api/models/{name}", answer({"id": name, "tags": [evil], "library_name": evil}), None)
        card = f"@misc{{x{evil},\n title={{{evil}}}}}".encode()
        hub.script(f"/{name}/resolve", Answer(200, {"Content-Type": "text/plain"}, card), None)
        await run.press("Y", "b")
        await run.until(lambda: run.copied)
        assert run.copied == ["@misc{x]52;c;aGk=[bold],\n title={]52;c;aGk=[bold]}}"]
        await run.press("Y", "k")
        await run.until(lambda: '"tags"' in run.screen)
        assert run.unsafe == []
        await run.press("m")
        await run.until(lambda: len(run.copied) == 2)
        assert json.loads(run.copied[1])["tags"] == [evil]
        assert run.copied[1].isascii()


def test_every_letter_is_a_key_of_the_menu() -> None:
    keys = CopyMenu(())._bindings.key_to_bindings.keys()
    assert {copy.letter for copy in COPIES} <= keys


async def test_a_menu_that_is_opened_and_left_at_once_leaves_nothing_behind(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*("Y", "escape") * 4, "Y", "i", "j")
        await run.until(lambda: run.copied == [run.ids[0]])
        await run.settle()
        assert len(run.app.screen_stack) == 1
        assert run.highlighted == run.ids[1]
