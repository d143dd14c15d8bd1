"""Outside: what reaches out of the program: the clipboard, and pages in a browser."""

from __future__ import annotations

import asyncio
import os
from functools import partial
from typing import TYPE_CHECKING

from hubtui.core.copies import in_short
from hubtui.hub.errors import HubError
from hubtui.hub.paths import quoted_id
from hubtui.hub.urls import is_of_hub
from hubtui.local.browser import open_page
from hubtui.local.clipboard import Clipboard, CopyFailed
from hubtui.screens.dialogs.link import LinkDialog
from hubtui.widgets.working import start_work

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path
    from typing import Any

    from textual.app import App

    from hubtui.core.session import Session
    from hubtui.hub.models import RepoRef
    from hubtui.local.settings import Settings


class Outside:
    """Copies and opens in workers of the app, and says what became of it.

    Args:
        app: the program.
        session: gives the Hub whose pages are opened.
        write: writes to the terminal what steers it.
        patience: seconds that finding out about a clipboard may take.
        file: for what no clipboard takes.
        settings: the user's.
    """

    def __init__(
        self,
        app: App[None],
        session: Session,
        write: Callable[[str], None],
        patience: float,
        file: Path,
        settings: Settings,
    ) -> None:
        self._app = app
        self._session = session
        self._write = write
        # The ways to copy remember what does not work here.
        self._ways = Clipboard(
            os.environ, patience, self._send, file, choice=settings.clipboard, served=app.is_web
        )
        self._turn = asyncio.Lock()
        """One copy at a time, so that the last one wanted is the one that stays."""

    def copy(self, text: str) -> None:
        """Copy a text."""
        self._start(partial(self._copy, text))

    def show_page(self, repo: RepoRef) -> None:
        """Open the web page of a repo."""
        self._start(partial(self._show_page, repo))

    def follow(self, url: str) -> None:
        """Open a page that a stranger's text leads to, once the user has seen where it is."""
        self._start(partial(self._follow, url))

    def _start(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        start_work(self._app, work, group="copy")

    async def _copy(self, text: str, why: str = "") -> None:
        """Copy a text, and say so after ``why``, a sentence with its full stop."""
        before = f"{why} " if why else ""
        try:
            async with self._turn:
                verb, way = await asyncio.to_thread(self._ways.copy, text)
        except CopyFailed as error:
            self._warn(f"{before}{error}: {in_short(text)}")
        else:
            self._app.notify(f"{before}{verb} {in_short(text)} {way}", markup=False)

    def _send(self, sequence: str) -> None:
        """Write to the terminal what steers it, in the loop that owns it."""
        self._app.call_from_thread(self._write, sequence)

    async def _show_page(self, repo: RepoRef) -> None:
        try:
            url = f"{(await self._session.connect()).endpoint}/{repo.kind.web_prefix}{quoted_id(repo.id)}"
        except HubError as error:
            self._warn(error.summary)
        else:
            await self._open(url)

    async def _follow(self, url: str) -> None:
        app = self._app
        try:
            endpoint = (await self._session.connect()).endpoint
        except HubError as error:
            self._warn(error.summary)
            return
        if isinstance(app.screen, LinkDialog):
            return  # the second of two hurried keys
        choice = "open" if is_of_hub(url, endpoint) else await app.push_screen_wait(LinkDialog(url))
        if choice == "open":
            await self._open(url)
        elif choice == "copy":
            await self._copy(url)

    async def _open(self, url: str) -> None:
        """Open a page beside the terminal; where that cannot be, copy its address and show it."""
        if self._app.is_web:
            # The browser that shows the program is the user's; one of this machine would be nobody's.
            self._app.open_url(url)
        elif await asyncio.to_thread(open_page, url, os.environ):
            self._app.notify(f"Opened {url}", markup=False)
        else:
            await self._copy(url, "No graphical browser is at hand.")

    def _warn(self, text: str) -> None:
        self._app.notify(text, severity="warning", markup=False)
