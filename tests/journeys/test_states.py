"""Every state has its look: what happened is said with the key that helps, and that key helps."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import re
import socket
from typing import TYPE_CHECKING

import pytest

from hubtui.hub.criteria import Kind
from hubtui.hub.models import RepoRef
from hubtui.timings import Timings
from tests.support.faults import BAD_GATEWAY, EMPTY, Answer, Reset, Truncated
from tests.support.journey import INSTANT, NOW, journey
from tests.support.loopback import LoopbackHub

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.faults import Recorded, Scripted

JSON = {"Content-Type": "application/json; charset=utf-8"}


def lists(request: Recorded) -> bool:
    """Tell whether a request is for the list of models."""
    return request.path == "/api/models"


def later_pages(request: Recorded) -> bool:
    """Tell whether a request is for a page of models after the first."""
    return lists(request) and "cursor" in request.parameters


def refused(status: int, words: str, **headers: str) -> Answer:
    """Return a refusal as the Hub words it."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, JSON | named, json.dumps({"error": words}).encode())


FIRST_PAGE_FAULTS: list[tuple[str, Scripted, tuple[str, ...]]] = [
    ("bad-gateway", BAD_GATEWAY, ("The Hub could not answer (status 502)", "Press r to try again")),
    ("web-page", Answer(200, {"Content-Type": "text/html"}, b"<html>"), ("web page instead of data", "Press r")),
    ("empty", EMPTY, ("The Hub sent an empty answer", "Press r to try again")),
    ("cut", Truncated(b'[{"id":"a/b"}'), ("The connection to 127.0.0.1 broke", "Press r to try again")),
    ("reset", Reset(), ("The connection to 127.0.0.1 broke", "Press r to try again")),
    ("not-json", Answer(200, JSON, b'[{"id":'), ("an answer that cannot be read", "Press r to try again")),
    ("no-list", Answer(200, JSON, b'{"a":1}'), ("an answer that cannot be read", "Press r to try again")),
    ("forbidden", refused(403, "No entry."), ("The Hub does not allow this: No entry",)),
    ("gone", refused(404, "Sorry."), ("The Hub has nothing at this address: Sorry",)),
    ("sign-in", refused(401, "Invalid username or password."), ("only to those it knows", "Press @ to sign in")),
    ("action-limit", refused(429, "Slow down", RateLimit='"api";r=9;t=60'), ("limits how often this may be done",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "words"), [(f, w) for _, f, w in FIRST_PAGE_FAULTS], ids=[n for n, _, _ in FIRST_PAGE_FAULTS]
)
async def test_a_first_page_that_fails_says_what_happened_and_r_recovers(
    hub: LoopbackHub, fault: Scripted, words: tuple[str, ...]
) -> None:
    broken = [True]
    hub.script(lambda request: lists(request) and broken[0], fault, times=None)
    async with journey(hub) as run:
        for part in words:
            await run.sees(part)
        await run.until(lambda: "✗" in run.status and "loading" not in run.status)
        assert run.ids == []
        assert run.unsafe == []
        broken[0] = False
        await run.press("r")
        await run.sees("100 loaded · more below")
        assert len(run.ids) == 100
        assert "✗" not in run.status


async def test_reads_are_tried_again_with_growing_pauses_before_they_fail(hub: LoopbackHub) -> None:
    hub.script(lists, BAD_GATEWAY, times=None)
    async with journey(hub) as run:
        await run.sees("Press r to try again")
        assert len(run.requests("/api/models")) == 6
        assert run.waits == sorted(run.waits)
        assert run.waits[0] == 1.0
        assert run.waits[-1] == 8.0


async def test_a_passing_failure_is_never_shown(hub: LoopbackHub) -> None:
    hub.script(lists, BAD_GATEWAY, times=2)
    async with journey(hub) as run:
        await run.sees("100 loaded")
        assert "✗" not in run.screen
        assert len(run.requests("/api/models")) == 3


async def test_a_bad_token_makes_public_lists_fail_with_the_advice(hub: LoopbackHub) -> None:
    async with journey(hub, token="hf_stale") as run:
        await run.sees("The Hub does not accept the token")
        await run.sees("Press @ to sign in, or to go on without the token")
        assert hub.requests[0].headers["authorization"] == "Bearer hf_stale"
        assert "hf_stale" not in run.screen
        assert run.title.rstrip().endswith("hub.test token refused")


async def test_a_refused_connection_names_the_host(hub: LoopbackHub) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    async with journey(hub, endpoint=f"http://127.0.0.1:{port}") as run:
        await run.sees("127.0.0.1 refuses the connection")
        await run.sees("Press r to try again")
        assert hub.requests == []


async def test_an_empty_quota_is_waited_for_and_counted_down(hub: LoopbackHub) -> None:
    gate = asyncio.Event()
    waits: list[float] = []

    async def pause(seconds: float) -> None:
        waits.append(seconds)
        await gate.wait()

    timings = Timings(preview_paint=INSTANT, preview_ask=INSTANT, clock=lambda: NOW, pause=pause)
    hub.script(lists, refused(429, "Too many", RateLimit='"api";r=0;t=29'))
    async with journey(hub, timings=timings) as run:
        await run.sees("The Hub has had too many requests for now; trying again in 30 s · r tries now")
        assert waits == [30.0]
        assert "Loading models" in run.screen
        await run.press("slash", "escape", "J")
        assert "trying again in" in run.status
        await run.press("r")
        await run.sees("100 loaded")
        assert "trying again" not in run.status
        assert len(run.requests("/api/models")) == 2
        gate.set()


async def test_a_wait_for_the_preview_is_told_there_and_not_in_the_status_line(hub: LoopbackHub) -> None:
    gate = asyncio.Event()

    async def pause(seconds: float) -> None:
        await gate.wait()

    timings = Timings(preview_paint=INSTANT, preview_ask=INSTANT, clock=lambda: NOW, pause=pause)
    hub.script("/api/models/", refused(429, "Too many", RateLimit='"api";r=0;t=29'))
    async with journey(hub, timings=timings) as run:
        await run.previews("The Hub has had too many requests for now; asked again in 30 s")
        assert "trying again" not in run.status
        await run.press("j")
        await run.sees("in 30 days ·")
        gate.set()
        await run.settle()
        assert "asked again" not in run.screen
        # The one that waits was given up when the cursor moved on.
        assert len([r for r in hub.requests if r.path.startswith("/api/models/")]) == 2


async def test_a_later_page_that_fails_keeps_the_rows_and_r_asks_for_it_alone(hub: LoopbackHub) -> None:
    broken = [True]
    hub.script(lambda request: later_pages(request) and broken[0], BAD_GATEWAY, times=None)
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("G")
        await run.sees("✗ The Hub could not answer (status 502); press r to try again")
        assert "100 loaded" in run.status
        assert len(run.ids) == 100
        await run.press("g", "G", "k", "j")
        await run.settle()
        tried = len(run.requests("/api/models"))
        assert tried == 1 + 6
        place = run.highlighted
        broken[0] = False
        await run.press("r")
        await run.until(lambda: len(run.ids) == 200)
        assert len(run.requests("/api/models")) == tried + 1
        assert later_pages(run.requests("/api/models")[-1])
        assert run.highlighted == place
        assert "✗" not in run.status


@pytest.mark.parametrize("width", [60, 80])
async def test_a_failure_keeps_its_key_where_there_is_little_room(hub: LoopbackHub, width: int) -> None:
    words = "something went wrong with the database " * 5
    hub.script(later_pages, refused(500, words), times=None)
    async with journey(hub, size=(width, 24)) as run:
        await run.sees("100 loaded")
        await run.press("G")
        await run.sees("…; press r to try again")
        assert "✗ The Hub could not answer" in run.status


async def test_offline_nothing_is_sent_at_all(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token, offline=True) as run:
        await run.sees("You are offline")
        await run.sees("start without HF_HUB_OFFLINE and --offline to go online")
        for key in ("r", "2", "3", "4", "1", "x", "y", "o", "p", "p"):
            await run.press(key)
        await run.press(*"/bert", "enter", "s", "d")
        await run.settle()
        assert hub.requests == []
        assert "You are offline" in run.screen


async def test_retired_metrics_are_one_calm_sentence_and_asked_for_once(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("4")
        await run.says("This Hub no longer offers metrics; 1, 2 and 3 show what it has")
        assert "Metrics" not in run.title
        await run.press("4", "4")
        await run.settle()
        assert len(run.requests("/api/metrics")) == 1
        await run.press("j")
        assert run.highlighted == run.ids[1]


async def test_metrics_have_a_tab_and_a_list_where_the_hub_still_has_them() -> None:
    with LoopbackHub(metrics=True) as hub:
        async with journey(hub, size=(100, 30)) as run:
            await run.sees("100 loaded")
            assert "Metrics" not in run.title
            await run.press("4")
            await run.sees("METRIC ")
            await run.sees("4 Metrics")
            assert "metrics · end" in run.status
            await run.press("j", "y")
            await run.says("Sent")
            row = next(line for line in run.lines if line.startswith("▌"))
            assert run.copied == [row[1:].split()[0]]
            await run.press("o", "slash", "s", "x")
            assert run.toasts[-3:] == [
                "A metric is not a repo; enter opens the Space that computes it",
                "This pane is a fixed list",
                "There is no search or filter to clear",
            ]
            await run.press("1")
            await run.sees("MODEL ")
            await run.press("4")
            await run.sees("METRIC ")
            assert len(run.requests("/api/metrics")) == 1
            await run.press("r")
            await run.until(lambda: len(run.requests("/api/metrics")) == 2)
            await run.settle()
            assert next(line for line in run.lines if line.startswith("▌")) == row


async def test_a_metric_opens_the_space_that_computes_it_and_one_without_says_so() -> None:
    with LoopbackHub(metrics=True) as hub:
        hub.store.rename("space", "alice/hello-gradio", "evaluate-metric/accuracy")
        rows = [
            {"id": "accuracy", "spaceId": "evaluate-metric/accuracy"},
            {"id": "gone", "spaceId": None},
            {"id": "odd", "spaceId": "../../api/whoami-v2"},
        ]
        hub.script("/api/metrics", Answer(200, JSON, json.dumps(rows).encode()))
        async with journey(hub, size=(100, 30)) as run:
            await run.sees("100 loaded")
            await run.press("4")
            await run.sees("evaluate-metric/accuracy")
            await run.press("enter")
            await run.until(lambda: run.detail.visit.info is not None)
            assert run.detail.visit.ref == RepoRef(Kind.SPACE, "evaluate-metric/accuracy")
            await run.asks("/api/spaces/evaluate-metric/accuracy", 1)
            await run.press("escape")
            await run.sees("METRIC ")
            for name in ("gone", "odd"):
                await run.press("j", "l")
                await run.says(f"{name} names no Space that could be opened")
            assert run.app.screen is run.browse
            assert "—" in next(line for line in run.lines if "gone" in line)


async def test_metrics_that_come_late_do_not_push_in_front() -> None:
    with LoopbackHub(metrics=True) as hub:
        gate = hub.hold("/api/metrics")
        async with journey(hub) as run:
            await run.sees("100 loaded")
            await run.press("4", "4")
            await gate.arrived
            await run.press("2")
            await run.sees("DATASET")
            gate.release()
            await run.settle()
            assert "DATASET" in run.screen
            assert len(run.requests("/api/metrics")) == 1
            await run.press("4")
            await run.sees("METRIC ")


async def test_metrics_that_fail_say_why_and_are_asked_for_again(hub: LoopbackHub) -> None:
    hub.script("/api/metrics", refused(403, "Not you."))
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("4")
        await run.says("The Hub does not allow this: Not you")
        await run.press("4")
        await run.says("no longer offers metrics")
        assert len(run.requests("/api/metrics")) == 2


async def test_private_gated_and_disabled_repos_are_marked(hub: LoopbackHub) -> None:
    async with journey(hub, token=hub.write_token) as run:
        await run.sees("100 loaded")
        await run.press(*"/alice/", "enter")
        await run.until(lambda: "alice/taken-down" in run.ids)

        def row(name: str) -> str:
            return next(line for line in run.lines[3:] if name in line.partition("│")[0])

        assert row("alice/private-draft").partition("│")[0].rstrip().count("⌂") == 1
        assert "§" in row("alice/gated-weights")
        assert "×" in row("alice/taken-down")
        assert not {"⌂", "§", "×"} & set(row("alice/tiny-chat-GGUF"))
        while run.highlighted != "alice/gated-weights":
            await run.press("j")
        await run.sees("gated (manual)")
        await run.press("question_mark")
        await run.sees("Keys")
        await run.press("end")
        await run.until(lambda: re.search("⌂ +private", run.screen), "the legend")


async def test_anonymous_eyes_see_no_private_repo(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/alice/", "enter")
        await run.until(lambda: "alice/taken-down" in run.ids)
        assert "alice/private-draft" not in run.ids


async def test_a_renamed_repo_is_previewed_under_the_id_that_came_back(hub: LoopbackHub) -> None:
    hub.script(lists, Answer(200, JSON, b'[{"id":"meta-llama/Meta-Llama-3.1-8B-Instruct","likes":1}]'))
    async with journey(hub) as run:
        await run.sees("1 · end")
        await run.sees("listed as")
        assert "meta-llama/Llama-3.1-8B-Instruct" in run.browse.preview.text
        assert run.requests("/api/models/meta-llama/Llama-3.1-8B-Instruct")


async def test_a_repo_that_is_gone_is_said_in_the_preview_alone(hub: LoopbackHub) -> None:
    hub.script("/api/models/", refused(404, "Repository not found", X_Error_Code="RepoNotFound"))
    async with journey(hub) as run:
        await run.sees("does not exist, or")
        assert "100 loaded" in run.status
        assert "✗" not in run.status
        await run.press("r")
        await run.sees("in 30 days ·")
        assert "does not exist" not in run.screen


async def test_who_is_signed_in_does_not_matter_to_browsing(hub: LoopbackHub) -> None:
    hub.script("/api/whoami-v2", BAD_GATEWAY, times=None)
    async with journey(hub, token=hub.write_token) as run:
        await run.sees("100 loaded · more below")
        await run.settle()
        assert "✗" not in run.screen
        assert "trying again" not in run.screen
        assert run.toasts == []
        assert run.title.rstrip().endswith("hub.test")
        assert run.requests("/api/models")[0].headers["authorization"] == f"Bearer {hub.write_token}"


async def test_a_slow_whoami_holds_up_nothing(hub: LoopbackHub) -> None:
    gate = hub.hold("/api/whoami-v2")
    async with journey(hub, token=hub.read_token) as run:
        await run.sees("100 loaded · more below")
        gate.release()
        await run.sees(f"{hub.user}@hub.test read")


def without_names(*unknown: str) -> Callable[[Recorded], bool]:
    """Match requests that ask for fields that an older server does not know."""
    return lambda request: any(pair in request.query for pair in (("expand", name) for name in unknown))


async def test_fields_that_a_hub_does_not_know_are_left_out_and_said(hub: LoopbackHub) -> None:
    words = (
        '"expand" must be one of [author, downloads, likes, lastModified, pipeline_tag, private, gated, tags]'
    )
    hub.script(
        lambda r: lists(r) and without_names("safetensors", "disabled")(r), refused(400, words), times=None
    )
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.sees("this Hub does not know")
        assert "safetensors" in run.status
        assert len(run.requests("/api/models")) == 2
        await run.press(*"/bert", "enter")
        await run.settle()
        # What was learnt is remembered: the next question is asked right at once.
        assert len(run.requests("/api/models")) == 3


async def test_a_hub_that_knows_no_fields_at_all_is_asked_for_everything(hub: LoopbackHub) -> None:
    hub.script(lambda r: lists(r) and "expand" in r.parameters, refused(400, "no"), times=None)
    async with journey(hub) as run:
        await run.sees("100 loaded")
        assert run.requests("/api/models")[-1].parameters["full"] == "true"
        assert "✗" not in run.status


async def test_a_hub_without_repos_says_so(hub: LoopbackHub) -> None:
    hub.script("/api/spaces", Answer(200, JSON, b"[]"))
    async with journey(hub, first=Kind.SPACE) as run:
        await run.sees("This Hub has no Spaces to show")
        await run.sees("Press r to ask again")
        await run.press("r")
        await run.sees("100 loaded")


async def test_rows_that_cannot_be_read_are_counted_and_the_page_survives(hub: LoopbackHub) -> None:
    odd = [{"id": "some/fine"}, {"likes": 5}, 7, None, {"id": ["a"]}, {"id": "some/other", "likes": "many"}]
    hub.script(lists, Answer(200, JSON, json.dumps(odd).encode()))
    async with journey(hub) as run:
        await run.sees("could not be read")
        assert "some/fine" in run.ids
        await run.press("y")
        await run.until(lambda: run.copied == ["some/fine"])


async def test_what_changed_on_the_hub_shows_after_a_refresh(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        second = run.ids[1]
        await run.press("j")
        stored = hub.store.get("model", run.ids[0])
        assert stored is not None
        hub.store.put(dataclasses.replace(stored, trending=-1.0))
        await run.press("r")
        await run.until(lambda: run.ids[0] == second)
        assert run.highlighted == second


async def test_metrics_that_must_wait_say_what_for(hub: LoopbackHub) -> None:
    gate = asyncio.Event()

    async def pause(seconds: float) -> None:
        await gate.wait()

    timings = Timings(
        preview_paint=INSTANT, preview_ask=INSTANT, clock=lambda: NOW, pause=pause, jitter=lambda: 0.5
    )
    hub.script("/api/metrics", BAD_GATEWAY)
    async with journey(hub, timings=timings) as run:
        await run.sees("100 loaded")
        await run.press("4")
        await run.sees("The Hub could not answer (status 502); trying again in 1 s")
        await run.press("2")
        await run.sees("DATASET")
        assert "trying again" not in run.status
        gate.set()
        await run.settle()
        assert run.toasts == []


async def test_a_hub_that_stays_silent_is_not_waited_for_without_end(hub: LoopbackHub) -> None:
    gate = hub.hold(lists)
    timings = Timings(preview_paint=INSTANT, preview_ask=INSTANT, clock=lambda: NOW, read=0.05, retries=0)
    async with journey(hub, timings=timings) as run:
        await run.sees("127.0.0.1 did not answer within 0.05 s")
        await run.sees("Press r to try again")
        gate.release()


async def test_a_list_that_is_given_up_by_the_user_is_no_failure(hub: LoopbackHub) -> None:
    gate = hub.hold(lists)
    async with journey(hub) as run:
        await gate.arrived
        await run.press("s", "d")
        gate.release()
        await run.sees("100 loaded")
        assert "✗" not in run.screen
        assert run.requests("/api/models")[-1].parameters["sort"] == "downloads"
