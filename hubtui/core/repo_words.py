"""Words for what a repo's fields say, shared by the preview and the facts."""

from __future__ import annotations

from typing import Final

from hubtui.core.languages import LANGUAGES

CHILDREN: Final = {
    "finetune": ("fine-tune", "fine-tunes"),
    "quantized": ("quantised", "quantised"),
    "adapter": ("adapter", "adapters"),
    "merge": ("merge", "merges"),
}
"""What a model made in some way from another is called: one, and several (wire.md §2.2)."""


def tagged(tags: tuple[str, ...], prefix: str) -> tuple[str, ...]:
    """Return what stands behind a prefix among tags, such as ``license:``."""
    return tuple(tag.removeprefix(prefix) for tag in tags if tag.startswith(prefix))


def languages_among(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages among tags: datasets prefix them, models have bare two-letter codes (wire.md §2.3)."""
    return tagged(tags, "language:") or tuple(tag for tag in tags if tag in LANGUAGES)


def child_words(relation: str, number: int) -> str:
    """Return how many models were made from this one in one way: 1 fine-tune, 1,200 adapters."""
    one, many = CHILDREN.get(relation, (relation, relation))
    return f"{number:,} {one if number == 1 else many}"


def stage_name(stage: str) -> str:
    """Return a Space's stage as a person writes it: BUILD_ERROR is ``build error``."""
    return stage.replace("_", " ").lower()
