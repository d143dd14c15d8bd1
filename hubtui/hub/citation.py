"""Citations: the BibTeX that a card has, or one of the repo itself."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Final

from hubtui.hub.urls import repo_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubtui.hub.snippets import About

LONGEST_ENTRY: Final = 20_000
"""Characters of an entry; a longer one lacks its end."""
MOST_ENTRIES: Final = 20
"""Beginnings of entries that are looked at."""
_ENTRY = re.compile(
    r"^[ \t>]*@(article|book|booklet|conference|dataset|electronic|inbook|incollection|inproceedings|manual"
    r"|mastersthesis|misc|online|phdthesis|proceedings|software|techreport|unpublished)\s*\{",
    re.IGNORECASE | re.MULTILINE,
)
_DOI = "doi:"
# What LaTeX would read as more than itself.
_SPECIAL = {character: f"\\{character}" for character in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def found_in(card: str) -> str:
    """Return the BibTeX entries of a card, each on its own lines; empty where it has none.

    Args:
        card: Markdown, clean.
    """
    return "\n\n".join(dict.fromkeys(_entries(card)))


def made_for(about: About, when: int | None = None) -> str:
    """Return a BibTeX entry for a repo itself.

    Args:
        about: the repo.
        when: of which time it is, in seconds since the epoch; None where that is not known.
    """
    owner, _, name = about.ref.id.rpartition("/")
    doi = next((tag.removeprefix(_DOI) for tag in about.tags if tag.startswith(_DOI)), "")
    fields = {
        "author": f"{{{_latex(owner)}}}" if owner else "",
        "title": f"{{{_latex(name)}}}",
        "year": str(datetime.fromtimestamp(when, UTC).year) if when is not None else "",
        "publisher": "Hugging Face",
        "url": repo_url(about.ref, about.endpoint),
        "doi": _latex(doi),
        "note": _latex(f"Revision {about.revision}") if about.revision else "",
    }
    key = re.sub(r"[^A-Za-z0-9]+", "-", about.ref.id).strip("-").lower() or "repo"
    lines = (f"  {field} = {{{value}}}," for field, value in fields.items() if value)
    return "\n".join((f"@misc{{{key},", *lines, "}"))


def _entries(card: str) -> Iterator[str]:
    """Yield the entries that have an end."""
    for begin in islice(_ENTRY.finditer(card), MOST_ENTRIES):
        depth, text = 0, card[begin.start() : begin.start() + LONGEST_ENTRY]
        for brace in re.finditer(r"(?<!\\)[{}]", text):
            depth += 1 if brace[0] == "{" else -1
            if depth == 0:
                yield text[: brace.end()].lstrip(" \t>")
                break


def _latex(text: str) -> str:
    """Return text that LaTeX prints as it is."""
    return "".join(_SPECIAL.get(character, character) for character in text)
