"""RepoActions: the workflows of the changing verbs, from the question to what is remembered of the outcome.

::

    ask ──▶ carry out ──▶ write down ──▶ follow ──▶ say
     ▲          │                                    (lists, undo)
     └──────────┘ refused: what was typed is kept, and asked for again with the reason

Whoever waits for a workflow may be cancelled; a change that has begun runs to its end, and is written down.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from hubtui.core.bulk import Bulk, State
from hubtui.core.carrying import Carrier
from hubtui.core.change import Create, Delete, Move
from hubtui.core.operations import operation
from hubtui.core.outcome import Result
from hubtui.core.plans import Step, plan_undo
from hubtui.core.refusals import refused_by
from hubtui.hub.errors import HubError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hubtui.core.change import Change, Settle
    from hubtui.core.connection import Connect
    from hubtui.core.marks import Target
    from hubtui.core.operations import KeptOperations
    from hubtui.core.outcome import Outcome, Undo
    from hubtui.core.plans import Plan
    from hubtui.core.running import Running
    from hubtui.hub.changing import NewRepo
    from hubtui.hub.models import RateLimit
    from hubtui.timings import Timings


class Agreed(NamedTuple):
    """That a plan is agreed to."""

    stops: bool = False
    """Whether the first that is not done keeps what has not begun from beginning."""


class Ask(Protocol):
    """Asks the user. Each returns None where nothing is to be done; ``refused`` is why it is asked for again."""

    async def create(self, draft: NewRepo, refused: Outcome | None) -> NewRepo | None:
        """Ask what to create."""

    async def delete(self, target: Target) -> bool:
        """Ask for the full id of what is to go; return whether it was typed."""

    async def move(self, target: Target, to: str, refused: Outcome | None) -> str | None:
        """Ask for the full id that a repo shall have."""

    async def settle(self, target: Target, draft: Settle | None, refused: Outcome | None) -> Settle | None:
        """Ask who shall see a repo and who shall get its files."""

    async def review(self, plan: Plan) -> Agreed | None:
        """Show what will happen to each of many repos, and ask whether it shall."""


class Report(Protocol):
    """Hears what became of changes; called in the event loop."""

    def follow(self, outcome: Outcome) -> None:
        """Let whatever shows the repo follow ``outcome.fact``; called for every change that has ended."""

    def say(self, outcome: Outcome) -> None:
        """Tell the user; called where no dialog and no bulk does."""

    def warn(self, what: str) -> None:
        """Tell that something beside the change went wrong, such as the log that cannot be written."""

    def watch(self, bulk: Bulk) -> None:
        """Show many changes as they go; called right before they begin. ``bulk.follow`` is free to be set."""

    def over(self, bulk: Bulk) -> None:
        """Hear that all of them have ended, or will not be begun any more."""


class Setting(NamedTuple):
    """Where changes are made."""

    connect: Connect
    timings: Timings
    running: Running
    log: KeptOperations
    who: Callable[[], str] = lambda: ""
    """Returns the user's name, clean; empty where it is not known."""
    quota: Callable[[], RateLimit | None] = lambda: None
    """Returns what the Hub last said of its quota."""


