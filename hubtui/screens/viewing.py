"""Viewing: the saved views, which are tabs of the title and the lines of a menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hubtui.commands import BY_ID, VIEW_KEYS
from hubtui.core.opening import Opening
from hubtui.core.views import in_words, restored, stored, why_no_view_name
from hubtui.text import one_line
from hubtui.widgets.title_bar import tab_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hubtui.core.keeping import KeptState, Plain
    from hubtui.core.question import Question
    from hubtui.screens.browse import BrowseScreen
    from hubtui.screens.remembering import Remembering

LONGEST_TITLE = 18
"""Characters of a view's name that its tab shows."""


class Viewing:
    """Saves the question of the pane in front, and opens, renames and deletes what was saved."""

    def __init__(self, screen: BrowseScreen, state: KeptState, remembering: Remembering) -> None:
        self._screen = screen
        self._state = state
        self._remembering = remembering
        self._read: dict[str, tuple[Mapping[str, Plain], Question | None]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the views, in their order."""
        return tuple(self._state.views)

    @property
    def tabs(self) -> tuple[tuple[str, str, str], ...]:
        """The tabs of the first views: key, title, action."""
        return tuple(
            tab_of(self._screen, BY_ID[f"view.{number}"], _title(name))
            for number, name in enumerate(self.names[: len(VIEW_KEYS)], 1)
        )

    @property
    def active(self) -> tuple[str, ...]:
        """The titles of the tabs whose question is on the screen; of none before the first was asked."""
        pane = self._screen.deck.repos
        # What reads views is not needed before the first frame.
        if pane is None or not pane.listing.begun:
            return ()
        return tuple(
            _title(name) for name in self.names[: len(VIEW_KEYS)] if self.question(name) == pane.question
        )

    def question(self, name: str) -> Question | None:
        """Return what a view asks, or None where it is gone or cannot be read."""
        values = self._state.views.get(name, {})
        known = self._read.get(name)
        if known is None or known[0] != values:
            known = self._read[name] = values, restored(values)
        return known[1]

    async def open(self, name: str) -> None:
        """Ask what a view asks."""
        if (question := self.question(name)) is None:
            self._screen.warn(f"The view {one_line(name)} cannot be read")
        else:
            await self._screen.finding.show(Opening(question, view=name))

    def rename(self, name: str, new: str, then: Callable[[], None]) -> None:
        """Give a view another name."""
        self._remembering.write(
            partial(self._state.rename_view, name, new), f"{one_line(name)} is now called {new}", then
        )

    def delete(self, name: str, then: Callable[[], None]) -> None:
        """Delete a view."""
        self._remembering.write(
            partial(self._state.delete_view, name), f"The view {one_line(name)} is deleted", then
        )

    async def do_view_1(self) -> None:
        """Open the first view."""
        await self.open(self.names[0])

    async def do_view_2(self) -> None:
        """Open the second view."""
        await self.open(self.names[1])

    async def do_view_3(self) -> None:
        """Open the third view."""
        await self.open(self.names[2])

    async def do_view_4(self) -> None:
        """Open the fourth view."""
        await self.open(self.names[3])

    async def do_view_5(self) -> None:
        """Open the fifth view."""
        await self.open(self.names[4])

    async def do_view_save(self) -> None:
        """Ask for a name and save the present question under it."""
        from hubtui.screens.dialogs.name_dialog import NameDialog

        if (pane := self._screen.deck.repos) is None:
            return
        pane.end_edit()
        question = pane.question

        def save(name: str | None) -> None:
            if name is not None:
                self._save(name, question)

        dialog = NameDialog(
            "Save as a view", in_words(question), refuse=why_no_view_name, replaces=self.names
        )
        await self._screen.app.push_screen(dialog, save)

    def _save(self, name: str, question: Question) -> None:
        names = self.names if name in self.names else (*self.names, name)
        number = names.index(name)
        key = VIEW_KEYS[number] if number < len(VIEW_KEYS) else "B"
        self._remembering.write(
            partial(self._state.save_view, name, stored(question)), f"Saved as {name}; {key} leads back to it"
        )


def _title(name: str) -> str:
    clean = one_line(name)
    return f"★ {clean if len(clean) <= LONGEST_TITLE else clean[: LONGEST_TITLE - 1] + '…'}"
