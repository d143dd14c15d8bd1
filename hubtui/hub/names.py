"""What a repo may be called (wire.md §1.2), as sentences for people who type a name.

The Hub's own rules are not published; these are what huggingface_hub holds to before it asks.
"""

from __future__ import annotations

import re
from typing import Final

from hubtui.text import is_plain

LONGEST: Final = 96
"""Characters of a name, and of an owner's."""
_ALLOWED = re.compile(r"[A-Za-z0-9._-]*")


def why_no_name(name: str) -> str:
    """Return why a repo cannot be called so, as a sentence without a full stop; empty where it can.

    Args:
        name: what stands after the slash of an id.
    """
    return _why_not(name, "A name")


def why_no_id(repo_id: str) -> str:
    """Return why this is no full id, as a sentence without a full stop; empty where it is one.

    Args:
        repo_id: an owner, a slash and a name.
    """
    owner, slash, name = repo_id.partition("/")
    if not slash or "/" in name:
        return "A full id is an owner, a slash and a name"
    return _why_not(owner, "An owner's name") or _why_not(name, "A name")


def _why_not(half: str, what: str) -> str:
    if not half:
        return f"{what} is missing"
    allowed = _ALLOWED.match(half)
    if allowed is not None and allowed.end() < len(half):
        odd = half[allowed.end()]
        shown = (
            odd
            if is_plain(odd) and not odd.isspace()
            else "a blank"
            if odd.isspace()
            else "a control character"
        )
        return f"{what} has only letters from A to Z, digits, -, _ and ., so not {shown}"
    if len(half) > LONGEST:
        return f"{what} has at most {LONGEST} characters, and this has {len(half)}"
    if half[0] in "-." or half[-1] in "-.":
        return f"{what} neither begins nor ends with - or ."
    for pair in ("--", ".."):
        if pair in half:
            return f"{what} has no {pair} in it"
    return f"{what} does not end in .git" if half.endswith(".git") else ""
