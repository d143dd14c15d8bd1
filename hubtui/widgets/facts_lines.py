"""FactsLines: which line shows what of the facts and of the tree below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hubtui.core.facts import Fact
from hubtui.widgets.facts_layout import MOST, SHOWN, Layout, More
from hubtui.widgets.json_lines import JsonLines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.core.facts import Group
    from hubtui.core.json_rows import JsonRows

Known = tuple[str, str, str]
"""What is the same of a fact when its value has become another: its group, its label; and the value."""
Place = tuple[int, int]
"""0 and the number of a fact that is shown, or 1 and a row of the tree."""

TREE: Final = "Card header"
"""The heading of the tree."""
_MARGIN: Final = 2
"""Cells before a line of the tree: the cursor's, and one more."""


class FactsLines:
    """The lines of groups of facts, and of a tree that folds; to be laid out anew when anything changes."""

    def __init__(self) -> None:
        self.groups: tuple[Group, ...] = ()
        self.tree: JsonLines | None = None
        self._unfolded: set[str] = set()
        self._layout = Layout((), 1, frozenset())

    def show_tree(self, rows: JsonRows | None) -> None:
        """Have another tree, or none."""
        self.tree = None if rows is None else JsonLines(rows)

    def lay_out(self, width: int) -> None:
        """Find out which line shows what."""
        self._layout = Layout(self.groups, max(1, width), self._unfolded)
        if self.tree is not None:
            self._layout.add_heading(TREE)
            self.tree.lay_out(max(1, width - _MARGIN))

    # Lines

    @property
    def _first(self) -> int:
        """The line at which the tree begins."""
        return len(self._layout.lines)

    def __len__(self) -> int:
        """How many lines there are."""
        return self._first + (0 if self.tree is None else len(self.tree))

    def block(self, line: int) -> range | None:
        """Return the lines of a fact, or of a row of the tree; None for a heading."""
        if line >= self._first:
            found = range(0) if self.tree is None else self.tree.block(line - self._first)
            return range(found.start + self._first, found.stop + self._first)
        index = self._layout.lines[line].block
        return None if index < 0 else self._layout.range_of(index)

    def parts(self, line: int) -> Sequence[tuple[str, str]]:
        """Return a line's texts with the names of their parts."""
        if line < self._first:
            return self._layout.lines[line].parts
        return [(" " * (_MARGIN - 1), ""), *(self.tree.parts(line - self._first) if self.tree else ())]

    def item(self, line: int) -> Fact | More | None:
        """Return what a line shows, if that is no row of the tree."""
        place = self.place(line)
        return self._layout.blocks[place[1]].item if place is not None and place[0] == 0 else None

    def row(self, line: int) -> int | None:
        """Return the row of the tree that a line shows."""
        place = self.place(line)
        return place[1] if place is not None and place[0] == 1 else None

    def place(self, line: int) -> Place | None:
        """Return the place that a line belongs to; None for a heading, and where there is no such line."""
        if not 0 <= line < len(self):
            return None
        if line >= self._first:
            return 1, (self.tree.row_of(line - self._first) if self.tree is not None else 0)
        index = self._layout.lines[line].block
        return (0, index) if index >= 0 else None

    def line_at(self, place: Place) -> int:
        """Return the line of a place, or the one before where that is folded away."""
        kind, number = place
        if kind == 0 or self.tree is None or not len(self.tree):
            return self._layout.starts[number] if number < len(self._layout.starts) else 0
        return self._first + self.tree.line_of(number)

    # Facts that stay

    def known(self, line: int) -> Known | None:
        """Return what the fact of a line is known by."""
        place = self.place(line)
        return self._known(place[1]) if place is not None and place[0] == 0 else None

    def _known(self, index: int) -> Known:
        block = self._layout.blocks[index]
        # In the place of what was not shown, the rest of it comes.
        return (
            (block.group, block.item.label, block.item.value)
            if isinstance(block.item, Fact)
            else ("", "", "")
        )

    def line_of(self, known: Known | None, otherwise: int) -> int:
        """Return the line of a fact that was known before: the same, else of the same label, else another line."""
        found = [self._known(index) for index in range(len(self._layout.blocks))]
        if known in found:
            return self._layout.starts[found.index(known)]
        alike = [index for index, each in enumerate(found) if known is not None and each[:2] == known[:2]]
        return self._layout.starts[alike[0]] if alike and known != ("", "", "") else max(otherwise, 0)

    def unfold(self, title: str) -> None:
        """Show all facts of a group."""
        self._unfolded.add(title)

    # Searching

    def reveal(self, text: str) -> None:
        """Show all of the groups that hold a text where they are not shown."""
        wanted = text.lower()
        for group in self.groups:
            if wanted and any(_holds(fact, wanted) for fact in group.facts[SHOWN:MOST]):
                self.unfold(group.title)

    def find(self, text: str) -> list[Place]:
        """Return the places that hold a text, whatever its case, in their order."""
        wanted = text.lower()
        if not wanted:
            return []
        facts = [
            (0, index)
            for index, block in enumerate(self._layout.blocks)
            if isinstance(block.item, Fact) and _holds(block.item, wanted)
        ]
        return facts + [(1, row) for row in (self.tree.rows.find(text) if self.tree is not None else ())]


def _holds(fact: Fact, wanted: str) -> bool:
    return wanted in "\n".join((fact.label, fact.value, *fact.cells)).lower()
