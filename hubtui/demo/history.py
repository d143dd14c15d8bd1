"""Commits and refs of a repo, invented from its facts: arithmetic, so that nothing is held.

Main is a line of commits, numbered from 0, the initial one, to ``length() - 1``, the head. Every other
branch and every pull request is one commit of its own on top of one of main; the conversion stands alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hubtui.demo.conversions import conversion
from hubtui.demo.draw import between, choice, digest, number, second, stamp
from hubtui.demo.history_words import BRANCHES, CONVERTED, FIRST, MERGED, PEOPLE, PULLED, TAGS, TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubtui.demo.repo import StoredRepo

Line = Literal["main", "branch", "pull", "parquet"]
BRANCHED = "open-corpus/tagger"
"""The model that keeps a branch for each of three hundred stretches of its training."""
_SHORTEST = 4  # digits of an abbreviated sha that git takes


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit as something names it."""

    line: Line
    name: str
    """The short name: ``main``, ``v1.0``, ``parquet``; a pull request's number; a sha's own digits."""
    ref: str
    """The full name, such as ``refs/pr/1``; empty where a sha names it."""
    sha: str
    position: int
    """The newest commit of main that it contains; -1 where there is none."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit in the wire's terms (wire.md §3, commits). Title and message may be empty."""

    id: str
    title: str
    message: str
    authors: tuple[str, ...]
    date: str


@dataclass(frozen=True, slots=True)
class Refs:
    """All refs of a repo, in the groups of wire.md §3."""

    branches: tuple[Revision, ...]
    tags: tuple[Revision, ...]
    converts: tuple[Revision, ...]
    pulls: tuple[Revision, ...]


def length(repo: StoredRepo) -> int:
    """Return how many commits main has; one where nothing changed since the repo was made."""
    if repo.created == repo.modified:
        return 1
    few, many = between(2, 14, "commits", repo.oid), between(40, 180, "commits", repo.oid)
    return many if number(12, "busy", repo.oid) == 0 else few


def sha(repo: StoredRepo, position: int) -> str:
    """Return the sha of that commit of main."""
    return repo.sha if position == length(repo) - 1 else digest("commit", repo.oid, position)[:40]


def commit(repo: StoredRepo, position: int) -> Commit:
    """Return that commit of main; dates rise from the creation to the last change."""
    count = length(repo)
    begin, end = second(repo.created), second(repo.modified)
    date = begin
    if position:
        # Each commit has a stretch of time to itself and stands in the first nine tenths of it.
        stretch = (end - begin) / (count - 1)
        date = begin + int(stretch * (position + number(90, "date", repo.oid, position) / 100))
    title, message = _words(repo, position)
    return Commit(
        id=sha(repo, position),
        title=title,
        message=message,
        authors=_authors(repo, position, message),
        date=repo.modified if position == count - 1 else stamp(min(date, end)),
    )


def refs(repo: StoredRepo) -> Refs:
    """Return every ref; main always, the rest for some repos."""
    return Refs(tuple(_branches(repo)), tuple(_tags(repo)), tuple(_converts(repo)), tuple(_pulls(repo)))


def find(repo: StoredRepo, name: str) -> Revision | None:
    """Return what a branch, tag, full ref, full or short sha names, or None (wire.md §1.1)."""
    every = refs(repo)
    for revision in (*every.branches, *every.tags, *every.converts, *every.pulls):
        if name == revision.ref or (name == revision.name and revision.line in ("main", "branch")):
            return revision
        if len(name) == 40 and name == revision.sha and revision.line != "main":
            return revision
    if len(name) < _SHORTEST or not set(name) <= set("0123456789abcdef"):
        return None
    for position in range(length(repo) - 1, -1, -1):
        if (found := sha(repo, position)).startswith(name):
            return Revision("main", found, "", found, position)
    return None


