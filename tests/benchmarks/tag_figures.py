"""Figures of the tag sidebar: the first draw, and each letter that is typed or taken away."""

from __future__ import annotations

import os
import statistics
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from tests.benchmarks.figure import Figure
from tests.benchmarks.list_figures import FRAME, _cpu
from tests.benchmarks.tag_child import READY
from tests.support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

MANY = 60_000
FEW = 60
FIRST_DRAW = 50.0
"""The most milliseconds that the first draw may take."""
_QUIET = 0.04
"""Seconds without output after which a frame is whole; a key's own work is much shorter."""
_LONG_QUIET = 0.2
"""The same for what may take much longer than a frame."""
_DRAWS = 15
_WORDS = ("text", "data", "qwen", "en-a", "1812", "lora", "gen-", "ma/s")
"""What is typed, letter by letter, and taken away again."""
_ROUNDS = 4


def figures() -> list[Figure]:
    """Measure everything that concerns the sidebar; some 30 s."""
    return [first_draw(), *keys()]


def first_draw() -> Figure:
    """Measure the CPU from the tags as they were decoded to their first frame, the making of the index included."""
    with _child("tags", str(FEW)) as few, _child("tags", str(MANY)) as many:
        rounds = [(_draw(few), _draw(many)) for _ in range(_DRAWS)]
    floor, value = (statistics.median(times) for times in zip(*rounds[1:], strict=True))
    return Figure(f"first draw of {MANY:,} tags", value, "ms", floor, f"{FEW} tags", FIRST_DRAW)


def _draw(terminal: Terminal) -> float:
    """Show the tags and return the milliseconds; take them away again."""
    spent = _cpu_of(terminal, b"\x14", _LONG_QUIET)
    _cpu_of(terminal, b"\x12", _LONG_QUIET)
    return spent


def keys() -> list[Figure]:
    """Measure the CPU of the first letter, of each one more, and of one taken away, each beside lines drawn anew."""
    first: list[tuple[float, float]] = []
    more: list[tuple[float, float]] = []
    away: list[tuple[float, float]] = []
    with ExitStack() as stack:
        pair = [stack.enter_context(_child(*words)) for words in (["bare"], ["tags", str(MANY)])]
        _cpu_of(pair[1], b"\x14", _LONG_QUIET)
        for _ in range(_ROUNDS):
            for word in _WORDS:
                for place, letter in enumerate(word):
                    (more if place else first).append(_both(pair, letter.encode()))
                away += [_both(pair, b"\x7f") for _ in word]
    names = ("the first letter", "a letter more", "a letter taken away")
    return [
        _figure(f"CPU for {name}, {MANY:,} tags", times)
        for name, times in zip(names, (first, more, away), strict=True)
    ]


def _both(pair: list[Terminal], key: bytes) -> tuple[float, float]:
    bare, many = (_cpu_of(terminal, key, _QUIET) for terminal in pair)
    return bare, many


def _figure(name: str, times: list[tuple[float, float]]) -> Figure:
    floor, value = (statistics.median(column) for column in zip(*times, strict=True))
    return Figure(name, value, "ms", floor, "lines drawn anew", FRAME)


@contextmanager
def _child(*words: str) -> Iterator[Terminal]:
    """Run one of the programs until it has drawn itself."""
    environ = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    with Terminal([sys.executable, "-m", "tests.benchmarks.tag_child", *words], environ) as terminal:
        terminal.wait_for(READY)
        terminal.drain(2 * _LONG_QUIET)
        yield terminal


def _cpu_of(terminal: Terminal, key: bytes, quiet: float) -> float:
    """Press a key and return the milliseconds of CPU that its child has spent once the frame is whole."""
    before = _cpu(terminal.pid)
    terminal.press(key)
    terminal.drain(quiet)
    return (_cpu(terminal.pid) - before) * 1000


if __name__ == "__main__":
    for figure in figures():
        print(
            f"{figure.name}: {figure.value:.2f} {figure.unit}, at most {figure.limit:.2f}; "
            f"{figure.floor_name} {figure.floor:.2f}"
        )
