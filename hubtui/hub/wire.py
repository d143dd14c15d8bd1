"""The wire: the httpx client with its token, limits, retries, redirects, quota and log."""

from __future__ import annotations

import asyncio
import importlib
import os
import sys
import time
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import quote, urlencode

from hubtui import __version__
from hubtui.hub import errors, failures, headers, network
from hubtui.hub.address import Address
from hubtui.hub.answer import JSON_LIMIT, Answer, Asking, LogLine
from hubtui.hub.inflate import Inflate
from hubtui.hub.redirects import MOST, Target, follow, moved_to
from hubtui.hub.retry import retried
from hubtui.text import one_line


@contextmanager
def _without_its_command() -> Iterator[None]:
    """Keep httpx from importing its own command line, which takes as long as all the rest of it."""
    name = "httpx._main"
    absent = name not in sys.modules
    if absent:
        sys.modules[name] = cast("ModuleType", None)
    try:
        yield
    finally:
        if absent:
            del sys.modules[name]


with _without_its_command():
    import httpx

# These are imported at the first request otherwise, in the event loop, where they hold up the screen.
for _name in ("httpcore", "anyio._backends._asyncio"):
    with suppress(ImportError):
        importlib.import_module(_name)

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
    from types import ModuleType

    from hubtui.hub.credentials import Token
    from hubtui.hub.models import RateLimit
    from hubtui.timings import Timings

_ERROR_LIMIT: Final = 1024 * 1024
"""Bytes of an error's body that are read."""
_LIMITS = httpx.Limits(max_connections=10, max_keepalive_connections=10, keepalive_expiry=30)


class _Bearer(httpx.Auth):
    """Attaches the token to what goes to the endpoint's scheme, host and port, and to nothing else."""

    def __init__(self, token: Token | None, address: Address) -> None:
        self._token = token
        self._address = address

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        url, address = request.url, self._address
        port = url.port or {"http": 80, "https": 443}.get(url.scheme)
        if self._token is not None and (url.scheme, url.host.lower(), port) == address.origin:
            request.headers["Authorization"] = f"Bearer {self._token.reveal()}"
        yield request


async def _keep_location(response: httpx.Response) -> None:
    """Move ``Location`` out of httpx's sight, which reads it, and fails at it, even unfollowed."""
    if "location" in response.headers:
        response.extensions["location"] = response.headers.pop("location")


async def _read(response: httpx.Response, asking: Asking) -> Answer:
    """Read a body to its end, or to its limit.

    Raises:
        BadAnswer, TooLarge: as their names say.
        httpx.HTTPError: the connection broke.
    """
    failed = response.status_code >= 400
    found = dict(response.headers)
    if "location" in response.extensions:
        found["location"] = response.extensions["location"]
    inflate = Inflate(
        found.get("content-encoding", ""),
        _ERROR_LIMIT if failed else asking.limit,
        cut=failed or asking.cut,
    )
    async for piece in response.aiter_raw():
        inflate.feed(piece)
        if inflate.is_full:
            break
    return Answer(response.status_code, found, inflate.body(), asking.target.path, inflate.is_full)


