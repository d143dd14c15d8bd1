"""Many changes: in order, a few at a time, polite to the quota, each ending for itself."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.core.bulk import AT_ONCE, PATIENCE, RESERVE, Bulk, Item, State
from hubtui.core.change import Delete
from hubtui.core.outcome import Fact, Outcome, Result
from hubtui.core.plans import Plan, Step
from hubtui.core.refusals import refused_by
from hubtui.hub.criteria import Kind
from hubtui.hub.errors import ConnectionFailed, TooManyRequests
from hubtui.hub.models import RateLimit, RepoRef
from hubtui.timings import Timings

if TYPE_CHECKING:
    from collections.abc import Callable


def plan(number: int) -> Plan:
    steps = (Step(Delete(RepoRef(Kind.MODEL, f"alice/m{each}"))) for each in range(number))
    return Plan(tuple(steps), verb="delete")


def ended(step: Step, result: Result = Result.DONE) -> Outcome:
    return Outcome(change=step.change, result=result, what=f"{step.change.ref.id} has ended")


def number_of(step: Step) -> int:
    return int(step.change.ref.id.removeprefix("alice/m"))


class Scene:
    """A bulk whose changes end as a test says, and what it waited for."""

    def __init__(self, number: int, carry: Callable[[Step], Any] | None = None, **options: Any) -> None:
        self.begun: list[int] = []
        self.pauses: list[float] = []
        self.at_once = self.most_at_once = 0
        self._carry = carry or ended
        self.timings = Timings(pause=self.pause)
        self.bulk = Bulk(plan(number), self.carry, self.timings, **options)

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    async def carry(self, step: Step) -> Outcome:
        self.begun.append(number_of(step))
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        for _ in range(number_of(step) % 3 + 1):
            await asyncio.sleep(0)
        self.at_once -= 1
        found: Outcome = self._carry(step)
        return found

    @property
    def states(self) -> list[State]:
        return [item.state for item in self.bulk.items]


async def test_all_are_begun_in_order_a_few_at_a_time() -> None:
    followed: list[tuple[str, State] | None] = []

    def follow(item: Item | None) -> None:
        followed.append(None if item is None else (item.step.change.ref.id, item.state))

    scene = Scene(20, follow=follow)
    await scene.bulk.run()
    assert scene.begun == list(range(20))
    assert scene.most_at_once == AT_ONCE
    assert set(scene.states) == {State.DONE}
    assert scene.bulk.is_over
    assert followed.count(("alice/m7", State.RUNNING)) == followed.count(("alice/m7", State.DONE)) == 1
    assert followed[-1] is None


async def test_a_failure_does_not_stop_the_rest_and_the_summary_says_how_each_ended() -> None:
    results = {1: Result.REFUSED, 3: Result.UNKNOWN}
    scene = Scene(5, lambda step: ended(step, results.get(number_of(step), Result.DONE)))
    await scene.bulk.run()
    assert scene.bulk.counts == "3 done, 1 refused, 1 unknown"
    assert scene.bulk.summary == (
        "Delete 5 repos: 3 done, 1 refused, 1 unknown\n"
        "done: alice/m0 has ended\n"
        "refused: alice/m1 has ended\n"
        "done: alice/m2 has ended\n"
        "unknown: alice/m3 has ended\n"
        "done: alice/m4 has ended"
    )


async def test_what_was_done_is_known_by_its_name_of_now() -> None:
    facts = {
        0: RepoRef(Kind.MODEL, "acme/m0"),
        1: None,
        2: RepoRef(Kind.MODEL, "alice/m2"),
        3: RepoRef(Kind.MODEL, "alice/m3"),
    }

    def carry(step: Step) -> Outcome:
        number = number_of(step)
        result = Result.REFUSED if number == 3 else Result.DONE
        return replace(ended(step, result), fact=Fact(step.change.ref, facts[number]))

    scene = Scene(4, carry)
    await scene.bulk.run()
    assert scene.bulk.done == (facts[0], facts[2])


@pytest.mark.parametrize("result", [Result.REFUSED, Result.UNKNOWN])
async def test_if_asked_the_first_that_is_not_done_keeps_the_rest_from_beginning(result: Result) -> None:
    scene = Scene(50, lambda step: ended(step, result if number_of(step) == 10 else Result.DONE), stops=True)
    await scene.bulk.run()
    assert scene.states[10].value == result.value
    assert scene.begun == list(range(len(scene.begun)))
    assert 11 <= len(scene.begun) <= 10 + AT_ONCE
    assert set(scene.states[len(scene.begun) :]) == {State.STOPPED}
    assert State.RUNNING not in scene.states


async def test_what_has_not_begun_can_be_stopped_and_what_runs_ends() -> None:
    def carry(step: Step) -> Outcome:
        if number_of(step) == 4:
            scene.bulk.stop()
        return ended(step)

    scene = Scene(10, carry)
    await scene.bulk.run()
    assert scene.states[4] is State.DONE
    assert scene.states[9] is State.STOPPED
    assert scene.states.count(State.DONE) == len(scene.begun)
    assert scene.bulk.items[9].line == "not begun: alice/m9"
    assert scene.bulk.is_over


@pytest.mark.parametrize("left", [RESERVE - 1, RESERVE])
async def test_where_the_quota_runs_low_it_waits_for_the_next_window(left: int) -> None:
    limits = iter([RateLimit("api", left, 1000, 40), *[RateLimit("api", 900, 1000, 300)] * 50])
    scene = Scene(10, quota=lambda: next(limits))
    await scene.bulk.run()
    assert scene.pauses == ([41.0] if left < RESERVE else [])
    assert set(scene.states) == {State.DONE}
    assert scene.bulk.waits == 0


async def test_it_waits_once_for_one_answer_and_not_for_other_quotas() -> None:
    low = RateLimit("api", 0, 1000, 40)
    scene = Scene(10, quota=lambda: low)
    await scene.bulk.run()
    assert scene.pauses == [41.0]
    scene = Scene(10, quota=lambda: RateLimit("resolvers", 0, 1000, 40))
    await scene.bulk.run()
    assert scene.pauses == []


async def test_what_the_hub_put_off_is_done_after_the_wait() -> None:
    put_off = [2, 2]

    def carry(step: Step) -> Outcome:
        if number_of(step) in put_off:
            put_off.remove(number_of(step))
            return refused_by(step.change, TooManyRequests("too many", wait=9.0))
        return ended(step)

    scene = Scene(5, carry)
    await scene.bulk.run()
    assert set(scene.states) == {State.DONE}
    assert scene.pauses == [9.0, 9.0]


@pytest.mark.parametrize(
    ("error", "sent"),
    [
        (TooManyRequests("too many", wait=9.0), PATIENCE + 1),
        (TooManyRequests("300 a day", wait=None), 1),
        (TooManyRequests("too many", wait=3600.0), 1),
        (ConnectionFailed("nobody"), 1),
    ],
)
async def test_what_waiting_does_not_help_is_refused(error: Any, sent: int) -> None:
    scene = Scene(1, lambda step: refused_by(step.change, error))
    await scene.bulk.run()
    assert scene.states == [State.REFUSED]
    assert len(scene.begun) == sent


async def test_a_wait_is_cut_short_by_stopping() -> None:
    waiting = asyncio.Event()

    async def pause(seconds: float) -> None:
        waiting.set()
        await asyncio.Event().wait()

    async def carry(step: Step) -> Outcome:
        return refused_by(step.change, TooManyRequests("too many", wait=9.0))

    bulk = Bulk(plan(10), carry, Timings(pause=pause))
    run = asyncio.create_task(bulk.run())
    await waiting.wait()
    assert bulk.waits == 9.0
    bulk.stop()
    await run
    assert {item.state for item in bulk.items} <= {State.STOPPED, State.REFUSED}
    assert bulk.is_over


async def test_nothing_to_do_is_over_at_once() -> None:
    scene = Scene(0)
    await scene.bulk.run()
    assert scene.bulk.is_over
    assert scene.bulk.summary == "Delete 0 repos: "
