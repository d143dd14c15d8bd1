"""Repos that huggingface_hub has on this machine: a mark in the list, size and folder in the preview, a copy of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.local.paths import folders_in
from tests.support.journey import journey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.loopback import LoopbackHub


def cached(home: Path, name: str, octets: int = 1_500_000) -> Path:
    """Put a repo into the cache, by its folder's name."""
    folder = folders_in(home).hub / name
    (folder / "blobs").mkdir(parents=True)
    (folder / "blobs" / "one").write_bytes(b"x" * octets)
    return folder


async def test_what_is_there_is_marked_in_its_own_list(hub: LoopbackHub, tmp_path: Path) -> None:
    cached(tmp_path, "datasets--alice--field-notes")
    cached(tmp_path, "models--alice--field-notes")
    async with journey(hub, home=tmp_path, first="datasets/alice/field-notes") as run:
        await run.until(lambda: "alice/field-notes ↓" in " ".join(run.lines[3].split()))
        await run.press("1")
        await run.sees("MODEL")
        await run.sees("100 loaded")
        assert all("↓" not in line.partition("│")[0] for line in run.lines[3:30])


async def test_the_preview_says_size_and_folder(hub: LoopbackHub, tmp_path: Path) -> None:
    folder = cached(tmp_path, "models--alice--tiny-chat")
    async with journey(hub, home=tmp_path, first="alice/tiny-chat") as run:
        await run.until(lambda: run.highlighted == "alice/tiny-chat")
        await run.previews("on this machine · 1.5 MB")
        await run.previews(str(folder))
        # What the Hub answers comes beside it, not in its place.
        await run.previews("created")
        await run.previews("on this machine · 1.5 MB")
        await run.press("x", "j")
        await run.until(lambda: "on this machine" not in run.browse.preview.text)


async def test_the_folder_can_be_copied(hub: LoopbackHub, tmp_path: Path) -> None:
    folder = cached(tmp_path, "models--alice--tiny-chat")
    async with journey(hub, home=tmp_path, first="alice/tiny-chat") as run:
        await run.until(lambda: run.highlighted == "alice/tiny-chat" and run.browse.caching.keys)
        await run.press("Y")
        await run.sees("folder on this machine")
        await run.press("c")
        await run.until(lambda: run.copied == [str(folder)])
        await run.press("enter")
        await run.until(lambda: len(run.app.screen_stack) == 2)
        await run.press("Y", "c")
        await run.until(lambda: run.copied == [str(folder)] * 2)


async def test_a_refresh_reads_the_cache_again(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path, first="alice/tiny-chat") as run:
        await run.until(lambda: run.highlighted == "alice/tiny-chat")
        await run.settle()
        assert "↓" not in run.lines[3].partition("│")[0]
        await run.press("Y")
        await run.sees("A letter copies")
        assert "folder on this machine" not in run.screen
        await run.press("escape")
        cached(tmp_path, "models--alice--tiny-chat")
        await run.press("r")
        await run.until(lambda: "↓" in run.lines[3].partition("│")[0])


async def test_bookmarked_and_cached_stand_side_by_side(hub: LoopbackHub, tmp_path: Path) -> None:
    cached(tmp_path, "models--alice--tiny-chat")
    async with journey(hub, home=tmp_path, first="alice/tiny-chat") as run:
        await run.until(lambda: run.highlighted == "alice/tiny-chat")
        await run.press("b")
        await run.until(lambda: "★↓" in run.lines[3])


async def test_nothing_in_the_cache_is_changed(hub: LoopbackHub, tmp_path: Path) -> None:
    folder = cached(tmp_path, "models--alice--tiny-chat")
    before = sorted((path, path.stat().st_mtime_ns) for path in folder.parent.rglob("*"))
    async with journey(hub, home=tmp_path, first="alice/tiny-chat") as run:
        await run.previews("on this machine · 1.5 MB")
        await run.press("r")
        await run.settle()
    assert sorted((path, path.stat().st_mtime_ns) for path in folder.parent.rglob("*")) == before
