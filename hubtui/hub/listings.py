"""Bytes to what is beside the repos themselves: tags, files, refs, commits, parquet files, metrics, the account."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import msgspec

from hubtui.hub import pick
from hubtui.hub.clean import is_clean, shown
from hubtui.hub.contents import Commit, Commits, File, ParquetFile, Ref, Refs, Tree
from hubtui.hub.criteria import Kind
from hubtui.hub.decode import UNREADABLE, decode_json, not_json, seconds
from hubtui.hub.errors import BadAnswer
from hubtui.hub.models import Account, Membership, Metric, OwnRepo, OwnRepos, Scope, Tag, TagGroups
from hubtui.text import is_plain, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARQUET_URL = re.compile(r"/parquet/([^/?#]+)/([^/?#]+)/(\d{1,6})\.parquet$")
_groups = msgspec.json.Decoder(dict[str, tuple[Tag, ...]])


def decode_tags(body: bytes) -> TagGroups:
    """Read tags by type (wire.md §2.3): an object of arrays, hundreds of kilobytes long.

    Raises:
        BadAnswer: it is no JSON object.
    """
    if is_clean(body):
        try:
            return TagGroups(_groups.decode(body))
        except UNREADABLE:
            pass
    found = _object(body)
    groups = {one_line(name): tuple(_tags(pick.rows(rows))) for name, rows in found.items()}
    read, sent = sum(map(len, groups.values())), sum(len(pick.rows(rows)) for rows in found.values())
    return TagGroups(groups, skipped=sent - read)


def decode_tree(body: bytes) -> Tree:
    """Read one page of a folder (wire.md §3), without its next link.

    Raises:
        BadAnswer: it is no JSON array.
    """
    found = _array(body)
    files = tuple(_entries(found))
    return Tree(files=files, skipped=len(found) - len(files))


def decode_refs(body: bytes) -> Refs:
    """Read a repo's refs (wire.md §3).

    Raises:
        BadAnswer: it is no JSON object.
    """
    found = _object(body)
    return Refs(
        branches=tuple(_refs(found.get("branches"))),
        tags=tuple(_refs(found.get("tags"))),
        converts=tuple(_refs(found.get("converts"))),
        pulls=tuple(_refs(found.get("pullRequests"))),
    )


def decode_commits(body: bytes) -> Commits:
    """Read one page of commits (wire.md §3), without its next link.

    Raises:
        BadAnswer: it is no JSON array.
    """
    found = _array(body)
    commits = tuple(_commits(found))
    return Commits(commits=commits, skipped=len(found) - len(commits))


def decode_parquet(body: bytes, config: str = "", split: str = "") -> tuple[ParquetFile, ...]:
    """Read a dataset's parquet files at any of their depths (wire.md §2.7).

    Args:
        body: ``{config: {split: [url]}}``, ``{split: [url]}`` or ``[url]``.
        config: the config that was asked for, where one was.
        split: the split that was asked for, where one was.

    Raises:
        BadAnswer: it is none of these.
    """
    found = decode_json(body)
    if not isinstance(found, dict | list):
        raise not_json(body)
    return tuple(_parquet(found, config, split))


def decode_metrics(body: bytes) -> tuple[Metric, ...]:
    """Read the metrics of an older server (wire.md §2.11).

    Raises:
        BadAnswer: it is no JSON array.
    """
    return tuple(
        Metric(name, pick.exact(item.get("spaceId")), pick.prose(item.get("description")))
        for item in map(pick.table, _array(body))
        if (name := pick.line(item.get("id")))
    )


def decode_account(body: bytes) -> Account:
    """Read whoami-v2 (wire.md §2.16).

    Raises:
        BadAnswer: it is no JSON object, or names nobody.
    """
    found = _object(body)
    name = pick.line(found.get("name"))
    if name is None:
        raise BadAnswer("The Hub does not say who the token belongs to")
    auth = pick.table(found.get("auth"))
    token = pick.table(auth.get("accessToken"))
    fine = pick.table(token.get("fineGrained"))
    scopes = tuple(_scopes(fine))
    return Account(
        name=name,
        fullname=pick.line(found.get("fullname")),
        type=pick.line(found.get("type")),
        role=pick.line(token.get("role")),
        token_name=pick.line(token.get("displayName")),
        # Documented in one place and sent in the other.
        expires=seconds(auth.get("expiresAt")) or seconds(token.get("expiresAt")),
        is_pro=found.get("isPro") is True,
        orgs=tuple(_memberships(found)),
        writable=tuple(scope.name for scope in scopes if "repo.write" in scope.permissions),
        scopes=scopes,
        everywhere=tuple(filter(None, map(pick.line, pick.rows(fine.get("global"))))),
        reads_gated=fine.get("canReadGatedRepos") is True,
    )


def decode_own(body: bytes) -> OwnRepos:
    """Read one page of the settings' list of repos (wire.md §3), without what is no model, dataset or Space.

    Raises:
        BadAnswer: it is no JSON array.
    """
    return OwnRepos(tuple(_own(_array(body))))


def _own(rows: list[Any]) -> Iterable[OwnRepo]:
    for item in map(pick.table, rows):
        raw = item.get("id")
        name, kind = pick.line(raw), _KINDS.get(pick.line(item.get("type")) or "")
        if name and kind:
            yield OwnRepo(
                kind=kind,
                id=name,
                usable=name == raw,
                updated=seconds(item.get("updatedAt")),
                private=item.get("visibility") in ("private", "protected"),
                storage=pick.whole(item.get("storage")),
            )


_KINDS = {kind.value: kind for kind in Kind}


def _tags(rows: list[Any]) -> Iterable[Tag]:
    """Yield the tags that can be read, clean."""
    for item in map(pick.table, rows):
        name = item.get("id")
        if isinstance(name, str) and name:
            clickable = None if item.get("clickable") is None else item["clickable"] is not False
            yield Tag(
                shown(name), pick.line(item.get("label")) or "", pick.line(item.get("subType")), clickable
            )


def _entries(rows: list[Any]) -> Iterable[File]:
    for item in map(pick.table, rows):
        raw = item.get("path")
        path = pick.line(raw)
        if path is None:
            continue
        commit = pick.table(item.get("lastCommit"))
        yield File(
            path=path,
            usable=path == raw,
            is_folder=item.get("type") == "directory",
            size=pick.whole(item.get("size")),
            oid=pick.line(item.get("oid")),
            sha256=pick.line(pick.table(item.get("lfs")).get("oid")),
            commit_title=pick.line(commit.get("title")),
            commit_date=seconds(commit.get("date")),
        )


def _refs(value: object) -> Iterable[Ref]:
    for item in map(pick.table, pick.rows(value)):
        raw = item.get("name")
        name, ref = pick.line(raw), pick.line(item.get("ref"))
        if name and ref:
            usable = name == raw and ref == item["ref"]
            yield Ref(name=name, usable=usable, ref=ref, commit=pick.line(item.get("targetCommit")))


def _commits(rows: list[Any]) -> Iterable[Commit]:
    for item in map(pick.table, rows):
        name = pick.line(item.get("id"))
        if name is None:
            continue
        authors = (pick.line(pick.table(author).get("user")) for author in pick.rows(item.get("authors")))
        yield Commit(
            id=name,
            title=pick.line(item.get("title")) or "",
            message=pick.prose(item.get("message")) or "",
            authors=tuple(filter(None, authors)),
            date=seconds(item.get("date")),
        )


def _parquet(found: dict[str, Any] | list[Any], config: str, split: str) -> Iterable[ParquetFile]:
    """Yield the files of a list of URLs, or of what is nested around such lists."""
    if isinstance(found, list):
        yield from _numbered(found, config, split)
        return
    for name, inner in found.items():
        # What holds a list is a split; what holds an object is a config.
        if isinstance(inner, dict):
            for inner_split, urls in inner.items():
                yield from _numbered(pick.rows(urls), name, inner_split)
        else:
            yield from _numbered(pick.rows(inner), config, name)


def _numbered(urls: list[Any], config: str, split: str) -> Iterable[ParquetFile]:
    """Yield the files of one split; what the list does not say of a file, its URL may."""
    for at, url in enumerate(urls):
        if isinstance(url, str) and url.startswith(("https://", "http://")):
            told = _PARQUET_URL.search(url)
            of, part, number = config, split, at
            if told is not None and not (config and split):
                of, part, number = config or unquote(told[1]), split or unquote(told[2]), int(told[3])
            yield ParquetFile(
                config=one_line(of),
                split=one_line(part),
                number=number,
                url=one_line(url),
                usable=bool(of and part) and all(map(is_plain, (of, part, url))),
            )


def _memberships(found: dict[str, Any]) -> Iterable[Membership]:
    for org in map(pick.table, pick.rows(found.get("orgs"))):
        if name := pick.line(org.get("name")):
            # Older servers say only whether it has a plan at all.
            plan = pick.line(org.get("plan")) or ("enterprise" if org.get("isEnterprise") is True else None)
            barred = filter(None, map(pick.line, pick.rows(org.get("securityRestrictions"))))
            yield Membership(name, pick.line(org.get("roleInOrg")), plan, tuple(barred))


def _scopes(fine: dict[str, Any]) -> Iterable[Scope]:
    """Yield what a fine-grained token may do where."""
    for scope in map(pick.table, pick.rows(fine.get("scoped"))):
        if name := pick.line(pick.table(scope.get("entity")).get("name")):
            permissions = filter(None, map(pick.line, pick.rows(scope.get("permissions"))))
            yield Scope(name, tuple(permissions))


def _object(body: bytes) -> dict[str, Any]:
    found = decode_json(body)
    if not isinstance(found, dict):
        raise not_json(body)
    return found


def _array(body: bytes) -> list[Any]:
    found = decode_json(body)
    if not isinstance(found, list):
        raise not_json(body)
    return found
