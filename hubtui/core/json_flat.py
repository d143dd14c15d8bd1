"""Any JSON as a flat list of rows, whatever its depth."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Row:
    """One value, or the closing bracket of one."""

    __slots__ = ("closes", "depth", "end", "is_last", "key", "parent", "value")

    def __init__(
        self, key: str | None, value: object, depth: int, parent: int, *, is_last: bool, closes: bool = False
    ) -> None:
        self.key = key
        """Within an object."""
        self.value = value
        self.depth = depth
        self.parent = parent
        """Index of the row around it; -1 for the outermost."""
        self.end = 0
        """Index behind all that is inside it, the closing bracket too."""
        self.is_last = is_last
        """Nothing follows it in what is around it."""
        self.closes = closes

    @property
    def folds(self) -> bool:
        """Whether there is something inside it."""
        return not self.closes and isinstance(self.value, dict | list) and bool(self.value)


def flat(value: object) -> Iterator[Row]:
    """Yield the rows of a value from the outermost in; without recursion, for nesting has no bound."""
    first = Row(None, value, 0, -1, is_last=True)
    yield first
    count = 1
    inside: list[tuple[Row, int, Iterator[tuple[str | None, object]], int]] = []
    if first.folds:
        inside.append((first, 0, _items(value), len(_sized(value))))
    else:
        first.end = count
    while inside:
        around, at, items, left = inside.pop()
        following = next(items, None)
        if following is None:
            closing = Row(None, around.value, around.depth, at, is_last=around.is_last, closes=True)
            yield closing
            count += 1
            around.end = closing.end = count
            continue
        inside.append((around, at, items, left - 1))
        row = Row(*following, around.depth + 1, at, is_last=left == 1)
        yield row
        if row.folds:
            inside.append((row, count, _items(row.value), len(_sized(row.value))))
        count += 1
        row.end = count


def _sized(value: object) -> dict[str, object] | list[object]:
    return value if isinstance(value, dict | list) else []


def _items(value: object) -> Iterator[tuple[str | None, object]]:
    """Yield what is inside a value, with its key in an object."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        for inner in value:
            yield None, inner
