"""All tags by group, as the two tags-by-type endpoints list them (wire.md §2.3, §2.4)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from hubtui.demo.tags_words import LANGUAGES, LIBRARIES, NO_LANGUAGES, TASKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hubtui.demo.repo import StoredRepo

    Groups = dict[str, list[dict[str, Any]]]

MODEL_GROUPS = (
    "pipeline_tag", "library", "dataset", "bucket", "language", "license", "arxiv", "doi", "region", "deploy",
    "other",
)  # fmt: skip
DATASET_GROUPS = (
    "benchmark", "task_categories", "size_categories", "modality", "format", "library", "language", "license",
    "arxiv", "doi", "region", "other", "task_ids", "annotations_creators", "language_creators", "multilinguality",
    "source_datasets",
)  # fmt: skip
_RARE = 3  # A free word that fewer repos bear is not listed.
_SIZES = (
    "n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M", "10M<n<100M", "100M<n<1B", "1B<n<10B",
    "10B<n<100B", "100B<n<1T", "n>1T",
)  # fmt: skip
_REGIONS = {"us": "🇺🇸 Region: US", "eu": "🇪🇺 Region: EU"}


def model_tags(models: Iterable[StoredRepo], language_codes: frozenset[str]) -> Groups:
    """Return the tags of models by group; languages, libraries and tasks are bare there.

    Args:
        models: the models whose tags are listed.
        language_codes: what counts as a language beyond those with a name.
    """
    models = list(models)
    tasks = frozenset(repo.task for repo in models)
    libraries = frozenset(repo.library for repo in models) | LIBRARIES.keys()
    languages = (language_codes | LANGUAGES.keys()) - NO_LANGUAGES

    def group_of(tag: str) -> str:
        prefix, colon, _ = tag.partition(":")
        if colon:
            return prefix if prefix in MODEL_GROUPS else ""
        if tag in tasks:
            return "pipeline_tag"
        if tag in libraries:
            return "library"
        return "language" if tag in languages else "other"

    return _grouped(models, MODEL_GROUPS, group_of)


def dataset_tags(datasets: Iterable[StoredRepo]) -> Groups:
    """Return the tags of datasets by group; all but free words have a prefix there."""

    def group_of(tag: str) -> str:
        prefix, colon, _ = tag.partition(":")
        if colon:
            return prefix if prefix in DATASET_GROUPS else ""
        return "other"

    return _grouped(datasets, DATASET_GROUPS, group_of)


def language_codes(datasets: Groups) -> frozenset[str]:
    """Return the codes of two and three letters among the languages of datasets."""
    codes = (entry["id"].partition(":")[2] for entry in datasets["language"])
    return frozenset(code for code in codes if len(code) in (2, 3) and code.isalpha() and code.islower())


def _grouped(repos: Iterable[StoredRepo], names: tuple[str, ...], group_of: Callable[[str], str]) -> Groups:
    """Return one entry for each tag in its group, the most borne first; sizes from small to large."""
    borne = Counter(tag for repo in repos for tag in repo.tags)
    groups: Groups = {name: [] for name in names}
    for tag, number in sorted(borne.items(), key=lambda item: (-item[1], item[0])):
        name = group_of(tag)
        if name and (name != "other" or number >= _RARE):
            groups[name].append(_entry(tag, name))
    if "size_categories" in groups:
        known = {f"size_categories:{size}": place for place, size in enumerate(_SIZES)}
        groups["size_categories"].sort(key=lambda entry: known.get(entry["id"], len(known)))
    return groups


def _entry(tag: str, group: str) -> dict[str, Any]:
    bare = tag.partition(":")[2] or tag
    entry: dict[str, Any] = {"id": tag, "label": _label(bare, group), "type": group}
    if group in ("pipeline_tag", "task_categories"):
        entry["subType"] = TASKS.get(bare, "other")
    if group == "region":
        entry["clickable"] = False
    return entry


def _label(bare: str, group: str) -> str:
    if group in ("pipeline_tag", "task_categories", "modality"):
        return " ".join(word[:1].upper() + word[1:] for word in bare.split("-"))
    tables = {"library": LIBRARIES, "language": LANGUAGES, "region": _REGIONS}
    return tables.get(group, {}).get(bare, bare)
