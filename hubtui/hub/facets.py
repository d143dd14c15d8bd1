"""The website's parameters for groups of tags, and the tags that their values stand for (wire.md §2.3).

A value bears its group's prefix (``license=license:mit``) or not (``license=mit``). Several are joined by commas
where all must hold, and stand in ``or:(…)`` where one is enough, which the API cannot be asked.
"""

from __future__ import annotations

from hubtui.hub.criteria import Kind

_BARE = {"other": "", "filter": ""}
_SHARED = {"license": "license:", "region": "region:", "arxiv": "arxiv:", "doi": "doi:"}
_OF_DATASETS = (
    "benchmark", "task_categories", "task_ids", "size_categories", "modality", "format", "library", "language",
    "annotations_creators", "language_creators", "multilinguality", "source_datasets",
)  # fmt: skip

FACETS: dict[Kind, dict[str, str]] = {
    Kind.MODEL: _BARE | _SHARED | {"language": "", "dataset": "dataset:", "deploy": "deploy:"},
    Kind.DATASET: _BARE | _SHARED | {name: f"{name}:" for name in _OF_DATASETS},
    Kind.SPACE: _BARE | _SHARED | {"sdk": ""},
}
"""Of each kind: the parameter, and the prefix of its tags. A model's languages have none."""


def facet_values(kind: Kind, name: str, value: str) -> tuple[str, ...] | None:
    """Return the tags that all must be borne, or None where one of several would be enough."""
    if name == "filter":
        # The API's own word takes one tag, commas and all.
        return (value,)
    if value.startswith("or:(") and value.endswith(")"):
        value = value[len("or:(") : -1]
        if "," in value:
            return None
    prefix = FACETS[kind][name]
    return tuple(part if part.startswith(prefix) else prefix + part for part in value.split(",") if part)
