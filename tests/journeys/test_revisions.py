"""Revisions: branches, tags, conversions and pull requests, or any name that is typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hubtui.demo.history import BRANCHED
from tests.support.faults import Answer
from tests.support.journey import journey

if TYPE_CHECKING:
    from tests.support.journey import Journey
    from tests.support.loopback import LoopbackHub

NAME = "alice/tiny-chat"
REFS = f"/api/models/{NAME}/refs"
SMALL = (100, 30)


async def opened(run: Journey, *keys: str, name: str = NAME) -> None:
    """Open a repo, and wait until the Hub has answered about it."""
    await run.until(lambda: run.highlighted == name)
    await run.press("enter", *keys)
    await run.until(lambda: run.detail.visit.info is not None)


def refs(**groups: list[str]) -> Answer:
    """Return refs as they are on the wire (wire.md §3)."""
    kinds = {"branches": "heads", "tags": "tags", "converts": "convert", "pullRequests": "pr"}
    body = {
        group: [
            {"name": name, "ref": f"refs/{kind}/{name}", "targetCommit": "c" * 40}
            for name in groups.get(group, [])
        ]
        for group, kind in kinds.items()
    }
    return Answer(200, {"Content-Type": "application/json"}, json.dumps(body).encode())


async def test_three_hundred_branches_are_narrowed_by_typing_and_one_is_looked_at(hub: LoopbackHub) -> None:
    async with journey(hub, first=BRANCHED, size=SMALL) as run:
        await opened(run, "3", name=BRANCHED)
        await run.press("R")
        await run.sees("Branches 30")
        await run.sees("▌● main")
        await run.press(*"step-2990")
        await run.sees("▌  step-299000")
        await run.press("enter")
        await run.until(lambda: run.detail.visit.info is not None)
        assert run.title.startswith(f" ‹ model {BRANCHED} @ step-299000")
        await run.settle()
        await run.asks(f"/api/models/{BRANCHED}/refs", 1)
        await run.asks(f"/api/models/{BRANCHED}/revision/step-299000", 1)
        await run.asks(f"/api/models/{BRANCHED}/tree/step-299000", 1)
        assert run.requests(f"/api/models/{BRANCHED}/refs")[0].parameters == {"include_prs": "1"}
        await run.sees("CHANGES.md")


async def test_every_group_is_shown_and_the_cursor_passes_over_headings(hub: LoopbackHub) -> None:
    hub.script(f"GET {REFS}", refs(branches=["main"], tags=["v1"], converts=["parquet"], pullRequests=["1"]))
    async with journey(hub, first=NAME, size=SMALL) as run:
        await opened(run)
        await run.press("R")
        for text in ("Branches 1", "Tags 1", "Converted 1", "refs/convert/parquet", "Pull requests 1"):
            await run.sees(text)
        for name in ("v1", "refs/convert/parquet", "refs/pr/1", "refs/pr/1"):
            await run.press("down")
            await run.sees(f"▌  {name}")
        await run.press("up", "up", "up", "up", "up")
        await run.sees("▌● main")
        await run.press("enter")
        await run.settle()
        assert run.detail.visit.revision is None


async def test_a_pull_request_is_asked_for_with_its_slashes_quoted(hub: LoopbackHub) -> None:
    async with journey(hub, first=NAME, size=SMALL) as run:
        await opened(run, "3")
        await run.sees("config.json")
        await run.press("R")
        await run.sees("refs/pr/1")
        await run.press(*"refs/pr/1", "enter")
        await run.until(lambda: run.detail.visit.info is not None)
        await run.sees("@ refs/pr/1")
        await run.settle()
        raw = [request.raw_path for request in hub.requests if "pr" in request.raw_path.rpartition("/")[2]]
        assert f"/api/models/{NAME}/revision/refs%2Fpr%2F1" in raw
        assert f"/api/models/{NAME}/tree/refs%2Fpr%2F1" in raw


async def test_choosing_a_revision_asks_for_info_files_and_card_and_main_comes_back(hub: LoopbackHub) -> None:
    async with journey(hub, first=NAME, size=SMALL) as run:
        await opened(run, "3")
        await run.sees("9 files")
        await run.press("j", "R", *"refs/pr/1", "enter")
        await run.sees("@ refs/pr/1")
        await run.settle()
        assert any("config.json" in line for line in run.lines if line.startswith("▌"))
        assert run.requests(f"/{NAME}/resolve/refs/pr/1/README.md")
        await run.press("R")
        await run.sees("▌● refs/pr/1")
        await run.press(*"main", "enter")
        await run.until(lambda: run.detail.visit.info is not None)
        assert run.detail.visit.revision is None
        assert "@" not in run.title
        await run.settle()
        await run.asks(f"/api/models/{NAME}/tree/main", 2)


async def test_a_revision_that_is_missing_says_so_and_the_one_before_is_shown(hub: LoopbackHub) -> None:
    async with journey(hub, first=NAME, size=SMALL) as run:
        await opened(run, "3")
        await run.sees("config.json")
        await run.press("j", "R")
        await run.sees("Branches")
        await run.press(*"no-such-thing")
        await run.sees("As typed")
        await run.press("enter")
        await run.says("has no such revision; what was shown before is shown again")
        await run.settle()
        assert run.detail.visit.revision is None
        assert any("config.json" in line for line in run.lines if line.startswith("▌"))
        await run.asks(f"/api/models/{NAME}/revision/no-such-thing", 1)


async def test_a_short_sha_can_be_typed_before_the_refs_have_come(hub: LoopbackHub) -> None:
    async with journey(hub, first=NAME, size=SMALL) as run:
        await opened(run)
        info = run.detail.visit.info
        assert info is not None
        assert info.sha is not None
        gate = hub.hold(REFS)
        await run.press("R")
        await gate.arrived
        await run.sees("Loading branches and tags…")
        short = info.sha[:8]
        await run.press(*short, "enter")
        await run.until(lambda: run.detail.visit.info is not None)
        assert run.detail.visit.revision == short
        gate.release()
        await run.settle()
        assert run.app.is_running


async def test_refs_that_fail_say_so_and_are_asked_for_again(hub: LoopbackHub) -> None:
    hub.script(f"GET {REFS}", Answer(403, {}, b'{"error": "not for you"}'))
    async with journey(hub, first=NAME, size=SMALL) as run:
        await opened(run)
        await run.press("R")
        await run.sees("not for you")
        await run.sees("ctrl+r tries again")
        await run.press("ctrl+r")
        await run.sees("▌● main")
        await run.asks(REFS, 2)


async def test_a_click_looks_at_a_revision_and_escape_at_none(hub: LoopbackHub) -> None:
    hub.script(f"GET {REFS}", refs(branches=["main", "dev"]), times=None)
    async with journey(hub, first=NAME, size=SMALL) as run:
        await opened(run)
        await run.press("R")
        await run.sees("dev")
        await run.press("escape")
        assert run.app.screen is run.detail
        await run.press("R")
        await run.sees("dev")
        await run.click("dev")
        await run.asks(f"/api/models/{NAME}/revision/dev", 1)


async def test_hostile_names_are_shown_clean_and_cannot_be_chosen(hub: LoopbackHub) -> None:
    hub.script(
        f"GET {REFS}", refs(branches=["main", "\x1b]0;X\x07[@click=app.quit]evil[/]"], tags=["t\u202eag"])
    )
    async with journey(hub, first=NAME, size=SMALL) as run:
        await opened(run)
        await run.press("R")
        await run.sees("]0;X[@click=app.quit]evil[/]")
        assert run.unsafe == []
        await run.press("down", "enter")
        await run.sees("Its name holds characters that cannot be sent safely")
        await run.press("escape")
        assert not [request for request in hub.requests if "/revision/" in request.path]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_menu_fits_small_terminals(hub: LoopbackHub, size: tuple[int, int]) -> None:
    async with journey(hub, first=NAME, size=size) as run:
        await opened(run)
        await run.press("R")
        await run.sees("▌● main")
        await run.sees("escape closes")


async def test_another_revision_takes_away_what_lies_over_the_files_but_not_the_keys(
    hub: LoopbackHub,
) -> None:
    async with journey(hub, first=NAME, size=SMALL) as run:
        await opened(run, "3")
        await run.sees("config.json")
        await run.press("C")
        await run.sees("Set the right chat template")
        await run.press("2", "R")
        await run.sees("refs/pr/1")
        await run.press(*"refs/pr/1", "enter")
        await run.settle()
        focused = run.app.focused
        assert focused is not None
        assert focused in run.detail.front.walk_children()
        await run.press("3")
        await run.sees("config.json")
        await run.asks(f"/api/models/{NAME}/tree/refs/pr/1", 1)
