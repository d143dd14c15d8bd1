"""Figures of the card: from its text's arrival to the first screen, and how long the loop stands still at most."""

from __future__ import annotations

import os
import re
import statistics
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.benchmarks.card_child import ARRIVED, READY, STALL
from tests.benchmarks.figure import Figure
from tests.benchmarks.tag_child import READY as LINES_READY
from tests.support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (50_000, 500_000)
"""Characters of the cards."""
FIRST_SCREEN = 150.0
"""The most milliseconds to the first screen."""
STANDSTILL = 80.0
"""The most milliseconds for which the loop may stand still."""
_ROUNDS = 3
_QUIET = 0.1


def figures() -> list[Figure]:
    """Measure everything that concerns the card; some 40 s."""
    return [figure for size in SIZES for figure in _of(size)]


def _of(size: int) -> list[Figure]:
    """Measure a card of a size, in turns with what the machine needs for the least."""
    rounds = [(_lines(), *_card(size), _card(0)[1]) for _ in range(_ROUNDS)]
    lines, screen, still, bare = (statistics.median(times) for times in zip(*rounds, strict=True))
    name = f"card of {size // 1000} kB"
    return [
        Figure(f"{name}: arrival to first screen", screen, "ms", lines, "lines drawn anew", FIRST_SCREEN),
        Figure(f"{name}: longest standstill of the loop", still, "ms", bare, "an idle loop", STANDSTILL),
    ]


def _lines() -> float:
    """Return the milliseconds from a key to lines that are drawn anew."""
    with _child("tag_child", "bare", ready=LINES_READY) as terminal:
        return _time_to(terminal, b"z", LINES_READY[1:] + b"z")


def _card(size: int) -> tuple[float, float]:
    """Return the milliseconds from a card's arrival to its first screen, and of the longest standstill."""
    with _child("card_child", str(size), ready=READY) as terminal:
        screen = _time_to(terminal, b"a", ARRIVED if size else b"stood still")
        terminal.wait_for(b" ms")
        found = re.search(STALL, bytes(terminal.output))
        if found is None:
            raise RuntimeError(f"no time was told: {bytes(terminal.output[-200:])!r}")
        return screen, float(found[1])


def _time_to(terminal: Terminal, key: bytes, text: bytes) -> float:
    """Press a key and return the milliseconds until a text is on the terminal."""
    pressed = time.perf_counter() - terminal.started
    terminal.press(key)
    return (terminal.wait_for(text) - pressed) * 1000


@contextmanager
def _child(module: str, word: str, *, ready: bytes) -> Iterator[Terminal]:
    """Run one of the programs until it has drawn itself."""
    environ = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    with Terminal([sys.executable, "-m", f"tests.benchmarks.{module}", word], environ) as terminal:
        terminal.wait_for(ready)
        terminal.drain(_QUIET)
        yield terminal
