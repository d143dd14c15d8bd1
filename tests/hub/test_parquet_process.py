"""The process that reads parquet: what it wants is fetched, it can be called off, and it may die without harm."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.hub.contents import Part
from hubtui.hub.errors import BadFile, ConnectionFailed, SetupError
from hubtui.hub.parquet import Shard, open_shard
from tests.support.shards import Served, noise, shard

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

ROWS = 40_000
DATA = shard(
    {f"c{at}": [noise(6, row * 9 + at).hex() for row in range(ROWS)] for at in range(8)},
    use_dictionary=False,
    data_page_size=64 * 1024,
)
SMALL = shard(
    {"a": [1, 2, 3] * 20, "t": ["x", "yy", None] * 20, "n": [{"k": [1, 2]}] * 60}, row_group_size=30
)


@asynccontextmanager
async def opened(served: Served) -> AsyncIterator[Shard]:
    """Open a file, and let go of it."""
    read = await open_shard(served.fetch, served.tell)
    try:
        yield read
    finally:
        await read.close()


class Held(Served):
    """Gives parts only when it is let, once ``held`` is set."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.held = False
        self.waiting = 0
        self.comes = asyncio.Event()
        self.go = asyncio.Event()

    async def fetch(self, start: int, length: int) -> Part:
        """Wait, then return the part."""
        if self.held:
            self.waiting += 1
            self.comes.set()
            await self.go.wait()
        return await super().fetch(start, length)


async def test_rows_prices_and_values_come_from_the_process() -> None:
    served = Served(SMALL)
    async with opened(served) as read:
        assert (read.layout.rows, read.layout.groups, read.size) == (60, 2, len(SMALL))
        assert await read.price(0) == 0
        rows = await read.read(31)
        assert rows.first == 30
        assert [tuple(cell) for cell in rows.rows[2]] == [
            ("3", False),
            ("null", True),
            ("{k: [1, 2]}", False),
        ]
        assert (await read.whole(31, 2)).text == "k:\n  0: 1\n  1: 2"
        assert read.fetched == served.sent == len(SMALL)


async def test_what_the_process_wants_is_fetched_and_counted() -> None:
    served = Served(DATA)
    async with opened(served) as read:
        rows = await read.read(30_000)
        assert rows.rows[0][0].text == noise(6, 30_000 * 9).hex()
        assert read.fetched == served.sent
        assert served.told == len(served.asked) - 1


async def test_at_most_six_parts_are_asked_for_at_the_same_time() -> None:
    served = Held(DATA)
    async with opened(served) as read:
        served.held = True
        task = asyncio.create_task(read.read(0))
        await served.comes.wait()
        await asyncio.sleep(0)
        assert served.waiting == 6
        served.go.set()
        assert len((await task).rows) == 50


async def test_a_value_that_was_left_out_tells_its_cost() -> None:
    pictures = {"image": [noise(100_000, at) for at in range(60)], "label": list(range(60))}
    async with opened(Served(shard(pictures))) as read:
        rows = await read.read(0)
        assert tuple(rows.rows[0][0]) == ("not read, 5.9 MB", True)
        cost = (await read.whole(0, 0)).cost
        assert cost is not None
        assert cost == await read.price(0, frozenset({0}))
        await read.read(0, frozenset({0}))
        assert (await read.whole(0, 0)).text.startswith("binary, 100 kB\n0000  ")


async def test_who_is_cancelled_calls_the_process_off_and_the_next_order_is_carried_out() -> None:
    served = Held(DATA)
    async with opened(served) as read:
        served.held = True
        task = asyncio.create_task(read.read(30_000))
        await served.comes.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        served.held = False
        assert (await read.read(30_000)).first == 30_000
        assert not read.is_dead


async def test_an_order_that_is_cancelled_while_the_process_computes_leaves_it_in_order() -> None:
    async with opened(Served(DATA)) as read:
        for turns in range(8):
            task = asyncio.create_task(read.read(turns * 5_000))
            for _ in range(turns):
                await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        assert (await read.read(39_999)).rows[-1][0].text == noise(6, 39_999 * 9).hex()


async def test_orders_wait_for_each_other() -> None:
    async with opened(Served(DATA)) as read:
        found = await asyncio.gather(*(read.read(row) for row in (0, 20_000, 50, 39_999)))
        assert [rows.first for rows in found] == [0, 20_000, 50, 39_950]


