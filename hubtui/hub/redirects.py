"""Where a redirect leads, and whether to go there (design.md §5, Redirects)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from hubtui.hub.address import origin
from hubtui.hub.errors import LinkRefused
from hubtui.text import is_plain, one_line

if TYPE_CHECKING:
    from hubtui.hub.address import Address

MOST = 5
"""How many redirects one read follows."""

_IN_API = re.compile(r"/api/(?:models|datasets|spaces)/([^/]+/[^/]+)")
_IN_WEB = re.compile(r"^/(?:(?:datasets|spaces)/)?([^/]+/[^/]+)")


class Target(NamedTuple):
    """Where to send a read."""

    url: str
    path: str
    """For the log and for next links: without the endpoint's prefix, or the whole path of another host."""
    abroad: bool = False
    """On another host than the endpoint, where no token goes, nor ever again in this read."""


def follow(address: Address, at: Target, location: str, *, files: bool) -> Target:
    """Return where a read goes next.

    Args:
        address: the endpoint.
        at: what answered with the redirect.
        location: the raw ``Location``, relative or absolute (wire.md §1.6).
        files: whether the read is of file content, which lies on storage hosts and may be fetched there.

    Raises:
        LinkRefused: it leaves the endpoint, or for file content leaves it other than by https.
    """
    try:
        parts = urlsplit(urljoin(at.url, location))
        target = origin(parts)
    except ValueError:
        parts = None
    if parts is None or not is_plain(location) or not target[1] or parts.username is not None:
        raise LinkRefused("The Hub redirects to an address that cannot be read")
    if target == address.origin and not at.abroad:
        path = _within(address, parts.path, location)
        if path is not None:
            query = f"?{parts.query}" if parts.query else ""
            return Target(f"{address.url}{path}{query}", path)
    elif files and target[0] == "https":
        return Target(parts._replace(fragment="").geturl(), parts.path, abroad=True)
    where = f"{parts.hostname}{parts.path}"
    raise LinkRefused(f"The Hub redirects to an address that is not followed: {one_line(where)[:100]}")


def moved_to(location: str) -> str:
    """Return the id that a change's redirect points to, clean; the whole path where there is none in it."""
    try:
        path = urlsplit(location).path
    except ValueError:
        path = location
    found = _IN_API.search(path) or _IN_WEB.search(path)
    return one_line(unquote(found[1] if found else path))[:200]


def _within(address: Address, path: str, location: str) -> str | None:
    """Return a path behind the endpoint's prefix, or None outside of it.

    A Hub behind a proxy with a prefix does not know the prefix and leaves it out of relative locations.
    """
    if any(unquote(step) in {".", ".."} for step in path.split("/")):
        return None
    inner = address.without_prefix(path)
    if inner is None and location.startswith("/") and (path.startswith("/api/") or "/resolve/" in path):
        return path
    return inner
