"""FactsView: facts in groups, with a cursor that goes over them, and below them the card's header as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.message import Message

from hubtui.core.facts import Fact
from hubtui.widgets import json_lines
from hubtui.widgets.block_list import BlockList
from hubtui.widgets.facts_layout import NAMES, Layout, More
from hubtui.widgets.json_lines import JsonLines

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.strip import Strip

    from hubtui.core.facts import Group
    from hubtui.core.json_rows import JsonRows
    from hubtui.hub.models import RepoRef
    from hubtui.widgets.line_list import Look

TREE: Final = "Card header"
"""The heading of the tree."""
_MARGIN: Final = 2
"""Cells before a line of the tree: the cursor's, and one more."""


class FactsView(BlockList):
    """Facts, then a tree; enter opens the repo that a fact is about, shows the rest of a group, or folds."""

    PARTS = "facts"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"facts--{name}" for name in NAMES), *json_lines.component_classes("facts"),
    }  # fmt: skip
    DEFAULT_CSS = f"""
    FactsView {{
        & > .facts--heading {{ text-style: bold; }}
        & > .facts--column, & > .facts--label, & > .facts--note, & > .facts--quiet {{ color: $text-muted; }}
        & > .facts--repo {{ color: $text-primary; }}
        & > .facts--good {{ color: $text-success; }}
        & > .facts--care {{ color: $text-warning; }}
        & > .facts--bad {{ color: $text-error; }}
        {json_lines.css("facts")}
    }}
    """

    class Opened(Message):
        """A repo that a fact is about was chosen."""

        def __init__(self, repo: RepoRef) -> None:
            super().__init__()
            self.repo = repo

    class Followed(Message):
        """A web page that a fact is about was chosen."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url

    class Left(Message):
        """There is nothing to fold under the cursor."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[Group, ...] = ()
        self._unfolded: set[str] = set()
        self._layout = Layout((), 1, frozenset())
        self._tree: JsonLines | None = None

    def show(self, groups: Sequence[Group]) -> None:
        """Show other facts; the cursor stays on its fact, as far as there is such a one."""
        if tuple(groups) != self._groups:
            self._groups = tuple(groups)
            self._lay_out()

    def show_tree(self, rows: JsonRows | None) -> None:
        """Show another tree below the facts, or none."""
        self._tree = None if rows is None else JsonLines(rows)
        self._lay_out()

    # Lines

    @property
    def _first(self) -> int:
        """The line at which the tree begins."""
        return len(self._layout.lines)

    @property
    def row_count(self) -> int:
        """How many lines there are."""
        return self._first + (0 if self._tree is None else len(self._tree))

    def block(self, line: int) -> range | None:
        """Return the lines of a fact, or of a row of the tree."""
        if line >= self._first:
            if self._tree is None:
                return None
            found = self._tree.block(line - self._first)
            return range(found.start + self._first, found.stop + self._first)
        index = self._layout.lines[line].block
        return None if index < 0 else self._layout.range_of(index)

    def version(self) -> Hashable:
        """Return what drawn lines depend on besides: nothing, for whatever changes them forgets them."""
        return None

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw a line."""
        if index < self._first:
            return self.draw(self._layout.lines[index].parts, width, look)
        parts = self._tree.parts(index - self._first) if self._tree is not None else []
        return self.draw([(" " * (_MARGIN - 1), ""), *parts], width, look)

    def on_resize(self) -> None:
        """Handle another width: values wrap elsewhere."""
        self._lay_out()

    def _lay_out(self, row: int | None = None) -> None:
        """Find out which line shows what; the cursor stays on its fact, or goes to a row of the tree."""
        here, below, at = self._here(), self.cursor - self.top, self.cursor
        if row is None:
            row = self._row_here()
        self._layout = Layout(self._groups, max(1, self.rows_width), self._unfolded)
        if self._tree is not None:
            self._layout.add_heading(TREE)
            self._tree.lay_out(max(1, self.rows_width - _MARGIN))
        self.forget_lines()
        self.fit_rows()
        if row is not None and self._tree is not None and len(self._tree):
            cursor = self._first + self._tree.line_of(row)
        else:
            cursor = self._line_of(here, at)
        self.scroll_top(cursor - below if at >= 0 else 0)
        self._place_cursor(cursor)

    def _here(self) -> tuple[str, str, str] | None:
        """Return what the fact under the cursor is known by when its value has become another."""
        if not 0 <= self.cursor < self._first:
            return None
        block = self._layout.blocks[self._layout.lines[self.cursor].block]
        return _known_by(block.group, block.item)

    def _line_of(self, here: tuple[str, str, str] | None, otherwise: int) -> int:
        """Return the line of the fact that is most like one of before: the same, of the same label, or at its place."""
        blocks = [_known_by(block.group, block.item) for block in self._layout.blocks]
        if here in blocks:
            return self._layout.starts[blocks.index(here)]
        alike = [index for index, known in enumerate(blocks) if here is not None and known[:2] == here[:2]]
        return self._layout.starts[alike[0]] if alike else max(otherwise, 0)

    def _row_here(self) -> int | None:
        """Return the row of the tree under the cursor, or None."""
        if self._tree is None or not self._first <= self.cursor < self.row_count:
            return None
        return self._tree.row_of(self.cursor - self._first)

    # What is highlighted

    @property
    def highlighted(self) -> Fact | None:
        """The fact under the cursor."""
        if not 0 <= self.cursor < self._first:
            return None
        item = self._layout.blocks[self._layout.lines[self.cursor].block].item
        return item if isinstance(item, Fact) else None

    @property
    def copyable(self) -> str:
        """What is highlighted: a fact's value, or what a row of the tree holds; clean."""
        row = self._row_here()
        if row is not None and self._tree is not None:
            return self._tree.rows.copied(row)
        fact = self.highlighted
        return fact.copyable if fact is not None else ""

    # What keys do

    def action_select(self) -> None:
        """Open the repo, show the rest of the group, or fold."""
        if (row := self._row_here()) is not None:
            if self._tree is not None and self._tree.toggle(row):
                self._lay_out(self._tree.rows.opener(row))
        elif 0 <= self.cursor < self._first:
            self._choose(self._layout.blocks[self._layout.lines[self.cursor].block].item)

    def _choose(self, item: Fact | More) -> None:
        if isinstance(item, More):
            self._unfolded.add(item.title)
            self._lay_out()
        elif item.opens is not None:
            self.post_message(self.Opened(item.opens))
        elif item.link:
            self.post_message(self.Followed(item.link))

    def action_fold_open(self) -> None:
        """Unfold the row of the tree; as enter does on a fact."""
        row = self._row_here()
        if row is None or self._tree is None:
            self.action_select()
        elif self._tree.unfold(row):
            self._lay_out(row)
        elif self._tree.rows.rows[row].folds:
            self.action_cursor_down()

    def action_fold_close(self) -> None:
        """Fold the row of the tree, or go to the one around it; say so where there is neither."""
        row = self._row_here()
        if row is None or self._tree is None:
            self.post_message(self.Left())
        elif self._tree.fold(row):
            self._lay_out(self._tree.rows.opener(row))
        elif (around := self._tree.rows.rows[row].parent) >= 0 and around in self._tree:
            self._go(self._first + self._tree.line_of(around))
        else:
            self.post_message(self.Left())


def _known_by(group: str, item: Fact | More) -> tuple[str, str, str]:
    """Return what is the same of a fact before and after; in place of what was not shown, the rest of it comes."""
    return (group, item.label, item.value) if isinstance(item, Fact) else (group, "…", "")
