"""PreviewLayer: the text of one file."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work

from hubtui import text
from hubtui.core import file_words
from hubtui.core.file_words import NOT_HERE, PREVIEW_LIMIT
from hubtui.core.source_text import MOST_PLACES
from hubtui.hub.errors import HubError
from hubtui.hub.paths import quoted_path
from hubtui.screens.detail.layer import Layer
from hubtui.widgets.colouring import language_of
from hubtui.widgets.one_line import OneLine
from hubtui.widgets.source_view import SourceView, prepared

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hubtui.core.visit import Visit
    from hubtui.hub.contents import File
    from hubtui.hub.links import Base
    from hubtui.screens.detail.desk import Desk

_PROSE = frozenset({"", "markdown"})
"""Languages whose long lines are wrapped."""


class PreviewLayer(Layer):
    """Asks for a file's text if its name and its size do not speak against it.

    Args:
        visit: the repo.
        desk: what to work with.
        file: whose text it is.
    """

    DEFAULT_CSS = """
    PreviewLayer > OneLine { color: $foreground-muted; }
    """

    def __init__(self, visit: Visit, desk: Desk, file: File) -> None:
        super().__init__(visit, desk)
        self._file = file
        self._at = visit.at
        self._head = OneLine()
        self._view = SourceView()
        self._error: HubError | None = None
        self._is_shown = False
        self._is_cut = False
        self._needle = ""
        self._waits_for_key = False
        """Whether the file is too large, and enter would show its beginning."""

    def compose(self) -> ComposeResult:
        """What it is, and its text."""
        yield self._head
        yield self._view

    def take_keys(self) -> None:
        """Give the keys to the text."""
        self.screen.set_focus(self._view)

    def enter(self) -> None:
        """Ask for the text, or say why not."""
        name = text.one_line(self._file.path)
        facts = " · ".join(filter(None, (text.size(self._file.size), "LFS" if self._file.sha256 else "")))
        self._head.show(
            [(" ‹ ", "bold $text-primary", "screen.command('back')"), (name, "bold $text", "")],
            [(f"{facts} ", "", "")],
        )
        self._waits_for_key = False
        if (reason := file_words.no_text(self._file)) is not None:
            self._view.notice = reason
        elif (reason := file_words.too_large(self._file)) is not None:
            self._view.notice = reason
            self._waits_for_key = True
        else:
            self._ask()
        self.changed()

    def choose(self) -> None:
        """Show the beginning of a file that is too large."""
        if self._waits_for_key:
            self._waits_for_key = False
            self._ask()

    @property
    def opens(self) -> bool:
        """Whether enter shows the beginning; a text that is shown leads nowhere."""
        return self._waits_for_key

    def reload(self) -> None:
        """Ask again for what was asked for."""
        if self._is_shown or self._error is not None or self.waits:
            self._ask()

    def _ask(self) -> None:
        self._error, self.waits = None, False
        if not self._is_shown:
            self._view.notice = ("Loading the file…", "")
        self._load()
        self.changed()

    @work(group="file", exclusive=True)
    async def _load(self) -> None:
        ref, path = self.visit.ref, self._file.path
        try:
            reads = (await self.desk.connect()).reads
            found = await reads.file_text(ref.kind, ref.id, self._at, path, PREVIEW_LIMIT)
        except HubError as error:
            self._error, self.waits = error, False
            self._say(error.what, error.todo)
            return
        self.waits = False
        if not found.is_text:
            self._say(f"{text.one_line(path.rpartition('/')[2])} is no text", NOT_HERE)
        elif not found.text:
            self._say("The file is empty", "escape goes back to the files")
        else:
            language = language_of(path)
            sheet = await asyncio.to_thread(prepared, found.text, language)
            self._is_shown, self._is_cut = True, found.cut
            self._view.show(sheet, wraps=language in _PROSE)
        self.changed()

    def _say(self, what: str, todo: str) -> None:
        """Say why there is no text; where there is one already, the status line tells."""
        if not self._is_shown:
            self._view.notice = (what, todo)
        self.changed()

    # Searching

    def search(self, text: str) -> None:
        """Find a text."""
        self._needle = text
        if self._is_shown:
            self._view.search(text)
        self.changed()

    def search_on(self, step: int) -> None:
        """Go to another place that was found."""
        self._view.search_on(step)
        self.changed()

    @property
    def searched(self) -> str:
        """What is searched for."""
        return self._needle

    def toggle_wrap(self) -> None:
        """Wrap long lines, or no longer."""
        self._view.toggle_wrap()
        self.changed()

    # What it says

    @property
    def progress(self) -> str:
        """How long the text is, and what was found in it."""
        if not self._is_shown:
            return ""
        at, count = self._view.found
        more = "+" if count >= MOST_PLACES else ""
        found = f"{at} of {count:,}{more} found" if count else ""
        lines = text.plural(self._view.lines, "line")
        return " · ".join(filter(None, (found, f"first {lines}" if self._is_cut else lines)))

    @property
    def notice(self) -> tuple[str, str]:
        """What could not be asked for, found or shown."""
        if self._error is not None and self._is_shown:
            return self._error.what, self._error.todo
        if self._needle and self._is_shown and not self._view.found[1]:
            return f"{self._needle} is nowhere in it", "/ looks for something else"
        if self._is_cut:
            return f"The file goes on after its first {text.size(PREVIEW_LIMIT)}", "o opens its page"
        return "", ""

    @property
    def failed(self) -> bool:
        """Whether the text could not be had."""
        return self._error is not None

    @property
    def copyable(self) -> str:
        """The file's path."""
        return self._file.path if self._file.usable else ""

    def page(self, base: Base) -> str:
        """Return the address of the file's page."""
        return base.file_url(quoted_path(self.copyable)) if self.copyable else ""
