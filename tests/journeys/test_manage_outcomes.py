"""Each changing verb by its keys, in each way in which it can end: the screen, the Hub and huggingface_hub agree."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest
from huggingface_hub import HfApi
from huggingface_hub.errors import HfHubHTTPError

from tests.journeys.test_manage import NAME, highlight, mine
from tests.support.loopback import Afterwards, Answer, Reset

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.faults import Recorded, Scripted
    from tests.support.journey import Journey
    from tests.support.loopback import LoopbackHub

NEW, MOVED = "alice/brand-new", f"{NAME}-2"
KEYS = {
    "create": ("n", *"brand-new", "enter"),
    "delete": ("d", *NAME, "enter"),
    "move": ("m", *"-2", "enter"),
    "visibility": ("v", "j", "enter"),
}
SAID = {
    "create": (NEW, "created"),
    "delete": (NAME, "deleted"),
    "move": (NAME, f"moved to {MOVED}"),
    "visibility": (NAME, "made private"),
}
each_verb = pytest.mark.parametrize("verb", KEYS)
BAD = Answer(500, {"Content-Type": "application/json"}, json.dumps({"error": "oops"}).encode())


@pytest.fixture(autouse=True)
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep huggingface_hub from what the machine says."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)


def is_change(request: Recorded) -> bool:
    return request.method != "GET"


def changes(hub: LoopbackHub) -> int:
    """Return how many changes reached the Hub's door."""
    return sum(map(is_change, hub.requests))


def is_held(hub: LoopbackHub, verb: str) -> bool:
    """Tell whether the Hub holds what a verb is for; huggingface_hub has to see the same."""
    seen = {name: found(hub, name) for name in (NEW, NAME, MOVED)}
    if verb == "create":
        return seen[NEW] == (NEW, True)
    if verb == "delete":
        return seen[NAME] is None
    if verb == "move":
        return seen[MOVED] == seen[NAME] == (MOVED, False)
    return seen[NAME] == (NAME, True)


def found(hub: LoopbackHub, name: str) -> tuple[str, bool] | None:
    """Return what huggingface_hub finds under a name: the id of today, and whether it is private."""
    api = HfApi(endpoint=hub.endpoint, token=hub.write_token)
    current = hub.store.current_id("model", name) or name
    held = hub.store.get("model", current)
    try:
        info = api.model_info(name)
    except HfHubHTTPError:
        assert held is None
        return None
    assert held is not None
    assert (info.id, info.private) == (held.id, held.private)
    return held.id, held.private


def is_listed(run: Journey, verb: str) -> bool:
    """Tell whether the list shows what a verb is for."""
    rows = {repo.id: repo for repo in run.pane.table.rows}
    if verb == "create":
        return NEW in rows
    if verb == "delete":
        return NAME not in rows
    if verb == "move":
        return MOVED in rows and NAME not in rows
    return rows[NAME].private


async def do(run: Journey, verb: str) -> None:
    """Press the keys of a verb on the repo."""
    await highlight(run, NAME)
    await run.press(*KEYS[verb])


@each_verb
async def test_what_was_done_though_its_answer_was_lost_is_said_and_listed(
    hub: LoopbackHub, verb: str
) -> None:
    hub.script(is_change, Afterwards(Reset()))
    async with mine(hub) as run:
        await do(run, verb)
        name, made = SAID[verb]
        await run.says(f"{name} was {made} after all, though the connection to 127.0.0.1 broke")
        assert is_listed(run, verb)
        assert changes(hub) == 1
        assert is_held(hub, verb)


@each_verb
async def test_what_cannot_be_told_is_said_and_the_list_stays_as_it_was(hub: LoopbackHub, verb: str) -> None:
    def lose(_: Recorded) -> Afterwards:
        hub.script("GET /api/models/", BAD, times=7)
        return Afterwards(Reset())

    hub.script(is_change, lose)
    async with mine(hub) as run:
        await run.press("p")
        await do(run, verb)
        name, made = SAID[verb]
        await run.says(f"It cannot be told whether {name} was {made}")
        assert not is_listed(run, verb)
        assert changes(hub) == 1


