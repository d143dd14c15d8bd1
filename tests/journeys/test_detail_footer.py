"""The footer of the detail view: what it names works there, and what cannot work just now is dim and says why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hubtui.commands.detail import DETAIL_FOOTER
from tests.support.faults import Answer
from tests.support.journey import Journey, journey

if TYPE_CHECKING:
    from tests.support.loopback import LoopbackHub

DATASET, GGUF = "alice/field-notes", "alice/tiny-chat-GGUF"
WIDE = (150, 40)
KEYS = {"fold.toggle": "open", "rows.read": "read", "data.jump": "go to row", "data.columns": "columns"}


def bright(run: Journey, command_id: str) -> bool:
    """Return whether a command of the footer can run now; it must be in the footer."""
    assert KEYS[command_id] in run.footer
    command = next(command for command in DETAIL_FOOTER if command.id == command_id)
    return command.why_not(run.detail.facts) is None


async def opened(run: Journey, tab: str) -> None:
    """Open a tab of the one repo that the list was searched for."""
    await run.until(lambda: run.highlighted is not None)
    await run.press("enter")
    await run.until(lambda: run.detail.visit.info is not None)
    await run.press(tab)
    await run.settle()


async def test_enter_is_dim_on_a_fact_that_has_nothing_to_open(hub: LoopbackHub) -> None:
    async with journey(hub, first=GGUF, size=WIDE) as run:
        await opened(run, "2")
        assert run.footer.startswith(" enter open  y copy ")
        assert not bright(run, "fold.toggle")
        await run.click("enter open")
        await run.says("This fact has nothing to open")
        await run.press("/", *"quantised", "enter")
        await run.until(lambda: bright(run, "fold.toggle"))
        await run.click("enter open")
        await run.until(lambda: run.detail.visit.ref.id == "alice/tiny-chat")
        await run.press("escape", "escape", "G")
        assert not bright(run, "fold.toggle")


async def test_enter_is_dim_on_a_line_of_the_answer_that_does_not_fold(hub: LoopbackHub) -> None:
    async with journey(hub, first=GGUF, size=WIDE) as run:
        await opened(run, "5")
        assert bright(run, "fold.toggle")
        await run.press("j")
        assert not bright(run, "fold.toggle")
        await run.press("k")
        await run.click("enter open")
        await run.sees("▌▸ {")


async def test_what_needs_rows_is_dim_among_the_files_of_a_dataset(hub: LoopbackHub) -> None:
    async with journey(hub, first=f"datasets/{DATASET}", size=WIDE) as run:
        await opened(run, "4")
        await run.sees("300 rows")
        assert all(bright(run, name) for name in ("rows.read", "data.jump", "data.columns"))
        await run.click("c files")
        await run.sees("Parquet files, converted by the Hub")
        assert "c files" not in run.footer
        assert bright(run, "rows.read")
        assert not bright(run, "data.jump")
        assert not bright(run, "data.columns")
        await run.press("#")
        await run.says("There are no rows here")
        await run.click("enter read")
        await run.sees("c files")
        await run.until(lambda: bright(run, "data.jump"))


async def test_without_a_conversion_every_key_of_the_rows_says_that_there_are_none(hub: LoopbackHub) -> None:
    missing = Answer(404, {"Content-Type": "application/json"}, json.dumps({"error": "Not found"}).encode())
    hub.script(f"GET /api/datasets/{DATASET}/parquet", missing)
    async with journey(hub, first=f"datasets/{DATASET}", size=WIDE) as run:
        await opened(run, "4")
        await run.sees("There is no parquet conversion of this dataset")
        assert "files" not in run.footer
        assert "find" not in run.footer
        assert not any(bright(run, name) for name in ("rows.read", "data.jump", "data.columns"))
        for key in ("#", "t"):
            await run.press(key)
            assert run.toasts[-1] == "There are no rows here"
        for key in ("c", "/"):
            await run.press(key)
            assert run.toasts[-1] == "There are no parquet files here"
        await run.press("y")
        await run.until(lambda: run.copied == [DATASET])
