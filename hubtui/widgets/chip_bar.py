"""ChipBar: every active filter as a chip; a click on one removes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from hubtui.widgets import cells
from hubtui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.core.question import Chip
    from hubtui.widgets.one_line import Span

LONGEST = 32
"""Cells of a chip's words."""


class ChipBar(OneLine):
    """One line; it is there only while there is a chip."""

    DEFAULT_CSS = """
    ChipBar { display: none; }
    ChipBar.-some { display: block; }
    """

    class Removed(Message):
        """A chip was clicked away."""

        def __init__(self, chip: Chip) -> None:
            super().__init__()
            self.chip = chip

    def __init__(self) -> None:
        super().__init__()
        self._chips: tuple[Chip, ...] = ()

    def show_chips(self, chips: Sequence[Chip], ignored: Sequence[str] = ()) -> None:
        """Show these chips.

        Args:
            chips: the active filters.
            ignored: tags by which this server did not filter; their chips say so.
        """
        self._chips = tuple(chips)
        self.set_class(bool(chips), "-some")
        spans: list[Span] = []
        for number, chip in enumerate(chips):
            remark = " (loaded rows)" if chip.loaded_only else ""
            style = "$text-primary"
            if chip.tag and chip.tag in ignored:
                remark, style = " (this server did not filter)", "$text-warning"
            words = cells.head(chip.label, LONGEST)
            spans += [(" ", "", ""), (f" {words}{remark} ✕ ", style, f"remove({number})")]
        self.show(spans)

    def action_remove(self, number: int) -> None:
        """Tell which chip was clicked."""
        if number < len(self._chips):
            self.post_message(self.Removed(self._chips[number]))
