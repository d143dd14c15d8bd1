"""``hubtui ls``: what is kept, as lines or as JSON, for scripts."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hubtui.core.bookmarks import key_of, restored
from hubtui.local.paths import find_folders
from hubtui.local.state import State

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from hubtui.core.bookmarks import Bookmark


def run(parser: ArgumentParser, argv: Sequence[str]) -> int:
    """Run ``hubtui ls`` with the arguments after it; return the exit code.

    Args:
        parser: an empty one that says in one line what is wrong with the words.
        argv: the words.
    """
    parser.prog = "hubtui ls"
    parser.description = "List what is kept, one a line: an id as hubtui opens it."
    parser.add_argument("what", choices=["bookmarks"], help="what to list: bookmarks, the newest first")
    parser.add_argument("--json", action="store_true", help="as one JSON array, with notes and times")
    options = parser.parse_args(argv)
    state = State.load(find_folders().state_file)
    if state.notice:
        print(f"hubtui: {state.notice}", file=sys.stderr)  # noqa: T201  # the command line's own voice
    found = restored(state.bookmarks)
    if options.json:
        return _say(json.dumps(list(map(_plain, found)), indent=2))
    return _say("\n".join(key_of(bookmark.ref) for bookmark in found))


def _plain(bookmark: Bookmark) -> dict[str, Any]:
    """Return what JSON tells of a bookmark."""
    made = datetime.fromtimestamp(bookmark.when, UTC).isoformat() if bookmark.when else None
    ref = bookmark.ref
    return {"kind": ref.kind.value, "id": ref.id, "note": bookmark.note, "bookmarked": made}


def _say(text: str) -> int:
    """Write to standard output; a reader that goes away early is none of our business."""
    try:
        if text:
            print(text, flush=True)  # noqa: T201  # the command line's own voice
    except BrokenPipeError:
        # What Python would flush at its end goes nowhere, instead of into a second complaint.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
