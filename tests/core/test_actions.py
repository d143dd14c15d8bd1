"""The workflows without a screen: asked, carried out on a real Hub, written down, followed and said."""

from __future__ import annotations

import asyncio
import dataclasses
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.core.actions import Agreed, RepoActions, Setting
from hubtui.core.bulk import Bulk, State
from hubtui.core.change import Settle
from hubtui.core.connection import Connection
from hubtui.core.marks import Target
from hubtui.core.operations import Operation, recent
from hubtui.core.outcome import Outcome, Result
from hubtui.core.plans import plan_delete, plan_settle
from hubtui.core.rights import Rights
from hubtui.core.running import Running
from hubtui.hub.changes import Changes
from hubtui.hub.changing import Gate, NewRepo, Visibility
from hubtui.hub.credentials import Token
from hubtui.hub.criteria import Kind
from hubtui.hub.errors import SetupError
from hubtui.hub.models import RepoRef
from hubtui.hub.reads import Reads
from hubtui.hub.wire import Wire
from hubtui.local.operations import Operations
from hubtui.timings import Timings
from tests.core.changing import BAD_TOKEN, OWN, is_change, says, sent
from tests.support.loopback import Afterwards, Reset

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from hubtui.core.plans import Plan
    from tests.support.faults import Recorded
    from tests.support.loopback import LoopbackHub

NOW = 1_795_000_000.0
TINY = Target(RepoRef(Kind.MODEL, OWN[Kind.MODEL]))
RIGHTS = Rights(signed_in=True)


@dataclass
class User:
    """Answers questions as a test says, and hears what became of changes."""

    answers: list[Any] = field(default_factory=list)
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    followed: list[Outcome] = field(default_factory=list)
    said: list[Outcome] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    bulks: list[Bulk] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    async def create(self, draft: NewRepo, refused: Outcome | None) -> Any:
        return self._next(draft, refused)

    async def delete(self, target: Target) -> bool:
        return bool(self._next(target))

    async def move(self, target: Target, to: str, refused: Outcome | None) -> Any:
        return self._next(target, to, refused)

    async def settle(self, target: Target, draft: Settle | None, refused: Outcome | None) -> Any:
        return self._next(target, draft, refused)

    async def review(self, plan: Plan) -> Any:
        return self._next(plan)

    def follow(self, outcome: Outcome) -> None:
        self.followed.append(outcome)

    def say(self, outcome: Outcome) -> None:
        self.said.append(outcome)

    def warn(self, what: str) -> None:
        self.warned.append(what)

    def watch(self, bulk: Bulk) -> None:
        self.bulks.append(bulk)

    def over(self, bulk: Bulk) -> None:
        self.ended.append(bulk.counts)

    def _next(self, *question: Any) -> Any:
        self.asked.append(question)
        return self.answers.pop(0)


@dataclass
class Stage:
    """The workflows, their user, and what is kept."""

    actions: RepoActions
    user: User
    running: Running
    log: Operations

    @property
    def written(self) -> list[tuple[str, str]]:
        """What was asked for and how it ended, the oldest first."""
        return [(each.what, each.result) for each in reversed(recent(self.log))]


@asynccontextmanager
async def acting(hub: LoopbackHub, folder: Path, *answers: Any, **options: Any) -> AsyncIterator[Stage]:
    async def pause(seconds: float) -> None:
        """Wait for nothing."""

    async def connect() -> Connection:
        return Connection(
            Reads(wire), Changes(wire), hub.endpoint, wire.token, close=wire.close, retire=wire.retire
        )

    timings = Timings(pause=pause, clock=lambda: NOW)
    wire = Wire(hub.endpoint, Token(hub.write_token), timings, environ={})
    running, user, log = Running(), User(list(answers)), Operations(folder / "log" / "operations.jsonl")
    setting = Setting(
        **{"connect": connect, "who": lambda: "alice"} | options, timings=timings, running=running, log=log
    )
    try:
        yield Stage(RepoActions(setting, user, user), user, running, log)
    finally:
        await running.finished()
        await wire.close()


def draft(name: str = "alice/brand-new") -> NewRepo:
    return NewRepo(ref=RepoRef(Kind.MODEL, name))


