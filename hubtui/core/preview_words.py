"""What the preview says of a repo: what a row knows, or what the Hub answered, in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui import text
from hubtui.core.repo_words import child_words, languages_among, stage_name, tagged
from hubtui.hub.criteria import Kind

if TYPE_CHECKING:
    from hubtui.hub.models import Repo, RepoInfo
    from hubtui.hub.particulars import Runtime

LANGUAGES_SHOWN = 4
DESCRIPTION_SHOWN = 600
"""Characters of a description that the preview shows."""


def lines_of_row(kind: Kind, repo: Repo, now: float) -> list[str]:
    """Return what a row of the list knows."""
    return _present(
        _joined(repo.task, repo.library)
        if kind is not Kind.SPACE
        else _joined(repo.sdk, _stage_words(repo.stage)),
        _joined(_license_of(repo.tags), _some(languages_among(repo.tags))),
        _state(private=repo.private, gated=repo.gated, disabled=repo.disabled),
        "",
        _counted(text.parameters(repo.parameters), "parameters"),
        text.size(repo.size) or None,
        _stored(repo.storage),
        _downloads(repo.downloads, None),
        _likes(repo.likes),
        _dated("updated", repo.updated, now),
    )


def lines_of_info(info: RepoInfo, now: float) -> list[str]:
    """Return what the Hub answered."""
    card = info.card
    return _present(
        _joined(card.emoji, card.title),
        card.summary,
        _joined(info.task, info.library) if info.kind is not Kind.SPACE else _joined(info.sdk),
        _joined(
            " ".join(card.licenses) or _license_of(info.tags),
            _some(card.languages or languages_among(info.tags)),
        ),
        _state(private=info.private, gated=info.gated, disabled=info.disabled),
        "",
        *(_runtime_lines(info.runtime) if info.runtime else ()),
        _weights(info),
        text.size(info.size) or None,
        _stored(info.storage),
        _downloads(info.downloads, info.downloads_all_time),
        _likes(info.likes),
        _dated("updated", info.updated, now),
        _dated("created", info.created, now),
        "",
        _related("from", info.base_models),
        _children(info.children),
        _counted_related(info.spaces, "Space uses it", "Spaces use it"),
        _related("models", card.models) if info.kind is Kind.SPACE else "",
        _related("datasets", card.datasets),
        "",
        _shortened(info.description),
    )


def _state(*, private: bool, gated: str | None, disabled: bool) -> str | None:
    """Return the marks of a row in words."""
    return _joined(
        "private" if private else "", f"gated ({gated})" if gated else "", "disabled" if disabled else ""
    )


def _present(*lines: str | None) -> list[str]:
    """Return the lines that say something, with at most one empty line between groups."""
    shown: list[str] = []
    for line in lines:
        if line or (line == "" and shown and shown[-1]):
            shown.append(line)
    while shown and not shown[-1]:
        shown.pop()
    return shown


def _joined(*parts: str | None) -> str | None:
    return " · ".join(part for part in parts if part) or None


def _counted(number: str, noun: str) -> str | None:
    return f"{number} {noun}" if number else None


def _stored(storage: int | None) -> str | None:
    """Return what a repo takes up with all its history: 12.1 GB stored."""
    return _counted(text.size(storage), "stored")


def _dated(word: str, then: int | None, now: float) -> str | None:
    return f"{word} {text.age(then, now)}" if then is not None else None


def _downloads(month: int | None, all_time: int | None) -> str | None:
    """Return the downloads: ↓ 2.4M in 30 days · 94M in all."""
    return _joined(
        _counted(f"↓ {text.count(month)}", "in 30 days") if month is not None else None,
        _counted(text.count(all_time), "in all"),
    )


def _likes(likes: int | None) -> str | None:
    return f"♥ {text.plural(likes, 'like')}" if likes is not None else None


def _weights(info: RepoInfo) -> str | None:
    """Return the parameters with their types: 8.2B parameters (BF16)."""
    if info.parameters is None:
        return None
    types = f" ({', '.join(name for name, _ in info.weights)})" if info.weights else ""
    return f"{text.parameters(info.parameters)} parameters{types}"


def _runtime_lines(runtime: Runtime) -> list[str | None]:
    hardware = runtime.hardware or (f"asks for {runtime.requested}" if runtime.requested else None)
    last = runtime.error.strip().splitlines()[-1:] if runtime.error else []
    return [_joined(_stage_words(runtime.stage), hardware), *(f"✗ {text.one_line(line)}" for line in last)]


def _stage_words(stage: str | None) -> str | None:
    return stage_name(stage) if stage else None


def _license_of(tags: tuple[str, ...]) -> str | None:
    return next(iter(tagged(tags, "license:")), None)


def _some(words: tuple[str, ...]) -> str | None:
    """Return the first few words and how many more there are: en zh fr +17."""
    rest = len(words) - LANGUAGES_SHOWN
    return " ".join(words[:LANGUAGES_SHOWN]) + (f" +{rest}" if rest > 0 else "") if words else None


def _related(word: str, ids: tuple[str, ...]) -> str | None:
    return f"{word} {ids[0]}" + (f" +{len(ids) - 1}" if len(ids) > 1 else "") if ids else None


def _children(children: tuple[tuple[str, int], ...]) -> str | None:
    return ", ".join(child_words(name, number) for name, number in children if number) or None


def _counted_related(ids: tuple[str, ...], one: str, many: str) -> str | None:
    return text.plural(len(ids), one, many) if ids else None


def _shortened(description: str | None) -> str | None:
    words = " ".join((description or "").split())
    return words if len(words) <= DESCRIPTION_SHOWN else words[:DESCRIPTION_SHOWN].rsplit(" ", 1)[0] + " …"
