"""FactsView: facts in groups, with a cursor that goes over them, and below them the card's header as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from hubtui.core.facts import Fact
from hubtui.widgets import json_lines
from hubtui.widgets.block_list import BlockList
from hubtui.widgets.facts_layout import NAMES, More
from hubtui.widgets.facts_lines import FactsLines, Place
from hubtui.widgets.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hubtui.core.facts import Group
    from hubtui.core.json_rows import JsonRows
    from hubtui.hub.models import RepoRef


class FactsView(BlockList):
    """Facts, then a tree; enter opens what a fact is about, shows the rest of a group, or folds."""

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

    def __init__(self) -> None:
        super().__init__()
        self._shown = FactsLines()
        self._found: Found[Place] = Found()

    def show(self, groups: Sequence[Group]) -> None:
        """Show other facts; the cursor stays on its fact, as far as there is such a one."""
        if tuple(groups) != self._shown.groups:
            self._shown.groups = tuple(groups)
            self._lay_out()

    def show_tree(self, rows: JsonRows | None) -> None:
        """Show another tree below the facts, or none."""
        self._shown.show_tree(rows)
        self._lay_out()

    # Lines

    @property
    def row_count(self) -> int:
        """How many lines there are."""
        return len(self._shown)

    def block(self, line: int) -> range | None:
        """Return the lines of a fact, or of a row of the tree."""
        return self._shown.block(line)

    def parts(self, line: int) -> Iterable[tuple[str, str]]:
        """Return a line's texts with the names of their parts."""
        return self._shown.parts(line)

    def on_resize(self) -> None:
        """Handle another width: values wrap elsewhere."""
        self._lay_out()

    def _lay_out(self, row: int | None = None) -> None:
        """Find out which line shows what; the cursor stays on its fact, or goes to a row of the tree."""
        at, top = self.cursor, self.top
        known = self._shown.known(at)
        if row is None:
            row = self._shown.row(at)
        self._shown.lay_out(self.rows_width)
        self.forget_lines()
        self.fit_rows()
        cursor = self._shown.line_of(known, at) if row is None else self._shown.line_at((1, row))
        self.scroll_top(cursor - (at - top) if at >= 0 else 0)
        self._place_cursor(cursor)
        if self._found.places:
            self._found = Found(self._shown.find(self.wanted))

    # What is highlighted

    @property
    def highlighted(self) -> Fact | None:
        """The fact under the cursor."""
        item = self._shown.item(self.cursor)
        return item if isinstance(item, Fact) else None

    @property
    def copyable(self) -> str:
        """What is highlighted: a fact's value, or what a row of the tree holds; clean."""
        row, tree = self._shown.row(self.cursor), self._shown.tree
        if row is not None and tree is not None:
            return tree.rows.copied(row)
        fact = self.highlighted
        return fact.copyable if fact is not None else ""

    @property
    def opens(self) -> bool:
        """Whether enter does something with what is highlighted."""
        row, tree = self._shown.row(self.cursor), self._shown.tree
        if row is not None and tree is not None:
            return tree.folds(row)
        item = self._shown.item(self.cursor)
        return isinstance(item, More) or (item is not None and (item.opens is not None or bool(item.link)))

    # What keys do

    def action_select(self) -> None:
        """Open what the fact is about, show the rest of the group, or fold."""
        row, tree = self._shown.row(self.cursor), self._shown.tree
        item = self._shown.item(self.cursor)
        if row is not None and tree is not None:
            if tree.toggle(row):
                self._lay_out(tree.rows.opener(row))
        elif isinstance(item, More):
            self._shown.unfold(item.title)
            self._lay_out()
        elif item is not None and item.opens is not None:
            self.post_message(self.Opened(item.opens))
        elif item is not None and item.link:
            self.post_message(self.Followed(item.link))

    def action_fold_open(self) -> None:
        """Unfold the row of the tree; as enter does on a fact."""
        row, tree = self._shown.row(self.cursor), self._shown.tree
        if row is None or tree is None:
            self.action_select()
        elif tree.unfold(row):
            self._lay_out(row)
        elif tree.rows.rows[row].folds:
            self.action_cursor_down()

    def action_fold_close(self) -> None:
        """Fold the row of the tree, or go to the one around it; say so where there is neither."""
        row, tree = self._shown.row(self.cursor), self._shown.tree
        if row is None or tree is None:
            self.post_message(self.Left())
        elif tree.fold(row):
            self._lay_out(tree.rows.opener(row))
        elif (around := tree.rows.rows[row].parent) >= 0 and around in tree:
            self._go(self._shown.line_at((1, around)))
        else:
            self.post_message(self.Left())

    # Searching

    def search(self, text: str) -> None:
        """Mark what holds a text, and go to the first of it from the cursor on; an empty text marks nothing."""
        self.mark(text)
        self._shown.reveal(text)
        self._lay_out()
        self._found = Found(self._shown.find(text))
        self._go_to(self._found.nearest(self._place))

    def search_on(self, step: int) -> None:
        """Go to the next place that was found (1), or the one before (-1)."""
        self._go_to(self._found.next(self._place, step))

    @property
    def found(self) -> tuple[int, int]:
        """Which of the places found the cursor is on, from 1, 0 for none of them; and how many there are."""
        return self._found.number(self._place)

    @property
    def _place(self) -> Place:
        return self._shown.place(self.cursor) or (0, 0)

    def _go_to(self, place: Place | None) -> None:
        """Put the cursor on a place, and unfold what it is inside of."""
        if place is None:
            return
        if place[0] == 1 and self._shown.tree is not None:
            self._shown.tree.show(place[1])
            self._lay_out(place[1])
        self._go(self._shown.line_at(place))
