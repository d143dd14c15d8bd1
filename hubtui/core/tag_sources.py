"""Where the tags of a sidebar are from: the Hub's own lists or, where it has none, what the loaded rows bear."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hubtui.core import refine, tag_words
from hubtui.core.tags import Section, TagIndex
from hubtui.hub.criteria import Kind
from hubtui.hub.models import Tag
from hubtui.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hubtui.core.choices import Choice
    from hubtui.hub.models import Repo, TagGroups

_BEFORE_REFINE = frozenset({"task", "SDK", "stage", "hardware"})
"""What sections are about that stand before what a list can be refined by."""

_MOST_FIELDED = 1_000
"""Tags of a group beyond which nobody looks whether they have fields: only tasks do, and there are dozens."""


def listed(kind: Kind, groups: TagGroups) -> TagIndex:
    """Return an index of the Hub's tags by type, in the server's order; tasks stand together by field."""
    return TagIndex(kind, _refined(kind, _sections(groups)))


def unlisted(kind: Kind, note: str) -> TagIndex:
    """Return an index without tags, with a note that says why: they are on their way, or could not be had."""
    return TagIndex(kind, refine.sections(kind), note)


def _refined(kind: Kind, sections: list[Section]) -> list[Section]:
    """Return the sections with the kind's refinements behind its tasks, or first if it has none."""
    leading = [number for number, section in enumerate(sections, 1) if section.word in _BEFORE_REFINE]
    place = max(leading, default=0)
    return [*sections[:place], *refine.sections(kind), *sections[place:]]


def _sections(groups: TagGroups) -> list[Section]:
    """Return a section for each group, and for each field within a group that has fields (wire.md §2.3)."""
    return [
        Section(tag_words.heading(name, field), tag_words.word(name), tags)
        for name, all_tags in groups.groups.items()
        for field, tags in _by_field(all_tags)
    ]


def _by_field(tags: Sequence[Tag]) -> Iterator[tuple[str | None, Sequence[Tag]]]:
    fields = dict.fromkeys(tag.sub_type for tag in tags) if len(tags) <= _MOST_FIELDED else {}
    if len(fields) < 2:
        yield next(iter(fields), None), tags
        return
    for field in fields:
        yield field, [tag for tag in tags if tag.sub_type == field]


class SeenTags:
    """What the loaded rows bear: the counts beside the tags, and the tags themselves where no server lists them."""

    def __init__(self) -> None:
        self.rows = 0
        self.counts: Counter[str] = Counter()
        """How many of the rows bear each tag and, by ``Choice.id``, are or use what Spaces have besides."""
        self._facts: dict[tuple[str, str], Choice] = {}
        """What Spaces are or use, by its group and value."""
        self._tasks: set[str] = set()
        self._libraries: set[str] = set()
        self._sdks: set[str] = set()

    def add(self, rows: Iterable[Repo]) -> None:
        """Take in more rows."""
        for row in rows:
            self.rows += 1
            self.counts.update(row.tags)
            for fact in _facts(row):
                choice = self._facts.get(fact) or self._facts.setdefault(fact, _choice(*fact))
                self.counts[choice.id] += 1
            for known, value in (
                (self._tasks, row.task),
                (self._libraries, row.library),
                (self._sdks, row.sdk),
            ):
                if value:
                    known.add(value)

    def is_like(self, other: SeenTags) -> bool:
        """Tell whether as many rows bear the same, as after a refresh that brought nothing new."""
        return self.rows == other.rows and self.counts == other.counts

    def index(self, kind: Kind) -> TagIndex:
        """Return an index of what these rows bear, the most borne first, with a note that says so.

        Before there are rows there is nothing in it, so that one begins at the first tag once there are some.
        """
        if not self.rows:
            return TagIndex(kind, (), _NO_ROWS)
        groups: dict[str, list[Tag | Choice]] = {name: [] for name in _SEEN_GROUPS}
        facts = {choice.id: (group, choice) for (group, _), choice in self._facts.items()}
        for tag, _ in sorted(self.counts.items(), key=lambda item: (-item[1], item[0])):
            if tag in facts:
                group, choice = facts[tag]
                groups[group].append(choice)
            elif tag:
                groups[self._group_of(tag)].append(Tag(tag))
        sections = [Section(*_heading(name), items) for name, items in groups.items() if items]
        whose = kind.title if kind is Kind.SPACE else kind.plural
        note = f"From {plural(self.rows, 'loaded row')}: this Hub lists no tags of {whose}"
        return TagIndex(kind, _refined(kind, sections), note)

    def _group_of(self, tag: str) -> str:
        prefix, colon, _ = tag.partition(":")
        if colon:
            return prefix if prefix in _SEEN_GROUPS and prefix not in _FACTS else "other"
        for name, known in (("sdk", self._sdks), ("pipeline_tag", self._tasks), ("library", self._libraries)):
            if tag in known:
                return name
        return "other"


def _facts(row: Repo) -> Iterator[tuple[str, str]]:
    """Yield what a Space is or uses besides its tags: group and value."""
    if row.stage:
        yield "stage", row.stage
    if row.hardware:
        yield "hardware", row.hardware
    if row.used_lines:
        yield from row.used


def _choice(group: str, value: str) -> Choice:
    if group == "stage":
        return refine.stage(value)
    if group == "hardware":
        return refine.hardware(value)
    return refine.uses("models" if group == "models" else "datasets", value)


def _heading(group: str) -> tuple[str, str]:
    """Return the heading of a group and the word for one of it."""
    return _FACTS.get(group) or (tag_words.heading(group), tag_words.word(group))


_FACTS = {
    "stage": ("Stage", "stage"),
    "hardware": ("Hardware", "hardware"),
    "models": ("Models used", "model"),
    "datasets": ("Datasets used", "dataset"),
}
"""Heading and word of what Spaces have besides their tags."""
_NO_ROWS = "The tags come with the first rows"
"""What an index of no rows says."""
_SEEN_GROUPS = (
    "sdk", "stage", "hardware", "pipeline_tag", "task_categories", "library", "license", "models", "datasets",
    "language", "size_categories", "modality", "format",
    "dataset", "base_model", "arxiv", "doi", "region", "other",
)  # fmt: skip
"""The groups that what rows bear is sorted into, in the order of the screen."""
