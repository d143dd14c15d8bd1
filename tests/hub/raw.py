"""A server on loopback that says exactly what a test wants, byte by byte, and writes down what it was asked."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from hubtui.timings import Timings

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Awaitable, Callable

Reply = "bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]"


@dataclass
class Asked:
    """One request as it came in."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class RawServer:
    """Gives its replies in order; the last one again and again."""

    replies: list[Any] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    url: str = ""
    port: int = 0
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    writers: list[asyncio.StreamWriter] = field(default_factory=list)

    @property
    def targets(self) -> list[str]:
        """Path and query of the requests so far."""
        return [asked.target for asked in self.asked]

    def say(self, *replies: Any) -> None:
        """Set what is replied from now on."""
        self.replies[:] = replies

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection's requests."""
        self.tasks.add(asyncio.current_task())  # type: ignore[arg-type]  # a connection is served in a task
        self.writers.append(writer)
        try:
            while (asked := await _request(reader)) is not None:
                self.asked.append(asked)
                reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
                if callable(reply):
                    await reply(writer)
                    return
                writer.write(reply)
                await writer.drain()
                if b"connection: close" in reply.partition(b"\r\n\r\n")[0].lower():
                    return
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


async def _request(reader: asyncio.StreamReader) -> Asked | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.rstrip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    method, target, _ = first.split(" ")
    return Asked(method, target, headers, body)


@asynccontextmanager
async def raw_server(*replies: Any, tls: ssl.SSLContext | None = None) -> AsyncIterator[RawServer]:
    """Run a server on a free port."""
    raw = RawServer(list(replies))
    server = await asyncio.start_server(raw.serve, "127.0.0.1", 0, ssl=tls)
    raw.port = server.sockets[0].getsockname()[1]
    raw.url = f"{'https' if tls else 'http'}://127.0.0.1:{raw.port}"
    try:
        yield raw
    finally:
        server.close()
        for writer in raw.writers:
            writer.close()
        await asyncio.gather(*raw.tasks)


def answer(status: int = 200, body: bytes | str = b"", **headers: str) -> bytes:
    """Return a whole answer; underscores in header names stand for dashes."""
    data = body.encode() if isinstance(body, str) else body
    fields = {"Content-Type": "application/json; charset=utf-8", "Content-Length": str(len(data))}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{n}: {v}" for n, v in fields.items())]
    return "\r\n".join([*lines, "", ""]).encode() + data


def data(value: Any, status: int = 200, **headers: str) -> bytes:
    """Return an answer with JSON."""
    return answer(status, json.dumps(value), **headers)


def failing(status: int, text: str = "", code: str = "", **headers: str) -> bytes:
    """Return an error as the Hub sends it (wire.md §1.8)."""
    if code:
        headers["X_Error_Code"] = code
    if text:
        headers["X_Error_Message"] = text
    return data({"error": text}, status, **headers)


async def reset(writer: asyncio.StreamWriter) -> None:
    """Reset the connection without a byte."""
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def hang_up(writer: asyncio.StreamWriter) -> None:
    """Close the connection without a byte."""
    writer.close()


async def silence(writer: asyncio.StreamWriter) -> None:
    """Say nothing until the client has had enough."""
    await writer.wait_closed()


def cut_off(body: bytes = b'[{"id": "a/b"') -> Callable[[asyncio.StreamWriter], Awaitable[None]]:
    """Promise more bytes than are sent."""

    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(answer(200, body, Content_Length=str(len(body) + 100)))
        await writer.drain()
        writer.close()

    return send


@dataclass
class Pauses:
    """Pauses that end at once and are written down."""

    taken: list[float] = field(default_factory=list)

    async def pause(self, seconds: float) -> None:
        """End at once."""
        self.taken.append(seconds)

    def timings(self, **others: Any) -> Timings:
        """Return timings that never wait, and whose pauses are not spread."""
        return Timings(pause=self.pause, jitter=lambda: 0.5, **others)
