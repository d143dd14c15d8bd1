"""Many at once by keys: of several kinds, stopped, left alone, quit from, taken back; and who may not, is told so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubtui.core.bulk import AT_ONCE
from tests.journeys.test_manage import NAME, highlight, mine
from tests.support.faults import Answer
from tests.support.journey import journey

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubtui.demo.repo import Kind
    from tests.support.faults import Recorded
    from tests.support.loopback import LoopbackHub


def is_private(hub: LoopbackHub, *names: str, kind: Kind = "model") -> list[bool]:
    """Return of each repo whether the Hub holds it as private."""
    found = [hub.store.get(kind, name) for name in names]
    return [repo is not None and repo.private for repo in found]


def changes_at(name: str) -> Callable[[Recorded], bool]:
    """Return what tells whether a request changes the settings of a repo."""
    return lambda request: request.method == "PUT" and f"/{name}/" in request.path


async def test_marks_of_what_was_done_go_and_what_was_refused_stays_marked(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        public = [repo.id for repo in run.pane.table.rows if not repo.private][:2]
        hub.script(changes_at(public[1]), Answer(403, {"X-Error-Message": "No rights"}, b""))
        for name in public:
            await highlight(run, name)
            await run.press("space")
        await run.press("2")
        await run.until(lambda: bool(run.ids))
        await run.press(*"/alice/field", "enter")
        await run.sees("1 · end")
        await run.press("space", "v", "enter")
        await run.sees("Change 3 repos")
        await run.sees("make the dataset alice/field-notes private")
        await run.press("enter")
        await run.sees("2 done, 1 refused")
        await run.press("escape")
        await run.sees("1 marked")
        assert [target.ref.id for target in run.browse.marking.targets] == [public[1]]
        assert is_private(hub, *public) == [True, False]
        assert is_private(hub, "alice/field-notes", kind="dataset") == [True]
        await run.press("1")
        assert {repo.id: repo.private for repo in run.pane.table.rows}[public[0]]


async def test_what_has_not_begun_is_stopped_and_is_still_there(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        names = list(run.ids)
        gate = hub.hold("DELETE /api/repos/delete")
        await run.press("A", "d", "6", "enter")
        await gate.arrived
        await run.press("s")
        await run.sees(f"{len(names) - AT_ONCE} not begun")
        gate.release()
        await run.sees(f"{AT_ONCE} done, {len(names) - AT_ONCE} not begun")
        await run.press("escape")
        assert run.ids == names[AT_ONCE:]
        assert [name for name in names if hub.store.get("model", name) is not None] == names[AT_ONCE:]


async def test_whoever_leaves_is_told_how_it_ended(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        gate = hub.hold("DELETE /api/repos/delete")
        await run.press("g", "space", "space", "d", "2", "enter")
        await gate.arrived
        await run.press("escape")
        await run.sees("Under way: Delete 2 repos")
        gate.release()
        await run.says("Delete 2 repos: 2 done; press L to read of each")
        await run.press("L")
        await run.sees("2 changes made from here")


async def test_a_quit_says_what_it_waits_for_and_what_it_leaves(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        names = list(run.ids)
        gate = hub.hold("DELETE /api/repos/delete")
        await run.press("A", "d", "6", "enter")
        await gate.arrived
        await run.press("ctrl+q")
        await run.says("to end, then hubtui quits; 3 not begun will not be")
        gate.release()
        await run.until(lambda: run.app._exit)
        assert [name for name in names if hub.store.get("model", name) is not None] == names[AT_ONCE:]


async def test_many_are_moved_to_another_owner_and_taken_back_as_one(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        names = run.ids[:2]
        moved = [name.replace("alice/", "acme-lab/") for name in names]
        await run.press("g", "space", "space", "m")
        await run.sees("Move 2 repos to")
        await run.press("j", "enter")
        await run.sees(f"move the model {names[0]} to {moved[0]}")
        await run.press("enter")
        await run.sees("2 done")
        await run.press("escape")
        assert run.ids[:2] == moved
        assert [hub.store.current_id("model", name) for name in names] == moved
        await run.press("u")
        await run.sees(f"move the model {moved[1]} to {names[1]}")
        await run.press("enter")
        await run.sees("2 done")
        await run.press("escape")
        assert run.ids[:2] == names
        assert [hub.store.current_id("model", name) for name in moved] == names
        await run.press("u")
        await run.says("There is nothing to take back")


async def test_what_was_taken_back_is_not_offered_again_and_an_earlier_change_stays(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        await highlight(run, NAME)
        await run.press("v", "j", "enter")
        await run.says(f"{NAME} was made private; press u to undo")
        await run.press("enter", "m", *"-2", "enter")
        await run.says(f"{NAME} was moved to {NAME}-2; press u to undo")
        await run.until(lambda: run.detail.visit.ref.id == f"{NAME}-2")
        await run.press("u")
        await run.says(f"{NAME}-2 was moved to {NAME}")
        assert f"{NAME}-2 was moved to {NAME}" in run.toasts
        await run.until(lambda: run.detail.visit.ref.id == NAME)
        assert is_private(hub, NAME) == [True]


async def test_dialogs_outlive_another_size_and_a_held_key(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        await highlight(run, NAME)
        await run.press(*"dddd")
        await run.sees(f"Delete {NAME}")
        await run.pilot.resize_terminal(60, 20)
        await run.sees("ddd")
        await run.pilot.resize_terminal(80, 24)
        await run.press("enter", "enter", "enter")
        await run.sees("in full to delete it")
        await run.press(*["escape"] * 6)
        await run.settle()
        assert run.app.screen is run.browse
        assert NAME in run.ids
        assert not [request for request in hub.requests if request.method != "GET"]


@pytest.mark.parametrize("key", ["n", "d", "m", "v"])
async def test_a_token_that_reads_has_grey_keys_that_say_why(hub: LoopbackHub, key: str) -> None:
    async with journey(hub, token=hub.read_token) as run:
        await run.until(lambda: run.browse.account is not None)
        await run.sees("100 loaded")
        await run.press(key)
        await run.says("can only read; changes need one with the role write")
        assert run.app.screen is run.browse


async def test_a_fine_grained_token_is_judged_for_each_owner(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.fine_token) as run:
        await run.until(lambda: run.browse.account is not None)
        await run.sees("100 loaded")
        await run.press(*"/alice/tiny-chat", "enter")
        await run.until(lambda: NAME in run.ids)
        await highlight(run, NAME)
        await run.press("d")
        await run.until(lambda: any(f"may not write {NAME}" in toast for toast in run.toasts))
        await run.press("n", *"alice/x")
        await run.sees("may not write repos of alice")
        await run.press(*["backspace"] * 7, "y", "enter")
        await run.says("acme-lab/y was created")
        assert hub.store.get("model", "acme-lab/y") is not None
