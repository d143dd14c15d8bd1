"""Tests of hubtui.local.state."""

from __future__ import annotations

import stat
import sys
import threading
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubtui.local import files
from hubtui.local.files import alone
from hubtui.local.state import State
from hubtui.text import is_plain

if TYPE_CHECKING:
    from pathlib import Path

    from hubtui.core.keeping import KeptState

VIEW: dict[str, Any] = {
    "url": "https://hf.co/models",
    "without": ["a", "!\x1b[2J"],
    "carded": True,
    "updated_within": 3,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "state.toml"


def saved(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def test_it_is_what_the_program_asks_for(path: Path) -> None:
    state: KeptState = State.load(path)
    assert (state.notice, dict(state.views), state.searches, state.last("pane")) == ("", {}, (), "")
    assert not path.parent.exists()


def test_everything_is_there_again(path: Path) -> None:
    state = State.load(path)
    assert state.save_view("small chat", VIEW) is None
    assert state.save_view('odd "name" 日本', {"url": "x"}) is None
    assert state.change_searches(lambda texts: ("new", *texts)) is None
    assert state.remember("pane", "spaces") is None
    assert state.remember("sort.models", "likes") is None
    for found in (state, State.load(path)):
        assert found.notice == ""
        assert dict(found.views) == {"small chat": VIEW, 'odd "name" 日本': {"url": "x"}}
        assert found.searches == ("new",)
        assert (found.last("pane"), found.last("sort.models"), found.last("x")) == ("spaces", "likes", "")
    assert saved(path)["version"] == 1


def test_views_keep_their_places(path: Path) -> None:
    state = State.load(path)
    for name in ("a", "b", "c"):
        state.save_view(name, {"url": name})
    assert state.rename_view("b", "z") is None
    assert state.save_view("a", {"url": "changed"}) is None
    assert state.delete_view("c") is None
    assert state.delete_view("never there") is None
    assert {name: view["url"] for name, view in State.load(path).views.items()} == {"a": "changed", "z": "b"}
    assert list(state.views) == ["a", "z"]


def test_a_name_that_is_taken_or_gone_is_refused(path: Path) -> None:
    state = State.load(path)
    state.save_view("a", {"url": "1"})
    state.save_view("b", {"url": "2"})
    assert state.rename_view("a", "b") == "There is a view called b already"
    assert state.rename_view("x", "y") == "There is no view called x any more"
    assert [view["url"] for view in State.load(path).views.values()] == ["1", "2"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_user_may_read_it(path: Path) -> None:
    State.load(path).remember("pane", "models")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()} == {0o600}


def test_two_programs_do_not_lose_each_other_s_views(path: Path) -> None:
    one, other = State.load(path), State.load(path)
    one.save_view("mine", VIEW)
    other.save_view("yours", VIEW)
    one.change_searches(lambda texts: ("a", *texts))
    other.change_searches(lambda texts: ("b", *texts))
    one.remember("pane", "models")
    assert list(State.load(path).views) == ["mine", "yours"]
    assert list(one.views) == ["mine", "yours"]
    assert one.searches == ("b", "a")


def test_many_changes_at_once_are_all_made(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 60.0)
    states = [State.load(path) for _ in range(3)]

    def work(number: int) -> None:
        for round_number in range(8):
            assert states[number % 3].save_view(f"{number}-{round_number}", VIEW) is None

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(State.load(path).views) == 48


DAMAGED = [
    b"version = ", b"\xff\xfe", b"", b"views = 3\nversion = 1", b"version = 1\n[views]\na = 3",
    b"version = 1\n[views.a]\nurl = 1.5", b"version = 1\nsearches = [1]", b"version = 1\n[last]\npane = 3",
    b"version = 1\nbookmarks = 3", b"version = 1\n[bookmarks.a]\nnote = 1.5", b"version = 1\nrecent = [1]",
    b'version = "1"', b"version = 1\n[views.a]\nx = [1]", b"version = 1\n[[last]]\na = 'b'",
]  # fmt: skip


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_file_is_set_aside_with_a_notice(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    state = State.load(path)
    assert state.notice == "state.toml could not be read; it was set aside as state.toml.damaged-1"
    assert path.with_name("state.toml.damaged-1").read_bytes() == content
    assert dict(state.views) == {}
    assert state.save_view("new", VIEW) is None
    assert State.load(path).notice == ""


def test_a_file_that_is_damaged_meanwhile_is_set_aside_and_what_is_known_stays(path: Path) -> None:
    state = State.load(path)
    state.save_view("a", VIEW)
    path.write_bytes(b"[[[")
    assert (
        state.save_view("b", VIEW) == "state.toml could not be read; it was set aside as state.toml.damaged-1"
    )
    assert list(State.load(path).views) == ["a", "b"]
    assert path.with_name("state.toml.damaged-1").read_bytes() == b"[[["


def test_a_file_that_is_gone_meanwhile_is_begun_anew(path: Path) -> None:
    state = State.load(path)
    state.save_view("a", VIEW)
    path.unlink()
    state.save_view("b", VIEW)
    assert list(State.load(path).views) == ["b"]


NEWER = b'version = 2\nviews = "of another form"\n'


def test_a_newer_file_is_set_aside_with_a_notice(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(NEWER)
    state = State.load(path)
    assert state.notice == "state.toml is of a newer hubtui; it was set aside as state.toml.newer-1"
    assert path.with_name("state.toml.newer-1").read_bytes() == NEWER


def test_a_file_that_a_newer_program_writes_meanwhile_is_left_alone(path: Path) -> None:
    state = State.load(path)
    state.save_view("a", VIEW)
    path.write_bytes(NEWER)
    assert state.save_view("b", VIEW) == "state.toml is of a newer hubtui, and is left as it is"
    assert path.read_bytes() == NEWER
    assert list(state.views) == ["a", "b"]


def test_parts_that_are_not_known_are_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("version = 1\n[marks]\nmodels = ['a/b']\n")
    State.load(path).save_view("a", VIEW)
    assert saved(path)["marks"] == {"models": ["a/b"]}


def test_a_file_of_before_there_were_bookmarks_is_read_and_goes_on(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("version = 1\nsearches = ['x']\n[views.a]\nurl = 'u'\n")
    state = State.load(path)
    assert (dict(state.bookmarks), state.recent, state.notice) == ({}, (), "")
    assert state.save_bookmark("a/b", {"when": 1}) is None
    assert (list(State.load(path).views), State.load(path).searches) == (["a"], ("x",))
    assert dict(State.load(path).bookmarks) == {"a/b": {"when": 1}}


def test_bookmarks_keep_their_places(path: Path) -> None:
    state = State.load(path)
    for key in ("a/b", "datasets/a/b", "spaces/x/y"):
        assert state.save_bookmark(key, {"when": 1, "note": key}) is None
    assert state.rename_bookmark("datasets/a/b", "datasets/c/d") is None
    assert state.rename_bookmark("gone/x", "new/x") is None
    assert state.save_bookmark("a/b", {"when": 1}) is None
    assert state.delete_bookmark("spaces/x/y") is None
    assert state.delete_bookmark("spaces/x/y") is None
    found = {key: dict(values) for key, values in State.load(path).bookmarks.items()}
    assert found == {"a/b": {"when": 1}, "datasets/c/d": {"when": 1, "note": "datasets/a/b"}}
    assert list(found) == ["a/b", "datasets/c/d"]


def test_a_bookmark_renamed_to_one_that_there_is_gives_way_to_it(path: Path) -> None:
    state = State.load(path)
    state.save_bookmark("a/old", {"note": "old"})
    state.save_bookmark("a/new", {"note": "new"})
    state.rename_bookmark("a/old", "a/new")
    assert dict(State.load(path).bookmarks) == {"a/new": {"note": "new"}}


def test_two_programs_do_not_lose_each_other_s_bookmarks(path: Path) -> None:
    one, other = State.load(path), State.load(path)
    one.save_bookmark("mine/x", {"when": 1})
    other.save_bookmark("yours/x", {"when": 2})
    one.save_bookmark("third/x", {"when": 3})
    other.delete_bookmark("mine/x")
    one.change_recent(lambda keys: ("a/b", *keys))
    other.change_recent(lambda keys: ("c/d", *keys))
    assert list(State.load(path).bookmarks) == ["yours/x", "third/x"]
    assert State.load(path).recent == ("c/d", "a/b")
    assert list(one.bookmarks) == ["yours/x", "third/x"]


def test_a_bookmark_made_while_the_disk_is_full_is_written_with_the_next_change(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = State.load(path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("hubtui.local.state.write_whole", full)
        assert state.save_bookmark("a/b", {}) == "state.toml cannot be written: No space left on device"
    assert list(state.bookmarks) == ["a/b"]
    assert not path.exists()
    state.remember("pane", "models")
    assert list(State.load(path).bookmarks) == ["a/b"]


def test_what_cannot_be_written_holds_until_the_end_and_says_why(path: Path) -> None:
    path.parent.parent.joinpath("state").write_text("no folder")
    state = State.load(path)
    reason = state.save_view("a", VIEW)
    assert reason is not None
    assert reason.startswith("state.toml cannot be written: ")
    assert list(state.views) == ["a"]
    assert state.rename_view("x", "y") == "There is no view called x any more"


def test_changes_that_could_not_be_written_add_up_and_are_written_with_the_next(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, other = State.load(path), State.load(path)
    state.save_view("a", VIEW)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("hubtui.local.state.write_whole", full)
        for reason in (
            state.save_view("b", VIEW),
            state.rename_view("a", "c"),
            state.change_searches(lambda texts: ("x", *texts)),
            state.change_searches(lambda texts: ("y", *texts)),
        ):
            assert reason == "state.toml cannot be written: No space left on device"
        assert state.rename_view("a", "d") == "There is no view called a any more"
        assert (list(state.views), state.searches) == (["c", "b"], ("y", "x"))
    other.save_view("z", VIEW)
    assert state.remember("pane", "models") is None
    assert list(saved(path)["views"]) == ["c", "z", "b"]
    assert saved(path)["searches"] == ["y", "x"]
    assert state.delete_view("b") is None
    assert list(saved(path)["views"]) == ["c", "z"]


def test_a_program_that_does_not_let_go_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = State.load(path)
    state.save_view("a", VIEW)
    monkeypatch.setattr(files, "PATIENCE", 0.0)
    with alone(path.with_name("state.toml.lock")):
        assert state.save_view("b", VIEW) == "state.toml cannot be written: another hubtui is busy with it"
        assert State.load(path).notice == "state.toml cannot be read: another hubtui is busy with it"
    assert list(State.load(path).views) == ["a"]


# Each example writes to the disk, which takes as long as it takes.
@settings(deadline=None, max_examples=40)
@given(st.text(max_size=10), st.text(max_size=10), st.lists(st.text(max_size=5), max_size=2))
def test_any_text_is_kept(name: str, text: str, more: list[str]) -> None:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "state.toml"
        state = State.load(path)
        assert state.save_view(name, {"url": text, "without": more}) is None
        assert dict(State.load(path).views) == {name: {"url": text, "without": more}}


def test_a_lone_surrogate_does_no_harm(path: Path) -> None:
    state = State.load(path)
    assert state.save_view("a\udcff", {"url": "\ud800"}) is None
    assert state.notice == State.load(path).notice == ""
    assert dict(State.load(path).views) == {"a?": {"url": "?"}}


def test_notices_are_one_clean_line(tmp_path: Path) -> None:
    path = tmp_path / "state.toml"
    path.mkdir()
    assert is_plain(State.load(path).notice)
    assert State.load(path).notice.startswith("state.toml cannot be read: ")
