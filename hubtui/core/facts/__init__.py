"""What is known of a repo, in plain words and right units: pure, from the Hub's answer to groups of facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui import text
from hubtui.core.facts import common
from hubtui.core.facts.fact import Column, Fact, Group, Tone, group, said
from hubtui.core.facts.of_dataset import of_dataset
from hubtui.core.facts.of_model import of_model
from hubtui.core.facts.of_space import of_space, stage_fact
from hubtui.hub.criteria import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.hub.contents import File
    from hubtui.hub.models import Repo, RepoInfo

__all__ = ["Column", "Fact", "Group", "Tone", "facts_of", "facts_of_row"]


def facts_of(
    info: RepoInfo, now: float, *, sized: Sequence[File] | None = None, conversions: Sequence[str] = ()
) -> tuple[Group, ...]:
    """Return all that is known of a repo.

    Args:
        info: what the Hub answered.
        now: seconds since the epoch.
        sized: a model's files with their sizes, where they have been asked for.
        conversions: the refs that the Hub made of a dataset.
    """
    if info.kind is Kind.MODEL:
        return tuple(of_model(info, now, sized))
    return tuple(of_dataset(info, now, conversions) if info.kind is Kind.DATASET else of_space(info, now))


def facts_of_row(kind: Kind, repo: Repo, now: float) -> tuple[Group, ...]:
    """Return what the row of a list knows, until the Hub has answered; ``now`` is in seconds since the epoch."""
    return (
        *group(
            {Kind.MODEL: "Model", Kind.DATASET: "Dataset", Kind.SPACE: "Space"}[kind],
            said("id", repo.id),
            said("task", repo.task),
            said("library", repo.library),
            said("SDK", repo.sdk),
            stage_fact(repo.stage),
            said("hardware", repo.hardware),
            *common.licence(repo.tags),
            common.languages(repo.tags),
            said("parameters", text.parameters(repo.parameters)),
            common.octets("main size", repo.size),
        ),
        *common.access(repo, kind),
        *group("Use", *common.popularity(repo)),
        *group(
            "Repository",
            said("updated", common.dated(repo.updated, now), copy=common.stamp(repo.updated)),
            common.created(repo.created, now),
            common.octets("storage", repo.storage, "with all its history"),
        ),
    )
