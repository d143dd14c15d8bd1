"""The Data tab: a dataset's parquet files, and rows of them by ranges; every failure said with what to do."""

from __future__ import annotations

import json
import re
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from hubtui.hub.criteria import Kind
from hubtui.hub.parquet import INSTALL
from hubtui.screens.detail import rows_reader
from hubtui.screens.detail.data import DataPart
from hubtui.widgets.rows_table import RowsTable
from hubtui.widgets.shard_list import ShardList
from tests.support.faults import BAD_GATEWAY, Answer
from tests.support.journey import journey
from tests.support.shards import noise, shard, with_rows

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.support.faults import Recorded
    from tests.support.journey import Journey
    from tests.support.loopback import LoopbackHub

NAME = "Anthropic/hh-rlhf"
LIST = f"/api/datasets/{NAME}/parquet"
FIRST = f"{LIST}/default/train/0.parquet"
SMALL = (120, 30)
NUMBERS = shard(
    {
        "number": [int.from_bytes(noise(7, at)) for at in range(20_000)],
        "word": [f"word {at} {noise(30, at).hex()}" for at in range(20_000)],
    },
    use_dictionary=False,
    data_page_size=16 * 1024,
)


@asynccontextmanager
async def opened(hub: LoopbackHub, name: str = NAME, size: tuple[int, int] = SMALL) -> AsyncIterator[Journey]:
    """Run the program on the Data tab of a dataset."""
    async with journey(hub, first=f"datasets/{name}", size=size) as run:
        await run.until(lambda: run.highlighted == name)
        await run.press("enter", "4")
        await run.until(lambda: isinstance(run.detail.front, DataPart))
        yield run


def serve(hub: LoopbackHub, data: bytes) -> list[Answer]:
    """Let every parquet file of the Hub be this one; what is put into the list that is returned is answered first."""
    instead: list[Answer] = []

    def part(request: Recorded) -> Answer:
        if instead:
            return instead.pop()
        first, last = re.fullmatch(r"bytes=(\d*)-(\d*)", request.headers["range"]).groups()  # type: ignore[union-attr]
        start, stop = (
            (int(first), min(int(last) + 1, len(data)))
            if first
            else (max(0, len(data) - int(last)), len(data))
        )
        if start >= stop:
            return Answer(416, {"Content-Range": f"bytes */{len(data)}"})
        told = f"bytes {start}-{stop - 1}/{len(data)}"
        return Answer(206, {"Content-Range": told}, data[start:stop])

    hub.script(lambda request: request.path.endswith(".parquet"), part, times=None)
    return instead


def listed(hub: LoopbackHub, body: object, status: int = 200, **headers: str) -> None:
    """Let the list of parquet files be this one."""
    fields = {"Content-Type": "application/json", **headers}
    hub.script(lambda r: r.path == LIST, Answer(status, fields, json.dumps(body).encode()), times=None)


def table(run: Journey) -> RowsTable:
    """Return the table of rows."""
    return run.detail.front.query_one(RowsTable)


def files(run: Journey) -> ShardList:
    """Return the list of files."""
    return run.detail.front.query_one(ShardList)


def ranges(hub: LoopbackHub) -> list[str]:
    """Return the parts of parquet files that were asked for, where they lie."""
    return [
        request.headers["range"]
        for request in hub.requests
        if request.path.startswith("/storage/") and "range" in request.headers
    ]


def hub_bytes(hub: LoopbackHub, path: str) -> int:
    """Return how many bytes of a file were asked for."""
    found = (request.headers["range"][6:].split("-") for request in hub.requests if request.path == path)
    return sum(int(last) - int(first) + 1 if first else int(last) for first, last in found)


def at_the_hub(hub: LoopbackHub) -> list[str]:
    """Return what was asked of the dataset's conversion."""
    return [request.path for request in hub.requests if request.path.startswith((LIST, f"{LIST[:-8]}/tree"))]


