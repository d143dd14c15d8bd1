"""Taking: takes something of the repo that is looked at: a copy, a bookmark, its app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.hub.errors import HubError
from hubtui.screens.copying import offer_copies
from hubtui.screens.launching import open_app
from hubtui.screens.wishes import CopyWanted, LinkWanted

if TYPE_CHECKING:
    from hubtui.core.copies import Subject
    from hubtui.screens.detail.desk import Desk
    from hubtui.screens.detail.screen import DetailScreen


class Taking:
    """Does it for a detail view.

    Args:
        screen: the view.
        desk: what it works with.
    """

    def __init__(self, screen: DetailScreen, desk: Desk) -> None:
        self._screen = screen
        self._desk = desk

    async def do_copy_menu(self) -> None:
        """Pick in a menu what to copy, of the revision that is looked at."""
        try:
            endpoint = (await self._desk.connect()).endpoint
        except HubError as error:
            self._screen.warn(error.summary)
            return
        await offer_copies(self._screen, self._subject(endpoint), self._desk.connect, self._copy)

    def do_bookmark_toggle(self) -> None:
        """Bookmark the repo, or remove its bookmark."""
        self._desk.keeps.toggle(self._screen.visit.ref)

    async def do_repo_browse(self) -> None:
        """Open the page of what is highlighted, else of the repo, at the revision where one was chosen."""
        from hubtui.hub.links import Base

        visit = self._screen.visit
        try:
            base = Base(visit.ref, visit.at, (await self._desk.connect()).endpoint)
            page = self._screen.front.page(base) or (base.tree_url if visit.revision else base.repo_url)
        except HubError as error:
            self._screen.warn(error.summary)
        else:
            self._screen.post_message(LinkWanted(page))

    def do_space_browse(self) -> None:
        """Open the running app of a Space."""
        visit = self._screen.visit
        open_app(self._screen, self._desk.connect, visit.ref, visit.info.host if visit.info else None)

    def _subject(self, endpoint: str) -> Subject:
        from hubtui.core.bookmarks import key_of
        from hubtui.core.copies import Subject
        from hubtui.hub.snippets import About, about_info, about_row

        visit, (config, split) = self._screen.visit, self._screen.split
        if visit.info is not None:
            about = about_info(visit.info, endpoint, visit.revision or "", config=config, split=split)
        elif visit.row is not None:
            about = about_row(visit.ref, visit.row, endpoint)
        else:
            about = About(visit.ref, endpoint)
        about = about._replace(revision=visit.revision or "")
        updated = visit.info.updated if visit.info is not None else None
        folder = self._desk.memory.cache().path(key_of(visit.ref))
        return Subject(endpoint, visit.ref.id, about=about, updated=updated, body=visit.body, folder=folder)

    def _copy(self, text: str) -> None:
        self._screen.post_message(CopyWanted(text))
