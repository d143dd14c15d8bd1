"""TagIndex: everything that lists can be narrowed by, in groups, in the order in which it is shown.

It is made of the Hub's own tags by type or, where there are none (Spaces, servers without that endpoint), of what
the loaded rows hold.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from hubtui.core import tag_words
from hubtui.core.tag_search import EDGE, searchable
from hubtui.hub.criteria import Kind
from hubtui.hub.models import Tag
from hubtui.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hubtui.hub.models import Repo, TagGroups


class Item(Protocol):
    """What stands in a group: a tag of the Hub, or anything else that can be found by its names."""

    @property
    def id(self) -> str:
        """What it is found by; alone of its kind."""

    @property
    def label(self) -> str:
        """What it is found by too; may be empty."""


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

    def item(self, number: int) -> Item:
        """Return the item with that number."""
        return self._items[number]

    def number_of(self, item_id: str) -> int | None:
        """Return the number of the first item with that id."""
        return next((number for number, item in enumerate(self._items) if item.id == item_id), None)


def from_groups(kind: Kind, groups: TagGroups) -> TagIndex:
    """Return the index of the Hub's tags by type, in the server's order; tasks stand together by field."""
    return TagIndex(kind, sections_of(groups))


def sections_of(groups: TagGroups) -> list[Section]:
    """Return a section for each group, and for each field within a group that has fields (wire.md §2.3)."""
    return [
        Section(tag_words.heading(name, field), tag_words.word(name), tags)
        for name, all_tags in groups.groups.items()
        for field, tags in _by_field(all_tags)
    ]


def _by_field(tags: Sequence[Tag]) -> Iterator[tuple[str | None, Sequence[Tag]]]:
    fields = dict.fromkeys([tag.sub_type for tag in tags])
    if len(fields) < 2:
        yield next(iter(fields), None), tags
        return
    for field in fields:
        yield field, [tag for tag in tags if tag.sub_type == field]


def _names(items: Sequence[Item]) -> list[str]:
    """Return each item's id, and its label where the id does not end with it, with edges around them."""
    return [
        f"{EDGE}{item.id}{EDGE}"
        if item.id.endswith(item.label)
        else f"{EDGE}{item.id}{EDGE}{item.label}{EDGE}"
        for item in items
    ]


class SeenTags:
    """What the loaded rows bear: the counts beside the tags, and the tags themselves where no server lists them."""

    def __init__(self) -> None:
        self.rows = 0
        self.counts: Counter[str] = Counter()
        """How many of the rows bear each tag."""
        self._tasks: set[str] = set()
        self._libraries: set[str] = set()
        self._sdks: set[str] = set()

    def add(self, rows: Iterable[Repo]) -> None:
        """Take in more rows."""
        for row in rows:
            self.rows += 1
            self.counts.update(row.tags)
            for known, value in (
                (self._tasks, row.task),
                (self._libraries, row.library),
                (self._sdks, row.sdk),
            ):
                if value:
                    known.add(value)

    def index(self, kind: Kind) -> TagIndex:
        """Return an index of what these rows bear, the most borne first, with a note that says so."""
        groups: dict[str, list[Tag]] = {name: [] for name in _SEEN_GROUPS}
        for tag, _ in sorted(self.counts.items(), key=lambda item: (-item[1], item[0])):
            if tag:
                groups[self._group_of(tag)].append(Tag(tag))
        sections = [
            Section(tag_words.heading(name), tag_words.word(name), tags) for name, tags in groups.items()
        ]
        whose = kind.title if kind is Kind.SPACE else kind.plural
        return TagIndex(
            kind, sections, f"From {plural(self.rows, 'loaded row')}: this Hub lists no tags of {whose}"
        )

    def _group_of(self, tag: str) -> str:
        prefix, colon, _ = tag.partition(":")
        if colon:
            return prefix if prefix in _SEEN_GROUPS else "other"
        for name, known in (("sdk", self._sdks), ("pipeline_tag", self._tasks), ("library", self._libraries)):
            if tag in known:
                return name
        return "other"


_SEEN_GROUPS = (
    "sdk", "pipeline_tag", "task_categories", "library", "license", "language", "size_categories", "modality", "format",
    "dataset", "base_model", "arxiv", "doi", "region", "other",
)  # fmt: skip
"""The groups that tags of rows are sorted into, in the order of the screen."""
