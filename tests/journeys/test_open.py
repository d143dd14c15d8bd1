"""Journeys: what the program opens with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.local.paths import folders_in
from tests.support.journey import journey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.loopback import LoopbackHub


async def test_an_address_opens_its_list_in_its_order_and_asks_once(hub: LoopbackHub) -> None:
    url = "https://huggingface.co/datasets?language=language:en&search=field&sort=likes"
    async with journey(hub, first=url) as run:
        await run.sees("alice/field-notes")
        await run.settle()
        (asked,) = run.requests("/api/datasets")
        assert [(name, value) for name, value in asked.query if name in ("search", "filter", "sort")] == [
            ("search", "field"), ("filter", "language:en"), ("sort", "likes"),
        ]  # fmt: skip
        assert run.requests("/api/models") == []
        assert run.pane.kind.plural == "datasets"


async def test_what_an_address_asks_in_vain_is_said(hub: LoopbackHub) -> None:
    async with journey(hub, first="https://huggingface.co/spaces?category=ocr&search=gradio") as run:
        await run.sees("alice/hello-gradio")
        await run.sees("category=ocr")


async def test_a_damaged_memory_is_told_and_set_aside(hub: LoopbackHub, tmp_path: Path) -> None:
    state = folders_in(tmp_path).state_file
    state.parent.mkdir()
    state.write_text("[[[")
    async with journey(hub, home=tmp_path) as run:
        await run.sees("set aside as")
        await run.sees("loaded")
    assert state.with_name("state.toml.damaged-1").read_text() == "[[["


async def test_damaged_answers_are_told_of_once_they_are_used_and_set_aside(
    hub: LoopbackHub, tmp_path: Path
) -> None:
    kept = folders_in(tmp_path).kept_file
    kept.parent.mkdir()
    kept.write_bytes(b"no database at all " * 100)
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        assert run.toasts == []
        await run.press("f", "escape", "2", "f")
        await run.says("The kept answers could not be read; they were set aside as")
        await run.settle()
        assert len(run.toasts) == 1
