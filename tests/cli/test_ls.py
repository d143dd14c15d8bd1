"""``hubtui ls``: what is kept, for scripts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hubtui.cli import main
from hubtui.local.paths import find_folders
from hubtui.local.state import State

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give a machine of its own."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


def keep() -> None:
    state = State.load(find_folders().state_file)
    state.save_bookmark("org/model", {"when": 1_700_000_000, "note": "to try\x1b[2J"})
    state.save_bookmark("datasets/org/set", {"when": 0})
    state.save_bookmark("a/b/c", {"when": 1})
    state.save_bookmark("spaces/org/app\x1b", {"when": 1})
    state.save_bookmark("spaces/org/app", {"when": 1})


def test_lines_are_ids_as_the_command_line_opens_them(capsys: pytest.CaptureFixture[str]) -> None:
    keep()
    assert main.main(["ls", "bookmarks"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == ["spaces/org/app", "datasets/org/set", "org/model"]
    assert said.err == ""


def test_json_tells_notes_and_times_too(capsys: pytest.CaptureFixture[str]) -> None:
    keep()
    assert main.main(["ls", "bookmarks", "--json"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert json.loads(out)[1:] == [
        {"kind": "dataset", "id": "org/set", "note": "", "bookmarked": None},
        {"kind": "model", "id": "org/model", "note": "to try[2J", "bookmarked": "2023-11-14T22:13:20+00:00"},
    ]


@pytest.mark.parametrize(("words", "out"), [(["bookmarks"], ""), (["bookmarks", "--json"], "[]\n")])
def test_without_bookmarks_there_is_nothing_to_list(
    capsys: pytest.CaptureFixture[str], words: list[str], out: str
) -> None:
    assert main.main(["ls", *words]) == 0
    assert capsys.readouterr() == (out, "")
    assert not find_folders().state.exists()


@pytest.mark.parametrize("words", [[], ["nonsense"], ["bookmarks", "more"], ["bookmarks", "--nonsense"]])
def test_wrong_words_are_told_in_one_line(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main.main(["ls", *words])
    assert caught.value.code == main.USAGE
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)


def test_a_damaged_file_is_told_beside_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    path = find_folders().state_file
    path.parent.mkdir(parents=True)
    path.write_text("[[[")
    assert main.main(["ls", "bookmarks"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "hubtui: state.toml could not be read; it was set aside as state.toml.damaged-1\n"


def test_a_reader_that_goes_away_early_is_no_traceback() -> None:
    keep()
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "hubtui", "ls", "bookmarks"],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_it_needs_no_terminal_and_no_screen() -> None:
    code = (
        "import sys; from hubtui.cli.main import main; main(['ls', 'bookmarks'])\n"
        "print(sorted({'textual', 'rich', 'httpx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
