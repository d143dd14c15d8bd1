"""Whether rows came in the order that was asked for; servers differ (design.md §5, Ascending order)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hubtui.hub.criteria import Kind, Sort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.hub.models import Repo


def sort_value(repo: Repo, sort: Sort) -> int | None:
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
        case Sort.TRENDING | Sort.RECENT:
            return None


def can_ascend(kind: Kind, sort: Sort) -> bool:
    """Tell whether an ascending order can be offered: not where no row holds what it is sorted by.

    Rows of models do not tell their size, though they can be sorted by it (wire.md §2.1).
    """
    return sort not in (Sort.TRENDING, Sort.RECENT) and not (kind is Kind.MODEL and sort is Sort.SIZE)


def is_ascending(repos: Sequence[Repo], sort: Sort) -> bool:
    """Tell whether the rows are known to ascend; rows without the value are passed over.

    An order that cannot be seen in the rows, as of trendingScore or likes30d, is not known to ascend.
    """
    values = [value for repo in repos if (value := sort_value(repo, sort)) is not None]
    if not values:
        return not repos
    return all(before <= after for before, after in pairwise(values))
