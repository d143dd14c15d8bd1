"""Whether rows came in the order that was asked for; servers differ (design.md §5, Ascending order)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hubtui.hub.criteria import Kind, Sort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.hub.models import Repo


SORT_WORDS = {
    Sort.TRENDING: "trending",
    Sort.DOWNLOADS: "downloads",
    Sort.LIKES: "likes",
    Sort.RECENT: "recent likes",
    Sort.UPDATED: "updated",
    Sort.CREATED: "created",
    Sort.PARAMETERS: "parameters",
    Sort.SIZE: "size",
    Sort.ROWS: "number of rows",
    Sort.ID: "id",
}
"""The words of the sort keys, on the screen and in the menu; each begins with its letter in the menu."""


def sort_value(repo: Repo, sort: Sort) -> int | str | None:
    """Return what a row is sorted by, or None where the row does not hold it."""
    match sort:
        case Sort.DOWNLOADS:
            return repo.downloads
        case Sort.LIKES:
            return repo.likes
        case Sort.UPDATED:
            return repo.updated
        case Sort.CREATED:
            return repo.created
        case Sort.PARAMETERS:
            return repo.parameters
        case Sort.SIZE:
            return repo.size
        case Sort.ID:
            return repo.id
        case Sort.TRENDING | Sort.RECENT | Sort.ROWS:
            return None


def can_ascend(kind: Kind, sort: Sort) -> bool:
    """Tell whether an ascending order can be offered: not where no row holds what it is sorted by.

    Rows of models do not tell their size, though they can be sorted by it (wire.md §2.1).
    """
    if sort is Sort.SIZE:
        return kind is not Kind.MODEL
    return sort not in (Sort.TRENDING, Sort.RECENT, Sort.ROWS)


def own_sort(kind: Kind, sort: Sort) -> Sort:
    """Return what one's own repos are sorted by, which happens here: the date of change for what no row tells."""
    return sort if can_ascend(kind, sort) else Sort.UPDATED


def is_ascending(repos: Sequence[Repo], sort: Sort) -> bool:
    """Tell whether the rows are known to ascend; rows without the value are passed over.

    An order that cannot be seen in the rows, as of trendingScore or likes30d, is not known to ascend. Ids may do so
    with or without regard to case.
    """
    values = [value for repo in repos if (value := sort_value(repo, sort)) is not None]
    if not values:
        return not repos
    folded = [value.lower() if isinstance(value, str) else value for value in values]
    return _ascend(values) or _ascend(folded)


def _ascend(values: Sequence[Any]) -> bool:
    return all(before <= after for before, after in pairwise(values))
