"""Figures of the list: the cursor's key, an append, and a key that is held."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from hubtui.cli import demo
from tests.benchmarks.figure import Figure
from tests.benchmarks.list_child import READY
from tests.benchmarks.start_figures import environment
from tests.support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

MANY = 1_000_000
FEW = 1_000
FRAME = 16.0
"""Milliseconds of one frame."""
_QUIET = 0.03
"""Seconds without output after which a frame is whole: nearly two frames."""
_WARMING = 20
"""Keys that are not counted, at the start."""
_KEYS = 120
_APPENDS = 40
_HELD = 500
"""Keys of a key that is held for five seconds at 100 Hz."""
_INTERVAL = 0.01


def figures() -> list[Figure]:
    """Measure everything that concerns the list; some 40 s, and about 400 MB for the million rows."""
    return [*cursor_key(), program_key(), append(), held_key()]


def cursor_key() -> list[Figure]:
    """Measure the CPU that one key needs which moves the cursor, at a thousand rows and at a million."""
    name = "CPU for one cursor key, {:,} rows"
    with ExitStack() as stack:
        terminals = [stack.enter_context(_child(*words)) for words in (["bare"], _table(FEW), _table(MANY))]
        # In turns, so that whatever else the machine does falls on all of them.
        rounds = [
            [_cpu_of(terminal, b"jk"[turn % 2 :][:1]) for terminal in terminals] for turn in range(_KEYS)
        ]
    bare, few, many = (statistics.median(times) for times in zip(*rounds[_WARMING:], strict=True))
    return [
        Figure(name.format(FEW), few, "ms", bare, "two lines repainted", 1.5 * bare),
        Figure(name.format(MANY), many, "ms", bare, "two lines repainted", 1.5 * bare),
        Figure(name.format(MANY), many, "ms", few, f"{FEW:,} rows", 1.2 * few),
    ]


def program_key() -> Figure:
    """Measure the CPU of the same key in the whole program with more than a thousand rows and the preview."""
    hub = demo.start()
    try:
        with tempfile.TemporaryDirectory() as home, _child("bare") as bare:
            environ = environment(home) | {"HF_ENDPOINT": hub.ready().endpoint}
            with Terminal([sys.executable, "-m", "hubtui"], environ) as program:
                program.wait_for(b"loaded")
                for key in b"GGGGGGGGGGGGg":
                    program.press(bytes([key]))
                    program.drain(10 * _QUIET)
                keys = [b"jk"[turn % 2 :][:1] for turn in range(_KEYS)]
                rounds = [(_cpu_of(bare, key), _cpu_of(program, key)) for key in keys]
    finally:
        hub.stop()
    floor, value = (statistics.median(times) for times in zip(*rounds[_WARMING:], strict=True))
    return Figure(
        "CPU for one cursor key, the whole program", value, "ms", floor, "two lines repainted", 1.5 * floor
    )


def append() -> Figure:
    """Measure the CPU of a key that appends a page of 100 to a million rows, its repaint included."""
    with _child("bare") as bare, _child(*_table(MANY)) as many:
        floor = statistics.median(_cpu_of(bare, b"jk"[turn % 2 :][:1]) for turn in range(_APPENDS))
        value = statistics.median(_cpu_of(many, b"a") for _ in range(_APPENDS))
    return Figure(f"append 100 at {MANY:,} rows", value, "ms", floor, "two lines repainted", FRAME)


def held_key() -> Figure:
    """Measure by how much the last frame lags behind the last key of one held at 100 Hz for 5 s."""
    with _child("bare") as bare:
        floor = _lag_of(bare)
    with _child(*_table(MANY)) as many:
        value = _lag_of(many)
    return Figure("last frame behind the last of 500 keys", value, "ms", floor, "two lines repainted", 50.0)


def _table(rows: int) -> list[str]:
    """Return the words that start a table of so many rows."""
    return ["table", str(rows)]


@contextmanager
def _child(*words: str) -> Iterator[Terminal]:
    """Run one of the programs until it has drawn itself."""
    environ = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    with Terminal([sys.executable, "-m", "tests.benchmarks.list_child", *words], environ) as terminal:
        terminal.wait_for(READY)
        terminal.drain(10 * _QUIET)
        yield terminal


def _cpu_of(terminal: Terminal, key: bytes) -> float:
    """Press a key and return the milliseconds of CPU that its child has spent once the frame is whole."""
    before = _cpu(terminal.pid)
    terminal.press(key)
    terminal.drain(_QUIET)
    return (_cpu(terminal.pid) - before) * 1000


def _cpu(pid: int) -> float:
    """Return the CPU seconds of another process, to the microsecond; Linux makes its clock's id of the pid."""
    return time.clock_gettime((~pid << 3) | 2)


def _lag_of(terminal: Terminal) -> float:
    """Hold a key; return the milliseconds from the last press to the last output."""
    start = last_output = time.perf_counter()
    for number in range(_HELD):
        due = start + number * _INTERVAL
        while (wait := due - time.perf_counter()) > 0:
            if terminal.read(wait):
                last_output = time.perf_counter()
        terminal.press(b"j")
    last_key = time.perf_counter()
    while terminal.read(10 * _QUIET):
        last_output = time.perf_counter()
    return (last_output - last_key) * 1000


if __name__ == "__main__":
    for figure in figures():
        print(
            f"{figure.name}: {figure.value:.2f} {figure.unit}, at most {figure.limit:.2f}; "
            f"{figure.floor_name} {figure.floor:.2f}"
        )