@pytest.mark.parametrize(
    ("verb", "fault", "why"),
    [
        ("move", Answer(403, {"X-Error-Message": "Not today"}, b""), "the Hub does not allow it (Not today)"),
        (
            "create",
            Answer(402, {"X-Error-Message": "Pay first"}, b""),
            "the Hub wants to be paid for it (Pay first)",
        ),
        ("visibility", Reset(), "the connection to 127.0.0.1 broke"),
    ],
)
async def test_what_was_refused_is_asked_for_again_with_what_was_typed(
    hub: LoopbackHub, verb: str, fault: Answer | Reset, why: str
) -> None:
    hub.script(is_change, fault)
    async with mine(hub) as run:
        await do(run, verb)
        await run.until(lambda: why in " ".join(run.screen.replace("│", " ").split()), why)
        assert not is_listed(run, verb)
        await run.press("enter")
        name, made = SAID[verb]
        await run.says(f"{name} was {made}")
        assert is_listed(run, verb)
        assert changes(hub) == 2
        assert is_held(hub, verb)


@pytest.mark.parametrize("verb", ["delete", "move", "visibility"])
async def test_a_repo_that_is_gone_meanwhile_leaves_the_list(hub: LoopbackHub, verb: str) -> None:
    async with mine(hub) as run:
        await highlight(run, NAME)
        hub.store.remove("model", NAME)
        await run.press(*KEYS[verb])
        name, made = SAID[verb]
        await run.says(f"{name} was not {made}: it is gone, or hidden from you by now")
        assert NAME not in run.ids
        assert changes(hub) == 0


async def test_of_two_who_create_the_same_one_is_told_that_the_other_was_faster(hub: LoopbackHub) -> None:
    def is_ours(request: Recorded) -> bool:
        return is_change(request) and request.headers["user-agent"].startswith("hubtui")

    gate = hub.hold(is_ours)
    async with mine(hub) as run:
        await do(run, "create")
        await gate.arrived
        HfApi(endpoint=hub.endpoint, token=hub.write_token).create_repo(NEW, private=False)
        gate.release()
        await run.sees("there is one of that name already")
        await run.press("escape")
        assert NEW not in run.ids
        assert found(hub, NEW) == (NEW, False)


async def test_fifty_with_failures_in_the_middle_end_each_for_itself(hub: LoopbackHub) -> None:
    own = hub.store.get("model", NAME)
    assert own is not None
    names = [f"alice/tiny-bulk-{number:02}" for number in range(50)]
    hub.store.put_all(
        dataclasses.replace(own, id=name, oid=f"{number + 1:024x}") for number, name in enumerate(names)
    )
    faults: dict[int, Scripted] = {
        7: Answer(403, {"X-Error-Message": "Not yours"}, b""),
        20: Reset(),
        21: Afterwards(Reset()),
        33: BAD,
    }
    for number, fault in faults.items():
        hub.script(_deletes(names[number]), fault)
    async with mine(hub, rows=56) as run:
        await run.press("/", *"tiny-bulk", "enter")
        await run.sees("50 · end")
        await run.press("A", "d")
        await run.sees("Delete 50 repos")
        await run.press("5", "0", "enter")
        await run.sees("47 done, 3 refused")
        await run.press("y")
        await run.until(lambda: bool(run.copied))
        await run.press("escape")
        assert sorted(run.ids) == [names[7], names[20], names[33]]
        assert f"done: {names[21]} was deleted after all" in run.copied[0]
        assert (
            f"refused: {names[33]} was not deleted: the Hub could not answer (status 500): oops"
            in run.copied[0]
        )
        api = HfApi(endpoint=hub.endpoint, token=hub.write_token)
        assert [name for name in names if api.repo_exists(name)] == [names[7], names[20], names[33]]
        assert run.browse.marking.count == 3


def _deletes(name: str) -> Callable[[Recorded], bool]:
    """Return what tells whether a request deletes a repo."""
    body = json.dumps(name.partition("/")[2]).encode()
    return lambda request: is_change(request) and body in request.body
