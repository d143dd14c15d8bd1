"""Saved views: which names they may have, and questions as plain values that can be stored and read back.

What reads and writes addresses is imported where it is needed, for names are needed before the first frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hubtui.core.listing_words import noun
from hubtui.core.order import SORT_WORDS
from hubtui.core.question import Question, Sieve, chips
from hubtui.hub.errors import NotAPage
from hubtui.text import is_plain, one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from hubtui.core.keeping import Plain

PANES: Final = ("models", "datasets", "spaces", "metrics")
"""The words of the command line for the panes."""
SUBCOMMANDS: Final = ("demo-hub", "ls", "config", "cache")
"""The words of the command line that are no place to open (design.md §4)."""
RESERVED: Final = frozenset({*PANES, *SUBCOMMANDS, "help"})
"""Names that no view may have, in any case of their letters."""
LONGEST_NAME: Final = 40
"""Characters of a view's name."""


def why_no_view_name(name: str, taken: Collection[str] = ()) -> str | None:
    """Return why a view cannot be called this, as a sentence without a full stop; None where it can.

    ``hubtui NAME`` opens a view, so a name must not be anything else there.

    Args:
        name: as typed, without blanks around it.
        taken: the names that there are.
    """
    if not name.strip():
        return "A view needs a name"
    if not is_plain(name) or name != name.strip():
        return "That name holds characters that cannot be typed again"
    if len(name) > LONGEST_NAME:
        return f"A view's name has at most {LONGEST_NAME} characters"
    if "/" in name:
        return "A name with a slash would be taken for a repo's id"
    if name.startswith("-"):
        return "A name that begins with - would be taken for an option"
    if name.lower() in RESERVED:
        return f"{name} is a word of the command line"
    return f"There is a view called {name} already" if name in taken else None


def stored(question: Question) -> dict[str, Plain]:
    """Return a question as plain values: the public website's address of it, and what is not at its default."""
    from hubtui.hub.urls import web_url

    sieve = question.sieve
    found: dict[str, Plain] = {"url": web_url(question.criteria)}
    if sieve.without:
        found["without"] = list(sieve.without)
    if sieve.carded:
        found["carded"] = True
    if question.mine:
        found["mine"] = True
    if sieve.stage:
        found["stage"] = sieve.stage
    if sieve.hardware:
        found["hardware"] = sieve.hardware
    within = {"created_within": sieve.created_within, "updated_within": sieve.updated_within}
    found.update({name: days for name, days in within.items() if days is not None})
    return found


def restored(values: Mapping[str, Plain]) -> Question | None:
    """Return the question that plain values stand for, or None where they stand for none."""
    from hubtui.hub.urls import parse_web

    url, without = values.get("url"), values.get("without", [])
    stage, hardware = values.get("stage", ""), values.get("hardware", "")
    if not isinstance(url, str) or not isinstance(without, list):
        return None
    if not isinstance(stage, str) or not isinstance(hardware, str):
        return None
    try:
        criteria = parse_web(url).criteria
    except NotAPage:
        return None
    sieve = Sieve(
        tuple(without),
        carded=values.get("carded") is True,
        created_within=_days(values.get("created_within")),
        updated_within=_days(values.get("updated_within")),
        stage=stage,
        hardware=hardware,
    )
    return Question(criteria, sieve, mine=values.get("mine") is True)


def in_words(question: Question) -> str:
    """Return a question on one line: what is listed, searched for and filtered by, and in which order."""
    criteria = question.criteria
    search = one_line(criteria.search)
    parts = [noun(criteria.kind), f"“{search}”" if search else "", *(chip.label for chip in chips(question))]
    order = f"{SORT_WORDS[criteria.sort]} {'▴' if criteria.ascending else '▾'}"
    return " · ".join(filter(None, (*parts, order)))


def _days(value: Plain | None) -> int | None:
    """Return a number of days, or None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
