"""Copying: the commands that copy something of what is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.screens.preview_asker import ref_of

if TYPE_CHECKING:
    from hubtui.core.copies import Subject
    from hubtui.screens.browse import BrowseScreen


class Copying:
    """Copies for the pane in front of a browse screen."""

    def __init__(self, screen: BrowseScreen) -> None:
        self._screen = screen

    def do_copy_id(self) -> None:
        """Copy the id of the highlighted repo or metric."""
        if self._screen.row_id is not None:
            self._copy(self._screen.row_id)

    async def do_copy_menu(self) -> None:
        """Pick in a menu what to copy."""
        from hubtui.core.copies import copies_of
        from hubtui.screens.copy_menu import CopyMenu

        await self._screen.app.push_screen(CopyMenu(copies_of(self._subject())), self._copy)

    def _subject(self) -> Subject:
        from hubtui.core.copies import Subject

        screen, found = self._screen, self._screen.highlighted
        usable = screen.facts.usable
        return Subject(
            screen.endpoint,
            name=(screen.row_id or "") if usable else "",
            repo=ref_of(*found) if found is not None and usable else None,
            criteria=screen.deck.repos.criteria if screen.deck.repos is not None else None,
        )

    def _copy(self, text: str | None) -> None:
        if text is not None:
            self._screen.post_message(self._screen.CopyWanted(text))
