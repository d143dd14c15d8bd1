"""SearchedPart: a tab in which a text is found, and the line in which that is typed."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from hubtui.screens.detail.part import Part
from hubtui.widgets.find_line import FindLine

if TYPE_CHECKING:
    from hubtui.core.visit import Visit
    from hubtui.screens.detail.desk import Desk


class SearchedPart(Part):
    """A subclass yields ``find_line`` last when it composes, finds in ``look_for`` and goes on in ``step_match``."""

    def __init__(self, visit: Visit, desk: Desk) -> None:
        super().__init__(visit, desk)
        self.find_line = FindLine()
        self.wanted = ""
        """What is to be found; empty for nothing."""

    @abstractmethod
    def look_for(self, text: str) -> None:
        """Find a text, and go to the first place from here on; an empty one ends the search."""

    @abstractmethod
    def step_match(self, step: int) -> None:
        """Go to the next place where it was found (1), or the one before (-1)."""

    def do_detail_find(self) -> None:
        """Type what is to be found."""
        self.find_line.begin()

    def do_detail_next(self) -> None:
        """Go to the next place where it was found."""
        self._step(1)

    def do_detail_previous(self) -> None:
        """Go to the place before where it was found."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if self.wanted:
            self.step_match(step)
            self.changed()
        else:
            self.do_detail_find()

    def leave(self) -> bool:
        """End the search, if there is one."""
        if not (self.find_line.display or self.wanted):
            return False
        self._look_for("")
        self.find_line.end()
        self.take_keys()
        return True

    def _look_for(self, text: str) -> None:
        self.wanted = text
        self.look_for(text)
        self.changed()

    def on_find_line_typed(self, event: FindLine.Typed) -> None:
        """Handle another text to find."""
        event.stop()
        if self.find_line.display:
            self._look_for(event.text)

    def on_find_line_done(self, event: FindLine.Done) -> None:
        """Handle the end of typing."""
        event.stop()
        self.find_line.end()
        self.take_keys()

    def on_find_line_given_up(self, event: FindLine.GivenUp) -> None:
        """Handle the wish to find nothing."""
        event.stop()
        self.leave()


def found_words(found: tuple[int, int], most: int = 0) -> str:
    """Return how a search stands: 3 of 17; 17 found; empty where nothing was.

    Args:
        found: which of the places one is at, from 1, 0 for none of them; and how many there are.
        most: how many are looked for at most; 0 for all.
    """
    at, count = found
    number = f"{count:,} and more" if 0 < most <= count else f"{count:,}"
    return f"{at} of {number}" if at else f"{number} found" if count else ""


def nowhere(wanted: str, found: tuple[int, int]) -> tuple[str, str]:
    """Return what to say of a text that was not found; empty where it was."""
    return (
        (f"{wanted} is nowhere in it", "/ looks for something else") if wanted and not found[1] else ("", "")
    )
