"""Readable names of the groups of tags and of the fields of tasks (wire.md §2.3)."""

from __future__ import annotations

GROUPS: dict[str, tuple[str, str]] = {
    "pipeline_tag": ("Tasks", "task"),
    "task_categories": ("Tasks", "task"),
    "library": ("Libraries", "library"),
    "dataset": ("Datasets", "dataset"),
    "bucket": ("Buckets", "bucket"),
    "language": ("Languages", "language"),
    "license": ("Licenses", "license"),
    "arxiv": ("arXiv", "paper"),
    "doi": ("DOI", "doi"),
    "region": ("Regions", "region"),
    "deploy": ("Deployment", "deployment"),
    "other": ("Other", "tag"),
    "benchmark": ("Benchmarks", "benchmark"),
    "size_categories": ("Sizes", "size"),
    "modality": ("Modalities", "modality"),
    "format": ("Formats", "format"),
    "task_ids": ("Sub-tasks", "sub-task"),
    "annotations_creators": ("Annotation creators", "annotation"),
    "language_creators": ("Language creators", "language by"),
    "multilinguality": ("Multilinguality", "languages"),
    "source_datasets": ("Source datasets", "source"),
    "base_model": ("Base models", "base model"),
    "sdk": ("SDK", "SDK"),
}
"""The heading of each group, and the word that tells what one of its tags is."""

FIELDS: dict[str, str] = {
    "nlp": "text",
    "cv": "vision",
    "rl": "reinforcement learning",
}
"""Fields of tasks that are not called by their own name."""


def heading(group: str, field: str | None = None) -> str:
    """Return the heading of a group, with the field within it: ``Tasks · vision``."""
    title = GROUPS[group][0] if group in GROUPS else _words(group).capitalize()
    return f"{title} · {FIELDS.get(field, field)}" if field else title


def word(group: str) -> str:
    """Return the word for one tag of a group: ``license``."""
    return GROUPS[group][1] if group in GROUPS else _words(group)


def _words(name: str) -> str:
    return name.replace("_", " ").strip() or "tag"
