"""Layer: one of several things that lie over each other on a tab, of which the topmost is shown."""

from __future__ import annotations

from typing import ClassVar

from hubtui.commands.detail import FILES
from hubtui.screens.detail.part import Part


class Layer(Part):
    """A part of a tab that is itself like a tab: it asks, fails and retries on its own."""

    TITLE: ClassVar = FILES

    def choose(self) -> Layer | None:
        """Do with what is highlighted what enter does; return what is to be laid over this, if anything is."""
        return None

    def search(self, text: str) -> None:
        """Find a text in what is shown; an empty one ends the search."""

    def search_on(self, step: int) -> None:
        """Go to the next place that was found, or to the one before."""

    @property
    def searched(self) -> str:
        """What is searched for; empty for nothing."""
        return ""

    @property
    def page(self) -> str:
        """The path of the file or folder whose web page would be opened; empty for the repo's."""
        return ""
