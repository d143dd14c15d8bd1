"""Text measured in terminal cells: cut, padded and never wider than its place.

Everything here takes text as it is and returns it without what could steer a terminal or break the grid:
the door is hubtui.text, and this is the lock on the last room.
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size, split_text

from hubtui.text import one_line

CUT = "…"
_OWNER_LEAST = 5
"""Cells that an owner keeps while the name is whole or the place is not narrow."""
_NARROW = 20
"""Below this many cells the owner of a repo that does not fit shrinks to ``…/``."""
_WINDOW = 4
"""How many times its width in characters a line holds at most, for some take no cell."""
_TINY = 6
"""Below this many cells it goes altogether."""


def safe(text: str) -> str:
    """Return text on one line and without control characters; plain ASCII comes back as it is."""
    return text if text.isascii() and text.isprintable() else one_line(text)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Return text in exactly ``width`` cells: padded, at the left if ``right``, or cut at its end."""
    text = safe(text)
    length = cell_len(text)
    if length > width:
        return head(text, width)
    padding = " " * (width - length)
    return padding + text if right else text + padding


def head(text: str, width: int) -> str:
    """Return text in at most ``width`` cells, cut at its end; what is cut fills its place exactly."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1) + CUT if width > 0 else ""


def middle(text: str, width: int) -> str:
    """Return text in at most ``width`` cells, cut in the middle; two thirds of what stays are the tail."""
    length = cell_len(text)
    if length <= width:
        return text
    if width <= 1:
        return CUT[:width]
    front = (width - 1) // 3
    back = length - (width - 1 - front)
    # Where a cut goes through a wide character, split_text leaves a blank, which has no place inside an id.
    return split_text(text, front)[0].rstrip() + CUT + split_text(text, back)[1].lstrip()


def repo_id(text: str, width: int) -> tuple[str, str]:
    """Return a repo id in at most ``width`` cells as its owner, with the slash, and its name.

    The owner is cut first, then the middle of the name: the tail names the variant (design.md §4, Screen).
    """
    text = safe(text)
    owner, slash, name = text.rpartition("/")
    if cell_len(text) <= width:
        return owner + slash, name
    if not owner or width < _TINY:
        return "", middle(name, width)
    least = _OWNER_LEAST if width >= _NARROW else 1
    owner = head(owner, max(least, width - 1 - cell_len(name)))
    return owner + slash, middle(name, width - cell_len(owner) - 1)


def wrapped(text: str, width: int) -> list[str]:
    """Return text in lines of at most ``width`` cells, broken between words, or inside one that is longer."""
    lines = [""]
    for word in safe(text).split():
        if cell_len(lines[-1]) + 1 + cell_len(word) <= width and lines[-1]:
            lines[-1] += f" {word}"
            continue
        lines += chopped(word, width)
    return [line for line in lines if line]


def chopped(text: str, width: int) -> list[str]:
    """Return text in lines of at most ``width`` cells, broken wherever one is full; blanks stay."""
    text, lines = safe(text), []
    while width > 1 and (len(text) > _WINDOW * width or cell_len(text) > width):
        lines.append(_filled(text[: _WINDOW * width], width))
        text = text[len(lines[-1]) :]
    return [*lines, text]


def _filled(text: str, width: int) -> str:
    """Return as much of the start of a text as fits into a line."""
    if cell_len(text) <= width:
        return text
    line, rest = split_text(text, width)
    # Where the break would go through a wide character, blanks stand in its place.
    return line if line + rest == text else split_text(text, width - 1)[0]
