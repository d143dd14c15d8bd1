"""The copy menu: one letter copies, and what it will copy is seen before."""

from __future__ import annotations

import pytest

from hubtui.core.copies import COPIES, Subject, copies_of
from hubtui.hub.criteria import Criteria, Kind
from hubtui.hub.models import RepoRef
from hubtui.screens.copy_menu import CopyMenu
from tests.support.journey import journey
from tests.support.loopback import LoopbackHub


@pytest.mark.parametrize(
    ("letter", "copied"),
    [
        ("i", "alice/field-notes"),
        ("w", "{hub}/datasets/alice/field-notes"),
        ("s", "{hub}/datasets?search=field-notes&sort=likes"),
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
        await run.sees(f" {text}")
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


def test_every_letter_is_one_thing_and_none_that_moves_in_the_menu() -> None:
    letters = [copy.letter for copy in COPIES]
    assert len(set(letters)) == len(letters)
    assert set(letters).isdisjoint("jkhlqY")
    menu = CopyMenu(copies_of(Subject("https://hub.example", "a/b")))
    assert set(letters) <= menu._bindings.key_to_bindings.keys()


def test_only_what_there_is_can_be_copied() -> None:
    assert copies_of(Subject("https://hub.example")) == ()
    whole = Subject(
        "https://hub.example", "a/b", RepoRef(Kind.SPACE, "a/b"), Criteria(Kind.SPACE, author="a")
    )
    assert [text for _, text in copies_of(whole)] == [
        "a/b", "https://hub.example/spaces/a/b", "https://hub.example/spaces?author=a",
    ]  # fmt: skip
