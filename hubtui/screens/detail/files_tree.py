"""TreeLayer: the files of the revision, folder by folder as they are opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from hubtui.core import file_words
from hubtui.core.file_tree import FileTree
from hubtui.core.folder import FileOrder, FileSort
from hubtui.hub.errors import HubError
from hubtui.hub.paths import quoted_path
from hubtui.screens.detail.files_preview import PreviewLayer
from hubtui.screens.detail.layer import Layer
from hubtui.widgets.file_list import FileList

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hubtui.core.folder import Folder
    from hubtui.core.tree_rows import Place, Row
    from hubtui.core.visit import Visit
    from hubtui.hub.links import Base
    from hubtui.screens.detail.desk import Desk

AT_ONCE = 4
"""Pages that are asked for at the same time."""
_GROUP = "tree"


class TreeLayer(Layer):
    """Asks for pages of folders, and shows what has come of them."""

    def __init__(self, visit: Visit, desk: Desk) -> None:
        super().__init__(visit, desk)
        self._list = FileList(now=desk.timings.clock)
        self._files = FileTree()
        self._is_dated = False
        """Whether files come with the date of their last commit, a tenth as many on a page (wire.md §3)."""
        self._at: str | None = None
        """The revision whose files are asked for."""
        self._place: Place | None = None
        """Where the cursor was in another revision, or before dates were asked for."""

    def compose(self) -> ComposeResult:
        """The tree alone."""
        yield self._list

    def take_keys(self) -> None:
        """Give the keys to the tree."""
        self.screen.set_focus(self._list)

    # Asking

    def enter(self) -> None:
        """Ask for the top."""
        self.follow()

    def follow(self) -> None:
        """Ask for the files of another revision; what was open is opened in it too."""
        if self._at != self.visit.at:
            self._at = self.visit.at
            self._begin_anew()

    def _begin_anew(self) -> None:
        """Ask for the files from the beginning; nothing that was read before is shown, but it is opened again."""
        row = self._list.highlighted
        self._place = row.place if row is not None else self._place
        before = self._files
        self._files = FileTree(before.opened, before.order, before.needle)
        self.workers.cancel_group(self, _GROUP)
        self._ask_due()

    def reload(self) -> None:
        """Ask again for what failed or waits to be asked for again, else for everything that is shown."""
        again = self._files.failed
        if self.waits:
            self.workers.cancel_group(self, _GROUP)
            again = [*again, *self._files.loading]
        if again:
            for folder in again:
                self._ask(folder)
        elif not self._files.loading:
            self._files.read_again()
            self._ask_due()

    def _ask_due(self) -> None:
        """Ask for what is due, a few pages at a time."""
        if self.visit.usable:
            for folder in self._files.due[: max(0, AT_ONCE - len(self._files.loading))]:
                self._ask(folder)
        self._show()

    def _ask(self, folder: Folder) -> None:
        self.waits = False
        self._load(self._files, folder, folder.begin())
        self._show()

    @work(group=_GROUP)
    async def _load(self, files: FileTree, folder: Folder, ticket: int) -> None:
        ref = self.visit.ref
        try:
            reads = (await self.desk.connect()).reads
            page = await reads.tree(
                ref.kind, ref.id, self.visit.at, folder.path, expand=self._is_dated, query=folder.next
            )
        except HubError as error:
            is_news = files.fail(folder, ticket, error)
        else:
            is_news = files.accept(folder, ticket, page)
        if is_news and files is self._files:
            self.waits = False
            self._ask_due()
            self._return_to_place()

    def _return_to_place(self) -> None:
        """Go to where the cursor was in the revision before, once that is there and nobody has gone elsewhere."""
        if self._place is not None and self._list.cursor > 0:
            self._place = None
        elif self._place is not None and (found := self._files.rows.index_of(self._place)) is not None:
            self._place = None
            self._list.go(found)

    def _show(self) -> None:
        self._list.notice = self._empty
        self._list.show(self._files, dated=self._is_dated)
        self.changed()

    @property
    def _empty(self) -> tuple[str, str]:
        if not self.visit.usable:
            return "This repo's id holds characters that cannot be sent safely", ""
        return file_words.empty(self._files)

    # What the keys do

    def choose(self) -> Layer | None:
        """Open or close a folder, look into a file, or read on where a folder ends."""
        row = self._list.highlighted
        if row is None:
            return None
        if row.file is None:
            self._read_on(row.folder)
        elif not row.file.is_folder:
            return PreviewLayer(self.visit, self.desk, row.file)
        elif not row.file.usable:
            self.notify("This folder's path holds characters that cannot be sent safely", markup=False)
        elif row.is_open:
            self._close(row)
        else:
            self._files.expand(row.file.path)
            self._ask_due()
        return None

    def _read_on(self, folder: Folder) -> None:
        if folder.wants_more or folder.error is not None:
            self._ask(folder)

    def close(self) -> bool:
        """Close the folder, or go to the one around the row; return whether there was either."""
        row = self._list.highlighted
        if row is not None and row.is_open and self._close(row):
            return True
        parent = self._list.parent_of_highlighted()
        if parent is not None:
            self._list.go(parent)
        return parent is not None

    def _close(self, row: Row) -> bool:
        """Close a folder; one that only the filter has opened stays open."""
        if row.file is None or row.file.path not in self._files.opened:
            return False
        self._files.collapse(row.file.path)
        self._show()
        return True

    @property
    def order(self) -> FileOrder:
        """The order of the files in each folder."""
        return self._files.order

    def sort(self, sort: FileSort) -> None:
        """Sort by something else, or the other way round; dates are asked for when they are first needed."""
        self._files.order = self._files.order.toward(sort)
        if sort is FileSort.DATE and not self._is_dated:
            self._is_dated = True
            self._begin_anew()
        else:
            self._show()

    def search(self, text: str) -> None:
        """Show only paths that hold a text, as far as they are read."""
        self._files.needle = text
        self._show()

    def search_on(self, step: int) -> None:
        """Go to the next row that the filter leaves, or to the one before."""
        if self._files.needle:
            self._list.go(self._list.cursor + step)

    @property
    def searched(self) -> str:
        """What is filtered by."""
        return self._files.needle

    # What it says

    @property
    def progress(self) -> str:
        """How many files are known, and how large they are."""
        return file_words.progress(self._files)

    @property
    def notice(self) -> tuple[str, str]:
        """What went wrong or was left out."""
        return file_words.notice(self._files)

    @property
    def failed(self) -> bool:
        """Whether a page of a folder on the screen failed."""
        return bool(self._files.failed)

    @property
    def copyable(self) -> str:
        """The highlighted path."""
        row = self._list.highlighted
        return row.file.path if row is not None and row.file is not None and row.file.usable else ""

    def page(self, base: Base) -> str:
        """Return the address of the highlighted file or folder's page."""
        return base.file_url(quoted_path(self.copyable)) if self.copyable else ""

    # What the list tells

    def on_file_list_more_wanted(self, event: FileList.MoreWanted) -> None:
        """Handle the end of what is read of a folder: ask for the next page if one may be asked for."""
        event.stop()
        if event.folder.wants_more and self._files.folder(event.folder.path) is event.folder:
            self._ask(event.folder)

    def on_file_list_sort_wanted(self, event: FileList.SortWanted) -> None:
        """Handle a click on a heading."""
        event.stop()
        self.sort(event.sort)
