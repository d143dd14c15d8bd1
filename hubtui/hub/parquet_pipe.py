"""The pipes to the process that reads parquet, and its life."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from hubtui.hub import parquet_talk as talk
from hubtui.hub.errors import BadFile, SetupError

if TYPE_CHECKING:
    from asyncio.subprocess import Process

_SECRETS = ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")
"""What the process does not get of the environment."""
_LONGEST = 256 * 1024 * 1024
"""Bytes of a message that is believed."""


class ParquetPipe:
    """A process that decodes one parquet file. It may die of it, and no more than that happens."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._hearing: asyncio.Task[talk.Reply] | None = None
        self.dead = False
        """Whether the process has ended."""

    async def start(self) -> None:
        """Start the process.

        Raises:
            SetupError: the system does not let it.
        """
        try:
            # With -P, for nothing that lies in the folder of the moment is to be imported.
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-P", "-m", "hubtui.hub.parquet_process",
                stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_environment(),
                start_new_session=sys.platform != "win32",
            )  # fmt: skip
        except OSError as error:
            self.dead = True
            raise SetupError(f"What reads parquet cannot be started: {error.strerror}") from error

    def kill(self) -> None:
        """End the process, whatever it does; harmless when repeated."""
        self.dead = True
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    async def close(self) -> None:
        """End the process, and wait until nothing is left of it."""
        self.kill()
        if self._hearing is not None:
            await asyncio.wait([self._hearing])
        process, self._process = self._process, None
        if process is not None:
            await process.communicate()

    @property
    def is_heard(self) -> bool:
        """Whether the process is about to say something; else it waits to be told."""
        return self._hearing is not None

    def say(self, order: talk.Order) -> None:
        """Tell the process something.

        Raises:
            BadFile: it has died.
        """
        if self.dead or self._process is None or self._process.stdin is None:
            raise BadFile(DIED)
        self._process.stdin.write(talk.framed(order))

    async def hear(self) -> talk.Reply:
        """Wait for what the process says next; nothing is lost if this is cancelled.

        Raises:
            BadFile: it has died, which some files make pyarrow do.
        """
        if self._hearing is None:
            self._hearing = asyncio.create_task(self._read())
        hearing = self._hearing
        try:
            return await asyncio.shield(hearing)
        finally:
            if hearing.done():
                self._hearing = None

    async def _read(self) -> talk.Reply:
        stdout = self._process.stdout if self._process is not None else None
        try:
            if stdout is not None:
                length = int.from_bytes(await stdout.readexactly(talk.HEAD), "little")
                if length <= _LONGEST:
                    return talk.replies.decode(await stdout.readexactly(length))
        except (asyncio.IncompleteReadError, ConnectionError, msgspec.MsgspecError):
            # It has ended, or says what nobody understands: both are its end.
            pass
        self.dead = True
        raise BadFile(DIED)


def _environment() -> dict[str, str]:
    """Return the environment without the token, and so that this very package is found."""
    kept = {name: value for name, value in os.environ.items() if name not in _SECRETS}
    package = str(Path(__file__).parents[2])
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, (package, kept.get("PYTHONPATH"))))}


DIED = "This file is so broken that the reading of it failed altogether"
