"""The operation log on disk: a line of JSON for each change, appended; the oldest go when there are too many.

What reads and writes JSON is imported when it is needed, for the first frame needs none of it.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from hubtui.local.files import PRIVATE, alone, write_whole
from hubtui.local.paths import make_private
from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST: Final = 1024 * 1024
"""Bytes of the file, some three thousand changes; beyond that the older half goes."""


class Operations:
    """The log; satisfies hubtui.core.operations.KeptOperations. Blocks: call it in a thread, any thread.

    Args:
        path: the file; it and its folder are made when something is first written down.
        most: bytes that it may have.
    """

    def __init__(self, path: Path, most: int = MOST) -> None:
        self._path = path
        self._most = most
        self._guard = threading.Lock()

    def add(self, values: Mapping[str, str | int]) -> str | None:
        """Write one down; return why it could not be, or None."""
        import json

        # Escaped to ASCII, so that no text can break a line.
        line = json.dumps(dict(values)).encode() + b"\n"
        with self._guard:
            try:
                make_private(self._path.parent)
                with alone(self._path.with_name(f"{self._path.name}.lock")):
                    self._append(line)
            except OSError as error:
                return f"{self._path.name} cannot be written: {one_line(error.strerror or str(error))}"
        return None

    def recent(self) -> tuple[dict[str, Any], ...]:
        """Return what was written down, the newest first; what cannot be read is left out."""
        import json

        try:
            lines = self._path.read_bytes().splitlines()
        except OSError:
            return ()
        found = []
        for line in reversed(lines):
            with suppress(ValueError, RecursionError):
                values = json.loads(line)
                if isinstance(values, dict):
                    found.append(values)
        return tuple(found)

    def _append(self, line: bytes) -> None:
        """Add a line, on the disk before the change is spoken of.

        Raises:
            OSError: it cannot be written.
        """
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, PRIVATE)
        with os.fdopen(descriptor, "r+b") as stream:
            # A line that a crash has cut is left as it is, and the next one begins anew.
            end = stream.seek(0, os.SEEK_END)
            stream.seek(max(0, end - 1))
            if stream.read(1) not in (b"", b"\n"):
                line = b"\n" + line
            stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())
            size = end + len(line)
        if size > self._most:
            content = self._path.read_bytes()
            write_whole(self._path, content[content.index(b"\n", len(content) // 2) + 1 :])
