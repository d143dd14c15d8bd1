"""Question: everything that decides which rows are shown, and the chips that say so.

What the Hub can be asked is in the Criteria; the Sieve holds what it cannot do and what is therefore applied to
the rows that have been loaded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from hubtui.hub.criteria import Criteria
from hubtui.text import one_line, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hubtui.hub.models import Repo

    Fits = Callable[[Repo], bool | None]
    """Whether a row is what was asked for; None where it does not tell."""

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Sieve:
    """What loaded rows must satisfy beside the Hub's answer. Empty fields let everything pass."""

    without: tuple[str, ...] = ()
    """Tags of which none may be borne."""
    carded: bool = False
    """Hides repos without a card; one of which it is not known passes."""
    created_within: int | None = None
    """Days; hides what is older, and what does not say when it was created."""
    updated_within: int | None = None
    """Days; as created_within."""
    stage: str = ""
    """Spaces only: the one stage that they are to be in, such as RUNNING (wire.md §2.10)."""
    hardware: str = ""
    """Spaces only: the one hardware that they are to have, such as cpu-basic."""

    @property
    def is_open(self) -> bool:
        """Whether everything passes."""
        return self == _OPEN

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields to ask for with ``expand`` so that rows can be sifted (wire.md §2.1, §2.5, §2.9)."""
        wanted = {
            "tags": bool(self.without),
            "cardData": self.carded,
            "createdAt": self.created_within is not None,
            "lastModified": self.updated_within is not None,
            "runtime": bool(self.stage or self.hardware),
        }
        return tuple(name for name, needed in wanted.items() if needed)

    def passes(self, repo: Repo, now: float) -> bool:
        """Tell whether a loaded row is shown.

        Args:
            repo: the row.
            now: seconds since the epoch.
        """
        if self.carded and repo.carded is False:
            return False
        if (self.stage and repo.stage != self.stage) or (self.hardware and repo.hardware != self.hardware):
            return False
        if not (_is_recent(repo.created, self.created_within, now)
                and _is_recent(repo.updated, self.updated_within, now)):  # fmt: skip
            return False
        return not self.without or set(repo.tags).isdisjoint(self.without)

    def toggled(self, tag: str) -> Sieve:
        """Return the sieve with one excluded tag more, or without it where it was excluded."""
        if tag in self.without:
            return replace(self, without=_less(self.without, tag))
        return replace(self, without=(*self.without, tag))


_OPEN = Sieve()


@dataclass(frozen=True, slots=True)
class Question:
    """What the Hub is asked, and what its rows are sifted by."""

    criteria: Criteria = field(default_factory=Criteria)
    sieve: Sieve = _OPEN
    mine: bool = False
    """Whether only the repos of the signed-in user and of the user's organisations are listed."""

    @property
    def cleared(self) -> Question:
        """The kind in the same order, without search and filters."""
        return Question(self.criteria.cleared)

    @property
    def is_clear(self) -> bool:
        """Whether there is neither a search nor a filter."""
        return self == self.cleared


class Chip(NamedTuple):
    """One active filter. The search has a line of its own and no chip."""

    label: str
    """For people, on one line."""
    loaded_only: bool
    """It applies to the loaded rows, for the Hub cannot be asked it."""
    without: Question
    """The question without this filter."""


def chips(question: Question) -> tuple[Chip, ...]:
    """Return the active filters in the order of the question, those of the Hub first."""
    mine = [Chip("mine", False, replace(question, mine=False))] if question.mine else []
    asked = (
        Chip(one_line(label), False, replace(question, criteria=without))
        for label, without, _ in _asked(question.criteria)
    )
    sifted = (
        Chip(one_line(label), True, replace(question, sieve=without))
        for label, without in _sifted(question.sieve)
    )
    return (*mine, *asked, *sifted)


def ignored(criteria: Criteria, repos: Sequence[Repo]) -> tuple[str, ...]:
    """Return the labels of the chips by which this server did not filter: most of the rows that can tell do not fit.

    A minority may not fit and yet be an answer, for servers know a tag under more names than one.
    """
    return tuple(one_line(label) for label, _, fits in _asked(criteria) if fits and _defied(fits, repos))


def _defied(fits: Fits, repos: Sequence[Repo]) -> bool:
    told = [fit for repo in repos if (fit := fits(repo)) is not None]
    return 2 * told.count(False) > len(told)


def tag_label(tag: str) -> str:
    """Return a tag as a chip shows it: without the name of its group where the rest speaks for itself."""
    group, colon, rest = tag.partition(":")
    return rest if colon and rest and group in _TELLING else tag


_TELLING = frozenset(
    {"license", "task_categories", "modality", "format", "library", "size_categories", "language"}
)
"""Groups whose values are understood without the group's name."""


def stage_label(stage: str) -> str:
    """Return a Space's stage as people write it: running, no app file."""
    return stage.replace("_", " ").lower()


