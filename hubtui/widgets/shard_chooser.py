"""ShardChooser: the files of a dataset's conversion, narrowed by what is typed below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from hubtui.widgets.find_line import FindLine
from hubtui.widgets.shard_list import ShardList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from hubtui.core.shards import ShardFile

NOTHING = ("No config or split has this in its name", "escape shows all again")


class ShardChooser(Vertical):
    """The list, and the line in which a part of a name is typed."""

    DEFAULT_CSS = """
    ShardChooser { width: 1fr; height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.list = ShardList()
        """The files that are shown."""
        self._line = FindLine()
        self._files: tuple[ShardFile, ...] = ()
        self._wanted = ""
        """What the names that are shown contain, in lower case."""

    def compose(self) -> ComposeResult:
        """The files, and the line below them."""
        yield self.list
        yield self._line

    @property
    def files(self) -> tuple[ShardFile, ...]:
        """All files, in order."""
        return self._files

    @property
    def has_keys(self) -> bool:
        """Whether keys go to the list or to the line."""
        return self.list.has_focus or self._line.has_focus

    def show(self, files: Sequence[ShardFile]) -> None:
        """Show other files, or more of the same; the cursor stays at its place."""
        self._files = tuple(files)
        self._narrow(self._wanted)

    def say(self, what: str, todo: str) -> None:
        """Say why there are none."""
        self.list.notice = (what, todo)

    def take_keys(self) -> None:
        """Give the keys to the list, at once."""
        self.screen.set_focus(self.list)

    def find(self) -> None:
        """Type a part of a name."""
        self._line.begin()

    def leave(self) -> bool:
        """Show all files again; return whether there was anything to leave."""
        if not (self._line.display or self._wanted):
            return False
        self._line.end()
        self._narrow("")
        self.take_keys()
        return True

    def _narrow(self, text: str) -> None:
        self._wanted = text.strip().lower()
        shown = [each for each in self._files if self._wanted in each.words.lower()]
        if self._files and not shown:
            self.say(*NOTHING)
        self.list.show(shown)

    def on_find_line_typed(self, event: FindLine.Typed) -> None:
        """Handle a letter."""
        event.stop()
        if self._line.display:
            self._narrow(event.text)

    def on_find_line_done(self, event: FindLine.Done) -> None:
        """Handle the end of typing."""
        event.stop()
        self._line.end()
        self.take_keys()

    def on_find_line_given_up(self, event: FindLine.GivenUp) -> None:
        """Handle the wish to see all."""
        event.stop()
        self.leave()