async def test_the_rows_of_the_first_split_are_shown_at_once(hub: LoopbackHub) -> None:
    async with opened(hub) as run:
        await run.sees("▌  0▸")
        await run.sees("default · train · 16.4 kB")
        assert "id: int64" in run.screen
        assert "300 rows · 4 row groups · read 16.4 kB of 16.4 kB" in run.status
        await run.settle()
        tree = f"/api/datasets/{NAME}/tree/refs/convert/parquet"
        assert sorted(at_the_hub(hub)) == sorted([LIST, FIRST, tree])
        # The file is so small that its footer and all of its pages came with one request.
        assert ranges(hub) == ["bytes=-65536"]
        assert run.unsafe == []


async def test_moving_on_reads_the_next_rows_and_the_last_row_is_one_key_away(hub: LoopbackHub) -> None:
    serve(hub, NUMBERS)
    async with opened(hub) as run:
        await run.sees("word 0")
        await run.press(*["pagedown"] * 4)
        await run.sees("word 100")
        await run.press("G")
        await run.sees("word 19999")
        assert "19,999" in run.screen
        await run.press("g")
        await run.sees("▌     0")


async def test_only_the_footer_and_needed_pages_are_read(hub: LoopbackHub) -> None:
    serve(hub, NUMBERS)
    async with opened(hub) as run:
        await run.sees("word 23")
        await run.settle()
        read = table(run).parent
        assert isinstance(read, DataPart)
        assert read.progress.startswith("20,000 rows · 1 row group · read ")
        assert 0 < hub_bytes(hub, FIRST) < len(NUMBERS) / 4


async def test_a_row_is_gone_to_by_its_number(hub: LoopbackHub) -> None:
    serve(hub, NUMBERS)
    async with opened(hub) as run:
        await run.sees("word 0")
        await run.press("#")
        await run.sees("20,000 rows, counted from 0")
        await run.press(*"12x", "enter")
        await run.sees("A row has a whole number, such as 1200")
        await run.press("backspace", *"345", "enter")
        await run.sees("word 12345")
        assert table(run).cursor == 12_345
        await run.press("#", *"20,000", "enter")
        await run.sees("The last row is 19,999")
        await run.press("escape")
        assert table(run).cursor == 12_345


async def test_what_is_much_is_asked_for_first(hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_reader, "ASK", 100_000)
    monkeypatch.setattr(rows_reader, "TOLD", 10_000)
    serve(hub, NUMBERS)
    async with opened(hub) as run:
        await run.sees("word 0")
        await run.settle()
        made = len(hub.requests)
        await run.press("#", *"15000", "enter")
        await run.sees("enter reads it, escape does not")
        assert re.search(r"To show row 15,000, about [\d.]+ [kM]B of this file", run.screen)
        await run.press("escape")
        await run.until(lambda: table(run).cursor < 100)
        assert len(hub.requests) == made
        await run.press("#", *"15000", "enter")
        await run.sees("enter reads it, escape does not")
        await run.press("enter")
        await run.sees("word 15000")
        assert len(hub.requests) > made


async def test_a_value_is_read_in_full_and_copied(hub: LoopbackHub) -> None:
    text = "a line\n" * 100
    serve(hub, shard({"id": [1], "text": [text], "nested": [{"a": [1, 2]}]}))
    async with opened(hub) as run:
        await run.sees("▌0▸")
        await run.press("l", "enter")
        await run.sees("row 0 · text")
        await run.press("G", "y")
        await run.until(lambda: run.copied == [text])
        await run.press("escape", "l", "enter")
        await run.sees("1: 2")
        await run.press("q")
        await run.loses("y copies, escape closes")
        await run.press("h", "h", "y")
        await run.until(lambda: run.copied[1:] == ["1"])


