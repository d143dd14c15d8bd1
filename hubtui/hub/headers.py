"""The response headers that are acted on: next links, quotas, waits (wire.md §1.5, §1.7, §1.9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hubtui.hub.models import RateLimit
from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINK = re.compile(r"<([^>]*)>([^<]*)")
_REL = re.compile(r""";\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))""", re.IGNORECASE)
_PART = re.compile(r"""\s*"?([a-z])\s*=\s*"?(\d{1,15})"?\s*""", re.IGNORECASE)


def link(headers: Mapping[str, str], rel: str) -> str | None:
    """Return the raw target of the first ``Link`` of that relation, or None."""
    for target, attributes in _LINK.findall(headers.get("link", "")):
        found = _REL.search(attributes)
        if found and rel in (found[1] or found[2] or "").lower().split():
            return str(target)
    return None


def next_query(headers: Mapping[str, str], asked: str) -> tuple[str | None, str]:
    """Return the raw query of the next page, if there is one, and why a link must not be followed, if so.

    Of the link only the query is used (design.md §5), so its host does not matter; its path must be the one
    that was asked, whatever prefix stands before it.

    Args:
        headers: of the answer.
        asked: the path just asked, without the endpoint's prefix, percent-encoded.
    """
    target = link(headers, "next")
    if target is None:
        return None, ""
    try:
        parts = urlsplit(target)
    except ValueError:
        return None, "the server's next link cannot be read"
    if not parts.path.endswith(asked):
        return None, f"the server's next link leads elsewhere: {one_line(parts.path)[:80]}"
    if not parts.query:
        return None, "the server's next link asks for nothing"
    return parts.query, ""


def rate_limit(headers: Mapping[str, str]) -> RateLimit | None:
    """Return what ``RateLimit`` and ``RateLimit-Policy`` say (wire.md §1.9), or None."""
    first = headers.get("ratelimit", "").split(",")[0]
    parts = _parts(first)
    if "r" not in parts:
        return None
    name = next((part for part in first.split(";") if part.strip() and "=" not in part), "api")
    return RateLimit(
        bucket=one_line(name).strip(' "').lower()[:20],
        left=parts["r"],
        quota=_parts(headers.get("ratelimit-policy", "").split(",")[0]).get("q"),
        reset=parts.get("t", 0),
    )


def retry_after(headers: Mapping[str, str]) -> int | None:
    """Return the whole seconds of ``Retry-After``, or None for a date, nonsense or nothing."""
    value = headers.get("retry-after", "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def date(headers: Mapping[str, str]) -> int | None:
    """Return ``Date``, the server's clock, in seconds since the epoch; None for nonsense or nothing."""
    from email.utils import parsedate_to_datetime

    try:
        return int(parsedate_to_datetime(headers.get("date", "")).timestamp())
    except (ValueError, TypeError, OverflowError):
        return None


def _parts(text: str) -> dict[str, int]:
    """Return the one-letter parts such as ``r=999;t=286``."""
    found = (_PART.fullmatch(part) for part in text.split(";"))
    return {part[1].lower(): int(part[2]) for part in found if part}
