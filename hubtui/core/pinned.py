"""The one repo that is meant comes first: an id given on the command line, or typed whole into the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hubtui.hub.criteria import Kind
from hubtui.hub.errors import NotAPage, NotFound
from hubtui.hub.models import Page, Repo, RepoInfo
from hubtui.hub.urls import parse_id
from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.core.question import Question
    from hubtui.hub.reads import Reads


def wanted_id(question: Question, meant: str = "") -> str:
    """Return the id that is searched for, or an empty string.

    Args:
        question: its search is an id where it is a full one with an owner.
        meant: an id that is meant as one where it is the search, though it may be a historic one without an owner.
    """
    text = question.criteria.search.strip()
    if meant and text == meant:
        return text
    try:
        ref = parse_id(text) if "/" in text else None
    except NotAPage:
        return ""
    return text if ref is not None and ref.id == text else ""


def may_be_fetched(question: Question) -> bool:
    """Tell whether a repo that the list lacks may be shown all the same: no filter is on that it might fail."""
    return question.sieve.is_open and not question.criteria.is_filtered


def with_first(page: Page, repo_id: str) -> Page | None:
    """Return a page with that repo moved to its front, or None where the page lacks it.

    Ids are the same in any case of their letters (wire.md §1.2).
    """
    wanted = repo_id.lower()
    found = next((repo for repo in page.repos if repo.id.lower() == wanted), None)
    return None if found is None else put_first(page, found)


def put_first(page: Page, repo: Repo) -> Page:
    """Return a page that begins with that repo and has it once."""
    others = (each for each in page.repos if each.id != repo.id)
    return msgspec.structs.replace(page, repos=(repo, *others))


async def with_wanted_first(
    page: Page, reads: Reads, question: Question, expand: Sequence[str], meant: str = ""
) -> tuple[Page, Repo | None]:
    """Return the first page with the repo in front whose full id is searched for, and that repo, if there is one.

    It is fetched if the page lacks it.

    Args:
        page: what the Hub listed.
        reads: the Hub.
        question: what was asked.
        expand: the fields that the list's rows have.
        meant: as of wanted_id().

    Raises:
        HubError: the Hub could not be asked.
    """
    wanted = wanted_id(question, meant)
    if not wanted:
        return page, None
    found = with_first(page, wanted)
    if found is not None:
        return found, found.repos[0]
    if not may_be_fetched(question):
        return page, None
    row = await fetch_row(reads, question.criteria.kind, wanted, expand)
    return (page, None) if row is None else (put_first(page, row), row)


def news_of(kind: Kind, meant: str, found: Repo | None) -> str:
    """Return what to tell of the one repo that was to be opened: that it has another id now, or that there is none.

    Args:
        kind: what it is.
        meant: its id.
        found: what was found for that.
    """
    if found is None:
        return f"This Hub has no {'Space' if kind is Kind.SPACE else kind.value} {meant} that you may see"
    return "" if found.id.lower() == meant.lower() else f"{meant} is {one_line(found.id)} now"


async def fetch_row(reads: Reads, kind: Kind, repo_id: str, expand: Sequence[str] = ()) -> Repo | None:
    """Ask for one repo by its id and return it as a row of a list, or None where there is none.

    Args:
        reads: the Hub.
        kind: what it is.
        repo_id: its id; after a rename the row bears the new one.
        expand: the fields that the list's rows have.

    Raises:
        HubError: the Hub could not be asked.
    """
    try:
        return row_of(await reads.repo(kind, repo_id, expand=expand))
    except NotFound:
        return None


def row_of(info: RepoInfo) -> Repo:
    """Return what a list would show of a repo."""
    used = (*(f"models {name}" for name in info.models), *(f"datasets {name}" for name in info.datasets))
    return Repo(
        id=info.id,
        usable=info.usable,
        downloads=info.downloads,
        likes=info.likes,
        task=info.task,
        library=info.library,
        sdk=info.sdk,
        stage=info.runtime.stage if info.runtime else None,
        hardware=(info.runtime.hardware or info.runtime.requested) if info.runtime else None,
        used_lines="\n".join(used) or None,
        parameters=info.parameters,
        size=info.size,
        updated=info.updated,
        created=info.created,
        private=info.private,
        gated=info.gated,
        disabled=info.disabled,
        tag_lines="\n".join(info.tags),
    )