async def test_all_columns_are_listed_with_their_types(hub: LoopbackHub) -> None:
    serve(hub, shard({"id": [1], "tags": [["a"]], "esc\x1b[31m": [b""]}))
    async with opened(hub) as run:
        await run.sees("▌0▸")
        await run.press("t")
        await run.sees("3 columns")
        await run.sees("tags: list<element: string>")
        await run.sees("esc[31m: binary")
        await run.press("escape", "c", "t")
        await run.says("There are no rows here")


async def test_pictures_are_not_read_until_enter_is_pressed_on_one(hub: LoopbackHub) -> None:
    pictures = [
        {
            "bytes": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\x80\0\0\1\xe0" + noise(100_000, at),
            "path": f"{at}.png",
        }
        for at in range(60)
    ]
    data = shard({"image": pictures, "label": list(range(60))})
    serve(hub, data)
    async with opened(hub) as run:
        await run.sees("not read, 5.9 MB · 0.png")
        await run.settle()
        assert hub_bytes(hub, FIRST) < 300_000
        assert "of 6.0 MB" in run.status
        await run.press("j", "enter")
        await run.sees("row 1 · image")
        assert "png image, 640×480, 100 kB" in run.screen
        await run.press("escape")
        await run.sees("png image, 640×480, 100 kB · 1.png")


async def test_another_split_is_chosen_among_the_files(hub: LoopbackHub) -> None:
    async with opened(hub) as run:
        await run.sees("default · train · 16.4 kB")
        await run.press("c")
        await run.sees("1 config · 2 splits · 2 files")
        await run.sees("9.8 kB")
        await run.press("j", "y")
        url = f"{hub.endpoint}{LIST}/default/test/0.parquet"
        await run.until(lambda: run.copied == [url])
        await run.press("enter")
        await run.sees("default · test · 9.8 kB")
        await run.sees("50 rows")
        await run.press("c")
        assert files(run).cursor == 1
        await run.press("c")
        await run.sees("50 rows")
        await run.press("c", "escape")
        await run.sees("default · test · 9.8 kB")
        await run.press("escape")
        assert run.app.screen is run.browse


async def test_a_file_is_found_by_a_part_of_its_name(hub: LoopbackHub) -> None:
    async with opened(hub, "Helsinki-NLP/tatoeba_mt") as run:
        await run.sees("deu-eng · test")
        await run.press(*"/ZHO")
        await run.loses("deu-eng")
        await run.press("enter", "j", "enter")
        await run.sees("eng-zho · validation")
        await run.press("c", *"/nothing")
        await run.sees("No config or split has this in its name")
        await run.press("escape")
        await run.sees("deu-eng")
        assert files(run).cursor >= 0
        await run.press("escape")
        await run.sees("eng-zho · validation")


async def test_asking_anew_stays_on_the_file(hub: LoopbackHub) -> None:
    async with opened(hub) as run:
        await run.sees("▌  0▸")
        await run.press("c", "G", "enter")
        await run.sees("default · test")
        await run.sees("50 rows")
        await run.press("r")
        await run.asks(LIST, 2)
        await run.sees("default · test")
        await run.sees("50 rows")


async def test_names_with_blanks_and_slashes_and_a_partial_conversion(hub: LoopbackHub) -> None:
    async with opened(hub, "poloclub/diffusiondb") as run:
        await run.sees("2m first 1k · train · 19.6 kB · first part only")
        await run.press("c")
        await run.sees("Of large splits the Hub converts only the first part")
        await run.press("G", "enter")
        await run.sees("metadata/2m · train")
        await run.sees("▌  0▸")


@pytest.mark.parametrize(
    "body",
    [[f"http://h{FIRST}"], {"train": [f"http://h{FIRST}"]}, {"default": {"train": [f"http://h{FIRST}"]}}],
)
async def test_a_list_may_be_flat_or_nested(hub: LoopbackHub, body: object) -> None:
    listed(hub, body)
    async with opened(hub) as run:
        await run.sees("default · train")
        await run.sees("▌  0▸")


