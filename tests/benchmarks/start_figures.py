"""How soon the program is there: spawn to first full frame, and to first data row.

The floor is a process that only imports textual.app and paints the very same frame raw.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from hubtui.cli import demo
from tests.benchmarks.figure import Figure
from tests.support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RUNS = 9
"""How often each figure is measured, in turns with its floor; the median counts."""
LAST_WORD = b"quit"
"""The last word of the footer: once it has come, the frame is full."""
FLOOR_NAME = "import textual.app, paint the frame raw"
FLOOR = "import sys, textual.app; sys.stdout.write(open(sys.argv[1]).read()); sys.stdout.flush(); sys.stdin.read()"


def figures() -> list[Figure]:
    """Measure the starts of the program, and of the command line alone."""
    # A process of its own: in this one the server would wait while the terminal is read.
    hub = demo.start()
    try:
        return [*command_line(), *figures_on(hub.ready().endpoint)]
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


def command_line() -> list[Figure]:
    """Measure what answers without a screen, beside the interpreter that does nothing."""
    nothing = [sys.executable, "-c", "pass"]
    program = [sys.executable, "-m", "hubtui"]
    floor, version, usage = medians(
        lambda: cpu_of(nothing), lambda: cpu_of([*program, "--version"]), lambda: cpu_of([*program, "--help"])
    )
    return [
        Figure(f"hubtui {option}", value * 1000, "ms CPU", floor * 1000, "python -c pass", 3 * floor * 1000)
        for option, value in (("--version", version), ("--help", usage))
    ]


def cpu_of(command: Sequence[str]) -> float:
    """Return the CPU seconds of a command that ends by itself."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


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
