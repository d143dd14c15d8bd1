"""What goes on the wire, what comes back, and what is written down about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hubtui.hub.redirects import Target

JSON_LIMIT = 32 * 1024 * 1024
"""The most that a JSON body may hold, in bytes after decompression."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One request. The token is not in here."""

    method: str
    target: Target
    limit: int = JSON_LIMIT
    """The most bytes the answer's body may have."""
    cut: bool = False
    """End a longer body at the limit, rather than with an error."""
    byte_range: str | None = None
    """The value of ``Range``."""
    json: object = None
    """The body of a change."""

    def headers(self) -> dict[str, str]:
        """Return the headers of this request."""
        if self.byte_range is None:
            return {"Accept-Encoding": "gzip"}
        return {"Accept-Encoding": "identity", "Range": self.byte_range}


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and body. None of them is clean: texts pass hubtui.text before they are shown."""

    status: int
    headers: Mapping[str, str]
    """Looked up in lower case; repeated ones are joined by ``, ``."""
    body: bytes
    """Decompressed."""
    path: str = ""
    """The path that answered, after redirects; percent-encoded and without the endpoint's prefix."""
    cut: bool = False
    """The body was longer than asked for and ends early."""

    @property
    def request_id(self) -> str | None:
        """``X-Request-Id``, or what stands in for it (wire.md §1.5); clean."""
        found = self.headers.get("x-request-id") or self.headers.get("x-amz-cf-id") or ""
        return one_line(found).strip()[:120] or None

    @property
    def is_redirect(self) -> bool:
        """Whether the server points elsewhere (wire.md §1.6)."""
        return self.status in {301, 302, 303, 307, 308} and "location" in self.headers


@dataclass(frozen=True, slots=True)
class LogLine:
    """What may be written down about one request; never a query, a header, a token or a body."""

    method: str
    path: str
    """Clean, without query and host."""
    status: int | None
    """None where no answer came."""
    ms: int
    """Milliseconds from sending to the end of the body."""
    request_id: str | None
    """Clean."""
