"""The fields of a single repo that are asked for by name, where not all of them come by themselves."""

from __future__ import annotations

from typing import Final

from hubtui.hub.criteria import Kind

WHOLE: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.MODEL: (
        "author", "baseModels", "cardData", "childrenModelCount", "config", "createdAt", "disabled", "downloads",
        "downloadsAllTime", "evalResults", "gated", "gguf", "inference", "inferenceProviderMapping",
        "lastModified", "library_name", "likes", "mask_token", "model-index", "pipeline_tag", "private",
        "resourceGroup", "safetensors", "sha", "siblings", "spaces", "tags", "transformersInfo", "trendingScore",
        "usedStorage", "widgetData", "xetEnabled",
    ),
    Kind.DATASET: (
        "author", "cardData", "citation", "createdAt", "description", "disabled", "downloads",
        "downloadsAllTime", "gated", "lastModified", "likes", "mainSize", "paperswithcode_id", "private",
        "resourceGroup", "sha", "siblings", "tags", "trendingScore", "usedStorage", "xetEnabled",
    ),
    Kind.SPACE: (),
}  # fmt: skip
"""All that a kind has (wire.md §2.1, §2.5). A Space is asked without names, for ``host`` and ``gated`` have none
(wire.md §2.9, §2.10)."""
