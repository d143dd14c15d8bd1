"""Tests of hubtui.core.running."""

from __future__ import annotations

import asyncio

import pytest

from hubtui.core.running import Running


async def test_what_was_begun_ends_though_nobody_waits_any_more() -> None:
    done: list[str] = []
    may_end = asyncio.Event()

    async def change() -> None:
        await may_end.wait()
        done.append("deleted")

    changes: list[tuple[str, ...]] = []
    running = Running(lambda: changes.append(running.words))
    waiter = asyncio.create_task(running.carried("delete alice/x", change()))
    await asyncio.sleep(0)
    waiter.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiter
    assert running.words == ("delete alice/x",)
    leaving = asyncio.create_task(running.finished())
    await asyncio.sleep(0)
    assert not leaving.done()
    may_end.set()
    await leaving
    assert done == ["deleted"]
    assert changes == [("delete alice/x",), ()]


async def test_its_result_comes_to_who_waits() -> None:
    async def change() -> int:
        return 3

    running = Running()
    assert await running.carried("x", change()) == 3
    await running.finished()


async def test_what_begins_while_one_waits_is_waited_for_too() -> None:
    running = Running()
    order: list[int] = []

    async def first() -> None:
        order.append(1)
        second_task.append(asyncio.create_task(running.carried("second", second())))

    async def second() -> None:
        await asyncio.sleep(0)
        order.append(2)

    second_task: list[asyncio.Task[None]] = []
    await running.carried("first", first())
    await running.finished()
    assert order == [1, 2]
    await second_task[0]
