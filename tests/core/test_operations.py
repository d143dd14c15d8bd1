"""Tests of hubtui.core.operations."""

from __future__ import annotations

from typing import Any

import pytest

from hubtui.core.operations import Operation

VALUES: dict[str, Any] = {
    "when": 5, "who": "alice", "where": "https://hub", "what": "delete x", "result": "done", "said": "x was deleted",
}  # fmt: skip


def test_what_was_written_down_is_read_clean() -> None:
    found = Operation.read(VALUES | {"said": "x\x1b[2J\n", "unknown": 3})
    assert found == Operation(5, "alice", "https://hub", "delete x", "done", "x[2J ")
    assert found is not None
    assert Operation.read(found._asdict()) == found


@pytest.mark.parametrize("odd", [{"when": "5"}, {"when": True}, {"when": None}, {"who": 3}, {"said": ["x"]}])
def test_what_is_no_operation_is_left_out(odd: dict[str, Any]) -> None:
    assert Operation.read(VALUES | odd) is None
    assert Operation.read({}) is None
