"""The website's own URLs: from an address to what it shows, and from a question or a repo to its address.

The website asks with other words than the API: each group of tags has a parameter of its own, and the sort keys
have names of their own. Both are read here; what is written is what the website writes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from hubtui.hub.address import Address, origin
from hubtui.hub.credentials import DEFAULT_ENDPOINT
from hubtui.hub.criteria import SORTS, Criteria, Kind, Sort
from hubtui.hub.errors import NotAPage
from hubtui.hub.facets import FACETS, facet_values
from hubtui.hub.models import RepoRef
from hubtui.text import is_plain, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

PUBLIC_HOSTS: Final = frozenset({"huggingface.co", "www.huggingface.co", "hf.co", "www.hf.co"})
"""The public Hub's own names; its addresses are read whatever endpoint is in use, for mirrors mirror it."""

_KINDS = {kind.plural: kind for kind in Kind}
# What the website calls the sort keys; what is not in here it calls as the API does.
_SORT_WORDS = {
    Sort.TRENDING: "trending",
    Sort.UPDATED: "modified",
    Sort.CREATED: "created",
    Sort.PARAMETERS: "most_params",
    Sort.ROWS: "most_rows",
}
_SORTS = {sort.value: sort for sort in Sort} | {word: sort for sort, word in _SORT_WORDS.items()}
# Parts of the website that stand where an owner would.
_SITE = frozenset((
    "about", "api", "blog", "brand", "buckets", "changelog", "chat", "collections", "docs", "enterprise",
    "inference", "join", "kernels", "languages", "learn", "login", "logout", "metrics", "new", "new-dataset",
    "new-space", "notifications", "oauth", "organizations", "papers", "playground", "posts", "pricing",
    "privacy", "search", "settings", "storage", "subscribe", "support", "tasks", "terms-of-service",
))  # fmt: skip
# Pages within a repo, by which a historic id without an owner is told from one with (wire.md §1.2).
_WITHIN = frozenset((
    "blame", "blob", "commit", "commits", "community", "discussions", "edit", "raw", "resolve", "settings",
    "tree", "upload", "viewer",
))  # fmt: skip
# Parameters that change how much is shown and not what.
_HARMLESS = frozenset({"p", "withCount", "full", "limit"})


@dataclass(frozen=True, slots=True)
class Target:
    """What an address leads to: a list, an author, or one repo."""

    criteria: Criteria
    """What to ask in any case: of an author the models, of a repo its id as the search."""
    repo: RepoRef | None = None
    """The one repo that is meant."""
    author: str = ""
    """The author whose page is meant, which shows all kinds."""
    ignored: tuple[str, ...] = ()
    """Parameters that ask for something that cannot be asked here, clean, each as ``name=value``."""


def web_url(criteria: Criteria, endpoint: str = DEFAULT_ENDPOINT) -> str:
    """Return the website's address of a question; defaults are left out.

    Args:
        criteria: without lone surrogates, which have no bytes and become question marks.
        endpoint: the Hub's address, without a slash at its end.
    """
    query = urlencode(_pairs(criteria), quote_via=quote, safe=":/,", errors="replace")
    return f"{endpoint}/{criteria.kind.plural}{'?' if query else ''}{query}"


def repo_url(repo: RepoRef, endpoint: str = DEFAULT_ENDPOINT) -> str:
    """Return the website's address of a repo."""
    return f"{endpoint}/{repo.kind.web_prefix}{quote(repo.id, safe='/', errors='replace')}"


def parse_web(url: str, endpoint: str = DEFAULT_ENDPOINT) -> Target:
    """Read an address of the website: of the public Hub, or of the endpoint with its path prefix.

    Args:
        url: http or https.
        endpoint: the Hub that is open.

    Raises:
        NotAPage: it is elsewhere, or no list, author or repo.
    """
    try:
        parts = urlsplit(url.strip())
        path = _path(parts, Address.parse(endpoint))
    except ValueError:
        path = None
    if path is None:
        raise NotAPage(f"{_short(url)} is no address of this Hub")
    segments = [unquote(part, errors="replace") for part in path.split("/") if part]
    query = parse_qsl(parts.query, keep_blank_values=True, errors="replace")
    return _target(segments, query, url)


def parse_id(text: str) -> RepoRef:
    """Read a repo's id as the website's paths have it: ``org/name``, ``datasets/org/name``, ``spaces/org/name``.

    A historic id has no owner: ``gpt2``, ``datasets/squad``.

    Raises:
        NotAPage: it cannot be one.
    """
    first, _, rest = text.partition("/")
    kind = _KINDS.get(first) if rest else None
    name = text if kind is None else rest
    halves = name.split("/")
    if len(halves) > 2 or not all(map(_is_name, halves)) or (kind is Kind.SPACE and len(halves) < 2):
        raise NotAPage(f"{_short(text)} is no repo's id")
    return RepoRef(kind or Kind.MODEL, name)


def is_of_hub(url: str, endpoint: str = DEFAULT_ENDPOINT) -> bool:
    """Tell whether an address is on the endpoint's own scheme, host and port."""
    parts = urlsplit(url)
    try:
        return parts.username is None and origin(parts) == Address.parse(endpoint).origin
    except ValueError:
        return False


def looks_like_url(text: str) -> bool:
    """Tell whether text is meant as a web address."""
    return text.lower().startswith(("http://", "https://"))


