"""The figure of the search: from the last letter typed to the first new row, without what the server takes."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time

import httpx

from hubtui.cli import demo
from hubtui.hub.criteria import Criteria, Kind
from hubtui.widgets.columns import expand_for
from tests.benchmarks.figure import Figure
from tests.benchmarks.start_figures import environment
from tests.support.terminal import Terminal

WORDS = ("whisper", "llama", "bert", "flux", "gemma", "distil", "mistral")
"""What is searched for, one after the other; each finds another repo first."""
MOST = 250.0
"""Milliseconds, of which 200 are the rest that a search waits for."""
_SETTLED = 0.4
"""Seconds without output after which nothing is under way any more."""


def figures() -> list[Figure]:
    """Measure the search; some ten seconds."""
    hub = demo.start()
    try:
        return [search(hub.ready().endpoint)]
    finally:
        hub.stop()


def search(endpoint: str) -> Figure:
    """Measure how long it takes to type a word until its first repo is on the terminal, beside the server alone."""
    with tempfile.TemporaryDirectory() as home, httpx.Client(base_url=endpoint) as client:
        environ = environment(home) | {"HF_ENDPOINT": endpoint}
        with Terminal([sys.executable, "-m", "hubtui"], environ) as program:
            program.wait_for(b"loaded")
            program.drain(_SETTLED)
            program.press(b"/")
            program.drain(_SETTLED)
            rounds = [_typed(program, client, word) for word in WORDS]
    waited, server = (statistics.median(times) * 1000 for times in zip(*rounds, strict=True))
    name = "last letter to first new row, less the server's time"
    return Figure(name, waited - server, "ms", server, "the server alone", MOST)


def _typed(program: Terminal, client: httpx.Client, word: str) -> tuple[float, float]:
    """Return the seconds from a word's last letter to its first row, and those of asking the server for the same."""
    fields = [("expand", name) for name in expand_for(Kind.MODEL)]
    begun = time.perf_counter()
    answer = client.get(
        "/api/models", params=[*Criteria(search=word).parameters(), ("limit", "100"), *fields]
    )
    server = time.perf_counter() - begun
    # Ctrl+u takes away what stood there before.
    program.press(b"\x15" + word[:-1].encode())
    program.drain(0.05)
    program.output.clear()
    pressed = time.perf_counter()
    program.press(word[-1:].encode())
    seen = program.started + program.wait_for(answer.json()[0]["id"].partition("/")[2][:8].encode())
    program.drain(_SETTLED)
    return seen - pressed, server
