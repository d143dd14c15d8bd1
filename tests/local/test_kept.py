"""Tests of hubtui.local.kept."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from hubtui.local import kept as kept_module
from hubtui.local.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hubtui.core.keeping import KeptAnswers

HUB = "https://hub.example"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "answers.sqlite3"


@pytest.fixture
def kept(path: Path) -> Iterator[Kept]:
    opened = Kept(path)
    yield opened
    opened.close()


def test_it_is_what_the_program_asks_for(kept: Kept) -> None:
    answers: KeptAnswers = kept
    answers.put(HUB, "", "tags", b"\x00[]", 7)
    assert answers.get(HUB, "", "tags") == (b"\x00[]", 7)


def test_answers_are_apart_by_hub_account_and_key(kept: Kept) -> None:
    kept.put(HUB, "", "a", b"1", 1)
    kept.put(HUB, "alice", "a", b"2", 2)
    kept.put(HUB, "", "b", b"3", 3)
    kept.put("https://other", "", "a", b"4", 4)
    found = [
        kept.get(*where)
        for where in ((HUB, "", "a"), (HUB, "alice", "a"), (HUB, "", "b"), ("https://other", "", "a"))
    ]
    assert found == [(b"1", 1), (b"2", 2), (b"3", 3), (b"4", 4)]
    assert kept.get(HUB, "bob", "a") is None


def test_a_later_answer_takes_the_place_of_the_earlier(kept: Kept, path: Path) -> None:
    kept.put(HUB, "", "a", b"old", 1)
    kept.put(HUB, "", "a", b"new", 2)
    kept.close()
    again = Kept(path)
    assert again.get(HUB, "", "a") == (b"new", 2)
    again.close()


def test_the_oldest_go_when_there_is_too_much(path: Path) -> None:
    kept = Kept(path, most=100)
    for number in (3, 1, 2):
        kept.put(HUB, "", str(number), b"x" * 40, number)
    assert [kept.get(HUB, "", str(number)) is not None for number in (1, 2, 3)] == [False, True, True]
    kept.put(HUB, "", "huge", b"x" * 101, 9)
    assert kept.get(HUB, "", "huge") is None
    kept.put(HUB, "", "all", b"x" * 100, 9)
    assert [kept.get(HUB, "", name) is not None for name in ("all", "2", "3")] == [True, False, False]
    kept.close()


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\x7f" * 5000])
def test_a_damaged_file_is_set_aside_with_a_notice(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    kept = Kept(path)
    kept.put(HUB, "", "a", b"1", 1)
    assert kept.get(HUB, "", "a") == (b"1", 1)
    assert kept.notice == "The kept answers could not be read; they were set aside as answers.sqlite3.damaged"
    assert path.with_name("answers.sqlite3.damaged").read_bytes() == content
    kept.close()


def test_a_file_that_is_damaged_in_its_middle_is_set_aside(path: Path) -> None:
    kept = Kept(path)
    for number in range(50):
        kept.put(HUB, "", str(number), bytes(4000), number)
    kept.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\x55" * (len(whole) - 4096))
    again = Kept(path)
    assert again.get(HUB, "", "7") is None
    assert again.notice
    again.put(HUB, "", "7", b"new", 1)
    assert again.get(HUB, "", "7") == (b"new", 1)
    again.close()


def test_a_table_of_another_form_is_begun_anew(path: Path) -> None:
    path.parent.mkdir()
    old = sqlite3.connect(path)
    old.execute("CREATE TABLE kept (url TEXT)")
    old.execute("PRAGMA user_version = 99")
    old.close()
    kept = Kept(path)
    kept.put(HUB, "", "a", b"1", 1)
    assert kept.get(HUB, "", "a") == (b"1", 1)
    assert kept.notice == ""
    kept.close()


def test_a_file_that_was_locked_at_first_is_used_later(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_module, "_PATIENCE", 0.0)
    path.parent.mkdir()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    kept = Kept(path)
    kept.put(HUB, "", "a", b"1", 1)
    assert kept.get(HUB, "", "a") is None
    assert kept.notice == ""
    other.execute("COMMIT")
    other.close()
    kept.put(HUB, "", "a", b"2", 2)
    assert kept.get(HUB, "", "a") == (b"2", 2)
    kept.close()


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    kept = Kept(tmp_path / "file" / "answers.sqlite3")
    kept.put(HUB, "", "a", b"1", 1)
    assert kept.get(HUB, "", "a") is None


def test_after_the_end_nothing_is_kept(kept: Kept) -> None:
    kept.put(HUB, "", "a", b"1", 1)
    kept.close()
    kept.put(HUB, "", "b", b"1", 1)
    assert kept.get(HUB, "", "a") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_user_may_read_it(kept: Kept, path: Path) -> None:
    kept.put(HUB, "", "a", b"1", 1)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


async def test_many_threads_and_two_programs_keep_at_once(
    kept: Kept, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_module, "_PATIENCE", 60.0)
    other = Kept(path)
    await asyncio.gather(
        *(
            asyncio.to_thread(each.put, HUB, "", f"{name}{number}", bytes([number]), number)
            for number in range(20)
            for name, each in (("a", kept), ("b", other))
        )
    )
    found = [kept.get(HUB, "", f"{name}{number}") for number in range(20) for name in "ab"]
    assert found == [(bytes([number]), number) for number in range(20) for _ in "ab"]
    other.close()
