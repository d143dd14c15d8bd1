"""RawPart: the Hub's answer as it came, as JSON that folds."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from hubtui.commands.detail import RAW
from hubtui.core.json_rows import MOST_FOUND, JsonRows
from hubtui.hub.errors import BadAnswer
from hubtui.screens.detail.searched import SearchedPart, found_words, nowhere
from hubtui.text import size
from hubtui.widgets.cells import middle
from hubtui.widgets.json_view import JsonView
from hubtui.widgets.working import start_work

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hubtui.core.visit import Visit
    from hubtui.screens.detail.desk import Desk

_LOADING: Final = ("Loading the answer…", "")
_UNUSABLE: Final = ("This repo's id holds characters that cannot be sent safely", "")
_PATH: Final = 48
"""Cells of the path in the status line."""


class RawPart(SearchedPart):
    """The body of the answer about the repo; it asks nothing itself."""

    TITLE: ClassVar = RAW

    def __init__(self, visit: Visit, desk: Desk) -> None:
        super().__init__(visit, desk)
        self._view = JsonView()
        self._read: bytes = b""
        """The body that is shown, or being read."""
        self._problem = ""

    def compose(self) -> ComposeResult:
        """The JSON, and the line below it in which a search is typed."""
        yield self._view
        yield self.find_line

    def enter(self) -> None:
        """Show the answer, if it is there."""
        self.follow()

    def follow(self) -> None:
        """Show the answer to what is looked at now."""
        visit = self.visit
        if not visit.body:
            self._read = b""
            self._view.clear()
            error = visit.error
            self._view.notice = (error.what, error.todo) if error else _LOADING if visit.usable else _UNUSABLE
        elif visit.body != self._read:
            self._read = visit.body
            start_work(self, partial(self._show, visit.body), group="raw", exclusive=True)

    def take_keys(self) -> None:
        """Give the keys to the JSON."""
        self.screen.set_focus(self._view)

    async def _show(self, body: bytes) -> None:
        """Read a body in a thread, for it may be long, and show it."""
        self._problem = ""
        try:
            rows = await asyncio.to_thread(JsonRows.read, body)
        except BadAnswer as error:
            self._problem = error.what
            self._view.clear()
            self._view.notice = (error.what, error.todo)
        else:
            self._view.show(rows)
        self.changed()

    # What it says

    @property
    def progress(self) -> str:
        """Where the cursor is, what was found, and how long the answer is."""
        path, found = middle(self._view.path, _PATH), found_words(self._view.found, MOST_FOUND)
        return " · ".join(filter(None, (path, found, size(len(self._read)) if self._read else "")))

    @property
    def notice(self) -> tuple[str, str]:
        """What cannot be read or found."""
        return (
            (self._problem, "press r to ask again")
            if self._problem
            else nowhere(self.wanted, self._view.found)
        )

    @property
    def failed(self) -> bool:
        """Whether the answer cannot be read."""
        return bool(self._problem)

    @property
    def copyable(self) -> str:
        """The highlighted value, or the JSON of what is inside it."""
        return self._view.copyable

    @property
    def no_choice(self) -> str:
        """Why nothing folds."""
        return "" if self._view.folds else "There is nothing to fold in this line"

    def do_fold_toggle(self) -> None:
        """Fold or unfold what is highlighted."""
        self._view.action_fold_toggle()

    # Searching

    def look_for(self, text: str) -> None:
        """Find a text in keys and values, folded away or not."""
        self._view.search(text)

    def step_match(self, step: int) -> None:
        """Go to the next row that was found, or the one before."""
        self._view.search_on(step)

    def on_block_list_moved(self) -> None:
        """Handle another row under the cursor: where it is, the status line says."""
        self.changed()

    async def on_block_list_left(self) -> None:
        """Handle a way out of what cannot be folded further, unless it was found already."""
        if self.app.screen is self.screen:
            await self.run_action("screen.command('back')")