async def test_what_was_typed_is_kept_until_the_hub_takes_it(hub: LoopbackHub, tmp_path: Path) -> None:
    taken, free = draft(OWN[Kind.MODEL]), draft()
    async with acting(hub, tmp_path, taken, free) as stage:
        outcome = await stage.actions.create(draft("alice/"))
        first, second = stage.user.asked
    assert first == (draft("alice/"), None)
    assert second[0] == taken
    assert second[1].what.endswith("there is one of that name already")
    assert outcome is not None
    assert stage.user.said == [outcome]
    assert (outcome.result, outcome.what) == (Result.DONE, "alice/brand-new was created")
    assert hub.store.get("model", "alice/brand-new") is not None


async def test_whoever_gives_up_has_changed_nothing(hub: LoopbackHub, tmp_path: Path) -> None:
    async with acting(hub, tmp_path, None, False, None, None, None) as stage:
        assert await stage.actions.create(draft()) is None
        assert await stage.actions.delete(TINY) is None
        assert await stage.actions.move(TINY) is None
        assert await stage.actions.settle(TINY) is None
        assert await stage.actions.many(plan_delete([TINY], RIGHTS)) is None
    assert hub.requests == []
    assert stage.written == []


async def test_a_change_is_written_down_with_time_user_place_and_request(
    hub: LoopbackHub, tmp_path: Path
) -> None:
    async with acting(hub, tmp_path, True) as stage:
        outcome = await stage.actions.delete(TINY)
        assert outcome is not None
        assert outcome.request_id is not None
        assert recent(stage.log) == (
            Operation(
                when=int(NOW),
                who="alice",
                where=hub.endpoint,
                what="delete the model alice/tiny-chat",
                result="done",
                said="alice/tiny-chat was deleted",
                request_id=outcome.request_id,
            ),
        )
        assert stage.user.followed == stage.user.said == [outcome]
        text = stage.log._path.read_text()
    assert hub.write_token not in text


async def test_a_refusal_ends_up_in_the_log_too_and_a_lost_repo_is_not_asked_for_again(
    hub: LoopbackHub, tmp_path: Path
) -> None:
    hub.store.rename("model", OWN[Kind.MODEL], "alice/renamed")
    async with acting(hub, tmp_path, "acme-lab/x", Settle(TINY.ref, Visibility.PRIVATE)) as stage:
        for work in (stage.actions.move(TINY), stage.actions.settle(TINY)):
            outcome = await work
            assert outcome is not None
            assert outcome.is_elsewhere
            assert stage.user.said[-1] is outcome
        assert [result for _, result in stage.written] == ["refused", "refused"]
    assert stage.user.answers == []


@pytest.mark.parametrize("verb", ["move", "settle"])
async def test_a_refused_move_and_visibility_are_asked_for_again(
    hub: LoopbackHub, tmp_path: Path, verb: str
) -> None:
    hub.script(is_change, says(403, "Not today"))
    wanted: Any = "acme-lab/x" if verb == "move" else Settle(TINY.ref, gate=Gate.AUTO)
    async with acting(hub, tmp_path, wanted, wanted) as stage:
        outcome = await getattr(stage.actions, verb)(TINY)
        again = stage.user.asked[1]
    assert again[1] == wanted
    assert "Not today" in again[2].what
    assert outcome.result is Result.DONE
    assert stage.user.said == [outcome]
    assert len(stage.user.followed) == 2


async def test_a_change_whose_dialog_is_gone_ends_and_is_told_and_a_quit_waits_for_it(
    hub: LoopbackHub, tmp_path: Path
) -> None:
    gate = hub.hold(is_change)
    async with acting(hub, tmp_path, True) as stage:
        waiter = asyncio.create_task(stage.actions.delete(TINY))
        await gate.arrived
        waiter.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiter
        assert stage.running.words == ("delete the model alice/tiny-chat",)
        stage.actions.stop()
        gate.release()
        await stage.running.finished()
        assert [outcome.result for outcome in stage.user.said] == [Result.DONE]
        assert stage.written == [("delete the model alice/tiny-chat", "done")]
    assert hub.store.get("model", OWN[Kind.MODEL]) is None


async def test_a_hub_that_cannot_be_connected_to_is_a_refusal(hub: LoopbackHub, tmp_path: Path) -> None:
    async def connect() -> Connection:
        raise SetupError("HTTPS_PROXY is no address")

    async with acting(hub, tmp_path, True, connect=connect) as stage:
        outcome = await stage.actions.delete(TINY)
    assert outcome is not None
    assert outcome.summary == "alice/tiny-chat was not deleted: HTTPS_PROXY is no address"


