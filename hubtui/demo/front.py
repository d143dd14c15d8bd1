"""The one place through which every request comes in and every answer goes out."""

from __future__ import annotations

import gzip
import hashlib
import secrets
import uuid
from base64 import b64encode
from email.utils import formatdate
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response

from hubtui.demo import failures
from hubtui.demo.answers import moved_answer, refusal_answer
from hubtui.demo.failures import MovedRepo, Refusal
from hubtui.demo.meter import Meter
from hubtui.demo.routes_files import STORAGE

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from hubtui.demo.accounts import Account
    from hubtui.demo.hub import EmbeddedHub

_OWN_HOSTS = frozenset({"127.0.0.1", "localhost"})
_PACKED = ("application/json", "text/")


class Front:
    """Checks the host, the token and the quota, calls the routes, and dresses what they answer.

    Routes see the raw path as ``scope["path"]``, so that ``%2F`` stays within its segment (wire.md §1.1), and who
    asks as ``scope["account"]``.

    Args:
        routes: the application behind.
        hub: the state that it shares.
    """

    def __init__(self, routes: ASGIApp, hub: EmbeddedHub) -> None:
        self._routes = routes
        self._hub = hub
        self._meter = Meter(hub.clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request; the server asks for nothing else."""
        headers = Headers(scope=scope)
        scope = dict(scope)
        scope["path"] = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1")
        if scope["path"].startswith(STORAGE) and _own_host(headers):
            # Another host on the public Hub: no token, no quota, and bodies too large to be collected.
            await self._routes(scope, receive, send)
            return
        answer, limits = await self._answer(scope, headers, receive)
        limits["Date"] = formatdate(self._hub.clock(), usegmt=True)
        _dress(answer, headers, limits)
        await answer(scope, receive, send)

    async def _answer(
        self, scope: Scope, headers: Headers, receive: Receive
    ) -> tuple[Response, dict[str, str]]:
        """Return the answer and the headers about quotas, which even most refusals have."""
        limits: dict[str, str] = {}
        try:
            _check_host(headers)
            scope["account"] = account = self._account(headers)
            limits = self._spend(scope, account)
            return await _collect(self._routes, scope, receive), limits
        except Refusal as refusal:
            return refusal_answer(refusal), limits | refusal.headers
        except MovedRepo as moved:
            return moved_answer(scope, moved), limits

    def _account(self, headers: Headers) -> Account | None:
        stated = headers.get("authorization")
        if stated is None:
            return None
        scheme, _, token = stated.partition(" ")
        known = scheme.lower() == "bearer"
        account = self._hub.accounts.of(token.strip(), self._hub.clock()) if known else None
        if account is None:
            raise failures.bad_token()
        return account

    def _spend(self, scope: Scope, account: Account | None) -> dict[str, str]:
        quota = self._hub.options.anonymous if account is None else self._hub.options.signed_in
        resolves = "/resolve/" in scope["path"]
        within, limits = self._meter.spend(
            "" if account is None else account.name,
            "resolvers" if resolves else "api",
            quota.resolvers if resolves else quota.api,
        )
        if not within:
            raise Refusal(429, "Too many requests: the quota of this window is used up.", headers=limits)
        return limits


def _own_host(headers: Headers) -> bool:
    return headers.get("host", "").partition(":")[0].lower() in _OWN_HOSTS


def _check_host(headers: Headers) -> None:
    """Refuse a name that only a page from elsewhere would use for this machine (design.md §6.5)."""
    if not _own_host(headers):
        raise Refusal(403, "This Hub answers to 127.0.0.1 and localhost only.")


async def _collect(app: ASGIApp, scope: Scope, receive: Receive) -> Response:
    """Return what the routes answer, whole, so that it can be measured and packed."""
    start: Message = {}
    body = bytearray()

    async def keep(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            body.extend(message.get("body", b""))

    await app(scope, receive, keep)
    if start["status"] == 405:
        # The Hub knows no method mismatch: what is not routed is not there.
        raise failures.not_found()
    answer = Response(bytes(body), start["status"])
    answer.raw_headers = list(start["headers"])
    return answer


def _dress(answer: Response, asked: Headers, limits: dict[str, str]) -> None:
    """Give an answer what all answers of the Hub have (wire.md §1.5)."""
    headers = MutableHeaders(raw=answer.raw_headers)
    headers["X-Request-Id"] = f"Root=1-{secrets.token_hex(4)}-{secrets.token_hex(12)};{uuid.uuid4()}"
    headers.setdefault("Vary", "Origin")
    headers.update(limits)
    packs = headers.get("content-type", "").startswith(_PACKED)
    if packs and answer.status_code != 307:
        headers.setdefault("ETag", _weak_tag(bytes(answer.body)))
    if answer.status_code == 200 and headers.get("etag") and headers["etag"] == asked.get("if-none-match"):
        answer.status_code, answer.body = 304, b""
        del headers["content-length"]
        return
    if packs and answer.status_code == 200 and len(answer.body) > 1024 and _takes_gzip(asked):
        answer.body = gzip.compress(bytes(answer.body), compresslevel=4, mtime=0)
        headers["Content-Encoding"] = "gzip"
        headers.add_vary_header("Accept-Encoding")
    headers["Content-Length"] = str(len(answer.body))


def _takes_gzip(asked: Headers) -> bool:
    return "gzip" in asked.get("accept-encoding", "") and "range" not in asked


def _weak_tag(body: bytes) -> str:
    digest = b64encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode().rstrip("=")
    return f'W/"{len(body):x}-{digest}"'
