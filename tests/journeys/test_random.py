"""Random keys, clicks, pastes and sizes: whatever comes, the program stands and shows nothing unsafe."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.support.faults import BAD_GATEWAY, EMPTY, Reset, Scripted
from tests.support.journey import journey
from tests.support.loopback import LoopbackHub

if TYPE_CHECKING:
    from tests.support.faults import Recorded
    from tests.support.journey import Journey

KEYS = (
    *"123456789jkgGxXsyYorpJK?/aM-[]ufFlhnNbBwvVdmDT@!",
    "enter", "escape", "tab", "shift+tab", "down", "up", "left", "right", "pagedown", "pageup", "home", "end",
    "ctrl+d", "ctrl+u", "ctrl+w", "ctrl+a", "backspace", "delete", "space", "f1",
)  # fmt: skip
"""All keys that do something, some that do nothing, and none that quits, be it by the palette."""
FAULTS: list[Scripted] = [BAD_GATEWAY, EMPTY, Reset()]
ROUNDS = 20


async def disturb(run: Journey, dice: random.Random) -> None:
    """Do one thing that is no key, or nothing."""
    width, height = run.app.size
    match dice.randrange(8):
        case 0:
            await run.click_at(dice.randrange(width), dice.randrange(height - 1))
        case 1:
            await run.wheel(dice.choice([-4, -1, 1, 4]))
        case 2:
            await run.paste(dice.choice(["bert", "\x1b[31mx", "a\tb\nc", "https://huggingface.co/spaces"]))
        case 3:
            await run.pilot.resize_terminal(dice.randrange(10, 160), dice.randrange(4, 50))


@pytest.mark.parametrize("seed", range(6))
async def test_no_keys_end_the_program(seed: int) -> None:
    dice = random.Random(seed)

    def now_and_then(request: Recorded) -> bool:
        return (len(request.query) + len(request.path)) % 7 == seed

    with LoopbackHub(metrics=bool(seed % 2)) as hub:
        fault: Scripted = dice.choice(FAULTS)
        hub.script(now_and_then, fault, times=20)
        size = dice.choice([(60, 20), (100, 30), (140, 40)])
        async with journey(hub, token=dice.choice([None, hub.write_token]), size=size) as run:
            for _ in range(ROUNDS):
                keys = dice.choices(KEYS, k=dice.randrange(1, 7))
                await run.press(*keys)
                await disturb(run, dice)
                assert run.app.is_running, keys
                assert run.unsafe == [], keys
            await run.press(*["escape"] * 6)
            await run.settle()
            assert len(run.app.screen_stack) == 1
            repos = run.browse.deck.repos
            ids = [repo.id for repo in repos.table.rows] if repos is not None else []
            assert len(ids) == len(set(ids))
