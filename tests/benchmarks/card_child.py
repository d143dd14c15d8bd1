"""The program that the figures of the card are measured on, on its own terminal.

``python -m tests.benchmarks.card_child SIZE``: ``a`` shows a card of so many characters that has just arrived, and once
all of it is laid out, the longest time for which the loop stood still is shown. With a size of 0 nothing is shown but
that time, of as long a wait: what the machine itself takes.
"""

from __future__ import annotations

import asyncio
import gc
import random
import sys
import time
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from hubtui.core.card.cutting import cut
from hubtui.widgets.card_view import CardView

if TYPE_CHECKING:
    from collections.abc import Callable

READY = b"ready"
"""What is on the terminal once the program may be measured."""
ARRIVED = b"Arrived"
"""What the card begins with."""
STALL = rb"stood still for (\d+\.\d+) ms"
"""What is said of the loop."""
BEAT = 0.001
"""Seconds between two looks at the clock."""
WAIT = 2.0
"""Seconds of the wait without a card."""
_WORDS = (
    "the",
    "model",
    "was",
    "trained",
    "on",
    "open",
    "text",
    "with",
    "care",
    "and",
    "answers",
    "in",
    "sentences",
)


def card(size: int) -> str:
    """Return a card of so many characters, made as cards are: prose, lists, tables and code in turns."""
    chance = random.Random(0)
    parts = [f"---\nlicense: mit\n---\n# {ARRIVED.decode()}\n"]
    length, number = 0, 0
    while length < size:
        number += 1
        words = [" ".join(chance.choices(_WORDS, k=chance.randint(8, 60))) for _ in range(4)]
        part = (
            f"## Part {number}\n\n{words[0]} **{words[1][:20]}** and `code` with [a link](docs/{number}.md).\n\n"
            f"- {words[1]}\n- {words[2]}\n  - *nested* {words[3][:40]}\n\n| name | value |\n|---|--:|\n"
            + "".join(f"| {words[row][:20]} | {number * row} |\n" for row in range(4))
            + f"\n```python\nfor each in range({number}):\n    print(each)\n```\n\n> {words[3]}\n\n"
        )
        parts.append(part)
        length += len(part)
    return "".join(parts)[:size]


class CardApp(App[None]):
    """A card that arrives when a key is pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "arrive", priority=True)]

    def __init__(self, size: int) -> None:
        super().__init__()
        self.text = card(size) if size else ""
        self.view = CardView()
        self.said = Static(READY.decode())

    def compose(self) -> ComposeResult:
        """Show the card above what is said."""
        yield self.view
        yield self.said

    def on_ready(self) -> None:
        """Spare the garbage collector what the start has made, as the program does."""
        gc.collect()
        gc.freeze()

    def action_arrive(self) -> None:
        """Show the card, and measure."""
        self.run_worker(self._measure())

    async def _measure(self) -> None:
        begun = time.perf_counter()
        if self.text:
            watch = asyncio.create_task(
                self._watch(lambda: self.view.lines is not None and self.view.is_idle)
            )
            self.view.show(await asyncio.to_thread(cut, self.text))
        else:
            watch = asyncio.create_task(self._watch(lambda: time.perf_counter() - begun > WAIT))
        self.said.update(f"stood still for {await watch * 1000:.2f} ms")

    async def _watch(self, done: Callable[[], bool]) -> float:
        """Return by how many seconds a short sleep took too long at most, until something holds."""
        longest, before = 0.0, time.perf_counter()
        while not done():
            await asyncio.sleep(BEAT)
            now = time.perf_counter()
            longest = max(longest, now - before - BEAT)
            before = now
        return longest


if __name__ == "__main__":
    CardApp(int(sys.argv[1])).run()
