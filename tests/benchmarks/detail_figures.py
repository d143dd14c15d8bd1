"""The figure of the detail view: from enter to the first lines of a card that was kept.

The floor is the help, which opens over the same screen from what the program holds already.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time

from hubtui.cli import demo
from tests.benchmarks.figure import Figure
from tests.benchmarks.start_figures import environment
from tests.support.terminal import Terminal

NAME = "alice/tiny-chat"
"""A repo of the embedded Hub with a card."""
CARD = b"cost money"
"""Words of that card, which stand nowhere else."""
HELP = b"escape closes"
MOST = 100.0
"""The most milliseconds."""
_ROUNDS = 12
_WARMING = 2
"""Rounds that are not counted: the first imports what it needs."""
_SETTLED = 0.4
"""Seconds without output after which nothing is under way any more."""


def figures() -> list[Figure]:
    """Measure the detail view; some 20 s."""
    hub = demo.start()
    try:
        return [opening(hub.ready().endpoint)]
    finally:
        hub.stop()


def opening(endpoint: str) -> Figure:
    """Measure how long it takes until the first lines of a card are there that was kept."""
    with tempfile.TemporaryDirectory() as home:
        environ = environment(home) | {"HF_ENDPOINT": endpoint}
        with Terminal([sys.executable, "-m", "hubtui", NAME], environ) as program:
            program.wait_for(NAME.encode())
            program.drain(_SETTLED)
            rounds = [(_seen(program, b"\r", CARD), _seen(program, b"?", HELP)) for _ in range(_ROUNDS)]
    card, floor = (statistics.median(times) for times in zip(*rounds[_WARMING:], strict=True))
    return Figure("open a repo, its answers kept, to its card", card, "ms", floor, "open the help", MOST)


def _seen(program: Terminal, key: bytes, text: bytes) -> float:
    """Press a key and return the milliseconds until a text is on the terminal; then go back."""
    program.output.clear()
    pressed = time.perf_counter()
    program.press(key)
    seen = program.started + program.wait_for(text) - pressed
    program.drain(_SETTLED)
    program.press(b"q")
    program.drain(_SETTLED)
    return seen * 1000
