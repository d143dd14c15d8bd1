"""How soon the program is there: spawn to first full frame, and to first data row.

The floor is a process that only imports textual.app and paints the very same frame raw.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from hubtui.cli import demo
from tests.benchmarks.figure import Figure
from tests.benchmarks.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RUNS = 9
"""How often each figure is measured, in turns with its floor; the median counts."""
LAST_WORD = b"quit"
"""The last word of the footer: once it has come, the frame is full."""
FLOOR_NAME = "import textual.app, paint the frame raw"
FLOOR = "import sys, textual.app; sys.stdout.write(open(sys.argv[1]).read()); sys.stdout.flush(); sys.stdin.read()"


def figures() -> list[Figure]:
    """Measure the three starts."""
    # A process of its own: in this one the server would wait while the terminal is read.
    hub = demo.start()
    try:
        return figures_on(hub.ready().endpoint)
    finally:
        hub.stop()


def figures_on(endpoint: str) -> list[Figure]:
    """Measure the three starts, the second of them on this Hub."""
    row = first_name(endpoint)
    with tempfile.TemporaryDirectory() as home:
        environ = environment(home) | {"HF_ENDPOINT": endpoint}
        program = [sys.executable, "-m", "hubtui"]
        frame = Path(home, "frame")
        frame.write_bytes(first_frame(program, environ))
        floor = [sys.executable, "-c", FLOOR, str(frame)]
        with Terminal([*program, "--demo"], environ) as first_start:
            first_start.wait_for(row)
        runs = medians(
            lambda: spawn_to(floor, LAST_WORD, environ),
            lambda: spawn_to(program, LAST_WORD, environ),
            lambda: spawn_to(program, row, environ),
            lambda: spawn_to([*program, "--demo"], row, environ),
        )
    names = (
        "spawn to first full frame",
        "spawn to first data row",
        "--demo, second start, to first data row",
    )
    limits = (1.4, 2.1, 3.0)  # times the floor
    return [
        Figure(name, value * 1000, "ms", runs[0] * 1000, FLOOR_NAME, limit * runs[0] * 1000)
        for name, value, limit in zip(names, runs[1:], limits, strict=True)
    ]


def environment(home: str) -> dict[str, str]:
    """Return the environment of a plain terminal with an empty home."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "PYTHONPATH") if name in os.environ}
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": home}


def first_name(endpoint: str) -> bytes:
    """Return the name, without its owner, in the row that a start shows first."""
    repo_id: str = httpx.get(f"{endpoint}/api/models", params={"limit": 1}).json()[0]["id"]
    return repo_id.partition("/")[2].encode()


def spawn_to(command: Sequence[str], text: bytes, environ: dict[str, str]) -> float:
    """Return the seconds from spawning a command to a text on its terminal."""
    with Terminal(command, environ) as terminal:
        return terminal.wait_for(text)


def first_frame(command: Sequence[str], environ: dict[str, str]) -> bytes:
    """Return what a command has drawn when its first frame is full."""
    with Terminal(command, environ) as terminal:
        terminal.wait_for(LAST_WORD)
        return bytes(terminal.output)


def medians(*measures: Callable[[], float]) -> list[float]:
    """Measure everything in turns, so that a machine that slows down slows all, and return the medians."""
    rounds = [[measure() for measure in measures] for _ in range(RUNS)]
    return [statistics.median(values) for values in zip(*rounds, strict=True)]
