"""Links that strangers wrote into a repo's text: resolved against the repo, and vetted before anything opens them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from hubtui.hub.errors import NotAPage
from hubtui.hub.paths import quoted_id
from hubtui.hub.urls import parse_web, repo_url
from hubtui.text import is_plain, one_line

if TYPE_CHECKING:
    from hubtui.hub.models import RepoRef

LONGEST: Final = 2000
"""Characters of a link; what is longer is no address that a person wrote."""
_SHOWN = 60
"""Characters of a link that a refusal quotes."""
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Kept as they are in a path, a query and a fragment; escapes stay escapes.
_SAFE = "%/:@!$&'()*+,;=~-._"
_QUERY = _SAFE + "?[]|"


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a link leads to. Exactly one of ``url``, ``anchor`` and ``refused`` is not empty."""

    url: str = ""
    """An absolute http or https address in ASCII, without a user name."""
    anchor: str = ""
    """A place in the same text, decoded, without the ``#``."""
    refused: str = ""
    """Why the link is not followed, as a sentence without a full stop, clean."""
    repo: RepoRef | None = None
    """The repo of this Hub whose page or files the address is, where that is another one than the text's."""


@dataclass(frozen=True, slots=True)
class Base:
    """Where a text stands, against which its links are resolved."""

    repo: RepoRef
    revision: str = "main"
    endpoint: str = ""
    """The Hub's address, without a slash at its end."""

    def file_url(self, path: str, *, image: bool = False) -> str:
        """Return the address of a file's page, or of the file itself for an image (wire.md §3)."""
        return f"{self.repo_url}/{'resolve' if image else 'blob'}/{_quoted(self.revision)}/{path}"

    def commit_url(self, sha: str) -> str:
        """Return the address of a commit's page."""
        return f"{self.repo_url}/commit/{_quoted(sha)}"

    @property
    def tree_url(self) -> str:
        """The address of the page that shows the repo as it is at the revision."""
        return f"{self.repo_url}/tree/{_quoted(self.revision)}"

    @property
    def repo_url(self) -> str:
        """The address of the repo's page."""
        return f"{self.endpoint}/{self.repo.kind.web_prefix}{quoted_id(self.repo.id)}"


def resolve(href: str, base: Base, *, image: bool = False) -> Resolved:
    """Resolve a link as a browser on the repo's page does, and vet it.

    Args:
        href: as it was written, whatever it holds.
        base: where the text stands.
        image: whether it is an image's address, which leads to the file and not to its page.
    """
    href = href.strip(" \t\n\r\f")
    if not href:
        return Resolved(refused="This link is empty")
    if len(href) > LONGEST:
        return Resolved(refused=f"This link is too long to be followed: {_short(href)}")
    if not is_plain(href) or "\\" in href:
        return Resolved(refused=f"This link holds characters that no address has: {_short(href)}")
    if href.startswith("#"):
        return _anchor(href)
    if href.startswith("//"):
        href = f"https:{href}"
    if (scheme := _SCHEME.match(href)) is not None:
        if scheme[1].lower() not in ("http", "https"):
            return Resolved(refused=f"Only http and https links are opened, and this is {_short(href)}")
        return _elsewhere(href, base)
    return _within(href, base, image=image)


def _quoted(name: str) -> str:
    """Return a revision as one part of a path."""
    return quote(name, safe="", errors="replace")


def _anchor(href: str) -> Resolved:
    """Read a link to a place in the same text."""
    name = one_line(unquote(href[1:], errors="replace")).strip()
    return Resolved(anchor=name) if name else Resolved(refused="This link leads nowhere: #")


def _elsewhere(href: str, base: Base) -> Resolved:
    """Read an absolute address."""
    try:
        parts = urlsplit(href)
        netloc = _netloc(parts)
    except ValueError:
        netloc = ""
    if not netloc:
        return Resolved(refused=f"This is no address that can be opened: {_short(href)}")
    url = _joined(parts, netloc, parts.path or "/")
    return Resolved(url=url, repo=_repo_of(url, base))


def _within(href: str, base: Base, *, image: bool) -> Resolved:
    """Read a path on the Hub, or one in the repo."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return Resolved(refused=f"This is no address that can be opened: {_short(href)}")
    steps = _steps(parts.path)
    if steps is None:
        return Resolved(refused=f"This link leads out of the repo: {_short(href)}")
    tail = urlunsplit(("", "", "", quote(parts.query, safe=_QUERY), quote(parts.fragment, safe=_QUERY)))
    path = quote("/".join(steps), safe=_SAFE, errors="replace")
    if parts.path.startswith("/"):
        url = f"{base.endpoint}/{path}{tail}"
        return Resolved(url=url, repo=_repo_of(url, base))
    if not path:
        return Resolved(url=repo_url(base.repo, base.endpoint) + tail)
    return Resolved(url=base.file_url(path, image=image) + tail)


def _steps(path: str) -> list[str] | None:
    """Return the segments of a path without its dots, or None where these lead above its root."""
    steps: list[str] = []
    # An escaped dot is a dot to browsers and servers alike.
    for step in path.split("/"):
        plain = unquote(step, errors="replace")
        if plain == "..":
            if not steps:
                return None
            steps.pop()
        elif plain not in ("", "."):
            steps.append(step)
    if steps and path.endswith("/"):
        steps.append("")
    return steps


def _netloc(parts: SplitResult) -> str:
    """Return host and port in ASCII, or nothing where there is no host or a user name before it.

    Raises:
        ValueError: the port is not one, or the host cannot be written in ASCII.
    """
    host = parts.hostname or ""
    if parts.username is not None or parts.password is not None or not host:
        return ""
    if ":" in host:
        host = f"[{host}]"
    elif not host.isascii():
        # Letters that only look like others are seen for what they are: xn--….
        host = host.encode("idna").decode()
    if re.fullmatch(r"[a-z0-9._~\[\]:-]+", host) is None:
        return ""
    return host if parts.port is None else f"{host}:{parts.port}"


def _joined(parts: SplitResult, netloc: str, path: str) -> str:
    quoted = (quote(text, safe=safe, errors="replace") for text, safe in (
        (path, _SAFE), (parts.query, _QUERY), (parts.fragment, _QUERY)
    ))  # fmt: skip
    return urlunsplit((parts.scheme.lower(), netloc, *quoted))


def _repo_of(url: str, base: Base) -> RepoRef | None:
    """Return the repo whose own page an address is, or the top of its files; None for the text's own repo."""
    try:
        repo = parse_web(url, base.endpoint).repo
    except NotAPage:
        return None
    if repo is None or repo == base.repo:
        return None
    path = unquote(urlsplit(url).path, errors="replace").rstrip("/")
    pages = (f"{repo.kind.web_prefix}{repo.id}", f"models/{repo.id}")
    return repo if path.endswith((*pages, *(f"{page}/tree/main" for page in pages))) else None


def _short(href: str) -> str:
    text = one_line(href)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
