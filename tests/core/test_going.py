"""Tests of hubtui.core.going."""

from __future__ import annotations

from typing import Any

import pytest

from hubtui.core.going import going
from hubtui.hub.contents import File
from hubtui.hub.criteria import Kind
from hubtui.hub.models import RepoInfo


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "0 files"),
        (
            {"files": (File(path="a", size=1500), File(path="b", size=500)), "likes": 1},
            "2 files · 2.0 kB · 1 like",
        ),
        (
            {"files": (File(path="a"),), "storage": 5, "downloads": 0},
            "1 file · 5 B · 0 downloads in the last 30 days",
        ),
        ({"spaces": ("a/b",)}, "0 files · 1 Space uses it"),
        ({"spaces": tuple(f"a/b{n}" for n in range(100))}, "0 files · at least 100 Spaces use it"),
    ],
)
def test_what_goes_is_told_as_far_as_it_is_known(facts: dict[str, Any], words: str) -> None:
    assert going(RepoInfo(kind=Kind.MODEL, id="a/b", **facts)) == words
