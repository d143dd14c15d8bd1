"""ChipBar: every active filter as a chip; a click on one removes it."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.message import Message

from hubtui.widgets import cells
from hubtui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.visual import VisualType

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
        self._ignored: tuple[str, ...] = ()

    def show_chips(self, chips: Sequence[Chip], ignored: Sequence[str] = ()) -> None:
        """Show these chips.

        Args:
            chips: the active filters.
            ignored: the labels of those by which this server did not filter; they say so.
        """
        if (new := (tuple(chips), tuple(ignored))) != (self._chips, self._ignored):
            self._chips, self._ignored = new
            self.set_class(bool(chips), "-some")
            self.refresh()

    def render(self) -> VisualType:
        """Draw the chips that fit; the others are counted, and stand on top of the sidebar."""
        drawn = [self._drawn(number) for number in range(len(self._chips))]
        fitting = self._fitting(drawn, self.size.width)
        more = len(drawn) - fitting
        spans = [span for chip in drawn[:fitting] for span in (chip, ("  ", "", ""))]
        if more:
            spans.append((f"+{more} more", "$text-muted", "screen.command('tags.focus')"))
        self._left = ((" ", "", ""), *spans)
        return super().render()

    def _drawn(self, number: int) -> Span:
        chip = self._chips[number]
        remark, style = " (loaded rows)" if chip.loaded_only else "", "$text-primary"
        if chip.label in self._ignored:
            remark, style = " (this server did not filter)", "$text-warning"
        return f"{cells.head(chip.label, LONGEST)}{remark} ✕", style, f"remove({number})"

    @staticmethod
    def _fitting(drawn: Sequence[Span], width: int) -> int:
        """Return how many fit with a blank between them, and with the count of the rest."""
        ends = list(accumulate((cell_len(text) + 2 for text, *_ in drawn), initial=1))
        if ends[-1] - 2 <= width:
            return len(drawn)
        room = width - len(f"+{len(drawn)} more")
        return max((count for count, end in enumerate(ends) if end <= room), default=0)

    def action_remove(self, number: int) -> None:
        """Tell which chip was clicked."""
        if number < len(self._chips):
            self.post_message(self.Removed(self._chips[number]))