def commits(repo: StoredRepo, revision: Revision, skip: int, limit: int) -> list[Commit]:
    """Return at most ``limit`` commits of the revision, newest first, without the first ``skip``."""
    own = [] if revision.line == "main" else [own_commit(repo, revision)]
    newest = revision.position - max(0, skip - len(own))
    page = own[skip : skip + limit]
    return page + [commit(repo, at) for at in range(newest, max(-1, newest - limit + len(page)), -1)]


def total(revision: Revision) -> int:
    """Return how many commits the revision contains."""
    return revision.position + 1 + (revision.line != "main")


def own_commit(repo: StoredRepo, revision: Revision) -> Commit:
    """Return the one commit that a branch, a pull request or the conversion has beyond main."""
    if revision.line == "parquet":
        return Commit(revision.sha, CONVERTED, "", ("parquet-converter",), repo.modified)
    words = PULLED if revision.line == "pull" else {name: title for name, _, title in BRANCHES}
    title = (
        words.get(revision.name, "Work in progress")
        if isinstance(words, dict)
        else choice(words, revision.sha)
    )
    return Commit(revision.sha, title, "", (choice(PEOPLE, "author", revision.sha),), repo.modified)


def _words(repo: StoredRepo, position: int) -> tuple[str, str]:
    """Return title and message; a merged pull request names itself and those who took part."""
    if position == 0:
        return FIRST, ""
    case = number(16, "words", repo.oid, position)
    if case == 0:
        return "", ""
    title = choice(TITLES[repo.kind], "title", repo.oid, position)
    if case > 3:
        return title, ""
    number_ = between(1, 90, "pull", repo.oid, position)
    return f"{title} (#{number_})", MERGED.format(title=title, sha=digest("merged", repo.oid, position)[:40])


def _authors(repo: StoredRepo, position: int, message: str) -> tuple[str, ...]:
    """Return the owner or somebody else, and who took part in a pull request."""
    own = repo.author or "hub-admin"
    first = own if number(3, "author", repo.oid, position) else choice(PEOPLE, "author", repo.oid, position)
    second_ = choice(PEOPLE, "second", repo.oid, position)
    return (first, second_) if message and second_ != first else (first,)


def _branches(repo: StoredRepo) -> Iterator[Revision]:
    head = length(repo) - 1
    yield Revision("main", "main", "refs/heads/main", repo.sha, head)
    for name, kinds, _ in BRANCHES:
        if repo.kind in kinds and head > 0 and number(9, "branch", name, repo.oid) == 0:
            own = digest("branch", name, repo.oid)[:40]
            yield Revision(
                "branch", name, f"refs/heads/{name}", own, number(head + 1, "from", name, repo.oid)
            )

    if repo.id == BRANCHED:
        for step in range(1_000, 301_000, 1_000):
            name = f"step-{step:06}"
            own = digest("branch", name, repo.oid)[:40]
            yield Revision(
                "branch", name, f"refs/heads/{name}", own, number(head + 1, "from", name, repo.oid)
            )


def _tags(repo: StoredRepo) -> Iterator[Revision]:
    """Yield the tags of a third of the repos, on commits of main, in order."""
    head = length(repo) - 1
    names = choice(TAGS, "tags", repo.oid) if head > 1 and number(3, "tagged", repo.oid) == 0 else ()
    for at, name in enumerate(names, 1):
        position = head * at // (len(names) + 1)
        yield Revision("main", name, f"refs/tags/{name}", sha(repo, position), position)


def _converts(repo: StoredRepo) -> Iterator[Revision]:
    if conversion(repo):
        yield Revision(
            "parquet", "parquet", "refs/convert/parquet", digest("parquet", repo.oid, repo.sha)[:40], -1
        )


def _pulls(repo: StoredRepo) -> Iterator[Revision]:
    head = length(repo) - 1
    for at in range(1, 1 + (number(5, "pulls", repo.oid) if head else 0)):
        own = digest("pull", at, repo.oid)[:40]
        yield Revision("pull", str(at), f"refs/pr/{at}", own, number(head + 1, "pulled from", at, repo.oid))
