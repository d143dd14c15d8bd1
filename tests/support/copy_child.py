"""Copies its first argument by the program's chain of ways, with a test's patience, and says what came of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hubtui.local.clipboard import Clipboard

PATIENCE = 20.0
"""Seconds that a tool may take."""


def send(sequence: str) -> None:
    """Write to the terminal."""
    sys.stdout.write(sequence)
    sys.stdout.flush()


verb, way = Clipboard(os.environ, PATIENCE, send, Path(os.environ["HOME"], "copied.txt")).copy(sys.argv[1])
send(f"{verb} {way}.\n")
# Its pane goes with it, and what it has to show must have been seen before.
sys.stdin.readline()
