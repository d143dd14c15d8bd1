"""Tests of hubtui.local.hub_cache."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from hubtui.core.bookmarks import ids_in, repo_of
from hubtui.hub.criteria import Kind
from hubtui.local.hub_cache import HubCache, find_hub_cache

HOME = Path("/home/me")


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({}, "/home/me/.cache/huggingface/hub"),
        ({"XDG_CACHE_HOME": "/xdg"}, "/xdg/huggingface/hub"),
        ({"HF_HOME": "/hf", "XDG_CACHE_HOME": "/xdg"}, "/hf/hub"),
        ({"HUGGINGFACE_HUB_CACHE": "/old", "HF_HOME": "/hf"}, "/old"),
        ({"HF_HUB_CACHE": "/cache", "HUGGINGFACE_HUB_CACHE": "/old", "HF_HOME": "/hf"}, "/cache"),
        ({"HF_HUB_CACHE": "", "HF_HOME": ""}, "/home/me/.cache/huggingface/hub"),
    ],
)
def test_it_is_found_as_huggingface_hub_finds_it(environ: dict[str, str], folder: str) -> None:
    assert find_hub_cache(environ, HOME) == Path(folder)


def test_a_home_in_a_variable_is_the_users() -> None:
    assert find_hub_cache({"HF_HOME": "~/hf"}, HOME) == Path("~/hf/hub").expanduser()


def test_it_names_folders_as_huggingface_hub_does() -> None:
    from huggingface_hub.file_download import repo_folder_name

    for key in ("org/name", "gpt2", "datasets/org/na.me-1_x", "spaces/org/name"):
        repo = repo_of(key)
        assert repo is not None
        folder = Path("/cache") / repo_folder_name(repo_id=repo.id, repo_type=repo.kind.value)
        cache = HubCache(Path("/cache"))
        cache._names = {key: folder.name}
        assert cache.path(key) == str(folder)


def test_only_folders_of_repos_are_found(tmp_path: Path) -> None:
    for name in (
        "models--org--name", "models--gpt2", "datasets--org--set", "spaces--org--app", ".locks", "models", "models--",
        "kernels--a--b", "models--a--b--c", "models--a--", "models--\x1b--x", "version", "blobs",
    ):  # fmt: skip
        (tmp_path / name).mkdir()
    (tmp_path / "models--a--file").write_text("no folder")
    cache = HubCache(tmp_path)
    keys = cache.keys()
    assert keys == {"org/name", "gpt2", "datasets/org/set", "spaces/org/app"}
    assert ids_in(keys, Kind.MODEL) == {"org/name", "gpt2"}
    assert cache.path("datasets/org/set") == str(tmp_path / "datasets--org--set")
    assert cache.path("org/other") == ""


def test_a_cache_that_is_not_there_or_no_folder_holds_nothing(tmp_path: Path) -> None:
    assert HubCache(tmp_path / "nowhere").keys() == frozenset()
    (tmp_path / "file").write_text("")
    assert HubCache(tmp_path / "file").keys() == frozenset()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows wants a right for links")
def test_the_size_counts_each_file_once(tmp_path: Path) -> None:
    repo = tmp_path / "models--org--name"
    (repo / "blobs").mkdir(parents=True)
    (repo / "snapshots" / "abc" / "deep").mkdir(parents=True)
    (repo / "refs").mkdir()
    (repo / "blobs" / "one").write_bytes(b"x" * 1000)
    (repo / "blobs" / "two.incomplete").write_bytes(b"x" * 24)
    (repo / "refs" / "main").write_bytes(b"abc")
    (repo / "snapshots" / "abc" / "a.bin").symlink_to(repo / "blobs" / "one")
    (repo / "snapshots" / "abc" / "deep" / "b.bin").symlink_to(repo / "blobs" / "one")
    (repo / "snapshots" / "loop").symlink_to(repo)
    cache = HubCache(tmp_path)
    cache.keys()
    assert cache.size("org/name") == 1027
    assert cache.size("org/other") is None


def test_a_repo_that_is_gone_meanwhile_has_no_size(tmp_path: Path) -> None:
    repo = tmp_path / "models--org--name"
    repo.mkdir()
    cache = HubCache(tmp_path)
    cache.keys()
    repo.rmdir()
    assert cache.size("org/name") is None
    assert cache.keys() == frozenset()


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the administrator may read everything"
)
def test_a_folder_that_may_not_be_read_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "models--org--name" / "blobs").mkdir(parents=True)
    cache = HubCache(tmp_path)
    cache.keys()
    (tmp_path / "models--org--name" / "blobs").chmod(0)
    assert cache.size("org/name") is None
    (tmp_path / "models--org--name" / "blobs").chmod(0o700)
