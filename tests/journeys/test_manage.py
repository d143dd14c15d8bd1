"""Managing by keys: create, delete, move, visibility, undo, many at once; the screen and the Hub agree afterwards."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from tests.support.faults import Answer, Reset
from tests.support.journey import journey

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.support.faults import Recorded
    from tests.support.journey import Journey
    from tests.support.loopback import LoopbackHub

NAME = "alice/tiny-chat"


@asynccontextmanager
async def mine(hub: LoopbackHub, rows: int = 6, **options: object) -> AsyncIterator[Journey]:
    """Start with Alice's own models, signed in."""
    async with journey(hub, token=hub.write_token, **options) as run:  # type: ignore[arg-type]
        await run.until(lambda: run.browse.account is not None)
        await run.sees("100 loaded")
        await run.press(*"/alice/", "enter")
        await run.sees(f"{rows} · end")
        yield run


async def highlight(run: Journey, name: str) -> None:
    """Put the cursor on a repo."""
    await run.press("g", *"j" * run.ids.index(name))
    assert run.highlighted == name


async def test_n_a_name_and_enter_make_a_private_repo_of_mine(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        await run.press("n", *"brand-new", "enter")
        await run.says("alice/brand-new was created")
        made = hub.store.get("model", "alice/brand-new")
        assert made is not None
        assert made.private
        assert run.highlighted == "alice/brand-new"
        await run.sees("7 · end")
        await run.press("y")
        await run.until(lambda: run.copied == ["alice/brand-new"])


async def test_what_was_just_made_can_be_changed_whatever_the_clocks_say(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        await run.press("n", *"brand-new", "enter")
        await run.says("alice/brand-new was created")
        await run.press("d", *"alice/brand-new", "enter")
        await run.says("alice/brand-new was deleted")
        assert hub.store.get("model", "alice/brand-new") is None
        await run.sees("6 · end")


async def test_a_name_that_is_taken_keeps_what_was_typed(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        await run.press("n", *"tiny-chat", "enter")
        await run.sees("there is one of that name already")
        await run.sees("tiny-chat")
        await run.press("escape")
        assert run.app.screen is run.browse


async def test_delete_needs_the_full_id_and_the_row_goes_without_a_reload(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        await highlight(run, NAME)
        asked = len(run.requests("/api/models"))
        at = run.pane.table.cursor
        await run.press("d", *"alice/tiny", "enter")
        await run.sees("in full to delete it")
        assert hub.store.get("model", NAME) is not None
        await run.press(*"-chat", "enter")
        await run.says(f"{NAME} was deleted")
        assert hub.store.get("model", NAME) is None
        assert NAME not in run.ids
        assert run.pane.table.cursor == min(at, len(run.ids) - 1)
        await run.sees("5 · end")
        assert len(run.requests("/api/models")) == asked


async def test_escape_from_a_deletion_changes_nothing(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        await highlight(run, NAME)
        await run.press("d", *NAME, "escape")
        await run.settle()
        assert hub.store.get("model", NAME) is not None
        assert not [request for request in hub.requests if request.method == "DELETE"]


async def test_move_renames_in_place_and_u_takes_it_back(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        await highlight(run, NAME)
        at = run.pane.table.cursor
        await run.press("m", *"-2", "enter")
        await run.says(f"{NAME} was moved to {NAME}-2; press u to undo")
        assert run.ids[at] == f"{NAME}-2"
        assert hub.store.get("model", f"{NAME}-2") is not None
        await run.press("u")
        await run.until(lambda: run.ids[at] == NAME)
        assert hub.store.current_id("model", f"{NAME}-2") == NAME
        await run.press("u")
        await run.says("There is nothing to take back")


async def test_visibility_marks_the_row_and_the_hub_holds_it(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        await highlight(run, NAME)
        await run.press("v", "j", "enter")
        await run.says(f"{NAME} was made private")
        repo = hub.store.get("model", NAME)
        assert repo is not None
        assert repo.private
        row = run.pane.highlighted
        assert row is not None
        assert row.private
        assert "⌂" in next(line for line in run.lines if line.startswith("▌"))


async def test_an_answer_that_is_lost_after_the_deed_is_looked_up(hub: LoopbackHub) -> None:
    def lose(_: object) -> Reset:
        hub.store.remove("model", NAME)
        return Reset()

    hub.script("DELETE /api/repos/delete", lose)
    async with mine(hub) as run:
        await highlight(run, NAME)
        await run.press("d", *NAME, "enter")
        await run.says(f"{NAME} was deleted after all")
        assert NAME not in run.ids
        assert len([request for request in hub.requests if request.method == "DELETE"]) == 1


async def test_a_refused_deletion_says_why_and_leaves_the_row(hub: LoopbackHub) -> None:
    hub.script("DELETE /api/repos/delete", Answer(403, {"X-Error-Message": "No rights"}, b""))
    async with mine(hub) as run:
        await highlight(run, NAME)
        await run.press("d", *NAME, "enter")
        await run.says(f"{NAME} was not deleted: the Hub does not allow it")
        assert NAME in run.ids


async def test_many_are_reviewed_and_their_number_is_typed(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        names = list(run.ids)
        await run.press("g", "space", "space", "space", "d")
        await run.sees("Delete 3 repos")
        for name in names[:3]:
            assert name in run.screen
        await run.press("2", "enter")
        await run.sees("Type 3 to delete")
        await run.press("backspace", "3", "enter")
        await run.sees("3 done")
        await run.press("escape")
        assert run.ids == names[3:]
        assert [hub.store.get("model", name) for name in names[:3]] == [None] * 3
        assert run.browse.marking.count == 0


async def test_a_failure_among_many_does_not_stop_the_rest(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        names = list(run.ids)
        second = names[1].partition("/")[2].encode()

        def is_second(request: Recorded) -> bool:
            return request.method == "DELETE" and second in request.body

        hub.script(is_second, Answer(403, {"X-Error-Message": "No rights"}, b""))
        await run.press("g", "space", "space", "space", "d", "3", "enter")
        await run.sees("2 done, 1 refused")
        await run.press("y")
        await run.until(lambda: bool(run.copied))
        assert f"refused: {names[1]} was not deleted" in run.copied[0]
        await run.press("escape")
        assert run.ids[0] == names[1]


async def test_a_quit_waits_for_the_change_under_way(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        await highlight(run, NAME)
        gate = hub.hold("DELETE /api/repos/delete")
        await run.press("d", *NAME, "enter")
        await gate.arrived
        await run.press("q", "q")
        await run.says("Waiting for 1 change to end, then hubtui quits")
        assert run.app.is_running
        gate.release()
        await run.until(lambda: hub.store.get("model", NAME) is None)
        await run.until(lambda: run.app._exit)


async def test_a_stranger_is_told_why_nothing_can_be_changed(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("d")
        await run.says("You are not signed in")


async def test_another_ones_repo_is_refused_before_anything_is_asked(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token) as run:
        await run.until(lambda: run.browse.account is not None)
        await run.sees("100 loaded")
        await run.press("d")
        await run.says("You are not in")
        assert run.app.screen is run.browse


async def test_the_detail_view_follows(hub: LoopbackHub) -> None:
    async with mine(hub, size=(100, 30)) as run:
        await highlight(run, NAME)
        gate = hub.hold("POST /api/repos/move")
        await run.press("m", *"-2", "enter")
        await gate.arrived
        await run.press("enter")
        assert run.detail.visit.ref.id == NAME
        gate.release()
        await run.until(lambda: run.detail.visit.ref.id == f"{NAME}-2")
        assert f"{NAME}-2" in run.title


async def test_what_is_looked_at_is_changed_and_deleted_there(hub: LoopbackHub) -> None:
    async with mine(hub, size=(100, 30)) as run:
        await highlight(run, NAME)
        await run.press("enter", "v", "j", "enter")
        await run.says(f"{NAME} was made private; press u to undo")
        await run.until(lambda: run.detail.visit.info is not None and run.detail.visit.info.private)
        await run.press("u")
        await run.until(lambda: run.detail.visit.info is not None and not run.detail.visit.info.private)
        await run.press("d", *NAME, "enter")
        await run.sees(f"{NAME} is gone; press escape to go back")
        assert hub.store.get("model", NAME) is None
        await run.press("escape")
        assert NAME not in run.ids


async def test_the_log_tells_what_was_changed_from_here(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        await highlight(run, NAME)
        await run.press("v", "j", "enter")
        await run.says(f"{NAME} was made private")
        await run.press("L")
        await run.sees("1 change made from here")
        await run.sees(f"alice at {hub.endpoint}: make the model {NAME} private")
        await run.press("y")
        await run.until(lambda: bool(run.copied))
        assert "done: alice/tiny-chat was made private" in run.copied[0]
        assert "hf_" not in run.copied[0]
