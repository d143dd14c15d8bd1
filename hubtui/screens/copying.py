"""Copying: the commands that copy something of what is on the screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hubtui.hub.errors import HubError
from hubtui.screens.preview_asker import ref_of
from hubtui.screens.wishes import CopyWanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen
    from textual.worker import Worker

    from hubtui.core.connection import Connect
    from hubtui.core.copies import Subject
    from hubtui.screens.browse import BrowseScreen
    from hubtui.screens.copy_menu import CopyMenu


class Copying:
    """Copies for the pane in front of a browse screen."""

    def __init__(self, screen: BrowseScreen, connect: Connect) -> None:
        self._screen = screen
        self._connect = connect

    def do_copy_id(self) -> None:
        """Copy the ids of the marked repos, one a line, else that of the highlighted repo or metric."""
        if marked := self._screen.marking.targets:
            self._copy("\n".join(target.ref.id for target in marked))
        elif self._screen.row_id is not None:
            self._copy(self._screen.row_id)

    async def do_copy_menu(self) -> None:
        """Pick in a menu what to copy."""
        await offer_copies(self._screen, self._subject(), self._connect, self._copy)

    def _subject(self) -> Subject:
        from hubtui.core.copies import Subject
        from hubtui.core.mine import address_of
        from hubtui.hub.snippets import about_row

        screen, found, pane = self._screen, self._screen.highlighted, self._screen.deck.repos
        usable = screen.facts.usable
        about = about_row(ref_of(*found), found[1], screen.endpoint) if found is not None and usable else None
        return Subject(
            screen.endpoint,
            name=(screen.row_id or "") if usable else "",
            criteria=address_of(pane.question, screen.account) if pane is not None else None,
            about=about,
            folder=screen.caching.path(about.ref) if about is not None else "",
        )

    def _copy(self, text: str) -> None:
        self._screen.post_message(CopyWanted(text))


async def offer_copies(
    screen: Screen[None], subject: Subject, connect: Connect, copy: Callable[[str], None]
) -> None:
    """Show over a screen what can be copied of a subject; what is not known yet is read meanwhile.

    Args:
        screen: any.
        subject: what is known of what it shows.
        connect: gives the Hub that is asked for the rest.
        copy: takes the text that is picked.
    """
    from hubtui.core.copies import copies_of
    from hubtui.core.learning import waiting
    from hubtui.screens.copy_menu import CopyMenu

    def take(text: str | None) -> None:
        if text is not None:
            copy(text)

    first = waiting(subject)
    menu = CopyMenu(copies_of(first))
    await screen.app.push_screen(menu, take)
    # The menu's own, so that nothing is read any longer for one that was left.
    # A function, so that a menu that is left at once leaves no work behind that never began; typed, for mypy.
    _: Worker[None] = menu.run_worker(partial(_learn, menu, first, connect), group="copies")


async def _learn(menu: CopyMenu, subject: Subject, connect: Connect) -> None:
    """Tell a menu what is read of its subject."""
    from hubtui.core.copies import copies_of
    from hubtui.core.learning import learn

    try:
        reads = (await connect()).reads
    except HubError as error:
        menu.show(copies_of(subject._replace(waits=frozenset())), error.what)
        return
    async for known in learn(subject, reads):
        menu.show(copies_of(known), known.problem)