def range_label(num_parameters: str) -> str:
    """Return a range of parameters as a chip shows it: 3B–14B, from 6B, up to 128B."""
    halves = dict(part.strip().partition(":")[::2] for part in num_parameters.split(","))
    least, most = halves.get("min", ""), halves.get("max", "")
    if not (halves.keys() <= {"min", "max"} and (least or most)):
        return f"parameters {num_parameters}"
    if least and most:
        return f"{least}–{most}"
    return f"from {least}" if least else f"up to {most}"


def _asked(criteria: Criteria) -> Iterator[tuple[str, Criteria, Fits | None]]:
    """Yield what the Hub is asked: label, the criteria without it, and whether a row fits, where rows can tell."""
    if criteria.author:
        yield f"by {criteria.author}", replace(criteria, author=""), _owned(criteria.author)
    if criteria.task:
        yield criteria.task, replace(criteria, task=""), _bearing(criteria.task)
    if criteria.library:
        yield criteria.library, replace(criteria, library=""), _bearing(criteria.library)
    for tag in dict.fromkeys(criteria.tags):
        yield tag_label(tag), replace(criteria, tags=_less(criteria.tags, tag)), _bearing(tag)
    if criteria.num_parameters:
        label, bounds = range_label(criteria.num_parameters), criteria.num_parameters
        yield label, replace(criteria, num_parameters=""), _sized(bounds)
    if criteria.gated is not None:
        label = "gated" if criteria.gated else "not gated"
        yield label, replace(criteria, gated=None), _gated(criteria.gated)
    for app in dict.fromkeys(criteria.apps):
        yield f"runs in {app}", replace(criteria, apps=_less(criteria.apps, app)), None
    for name in dict.fromkeys(criteria.inference_providers):
        label = "served by any provider" if name == "all" else f"served by {name}"
        yield label, replace(criteria, inference_providers=_less(criteria.inference_providers, name)), None
    for used in dict.fromkeys(criteria.models):
        yield f"uses {used}", replace(criteria, models=_less(criteria.models, used)), _using("models", used)
    for used in dict.fromkeys(criteria.datasets):
        yield (
            f"uses {used}",
            replace(criteria, datasets=_less(criteria.datasets, used)),
            _using("datasets", used),
        )


def _owned(author: str) -> Fits:
    return lambda repo: repo.owner.lower() == author.lower() if repo.owner else None


def _bearing(tag: str) -> Fits:
    """Tell by its tags; a row has its task and its library in fields of their own too."""
    return lambda repo: tag in (repo.task, repo.library, *repo.tags) if repo.tag_lines else None


def _gated(wanted: bool) -> Fits:
    return lambda repo: (repo.gated is not None) is wanted


def _using(field: str, name: str) -> Fits:
    """Tell by what a Space says that it uses; names are the same in any case of their letters (wire.md §1.2)."""
    wanted = (field, name.lower())
    return lambda repo: (
        wanted in ((each, used.lower()) for each, used in repo.used) if repo.used_lines else None
    )


def _sized(num_parameters: str) -> Fits:
    """Tell by the number of parameters, where it is known; the bounds are ``min:6B,max:128B``."""
    bounds = dict(part.strip().partition(":")[::2] for part in num_parameters.split(","))
    least, most = _amount(bounds.get("min")), _amount(bounds.get("max"))

    def fits(repo: Repo) -> bool | None:
        if repo.parameters is None:
            return None
        return (least is None or repo.parameters >= least) and (most is None or repo.parameters <= most)

    return fits


def _amount(words: str | None) -> float | None:
    """Return the number of parameters that words such as 6B or 500M stand for, or None for any others."""
    number, unit = (words or "")[:-1], (words or "")[-1:].upper()
    return float(number) * _UNITS[unit] if unit in _UNITS and _NUMBER.fullmatch(number) else None


_UNITS = {"K": 1e3, "M": 1e6, "B": 1e9}
_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)


def _sifted(sieve: Sieve) -> Iterator[tuple[str, Sieve]]:
    """Yield what loaded rows are sifted by: label, the sieve without it."""
    for tag in dict.fromkeys(sieve.without):
        yield f"!{tag_label(tag)}", replace(sieve, without=_less(sieve.without, tag))
    if sieve.carded:
        yield "with a card", replace(sieve, carded=False)
    if sieve.created_within is not None:
        yield f"created within {plural(sieve.created_within, 'day')}", replace(sieve, created_within=None)
    if sieve.updated_within is not None:
        yield f"updated within {plural(sieve.updated_within, 'day')}", replace(sieve, updated_within=None)
    if sieve.stage:
        yield stage_label(sieve.stage), replace(sieve, stage="")
    if sieve.hardware:
        yield f"on {sieve.hardware}", replace(sieve, hardware="")


def _less(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(each for each in names if each != name)


def _is_recent(then: int | None, days: int | None, now: float) -> bool:
    """Tell whether a time lies within so many days before now; without a bound everything does."""
    return days is None or (then is not None and now - then <= days * _DAY)
