"""FileSortMenu: one letter picks the order of the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hubtui.core.folder import FileSort
from hubtui.widgets.keys import KeysInTurn

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hubtui.core.folder import FileOrder

_WORDS = {
    FileSort.NAME: "name",
    FileSort.SIZE: "size",
    FileSort.DATE: "date of the last commit",
}
"""The words of the sorts; each begins with its letter."""


class FileSortMenu(KeysInTurn, ModalScreen[FileSort | None]):
    """Lists the sorts; the present one is highlighted and would be reversed."""

    DEFAULT_CSS = """
    FileSortMenu { align: center middle; }
    FileSortMenu > Vertical {
        width: 48; height: auto; padding: 1 2; background: $surface; border: round $primary;
        border-title-color: $foreground;
    }
    FileSortMenu OptionList { height: auto; border: none; padding: 0; background: $surface; }
    FileSortMenu OptionList:focus { border: none; }
    FileSortMenu Static { color: $foreground-muted; margin-top: 1; }
    """
    BINDINGS: ClassVar = [
        Binding("escape,q,h,left", "close", id="files-sort.close", show=False),
        Binding("j", "move(1)", id="files-sort.down", show=False),
        Binding("k", "move(-1)", id="files-sort.up", show=False),
        *(
            Binding(word[0], f"pick('{sort.value}')", id=f"files-sort.{sort.value}", show=False)
            for sort, word in _WORDS.items()
        ),
    ]

    def __init__(self, order: FileOrder) -> None:
        super().__init__()
        self._order = order
        self._list = OptionList(*(Option(self._line(sort)) for sort in FileSort), markup=False)

    def compose(self) -> ComposeResult:
        """One line each, the letter first."""
        with Vertical() as frame:
            frame.border_title = Content("Sort files by")
            yield self._list
            yield Static("A letter picks, escape closes", markup=False)

    def on_mount(self) -> None:
        """Highlight the present order."""
        self._list.highlighted = list(FileSort).index(self._order.sort)
        self.set_focus(self._list)

    def _line(self, sort: FileSort) -> Content:
        word = _WORDS[sort]
        line = Content.assemble((f" {word[0]} ", "bold $text-primary"), word)
        if sort is not self._order.sort:
            return line
        arrow, way = ("▾", "ascending") if self._order.descending else ("▴", "descending")
        return Content.assemble(line, f" {arrow}", (f"  again: {way}", "$foreground-muted"))

    def action_pick(self, name: str) -> None:
        """Pick a sort by its letter."""
        self._leave(FileSort(name))

    def action_move(self, lines: int) -> None:
        """Move the highlight as the arrows do."""
        self._list.action_cursor_down() if lines > 0 else self._list.action_cursor_up()

    def action_close(self) -> None:
        """Leave the order as it is."""
        self._leave(None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Handle enter or a click on a line."""
        event.stop()
        self._leave(list(FileSort)[event.option_index])

    def _leave(self, sort: FileSort | None) -> None:
        """Leave once: a second enter must not take away the screen below."""
        if self.is_current:
            self.dismiss(sort)
