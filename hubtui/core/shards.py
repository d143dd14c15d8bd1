"""The files of a dataset's conversion: what the list of URLs names, with what the branch of the files tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hubtui.hub.criteria import Kind
from hubtui.hub.errors import HubError
from hubtui.text import plural

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Sequence

    from hubtui.hub.contents import File, ParquetFile
    from hubtui.hub.reads import Reads

BRANCH = "refs/convert/parquet"
"""The revision that holds the files (wire.md §2.8)."""
PARTIAL = "partial-"
"""What a split's folder begins with where only the first part of it was converted."""

_MOST_PAGES = 5
"""Pages of the branch that are read, each of a thousand entries."""

NOT_CONVERTED = (
    "There is no parquet conversion of this dataset",
    "the Hub makes them of public datasets that it can load, and not every Hub does; Files has what was uploaded",
)
NO_FILES = ("The conversion of this dataset holds no files yet", "r looks again")


class ShardFile(NamedTuple):
    """One parquet file of a split."""

    file: ParquetFile
    of: int
    """How many files its split has."""
    size: int | None = None
    """Bytes, where they are known."""
    partial: bool = False
    """Whether only the first part of its split was converted."""

    @property
    def words(self) -> str:
        """Which file it is: ``default · train · file 1 of 2``."""
        which = f" · file {self.file.number + 1} of {self.of}" if self.of > 1 else ""
        return f"{self.file.config} · {self.file.split}{which}"


def shards(files: Sequence[ParquetFile], found: Iterable[File] = ()) -> tuple[ShardFile, ...]:
    """Return the files of a conversion in the order in which they are listed.

    Args:
        files: of the list of URLs.
        found: of the branch that holds them, as far as it was read.
    """
    counts: dict[tuple[str, str], int] = {}
    for file in files:
        counts[file.config, file.split] = counts.get((file.config, file.split), 0) + 1
    folders = _folders(found)
    return tuple(_located(file, counts[file.config, file.split], folders) for file in files)


async def conversion(reads: Reads, repo_id: str) -> AsyncIterator[tuple[ShardFile, ...]]:
    """Yield the files of a dataset's conversion as soon as they are listed, and again with their sizes.

    Raises:
        HubError: they cannot be listed. That their sizes cannot be had ends it, and no more.
    """
    files = await reads.parquet(repo_id)
    yield shards(files)
    found: list[File] = []
    query: str | None = None
    for _ in range(_MOST_PAGES if files else 0):
        try:
            tree = await reads.tree(Kind.DATASET, repo_id, BRANCH, recursive=True, query=query)
        except HubError:
            return
        found += tree.files
        yield shards(files, found)
        if (query := tree.next) is None:
            return


def _located(file: ParquetFile, count: int, folders: dict[str, list[File]]) -> ShardFile:
    for prefix in ("", PARTIAL):
        there = folders.get(f"{file.config}/{prefix}{file.split}", [])
        if file.number < len(there):
            return ShardFile(file, count, there[file.number].size, partial=bool(prefix))
    return ShardFile(file, count)


def _folders(found: Iterable[File]) -> dict[str, list[File]]:
    """Return the parquet files by their folder, by number: 0000.parquet, 0001.parquet, up to 10000.parquet."""
    folders: dict[str, list[File]] = {}
    for entry in found:
        if not entry.is_folder and entry.path.endswith(".parquet"):
            folders.setdefault(entry.path.rpartition("/")[0], []).append(entry)
    for files in folders.values():
        files.sort(key=lambda entry: (len(entry.path), entry.path))
    return folders


def in_words(files: Sequence[ShardFile]) -> str:
    """Return how many files there are, of how many configs and splits."""
    configs = len({each.file.config for each in files})
    splits = len({(each.file.config, each.file.split) for each in files})
    return " · ".join((plural(configs, "config"), plural(splits, "split"), plural(len(files), "file")))


def why_no_row(number: str, *, rows: int) -> str | None:
    """Return why a text is no row's number, counted from 0, or None where it is one."""
    if row_of(number) < 0:
        return "A row has a whole number, such as 1200"
    return None if row_of(number) < rows else f"The last row is {rows - 1:,}"


def row_of(number: str) -> int:
    """Return the number that was typed, with separators or without; -1 for anything else."""
    digits = number.replace(",", "").replace("_", "").replace(" ", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else -1