class RepoActions:
    """The changing verbs.

    Args:
        setting: where changes are made.
        ask: asks the user.
        report: hears what became of them.
    """

    def __init__(self, setting: Setting, ask: Ask, report: Report) -> None:
        self._setting = setting
        self._ask = ask
        self._report = report
        self._undos: list[tuple[Undo, ...]] = []
        """What can be taken back, the last at the end; changes of one bulk belong together."""
        self._bulks: list[Bulk] = []
        self._warned = False

    async def create(self, draft: NewRepo) -> Outcome | None:
        """Create a repo; return what became of it, None where nothing was asked for.

        Args:
            draft: what the questions begin with.
        """
        outcome: Outcome | None = None
        while (new := await self._ask.create(draft, outcome)) is not None:
            outcome, draft = await self._one(Create(new), says_no=False), new
            if outcome.result is not Result.REFUSED:
                break
        return outcome

    async def delete(self, target: Target) -> Outcome | None:
        """Delete a repo; returns as create() does."""
        if not await self._ask.delete(target):
            return None
        return await self._one(Delete(target.ref, target.created))

    async def move(self, target: Target) -> Outcome | None:
        """Give a repo another name or owner; returns as create() does."""
        outcome, draft = None, target.ref.id
        while (to := await self._ask.move(target, draft, outcome)) is not None:
            outcome, draft = await self._one(Move(target.ref, to, target.created), says_no=False), to
            if outcome.result is not Result.REFUSED or outcome.is_elsewhere:
                break
        return outcome

    async def settle(self, target: Target) -> Outcome | None:
        """Change who sees a repo, who gets its files, or both; returns as create() does."""
        outcome: Outcome | None = None
        draft: Settle | None = None
        while (change := await self._ask.settle(target, draft, outcome)) is not None:
            outcome, draft = await self._one(change, says_no=False), change
            if outcome.result is not Result.REFUSED or outcome.is_elsewhere:
                break
        return outcome

    async def many(self, plan: Plan) -> Bulk | None:
        """Do to many repos what a plan says, once it is agreed to; return how they ended, None where it was not."""
        agreed = await self._ask.review(plan)
        if agreed is None or not plan.steps:
            return None
        undos: list[Undo] = []
        carry = partial(self._carried, undos=undos)
        bulk = Bulk(plan, carry, self._setting.timings, quota=self._setting.quota, stops=agreed.stops)
        self._bulks.append(bulk)
        self._report.watch(bulk)
        await self._setting.running.carried(plan.title, self._run(bulk, undos))
        return bulk

    @property
    def undo_plan(self) -> Plan | None:
        """What undo() would do; None where there is nothing to take back."""
        return plan_undo(self._undos[-1]) if self._undos else None

    async def undo(self) -> Outcome | Bulk | None:
        """Take the last change of visibility, gate or name back, or those of the last bulk.

        Returns:
            What became of it; None where there is nothing to take back, or it was not agreed to.
        """
        if not self._undos:
            return None
        undos = self._undos.pop()
        if len(undos) > 1:
            bulk = await self.many(plan_undo(undos))
            self._keep_undos(undos if bulk is None else _left_over(undos, bulk))
            return bulk
        outcome = await self._one(undos[0].change, left=undos[0])
        if _is_left_over(outcome):
            self._undos.append(undos)
        return outcome

    @property
    def under_way(self) -> tuple[int, int]:
        """How many changes run, and how many wait that stop() would keep from beginning."""
        states = [item.state for bulk in self._bulks for item in bulk.items]
        alone = len(self._setting.running.words) - len(self._bulks)
        return alone + states.count(State.RUNNING), states.count(State.WAITING)

    def stop(self) -> None:
        """Begin nothing more of what is under way, for a quit; what runs goes on to its end."""
        for bulk in self._bulks:
            bulk.stop()

    async def _one(self, change: Change, left: Undo | None = None, *, says_no: bool = True) -> Outcome:
        """Carry out one change to its end, whoever waits.

        Args:
            change: what is wanted.
            left: what it takes back, for a change that does; such a one is not taken back in turn.
            says_no: whether the user is told here that it was refused, for no dialog does.
        """

        async def work() -> Outcome:
            undos: list[Undo] = []
            outcome = await self._carried(Step(change, left.left if left else None), undos=undos)
            self._keep_undos(undos)
            if says_no or outcome.result is not Result.REFUSED or outcome.is_elsewhere:
                self._report.say(outcome)
            return outcome

        return await self._setting.running.carried(change.plan, work())

    async def _run(self, bulk: Bulk, undos: list[Undo]) -> None:
        try:
            await bulk.run()
        finally:
            self._bulks.remove(bulk)
            self._keep_undos(undos)
            self._report.over(bulk)

    def _keep_undos(self, undos: Sequence[Undo]) -> None:
        if undos:
            self._undos.append(tuple(undos))

    async def _carried(self, step: Step, *, undos: list[Undo]) -> Outcome:
        """Carry out one change, write it down, and let everything follow it."""
        setting = self._setting
        try:
            connection = await setting.connect()
        except HubError as error:
            outcome, where = refused_by(step.change, error), ""
        else:
            outcome = await Carrier(connection.changes, setting.timings).carry(step.change, step.left)
            where = connection.endpoint
        if step.left is not None:
            # What takes a change back is not taken back in turn: nobody may be told that it can be.
            outcome = replace(outcome, undo=None)
        elif outcome.undo is not None:
            undos.append(outcome.undo)
        self._report.follow(outcome)
        kept = operation(outcome, when=setting.timings.clock(), who=setting.who(), where=where)
        why = await asyncio.to_thread(setting.log.add, kept._asdict())
        if why and not self._warned:
            # Once: the next change would meet the same.
            self._warned = True
            self._report.warn(why)
        return outcome


def _is_left_over(outcome: Outcome | None) -> bool:
    """Tell whether taking back may be tried again: it was not begun, might work now, or may not have been made."""
    return outcome is None or outcome.again or outcome.result is Result.UNKNOWN


def _left_over(undos: Sequence[Undo], bulk: Bulk) -> tuple[Undo, ...]:
    """Return what a bulk that took changes back has left as it was, in the order of the changes."""
    left = [item.step.change for item in bulk.items if _is_left_over(item.outcome)]
    return tuple(undo for undo in undos if undo.change in left)