@pytest.mark.parametrize("body", [{}, [], {"default": {}}, {"default": {"train": []}}])
async def test_a_list_without_files_says_so(hub: LoopbackHub, body: object) -> None:
    listed(hub, body)
    async with opened(hub) as run:
        await run.sees("The conversion of this dataset holds no files yet")
        await run.settle()
        assert at_the_hub(hub) == [LIST]
        await run.press("#")
        await run.says("There are no rows here")
        await run.press("r")
        await run.asks(LIST, 2)


async def test_a_dataset_that_was_not_converted_says_what_that_means(hub: LoopbackHub) -> None:
    listed(hub, {"error": "Not found"}, 404)
    async with opened(hub) as run:
        await run.sees("There is no parquet conversion of this dataset")
        await run.sees("Files has what was uploaded")
        assert "✗" not in run.status
        assert not table(run).row_count


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (401, "RepoNotFound", "does not exist, or is private"),
        (401, "GatedRepo", "has to be granted by its owners"),
        (403, "GatedRepo", "press o to ask for access"),
        (500, "", "press r to try again"),
    ],
)
async def test_a_list_that_is_refused_says_why(hub: LoopbackHub, status: int, code: str, words: str) -> None:
    listed(hub, {"error": "no"}, status, **({"X-Error-Code": code} if code else {}))
    async with opened(hub) as run:
        await run.sees(words)
        await run.settle()
        assert not files(run).files


GOOD = shard({"text": ["a", "b"]})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (NUMBERS[: len(NUMBERS) // 2], "This file is cut short, or is no parquet file"),
        (b"<html>", "This file is cut short, or is no parquet file"),
        (b"", "This file is empty"),
        (GOOD[:-4] + b"PARE", "This file is encrypted"),
        (GOOD[:-8] + b"\xff\xff\xff\x7fPAR1", "contradicts itself about its length"),
        (with_rows(NUMBERS, 19_999, 20_000), "contradicts itself about the number of rows"),
        (b"PAR1" + bytes(len(NUMBERS) - 700) + NUMBERS[-696:], "cannot be read as parquet"),
    ],
)
async def test_a_file_that_is_not_in_order_says_so_and_another_can_be_chosen(
    hub: LoopbackHub, data: bytes, words: str
) -> None:
    serve(hub, data)
    async with opened(hub) as run:
        await run.sees(words)
        assert run.unsafe == []
        await run.press("c", "G")
        assert files(run).cursor == 1
        await run.press("escape", "escape")
        assert run.app.screen is run.browse


async def test_a_hub_that_sends_no_parts_says_so(hub: LoopbackHub) -> None:
    hub.script(lambda request: request.path == FIRST, Answer(200, {}, NUMBERS), times=None)
    async with opened(hub) as run:
        await run.sees("The Hub does not send parts of this file")


async def test_a_file_that_ends_the_process_says_so_and_r_opens_it_anew(hub: LoopbackHub) -> None:
    serve(hub, NUMBERS)
    async with opened(hub) as run:
        await run.sees("word 0")
        await run.settle()
        assert isinstance(run.detail.front, DataPart)
        assert run.detail.front._reader.shard is not None
        run.detail.front._reader.shard.kill()
        await run.press("G")
        await run.sees("This file is so broken that the reading of it failed altogether")
        await run.press("r")
        await run.sees("word 0")
        assert not run.detail.front.failed


async def test_a_part_that_fails_is_tried_again_and_r_reads_it_once_more(hub: LoopbackHub) -> None:
    hub.script(lambda request: request.path == FIRST, BAD_GATEWAY, times=6)
    async with opened(hub) as run:
        await run.sees("press r to try again")
        assert len(run.waits) == 5
        await run.press("r")
        await run.sees("▌  0▸")


async def test_a_pause_between_tries_is_told_while_the_process_waits(hub: LoopbackHub) -> None:
    instead = serve(hub, NUMBERS)
    async with opened(hub) as run:
        await run.sees("word 0")
        await run.settle()
        instead += [BAD_GATEWAY] * 2
        await run.press("#", *"15000", "enter")
        await run.sees("word 15000")
        assert len(run.waits) == 2


