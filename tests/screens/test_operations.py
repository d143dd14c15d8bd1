"""The operation log on the screen."""

from __future__ import annotations

import pytest

from hubtui.core.operations import Operation
from hubtui.screens.dialogs.operations import OperationsDialog, in_full, when
from tests.screens.stage import opened


def operation(number: int, result: str = "done") -> Operation:
    return Operation(
        1_795_000_000 - number, "alice", "https://hub", f"delete the model alice/m{number}", result,
        f"alice/m{number} was deleted", f"Root={number}",
    )  # fmt: skip


@pytest.mark.parametrize("size", [(60, 20), (140, 40)])
async def test_operations_are_listed_and_the_highlighted_one_is_told_in_full(size: tuple[int, int]) -> None:
    copied: list[str] = []
    found = [operation(0), operation(1, "refused"), operation(2, "else")]
    async with opened(OperationsDialog(found, copied.append), size) as (stage, pilot):
        assert "3 changes made from here" in stage.shown
        assert "alice at https://hub: delete the model alice/m0" in stage.said
        await pilot.press("j", "y")
        await pilot.pause()
        assert "refused: alice/m1 was deleted" in stage.said
        assert "request Root=1" in stage.said
        await pilot.press("escape", "escape")
        assert stage.given == [None]
    assert copied == [in_full(found[1])]


async def test_an_empty_log_says_so() -> None:
    copied: list[str] = []
    async with opened(OperationsDialog((), copied.append)) as (stage, pilot):
        assert "Nothing was changed from here yet" in stage.shown
        await pilot.press("y", "q")
        assert (copied, stage.given) == ([], [None])


def test_what_is_not_known_is_said_so() -> None:
    found = Operation(10**18, "", "", "delete x", "refused", "x was not deleted")
    assert when(found) == "some day"
    assert in_full(found) == ("some day, somebody at an unknown Hub: delete x\nrefused: x was not deleted")
