"""What the screen says of a file tree: how far it is read, what went wrong, why it is empty, and the next key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui import text
from hubtui.core.folder import FileOrder

if TYPE_CHECKING:
    from hubtui.core.file_tree import FileTree
    from hubtui.core.folder import Folder, Totals
    from hubtui.hub.contents import File


def how_far(tree: FileTree, folder: Folder) -> str:
    """Return what a row says at the end of a folder that is open."""
    if folder.error is not None:
        return folder.error.summary
    if folder.is_loading or folder.is_due:
        return "loading…"
    if folder.wants_more and tree.needle:
        return f"only the first {len(folder.files):,} are filtered; enter reads on"
    if folder.wants_more and tree.order != FileOrder():
        return f"only the first {len(folder.files):,} are sorted; enter reads on"
    if folder.wants_more:
        return "more below"
    if folder.stopped:
        return f"ends here: {folder.stopped}"
    return "nothing in it"


def in_numbers(totals: Totals) -> str:
    """Return how much there is, with a plus where more is below: ``1,204+ files · 3.4 GB+``."""
    if totals.is_whole:
        return f"{text.plural(totals.files, 'file')} · {text.size(totals.size)}"
    return f"{totals.files:,}+ files · {text.size(totals.size)}+"


def progress(tree: FileTree) -> str:
    """Return how far the tree is read, for the status line."""
    totals = tree.totals("")
    if totals is None:
        return "loading…" if tree.top.error is None else ""
    words = in_numbers(totals)
    if tree.needle:
        words = f"{tree.rows.files:,} of {words}"
    return f"{words} · loading…" if tree.loading else words


def notice(tree: FileTree) -> tuple[str, str]:
    """Return what went wrong or was left out, and what to do about it; empty while all is well."""
    for folder in tree.failed:
        if folder.error is not None:
            return folder.error.what, folder.error.todo
    totals = tree.totals("")
    if tree.needle and totals is not None and not totals.is_whole:
        return "Only what is read so far is filtered", "l opens a folder and reads it"
    if tree.skipped:
        return f"{text.plural(tree.skipped, 'entry', 'entries')} could not be read", ""
    return "", ""


def empty(tree: FileTree) -> tuple[str, str]:
    """Return what is the case while there are no rows, and what to do about it."""
    top = tree.top
    if top.error is not None:
        return top.error.what, _sentence(top.error.todo)
    if top.files and tree.needle:
        return "No file that is read so far matches", "escape shows all again"
    if top.stopped:
        return "The Hub sent no files", f"{top.stopped}; press r to ask again"
    if not top.pages:
        return "Loading files…", ""
    return "There are no files at this revision", "R picks another revision"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


PREVIEW_LIMIT = 256 * 1000
"""Bytes of a file up to which its text is shown."""
_BINARY = {
    "model weights": "safetensors bin pt pth ckpt h5 gguf onnx msgpack tflite pb mlmodel nemo keras",
    "pickled objects": "pkl pickle joblib",
    "numbers": "npy npz",
    "a table for programs": "parquet arrow feather orc avro",
    "a packed archive": "zip tar gz tgz xz bz2 zst 7z rar whl jar lz4",
    "a picture": "png jpg jpeg gif webp bmp tif tiff ico avif heic psd",
    "sound": "wav mp3 flac ogg opus m4a aac",
    "a film": "mp4 webm mov avi mkv",
    "a document for programs": "pdf doc docx xls xlsx ppt pptx",
    "a font": "ttf otf woff woff2",
    "a database": "db sqlite sqlite3 lmdb mdb duckdb",
    "a program": "so dll exe dylib o a pyc wasm class",
}
_WHAT_IS_IN = {ending: what for what, endings in _BINARY.items() for ending in endings.split()}


def no_text(file: File) -> tuple[str, str] | None:
    """Return why a file is not shown as text, and what to do about it, as far as its path tells; None if it may be."""
    name = text.one_line(file.path.rpartition("/")[2])
    if not file.usable:
        return f"The path of {name} holds characters that cannot be sent safely", ""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if (what := _WHAT_IS_IN.get(ending)) is None:
        return None
    size = f" of {text.size(file.size)}" if file.size is not None else ""
    return f"{name} is {what}{size}, and no text", NOT_HERE


def too_large(file: File) -> tuple[str, str] | None:
    """Return why a file is not shown whole, and what to do about it; None where it is small enough."""
    if file.size is None or file.size <= PREVIEW_LIMIT:
        return None
    name = text.one_line(file.path.rpartition("/")[2])
    return (
        f"{name} has {text.size(file.size)}; up to {text.size(PREVIEW_LIMIT)} are shown here",
        f"enter shows its beginning, {NOT_HERE}",
    )


NOT_HERE = "o opens its page, y copies its path"
"""What can be done with a file that is not shown."""
