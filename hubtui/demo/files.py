"""What a repo holds at a revision: its files, folders and the last commit of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.demo import history
from hubtui.demo.cards import card, early_card
from hubtui.demo.conversions import conversion
from hubtui.demo.dataset_files import dataset_files
from hubtui.demo.draw import number
from hubtui.demo.model_files import model_files
from hubtui.demo.space_files import space_files
from hubtui.demo.stored_file import StoredFile, large, linked, small

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hubtui.demo.history import Commit, Revision
    from hubtui.demo.repo import StoredRepo

README = "README.md"
_ATTRIBUTES = "".join(
    f"*.{ending} filter=lfs diff=lfs merge=lfs -text\n"
    for ending in ("bin", "ckpt", "gguf", "h5", "jpg", "onnx", "parquet", "png", "pt", "safetensors", "wav")
)
_WEIGHTS = (".safetensors", ".bin", ".h5", ".msgpack", ".ckpt", ".pt")
_INVENT = {"model": model_files, "dataset": dataset_files, "space": space_files}


class Contents:
    """The files of every repo: invented from its facts, or those with which it was created here.

    Created ones are kept by ``_id``, so that they outlive a move.
    """

    def __init__(self) -> None:
        self._given: dict[str, tuple[StoredFile, ...]] = {}

    def give(self, oid: str, files: Iterable[StoredFile]) -> None:
        """Keep the files of a repo that was just created; .gitattributes comes with every repo."""
        paths = {file.path: file for file in (small(".gitattributes", _ATTRIBUTES), *files)}
        self._given[oid] = tuple(paths.values())

    def forget(self, oid: str) -> None:
        """Drop the files of a repo that was deleted."""
        self._given.pop(oid, None)

    def tree(self, repo: StoredRepo, revision: Revision) -> list[StoredFile]:
        """Return the files at that revision, by path; folders are what the paths say."""
        if revision.line == "parquet":
            shards = (
                file for splits in conversion(repo).values() for files in splits.values() for file in files
            )
            return sorted((linked(shard.path, shard.data) for shard in shards), key=_path)
        files = [file for file in self._head(repo) if _born(repo, file.path) <= revision.position]
        files = [_earlier(repo, revision, file) for file in files]
        return sorted(_with_own_change(repo, revision, files), key=_path)

    def file(self, repo: StoredRepo, revision: Revision, path: str) -> StoredFile | None:
        """Return one file, or None where the revision has no file of that path."""
        return next((file for file in self.tree(repo, revision) if file.path == path), None)

    def content(self, repo: StoredRepo, revision: Revision, path: str) -> bytes | None:
        """Return the bytes of a small file; None for a missing and for a large one."""
        found = self.file(repo, revision, path)
        return found.data if found else None

    def last_commit(self, repo: StoredRepo, revision: Revision, path: str) -> Commit:
        """Return the commit that last changed that file at that revision."""
        own = revision.line == "parquet" or _changed_by(revision, path)
        return (
            history.own_commit(repo, revision)
            if own
            else history.commit(repo, _changed(repo, revision, path))
        )

    def folder_commits(
        self, repo: StoredRepo, revision: Revision, files: Iterable[StoredFile]
    ) -> dict[str, Commit]:
        """Return the last commit of each folder that holds one of the files, at whatever depth."""
        newest: dict[str, tuple[int, str]] = {}
        for file in files:
            own = revision.line == "parquet" or _changed_by(revision, file.path)
            at = history.length(repo) if own else _changed(repo, revision, file.path)
            parts = file.path.split("/")[:-1]
            for level in range(1, len(parts) + 1):
                folder = "/".join(parts[:level])
                newest[folder] = max(newest.get(folder, (-1, "")), (at, file.path))
        return {folder: self.last_commit(repo, revision, path) for folder, (_, path) in newest.items()}

    def _head(self, repo: StoredRepo) -> Iterable[StoredFile]:
        """Return the files at the head of main."""
        if repo.oid in self._given:
            return self._given[repo.oid]
        text = card(repo)
        usual = [small(".gitattributes", _ATTRIBUTES), *([] if text is None else [small(README, text)])]
        return (*usual, *_INVENT[repo.kind](repo))


def _path(file: StoredFile) -> str:
    return file.path


def _born(repo: StoredRepo, path: str) -> int:
    """Return the commit of main that brought a file: one of the first few."""
    head = history.length(repo) - 1
    if path == ".gitattributes":
        return 0
    return min(head, 1 if path == README else number(4, "born", repo.oid, path.partition("/")[0]))


def _changed(repo: StoredRepo, revision: Revision, path: str) -> int:
    """Return the commit of main that last changed a file, as far as the revision knows it."""
    born = _born(repo, path)
    if path == ".gitattributes":
        return born
    last = history.length(repo) - 1 if path == README else born + number(6, "changed", repo.oid, path)
    return last if last <= revision.position else born


def _earlier(repo: StoredRepo, revision: Revision, file: StoredFile) -> StoredFile:
    """Return the file as it was then: the card was short before the head of main."""
    if file.path != README or revision.position == history.length(repo) - 1:
        return file
    return small(README, early_card(repo))


def _changed_by(revision: Revision, path: str) -> bool:
    """Tell whether the own commit of a branch or a pull request changes that file."""
    if revision.line == "branch":
        return path.endswith(_WEIGHTS) if revision.name == "fp16" else path == "CHANGES.md"
    return revision.line == "pull" and path == README


def _with_own_change(repo: StoredRepo, revision: Revision, files: list[StoredFile]) -> Iterable[StoredFile]:
    """Return the files after the own commit of a branch or a pull request."""
    if revision.line == "branch" and revision.name != "fp16":
        return [*files, small("CHANGES.md", f"# What changes next in {repo.id}\n\n- A longer card\n")]
    if revision.line == "branch":
        return [
            large(file.path, file.size // 2, f"{repo.oid} fp16") if _changed_by(revision, file.path) else file
            for file in files
        ]
    if revision.line == "pull":
        kept = [file for file in files if file.path != README]
        text = next((file.data or b"" for file in files if file.path == README), b"")
        return [*kept, small(README, text + f"\nProposed in pull request {revision.name}.\n".encode())]
    return files
