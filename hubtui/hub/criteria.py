"""Criteria: what is asked of the Hub, and the query parameters that ask it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


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
    RECENT = "likes30d"
    """Likes of the last 30 days, which no row tells."""
    UPDATED = "lastModified"
    CREATED = "createdAt"
    PARAMETERS = "num_parameters"
    SIZE = "mainSize"
    ROWS = "datasetsServerInfo.numRows"
    """A dataset's number of rows, which no list takes as ``expand`` (wire.md §2.5)."""
    ID = "id"


SORTS: dict[Kind, tuple[Sort, ...]] = {
    Kind.MODEL: (
        Sort.TRENDING, Sort.DOWNLOADS, Sort.LIKES, Sort.RECENT, Sort.UPDATED, Sort.CREATED, Sort.PARAMETERS, Sort.SIZE,
        Sort.ID,
    ),
    Kind.DATASET: (
        Sort.TRENDING, Sort.DOWNLOADS, Sort.LIKES, Sort.RECENT, Sort.UPDATED, Sort.CREATED, Sort.SIZE, Sort.ROWS,
    ),
    Kind.SPACE: (Sort.TRENDING, Sort.LIKES, Sort.UPDATED, Sort.CREATED),
}  # fmt: skip
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
    """Models only, as are the next two; a name without commas."""
    apps: tuple[str, ...] = ()
    """Names without commas, for a comma joins several (wire.md §2.1)."""
    inference_providers: tuple[str, ...] = ()
    """As apps; ``all`` stands for any."""
    gated: bool | None = None
    num_parameters: str = ""
    """``min:6B,max:128B``, either half optional; models only."""
    models: tuple[str, ...] = ()
    """Ids of models that are all used; Spaces only, as is the next (wire.md §2.9)."""
    datasets: tuple[str, ...] = ()
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
        pairs += [("models", used) for used in self.models]
        pairs += [("datasets", used) for used in self.datasets]
        pairs.append(("sort", self.sort.value))
        pairs.append(("direction", "1" if self.ascending else "-1"))
        return pairs

    @classmethod
    def from_parameters(cls, kind: Kind, pairs: Iterable[tuple[str, str]]) -> Criteria:
        """Return the criteria that ask with these query parameters; the inverse of parameters().

        Empty values ask for nothing. Parameters that are none of a list's are passed over, as the Hub does
        (wire.md §1.4), and a sort key that is none leaves the kind's default.
        """
        pairs = [(name, value) for name, value in pairs if value]
        last = dict(pairs)
        return cls(
            kind,
            search=last.get("search", ""),
            author=last.get("author", ""),
            tags=tuple(value for name, value in pairs if name == "filter"),
            task=last.get("pipeline_tag", ""),
            library=last.get("library", ""),
            apps=_names(pairs, "apps"),
            inference_providers=_names(pairs, "inference_provider"),
            gated=_YES_NO.get(last.get("gated", "").lower()),
            num_parameters=last.get("num_parameters", ""),
            models=tuple(value for name, value in pairs if name == "models"),
            datasets=tuple(value for name, value in pairs if name == "datasets"),
            sort=_SORT_KEYS.get(last.get("sort", ""), SORTS[kind][0]),
            ascending=last.get("direction") == "1",
        )

    @property
    def cleared(self) -> Criteria:
        """The question without its search and filters: the kind in the same order."""
        return Criteria(self.kind, sort=self.sort, ascending=self.ascending)

    @property
    def is_filtered(self) -> bool:
        """Whether more than a search narrows the list."""
        return replace(self, search="") != self.cleared

    def toggled(self, tag: str) -> Criteria:
        """Return the question with one tag more, or without it where it was chosen."""
        if tag in self.tags:
            return replace(self, tags=tuple(each for each in self.tags if each != tag))
        return replace(self, tags=(*self.tags, tag))


_YES_NO = {"true": True, "1": True, "false": False, "0": False}
_SORT_KEYS = {sort.value: sort for sort in Sort}


def _names(pairs: list[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    """Return the values of a parameter that is repeated or joined by commas (wire.md §1.4)."""
    return tuple(part for name, value in pairs if name == wanted for part in value.split(",") if part)
