"""The program as its user has set it: other keys, read-only, the clipboard, the theme, the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubtui.cli.config import load
from hubtui.local.settings import Settings
from hubtui.screens.palette import Palette
from tests.support.journey import journey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.loopback import LoopbackHub


def written(folder: Path, text: str) -> Settings:
    path = folder / "config.toml"
    path.write_text(text)
    return load(path)


KEYS = """
[keys]
cursor.down = ["e", "ctrl+n"]
cursor.up = "i"
copy.id = "Z"
search.edit = ["ctrl+f", "/"]
search.restore = "ctrl+g"
tags.pick = "ctrl+t"
tags.leave = ["escape", "ctrl+g"]
pane.datasets = "D"
help = "f1"
back = ["escape", "b"]
bookmark.toggle = "f2"
detail.card = "f6"
detail.copy = "Z"
"""


async def test_other_keys_do_what_the_old_ones_did(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, settings=written(tmp_path, KEYS)) as run:
        await run.sees("100 loaded")
        first, second, third = run.ids[:3]
        await run.press("e", "ctrl+n")
        assert run.highlighted == third
        await run.press("i")
        assert run.highlighted == second
        await run.press("j", "down", "y", "k")
        assert (run.highlighted, run.toasts) == (second, [])
        await run.press("i", "Z")
        await run.says(first)
        await run.press("D")
        await run.sees("DATASET")


async def test_other_keys_work_where_the_search_is_edited(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, settings=written(tmp_path, KEYS)) as run:
        await run.sees("100 loaded")
        await run.press("ctrl+f", *"Cie")
        assert "/ Cie" in run.question
        assert "ctrl+g restore the search" in run.footer
        await run.press("ctrl+g")
        await run.sees("100 loaded")
        assert "Cie" not in run.question


async def test_other_keys_work_in_the_sidebar(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, settings=written(tmp_path, KEYS)) as run:
        await run.sees("100 loaded")
        await run.press("f")
        await run.sees("text-generation")
        assert "ctrl+t pick" in run.footer
        await run.press(*"translation", "enter")
        assert run.pane.question.is_clear
        await run.press("ctrl+t")
        await run.until(lambda: not run.pane.question.is_clear)
        await run.press("ctrl+g")
        assert "ctrl+f search" in run.footer


async def test_other_keys_work_in_the_detail_view(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, settings=written(tmp_path, KEYS)) as run:
        await run.sees("100 loaded")
        await run.press("enter")
        await run.until(lambda: run.app.screen is run.detail)
        assert " f6 Card " in run.screen
        assert "Z copy" in run.footer
        await run.press("2")
        assert run.detail.front.TITLE == "Facts"
        await run.press("1")
        assert run.detail.front.TITLE == "Facts"
        await run.press("f6")
        assert run.detail.front.TITLE == "Card"
        await run.press("b")
        await run.until(lambda: run.app.screen is run.browse)


async def test_the_palette_is_behind_its_key_wherever_keys_are_text(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        for before in ("slash", "f"):
            await run.press(before, "ctrl+p")
            await run.until(lambda: isinstance(run.app.screen, Palette))
            await run.press("escape", "escape")
            await run.until(lambda: run.app.screen is run.browse)


async def test_the_palette_s_key_can_move_the_cursor(hub: LoopbackHub, tmp_path: Path) -> None:
    settings = written(tmp_path, "[keys]\ncursor.up = 'ctrl+p'\ncursor.down = 'ctrl+n'\npalette = ':'\n")
    async with journey(hub, settings=settings) as run:
        await run.sees("100 loaded")
        first, second = run.ids[:2]
        await run.press("ctrl+n")
        assert run.highlighted == second
        await run.press("ctrl+p")
        assert (run.highlighted, run.app.screen) == (first, run.browse)
        await run.press("colon")
        await run.until(lambda: isinstance(run.app.screen, Palette))


async def test_footer_title_help_and_palette_show_the_other_keys(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, size=(200, 100), settings=written(tmp_path, KEYS)) as run:
        await run.sees("100 loaded")
        assert "Z copy id  ctrl+f search" in run.footer
        assert "f1 help" in run.footer
        assert " 1 Models  D Datasets  3 Spaces" in run.title
        await run.press("f1")
        await run.sees("escape closes")
        assert "  e, ctrl+n " in run.screen
        assert "  j, down " not in run.screen
        await run.press("f1")
        await run.loses("escape closes")
        await run.press("colon", *"copy the id")
        await run.sees("Copy the id; of all marked repos, one a line  Z")


async def test_read_only_greys_what_changes_and_says_why(hub: LoopbackHub, tmp_path: Path) -> None:
    settings = written(tmp_path, "read_only = true")
    async with journey(hub, token=hub.write_token, settings=settings) as run:
        await run.sees("100 loaded")
        await run.until(lambda: run.browse.account is not None)
        assert run.browse.facts.read_only == "config.toml says read_only"
        for key in "ndmv":
            await run.press(key)
            await run.says("config.toml says read_only")
            assert run.app.screen is run.browse
    assert all(request.method == "GET" for request in hub.requests)


async def test_the_clipboard_is_the_one_that_was_chosen(
    hub: LoopbackHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMUX", "/none,1,0")
    async with journey(hub, home=tmp_path, settings=Settings(clipboard="file")) as run:
        await run.sees("100 loaded")
        await run.press("y")
        await run.says(f"Wrote {run.highlighted} to ")
        assert run.copied == []
        assert (tmp_path / "state" / "copied.txt").read_text() == f"{run.highlighted}\n"


async def test_the_theme_is_the_one_that_was_chosen(hub: LoopbackHub) -> None:
    async with journey(hub, settings=Settings(theme="solarized-light")) as run:
        await run.sees("100 loaded")
        assert run.app.theme == "solarized-light"
        assert not run.app.current_theme.dark


@pytest.mark.parametrize(
    ("settings", "width", "shown"),
    [
        (Settings(), 140, True),
        (Settings(), 100, False),
        (Settings(preview="hidden"), 140, False),
        (Settings(preview="shown"), 100, True),
    ],
)
async def test_the_preview_is_there_as_it_was_chosen_until_its_key_is_pressed(
    hub: LoopbackHub, settings: Settings, width: int, shown: bool
) -> None:
    async with journey(hub, size=(width, 30), settings=settings) as run:
        await run.sees("100 loaded")
        assert run.browse.preview_shown is shown
        await run.press("p")
        assert run.browse.preview_shown is not shown
