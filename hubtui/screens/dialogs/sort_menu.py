"""SortMenu: one letter picks the order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hubtui.core.order import SORT_WORDS, can_ascend
from hubtui.hub.criteria import SORTS, Sort
from hubtui.widgets.keys import KeysInTurn

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hubtui.hub.criteria import Criteria


class _Orders(OptionList):
    """A list so short that a page is all of it; Textual's page keys fail before it is laid out."""

    def action_page_up(self) -> None:
        """Go to the first."""
        self.action_first()

    def action_page_down(self) -> None:
        """Go to the last."""
        self.action_last()


class SortMenu(KeysInTurn, ModalScreen[Sort | None]):
    """Lists the sort keys of a kind; the present one is highlighted and would be reversed."""

    DEFAULT_CSS = """
    SortMenu { align: center middle; }
    SortMenu > Vertical {
        width: 40; height: auto; padding: 1 2; background: $surface; border: round $primary;
        border-title-color: $foreground;
    }
    SortMenu OptionList { height: auto; border: none; padding: 0; background: $surface; }
    SortMenu OptionList:focus { border: none; }
    SortMenu Static { color: $foreground-muted; margin-top: 1; }
    """

    BINDINGS: ClassVar = [
        Binding("escape,q", "close", id="sort.close", show=False),
        Binding("j", "move(1)", id="sort.down", show=False),
        Binding("k", "move(-1)", id="sort.up", show=False),
        *(
            Binding(word[0], f"pick('{sort.value}')", id=f"sort.{word.replace(' ', '-')}", show=False)
            for sort, word in SORT_WORDS.items()
        ),
    ]

    def __init__(self, criteria: Criteria) -> None:
        super().__init__()
        self._criteria = criteria
        self._sorts = SORTS[criteria.kind]

    def compose(self) -> ComposeResult:
        """One line each, the letter first."""
        with Vertical() as frame:
            frame.border_title = Content("Sort by")
            yield _Orders(*(Option(self._line(sort), id=sort.value) for sort in self._sorts), markup=False)
            yield Static("A letter picks, escape closes", markup=False)

    def on_mount(self) -> None:
        """Highlight the present order."""
        self.query_one(OptionList).highlighted = self._sorts.index(self._criteria.sort)

    def _line(self, sort: Sort) -> Content:
        word = SORT_WORDS[sort]
        line = Content.assemble((f" {word[0]} ", "bold $text-primary"), word)
        if sort is self._criteria.sort:
            arrow, way = ("▴", "descending") if self._criteria.ascending else ("▾", "ascending")
            line = Content.assemble(line, f" {arrow}")
            if can_ascend(self._criteria.kind, sort):
                line = Content.assemble(line, (f"  again: {way}", "$foreground-muted"))
        return line

    def action_pick(self, name: str) -> None:
        """Pick a sort by its letter, if the kind has it."""
        if Sort(name) in self._sorts:
            self._leave(Sort(name))

    def action_move(self, lines: int) -> None:
        """Move the highlight as the arrows do."""
        menu = self.query_one(OptionList)
        menu.action_cursor_down() if lines > 0 else menu.action_cursor_up()

    def action_close(self) -> None:
        """Leave the order as it is."""
        self._leave(None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Handle enter or a click on a line."""
        event.stop()
        self._leave(self._sorts[event.option_index])

    def _leave(self, sort: Sort | None) -> None:
        """Leave once: a second enter must not take away the screen below."""
        if self.is_current:
            self.dismiss(sort)
