"""Criteria: what is asked of the Hub, and the query parameters that ask it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The three kinds of repository, named as the Hub's bodies name them (wire.md §1.1)."""

    MODEL = "model"
    DATASET = "dataset"
    SPACE = "space"

    @property
    def plural(self) -> str:
        """The name in API paths: models, datasets, spaces."""
        return f"{self.value}s"

    @property
    def title(self) -> str:  # type: ignore[override]  # str.title is a method that nobody wants of a kind
        """The name on the screen: Models, Datasets, Spaces."""
        return _TITLES[self]

    @property
    def web_prefix(self) -> str:
        """What stands before the id in web paths: nothing for models (wire.md §1.1)."""
        return "" if self is Kind.MODEL else f"{self.value}s/"


_TITLES = {Kind.MODEL: "Models", Kind.DATASET: "Datasets", Kind.SPACE: "Spaces"}


class Sort(StrEnum):
    """The sort keys that all or some kinds have (wire.md §2.1, §2.5, §2.9)."""

    TRENDING = "trendingScore"
    DOWNLOADS = "downloads"
    LIKES = "likes"
    UPDATED = "lastModified"
    CREATED = "createdAt"
    PARAMETERS = "num_parameters"
    SIZE = "mainSize"


SORTS: dict[Kind, tuple[Sort, ...]] = {
    Kind.MODEL: (Sort.TRENDING, Sort.DOWNLOADS, Sort.LIKES, Sort.UPDATED, Sort.CREATED, Sort.PARAMETERS),
    Kind.DATASET: (Sort.TRENDING, Sort.DOWNLOADS, Sort.LIKES, Sort.UPDATED, Sort.CREATED, Sort.SIZE),
    Kind.SPACE: (Sort.TRENDING, Sort.LIKES, Sort.UPDATED, Sort.CREATED),
}
"""The sort keys of each kind, the default first."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """One question to the Hub: a kind and what its repos must satisfy. Empty fields ask for nothing."""

    kind: Kind = Kind.MODEL
    search: str = ""
    """Part of the id, in any case."""
    author: str = ""
    """One namespace, exactly."""
    tags: tuple[str, ...] = ()
    """All of these must be borne; each goes out as one ``filter`` (wire.md §1.4)."""
    task: str = ""
    """One ``pipeline_tag``; models only."""
    library: str = ""
    apps: tuple[str, ...] = ()
    inference_providers: tuple[str, ...] = ()
    gated: bool | None = None
    num_parameters: str = ""
    """``min:6B,max:128B``, either half optional; models only."""
    sort: Sort = Sort.TRENDING
    ascending: bool = False

    def parameters(self) -> list[tuple[str, str]]:
        """Return the query parameters, in a fixed order; descending is always said (design.md §5, Fetching)."""
        pairs: list[tuple[str, str]] = []
        if self.search:
            pairs.append(("search", self.search))
        if self.author:
            pairs.append(("author", self.author))
        pairs += [("filter", tag) for tag in self.tags]
        if self.task:
            pairs.append(("pipeline_tag", self.task))
        if self.library:
            pairs.append(("library", self.library))
        pairs += [("apps", app) for app in self.apps]
        pairs += [("inference_provider", provider) for provider in self.inference_providers]
        if self.gated is not None:
            pairs.append(("gated", "true" if self.gated else "false"))
        if self.num_parameters:
            pairs.append(("num_parameters", self.num_parameters))
        pairs.append(("sort", self.sort.value))
        pairs.append(("direction", "1" if self.ascending else "-1"))
        return pairs
