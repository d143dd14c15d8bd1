"""A layer before the embedded Hub that records requests, holds them, and answers some of them wrongly."""

from __future__ import annotations

import asyncio
import concurrent.futures
import socket
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, cast
from urllib.parse import parse_qsl, unquote

from tests.support.background import background_loop

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send
    from uvicorn.protocols.http.h11_impl import H11Protocol

    from hubtui.demo.server import HubServer


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request as it came in."""

    method: str
    path: str
    """Decoded."""
    raw_path: str
    """As it was on the wire, without the query."""
    query: list[tuple[str, str]]
    headers: dict[str, str]
    """By lower-case name."""
    body: bytes

    @property
    def parameters(self) -> dict[str, str]:
        """The query by name; of a repeated name the last value."""
        return dict(self.query)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered instead of the Hub's answer."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Truncated:
    """An answer that promises more than it sends, and then closes the connection."""

    body: bytes
    missing: int = 100
    """Bytes that ``Content-Length`` counts and that never come."""
    content_type: str = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Reset:
    """No answer: the connection is reset."""


@dataclass(frozen=True, slots=True)
class Silence:
    """No answer, until the client has had enough and goes."""


@dataclass(frozen=True, slots=True)
class Afterwards:
    """The Hub does what was asked, and its answer is lost: the client meets this instead."""

    fault: Answer | Truncated | Reset | Silence


EMPTY = Answer(200, {"Content-Type": "application/json; charset=utf-8"})
"""A 200 without a body."""
BAD_GATEWAY = Answer(
    502, {"Content-Type": "text/html", "Server": "CloudFront"}, b"<html><h1>502 Bad Gateway</h1></html>"
)
"""The page of a content network whose origin fails."""

# The two fields of ``struct linger``.
_LINGER = "hh" if sys.platform == "win32" else "ii"

Fault: TypeAlias = Answer | Truncated | Reset | Silence | Afterwards
Scripted: TypeAlias = Fault | Callable[[Recorded], Fault | None]
Match: TypeAlias = str | Callable[[Recorded], bool]


class Gate:
    """Holds requests until it is released; for good, later ones pass."""

    def __init__(self, match: Match) -> None:
        self.match = match
        self._came: concurrent.futures.Future[Recorded] = concurrent.futures.Future()
        self._open = asyncio.Event()

    @property
    def arrived(self) -> asyncio.Future[Recorded]:
        """Awaitable, in any loop: the first request that is held."""
        return asyncio.wrap_future(self._came)

    def wait(self, seconds: float = 10) -> Recorded:
        """Wait in a plain test for the first request that is held, and return it."""
        return self._came.result(seconds)

    def release(self) -> None:
        """Let the held requests go on to the Hub, and all later ones pass."""
        background_loop().call_soon_threadsafe(self._open.set)

    async def pass_through(self, request: Recorded) -> None:
        """Wait, in the server's loop, until the gate is released."""
        if not self._came.done():
            self._came.set_result(request)
        await self._open.wait()


@dataclass(slots=True)
class _Script:
    match: Match
    answer: Scripted
    left: int | None


class FaultyApp:
    """The application in front of the Hub's.

    Args:
        app: the Hub's application.
    """

    server: HubServer
    """The server that runs this application; its connections are what is cut and reset."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.requests: list[Recorded] = []
        self._scripts: list[_Script] = []
        self._gates: list[Gate] = []

    def script(self, match: Match, answer: Scripted, times: int | None) -> None:
        """See LoopbackHub.script()."""
        self._scripts.append(_Script(match, answer, times))

    def hold(self, match: Match) -> Gate:
        """See LoopbackHub.hold()."""
        gate = Gate(match)
        self._gates.append(gate)
        return gate

    def release_all(self) -> None:
        """Let go of everything that is held."""
        for gate in self._gates:
            gate.release()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Record one request, hold it where a gate says so, and answer it."""
        request = _recorded(scope, await _body(receive))
        self.requests.append(request)
        for gate in self._gates:
            if _matches(gate.match, request):
                await gate.pass_through(request)
        fault = self._fault(request)
        if isinstance(fault, Afterwards):
            await self._app(scope, _replay(request.body, receive), _lose)
            fault = fault.fault
        if fault is None:
            await self._app(scope, _replay(request.body, receive), send)
        elif isinstance(fault, Answer):
            await _send(fault, send)
        else:
            if not isinstance(fault, Silence):
                self._cut(scope, fault)
            while (await receive())["type"] != "http.disconnect":
                pass

    def _fault(self, request: Recorded) -> Fault | None:
        for script in self._scripts:
            if script.left != 0 and _matches(script.match, request):
                script.left = None if script.left is None else script.left - 1
                return script.answer(request) if callable(script.answer) else script.answer
        return None

    def _cut(self, scope: Scope, fault: Truncated | Reset) -> None:
        """Close the connection below HTTP: uvicorn itself would not send less than it promised."""
        connections = cast("set[H11Protocol]", self.server.server_state.connections)
        transport = next(each.transport for each in connections if each.client == tuple(scope["client"]))
        if isinstance(fault, Truncated):
            length = len(fault.body) + fault.missing
            head = (
                f"HTTP/1.1 200 OK\r\nContent-Type: {fault.content_type}\r\nContent-Length: {length}\r\n\r\n"
            )
            transport.write(head.encode() + fault.body)
            transport.close()
            return
        # Closing without lingering sends a reset instead of an orderly end.
        transport.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(_LINGER, 1, 0)
        )
        transport.abort()


def _recorded(scope: Scope, body: bytes) -> Recorded:
    raw_path = scope["raw_path"].decode("latin-1")
    return Recorded(
        method=scope["method"],
        path=unquote(raw_path),
        raw_path=raw_path,
        query=parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True),
        headers={name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]},
        body=body,
    )


def _matches(match: Match, request: Recorded) -> bool:
    if callable(match):
        return match(request)
    return f"{request.method} {request.raw_path}".startswith(match) or request.raw_path.startswith(match)


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    """Return what gives the application the body that was read already."""
    waiting = [body]

    async def replayed() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return replayed


async def _lose(message: Message) -> None:
    """Send nothing."""


async def _send(answer: Answer, send: Send) -> None:
    stated = {"Content-Length": str(len(answer.body))} | answer.headers
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in stated.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
