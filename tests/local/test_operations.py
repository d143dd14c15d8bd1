"""Tests of hubtui.local.operations."""

from __future__ import annotations

import stat
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.local import files
from hubtui.local.files import alone
from hubtui.local.operations import Operations

if TYPE_CHECKING:
    from pathlib import Path

    from hubtui.core.operations import KeptOperations


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "operations.jsonl"


def test_what_was_written_down_comes_back_the_newest_first(path: Path) -> None:
    log: KeptOperations = Operations(path)
    assert log.recent() == ()
    for when in range(3):
        assert log.add({"when": when, "what": "delete alice/x\n\u2028ä\x1b"}) is None
    assert [values["when"] for values in Operations(path).recent()] == [2, 1, 0]
    assert Operations(path).recent()[0]["what"] == "delete alice/x\n\u2028ä\x1b"


@given(st.text())
def test_no_text_breaks_a_line(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    log = Operations(tmp_path_factory.mktemp("log") / "o.jsonl")
    log.add({"said": text})
    log.add({"said": "next"})
    assert [values["said"] for values in log.recent()] == ["next", text]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_its_user_reads_it(path: Path) -> None:
    Operations(path).add({"when": 1})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_older_half_goes_when_there_is_too_much(path: Path) -> None:
    log = Operations(path, most=1000)
    for when in range(200):
        log.add({"when": when})
        assert path.stat().st_size <= 1000
    found = [int(values["when"]) for values in log.recent()]
    assert found == list(range(199, 199 - len(found), -1))
    assert len(found) > 20


def test_a_line_that_was_cut_spoils_no_other(path: Path) -> None:
    log = Operations(path)
    log.add({"when": 1})
    with path.open("ab") as stream:
        stream.write(b'{"when": 2, "wh')
    log.add({"when": 3})
    with path.open("ab") as stream:
        stream.write(b'[]\n{"a": ' + b"[" * 100_000 + b"\n\xff\xfe\n")
    assert [values["when"] for values in log.recent()] == [3, 1]


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    why = Operations(tmp_path / "state" / "operations.jsonl").add({"when": 1})
    assert why is not None
    assert why.startswith("operations.jsonl cannot be written: ")


def test_a_program_that_keeps_the_file_is_not_waited_for_forever(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0)
    path.parent.mkdir()
    with alone(path.with_name("operations.jsonl.lock")):
        why = Operations(path).add({"when": 1})
    assert why == "operations.jsonl cannot be written: another hubtui is busy with it"


def test_threads_lose_nothing(path: Path) -> None:
    log = Operations(path)
    threads = [threading.Thread(target=log.add, args=({"when": when},)) for when in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(values["when"] for values in log.recent()) == list(range(20))
