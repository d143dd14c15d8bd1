"""The facts that every kind of repo has."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from hubtui import text
from hubtui.core.facts.fact import Fact, Tone, group, linked, said
from hubtui.core.languages import LANGUAGES
from hubtui.core.repo_words import languages_among, tagged
from hubtui.hub.criteria import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hubtui.core.facts.fact import Group
    from hubtui.hub.models import Repo, RepoInfo
    from hubtui.hub.particulars import Card

_BEGIN: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NOTED_SINCE: Final = 1_646_265_600
"""2022-03-03T00:00:00Z; in the half hour before that, all that was there already was written down (wire.md §1.10)."""
_TAGS_SHOWN: Final = 60
_GATES: Final = {
    "auto": "agree to its terms on its web page (o), and you have access at once",
    "manual": "ask on its web page (o); its authors look at each request",
}
_PAPERS: Final = (
    (
        "papers",
        "arxiv:",
        "https://arxiv.org/abs/",
        re.compile(r"[a-z-]*/?[0-9]{4,7}(?:\.[0-9]{4,6})?(?:v[0-9]+)?"),
    ),
    ("DOI", "doi:", "https://doi.org/", re.compile(r"10\.[0-9]{4,9}/[\w./()-]+", re.ASCII)),
)
"""What tags name papers by: label, prefix, where their pages are, and what a proper name looks like."""
_ELSEWHERE: Final = (
    "license:", "language:", "dataset:", "arxiv:", "doi:", "region:", "base_model:", "task_categories:",
    "size_categories:", "modality:", "format:", "library:", "diffusers:",
)  # fmt: skip
"""Prefixes of tags that stand among the facts under their own names."""


def access(repo: RepoInfo | Repo, kind: Kind, asks: tuple[str, ...] = ()) -> Iterable[Group]:
    """Yield what keeps people out, and what that means.

    Args:
        repo: what is known.
        kind: what it is.
        asks: what a gated repo wants to know of who asks.
    """
    noun = {Kind.MODEL: "model", Kind.DATASET: "dataset", Kind.SPACE: "Space"}[kind]
    gated = repo.gated and f"{repo.gated}: {_GATES.get(repo.gated, _GATES['manual'])}"
    return group(
        "Access",
        said("disabled", "the Hub has closed it: its files cannot be read", tone=Tone.BAD)
        if repo.disabled
        else None,
        said("private", f"only those whom its owner lets in see this {noun}", tone=Tone.CARE)
        if repo.private
        else None,
        said("gated", gated, tone=Tone.CARE),
        said("it asks for", ", ".join(asks)) if gated else None,
    )


def licence(tags: tuple[str, ...], card: Card | None = None) -> Iterable[Fact | None]:
    """Yield the licence: as the card has it, else as the tags do, with its name and where it can be read."""
    names = (card.licenses if card else ()) or tagged(tags, "license:")
    named = card.license_name if card else None
    yield said("licence", " ".join(filter(None, (" ".join(names), f"({named})" if named else ""))))
    if card:
        yield linked("", card.license_link)


def languages(tags: tuple[str, ...], card: Card | None = None) -> Fact | None:
    """Return the languages: as the card has them, else as the tags do."""
    return said("languages", " ".join((card.languages if card else ()) or languages_among(tags)))


def popularity(
    repo: RepoInfo | Repo, all_time: int | None = None, trending: float | None = None
) -> Iterable[Fact | None]:
    """Yield how much it is used and liked."""
    yield number("downloads", repo.downloads, "in the last 30 days")
    yield number("" if repo.downloads is not None else "downloads", all_time, "of all time")
    yield number("likes", repo.likes)
    yield said("trending", f"{trending:,g}" if trending else None)


def repository(info: RepoInfo, now: float) -> Iterable[Group]:
    """Yield where it is kept and since when."""
    return group(
        "Repository",
        said("updated", dated(info.updated, now), copy=stamp(info.updated)),
        created(info.created, now),
        said("commit", info.sha),
        said("files", text.plural(len(info.files), "file")) if info.files else None,
        octets("storage", info.storage, "with all its history"),
        said("region", " ".join(tagged(info.tags, "region:")) or info.region),
        said("group", info.resource_group),
        *papers(info.tags),
        other_tags(info),
    )


def papers(tags: tuple[str, ...]) -> Iterable[Fact | None]:
    """Yield the papers and the DOI that tags name, with their pages where the names are such as have some."""
    for words, prefix, page, name in _PAPERS:
        for place, number in enumerate(tagged(tags, prefix)):
            url = f"{page}{number}" if name.fullmatch(number) else ""
            yield linked("" if place else words, f"arXiv {number}" if prefix == "arxiv:" else number, url)


def other_tags(info: RepoInfo) -> Fact | None:
    """Return the tags that say something else than the facts do, the first of them if there are many."""
    known = {info.task, info.library, info.sdk, *info.card.languages}
    rest = [
        tag
        for tag in info.tags
        if not tag.startswith(_ELSEWHERE)
        and tag not in known
        and (info.kind is not Kind.MODEL or tag not in LANGUAGES)
    ]
    more = len(rest) - _TAGS_SHOWN
    words = ", ".join(rest[:_TAGS_SHOWN]) + (f" and {more:,} more, which Raw has" if more > 0 else "")
    return said("tags", words, copy="\n".join(rest))


def number(label: str, count: int | None, words: str = "") -> Fact | None:
    """Return a whole number with its thousands told apart; its digits are what is copied."""
    if count is None:
        return None
    return Fact(label, f"{count:,} {words}".rstrip(), str(count))


def octets(label: str, count: int | None, words: str = "") -> Fact | None:
    """Return a number of bytes: 16.1 GB with all its history."""
    if count is None:
        return None
    return Fact(label, f"{text.size(count)} {words}".rstrip(), str(count))


def created(then: int | None, now: float) -> Fact | None:
    """Return when it was made, as far as the Hub knows."""
    if then is not None and then < _NOTED_SINCE:
        return Fact("created", "before March 2022, when the Hub began to note it", stamp(then))
    return said("created", dated(then, now), copy=stamp(then))


def dated(then: int | None, now: float) -> str:
    """Return a time as how long ago it was and when: 3 days ago · 2026-08-05 08:22 UTC; empty for None."""
    if then is None:
        return ""
    return f"{text.age(then, now)} · {_moment(then):%Y-%m-%d %H:%M} UTC"


def stamp(then: int | None) -> str:
    """Return a time as ISO 8601 has it; empty for None."""
    return "" if then is None else f"{_moment(then):%Y-%m-%dT%H:%M:%SZ}"


def _moment(then: int) -> datetime:
    return _BEGIN + timedelta(seconds=then)
