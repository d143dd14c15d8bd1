"""The wire: the httpx client, with the token, time-outs, proxies, certificates and the limit on bodies."""

from __future__ import annotations

import asyncio
import importlib
import os
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import urlsplit

from hubtui import __version__
from hubtui.hub import errors, failures, network
from hubtui.hub.answer import Answer
from hubtui.hub.inflate import Inflate
from hubtui.hub.sending import Sender
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
    from socksio.exceptions import SOCKSError  # httpcore lets these through

# These are imported at the first request otherwise, in the event loop, where they hold up the screen.
for _name in ("httpcore", "anyio._backends._asyncio"):
    with suppress(ImportError):
        importlib.import_module(_name)

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Generator, Iterator, Mapping
    from types import ModuleType

    from hubtui.hub.address import Address
    from hubtui.hub.answer import Asking, LogLine
    from hubtui.hub.credentials import Token
    from hubtui.hub.models import RateLimit
    from hubtui.hub.retry import OnWait
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


async def _read(response: httpx.Response, asking: Asking) -> Answer | errors.BadAnswer:
    """Read a body to its end, or to its limit.

    Raises:
        httpx.HTTPError: the connection broke.
    """
    status, found = response.status_code, dict(response.headers)
    if "location" in response.extensions:
        found["location"] = response.extensions["location"]
    aside = status >= 300
    limit = _ERROR_LIMIT if aside else asking.limit
    answer = Answer(status, found, b"", asking.target.path)
    try:
        inflate = Inflate(found.get("content-encoding", ""), limit, cut=aside or asking.cut)
        async for piece in response.aiter_raw():
            inflate.feed(piece)
            if inflate.is_full:
                break
        return replace(answer, body=inflate.body(), cut=inflate.is_full)
    except errors.BadAnswer as error:
        error.status, error.request_id = status, answer.request_id
        return error


class Wire(Sender):
    """Sends by httpx. Its client is opened when first needed.

    Args:
        endpoint: an http or https URL, with a path prefix or without.
        token: goes to the endpoint alone (design.md §6.3).
        timings: time-outs, retries and pauses.
        offline: send nothing; every call raises Offline.
        environ: proxies and certificate files are read from it; the process's own if None.
        log: told of each request that was sent.
        on_quota: told what the server says of its quota.
        on_wait: told the seconds of each pause before a read is tried again, and what happened.
        on_refusal: told each time that the token is not accepted.

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
        on_wait: OnWait | None = None,
        on_refusal: Callable[[errors.BadToken], None] | None = None,
    ) -> None:
        super().__init__(
            endpoint,
            token,
            timings,
            offline=offline,
            log=log,
            on_quota=on_quota,
            on_wait=on_wait,
            on_refusal=on_refusal,
        )
        if environ is None or environ is os.environ:
            environ = network.system_proxies() | os.environ
        self._environ = environ
        self._auth = _Bearer(token, self.address)
        self._clients: dict[str, httpx.AsyncClient] = {}
        self._opening = asyncio.Lock()
        self._closed = False
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def exchange(self, asking: Asking) -> Answer | errors.HubError:
        """Send one request and return its answer, of any status, or the error that there was none.

        What httpx raises holds the token's header: it is turned into an error here and let go.

        Raises:
            SetupError: the client cannot be built.
        """
        client = await self._client(asking.target.url)
        started = time.perf_counter()
        outcome: Answer | errors.HubError | None = None
        self._under_way += 1
        self._idle.clear()
        try:
            outcome = await self._carried(client, asking)
        finally:
            self._note(asking, outcome, time.perf_counter() - started)
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()
        return outcome

    async def retire(self) -> None:
        """Close the connections once no request is under way any more."""
        await self._idle.wait()
        await self.close()

    async def close(self) -> None:
        """Close the connections; later calls fail. Harmless when repeated."""
        self._closed = True
        clients, self._clients = list(self._clients.values()), {}
        for client in clients:
            await client.aclose()

    async def _carried(self, client: httpx.AsyncClient, asking: Asking) -> Answer | errors.HubError:
        """Return the answer, or the error that stands for what httpx raised."""
        seconds = self.timings
        host = one_line(urlsplit(asking.target.url).hostname or "")
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
        except (httpx.ProxyError, SOCKSError):
            return errors.ConnectionFailed(f"The proxy gives no way to {host}")
        except (httpx.ConnectError, httpx.UnsupportedProtocol, UnicodeError) as error:
            return failures.no_answer(error, host, sent=False)
        except (httpx.HTTPError, httpx.StreamError) as error:
            return failures.no_answer(error, host, sent=True)
        except httpx.InvalidURL:
            return errors.BadRequest("This cannot be asked, for it makes no valid address")

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
        """Return a client with the environment's proxies and without cookies."""

        def transport(proxy: str | None = None) -> httpx.AsyncHTTPTransport:
            # httpx takes the context as it is, and without one httpcore makes none before it dials https.
            verify = cast("ssl.SSLContext", context)
            return httpx.AsyncHTTPTransport(verify=verify, trust_env=False, limits=_LIMITS, proxy=proxy)

        proxies = network.proxies(self.address, self._environ)
        return httpx.AsyncClient(
            headers={"User-Agent": f"hubtui/{__version__}", "Accept": "application/json, text/plain, */*"},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            timeout=httpx.Timeout(self.timings.read, connect=self.timings.connect, pool=None),
            transport=transport(),
            mounts={pattern: transport(proxy) if proxy else None for pattern, proxy in proxies.items()},
            trust_env=False,
            event_hooks={"response": [_keep_location]},
        )