async def test_hostile_text_in_cells_and_names_is_harmless(hub: LoopbackHub) -> None:
    odd = ["[/bold] [@click=app.quit]x[/]", "esc\x1b]0;PWNED\x07", "two\nlines\ttab", "‮back", "", "\x9b31m"]
    serve(hub, shard(dict.fromkeys(odd, odd)))
    async with opened(hub, size=(160, 30)) as run:
        await run.sees("[@click=app.quit]x[/]")
        await run.sees("esc]0;PWNED")
        assert run.unsafe == []
        for _ in odd:
            await run.press("enter")
            await run.sees("y copies, escape closes")
            assert run.unsafe == []
            await run.press("escape", "l", "j")
        assert run.app.is_running


async def test_a_file_whose_names_cannot_be_sent_is_shown_and_not_asked_for(hub: LoopbackHub) -> None:
    listed(hub, {"de\x1bfault": {"train": [f"http://h{FIRST}"]}})
    async with opened(hub) as run:
        await run.sees("its name cannot be sent safely")
        await run.press("enter")
        await run.says("The name of this file holds characters that cannot be sent safely")
        await run.settle()
        assert run.unsafe == []
        assert [path for path in at_the_hub(hub) if path.endswith(".parquet")] == []


async def test_without_pyarrow_the_files_are_shown_and_one_command_adds_the_rows(
    hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    async with opened(hub) as run:
        await run.sees("default  train")
        await run.sees("9.8 kB")
        await run.sees(INSTALL)
        await run.press("enter")
        await run.says(f"Rows need pyarrow: {INSTALL} adds it")
        await run.press("y")
        await run.until(lambda: run.copied == [f"{hub.endpoint}{FIRST}"])
        await run.settle()
        assert ranges(hub) == []


async def test_leaving_stops_the_reading_and_its_process(
    hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_reader, "TOLD", 1_000)
    serve(hub, NUMBERS)
    async with opened(hub) as run:
        await run.sees("word 0")
        await run.settle()
        gate = hub.hold(FIRST)
        await run.press("#", *"15000", "enter")
        await gate.arrived
        assert isinstance(run.detail.front, DataPart)
        await run.sees("reading about ")
        reader = run.detail.front._reader.shard._pipe._process  # type: ignore[union-attr]
        assert reader is not None
        assert reader.returncode is None
        await run.press("escape")
        await run.settle()
        assert run.app.screen is run.browse
        await run.until(lambda: reader.returncode is not None, "the end of the process that reads")
        gate.release()


async def test_another_tab_stops_the_reading_and_coming_back_goes_on(hub: LoopbackHub) -> None:
    serve(hub, NUMBERS)
    async with opened(hub) as run:
        await run.sees("word 0")
        await run.settle()
        gate = hub.hold(FIRST)
        await run.press("#", *"15000", "enter")
        await gate.arrived
        await run.press("2")
        await run.settle()
        gate.release()
        made = len(hub.requests)
        await run.settle()
        assert len(hub.requests) == made
        await run.press("4")
        await run.sees("word 15000")


async def test_only_datasets_have_rows(hub: LoopbackHub) -> None:
    async with journey(hub, first=Kind.MODEL, size=SMALL) as run:
        await run.sees("100 loaded")
        await run.press("enter")
        assert "Data" not in run.lines[1]
        await run.press("4")
        await run.says("Only a dataset has rows")


@pytest.mark.parametrize("size", [(140, 40), (100, 30), (80, 24), (60, 20)])
async def test_the_rows_fit_every_size(hub: LoopbackHub, size: tuple[int, int]) -> None:
    async with opened(hub, size=size) as run:
        await run.sees("▌  0▸")
        await run.settle()
        assert all(len(line) <= size[0] for line in run.lines)
        await run.press("#")
        await run.sees("enter goes there, escape cancels")
