"""What the screen says of a file tree: how far it is read, what went wrong, why it is empty, and the next key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui import text
from hubtui.hub.errors import Gated

if TYPE_CHECKING:
    from hubtui.core.file_tree import FileTree
    from hubtui.core.folder import Folder, Totals
    from hubtui.hub.errors import HubError


def how_far(folder: Folder, *, filtered: bool) -> str:
    """Return what a row says at the end of a folder that is open."""
    if folder.error is not None:
        return problem(folder.error)
    if folder.is_loading or folder.is_due:
        return "loading…"
    if folder.wants_more and filtered:
        return f"only the first {len(folder.files):,} are filtered; enter reads on"
    if folder.wants_more:
        return "more below"
    if folder.stopped:
        return f"ends here: {folder.stopped}"
    return "nothing in it"


def problem(error: HubError) -> str:
    """Return what happened and what to do, on one line."""
    return error.summary


def in_numbers(totals: Totals) -> str:
    """Return how much there is, with a plus where more is below: ``1,204 files · 3.4 GB``."""
    more = "" if totals.is_whole else "+"
    files = text.plural(totals.files, "file")
    return f"{files}{more} · {text.size(totals.size)}{more}"


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
        return top.error.what, text_of(top.error)
    if top.files and tree.needle:
        return "No file that is read so far matches", "escape shows all again"
    if top.stopped:
        return "The Hub sent no files", f"{top.stopped}; press r to ask again"
    if not top.pages:
        return "Loading files…", ""
    return "There are no files at this revision", "R picks another revision"


def text_of(error: HubError) -> str:
    """Return what to do about an error, as a sentence."""
    todo = error.todo if not isinstance(error, Gated) else "press o to ask for access on the repo's page"
    return todo[:1].upper() + todo[1:]
