"""SortMenu: one letter picks the order of repos."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from hubtui.core.order import SORT_WORDS, can_ascend
from hubtui.hub.criteria import SORTS, Sort
from hubtui.screens.dialogs.order_menu import OrderMenu

if TYPE_CHECKING:
    from hubtui.hub.criteria import Criteria


class SortMenu(OrderMenu[Sort]):
    """The sort keys of a kind."""

    BINDINGS: ClassVar = [
        Binding(word[0], f"pick('{sort.value}')", id=f"sort.{word.replace(' ', '-')}", show=False)
        for sort, word in SORT_WORDS.items()
    ]

    def __init__(self, criteria: Criteria) -> None:
        self._kind = criteria.kind
        arrow, again = ("▴", "descending") if criteria.ascending else ("▾", "ascending")
        words = {sort: SORT_WORDS[sort] for sort in SORTS[criteria.kind]}
        reverses = can_ascend(criteria.kind, criteria.sort)
        super().__init__("Sort by", words, criteria.sort, arrow, again if reverses else "")

    def action_pick(self, name: str) -> None:
        """Pick a sort by its letter, if the kind has it."""
        if Sort(name) in SORTS[self._kind]:
            self.leave(Sort(name))
