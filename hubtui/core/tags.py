"""TagIndex: everything that lists can be narrowed by, in groups, in the order in which it is shown."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hubtui.core.choices import Choice, TagChoice
from hubtui.core.tag_search import EDGE, searchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hubtui.hub.criteria import Kind
    from hubtui.hub.models import Tag

    Item = Tag | Choice
    """What stands under a heading; choices are made of tags only where they are shown, for there are so many."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    word: str
    """What one of the items is: license, language."""
    items: Sequence[Item]


class TagIndex:
    """The sections of a kind with their items in one row, numbered from 0.

    Args:
        kind: whose tags these are.
        sections: in the order of the screen; those without items are left out.
        note: what is to be known of the whole, such as where it is from; empty for nothing.
    """

    def __init__(self, kind: Kind, sections: Iterable[Section], note: str = "") -> None:
        self.kind = kind
        self.note = note
        self.sections = tuple(section for section in sections if section.items)
        self.starts: list[int] = []
        """The number of each section's first item."""
        self._items: list[Item] = []
        names: list[str] = []
        for section in self.sections:
            self.starts.append(len(self._items))
            self._items += section.items
            names += _names(section.items)
        self.entries = searchable(names)
        """What to search in, an entry for each item."""

    def __len__(self) -> int:
        return len(self._items)

    def choice(self, number: int) -> Choice:
        """Return the item with that number as a choice."""
        item = self._items[number]
        if isinstance(item, Choice):
            return item
        word = self.sections[bisect_right(self.starts, number) - 1].word
        return TagChoice(item.id, item.label, word)

    def number_of(self, choice_id: str) -> int | None:
        """Return the number of the first item with that id."""
        return next((number for number, item in enumerate(self._items) if item.id == choice_id), None)


def _names(items: Sequence[Item]) -> list[str]:
    """Return each item's id, and its label where the id does not end with it, with an edge between them."""
    return [
        name if (name := item.id).endswith(label := item.label) else f"{name}{EDGE}{label}" for item in items
    ]
