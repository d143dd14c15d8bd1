"""The body of a single repo (wire.md §2.2, §2.6, §2.10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hubtui.demo import history
from hubtui.demo.cards import early_card_data
from hubtui.demo.fields import EXPANDABLE, row
from hubtui.demo.info_fields import host, siblings
from hubtui.demo.providers import provider_list
from hubtui.demo.spaces import subdomain

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubtui.demo.history import Revision
    from hubtui.demo.hub import EmbeddedHub
    from hubtui.demo.repo import Kind, StoredRepo

_ALWAYS = ("author", "sha", "lastModified", "createdAt", "private", "gated", "disabled", "likes", "tags")
FIELDS: dict[Kind, tuple[str, ...]] = {
    "model": (
        "private", "pipeline_tag", "library_name", "tags", "downloads", "likes", "modelId", "author", "sha",
        "lastModified", "gated", "disabled", "inference", "mask_token", "widgetData", "model-index", "config",
        "cardData", "transformersInfo", "gguf", "siblings", "spaces", "createdAt", "safetensors", "usedStorage",
    ),
    "dataset": (
        *_ALWAYS, "description", "citation", "paperswithcode_id", "downloads", "cardData", "siblings",
        "usedStorage", "key",
    ),
    "space": (
        *_ALWAYS, "sdk", "subdomain", "host", "siblings", "cardData", "runtime", "models", "datasets", "region",
        "usedStorage",
    ),
}  # fmt: skip
"""The fields of a single repo when ``expand`` names none; those without value are left out."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a request wants of a single repo."""

    expand: tuple[str, ...] = ()
    blobs: bool = False
    security: bool = False


def expandable(kind: Kind) -> tuple[str, ...]:
    """Return what ``expand`` may name on a single repo; ``xetEnabled`` is known for every kind there."""
    return tuple(sorted({*EXPANDABLE[kind], "xetEnabled"}))


def info(hub: EmbeddedHub, repo: StoredRepo, revision: Revision, wish: Wish) -> dict[str, Any]:
    """Return the body of a repo at a revision: commit, files and card are the revision's, all else the repo's."""
    names = wish.expand or FIELDS[repo.kind]
    theirs = _of_the_revision(hub, repo, revision, wish)
    body = row(hub, repo, [name for name in names if name not in theirs])
    for name in names:
        if name in theirs and (value := theirs[name]()) is not None:
            body[name] = value
    if repo.kind == "model" and not wish.expand:
        # The one key that is there without a value (wire.md §1.10).
        body.setdefault("model-index", None)
    if wish.security and repo.kind != "dataset":
        body["securityRepoStatus"] = {"scansDone": True, "filesWithIssues": []}
    return body


def _of_the_revision(
    hub: EmbeddedHub, repo: StoredRepo, revision: Revision, wish: Wish
) -> dict[str, Callable[[], Any]]:
    """Return what a single repo says differently from a list's row, each as a function that is called if wanted."""
    return {
        "sha": lambda: revision.sha,
        "siblings": lambda: siblings(hub.contents, repo, revision, wish.blobs),
        "cardData": lambda: _card_data(hub, repo, revision),
        "inferenceProviderMapping": lambda: _providers(repo),
        "host": lambda: host(repo, subdomain(repo.id)),
        "xetEnabled": lambda: True,
    }


def _card_data(hub: EmbeddedHub, repo: StoredRepo, revision: Revision) -> object:
    """Return the header of the card that the revision has: none, the early one, or today's."""
    if hub.contents.file(repo, revision, "README.md") is None:
        return None
    return repo.card_data if revision.position == history.length(repo) - 1 else early_card_data(repo)


def _providers(repo: StoredRepo) -> dict[str, dict[str, str]] | None:
    """Return the providers as an object, which is what they are on a single repo (wire.md §2.1)."""
    rest = {
        one["provider"]: {key: value for key, value in one.items() if key != "provider"}
        for one in provider_list(repo)
    }
    return rest or None