class Wire:
    """Sends requests to one endpoint. Its client is opened when first needed.

    Args:
        endpoint: an http or https URL, with a path prefix or without.
        token: goes to the endpoint alone (design.md §6.3).
        timings: time-outs, retries and pauses.
        offline: send nothing; every call raises Offline.
        environ: proxies and certificate files are read from it; the process's own if None.
        log: told of each request that was sent.
        on_quota: told what the server says of its quota.
        on_wait: told the seconds of each pause before a read is tried again.

    Raises:
        SetupError: the endpoint is no http or https URL.
    """

    def __init__(
        self,
        endpoint: str,
        token: Token | None,
        timings: Timings,
        *,
        offline: bool = False,
        environ: Mapping[str, str] | None = None,
        log: Callable[[LogLine], None] | None = None,
        on_quota: Callable[[RateLimit], None] | None = None,
        on_wait: Callable[[float], None] | None = None,
    ) -> None:
        self.address = Address.parse(endpoint)
        self.offline = offline
        self._token = token
        self._timings = timings
        self._environ = network.system_proxies() | os.environ if environ is None else environ
        self._log = log
        self._on_quota = on_quota
        self._on_wait = on_wait
        self._auth = _Bearer(token, self.address)
        self._clients: dict[str, httpx.AsyncClient] = {}
        self._opening = asyncio.Lock()
        self._closed = False

    async def get(
        self,
        path: str,
        query: str | Sequence[tuple[str, str]] = "",
        *,
        about: str = "",
        allow: frozenset[int] = frozenset(),
        files: bool = False,
        limit: int = JSON_LIMIT,
        cut: bool = False,
        byte_range: str | None = None,
    ) -> Answer:
        """Read, with retries and redirects (design.md §5).

        Args:
            path: behind the endpoint's prefix, percent-encoded.
            query: raw, or pairs that are yet to be encoded.
            about: what is asked for, clean, for an error's text.
            allow: statuses of 400 and above that are answers here and not errors.
            files: file content, which may lie on another https host.
            limit: the most bytes the body may have.
            cut: end a longer body there, rather than with an error.
            byte_range: the value of ``Range``.

        Returns:
            An answer with a status of 200 to 299, or one that is allowed.

        Raises:
            HubError: anything else.
        """
        raw = query if isinstance(query, str) else urlencode(query, quote_via=quote, safe="")
        target = Target(f"{self.address.url}{path}{f'?{raw}' if raw else ''}", path)
        for _ in range(MOST + 1):
            asking = Asking("GET", target, limit, cut=cut, byte_range=byte_range)
            answer = await retried(partial(self._send, asking), self._timings, self._waits)
            if not answer.is_redirect:
                return self._accepted(answer, about, allow)
            target = follow(self.address, target, answer.headers["location"], files=files)
        raise errors.LinkRefused(f"The Hub redirects more than {MOST} times")

    async def send_once(self, method: str, path: str, json: object = None, *, about: str = "") -> Answer:
        """Send a change: never tried again, and no redirect is followed.

        Args:
            method: POST, PUT or DELETE.
            path: behind the endpoint's prefix, percent-encoded.
            json: the body.
            about: what is changed, clean, for an error's text.

        Returns:
            An answer with a status of 200 to 299.

        Raises:
            Moved: the server points to another address; nothing was changed.
            HubError: anything else. Its ``unknown`` tells whether the change may have been made.
        """
        asking = Asking(method, Target(f"{self.address.url}{path}", path), JSON_LIMIT, json=json)
        try:
            answer = await self._send(asking)
            if answer.is_redirect:
                where = moved_to(answer.headers["location"])
                raise errors.Moved(f"{about or 'The repo'} is now {where}", where, status=answer.status)
            return self._accepted(answer, about, frozenset())
        except (errors.ServerFailed, errors.BadAnswer, errors.ConnectionFailed) as error:
            error.unknown = not isinstance(error, errors.ConnectionFailed) or error.sent
            raise

    async def close(self) -> None:
        """Close the connections; later calls fail. Harmless when repeated."""
        self._closed = True
        clients, self._clients = list(self._clients.values()), {}
        for client in clients:
            await client.aclose()

    def _accepted(self, answer: Answer, about: str, allow: frozenset[int]) -> Answer:
        """Return an answer that is none of an error, and raise the others."""
        if 200 <= answer.status < 300 or answer.status in allow:
            return answer
        if answer.status < 400:
            raise errors.BadAnswer(f"The Hub answered with status {answer.status}", status=answer.status)
        source = self._token.source if self._token else None
        raise failures.failure(answer, about, token=source)

    def _waits(self, seconds: float) -> None:
        if self._on_wait is not None:
            self._on_wait(seconds)

    async def _send(self, asking: Asking) -> Answer:
        """Send one request and read its answer, of any status.

        Raises:
            Offline, SetupError, ConnectionFailed, TimedOut, BadAnswer, TooLarge: as their names say.
        """
        if self.offline:
            raise errors.Offline("hubtui is offline, so the Hub was not asked")
        client = await self._client(asking.target.url)
        started = time.perf_counter()
        answer: Answer | None = None
        try:
            outcome = await self._exchange(client, asking)
            answer = outcome if isinstance(outcome, Answer) else None
        finally:
            self._note(asking, answer, started)
        if isinstance(outcome, errors.HubError):
            raise outcome  # outside of any handler: what httpx raised holds headers, and is let go
        return outcome

    async def _exchange(self, client: httpx.AsyncClient, asking: Asking) -> Answer | errors.HubError:
        """Return the answer, or the error that there was none."""
        seconds = self._timings
        host = self.address.host
        try:
            request = client.build_request(
                asking.method, asking.target.url, headers=asking.headers(), json=asking.json
            )
            auth = None if asking.target.abroad else self._auth
            response = await client.send(request, stream=True, auth=auth)
            try:
                return await _read(response, asking)
            finally:
                await response.aclose()
        except (httpx.ConnectTimeout, httpx.PoolTimeout):
            return errors.TimedOut(f"{host} could not be reached within {seconds.connect:g} s")
        except httpx.TimeoutException:
            return errors.TimedOut(f"{host} did not answer within {seconds.read:g} s", sent=True)
        except (httpx.ConnectError, httpx.ProxyError, httpx.UnsupportedProtocol, UnicodeError) as error:
            return failures.no_answer(error, host, sent=False)
        except (httpx.HTTPError, httpx.StreamError) as error:
            return failures.no_answer(error, host, sent=True)
        except httpx.InvalidURL:
            return errors.BadRequest("This cannot be asked: its address is too long or not one")
        except errors.BadAnswer as error:
            return error

    def _note(self, asking: Asking, answer: Answer | None, started: float) -> None:
        """Write the log line and pass the quota on."""
        if self._log is not None:
            ms = round((time.perf_counter() - started) * 1000)
            request_id = one_line(answer.request_id or "")[:120] if answer else ""
            status = answer.status if answer else None
            self._log(LogLine(asking.method, one_line(asking.target.path), status, ms, request_id or None))
        limit = headers.rate_limit(answer.headers) if answer and self._on_quota else None
        if limit is not None and self._on_quota is not None:
            self._on_quota(limit)

    async def _client(self, url: str) -> httpx.AsyncClient:
        """Return the client for a URL's scheme, opening it when first needed."""
        scheme = url.partition(":")[0]
        async with self._opening:
            if self._closed:
                raise errors.ConnectionFailed("The connection is closed", "", passing=False)
            if scheme not in self._clients:
                context = None
                if scheme == "https":
                    # It reads hundreds of certificates, longer than a frame may take.
                    context = await asyncio.to_thread(network.tls, self._environ)
                self._clients[scheme] = self._opened(context)
            return self._clients[scheme]

    def _opened(self, context: ssl.SSLContext | None) -> httpx.AsyncClient:
        """Return a client with the environment's proxies."""
        # httpx takes the context as it is, and without one httpcore makes none before it dials https.
        verify = cast("ssl.SSLContext", context)
        seconds = self._timings
        return httpx.AsyncClient(
            auth=self._auth,
            headers={"User-Agent": f"hubtui/{__version__}", "Accept": "application/json, text/plain, */*"},
            timeout=httpx.Timeout(seconds.read, connect=seconds.connect, pool=None),
            transport=httpx.AsyncHTTPTransport(verify=verify, trust_env=False, limits=_LIMITS),
            mounts={
                pattern: httpx.AsyncHTTPTransport(verify=verify, trust_env=False, limits=_LIMITS, proxy=proxy)
                if proxy
                else None
                for pattern, proxy in network.proxies(self.address, self._environ).items()
            },
            trust_env=False,
            event_hooks={"response": [_keep_location]},
        )