def _path(parts: SplitResult, address: Address) -> str | None:
    """Return the path on the website, or None where the address is another one's."""
    if parts.scheme not in ("http", "https") or parts.username is not None:
        return None
    host = (parts.hostname or "").lower()
    default = parts.port in (None, 80, 443)
    if host == address.host and (parts.port == address.port or (default and address.port in (80, 443))):
        return address.without_prefix(parts.path.rstrip("/") + "/")
    return parts.path if host in PUBLIC_HOSTS and default else None


def _target(segments: Sequence[str], query: list[tuple[str, str]], url: str) -> Target:
    """Return what path and query lead to."""
    if not segments:
        return Target(Criteria())
    if not all(map(_is_name, segments[:3])):
        raise NotAPage(f"{_short(url)} is no list, author or repo")
    kind = _KINDS.get(segments[0])
    if kind is not None:
        return _of_kind(kind, segments[1:], query, url)
    if segments[0].lower() in _SITE:
        raise NotAPage(f"{_short(url)} is a page without a list, author or repo")
    if len(segments) == 1:
        return Target(Criteria(author=segments[0]), author=segments[0])
    if len(segments) == 2 and segments[1] in _KINDS:
        return _list(_KINDS[segments[1]], [*query, ("author", segments[0])])
    return _single(Kind.MODEL, segments)


def _of_kind(kind: Kind, rest: Sequence[str], query: list[tuple[str, str]], url: str) -> Target:
    """Return what the path after ``models``, ``datasets`` or ``spaces`` leads to."""
    if not rest:
        return _list(kind, query)
    if len(rest) == 1 and kind is Kind.SPACE:
        return _list(kind, [*query, ("author", rest[0])])
    if len(rest) == 1 and kind is Kind.MODEL:
        raise NotAPage(f"{_short(url)} is no list, author or repo")
    return _single(kind, rest)


def _single(kind: Kind, segments: Sequence[str]) -> Target:
    """Return the repo that a path begins with, whichever of its pages is meant."""
    historic = len(segments) == 1 or (segments[1] in _WITHIN and kind is not Kind.SPACE)
    name = segments[0] if historic else "/".join(segments[:2])
    return Target(Criteria(kind, search=name), RepoRef(kind, name))


def _list(kind: Kind, query: list[tuple[str, str]]) -> Target:
    """Return the list that the website's parameters ask for."""
    found, ignored = Criteria(kind), []
    for name, value in query:
        after = _asked(found, name, value) if value else found
        if after is None:
            ignored.append(one_line(f"{name}={value}"))
        else:
            found = after
    return Target(found, ignored=tuple(ignored))


def _asked(criteria: Criteria, name: str, value: str) -> Criteria | None:
    """Return criteria with one more parameter of the website, or None where it cannot be asked."""
    if name in _HARMLESS or name.startswith("utm_"):
        return criteria
    if name == "sort":
        sort = _SORTS.get(value)
        return replace(criteria, sort=sort) if sort in SORTS[criteria.kind] else None
    if name in FACETS[criteria.kind]:
        tags = facet_values(criteria.kind, name, value)
        return None if tags is None else replace(criteria, tags=criteria.tags + tags)
    if name == "library" and criteria.kind is Kind.MODEL:
        first, *others = [*filter(None, [criteria.library]), *filter(None, value.split(","))]
        return replace(criteria, library=first, tags=(*criteria.tags, *others))
    field = _COMMON.get(name) or _OF_KIND[criteria.kind].get(name)
    if field is None:
        return None
    # What the website has in common with the API is read as the API's.
    asked = Criteria.from_parameters(criteria.kind, [(name, value)])
    more = getattr(asked, field)
    return replace(criteria, **{field: getattr(criteria, field) + more if isinstance(more, tuple) else more})


_COMMON = {"search": "search", "author": "author", "gated": "gated", "direction": "ascending"}
_OF_KIND: dict[Kind, dict[str, str]] = {
    Kind.MODEL: {
        "pipeline_tag": "task",
        "num_parameters": "num_parameters",
        "apps": "apps",
        "inference_provider": "inference_providers",
    },
    Kind.DATASET: {},
    Kind.SPACE: {"models": "models", "datasets": "datasets"},
}


def _pairs(criteria: Criteria) -> list[tuple[str, str]]:
    """Return the website's parameters of a question, in a fixed order."""
    pairs = []
    for name, value in criteria.parameters():
        if name == "filter":
            pairs.append((_facet(criteria.kind, value), value))
        elif name == "sort":
            if criteria.sort is not SORTS[criteria.kind][0]:
                pairs.append((name, _SORT_WORDS.get(criteria.sort, value)))
        elif name != "direction" or criteria.ascending:
            pairs.append((name, value))
    return pairs


def _facet(kind: Kind, tag: str) -> str:
    """Return the parameter that asks for a tag: its group's, where the value survives the website's commas."""
    if "," in tag or tag.startswith("or:("):
        return "filter"
    prefix = tag.partition(":")[0] + ":"
    return next((name for name, before in FACETS[kind].items() if before == prefix), "other")


def _is_name(text: str) -> bool:
    """Tell whether text may be one segment of an id."""
    return (
        text not in ("", ".", "..") and "/" not in text and is_plain(text) and not any(map(str.isspace, text))
    )


def _short(text: str) -> str:
    return one_line(text)[:80]
