"""Links to large files: signed, short-lived, and complete, so that nothing is kept between link and download."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from hubtui.demo.conversions import by_digest, shipped
from hubtui.demo.stored_file import StoredFile, octets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LIFETIME = 3600
"""Seconds in which a link works."""
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Linked:
    """A large file as a link names it."""

    sha256: str
    name: str
    size: int
    commit: str

    def pieces(self, start: int, stop: int) -> Iterator[bytes]:
        """Yield the bytes of a range, at most a mebibyte at a time."""
        real = by_digest().get(self.sha256)
        for begin in range(start, stop, _PIECE):
            end = min(stop, begin + _PIECE)
            yield shipped(real)[begin:end] if real else octets(self.sha256, self.name, begin, end)


class Storage:
    """Signs links and checks them.

    Args:
        clock: seconds since the epoch.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)

    def link(self, file: StoredFile, commit: str) -> str:
        """Return path and query from which a file in LFS can be fetched for an hour."""
        facts = {
            "name": file.path.rpartition("/")[2],
            "size": str(file.size),
            "commit": commit,
            "X-Amz-Date": str(int(self._clock())),
            "X-Amz-Expires": str(LIFETIME),
        }
        signature = self._signature(file.sha256, facts)
        return f"/storage/{file.sha256}?{urlencode(facts | {'X-Amz-Signature': signature})}"

    def read(self, sha256: str, query: Mapping[str, str]) -> Linked | None:
        """Return the file that a link names, or None where the link is not ours or its time is over."""
        facts = {name: value for name, value in query.items() if name != "X-Amz-Signature"}
        signature = query.get("X-Amz-Signature", "")
        if not hmac.compare_digest(signature.encode(), self._signature(sha256, facts).encode()):
            return None
        if self._clock() > int(facts["X-Amz-Date"]) + int(facts["X-Amz-Expires"]):
            return None
        return Linked(sha256, facts["name"], int(facts["size"]), facts["commit"])

    def _signature(self, sha256: str, facts: Mapping[str, str]) -> str:
        text = "\n".join([sha256, *(f"{name}={facts[name]}" for name in sorted(facts))])
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()