async def test_a_log_that_cannot_be_written_is_told_once_and_keeps_nothing_from_being_done(
    hub: LoopbackHub, tmp_path: Path
) -> None:
    (tmp_path / "log").write_text("a file in the way")
    first, second = (Settle(TINY.ref, visibility) for visibility in (Visibility.PRIVATE, Visibility.PUBLIC))
    async with acting(hub, tmp_path, first, second) as stage:
        for _ in range(2):
            outcome = await stage.actions.settle(TINY)
            assert outcome is not None
            assert outcome.result is Result.DONE
    assert len(stage.user.warned) == 1
    assert stage.user.warned[0].startswith("operations.jsonl cannot be written: ")


async def test_changes_are_taken_back_the_last_one_first_until_nothing_is_left(
    hub: LoopbackHub, tmp_path: Path
) -> None:
    before = hub.store.get("model", OWN[Kind.MODEL])
    moved = Target(RepoRef(Kind.MODEL, "acme-lab/x"))
    async with acting(hub, tmp_path, "acme-lab/x", Settle(moved.ref, Visibility.PRIVATE)) as stage:
        actions = stage.actions
        assert actions.undo_plan is None
        await actions.move(TINY)
        await actions.settle(moved)
        assert actions.undo_plan is not None
        assert actions.undo_plan.lines == ("make the model acme-lab/x public",)
        for _ in range(2):
            outcome = await actions.undo()
            assert isinstance(outcome, Outcome)
            assert outcome.result is Result.DONE
            assert outcome.undo is None
        assert await actions.undo() is None
    assert hub.store.get("model", OWN[Kind.MODEL]) == before
    assert len(stage.user.said) == 4


async def test_what_could_not_be_taken_back_now_can_be_later_and_what_has_changed_cannot(
    hub: LoopbackHub, tmp_path: Path
) -> None:
    async with acting(hub, tmp_path, Settle(TINY.ref, Visibility.PRIVATE)) as stage:
        await stage.actions.settle(TINY)
        hub.script(is_change, Reset())
        outcome = await stage.actions.undo()
        assert isinstance(outcome, Outcome)
        assert outcome.result is Result.REFUSED
        assert stage.actions.undo_plan is not None
        hub.store.remove("model", OWN[Kind.MODEL])
        outcome = await stage.actions.undo()
        assert isinstance(outcome, Outcome)
        assert outcome.is_elsewhere
        assert stage.actions.undo_plan is None


def fifty(hub: LoopbackHub) -> list[Target]:
    """Return fifty repos of the user's, put into the Hub."""
    own = hub.store.get("model", OWN[Kind.MODEL])
    assert own is not None
    names = [f"alice/bulk-{number:02}" for number in range(50)]
    hub.store.put_all(
        dataclasses.replace(own, id=name, oid=f"{number + 1:024x}") for number, name in enumerate(names)
    )
    return [Target(RepoRef(Kind.MODEL, name)) for name in names]


def trouble(hub: LoopbackHub) -> None:
    """Let some of fifty deletions fail, each in another way."""

    def named(number: int) -> Any:
        return lambda request: is_change(request) and f'"bulk-{number:02}"'.encode() in request.body

    hub.script(named(3), says(403, "Not yours"))
    hub.script(named(10), Reset())
    hub.script(named(11), Afterwards(Reset()))
    hub.script(named(20), Afterwards(says(500)))
    hub.script(named(21), says(429, RateLimit='"api";r=0;t=2'))
    hub.script(named(30), says(409, "another conflicting operation is in progress"))
    hub.store.remove("model", "alice/bulk-40")
    hub.store.rename("model", "alice/bulk-41", "alice/elsewhere")


