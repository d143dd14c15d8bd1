"""Tests of hubtui.local.paths."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from hubtui.local.paths import find_folders, folders_in, make_private


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have their folders elsewhere")
def test_the_system_s_own_folders_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", f"/xdg/{name.lower()}")
    folders = find_folders()
    assert folders.config == Path("/xdg/config/hubtui")
    assert folders.state_file == Path("/xdg/state/hubtui/state.toml")
    assert folders.kept_file == Path("/xdg/cache/hubtui/answers.sqlite3")


def test_the_demo_has_folders_that_go_away(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    assert {folders.config.parent, folders.state.parent, folders.cache.parent} == {tmp_path}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_user_may_enter(tmp_path: Path) -> None:
    open_to_all = tmp_path / "a" / "open"
    open_to_all.mkdir(parents=True)
    open_to_all.chmod(0o755)
    new = tmp_path / "b" / "new"
    umask = os.umask(0)
    try:
        for folder in (open_to_all, new):
            make_private(folder)
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    finally:
        os.umask(umask)
