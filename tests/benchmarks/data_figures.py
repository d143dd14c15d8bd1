"""What a page costs: the memory of its rows, and the time to decode it; and what a start asks of the Hub."""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import time
import tracemalloc
from typing import TYPE_CHECKING

import msgspec

from hubtui.core.feed import Feed
from hubtui.hub.criteria import Kind
from hubtui.hub.decode import decode_page
from hubtui.widgets.columns import expand_for
from hubtui.widgets.repo_table import RepoTable
from tests.benchmarks.figure import Figure
from tests.support.journey import journey
from tests.support.loopback import LoopbackHub

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubtui.hub.models import Page

ROWS = 1_000
PAGES = 4
"""Distinct pages of real rows that the memory is measured over."""
RUNS = 41
FRAME = 16.0
"""Milliseconds of one frame."""


def figures() -> list[Figure]:
    """Measure memory, decoding and the requests of a start."""
    bodies = pages()
    return [memory(bodies, tags=False), memory(bodies, tags=True), *decoding(bodies[0]), requests()]


def pages() -> list[bytes]:
    """Return pages of a thousand real rows each, with the fields that the list asks for."""
    fields = expand_for(Kind.MODEL)
    with LoopbackHub() as hub:
        repos = hub.store.select("WHERE kind = 'model' AND NOT private LIMIT ?", [ROWS * PAGES])
    rows = [
        {
            "_id": repo.oid, "id": repo.id, "downloads": repo.downloads, "likes": repo.likes, "private": repo.private,
            "gated": repo.gated, "disabled": repo.disabled, "lastModified": repo.modified, "tags": list(repo.tags),
            "pipeline_tag": repo.task, "library_name": repo.library, "safetensors": {"total": repo.parameters},
        }
        for repo in repos
    ]  # fmt: skip
    assert set(fields) <= set(rows[0]), set(fields) - set(rows[0])
    return [json.dumps(rows[start : start + ROWS]).encode() for start in range(0, len(rows), ROWS)]


def memory(bodies: list[bytes], *, tags: bool) -> Figure:
    """Measure the bytes that one loaded row takes, in the feed and in the table together."""
    if not tags:
        bodies = [without_tags(body) for body in bodies]
    decode_page(bodies[0], Kind.MODEL)
    feed, table = Feed(), RepoTable()
    gc.collect()
    tracemalloc.start()
    for number, body in enumerate(bodies):
        page = msgspec.structs.replace(decode_page(body, Kind.MODEL), next=str(number))
        table._rows.extend(feed.accept(feed.begin(), page))
        del page
    gc.collect()
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    floor = sum(len(repo.id) + 49 for repo in table.rows) / feed.count
    name = f"memory for each loaded row{', tags kept' if tags else ''}"
    return Figure(name, held / feed.count, "bytes", floor, "its id alone", 750 if tags else 450)


def without_tags(body: bytes) -> bytes:
    """Return a page whose rows have no tags."""
    return json.dumps([row | {"tags": []} for row in json.loads(body)]).encode()


def decoding(body: bytes) -> list[Figure]:
    """Measure the decoding of a page into clean, shared rows, beside plain decoding into untyped objects."""
    typed, untyped = [], []
    for _ in range(RUNS):
        untyped.append(milliseconds(lambda: msgspec.json.decode(body)))
        typed.append(milliseconds(lambda: decode_page(body, Kind.MODEL)))
    value, floor = statistics.median(typed), statistics.median(untyped)
    name = f"decoding a page of {ROWS:,} rows"
    return [
        Figure(name, value, "ms", floor, "untyped", 4 * floor),
        Figure(name, value, "ms", floor, "untyped", FRAME),
    ]


def milliseconds(work: Callable[[], Page | object]) -> float:
    """Return how long something takes."""
    gc.collect()
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def requests() -> Figure:
    """Count what a start with a token asks when it is left alone: a list, who it is, and the highlighted repo."""

    async def count() -> int:
        with LoopbackHub() as hub:
            async with journey(hub, token=hub.write_token) as run:
                await run.sees("loaded")
                await run.settle()
                return len(hub.requests)

    return Figure("requests when the app starts and is left alone", asyncio.run(count()), "", 3, "those", 3)
