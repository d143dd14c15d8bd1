"""Other keys for commands: how they are written, and which cannot be."""

from __future__ import annotations

import string
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from textual.keys import _character_to_key

from hubtui.commands import CURSOR_COMMANDS, show_key
from hubtui.commands.every import EVERY, TOGETHER
from hubtui.commands.keymap import check, key_name, writes

if TYPE_CHECKING:
    from hubtui.commands import Command


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("/", "slash"), ("?", "question_mark"), ("-", "minus"), ("+", "plus"), (",", "comma"), (" ", "space"),
        ("G", "G"), ("shift+g", "G"), ("ctrl+D", "ctrl+d"), ("Ctrl+d", "ctrl+d"), ("shift+ctrl+up", "ctrl+shift+up"),
        ("PgUp", "pageup"), ("Home", "home"), ("Esc", "escape"), ("F5", "f5"), ("slash", "slash"),
        ("ctrl++", "ctrl+plus"), ("ctrl+/", "ctrl+slash"), ("alt+g", "alt+g"), ("alt+G", "alt+shift+g"), ("ü", "ü"),
        ("§", "section_sign"),
    ],
)  # fmt: skip
def test_keys_are_read_as_people_write_them(written: str, name: str) -> None:
    assert key_name(written) == name


@pytest.mark.parametrize("written", ["", "flurp", "ctrl+", "hyper+x", "jk", "f99", "\x1b", "a,b", "+a"])
def test_what_is_no_key_is_none(written: str) -> None:
    assert key_name(written) is None


@pytest.mark.parametrize("character", string.punctuation + string.ascii_letters + string.digits)
def test_what_is_typed_has_the_name_that_textual_gives_it(character: str) -> None:
    name = key_name(character)
    assert name == _character_to_key(character)
    assert name is not None
    assert writes(name)
    assert show_key(name) == character


@pytest.mark.parametrize("command", EVERY, ids=lambda command: command.id)
def test_the_keys_that_the_help_shows_are_read(command: Command) -> None:
    assert tuple(key_name(show_key(key)) for key in command.keys) == command.keys


def test_the_keys_that_commands_have_anyway_change_nothing() -> None:
    assert check({command.id: tuple(map(show_key, command.keys)) for command in EVERY}) == ({}, [])


def test_every_command_is_somewhere_together_with_others() -> None:
    assert {command.id for commands in TOGETHER.values() for command in commands} == {
        command.id for command in EVERY
    }


def test_every_command_can_have_another_key() -> None:
    for command in EVERY:
        assert check({command.id: ("f12",)}) == ({command.id: ("f12",)}, []), command.id


def test_the_palette_s_key_can_be_another_s() -> None:
    wanted = {"cursor.up": ("k", "ctrl+p"), "cursor.down": ("j", "ctrl+n"), "palette": ("colon",)}
    assert check(wanted) == (wanted, [])


def test_two_commands_may_exchange_their_keys() -> None:
    wanted = {"copy.id": ("Y",), "copy.menu": ("y",), "detail.copy": ("Y",)}
    assert check(wanted) == (wanted, [])


def test_keys_of_different_places_do_not_clash() -> None:
    assert check({"repo.create": ("t",), "rows.read": ("w",), "search.older": ("ctrl+t",)})[1] == []


def test_what_goes_back_where_there_is_nothing_to_close_may_keep_that() -> None:
    both = dict.fromkeys(("back", "files.close", "fold.close", "rows.left"), ("escape", "ctrl+g"))
    assert check(both) == (both, [])


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"repo.open": ("y",)}, ["repo.open: y is the key of copy.id too, in the list"]),
        ({"detail.card": ("o",)}, ["detail.card: o is the key of repo.browse too, in the detail view"]),
        ({"card.follow": ("n",)}, ["card.follow: n is the key of detail.next too, in a card"]),
        ({"files.sort": ("t",)}, ["files.sort: t is the key of data.columns too, in the detail view"]),
        (
            {"search.older": ("down",)},
            ["search.older: down is the key of search.newer too, while the search is edited"],
        ),
        ({"tags.leave": ("right",)}, ["tags.leave: right is the key of tags.next_group too, in the tag sidebar"]),
        ({"repo.opn": ("e",)}, ["there is no command repo.opn; is repo.open meant?"]),
        ({"qqqq": ("e",)}, ["there is no command qqqq"]),
        ({"help": ("flurp",)}, ['help: there is no key "flurp"']),
        ({"refresh": ("ctrl+q",)}, ["refresh: ctrl+q is taken: it quits everywhere"]),
        ({"refresh": ("ctrl+c",)}, ["refresh: ctrl+c is taken: it copies what is selected everywhere"]),
        ({"refresh": ("ctrl+i",)}, ["refresh: most terminals send tab for ctrl+i"]),
        ({"back": ("q", "Ctrl+[")}, ["back: most terminals send escape for ctrl+["]),
        ({"search.done": ("x",)}, ["search.done: x is text there"]),
        ({"tags.leave": ("escape", "+")}, ["tags.leave: + is text there"]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_with_both_commands(
    wanted: dict[str, tuple[str, ...]], found: list[str]
) -> None:
    assert [what for _, what in check(wanted)[1]] == found


def test_two_commands_of_the_list_never_share_a_key() -> None:
    for one, other in combinations(TOGETHER["in the list"], 2):
        _, found = check({one.id: ("f12",), other.id: ("f12",)})
        assert found, (one.id, other.id)
        assert all(one.id in what and other.id in what for _, what in found)


def test_a_cursor_key_is_refused_once_however_many_lists_there_are() -> None:
    assert CURSOR_COMMANDS[0].id == "cursor.down"
    _, found = check({"cursor.down": ("y",)})
    assert [what.rpartition(" too")[0] for _, what in found] == [
        "cursor.down: y is the key of copy.id",
        "cursor.down: y is the key of detail.copy",
    ]