async def test_an_error_of_the_hub_comes_out_as_it_is_and_a_later_try_succeeds() -> None:
    served = Served(DATA)
    failing = True

    async def fetch(start: int, length: int) -> Part:
        if failing and start > 0:
            raise ConnectionFailed("The Hub hung up", sent=True)
        return await served.fetch(start, length)

    read = await open_shard(fetch, served.tell)
    with pytest.raises(ConnectionFailed, match="hung up"):
        await read.read(30_000)
    failing = False
    assert len((await read.read(30_000)).rows) == 50
    await read.close()


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Part(data=SMALL[-100:], start=0), "does not say how long this file is"),
        (Part(data=SMALL[-100:], start=0, total=10**9), "does not say how long this file is"),
        (Part(data=b"<html>", start=0, total=6), "cut short, or is no parquet file"),
        (Part(data=b"", start=0, total=0), "cut short, or is no parquet file"),
    ],
)
async def test_an_end_that_is_none_is_refused(part: Part, words: str) -> None:
    async def fetch(start: int, length: int) -> Part:
        return part

    with pytest.raises(BadFile, match=words):
        await open_shard(fetch, lambda: None)


@pytest.mark.parametrize("how", ["empty", "another size"])
async def test_another_file_half_way_is_found_out(how: str) -> None:
    served = Served(DATA)

    async def fetch(start: int, length: int) -> Part:
        part = await served.fetch(start, length)
        if start < 0:
            return part
        if how == "empty":
            return Part(data=b"", start=start, total=len(DATA))
        return Part(data=part.data, start=start, total=len(DATA) - 1)

    read = await open_shard(fetch, served.tell)
    with pytest.raises(BadFile, match="has changed while it was read"):
        await read.read(0)
    await read.close()


async def test_parts_that_come_in_pieces_are_put_together() -> None:
    served = Served(DATA)

    async def fetch(start: int, length: int) -> Part:
        return await served.fetch(start, length if start < 0 else -(-length // 3))

    read = await open_shard(fetch, served.tell)
    assert (await read.read(0)).rows[0][0].text == noise(6, 0).hex()
    await read.close()


async def test_a_process_that_dies_is_an_error_and_no_more() -> None:
    served = Served(DATA)
    read: Any = None

    async def fetch(start: int, length: int) -> Part:
        if start >= 0:
            read.kill()
        return await served.fetch(start, length)

    read = await open_shard(fetch, served.tell)
    for _ in range(2):
        with pytest.raises(BadFile, match="so broken that the reading of it failed altogether"):
            await read.read(0)
        assert read.is_dead
    await read.close()


async def read_mutated(changes: dict[int, int]) -> str:
    """Read a file with some bytes of its footer changed, given from its end; return what was said."""
    data = bytearray(SMALL)
    for place, octet in changes.items():
        data[-place] = octet
    try:
        async with opened(Served(bytes(data))) as read:
            for row in (0, read.layout.rows - 1):
                await read.read(row)
    except BadFile as error:
        return error.what
    return "fine"


async def test_a_footer_that_ends_pyarrows_process_is_an_error_and_no_more() -> None:
    # pyarrow 26 does not survive this one.
    assert (await read_mutated({1167: 72})).startswith("This file")


@pytest.mark.parametrize("seed", range(8))
async def test_no_footer_takes_the_program_with_it(seed: int) -> None:
    dice = random.Random(seed)
    footer = int.from_bytes(SMALL[-8:-4], "little")
    said = await read_mutated({dice.randint(9, footer + 8): dice.randrange(256) for _ in range(3)})
    assert said == "fine" or said.startswith("This file")


async def test_the_process_gets_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[dict[str, str]] = []
    start = asyncio.create_subprocess_exec

    async def watched(*words: Any, **options: Any) -> Any:
        given.append(options["env"])
        return await start(*words, **options)

    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"):
        monkeypatch.setenv(name, "hf_secret")
    monkeypatch.setattr(asyncio, "create_subprocess_exec", watched)
    async with opened(Served(SMALL)):
        assert "hf_secret" not in str(given)
        assert given[0].keys() >= os.environ.keys() - {"HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"}


async def test_the_process_imports_nothing_from_the_folder_of_the_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "pyarrow", "hubtui"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    async with opened(Served(SMALL)) as read:
        assert read.layout.rows == 60


async def test_a_process_that_cannot_be_started_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(SetupError, match="cannot be started: No such file"):
        await open_shard(Served(SMALL).fetch, lambda: None)


async def test_letting_go_leaves_no_process() -> None:
    read = await open_shard(Served(SMALL).fetch, lambda: None)
    process = read._pipe._process
    assert process is not None
    assert process.returncode is None
    await read.close()
    assert process.returncode is not None
    await read.close()
