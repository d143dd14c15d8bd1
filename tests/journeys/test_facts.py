"""The Facts tab: all that the Hub says in words, what it is about opens, a Space's stage is looked after."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from hubtui.demo.hub import Quota
from hubtui.screens.detail.facts import FactsPart
from hubtui.timings import Timings
from hubtui.widgets.facts_view import FactsView
from tests.support.faults import Answer
from tests.support.journey import INSTANT, NOW, Journey, journey
from tests.support.loopback import LoopbackHub

TALL = (110, 60)
"""Without a preview, which asks for the same."""
MODEL, GGUF = "alice/tiny-chat", "alice/tiny-chat-GGUF"
DATASET, SPACE = "alice/field-notes", "alice/hello-gradio"
RUNTIME = f"/api/spaces/{SPACE}/runtime"
HOSTILE = "\x1b]0;x\x07[@click=app.quit]y[/]\u202eq\x9b2J"


def body(value: object) -> Answer:
    return Answer(200, {"Content-Type": "application/json"}, json.dumps(value).encode())


async def opened(run: Journey, name: str) -> FactsView:
    """Open the facts of the repo that the list was searched for."""
    await run.until(lambda: run.highlighted == name)
    await run.press("enter")
    await run.until(lambda: run.detail.visit.info is not None)
    await run.press("2")
    await run.settle()
    assert isinstance(run.detail.front, FactsPart)
    return run.detail.front.query_one(FactsView)


def said(run: Journey, label: str) -> str:
    """Return what stands beside a label, as far as it is on its line."""
    line = next(line for line in run.lines if line[2:].startswith(f"{label} "))
    return line[2 + len(label) :].strip()


async def go_to(run: Journey, view: FactsView, label: str) -> None:
    """Move the cursor down to the fact of a label."""
    for _ in range(200):
        if view.highlighted is not None and view.highlighted.label == label:
            return
        await run.press("j")
    raise AssertionError(f"no {label}; the screen is\n{run.screen}")


async def test_a_model_is_told_in_words_with_the_sizes_of_its_files(hub: LoopbackHub) -> None:
    async with journey(hub, first=GGUF, size=TALL) as run:
        await opened(run, GGUF)
        assert said(run, "id") == GGUF
        assert said(run, "task") == "text-generation"
        assert said(run, "licence") == "apache-2.0"
        assert said(run, "downloads") == "412 in the last 30 days"
        assert said(run, "quantised from") == f"{MODEL} ›"
        assert "UTC" in said(run, "created")
        await run.sees("QUANTISATION")
        assert any("Q4_K_M" in line and " GB " in line for line in run.lines)
        whole, sizes = (request.query for request in run.requests(f"/api/models/{GGUF}"))
        assert ("expand", "gguf") in whole
        assert sizes == [("blobs", "true")]


async def test_a_dataset_is_told_with_its_splits_and_columns(hub: LoopbackHub) -> None:
    async with journey(hub, first="datasets/amazon_polarity", size=TALL) as run:
        await opened(run, "amazon_polarity")
        assert said(run, "rows") == "1 million to 10 million"
        assert said(run, "created") == "before March 2022, when the Hub began to note it"
        assert said(run, "amazon_polarity").split() == ["train", "3,600,000", "1.6", "GB"]
        assert said(run, "label") == "class of 2"


async def test_a_dataset_is_told_with_what_was_made_of_it(hub: LoopbackHub) -> None:
    async with journey(hub, first=f"datasets/{DATASET}", size=TALL) as run:
        await opened(run, DATASET)
        assert said(run, "converted to") == "parquet, which the Data tab reads"
        await run.asks(f"/api/datasets/{DATASET}", 1)
        await run.asks(f"/api/datasets/{DATASET}/refs", 1)


async def test_a_space_is_told_with_its_stage_and_hardware(hub: LoopbackHub) -> None:
    async with journey(hub, first=f"spaces/{SPACE}", size=TALL) as run:
        await opened(run, SPACE)
        assert said(run, "stage") == "● running"
        assert said(run, "hardware") == "cpu-basic"
        assert said(run, "sleeps") == "after 2 days without visitors"
        assert said(run, "address").startswith("https://alice-hello-gradio.")
        await run.asks(f"/api/spaces/{SPACE}", 1)
        await run.asks(RUNTIME, 0)


async def test_what_a_fact_is_about_opens_in_a_view_of_its_own(hub: LoopbackHub) -> None:
    async with journey(hub, first=GGUF, size=TALL) as run:
        view = await opened(run, GGUF)
        await go_to(run, view, "quantised from")
        await run.press("enter")
        await run.until(lambda: run.detail.visit.ref.id == MODEL)
        await run.until(lambda: run.detail.visit.info is not None)
        assert len(run.app.screen_stack) == 3
        await run.asks(f"/api/models/{MODEL}", 1)
        await run.press("escape")
        assert run.detail.visit.ref.id == GGUF
        assert view.highlighted is not None
        assert view.highlighted.label == "quantised from"
        await run.press("h")
        assert run.app.screen is run.browse


async def test_what_is_gone_says_so_where_it_was_opened(hub: LoopbackHub) -> None:
    async with journey(hub, first=GGUF, size=TALL) as run:
        view = await opened(run, GGUF)
        hub.store.remove("model", MODEL)
        await go_to(run, view, "quantised from")
        await run.press("enter", "2")
        await run.until(lambda: run.detail.visit.error is not None)
        await run.settle()
        assert run.status.startswith(" ✗ ")
        assert "Loading" not in run.screen
        await run.press("q")
        assert run.detail.visit.ref.id == GGUF


async def test_y_copies_the_highlighted_fact_and_at_first_the_id(hub: LoopbackHub) -> None:
    async with journey(hub, first=MODEL, size=TALL) as run:
        view = await opened(run, MODEL)
        await run.press("y")
        await run.until(lambda: run.copied == [MODEL])
        await go_to(run, view, "commit")
        await run.press("y")
        info = run.detail.visit.info
        assert info is not None
        await run.until(lambda: run.copied[1:] == [info.sha])
        await go_to(run, view, "storage")
        await run.press("y")
        await run.until(lambda: run.copied[2:] == [str(info.storage)])


async def test_the_cards_header_is_a_tree_that_folds(hub: LoopbackHub) -> None:
    card = {"license": "mit", "widget": [{"text": f"input {number}"} for number in range(20)]}
    hub.script(f"GET /api/models/{MODEL}", body({"id": MODEL, "cardData": card}))
    async with journey(hub, first=MODEL, size=TALL) as run:
        await opened(run, MODEL)
        await run.sees("Card header")
        await run.sees("▸ widget: 20 items")
        await run.press("G", "enter")
        await run.sees("text: input 12")
        await run.press("y")
        await run.until(lambda: run.copied != [])
        assert json.loads(run.copied[0]) == card["widget"]


async def test_a_text_is_found_in_the_facts(hub: LoopbackHub) -> None:
    async with journey(hub, first=MODEL, size=TALL) as run:
        view = await opened(run, MODEL)
        await run.press("slash", *"storage")
        await run.until(lambda: "1 of 1" in run.status)
        await run.press("enter")
        assert view.highlighted is not None
        assert view.highlighted.label == "storage"
        await run.press("escape")
        assert "1 of 1" not in run.status
        await run.press("n", *"qqq", "escape", "escape")
        assert run.app.screen is run.browse


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("alice/gated-weights", "manual: ask on its web page (o); its authors look at each request"),
        ("alice/private-draft", "only those whom its owner lets in see this model"),
        ("alice/taken-down", "the Hub has closed it: its files cannot be read"),
    ],
)
async def test_what_keeps_people_out_is_told_with_what_it_means(
    hub: LoopbackHub, name: str, words: str
) -> None:
    async with journey(hub, first=name, size=TALL, token=hub.write_token) as run:
        await opened(run, name)
        await run.sees(words)


async def test_sizes_that_cannot_be_had_are_told_of_and_asked_for_again(hub: LoopbackHub) -> None:
    hub.script(lambda request: ("blobs", "true") in request.query, Answer(403, {}, b'{"error": "Not you."}'))
    async with journey(hub, first=GGUF, size=TALL) as run:
        await opened(run, GGUF)
        await run.until(
            lambda: "No sizes of files: The Hub does not allow alice/tiny-chat-GGUF: Not you" in run.status
        )
        assert said(run, "task") == "text-generation"
        await run.press("r")
        await run.settle()
        assert "Not you" not in run.status
        assert any("Q4_K_M" in line and " GB " in line for line in run.lines)


def hurried() -> Timings:
    """Return timings with which nothing takes time and a stage is looked at again at once."""

    async def pause(_: float) -> None:
        """Wait for nothing."""

    return Timings(
        search_rest=INSTANT,
        stage_busy=INSTANT,
        stage_longest=3_600,
        clock=lambda: NOW,
        pause=pause,
        jitter=lambda: 0.5,
    )


def space(stage: str, **runtime: Any) -> Answer:
    return body({"id": SPACE, "sdk": "gradio", "runtime": {"stage": stage} | runtime})


async def test_a_stage_is_looked_after_while_something_is_under_way(hub: LoopbackHub) -> None:
    hub.script(f"GET {RUNTIME}", body({"stage": "BUILDING"}), times=3)
    error = body({"stage": "BUILD_ERROR", "errorMessage": "line one\nline two"})
    hub.script(f"GET {RUNTIME}", error, times=None)
    hub.script(f"GET /api/spaces/{SPACE}", space("BUILDING"))
    async with journey(hub, first=f"spaces/{SPACE}", size=TALL, timings=hurried()) as run:
        await run.until(lambda: run.highlighted == SPACE)
        await run.press("enter", "2")
        await run.sees("✗ it could not be built")
        assert said(run, "error") == "line one"
        await run.settle()
        # It is at rest now, and a rest is long here.
        await run.asks(RUNTIME, 4)
        await run.asks(f"/api/spaces/{SPACE}", 1)
        hub.script(f"GET /api/spaces/{SPACE}", Answer(403, {}, b'{"error": "Not you."}'))
        await run.press("r")
        await run.until(lambda: "Not you" in run.status)
        await run.sees("✗ it could not be built")


async def test_a_stage_that_nobody_sees_is_not_looked_after(hub: LoopbackHub) -> None:
    hub.script(f"GET {RUNTIME}", body({"stage": "BUILDING"}), times=None)
    hub.script(f"GET /api/spaces/{SPACE}", space("BUILDING"), times=None)
    async with journey(hub, first=f"spaces/{SPACE}", size=TALL, timings=hurried()) as run:
        await run.until(lambda: run.highlighted == SPACE)
        await run.press("enter")
        await run.press("2")
        await run.until(lambda: len(run.requests(RUNTIME)) > 2)
        await run.press("5")
        await run.settle()
        asked = len(run.requests(RUNTIME))
        for _ in range(20):
            await run.answer()
        assert len(run.requests(RUNTIME)) == asked
        await run.press("2")
        await run.until(lambda: len(run.requests(RUNTIME)) > asked)


async def test_a_stage_that_cannot_be_looked_at_is_told_of_and_looked_at_less_often(hub: LoopbackHub) -> None:
    hub.script(f"GET {RUNTIME}", Answer(403, {}, b'{"error": "Not you."}'), times=None)
    hub.script(f"GET /api/spaces/{SPACE}", space("BUILDING"))
    async with journey(hub, first=f"spaces/{SPACE}", size=TALL, timings=hurried()) as run:
        await run.until(lambda: run.highlighted == SPACE)
        await run.press("enter", "2")
        await run.until(lambda: "The stage may be another by now" in run.status)
        part = run.detail.front
        assert isinstance(part, FactsPart)
        await run.until(lambda: part._watch.span > 4 * INSTANT)
        assert said(run, "stage") == "◐ being built"


async def test_no_stage_is_asked_for_while_the_quota_runs_low() -> None:
    with LoopbackHub(anonymous=Quota(30, 100)) as hub:
        found = hub.store.get("space", SPACE)
        assert found is not None
        hub.store.put(replace(found, runtime={"stage": "BUILDING"}))
        async with journey(hub, first=f"spaces/{SPACE}", size=TALL, timings=hurried()) as run:
            await run.until(lambda: run.highlighted == SPACE)
            await run.press("enter", "2")
            await run.until(lambda: "api 2/30" in run.status)
            asked = len(run.requests(RUNTIME))
            for _ in range(20):
                await run.answer()
            assert len(run.requests(RUNTIME)) == asked > 10


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (40, 12)])
async def test_hostile_facts_are_text_at_any_size(hub: LoopbackHub, size: tuple[int, int]) -> None:
    poisoned = {
        "id": MODEL, "pipeline_tag": HOSTILE, "tags": [HOSTILE, f"license:{HOSTILE}", f"base_model:finetune:{HOSTILE}"],
        "gguf": {"architecture": HOSTILE}, "siblings": [{"rfilename": f"{HOSTILE}.gguf"}], "spaces": [HOSTILE],
        "cardData": {HOSTILE: HOSTILE, "datasets": [HOSTILE]}, "childrenModelCount": {HOSTILE: 3},
        "model-index": [
            {"results": [{"dataset": {"name": HOSTILE}, "metrics": [{"name": HOSTILE, "value": HOSTILE}]}]},
        ],
    }  # fmt: skip
    hub.script(f"GET /api/models/{MODEL}", body(poisoned), times=None)
    async with journey(hub, first=MODEL, size=size) as run:
        await opened(run, MODEL)
        for keys in ((), ("G",), ("pageup", "enter"), ("g", "j", "j", "enter")):
            await run.press(*keys)
            assert run.unsafe == []
        assert run.app.is_running
