"""Creating by keys: every kind and choice, from any pane; the new row is highlighted, and its id can be copied."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from huggingface_hub import HfApi

from hubtui.hub.criteria import Kind
from tests.journeys.test_manage import NAME, highlight, mine
from tests.support.faults import Answer
from tests.support.journey import journey

if TYPE_CHECKING:
    from tests.support.journey import Journey
    from tests.support.loopback import LoopbackHub

CREATE = "POST /api/repos/create"


@pytest.fixture(autouse=True)
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep huggingface_hub from what the machine says."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)


def bodies(hub: LoopbackHub) -> list[dict[str, Any]]:
    """Return what was asked to be created."""
    return [json.loads(request.body) for request in hub.requests if request.path == "/api/repos/create"]


def dialog(run: Journey) -> str:
    """Return what is on the screen as one line, without frames and gaps."""
    return " ".join(run.screen.replace("│", " ").split())


@pytest.mark.parametrize(
    ("keys", "kind", "body"),
    [
        (("m",), Kind.MODEL, {"type": "model"}),
        (("d",), Kind.DATASET, {"type": "dataset"}),
        (("s",), Kind.SPACE, {"type": "space", "sdk": "gradio"}),
    ],
)
async def test_each_kind_is_made_from_any_pane_and_shown_in_its_own(
    hub: LoopbackHub, keys: tuple[str, ...], kind: Kind, body: dict[str, Any]
) -> None:
    async with mine(hub) as run:
        await run.press("n", *"brand-new", "tab", "tab", *keys, "enter")
        await run.says("alice/brand-new was created; press y to copy its id")
        assert run.pane.kind is kind
        assert run.highlighted == "alice/brand-new"
        await run.press("y")
        await run.until(lambda: run.copied == ["alice/brand-new"])
        assert bodies(hub) == [{"name": "brand-new", "organization": "alice", "private": True} | body]
        made = hub.store.get(kind.value, "alice/brand-new")
        assert made is not None
        assert made.private
        seen = HfApi(endpoint=hub.endpoint, token=hub.write_token).repo_info(made.id, repo_type=kind.value)
        assert seen.private


async def test_a_pane_that_is_shown_for_the_first_time_has_the_new_row_above_what_it_loads(
    hub: LoopbackHub,
) -> None:
    async with mine(hub) as run:
        gate = hub.hold(lambda request: request.path == "/api/spaces")
        await run.press("n", *"brand-new", "tab", "tab", "s", "enter")
        await gate.arrived
        await run.says("alice/brand-new was created; press y to copy its id")
        assert run.ids == ["alice/brand-new"]
        gate.release()
        await run.sees("101 loaded")
        assert run.ids[0] == run.highlighted == "alice/brand-new"
        assert len(set(run.ids)) == 101
        assert "gradio" in next(line for line in run.lines if line.startswith("▌"))


async def test_everything_that_can_be_chosen_is_asked_for_and_held(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        await run.press(
            "n", *"brand-new", "tab", "right", "tab", "s", "tab", *"pub", "tab", *"mit", "tab", "s"
        )
        await run.sees("‹ static ›")
        assert "Hardware" not in run.screen
        await run.press("enter")
        await run.says("acme-lab/brand-new was created")
        assert bodies(hub) == [
            {
                "name": "brand-new",
                "organization": "acme-lab",
                "type": "space",
                "private": False,
                "license": "mit",
                "sdk": "static",
            }
        ]
        made = hub.store.get("space", "acme-lab/brand-new")
        assert made is not None
        assert (made.private, made.sdk) == (False, "static")
        assert "license:mit" in made.tags


async def test_what_costs_is_refused_with_what_would_not_and_can_be_chosen_otherwise(
    hub: LoopbackHub,
) -> None:
    async with mine(hub) as run:
        await run.press("n", *"brand-new", "tab", "tab", "s", "tab", *"prot", "tab", "tab", "d", "tab", *"t4")
        await run.press("enter")
        await run.until(
            lambda: "choose hardware that is free, and public or private" in dialog(run), "what costs less"
        )
        assert all(
            word in run.screen for word in ("brand-new", "‹ protected ›", "‹ docker ›", "‹ t4-small ›")
        )
        await run.press("tab", "tab", "tab", *"priv", "tab", "tab", "tab", "c", "enter")
        await run.says("alice/brand-new was created")
        assert [body.get("hardware") for body in bodies(hub)] == ["t4-small", None]
        assert hub.store.get("space", "alice/brand-new") is not None


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(400, {"X-Error-Message": "Bad name"}, b""), "the Hub does not take it (Bad name)"),
        (Answer(403, {"X-Error-Message": "No rights"}, b""), "the Hub does not allow it (No rights)"),
        (
            Answer(429, {"RateLimit": '"repos";r=12;t=40000', "X-Error-Message": "300 a day"}, b""),
            "the Hub limits how often this may be done (300 a day); try again later",
        ),
        (
            Answer(
                409,
                {"X-Error-Message": "Cannot create repo: another conflicting operation is in progress"},
                b"",
            ),
            "the Hub is busy with another change; try again in a moment",
        ),
    ],
)
async def test_every_refusal_is_said_plainly_and_keeps_what_was_typed(
    hub: LoopbackHub, answer: Answer, why: str
) -> None:
    hub.script(CREATE, answer, times=None)
    async with mine(hub) as run:
        await run.press("n", *"brand-new", "tab", "tab", "tab", *"pub", "tab", *"mit", "enter")
        await run.until(lambda: why in dialog(run), why)
        assert all(word in run.screen for word in ("brand-new", "‹ public ›", "‹ mit ›"))
        await run.press("escape")
        assert run.app.screen is run.browse
        assert "alice/brand-new" not in run.ids
        assert hub.store.get("model", "alice/brand-new") is None


async def test_a_typed_owner_is_the_one_that_is_told_of(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        await run.press("n", *"acme-lab/x")
        await run.sees("‹ acme-lab ›")
        await run.sees("only members of acme-lab see it")
        await run.press(*["backspace"] * 10, "x")
        await run.sees("‹ alice ›")
        await run.sees("only you see it")
        await run.press(*["backspace"], *"open-corpus/x", "enter")
        await run.sees("Your role in open-corpus is read")
        await run.press(*["backspace"] * 13, *"google/x", "enter")
        await run.sees("You are not in google")
        assert bodies(hub) == []


async def test_with_marks_it_is_said_how_the_new_id_alone_is_copied(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        await run.press("g", "space", "space", "n", *"brand-new", "enter")
        await run.says("alice/brand-new was created; press Y, then i, to copy its id")
        await run.press("Y", "i")
        await run.until(lambda: run.copied == ["alice/brand-new"])


async def test_one_that_is_made_while_another_is_looked_at_does_not_take_the_screen(hub: LoopbackHub) -> None:
    async with mine(hub, size=(100, 30)) as run:
        await highlight(run, NAME)
        gate = hub.hold(CREATE)
        await run.press("n", *"brand-new", "enter")
        await gate.arrived
        await run.press("enter")
        assert run.detail.visit.ref.id == NAME
        gate.release()
        await run.says("alice/brand-new was created")
        assert all("press" not in toast for toast in run.toasts)
        assert run.detail.visit.ref.id == NAME
        await run.press("escape")
        assert "alice/brand-new" in run.ids


async def test_rows_on_their_way_know_of_what_was_made_and_deleted_meanwhile(hub: LoopbackHub) -> None:
    async with mine(hub) as run:
        await highlight(run, NAME)
        gate = hub.hold(lambda request: request.path == "/api/models" and request.method == "GET")
        await run.press("r")
        await gate.arrived
        await run.press("d", *NAME, "enter")
        await run.says(f"{NAME} was deleted")
        await run.press("n", *"brand-new", "enter")
        await run.says("alice/brand-new was created")
        gate.release()
        await run.sees("6 · end")
        assert NAME not in run.ids
        assert run.ids.count("alice/brand-new") == 1
        assert run.highlighted == "alice/brand-new"


async def test_a_hand_that_is_faster_than_the_dialogs_makes_one_repo(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token) as run:
        await run.until(lambda: run.browse.account is not None)
        await run.press("n", "enter", "enter", "escape", "escape", "n", *"brand", "enter", "enter", "enter")
        await run.says("alice/brand was created")
        await run.settle()
        assert [body["name"] for body in bodies(hub)] == ["brand"]
