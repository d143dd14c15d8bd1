"""Resuming: remembers where the program is left, and goes on there the next time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hubtui.core.left import SHOWN, SIDEBAR, by_default, last_question, question_left, to_remember

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hubtui.core.keeping import KeptState
    from hubtui.core.question import Question
    from hubtui.hub.criteria import Kind
    from hubtui.screens.browse import BrowseScreen
    from hubtui.screens.remembering import Remembering


class Resuming:
    """Follows the pane in front of a browse screen, its question, and whether the tag sidebar is shown."""

    def __init__(self, screen: BrowseScreen, state: KeptState, remembering: Remembering) -> None:
        self._screen = screen
        self._state = state
        self._remembering = remembering
        self._noted: tuple[Question | None, bool] = (None, False)
        self._begun = False

    def question(self, kind: Kind) -> Question:
        """Return what a pane begins with."""
        return question_left(self._state, kind)

    async def begin(self) -> None:
        """Show the sidebar where it was shown, and make the last question the previous one."""
        self._screen.finding.precede(last_question(self._state))
        shown = self._state.last(SIDEBAR) == SHOWN
        self._noted = None, shown
        if shown:
            await self._screen.tagging.recall()
        self._begun = True
        self.note()

    def note(self) -> None:
        """Remember what is on the screen now, if that is something else; a search only once it is finished."""
        pane, tagging = self._screen.deck.repos, self._screen.tagging
        if not self._begun or pane is None or pane.bar.editing or not pane.listing.begun:
            return
        # Where there is no room beside the list, the sidebar comes and goes.
        shown = self._noted[1] if self._screen.has_class("-narrow") else tagging.is_wanted
        if pane.question is not self._noted[0] or shown != self._noted[1]:
            self._noted = pane.question, shown
            self._remembering.write(partial(self._remember, pane.question, shown=shown))

    def _remember(self, question: Question, *, shown: bool) -> str | None:
        """Write what has changed; this blocks."""
        values: Mapping[str, str] = to_remember(question) | {SIDEBAR: SHOWN if shown else ""}
        reasons = [
            self._state.remember(key, value)
            for key, value in values.items()
            if value != (self._state.last(key) or by_default(key))
        ]
        return next(filter(None, reasons), None)