async def test_fifty_at_once_end_each_for_itself(hub: LoopbackHub, tmp_path: Path) -> None:
    targets = fifty(hub)
    trouble(hub)
    async with acting(hub, tmp_path, Agreed()) as stage:
        bulk = await stage.actions.many(plan_delete(targets, RIGHTS))
        assert bulk is not None
        assert stage.user.bulks == [bulk]
        assert bulk.counts == "46 done, 4 refused"
        refused = [item.step.change.ref.id[-2:] for item in bulk.items if item.state is State.REFUSED]
        assert refused == ["03", "10", "40", "41"]
        for item in bulk.items:
            assert item.outcome is not None
            gone = hub.store.get("model", item.step.change.ref.id) is None
            assert gone is (item.state is State.DONE or item.outcome.is_elsewhere)
        assert "bulk-11 was deleted after all" in bulk.summary
        assert len(stage.written) == 51  # what was put off, and then done, is there twice
        assert stage.user.said == []
        assert len(stage.user.followed) >= 50
        assert stage.actions.undo_plan is None
    names = [request.body for request in sent(hub)]
    assert len(names) == len(set(names)) + 2  # what was busy and what was put off, which the Hub had not done


async def test_a_bulk_is_taken_back_as_one_after_it_was_agreed_to(hub: LoopbackHub, tmp_path: Path) -> None:
    targets = fifty(hub)[:6]
    plan = plan_settle(targets, RIGHTS, visibility=Visibility.PRIVATE)
    async with acting(hub, tmp_path, Agreed(), None, Agreed()) as stage:
        await stage.actions.many(plan)
        assert await stage.actions.undo() is None
        assert stage.actions.undo_plan is not None
        bulk = await stage.actions.undo()
        assert isinstance(bulk, Bulk)
        assert bulk.counts == "6 done"
        assert stage.actions.undo_plan is None
    found = [hub.store.get("model", target.ref.id) for target in targets]
    assert all(repo is not None and not repo.private for repo in found)


async def test_of_a_bulk_what_could_not_be_taken_back_now_can_be_later(
    hub: LoopbackHub, tmp_path: Path
) -> None:
    targets = fifty(hub)[:6]
    plan = plan_settle(targets, RIGHTS, visibility=Visibility.PRIVATE)
    async with acting(hub, tmp_path, Agreed(), Agreed(), Agreed()) as stage:
        await stage.actions.many(plan)
        hub.script(lambda request: is_change(request) and "bulk-02" in request.path, Reset())
        hub.script(lambda request: is_change(request) and "bulk-04" in request.path, says(403, "No"))
        await stage.actions.undo()
        assert stage.actions.undo_plan is not None
        assert stage.actions.undo_plan.lines == ("make the model alice/bulk-02 public",)
        outcome = await stage.actions.undo()
        assert isinstance(outcome, Outcome)
        assert outcome.result is Result.DONE
        assert stage.actions.undo_plan is None
        assert stage.user.ended == ["6 done", "4 done, 2 refused"]
    found = [hub.store.get("model", target.ref.id) for target in targets]
    assert [repo.id for repo in found if repo is not None and repo.private] == ["alice/bulk-04"]


async def test_a_quit_stops_what_has_not_begun_and_waits_for_what_runs(
    hub: LoopbackHub, tmp_path: Path
) -> None:
    def last(request: Recorded) -> bool:
        return is_change(request) and len(sent(hub)) == 10

    gate = hub.hold(last)
    async with acting(hub, tmp_path, Agreed()) as stage:
        work = asyncio.create_task(stage.actions.many(plan_delete(fifty(hub), RIGHTS)))
        await gate.arrived
        stage.actions.stop()
        gate.release()
        await stage.running.finished()
        bulk = await work
    assert bulk is not None
    assert bulk.is_over
    done = sum(item.state is State.DONE for item in bulk.items)
    assert 10 <= done <= 12
    assert len(sent(hub)) == done
    assert [item.state for item in bulk.items[done:]] == [State.STOPPED] * (50 - done)


async def test_a_bulk_that_is_to_stop_stops_at_an_expired_token(hub: LoopbackHub, tmp_path: Path) -> None:
    hub.script(lambda request: len(sent(hub)) > 9, BAD_TOKEN, times=None)
    async with acting(hub, tmp_path, Agreed(stops=True)) as stage:
        bulk = await stage.actions.many(plan_delete(fifty(hub), RIGHTS))
    assert bulk is not None
    states = [item.state for item in bulk.items]
    assert states.count(State.DONE) == 9
    assert states[-1] is State.STOPPED
    assert "press @ to sign in again" in next(
        item.outcome.todo for item in bulk.items if item.outcome is not None and item.state is State.REFUSED
    )
