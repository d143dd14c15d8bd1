"""FileTree: the files of one revision as rows, folder by folder as they are opened; it asks nobody itself.

Whoever shows it asks the Hub for what ``due`` names, hands the pages to ``accept``, and shows ``rows``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.core.folder import FileOrder, Folder, Totals
from hubtui.core.paging import FeedState
from hubtui.core.tree_rows import Row, TreeRows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hubtui.hub.contents import File, Tree
    from hubtui.hub.errors import HubError

_GUIDES = ("├ ", "└ ", "│ ", "  ")
"""Before a row, before the last one of a folder, and below these."""


class FileTree:
    """What is read of a revision, what of it is open, and in which order and by which filter it is shown.

    Args:
        opened: paths of folders to be opened as soon as they are seen, as they were in another revision.
        order: of the files in each folder.
        needle: what paths must contain to be shown.
    """

    def __init__(self, opened: Iterable[str] = (), order: FileOrder | None = None, needle: str = "") -> None:
        self._top = Folder("")
        self._folders = {"": self._top}
        self._opened = {"", *opened}
        self._order = order or FileOrder()
        self._needle = needle.casefold()
        self._totals: dict[str, Totals] = {}
        self.rows = TreeRows()
        """All lines; others after every change."""

    @property
    def top(self) -> Folder:
        """The outermost folder."""
        return self._top

    @property
    def opened(self) -> frozenset[str]:
        """The paths of the folders that are open, or are to be as soon as they are seen."""
        return frozenset(self._opened - {""})

    # Reading

    def folder(self, path: str) -> Folder | None:
        """Return what is known of a folder, None for one that was never opened."""
        return self._folders.get(path)

    @property
    def due(self) -> list[Folder]:
        """The folders whose next page is to be asked for, whether or not anybody goes there."""
        return [folder for folder in self._folders.values() if folder.is_due and folder.path in self._opened]

    @property
    def loading(self) -> list[Folder]:
        """The folders of which a page is out."""
        return [folder for folder in self._folders.values() if folder.is_loading]

    @property
    def skipped(self) -> int:
        """How many entries could not be read."""
        return sum(folder.skipped for folder in self._folders.values())

    @property
    def failed(self) -> list[Folder]:
        """The folders that are shown and whose last page failed."""
        told = [row.folder for row in self.rows.ends(0, len(self.rows)) if row.folder.error is not None]
        return told or ([self._top] if self._top.error is not None else [])

    def accept(self, folder: Folder, ticket: int, page: Tree) -> bool:
        """Take in a page of a folder; return False, changing nothing, if nobody waits for it any more."""
        if self._folders.get(folder.path) is not folder or not folder.accept(ticket, page):
            return False
        self._follow_folders(folder)
        self._lay_out()
        return True

    def fail(self, folder: Folder, ticket: int, error: HubError) -> bool:
        """Note that a page failed; return False, changing nothing, if nobody waits for it any more."""
        if self._folders.get(folder.path) is not folder or not folder.fail(ticket, error):
            return False
        self._lay_out()
        return True

    def read_again(self) -> None:
        """Read everything again that is shown; it stays until it has come. What is not shown is forgotten."""
        self._folders = {"": self._top} | {folder.path: folder for folder in self.rows.opened}
        for folder in self._folders.values():
            folder.read_again()
        self._lay_out()

    def _follow_folders(self, folder: Folder) -> None:
        """Know the open folders of a folder that has grown or changed, and forget those that are gone."""
        present = set(folder.folders)
        for path in present & self._opened:
            self._folders.setdefault(path, Folder(path))
        if folder.is_replacing or folder.wants_more:
            return
        prefix = f"{folder.path}/" if folder.path else ""
        for path in [path for path in self._folders if path and path.startswith(prefix)]:
            child = prefix + path[len(prefix) :].partition("/")[0]
            if child not in present:
                del self._folders[path]

    # What is shown

    def expand(self, path: str) -> None:
        """Open a folder that is shown; what it holds is due if it was never asked for."""
        self._opened.add(path)
        self._folders.setdefault(path, Folder(path))
        self._follow_folders(self._folders[path])
        self._lay_out()

    def collapse(self, path: str) -> None:
        """Close a folder; what is known of it stays."""
        self._opened.discard(path)
        self._lay_out()

    @property
    def order(self) -> FileOrder:
        """The order of the files in each folder."""
        return self._order

    @order.setter
    def order(self, order: FileOrder) -> None:
        self._order = order
        self._lay_out()

    @property
    def needle(self) -> str:
        """What paths must contain to be shown, in either case; empty for all."""
        return self._needle

    @needle.setter
    def needle(self, needle: str) -> None:
        self._needle = needle.casefold()
        self._lay_out()

    def totals(self, path: str) -> Totals | None:
        """Return what is known of all below a folder, None while nothing is."""
        folder = self._folders.get(path)
        if folder is None or not (folder.pages or folder.files):
            return None
        if (known := self._totals.get(path)) is None:
            known = self._totals[path] = self._count(folder)
        return known

    def _count(self, folder: Folder) -> Totals:
        files = size = 0
        whole = folder.is_whole
        for file in folder.files.values():
            if not file.is_folder:
                files += 1
                size += file.size or 0
            elif (below := self.totals(file.path) if file.usable else None) is not None:
                files, size, whole = files + below.files, size + below.size, whole and below.is_whole
            else:
                whole = False
        return Totals(files, size, whole)

    def _lay_out(self) -> None:
        """Make the rows for what is known now."""
        self._totals.clear()
        self.rows = TreeRows()
        self._add(self._top, "")

    def _add(self, folder: Folder, guides: str) -> None:
        """Add the rows of what a folder holds, and of what is open in it."""
        folders, files = folder.ordered(self._order)
        if self._needle:
            folders, files = (list(filter(self._is_shown, each)) for each in (folders, files))
        tells = self._tells(folder)
        branch, last, past_branch, past_last = (guides + part if folder.path else "" for part in _GUIDES)
        for at, file in enumerate(folders):
            is_last = at == len(folders) - 1 and not files and not tells
            inside = self._folders.get(file.path) if file.usable else None
            is_open = inside is not None and self._is_open(file)
            self.rows.add(Row(folder, file, last if is_last else branch, inside, is_open))
            if inside is not None and is_open:
                self._add(inside, past_last if is_last else past_branch)
        self.rows.add_files(folder, files, branch, branch if tells else last)
        if tells:
            self.rows.add(Row(folder, None, last))

    def _tells(self, folder: Folder) -> bool:
        """Tell whether a row says how far a folder is read; at the top only where there is anything else."""
        if not folder.files:
            return bool(folder.path)
        return folder.is_replacing or folder.state is not FeedState.EXHAUSTED or bool(folder.stopped)

    def _is_open(self, file: File) -> bool:
        """Tell whether a folder that is shown is open: as chosen, or for what in it matches the filter."""
        return file.path in self._opened or (bool(self._needle) and not self._matches(file))

    def _matches(self, file: File) -> bool:
        return self._needle in file.path.casefold()

    def _is_shown(self, file: File) -> bool:
        """Tell whether the filter leaves a file or a folder: for its path, or for one below it that is known."""
        if not self._needle or self._matches(file):
            return True
        inside = self._folders.get(file.path) if file.is_folder and file.usable else None
        return inside is not None and any(map(self._is_shown, inside.files.values()))
