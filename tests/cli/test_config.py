"""``--config`` and ``hubtui config``: the settings are read before any screen, and never written."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from hubtui.app import HubApp
from hubtui.cli import demo, main
from hubtui.cli.config import example, load
from hubtui.cli.start import find_settings
from hubtui.commands.every import EVERY
from hubtui.local.config import SETTINGS
from hubtui.local.paths import find_folders, folders_in
from hubtui.local.settings import DEFAULTS, Settings, WrongSettings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give a machine of its own."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


def write(text: str) -> Path:
    path = find_folders().config_file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def uncommented(text: str) -> str:
    """Return the example as it is once every setting is taken out of its comment."""
    return re.sub("^# ", "", text, flags=re.MULTILINE)


def test_the_example_says_what_holds_anyway() -> None:
    path = write(example())
    assert load(path) == DEFAULTS
    path.write_text(uncommented(example()))
    assert load(path) == DEFAULTS


def test_the_example_shows_every_setting_and_every_command() -> None:
    lines = [line for line in uncommented(example()).split("\n") if line and not line.startswith("#")]
    names = [line.partition(" = ")[0] for line in lines]
    assert sorted(names) == sorted(
        ["[keys]", *(setting.name for setting in SETTINGS), *(command.id for command in EVERY)]
    )


def test_keys_come_by_the_names_that_textual_has_for_them() -> None:
    path = write("theme = 'nord'\n[keys]\nsearch.edit = ['ctrl+F', '/']\nrefresh = 'r'\n")
    assert load(path) == Settings(theme="nord", keys={"search.edit": ("ctrl+f", "slash")})


def test_everything_wrong_is_told_at_once_in_the_order_of_the_file() -> None:
    path = write("read_only = 1\ntheme = 'nordd'\n[keys]\nback = 'y'\nrepo.opn = 'e'\nhelp = 2\n")
    with pytest.raises(WrongSettings) as caught:
        load(path)
    assert caught.value.reasons == (
        f"{path}:1: read_only wants true or false, not 1",
        f"{path}:2: there is no theme nordd; is nord meant?",
        f"{path}:4: back: y is the key of detail.copy too, in the detail view",
        f"{path}:5: there is no command repo.opn; is repo.open meant?",
        f'{path}:6: help wants a key in quotes, or a list such as ["j", "down"]',
    )


def test_an_unknown_theme_is_told_with_those_there_are() -> None:
    with pytest.raises(
        WrongSettings, match=r"there is no theme qqqq; there are ansi-dark, .*, textual-light"
    ):
        load(write("theme = 'qqqq'"))


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert find_settings(None, folders_in(tmp_path)) is DEFAULTS


def test_the_file_of_the_user_s_own_is_found() -> None:
    write("read_only = true")
    assert find_settings(None, find_folders()) == Settings(read_only=True)


def test_a_named_file_comes_first(tmp_path: Path) -> None:
    write("read_only = 'nonsense'")
    other = tmp_path / "other.toml"
    other.write_text("preview = 'hidden'")
    assert find_settings(str(other), find_folders()) == Settings(preview="hidden")


@pytest.mark.parametrize(
    ("name", "why"), [("none.toml", "No such file or directory"), (".", "Is a directory")]
)
def test_a_named_file_must_be_there(tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(WrongSettings) as caught:
        find_settings(str(tmp_path / name), find_folders())
    assert caught.value.reasons == (f"{tmp_path / name} cannot be read: {why}",)


def test_wrong_settings_end_the_program_before_any_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(main, "why_no_screen", lambda: None)
    path = write("clipbord = 'tmux'\nread_only = 2\n")
    assert main.main(["--offline"]) == main.USAGE
    assert capsys.readouterr() == (
        "",
        f"hubtui: {path}:1: there is no setting clipbord; is clipboard meant?\n"
        f"hubtui: {path}:2: read_only wants true or false, not 2\n",
    )
    assert path.read_text() == "clipbord = 'tmux'\nread_only = 2\n"
    assert not find_folders().state.exists()


@pytest.mark.parametrize("named", [False, True])
def test_the_demo_has_the_defaults_unless_a_file_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, named: bool
) -> None:
    apps: list[HubApp] = []
    write("theme = 'nord'")
    other = tmp_path / "other.toml"
    other.write_text("theme = 'dracula'")
    monkeypatch.setattr(main, "why_no_screen", lambda: None)
    monkeypatch.setattr(demo, "start", lambda: SimpleNamespace(stop=lambda: None))
    monkeypatch.setattr(HubApp, "run", lambda app: apps.append(app))
    assert main.main(["--demo", *(["--config", str(other)] if named else [])]) == 0
    gc.enable()
    assert [app.theme for app in apps] == ["dracula" if named else DEFAULTS.theme]


def test_path_says_where_the_file_is_or_would_be(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["config", "path"]) == 0
    assert capsys.readouterr() == (f"{find_folders().config_file}\n", "")


def test_check_says_that_a_file_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    path = write("read_only = true")
    assert main.main(["config", "check"]) == 0
    assert capsys.readouterr() == (f"{path} is fine\n", "")


def test_check_says_that_there_is_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["config", "check"]) == 0
    assert capsys.readouterr() == (f"There is no {find_folders().config_file}; the defaults hold\n", "")


def test_check_says_what_is_wrong_in_another_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("preview = 'off'")
    assert main.main(["config", "check", "--config", str(other)]) == main.USAGE
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f'hubtui: {other}:1: preview wants one of auto, shown, hidden, not "off"\n'


def test_the_example_is_said_and_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["config", "example"]) == 0
    assert capsys.readouterr() == (f"{example()}\n", "")
    assert not find_folders().config.exists()


@pytest.mark.parametrize("words", [[], ["nonsense"], ["path", "more"], ["check", "--config"]])
def test_wrong_words_are_told_in_one_line(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main.main(["config", *words])
    assert caught.value.code == main.USAGE
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)


def test_a_start_without_a_file_imports_nothing_that_reads_one() -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from hubtui.cli.start import find_settings; from hubtui.local.paths import folders_in\n"
        "find_settings(None, folders_in(Path('none')))\n"
        "print(sorted({'tomllib', 'difflib', 'hubtui.local.config', 'hubtui.commands.keymap'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
