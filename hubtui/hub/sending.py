"""How the Hub is asked: reads with retries and redirects, changes once. What carries them is hubtui.hub.wire."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from hubtui.hub import errors, failures, headers
from hubtui.hub.address import Address
from hubtui.hub.answer import JSON_LIMIT, Answer, Asking, LogLine
from hubtui.hub.redirects import MOST, Target, follow, moved_to
from hubtui.hub.retry import retried
from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hubtui.hub.credentials import Token
    from hubtui.hub.models import RateLimit
    from hubtui.hub.retry import OnWait
    from hubtui.timings import Timings

_LANDED = 64
"""How many places are remembered."""


class Sender(ABC):
    """Sends requests to one endpoint by way of exchange(), which a subclass knows how to do.

    Args:
        endpoint: an http or https URL, with a path prefix or without.
        token: goes to the endpoint alone (design.md §6.3).
        timings: time-outs, retries and pauses.
        offline: send nothing; every call raises Offline.
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
        log: Callable[[LogLine], None] | None = None,
        on_quota: Callable[[RateLimit], None] | None = None,
        on_wait: OnWait | None = None,
        on_refusal: Callable[[errors.BadToken], None] | None = None,
    ) -> None:
        self.address = Address.parse(endpoint)
        self.token = token
        self.timings = timings
        self.offline = offline
        self._log = log
        self._on_quota = on_quota
        self._on_wait = on_wait
        self._on_refusal = on_refusal
        self._landed: dict[Target, Target] = {}
        """Where the bytes of large files were found (wire.md §2.8), by where they were asked for."""

    @abstractmethod
    async def exchange(self, asking: Asking) -> Answer | errors.HubError:
        """Send one request and return its answer, of any status, or the error that there was none."""

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
        raw = (
            query if isinstance(query, str) else urlencode(query, quote_via=quote, safe="", errors="replace")
        )
        first = Target(f"{self.address.url}{path}{f'?{raw}' if raw else ''}", path)
        target = (self._landed.get(first) if byte_range is not None else None) or first
        for _ in range(MOST + 1):
            asking = Asking("GET", target, limit, cut=cut, byte_range=byte_range)
            answer = await retried(partial(self._send, asking), self.timings, self._on_wait)
            if answer.is_redirect:
                target = follow(self.address, target, answer.headers["location"], files=files)
            elif answer.status >= 400 and self._landed.pop(first, None) is not None:
                # Signed addresses hold for some time only: from the beginning, then.
                target = first
            else:
                if byte_range is not None:
                    self._remember_landing(first, target)
                return self._accepted(answer, about, allow)
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
        asking = Asking(method, Target(f"{self.address.url}{path}", path), json=json)
        try:
            answer = await self._send(asking)
            if answer.is_redirect:
                where = moved_to(answer.headers["location"])
                what = f"{about or 'The repo'} is now {where}"
                raise errors.Moved(what, where, status=answer.status, request_id=answer.request_id)
            return self._accepted(answer, about, frozenset())
        except (errors.ServerFailed, errors.BadAnswer, errors.ConnectionFailed) as error:
            error.unknown = not isinstance(error, errors.ConnectionFailed) or error.sent
            raise

    async def _send(self, asking: Asking) -> Answer:
        """Send one request and return its answer, of any status.

        Raises:
            Offline, SetupError, ConnectionFailed, TimedOut, BadAnswer, TooLarge: as their names say.
        """
        if self.offline:
            raise errors.Offline("hubtui is offline, so the Hub was not asked")
        outcome = await self.exchange(asking)
        if isinstance(outcome, errors.HubError):
            raise outcome
        limit = headers.rate_limit(outcome.headers) if self._on_quota else None
        if limit is not None and self._on_quota is not None:
            self._on_quota(limit)
        return outcome

    def _remember_landing(self, first: Target, last: Target) -> None:
        """Remember where redirects led, so that further parts of a large file cost one request and not three."""
        if last != first:
            self._landed[first] = last
            if len(self._landed) > _LANDED:
                del self._landed[next(iter(self._landed))]

    def _accepted(self, answer: Answer, about: str, allow: frozenset[int]) -> Answer:
        """Return an answer that is none of an error, and raise the others."""
        if 200 <= answer.status < 300 or answer.status in allow:
            return answer
        if answer.status < 400:
            what = f"The Hub answered with status {answer.status}"
            raise errors.BadAnswer(what, status=answer.status, request_id=answer.request_id)
        error = failures.failure(answer, about, token=self.token.source if self.token else None)
        if isinstance(error, errors.BadToken) and self._on_refusal is not None:
            self._on_refusal(error)
        raise error

    def _note(self, asking: Asking, outcome: Answer | errors.HubError | None, seconds: float) -> None:
        """Write the log line of a request that took so many seconds."""
        if self._log is not None:
            status = outcome.status if outcome is not None else None
            request_id = outcome.request_id if outcome is not None else None
            path = one_line(asking.target.path)
            self._log(LogLine(asking.method, path, status, round(seconds * 1000), request_id))
