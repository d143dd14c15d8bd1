"""Large files can be read at any place without being held, and digests are what git and LFS make of them."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.demo.stored_file import LINE, blob_oid, large, linked, octets, small

if TYPE_CHECKING:
    from pathlib import Path

PATHS = ["weights.safetensors", "train.csv", "train.tsv", "notes.txt", "train.jsonl"]


@given(st.sampled_from(PATHS), st.integers(0, 300_000), st.integers(0, 3_000), st.integers(0, 3_000))
def test_a_range_is_the_same_whoever_else_is_read_with_it(
    path: str, start: int, first: int, second: int
) -> None:
    digest = large(path, 10**9, "seed").sha256
    middle, stop = start + first, start + first + second
    whole = octets(digest, path, start, stop)
    assert len(whole) == first + second
    assert octets(digest, path, start, middle) + octets(digest, path, middle, stop) == whole


def test_two_large_files_differ_and_a_far_range_needs_nothing_before_it() -> None:
    one, other = large("a.bin", 10**13, "seed"), large("b.bin", 10**13, "seed")
    far = 10**13 - 8
    assert octets(one.sha256, one.path, far, far + 8) != octets(other.sha256, other.path, far, far + 8)


def test_large_tables_are_lines_that_can_be_read() -> None:
    table = large("train.jsonl", 10 * LINE, "seed")
    lines = octets(table.sha256, table.path, 0, table.size).decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == [f"{at:013}" for at in range(10)]
    comma = large("train.csv", 10 * LINE, "seed")
    assert {
        line.count(",") for line in octets(comma.sha256, "train.csv", 0, comma.size).decode().splitlines()
    } == {2}


def test_a_file_in_lfs_is_a_pointer_to_git() -> None:
    file = large("weights.bin", 440_473_133, "seed")
    assert file.pointer.decode() == (
        f"version https://git-lfs.github.com/spec/v1\noid sha256:{file.sha256}\nsize 440473133\n"
    )
    assert len(file.pointer) == 134
    assert file.oid == blob_oid(file.pointer)
    assert len({file.sha256, file.xet}) == 2


def test_a_linked_file_has_the_digest_of_its_bytes() -> None:
    assert linked("x.parquet", b"PAR1").sha256 == hashlib.sha256(b"PAR1").hexdigest()


def test_half_a_surrogate_pair_can_be_stored() -> None:
    assert small("README.md", "odd \ud800").size == 7


@pytest.mark.skipif(shutil.which("git") is None, reason="git says what a blob is called")
def test_a_small_file_has_the_name_that_git_gives_it(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_bytes(b'{"a": 1}\n')
    said = subprocess.run(
        ["git", "hash-object", "config.json"], cwd=tmp_path, capture_output=True, check=True
    )
    assert small("config.json", '{"a": 1}\n').oid == said.stdout.decode().strip()
