"""FactsPart: what the Hub says about the repo."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from hubtui.commands.detail import FACTS
from hubtui.screens.detail.part import Part
from hubtui.widgets.repo_preview import RepoPreview

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hubtui.core.visit import Visit
    from hubtui.screens.detail.desk import Desk


class FactsPart(Part):
    """The facts as the preview has them, with room."""

    TITLE: ClassVar = FACTS

    def __init__(self, visit: Visit, desk: Desk) -> None:
        super().__init__(visit, desk)
        self._facts = RepoPreview(desk.timings.clock)
        self._facts.can_focus = True

    def compose(self) -> ComposeResult:
        """The facts alone."""
        yield self._facts

    def enter(self) -> None:
        """Show what is known by now."""
        self.follow()

    def follow(self) -> None:
        """Show what is known by now."""
        visit = self.visit
        if visit.row is not None:
            self._facts.show(visit.ref.kind, visit.row, visit.info)

    def take_keys(self) -> None:
        """Give the keys to the facts."""
        self.screen.set_focus(self._facts)
