"""Earlier searches: arrow up brings them back, over the end of the program too."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from hubtui.local.paths import folders_in
from hubtui.local.state import State
from tests.support.journey import journey

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.support.journey import Journey
    from tests.support.loopback import LoopbackHub


def kept(home: Path) -> list[str]:
    """Return the searches in the file of what is remembered."""
    found: list[str] = tomllib.loads(folders_in(home).state_file.read_text())["searches"]
    return found


async def search(run: Journey, text: str) -> None:
    """Search for something in the place of what is searched for."""
    await run.press("x", "slash", *text, "enter")
    await run.until(lambda: run.pane.criteria.search == text)
    await run.settle()


async def test_arrow_up_walks_back_and_arrow_down_comes_back_to_what_was_typed(
    hub: LoopbackHub, tmp_path: Path
) -> None:
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        for text in ("bert", "whisper", "bert", "gpt"):
            await search(run, text)
        assert kept(tmp_path) == ["gpt", "bert", "whisper"]
        await run.press("x", *"/lla", "up")
        assert run.question.startswith(" / gpt ")
        await run.press("up", "up", "up")
        assert run.question.startswith(" / whisper ")
        await run.press("down")
        assert run.question.startswith(" / bert ")
        await run.press("down", "down")
        assert run.question.startswith(" / lla ")
        await run.press("up", "up", "up", "enter")
        await run.until(lambda: run.ids and all("whisper" in repo_id.lower() for repo_id in run.ids))
        await run.until(lambda: kept(tmp_path) == ["whisper", "gpt", "bert"])


async def test_the_list_follows_the_walk(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await search(run, "whisper")
        await run.press("x", "slash", "up")
        await run.until(lambda: run.ids and all("whisper" in repo_id.lower() for repo_id in run.ids))
        assert run.pane.bar.editing
        await run.press("escape")
        await run.until(lambda: run.pane.criteria.search == "")


async def test_a_letter_makes_a_search_of_the_past_one_of_now(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await search(run, "gpt")
        await search(run, "bert")
        await run.press("x", "slash", "up", *"-large", "up")
        assert run.question.startswith(" / bert ")
        await run.press("up", "up", "down", "down")
        assert run.question.startswith(" / bert-large ")


async def test_arrow_down_without_a_walk_searches_and_returns(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/whisper", "down", "j")
        await run.until(lambda: run.ids and all("whisper" in repo_id.lower() for repo_id in run.ids))
        assert not run.pane.bar.editing
        assert "copy id" in run.footer


async def test_without_a_past_arrow_up_changes_nothing(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/ber", "up", "t")
        assert run.question.startswith(" / bert ")


async def test_searches_outlive_the_program(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await search(run, "whisper")
    async with journey(hub, home=tmp_path, first="datasets") as run:
        await run.sees("100 loaded")
        await run.press("slash", "up", "enter")
        await run.until(lambda: run.pane.criteria.search == "whisper")


async def test_only_a_search_that_was_made_is_kept(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press("slash", "enter")
        await run.press("slash", "space", "space", "enter")
        await run.press(*"/bert")
        await run.until(lambda: run.pane.criteria.search == "bert")
        await run.press("escape")
        await run.settle()
        assert not folders_in(tmp_path).state_file.exists()
        # A click into the list ends an edit as enter does.
        await run.press(*"/gpt")
        await run.click_at(10, 8)
        await run.until(lambda: folders_in(tmp_path).state_file.exists())
        await run.settle()
        assert kept(tmp_path) == ["gpt"]
        assert "copy id" in run.footer


async def test_what_cannot_be_written_is_said_once_and_walked_through_all_the_same(
    hub: LoopbackHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hubtui.local.state.write_whole", full)
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await search(run, "bert")
        await run.says("state.toml cannot be written: No space left on device")
        await search(run, "gpt")
        assert run.pane.bar.editing is False
        assert sum("cannot be written" in toast for toast in run.toasts) == 1
        await run.press("x", "slash", "up", "up")
        assert run.question.startswith(" / bert ")


async def test_searches_that_others_wrote_steer_no_terminal(hub: LoopbackHub, tmp_path: Path) -> None:
    State(folders_in(tmp_path).state_file).change_searches(
        lambda _: ("\x1b]0;PWNED\x07a\u202eb\nc" + "x" * 300,)
    )
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press("slash", "up")
        assert run.question.startswith(" / ]0;PWNEDab c")
        assert run.unsafe == []
