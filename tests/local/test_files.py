"""Tests of hubtui.local.files."""

from __future__ import annotations

import os
import stat
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from hubtui.local import files
from hubtui.local.files import Busy, alone, set_aside, write_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_replaced_and_private(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert sys.platform == "win32" or stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_leaves_the_earlier_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "repo").mkdir()
    target, link = tmp_path / "repo" / "state.toml", tmp_path / "state.toml"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_nothing_that_was_set_aside_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "f"
    for number in (1, 2):
        path.write_text(str(number))
        assert set_aside(path, "damaged").name == f"f.damaged-{number}"
    assert [each.read_text() for each in sorted(tmp_path.iterdir())] == ["1", "2"]


def test_only_one_is_in_the_guarded_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 60.0)
    inside, most = [0], [0]

    def work() -> None:
        for _ in range(20):
            with alone(tmp_path / "lock"):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (inside, most) == ([0], [1])


def test_one_that_does_not_let_go_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.0)
    with alone(tmp_path / "lock"), pytest.raises(Busy), alone(tmp_path / "lock"):
        pass
    with alone(tmp_path / "lock"):
        assert (tmp_path / "lock").read_bytes() == b""
