"""The detail view: opened at once, filled as answers arrive, each failure said with what to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.faults import Answer
from tests.support.journey import journey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.loopback import LoopbackHub

NAME = "alice/tiny-chat"
PATH = f"/api/models/{NAME}"
SMALL = (100, 30)
"""Without a preview, which asks for the same."""


async def test_a_repo_opens_at_once_with_what_the_row_knows_and_is_asked_for_once(hub: LoopbackHub) -> None:
    async with journey(hub, first=NAME, size=SMALL) as run:
        await run.until(lambda: run.highlighted == NAME)
        gate = hub.hold(PATH)
        await run.press("enter")
        await gate.arrived
        assert run.title.startswith(f" ‹ model {NAME}")
        await run.sees("text-generation")
        assert run.detail.visit.info is None
        gate.release()
        await run.until(lambda: run.detail.visit.info is not None)
        await run.asks(PATH, 1)


async def test_escape_q_h_and_left_go_back_to_the_row(hub: LoopbackHub) -> None:
    async with journey(hub, size=SMALL) as run:
        await run.sees("100 loaded")
        await run.press("j", "j")
        before = run.highlighted
        for key in ("escape", "q", "h", "left"):
            await run.press("enter")
            assert run.detail.visit.ref.id == before
            await run.press(key)
            assert run.app.screen is run.browse
            assert run.highlighted == before


async def test_keys_in_a_hurry_open_one_and_leave_one(hub: LoopbackHub) -> None:
    async with journey(hub, size=SMALL) as run:
        await run.sees("100 loaded")
        await run.press("enter", "enter", "enter")
        assert len(run.app.screen_stack) == 2
        await run.press("escape", "escape", "escape")
        assert len(run.app.screen_stack) == 1


async def test_a_renamed_repo_says_so_and_goes_on_under_its_new_id(hub: LoopbackHub) -> None:
    async with journey(hub, first=NAME, size=SMALL) as run:
        await run.until(lambda: run.highlighted == NAME)
        hub.store.rename("model", NAME, "alice/small-chat")
        await run.press("enter")
        await run.says(f"{NAME} is now alice/small-chat")
        assert run.title.startswith(" ‹ model alice/small-chat")
        await run.press("y")
        await run.until(lambda: run.copied == ["alice/small-chat"])


async def test_a_repo_that_is_gone_says_so_and_r_asks_again(hub: LoopbackHub) -> None:
    async with journey(hub, first=NAME, size=SMALL) as run:
        await run.until(lambda: run.highlighted == NAME)
        hub.script(f"GET {PATH}", Answer(500, {}, b""), times=None)
        await run.press("enter")
        await run.sees("press r to try again")
        assert "text-generation" in run.screen  # what the row knew stays


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("gated", "manual", "Gated, granted by the author"),
        ("private", True, "Private: only who was given access sees it"),
        ("disabled", True, "Disabled by the Hub"),
    ],
)
async def test_what_sets_a_repo_apart_is_said_with_what_it_means(
    hub: LoopbackHub, name: str, value: object, words: str
) -> None:
    body = json.dumps({"id": NAME, name: value}).encode()
    hub.script(f"GET {PATH}", Answer(200, {"Content-Type": "application/json"}, body))
    async with journey(hub, first=NAME, size=SMALL) as run:
        await run.until(lambda: run.highlighted == NAME)
        await run.press("enter")
        await run.until(lambda: run.status.startswith(f" {words}"), words)


@pytest.mark.parametrize("key", ["enter", "l", "right"])
async def test_enter_l_and_right_open_the_highlighted_repo(hub: LoopbackHub, key: str) -> None:
    async with journey(hub, size=SMALL) as run:
        await run.sees("100 loaded")
        await run.press("j", key)
        assert run.detail.visit.ref.id == run.ids[1]


async def test_what_was_seen_before_shows_at_once_and_is_asked_for_again(
    hub: LoopbackHub, tmp_path: Path
) -> None:
    async with journey(hub, first=NAME, size=SMALL, home=tmp_path) as run:
        await run.until(lambda: run.highlighted == NAME)
        await run.press("enter")
        await run.until(lambda: run.detail.visit.info is not None)
        await run.settle()
    gate = hub.hold(PATH)
    async with journey(hub, first=NAME, size=SMALL, home=tmp_path) as run:
        await run.until(lambda: run.highlighted == NAME)
        await run.press("enter")
        await gate.arrived
        await run.until(lambda: run.detail.visit.info is not None)
        gate.release()
        await run.settle()
        assert len(run.requests(PATH)) == 2


async def test_a_private_answer_is_kept_for_its_user_alone(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, first=NAME, size=SMALL, home=tmp_path, token=hub.write_token) as run:
        await run.until(lambda: run.highlighted == NAME and run.browse.account is not None)
        await run.press("enter")
        await run.until(lambda: run.detail.visit.info is not None)
        await run.settle()
    hub.hold(PATH)
    async with journey(hub, first=NAME, size=SMALL, home=tmp_path) as run:
        await run.until(lambda: run.highlighted == NAME)
        await run.press("enter")
        await run.until(lambda: len(run.requests(PATH)) == 2)
        assert run.detail.visit.info is None


async def test_help_and_the_palette_work_there(hub: LoopbackHub) -> None:
    async with journey(hub, size=SMALL) as run:
        await run.sees("100 loaded")
        await run.press("enter", "question_mark")
        await run.sees("Go to the next tab")
        await run.press("escape", ":", *"web page")
        await run.sees("Open the web page of what is highlighted")
        await run.press("escape")
        assert run.app.screen is run.detail
