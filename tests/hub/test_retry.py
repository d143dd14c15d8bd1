"""Reads are tried again when it may help, after pauses that grow and that the server may set."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.hub import errors
from hubtui.hub.answer import Answer
from hubtui.hub.criteria import Criteria, Kind
from hubtui.hub.retry import growing, pause_after
from hubtui.timings import Timings
from tests.hub.raw import answer, data, failing, reset

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = data([{"id": "a/b"}])


async def test_pauses_double_up_to_the_longest(talk: Callable[..., Any]) -> None:
    async with talk(answer(503)) as t:
        with pytest.raises(errors.ServerFailed):
            await t.reads.repos(Criteria())
        assert t.pauses.taken == [1, 2, 4, 8, 8]


async def test_each_pause_is_announced_before_it_is_taken(talk: Callable[..., Any]) -> None:
    async with talk(answer(502), reset, ROWS) as t:
        await t.reads.repos(Criteria())
        assert t.pauses.taken == [1, 2]
        assert t.waits == [
            (1, "The Hub could not answer (status 502)"),
            (2, "The connection to 127.0.0.1 broke"),
        ]


@pytest.mark.parametrize(("jitter", "seconds"), [(0.0, 0.75), (0.5, 1.0), (0.999, 1.2495)])
def test_pauses_are_spread_by_a_quarter(jitter: float, seconds: float) -> None:
    assert growing(0, Timings(jitter=lambda: jitter)) == pytest.approx(seconds)


async def test_an_empty_quota_is_waited_for(talk: Callable[..., Any]) -> None:
    async with talk(failing(429, RateLimit='"api";r=0;t=286'), ROWS) as t:
        await t.reads.repos(Criteria())
        assert t.pauses.taken == [287]


async def test_retry_after_is_honoured(talk: Callable[..., Any]) -> None:
    async with talk(failing(429, Retry_After="7", RateLimit='"api";r=5;t=100'), ROWS) as t:
        await t.reads.repos(Criteria())
        assert t.pauses.taken == [7]


async def test_a_limit_on_the_action_itself_is_not_waited_for(talk: Callable[..., Any]) -> None:
    async with talk(failing(429, "128 commits an hour", RateLimit='"api";r=998;t=10')) as t:
        with pytest.raises(errors.TooManyRequests, match="128 commits an hour") as caught:
            await t.reads.repos(Criteria())
        assert t.pauses.taken == []
    assert caught.value.wait is None
    assert caught.value.todo == ""


async def test_a_wait_that_ends_too_late_is_left_to_the_person(talk: Callable[..., Any]) -> None:
    async with talk(failing(429, Retry_After="3600")) as t:
        with pytest.raises(errors.TooManyRequests) as caught:
            await t.reads.repos(Criteria())
        assert t.pauses.taken == []
    assert caught.value.wait == 3600
    assert caught.value.todo == "wait 3600 s, then press r to try again"


@pytest.mark.parametrize("value", ["Wed, 21 Oct 2026 07:28:00 GMT", "-1", "1.5", "", "9" * 40, "٣"])
def test_a_retry_after_that_is_no_whole_number_is_not_honoured(value: str) -> None:
    busy = Answer(429, {"retry-after": value}, b"")
    assert pause_after(busy, 0, Timings(jitter=lambda: 0.5)) == 1


def test_a_503_may_set_its_pause_too() -> None:
    assert pause_after(Answer(503, {"retry-after": "20"}, b""), 0, Timings()) == 20


async def test_a_pause_can_be_cancelled(talk: Callable[..., Any]) -> None:
    reached = asyncio.Event()

    async def forever(_: float) -> None:
        reached.set()
        await asyncio.Event().wait()

    async with talk(answer(503)) as t:
        t.wire.timings = t.wire.timings._replace(pause=forever)
        task = asyncio.create_task(t.reads.repo(Kind.MODEL, "a/b"))
        await reached.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert len(t.server.asked) == 1
