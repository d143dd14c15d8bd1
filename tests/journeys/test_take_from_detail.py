"""The detail view: copies of the revision that is looked at, and a bookmark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.local.paths import folders_in
from hubtui.local.state import State
from hubtui.screens.detail.screen import DetailScreen
from hubtui.widgets.facts_view import FactsView
from tests.support.journey import Journey, journey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.loopback import LoopbackHub


def detail(run: Journey) -> DetailScreen:
    screen = run.app.screen_stack[1]
    assert isinstance(screen, DetailScreen)
    return screen


async def look_at(run: Journey, name: str) -> None:
    """Open the repo that is meant, and wait for all of it."""
    await run.until(lambda: run.highlighted == name)
    await run.press("enter")
    await run.until(lambda: len(run.app.screen_stack) == 2)
    await run.settle()


async def test_y_in_the_menu_takes_what_is_known_already(hub: LoopbackHub) -> None:
    async with journey(hub, first="alice/tiny-chat") as run:
        await look_at(run, "alice/tiny-chat")
        asked = len(run.requests("/api/models/alice/tiny-chat"))
        await run.press("Y", "m")
        await run.until(lambda: run.copied)
        assert '"id": "alice/tiny-chat"' in run.copied[0]
        assert len(run.requests("/api/models/alice/tiny-chat")) == asked
        assert len(run.app.screen_stack) == 2


async def test_copies_are_of_the_revision_that_was_chosen(hub: LoopbackHub) -> None:
    async with journey(hub, first="alice/tiny-chat") as run:
        await look_at(run, "alice/tiny-chat")
        sha = detail(run).visit.info.sha  # type: ignore[union-attr]
        assert sha is not None
        detail(run).choose_revision(sha)
        await run.settle()
        await run.press("Y", "d")
        await run.until(lambda: run.copied)
        assert run.copied == [f"HF_ENDPOINT={hub.endpoint} hf download alice/tiny-chat --revision {sha}"]


async def test_a_dataset_is_loaded_with_the_split_that_is_looked_at(hub: LoopbackHub) -> None:
    async with journey(hub, first="datasets/alice/field-notes") as run:
        await look_at(run, "alice/field-notes")
        await run.press("4")
        await run.until(lambda: any(detail(run).split))
        config, split = detail(run).split
        await run.press("Y", "p")
        await run.until(lambda: run.copied)
        assert f'load_dataset("alice/field-notes", "{config}", split="{split}")' in run.copied[0]


async def test_b_bookmarks_what_is_looked_at(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path, first="alice/tiny-chat") as run:
        await look_at(run, "alice/tiny-chat")
        await run.press("b")
        await run.says("Bookmarked alice/tiny-chat")
        assert list(State.load(folders_in(tmp_path).state_file).bookmarks) == ["alice/tiny-chat"]
        await run.press("escape")
        await run.until(lambda: "★" in run.lines[3])


async def test_o_takes_the_page_of_the_revision_that_was_chosen(hub: LoopbackHub) -> None:
    async with journey(hub, first="alice/tiny-chat") as run:
        await look_at(run, "alice/tiny-chat")
        await run.press("o")
        await run.until(lambda: run.copied)
        detail(run).choose_revision("refs/pr/1")
        await run.settle()
        await run.press("o")
        await run.until(lambda: len(run.copied) == 2)
        page = f"{hub.endpoint}/alice/tiny-chat"
        assert run.copied == [page, f"{page}/tree/refs%2Fpr%2F1"]


async def test_o_takes_the_page_of_the_highlighted_commit(hub: LoopbackHub) -> None:
    async with journey(hub, first="alice/tiny-chat") as run:
        await look_at(run, "alice/tiny-chat")
        await run.press("3", "C")
        await run.settle()
        await run.press("y", "o")
        await run.until(lambda: len(run.copied) == 2)
        await run.press("enter", "o")
        await run.until(lambda: len(run.copied) == 3)
        sha, page, again = run.copied
        assert page == again == f"{hub.endpoint}/alice/tiny-chat/commit/{sha}"


async def test_o_takes_the_page_that_a_fact_is_about(hub: LoopbackHub) -> None:
    async with journey(hub, first="alice/tiny-chat") as run:
        await look_at(run, "alice/tiny-chat")
        await run.press("2")
        view = detail(run).query_one(FactsView)
        await run.until(lambda: view.highlighted is not None)
        while view.highlighted is None or view.highlighted.opens is None:
            before = view.cursor
            await run.press("j")
            assert view.cursor > before, "no fact is about another repo"
        await run.press("o")
        await run.until(lambda: run.copied)
        ref = view.highlighted.opens
        assert run.copied == [f"{hub.endpoint}/{ref.kind.web_prefix}{ref.id}"]
