"""The user's file: what it may say, and what is told of everything that is wrong in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.local.clipboard import Choice
from hubtui.local.config import SETTINGS, Problem, lines_of, parse, read
from hubtui.local.settings import DEFAULTS, Settings, is_missing

if TYPE_CHECKING:
    from pathlib import Path


def problems(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.text) for problem in parse(text.encode()).problems]


def test_an_empty_file_says_nothing() -> None:
    assert parse(b"").settings == DEFAULTS
    assert parse(b"\xef\xbb\xbf# a comment\n").settings == DEFAULTS


def test_every_setting_is_read() -> None:
    text = """
    read_only = true
    clipboard = "osc52"
    theme = "nord"
    preview = "hidden"
    [keys]
    repo.open = "e"
    "copy.id" = ["c", "ctrl+y"]
    """
    assert parse(text.encode()) == (
        Settings(True, "osc52", "nord", "hidden", {"repo.open": ("e",), "copy.id": ("c", "ctrl+y")}),
        (),
        {"read_only": 2, "clipboard": 3, "theme": 4, "preview": 5, "keys": 6, "keys.repo.open": 7, "keys.copy.id": 8},
    )  # fmt: skip


def test_the_settings_are_described_once_each() -> None:
    assert {setting.name for setting in SETTINGS} | {"keys"} == set(Settings._fields)
    choices = {setting.name: set(setting.choices) for setting in SETTINGS if setting.choices}
    ways, auto = get_args(Choice)
    assert choices["clipboard"] == {*get_args(ways), *get_args(auto)}
    for setting in SETTINGS:
        assert not setting.choices or setting.default in setting.choices
        assert setting.meaning.endswith(".")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("clipbord = 'tmux'", [(1, "there is no setting clipbord; is clipboard meant?")]),
        ("[kesy]\nback = 'q'", [(1, "there is no setting kesy; is keys meant?")]),
        ("\n\nflurp = 1", [(3, "there is no setting flurp")]),
        ("read_only = 'yes'", [(1, 'read_only wants true or false, not "yes"')]),
        ("read_only = 1", [(1, "read_only wants true or false, not 1")]),
        (
            "clipboard = 'x11'",
            [(1, 'clipboard wants one of auto, native, tmux, osc52, file, not "x11"')],
        ),
        ("clipboard = true", [(1, "clipboard wants one of auto, native, tmux, osc52, file, not true")]),
        ("preview = ['shown']", [(1, "preview wants one of auto, shown, hidden, not a list")]),
        ("theme = 2020-01-01", [(1, "theme wants a text in quotes, not 2020-01-01")]),
        ("[theme]\nname = 'nord'", [(1, "theme wants a text in quotes, not a table")]),
        ("keys = 'vim'", [(1, "keys wants a table: [keys]")]),
        ("[keys]\nback = 1", [(2, 'back wants a key in quotes, or a list such as ["j", "down"]')]),
        ("[keys]\nback = []", [(2, 'back wants a key in quotes, or a list such as ["j", "down"]')]),
        ("[keys]\nback = ['q', 1]", [(2, 'back wants a key in quotes, or a list such as ["j", "down"]')]),
        ("a = 1\nb =", [(2, "this is not TOML: Invalid value")]),
        ("a = 1\na = 1", [(2, "this is not TOML: Cannot overwrite a value")]),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, found: list[tuple[int, str]]) -> None:
    assert problems(text) == found


def test_everything_that_is_wrong_is_told_and_the_rest_is_read() -> None:
    config = parse(b"theme = 1\nread_only = true\npreview = 2\n[keys]\nback = 3\nhelp = 'f1'\n")
    assert [problem.line for problem in config.problems] == [1, 3, 5]
    assert config.settings == Settings(read_only=True, keys={"help": ("f1",)})


def test_what_is_no_text_is_told_with_its_line() -> None:
    assert parse(b"theme = 'nord'\n# \xff\n").problems == (Problem(2, "this is not UTF-8"),)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a = " + "[" * 5000, "this is nested too deeply"),
        (f"a = {'1' * 5000}", "this is not TOML: Exceeds the limit"),
    ],
    ids=["nested", "long"],
)
def test_what_is_too_much_to_read_is_told(text: str, what: str) -> None:
    ((_, found),) = problems(text)
    assert found.startswith(what)


def test_hostile_words_reach_no_terminal() -> None:
    found = problems('"a\\u001b[2J" = 1\ntheme = ["\\u001b"]\nclipboard = "\\u001b]0;x\\u0007"')
    assert len(found) == 3
    assert all(what.isprintable() for _, what in found)


def test_a_long_value_is_told_in_short() -> None:
    ((_, what),) = problems(f"clipboard = '{'x' * 5000}'")
    assert len(what) < 120


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode(errors="replace")))
def test_no_file_is_too_odd(content: bytes) -> None:
    for problem in parse(content).problems:
        assert problem.text.isprintable()
        assert problem.line <= content.count(b"\n") + 1


def test_lines_are_found_behind_tables_quotes_and_blanks() -> None:
    text = "a=1\n'b' = 2\n [ keys ] # these\n \"repo.open\" = 'x'\n repo . 'browse' = 'y'\n# c = 3\n"
    assert lines_of(text) == {"a": 1, "b": 2, "keys": 3, "keys.repo.open": 4, "keys.repo.browse": 5}


def test_a_file_is_read_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"read_only = true\r\n")
    path.chmod(0o400)
    assert read(path).settings == Settings(read_only=True)
    assert path.read_bytes() == b"read_only = true\r\n"


def test_only_where_there_is_nothing_a_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "dangling").symlink_to(tmp_path / "gone")
    missing = {
        name for name in ("file", "dangling", "none", "file/below", ".") if is_missing(tmp_path / name)
    }
    assert missing == {"none", "file/below"}
