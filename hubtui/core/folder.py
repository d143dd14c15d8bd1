"""Folder: what a revision holds in one folder, as far as it is read, and the order in which that is shown."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hubtui.core.paging import FeedState, Paging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hubtui.hub.contents import File, Tree

AGAIN = 10
"""Pages of a folder that are read again at most without a key; ten thousand files (wire.md §3)."""
Key = tuple[str, bool]
"""A path and whether it may be asked for: a path that was cleaned may read like another one's."""


class FileSort(StrEnum):
    """By what files are sorted."""

    NAME = "name"
    SIZE = "size"
    DATE = "date"
    """Of the last commit that changed them."""


class FileOrder(NamedTuple):
    """The order of files in each folder; folders come before files in any."""

    sort: FileSort = FileSort.NAME
    descending: bool = False

    def toward(self, sort: FileSort) -> FileOrder:
        """Return the order after a wish to sort: the present one is reversed, large and new ones come first."""
        if sort is self.sort:
            return FileOrder(sort, not self.descending)
        return FileOrder(sort, sort is not FileSort.NAME)


class Totals(NamedTuple):
    """What is known of all that lies below a folder."""

    files: int
    size: int
    """Bytes."""
    is_whole: bool
    """Whether all of it is known."""


class Folder(Paging):
    """One folder as it is read: what it holds itself, without what lies in the folders below.

    Args:
        path: in the repo; empty for the top.
    """

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.files: dict[Key, File] = {}
        """What it holds, in the server's order."""
        self._coming: dict[Key, File] | None = None
        """What takes the place of ``files`` once there is as much of it as there was before."""
        self._sorted: tuple[FileOrder, list[File], list[File]] | None = None

    @property
    def is_replacing(self) -> bool:
        """Whether it is read again, and what was read before is still shown."""
        return self._coming is not None

    @property
    def is_due(self) -> bool:
        """Whether its next page is to be asked for without anybody's going there."""
        return self.wants_more and (self.pages == 0 or self.is_replacing)

    @property
    def is_whole(self) -> bool:
        """Whether it is read to the server's end."""
        return self.state is FeedState.EXHAUSTED and not self.stopped and not self.skipped

    @property
    def folders(self) -> list[str]:
        """The paths of the folders in it that can be asked for."""
        return [file.path for file in self.files.values() if file.is_folder and file.usable]

    def read_again(self) -> None:
        """Read from the beginning; what was read before stays until as much has come again, or a good part."""
        self.restart()
        self._coming = {} if self.files else None

    def accept(self, ticket: int, page: Tree) -> bool:
        """Take in a page; return False, changing nothing, if the ticket is late.

        What does not lie in the folder itself is left out: a tree that contains itself would have no end.
        """
        if not self.is_current(ticket):
            return False
        inside = [file for file in page.files if _is_in(file, self.path)]
        target = self.files if self._coming is None else self._coming
        before = len(target)
        for file in inside:
            target.setdefault((file.path, file.usable), file)
        skipped = page.skipped + len(page.files) - len(inside)
        self._take_page(len(target) - before, page.next, page.refused, skipped)
        self._sorted = None
        if self._coming is not None and self._is_enough(self._coming):
            self.files, self._coming = self._coming, None
        return True

    def _is_enough(self, coming: dict[Key, File]) -> bool:
        """Tell whether what was read again may take the place of what is shown."""
        return not self.wants_more or len(coming) >= len(self.files) or self.pages >= AGAIN

    def ordered(self, order: FileOrder) -> tuple[Sequence[File], Sequence[File]]:
        """Return its folders and its files in that order; made once for each page."""
        if self._sorted is None or self._sorted[0] != order:
            self._sorted = (order, *_ordered(self.files.values(), order))
        return self._sorted[1:]


def _is_in(file: File, folder: str) -> bool:
    """Tell whether an entry lies in a folder, and not beside it or further down."""
    if not folder:
        return "/" not in file.path
    name = file.path[len(folder) + 1 :]
    return file.path.startswith(f"{folder}/") and bool(name) and "/" not in name


def _ordered(files: Iterable[File], order: FileOrder) -> tuple[list[File], list[File]]:
    """Return folders and files in an order; what is alike otherwise by name, and what has no such value last."""
    by_name = sorted(files, key=_name, reverse=order.descending and order.sort is FileSort.NAME)
    folders = [file for file in by_name if file.is_folder]
    plain = [file for file in by_name if not file.is_folder]
    if order.sort is FileSort.SIZE:
        # A folder's size is not on the wire (wire.md §3), so folders stay by name.
        return folders, _by(plain, _size, order.descending)
    if order.sort is FileSort.DATE:
        return _by(folders, _date, order.descending), _by(plain, _date, order.descending)
    return folders, plain


def _by(files: list[File], value: Callable[[File], int | None], descending: bool) -> list[File]:
    known = [file for file in files if value(file) is not None]
    unknown = [file for file in files if value(file) is None]
    return sorted(known, key=lambda file: value(file) or 0, reverse=descending) + unknown


def _name(file: File) -> str:
    return file.path.casefold()


def _size(file: File) -> int | None:
    return file.size


def _date(file: File) -> int | None:
    return file.commit_date
