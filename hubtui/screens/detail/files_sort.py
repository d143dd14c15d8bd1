"""FileSortMenu: one letter picks the order of the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from hubtui.core.folder import FileSort
from hubtui.screens.dialogs.order_menu import OrderMenu

if TYPE_CHECKING:
    from hubtui.core.folder import FileOrder

_WORDS = {
    FileSort.NAME: "name",
    FileSort.SIZE: "size",
    FileSort.DATE: "date of the last commit",
}
"""The words of the sorts; each begins with its letter."""


class FileSortMenu(OrderMenu[FileSort]):
    """The sorts of files."""

    BINDINGS: ClassVar = [
        Binding(word[0], f"pick('{sort.value}')", id=f"files-sort.{sort.value}", show=False)
        for sort, word in _WORDS.items()
    ]

    def __init__(self, order: FileOrder) -> None:
        arrow, again = ("▾", "ascending") if order.descending else ("▴", "descending")
        super().__init__("Sort files by", _WORDS, order.sort, arrow, again)

    def action_pick(self, name: str) -> None:
        """Pick a sort by its letter."""
        self.leave(FileSort(name))
