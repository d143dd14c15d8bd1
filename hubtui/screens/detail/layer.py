"""Layer: one of several things that lie over each other on a tab, of which the topmost is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from hubtui.commands.detail import FILES
from hubtui.screens.detail.part import Part

if TYPE_CHECKING:
    from hubtui.core.visit import Visit
    from hubtui.screens.detail.desk import Desk


class Layer(Part):
    """A part of a tab that is itself like a tab: it asks, fails and retries on its own."""

    TITLE: ClassVar = FILES
    SEARCHES: ClassVar = True
    """Whether a text can be found in it."""

    def __init__(self, visit: Visit, desk: Desk) -> None:
        super().__init__(visit, desk)
        self.waits = False
        """Whether what it asks for is asked again after a pause."""

    def take_wait(self) -> None:
        """Take that what it asks for is asked again after a pause."""
        self.waits = True

    def choose(self) -> Layer | None:
        """Do with what is highlighted what enter does; return what is to be laid over this, if anything is."""
        return None

    @property
    def opens(self) -> bool:
        """Whether enter does something here."""
        return True

    def search(self, text: str) -> None:
        """Find a text in what is shown; an empty one ends the search."""

    def search_on(self, step: int) -> None:
        """Go to the next place that was found, or to the one before."""

    @property
    def searched(self) -> str:
        """What is searched for; empty for nothing."""
        return ""
