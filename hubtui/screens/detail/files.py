"""FilesPart: the files of the revision, and over them the text of one, or the revision's commits."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from hubtui.commands.detail import FILES
from hubtui.commands.files import COMMITS, OPEN_FILE, SORT_FILES, WRAP
from hubtui.screens.detail.commits import CommitsLayer
from hubtui.screens.detail.files_preview import PreviewLayer
from hubtui.screens.detail.files_tree import TreeLayer
from hubtui.screens.detail.part import Part
from hubtui.widgets.find_line import FindLine
from hubtui.widgets.keys import bindings

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.message import Message

    from hubtui.commands import Command
    from hubtui.core.folder import FileSort
    from hubtui.core.visit import Visit
    from hubtui.hub.links import Base
    from hubtui.screens.detail.desk import Desk
    from hubtui.screens.detail.layer import Layer


class FilesPart(Part):
    """Layers over each other: the tree is always the lowest; the topmost has the keys and says what it says."""

    TITLE: ClassVar = FILES
    BINDINGS: ClassVar[list[BindingType]] = bindings((OPEN_FILE,), owner="screen")

    def __init__(self, visit: Visit, desk: Desk) -> None:
        super().__init__(visit, desk)
        self._files = TreeLayer(visit, desk)
        self._layers: list[Layer] = [self._files]
        self._find = FindLine()

    def compose(self) -> ComposeResult:
        """The tree, and the line below it in which a search is typed."""
        yield self._files
        yield self._find

    @property
    def front(self) -> Layer:
        """The topmost layer."""
        return self._layers[-1]

    def enter(self) -> None:
        """Ask for the files."""
        self._files.enter()

    def follow(self) -> None:
        """Follow to another revision: what lay over the files was of the one before."""
        changed = self._files.visit.at != self.visit.at
        while changed and len(self._layers) > 1:
            self._drop()
        for layer in self._layers:
            layer.visit = self.visit
        self._files.follow()

    def reload(self) -> None:
        """Ask again for what is on top."""
        self.front.reload()

    def take_keys(self) -> None:
        """Give the keys to what is on top."""
        self.front.take_keys()

    # Layers

    async def _lay(self, layer: Layer) -> None:
        """Lay something over the files; it has the keys when this returns."""
        self._end_find()
        self.front.display = False
        self._layers.append(layer)
        await self.mount(layer, before=self._find)
        layer.take_keys()
        layer.enter()
        self.changed()

    def _drop(self) -> None:
        """Take the topmost layer away; what lay below has the keys at once, at the place where it was."""
        layer = self._layers.pop()
        self._end_find()
        self.front.display = True
        if self.display:
            self.front.take_keys()
        layer.remove()

    def leave(self) -> bool:
        """End the search, or take the topmost layer away; return whether there was either."""
        if self._find.display or self.front.searched:
            self.front.search("")
            self._end_find()
            self.take_keys()
        elif len(self._layers) > 1:
            self._drop()
        else:
            return False
        self.changed()
        return True

    # What the keys do

    async def do_files_open(self) -> None:
        """Open a folder, look into a file, read a commit or choose it."""
        if (layer := self.front.choose()) is not None:
            await self._lay(layer)

    async def do_files_close(self) -> None:
        """Close the folder, or go to the one around it; at the top go back."""
        if not self._files.close():
            # Of the screen that it is on, whatever has come over that.
            await self.screen.run_action("command('back')")

    async def do_files_sort(self) -> None:
        """Pick the order of the files."""
        from hubtui.screens.detail.files_sort import FileSortMenu

        def sort(chosen: FileSort | None) -> None:
            if chosen is not None:
                self._files.sort(chosen)

        if self._is_at_tree("s sorts"):
            await self.app.push_screen(FileSortMenu(self._files.order), sort)

    async def do_files_commits(self) -> None:
        """Show the commits of the revision."""
        if self._is_at_tree("C shows the commits of"):
            await self._lay(CommitsLayer(self.visit, self.desk))

    def do_files_wrap(self) -> None:
        """Wrap the long lines of a text, or no longer."""
        if isinstance(self.front, PreviewLayer):
            self.front.toggle_wrap()
        else:
            self.notify("w wraps the lines of a file; enter opens one", markup=False)

    def _is_at_tree(self, what: str) -> bool:
        """Tell whether the tree is on top; say how to get there if it is not."""
        if self.front is not self._files:
            self.notify(f"{what} the files; escape goes back to them", markup=False)
        return self.front is self._files

    # Searching

    def do_detail_find(self) -> None:
        """Type what is to be found in what is on top."""
        if self.front.SEARCHES:
            self._find.begin()
        else:
            self.notify("/ finds in files, not in commits", markup=False)

    def do_detail_next(self) -> None:
        """Go to the next place that was found."""
        self.front.search_on(1)

    def do_detail_previous(self) -> None:
        """Go to the place before."""
        self.front.search_on(-1)

    def _end_find(self) -> None:
        self._find.end()
        self._find.value = ""

    def on_find_line_typed(self, event: FindLine.Typed) -> None:
        """Handle another text to find."""
        event.stop()
        if self._find.display:
            self.front.search(event.text)

    def on_find_line_done(self, event: FindLine.Done) -> None:
        """Handle the end of typing: what was found stays."""
        event.stop()
        self._find.end()
        self.take_keys()

    def on_find_line_given_up(self, event: FindLine.GivenUp) -> None:
        """Handle the wish to find nothing."""
        event.stop()
        self.leave()

    # What it says, and what layers tell

    def shows(self, command: Command) -> bool:
        """Tell whether the footer is to show a command: each only over what it does something with."""
        if command == OPEN_FILE:
            return self.front.opens
        if command in (SORT_FILES, COMMITS):
            return self.front is self._files
        return command != WRAP or isinstance(self.front, PreviewLayer)

    @property
    def progress(self) -> str:
        """How far what is on top is."""
        return self.front.progress

    @property
    def notice(self) -> tuple[str, str]:
        """What went wrong in it."""
        return self.front.notice

    @property
    def failed(self) -> bool:
        """Whether something went wrong in it."""
        return self.front.failed

    @property
    def copyable(self) -> str:
        """The highlighted path or sha."""
        return self.front.copyable

    def page(self, base: Base) -> str:
        """Return the address of the page of the highlighted file or commit."""
        return self.front.page(base)

    def on_part_changed(self, event: Part.Changed) -> None:
        """Handle a layer that has changed: the tab has."""
        if event.part is not self:
            event.stop()
            if event.part is self.front:
                self.changed()

    async def on_line_list_selected(self, event: Message) -> None:
        """Handle a click on what is highlighted."""
        event.stop()
        await self.do_files_open()
