"""RawPart: the Hub's answer as it came, as JSON that folds."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from hubtui.commands.detail import RAW
from hubtui.core.json_rows import MOST_FOUND, JsonRows
from hubtui.hub.errors import BadAnswer
from hubtui.screens.detail.part import Part
from hubtui.text import size
from hubtui.widgets.cells import middle
from hubtui.widgets.find_line import FindLine
from hubtui.widgets.json_view import JsonView

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hubtui.core.visit import Visit
    from hubtui.screens.detail.desk import Desk

_LOADING: Final = ("Loading the answer…", "")
_UNUSABLE: Final = ("This repo's id holds characters that cannot be sent safely", "")
_PATH: Final = 48
"""Cells of the path in the status line."""


class RawPart(Part):
    """The body of the answer about the repo; it asks nothing itself."""

    TITLE: ClassVar = RAW

    def __init__(self, visit: Visit, desk: Desk) -> None:
        super().__init__(visit, desk)
        self._view = JsonView()
        self._find = FindLine()
        self._read: bytes = b""
        """The body that is shown, or being read."""
        self._wanted = ""
        self._problem = ""

    def compose(self) -> ComposeResult:
        """The JSON, and the line below it in which a search is typed."""
        yield self._view
        yield self._find

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
            self.run_worker(self._show(visit.body), group="raw", exclusive=True)

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
        at, count = self._view.found
        more = " and more" if count >= MOST_FOUND else ""
        found = f"{at} of {count:,}{more}" if at else f"{count:,}{more} found" if count else ""
        path = middle(self._view.path, _PATH)
        return " · ".join(filter(None, (path, found, size(len(self._read)) if self._read else "")))

    @property
    def notice(self) -> tuple[str, str]:
        """What cannot be read or found."""
        if self._wanted and not self._view.found[1]:
            return f"{self._wanted} is nowhere in it", "/ looks for something else"
        return (self._problem, "press r to ask again") if self._problem else ("", "")

    @property
    def failed(self) -> bool:
        """Whether the answer cannot be read."""
        return bool(self._problem)

    @property
    def copyable(self) -> str:
        """The highlighted value, or the JSON of what is inside it."""
        return self._view.copyable

    # Searching

    def do_detail_find(self) -> None:
        """Type what is to be found."""
        self._find.begin()

    def do_detail_next(self) -> None:
        """Go to the next row that was found."""
        self._view.search_on(1)

    def do_detail_previous(self) -> None:
        """Go to the row that was found before."""
        self._view.search_on(-1)

    def leave(self) -> bool:
        """End the search, if there is one."""
        if not (self._find.display or self._wanted):
            return False
        self._look_for("")
        self._find.end()
        self.take_keys()
        return True

    def _look_for(self, text: str) -> None:
        self._wanted = text
        self._view.search(text)
        self.changed()

    def on_find_line_typed(self, event: FindLine.Typed) -> None:
        """Handle another text to find."""
        event.stop()
        if self._find.display:
            self._look_for(event.text)

    def on_find_line_done(self, event: FindLine.Done) -> None:
        """Handle the end of typing."""
        event.stop()
        self._find.end()
        self.take_keys()

    def on_find_line_given_up(self, event: FindLine.GivenUp) -> None:
        """Handle the wish to find nothing."""
        event.stop()
        self.leave()

    def on_block_list_moved(self) -> None:
        """Handle another row under the cursor: where it is, the status line says."""
        self.changed()

    async def on_json_view_left(self) -> None:
        """Handle a way out of what cannot be folded further."""
        await self.run_action("screen.command('back')")
