"""Groups of facts as lines of a width: headings, labels beside values that wrap, and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from hubtui.core.facts import Fact, Tone
from hubtui.widgets import cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from hubtui.core.facts import Column, Group

SHOWN: Final = 12
"""Facts of a group that are shown before the rest is asked for."""
SPARED: Final = 3
"""So many more are shown rather than put behind a line of their own."""
OPENS, LEADS = " ›", " ↗"
"""What stands behind that which can be opened here, and behind that which leads to a web page."""
MOST: Final = 2_000
"""Facts of a group that are shown at most."""
LONGEST: Final = 4_000
"""Characters of a value that are shown at most."""
LABEL: Final = 18
"""Cells of the labels, with the blanks behind them."""
_LABEL_NARROW: Final = 15
_NARROW: Final = 70
"""Width below which labels have less room."""
_WIDEST: Final = 100
"""Cells of a value's lines at most: longer ones are hard to read."""
_GAP: Final = "  "
"""Between the columns of a table."""
_LEAST: Final = 8
"""Cells that a column of words keeps."""
_TONES: Final = {tone: "" if tone is Tone.PLAIN else tone.name.lower() for tone in Tone}

NAMES: Final = (*filter(None, _TONES.values()), "heading", "column", "label", "repo", "note")
"""The parts that lines are made of."""


class More(NamedTuple):
    """What stands for the facts of a group that are not shown yet."""

    title: str
    """The group's."""


class Block(NamedTuple):
    """What the cursor can be on, and how many lines it takes."""

    item: Fact | More
    lines: int
    group: str
    """The title of its group."""


class Line(NamedTuple):
    """One line: texts with the names of their parts."""

    parts: tuple[tuple[str, str], ...]
    block: int
    """Index of the block that it belongs to; -1 for none."""


class Layout:
    """Lines and blocks of groups.

    Args:
        groups: the facts.
        width: cells of a line.
        unfolded: the titles of groups of which all is to be shown.
    """

    def __init__(self, groups: Sequence[Group], width: int, unfolded: Set[str]) -> None:
        self.lines: list[Line] = []
        self.blocks: list[Block] = []
        self.starts: list[int] = []
        """The first line of each block."""
        self._width = width
        self._label = LABEL if width >= _NARROW else _LABEL_NARROW
        for group in groups:
            self._add_group(group, group.title in unfolded)

    def range_of(self, block: int) -> range:
        """Return the lines of a block."""
        return range(self.starts[block], self.starts[block] + self.blocks[block].lines)

    def add_heading(self, title: str) -> None:
        """Add a heading, apart from what is above it."""
        if self.lines:
            self.lines.append(Line((), -1))
        self.lines.append(Line(((f" {title}", "heading"),), -1))

    def _add_group(self, group: Group, unfolded: bool) -> None:
        self.add_heading(group.title)
        facts = group.facts
        if not unfolded and len(facts) > SHOWN + SPARED:
            facts = facts[:SHOWN]
        facts = facts[:MOST]
        if group.columns:
            self._add_table(group, facts)
        else:
            for fact in facts:
                self._add(fact, self._fact_lines(fact), group.title)
        if rest := len(group.facts) - len(facts):
            words = f"… {rest:,} more" + (", which Raw has" if unfolded else ": enter shows them")
            self._add(More(group.title), [((self._blank, ""), (words, "note"))], group.title)

    def _add(self, item: Fact | More, lines: Sequence[tuple[tuple[str, str], ...]], group: str) -> None:
        self.starts.append(len(self.lines))
        self.lines += [Line(parts, len(self.blocks)) for parts in lines]
        self.blocks.append(Block(item, len(lines), group))

    @property
    def _blank(self) -> str:
        return " " * (self._label + 1)

    def _fact_lines(self, fact: Fact) -> list[tuple[tuple[str, str], ...]]:
        room = max(_LEAST, min(_WIDEST, self._width - self._label - len(OPENS) - 2))
        part = "repo" if fact.opens or fact.link else _TONES[fact.tone]
        values = list(_wrapped(fact.value, room))
        label = cells.fit(f" {fact.label}", self._label + 1)
        first = ((label, "label"), (values[0], part), *_sign(fact))
        return [first, *(((self._blank, ""), (value, part)) for value in values[1:])]

    def _add_table(self, group: Group, facts: Sequence[Fact]) -> None:
        widths = _widths(group.columns, facts, self._width - 2 - len(OPENS))
        headings = [column.heading for column in group.columns]
        self.lines.append(Line(((f" {_row(headings, group.columns, widths)}", "column"),), -1))
        for fact in facts:
            text = f" {_row(fact.cells, group.columns, widths)}"
            self._add(fact, [((text, ""), *_sign(fact))], group.title)


def _sign(fact: Fact) -> tuple[tuple[str, str], ...]:
    """Return what says that enter leads somewhere."""
    return ((OPENS if fact.opens else LEADS, "note"),) if fact.opens or fact.link else ()


def _wrapped(value: str, room: int) -> Iterable[str]:
    """Yield the lines of a value: prose between words, what has lines of its own as it is; not all of a long one."""
    if len(value) > LONGEST:
        value = value[:LONGEST] + " …"
    if "\n" not in value:
        yield from cells.wrapped(value, room) or [""]
        return
    for line in value.split("\n"):
        yield from cells.chopped(line.rstrip(), room)


def _widths(columns: Sequence[Column], facts: Sequence[Fact], room: int) -> list[int]:
    """Return the cells of each column: what it needs, or less for the widest of words where that is too much."""
    rows = [[column.heading for column in columns], *(fact.cells for fact in facts)]
    # No column is wider than the room, so no more than that of a text counts.
    widths = [max(cell_len(cells.safe(row[place][:room])) for row in rows) for place in range(len(columns))]
    over = sum(widths) + len(_GAP) * (len(widths) - 1) - room
    while over > 0:
        widest = max(
            (place for place, column in enumerate(columns) if not column.is_number),
            key=lambda place: widths[place],
        )
        if widths[widest] <= _LEAST:
            break
        step = min(over, widths[widest] - _LEAST, max(1, widths[widest] // 8))
        widths[widest] -= step
        over -= step
    return widths


def _row(texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    """Return a row of a table, each text in its column."""
    fitted = (
        cells.fit(text[: 4 * width], width, right=column.is_number)
        for text, column, width in zip(texts, columns, widths, strict=True)
    )
    return _GAP.join(fitted)
