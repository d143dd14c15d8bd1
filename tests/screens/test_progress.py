"""Many changes as they go, on the screen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hubtui.core.bulk import Bulk
from hubtui.core.marks import Target
from hubtui.core.outcome import Outcome, Result
from hubtui.core.plans import plan_delete
from hubtui.core.rights import Rights
from hubtui.hub.criteria import Kind
from hubtui.hub.models import RepoRef
from hubtui.screens.dialogs.progress import ProgressDialog
from hubtui.timings import Timings
from tests.screens.stage import opened

if TYPE_CHECKING:
    from hubtui.core.plans import Step


def bulk(number: int, gate: asyncio.Event) -> Bulk:
    """Return a bulk whose changes end once a gate is open, every third of them refused."""

    async def carry(step: Step) -> Outcome:
        await gate.wait()
        refused = int(step.change.ref.id[-1]) % 3 == 2
        what = f"{step.change.ref.id} {'was not deleted: no' if refused else 'was deleted'}"
        return Outcome(change=step.change, result=Result.REFUSED if refused else Result.DONE, what=what)

    targets = [Target(RepoRef(Kind.MODEL, f"alice/m{each}")) for each in range(number)]
    return Bulk(plan_delete(targets, Rights(signed_in=True)), carry, Timings())


async def test_every_repo_shows_how_far_it_is_and_the_summary_can_be_copied() -> None:
    copied: list[str] = []
    gate = asyncio.Event()
    many = bulk(6, gate)
    async with opened(ProgressDialog(many, copied.append)) as (stage, pilot):
        work = asyncio.create_task(many.run())
        await pilot.pause()
        assert "… running: alice/m2" in stage.shown
        assert "· waiting: alice/m3" in stage.shown
        assert "s stops the rest" in stage.shown
        gate.set()
        await work
        await pilot.pause()
        assert "✓ done: alice/m4 was deleted" in stage.shown
        assert "✕ refused: alice/m5 was not deleted: no" in stage.shown
        assert "4 done, 2 refused" in stage.shown
        assert "s stops" not in stage.shown
        await pilot.press("y", "j", "escape", "escape")
        assert copied == [many.summary]
        assert stage.given == [None]


async def test_what_has_not_begun_is_stopped_and_leaving_stops_nothing() -> None:
    gate = asyncio.Event()
    many = bulk(9, gate)
    async with opened(ProgressDialog(many, lambda _: None)) as (stage, pilot):
        work = asyncio.create_task(many.run())
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert "– not begun: alice/m8" in stage.shown
        await pilot.press("escape")
        gate.set()
        await work
        assert many.counts == "2 done, 1 refused, 6 not begun"
