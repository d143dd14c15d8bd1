"""The README of a repo: written by hand for some, composed from the repo's facts for the rest.

Hand-written ones stand in content/, one file each, named for the repo: ``models--owner--name.md``. Their
front matter, as that of all others, is the repo's ``card_data``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hubtui.demo.cards_composed import body
from hubtui.demo.front_matter import front_matter

if TYPE_CHECKING:
    from hubtui.demo.repo import StoredRepo

FOLDER = Path(__file__).with_name("content")
WINDOWS = frozenset({"datasets--argilla--news-summary"})
"""Cards that come with a byte order mark and lines that end in CRLF."""


def card(repo: StoredRepo) -> str | None:
    """Return README.md, front matter included; None for a repo without a card."""
    if repo.card_data is None:
        return None
    text = front_matter(repo.card_data) + (text_of_card(repo) or "")
    return "\ufeff" + text.replace("\n", "\r\n") if card_name(repo) in WINDOWS else text


def text_of_card(repo: StoredRepo) -> str | None:
    """Return the card without its front matter; None for a repo without a card."""
    if repo.card_data is None:
        return None
    written = hand_written().get(card_name(repo))
    return body(repo) if written is None else written


def early_card(repo: StoredRepo) -> str:
    """Return README.md as it was before the last change: the licence and a title."""
    return front_matter(early_card_data(repo)) + f"# {repo.id.rpartition('/')[2]}\n"


def early_card_data(repo: StoredRepo) -> dict[str, Any]:
    """Return the header of that card."""
    card_data = repo.card_data if isinstance(repo.card_data, dict) else {}
    return {"license": card_data["license"]} if "license" in card_data else {}


def card_name(repo: StoredRepo) -> str:
    """Return the name under which a hand-written card of that repo would stand."""
    return f"{repo.kind}s--{repo.id.replace('/', '--')}"


@cache
def hand_written() -> dict[str, str]:
    """Return the hand-written cards by name; they are 40 kB in all."""
    return {file.stem: file.read_bytes().decode() for file in sorted(FOLDER.glob("*.md"))}
