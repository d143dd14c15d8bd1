"""Every verb is described once, and everything that names a key agrees with it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from hubtui.commands import (
    BY_ID,
    COMMANDS,
    CURSOR_COMMANDS,
    EDIT_COMMANDS,
    FOOTER,
    TAG_COMMANDS,
    Facts,
    Place,
    show_key,
)
from hubtui.commands.detail import CARD_COMMANDS, DETAIL_BY_ID, DETAIL_COMMANDS, TAB_KEYS
from hubtui.commands.every import EVERY
from hubtui.commands.files import OPEN_FILE, TREE_COMMANDS
from hubtui.screens.bookmarking import Bookmarking
from hubtui.screens.browse import BrowseScreen
from hubtui.screens.copying import Copying
from hubtui.screens.detail.card import CardPart
from hubtui.screens.detail.changing import Changing
from hubtui.screens.detail.data import DataPart
from hubtui.screens.detail.facts import FactsPart
from hubtui.screens.detail.files import FilesPart
from hubtui.screens.detail.raw import RawPart
from hubtui.screens.detail.revising import Revising
from hubtui.screens.detail.screen import DetailScreen
from hubtui.screens.detail.taking import Taking
from hubtui.screens.finding import Finding
from hubtui.screens.help import KEY_WIDTH, help_text
from hubtui.screens.managing import Managing
from hubtui.screens.marking import Marking
from hubtui.screens.previewing import Previewing
from hubtui.screens.tagging import Tagging
from hubtui.screens.turning import Turning
from hubtui.screens.viewing import Viewing
from hubtui.screens.visiting import Visiting
from hubtui.widgets.line_list import LineList
from tests.readme import key_table, parts
from tests.support.journey import journey

if TYPE_CHECKING:
    from hubtui.commands import Command
    from tests.support.loopback import LoopbackHub

LISTED = [command for command in COMMANDS if command not in (*EDIT_COMMANDS, *TAG_COMMANDS)]
"""What works while a list has the keys."""
DOERS = (
    Bookmarking, BrowseScreen, Copying, Finding, Managing, Marking, Previewing, Tagging, Turning, Viewing, Visiting,
)  # fmt: skip
DETAIL_DOERS = (CardPart, Changing, DetailScreen, DataPart, FactsPart, FilesPart, RawPart, Revising, Taking)


def test_ids_and_keys_belong_to_one_command_each() -> None:
    assert len(BY_ID) == len(COMMANDS)
    assert len(DETAIL_BY_ID) == len(DETAIL_COMMANDS)
    everywhere = [command for command in DETAIL_COMMANDS if command not in TAB_KEYS]
    card, files = (*CURSOR_COMMANDS, *CARD_COMMANDS), (*CURSOR_COMMANDS, OPEN_FILE, *TREE_COMMANDS)
    for group in (LISTED, EDIT_COMMANDS, TAG_COMMANDS, everywhere, card, files):
        keys = Counter(key for command in group for key in command.keys)
        assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_somebody_does_what_a_command_says(command: Command) -> None:
    if command in CURSOR_COMMANDS:
        assert callable(getattr(LineList, f"action_{command.action}"))
    else:
        assert sum(hasattr(doer, f"do_{command.action}") for doer in DOERS) == 1


@pytest.mark.parametrize("command", DETAIL_COMMANDS, ids=lambda command: command.id)
def test_the_detail_view_or_a_tab_does_what_a_command_says(command: Command) -> None:
    if command not in CURSOR_COMMANDS:
        assert any(hasattr(doer, f"do_{command.action}") for doer in DETAIL_DOERS)


@pytest.mark.parametrize("command", EVERY, ids=lambda command: command.id)
def test_words_are_calm_and_short(command: Command) -> None:
    assert command.help[0].isupper()
    assert not command.help.endswith((".", "!"))
    assert 0 < len(command.label) <= 20
    assert len(command.help) <= 75
    assert command.where


@pytest.mark.parametrize("command", EVERY, ids=lambda command: command.id)
def test_a_reason_is_a_sentence_without_a_full_stop(command: Command) -> None:
    for facts in (Facts(), Facts(sortable=False), Facts(highlighted=True, usable=False), Facts(editing=True)):
        reason = command.why_not(facts)
        if reason is not None:
            assert reason[0].isupper()
            assert reason[-1].isalnum()


async def test_every_key_is_bound_to_its_command(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        bound = run.app.screen.active_bindings
        for command in LISTED:
            for key in command.keys:
                if key != "ctrl+q":  # which is the app's own, everywhere
                    assert bound[key].binding.id == command.id, key
        await run.press("slash")
        bound = run.app.screen.active_bindings
        for command in EDIT_COMMANDS:
            for key in command.keys:
                assert bound[key].binding.id == command.id, key


async def test_the_footer_shows_its_commands_in_their_order(hub: LoopbackHub) -> None:
    async with journey(hub, size=(200, 30)) as run:
        await run.sees("100 loaded")
        shown = " ".join(f" {show_key(command.keys[0])} {command.label}" for command in FOOTER)
        assert run.footer.rstrip() == shown


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_the_footer_keeps_help_and_quit_where_there_is_little_room(
    hub: LoopbackHub, width: int
) -> None:
    async with journey(hub, size=(width, 20)) as run:
        await run.sees("100 loaded")
        assert run.footer.startswith(" enter open  y copy id  / search ")
        assert run.footer.rstrip().endswith(" ? help  q quit")
        await run.click("? help")
        await run.sees("escape closes")


@pytest.mark.parametrize("place", Place)
def test_the_help_shows_every_key_under_its_place(place: Place) -> None:
    words = help_text(200).plain
    section = words.partition(f"{place.value}\n")[2].partition("\n\n")[0]
    for command in EVERY:
        shown = any(command.help in line and command.key_label in line for line in section.split("\n"))
        assert shown == (place in command.where), command.id


@pytest.mark.parametrize("width", [52, 76])
def test_the_help_breaks_its_words_beside_the_keys(width: int) -> None:
    lines = help_text(width).plain.split("\n")
    assert max(len(line) for line in lines) <= width
    for line in lines:
        assert line == "" or line[0] != " " or line[:KEY_WIDTH].endswith("  ")


def test_the_readme_shows_every_key() -> None:
    assert parts()[1] == key_table(), "python -m tests.readme writes the table anew"


def test_keys_are_shown_as_people_write_them() -> None:
    assert [show_key(key) for key in ("slash", "question_mark", "G", "upper_g", "ctrl+d", "pageup")] == [
        "/", "?", "G", "G", "ctrl+d", "PgUp",
    ]  # fmt: skip
