"""Files that only their user may read, that are whole at any moment, and that one program changes at a time."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

PRIVATE = 0o600
PATIENCE = 2.0
"""Seconds to wait for another program that changes the same file; it takes milliseconds."""
_BETWEEN = 0.01


class Busy(OSError):
    """Another program does not let go of a file."""


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in the place of the earlier one in one step, on the disk before it is seen.

    Raises:
        OSError: it cannot be written; the earlier one is as it was.
    """
    # What a link leads to is replaced, not the link: some keep such files in a repository of their own.
    target = Path(os.path.realpath(path))
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(target)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise


def set_aside(path: Path, word: str) -> Path:
    """Rename a file to a name that nothing has yet, such as ``state.toml.damaged-1``, and return that.

    Raises:
        OSError: it cannot be renamed.
    """
    number = 1
    while (aside := path.with_name(f"{path.name}.{word}-{number}")).exists():
        number += 1
    return path.rename(aside)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let no other program into a block guarded by the same path; the file ``path`` itself stays empty.

    Raises:
        Busy: another program has it and keeps it.
        OSError: the file cannot be made.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE)
    try:
        end = time.monotonic() + PATIENCE
        while not _taken(descriptor):
            if time.monotonic() >= end:
                raise Busy(0, "another hubtui is busy with it")
            time.sleep(_BETWEEN)
        yield
    finally:
        # Closing lets go of the lock.
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    """Try to take the lock of an open file."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
