"""Bulk: many changes, a few at a time, each of which ends for itself."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from hubtui.core.change import name_of
from hubtui.core.outcome import Result
from hubtui.hub.errors import TooManyRequests

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hubtui.core.outcome import Outcome
    from hubtui.core.plans import Plan, Step
    from hubtui.hub.models import RateLimit, RepoRef
    from hubtui.timings import Timings

AT_ONCE: Final = 3
"""How many changes run at the same time; others of the same user wait at the Hub anyway (wire.md §2.12)."""
RESERVE: Final = 30
"""Requests of the quota that are left alone, so that one can go on browsing."""
PATIENCE: Final = 3
"""How often one change waits for a quota that the Hub says is used up."""


class State(StrEnum):
    """How far one of the changes is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    STOPPED = "not begun"
    """It will not be begun any more."""


_ENDS = {Result.DONE: State.DONE, Result.REFUSED: State.REFUSED, Result.UNKNOWN: State.UNKNOWN}


@dataclass(slots=True)
class Item:
    """One of the changes."""

    step: Step
    state: State = State.WAITING
    outcome: Outcome | None = None
    """None until it has ended."""

    @property
    def line(self) -> str:
        """How far it is, and what became of it."""
        said = name_of(self.step.change.ref) if self.outcome is None else self.outcome.what
        return f"{self.state}: {said}"


class Bulk:
    """Carries out a plan: begun in its order, a few at a time, polite to the quota.

    Args:
        plan: what is to be done.
        carry: carries out one change; it raises nothing.
        timings: the pauses.
        quota: returns what the Hub last said of its quota, or None.
        stops: whether the first that is not done keeps what has not begun from beginning.
        follow: told of each item that has got further; of None where any of them may have, or it waits or is over.
    """

    def __init__(
        self,
        plan: Plan,
        carry: Callable[[Step], Awaitable[Outcome]],
        timings: Timings,
        *,
        quota: Callable[[], RateLimit | None] = lambda: None,
        stops: bool = False,
        follow: Callable[[Item | None], None] = lambda _: None,
    ) -> None:
        self.plan = plan
        self.items = tuple(map(Item, plan.steps))
        self.waits = 0.0
        """Seconds that it pauses now for the quota; 0 while it does not."""
        self.follow = follow
        self._carry = carry
        self._timings = timings
        self._quota = quota
        self._stops = stops
        self._turn = asyncio.Lock()
        self._stopped = asyncio.Event()
        self._waited: RateLimit | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing runs and nothing waits."""
        return all(item.state not in (State.WAITING, State.RUNNING) for item in self.items)

    @property
    def done(self) -> tuple[RepoRef, ...]:
        """The repos with which it was done, as they are called now; without those that are gone."""
        facts = (each.outcome.fact for each in self.items if each.outcome and each.state is State.DONE)
        return tuple(fact.now for fact in facts if fact is not None and fact.now is not None)

    @property
    def counts(self) -> str:
        """How many are how far: "47 done, 2 refused, 1 unknown"."""
        found = Counter(item.state for item in self.items)
        return ", ".join(f"{found[state]:,} {state}" for state in State if found[state])

    @property
    def summary(self) -> str:
        """The whole of it as text of many lines, to be copied."""
        head = f"{self.plan.title}: {self.counts}"
        return "\n".join((head, *(item.line for item in self.items)))

    async def run(self) -> None:
        """Carry out all of it. Not to be cancelled: stop() keeps the rest from beginning."""
        waiting = iter(self.items)

        async def work() -> None:
            for item in waiting:
                await self._one(item)

        await asyncio.gather(*(work() for _ in range(min(AT_ONCE, len(self.items)))))
        self.follow(None)

    def stop(self) -> None:
        """Begin nothing more; what runs goes on to its end."""
        self._stopped.set()
        for item in self.items:
            if item.state is State.WAITING:
                item.state = State.STOPPED
        self.follow(None)

    async def _one(self, item: Item) -> None:
        """Carry out one change, in its turn."""
        for tries in range(PATIENCE + 1):
            # One after the other, so that they begin in order and wait for the quota together.
            async with self._turn:
                await self._pause_for_quota()
            if item.state is State.STOPPED:
                return
            self._set(item, State.RUNNING)
            outcome = await self._carry(item.step)
            wait = _asked_to_wait(outcome, self._timings.quota_longest + 1)
            if wait is None or tries == PATIENCE or self._stopped.is_set():
                break
            self._set(item, State.WAITING)
            await self._pause(wait)
        item.outcome = outcome
        self._set(item, _ENDS[outcome.result])
        if self._stops and outcome.result is not Result.DONE:
            self.stop()

    async def _pause_for_quota(self) -> None:
        """Wait for the next window where this one is nearly used up (wire.md §1.9)."""
        limit = self._quota()
        if limit is None or limit.bucket != "api" or limit.left >= RESERVE or limit is self._waited:
            return
        self._waited = limit
        await self._pause(limit.reset + 1.0)

    async def _pause(self, seconds: float) -> None:
        """Wait, or until stop() is called."""
        if self._stopped.is_set():
            return
        self.waits = seconds
        self.follow(None)
        ends = {
            asyncio.ensure_future(self._timings.pause(seconds)),
            asyncio.ensure_future(self._stopped.wait()),
        }
        _, pending = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for each in pending:
            each.cancel()
        self.waits = 0.0

    def _set(self, item: Item, state: State) -> None:
        item.state = state
        self.follow(item)


def _asked_to_wait(outcome: Outcome, longest: float) -> float | None:
    """Return the seconds after which the Hub lets a change through that it has not made, up to the longest.

    None where waiting is no help, or would take longer.
    """
    error = outcome.error
    if outcome.result is Result.REFUSED and isinstance(error, TooManyRequests) and error.wait is not None:
        return error.wait if error.wait <= longest else None
    return None
