"""Choice: one thing that a question can be narrowed by, which carries what it does to the question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from hubtui.hub.clean import MARK
from hubtui.text import is_plain

if TYPE_CHECKING:
    from hubtui.core.question import Question
    from hubtui.hub.criteria import Criteria


def apply(criteria: Criteria, tag: str, on: bool) -> Criteria:
    """Return criteria that ask for a tag, or no longer do.

    Every tag goes out as a ``filter``, tasks and libraries too, for any tag works as one (wire.md §2.1). A task or
    a library that is asked for by its own parameter is the same as its tag, and not asked for twice.
    """
    if on:
        return criteria if asks(criteria, tag) else replace(criteria, tags=(*criteria.tags, tag))
    return replace(
        criteria,
        tags=tuple(other for other in criteria.tags if other != tag),
        task="" if criteria.task == tag else criteria.task,
        library="" if criteria.library == tag else criteria.library,
    )


def asks(criteria: Criteria, tag: str) -> bool:
    """Tell whether criteria ask for a tag, in whatever way."""
    return tag in criteria.tags or tag in (criteria.task, criteria.library)


@dataclass(frozen=True, slots=True)
class Choice:
    """What all choices have; equal ones do the same."""

    id: str
    """What it is found by: a tag as the Hub writes it, or words such as ``params 3B..14B``."""
    label: str = ""
    """For people; may be empty or equal the id."""
    word: str = ""
    """What it is one of: license, parameters."""

    @property
    def name(self) -> str:
        """What stands on its line."""
        return self.label or self.id

    @property
    def note(self) -> str:
        """What else people call it; empty where its name says it all."""
        return ""

    @property
    def why_not(self) -> str:
        """Why it cannot be chosen, as a sentence without a full stop; empty where it can."""
        return ""

    @property
    def why_not_exclude(self) -> str:
        """Why repos cannot be excluded by it; empty where they can."""
        return "Only tags can be excluded"

    def is_on(self, question: Question) -> bool:
        """Tell whether the question is narrowed to it."""
        raise NotImplementedError

    def is_excluded(self, question: Question) -> bool:  # noqa: ARG002
        """Tell whether repos are hidden that bear it."""
        return False

    def apply(self, question: Question, *, on: bool = True, exclude: bool = False) -> Question:
        """Return the question with the choice made or, unless ``on``, undone; ``exclude`` hides what bears it."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class TagChoice(Choice):
    """A tag: to be borne, or not to be borne."""

    @property
    def name(self) -> str:
        """The tag without the group that stands before its first colon."""
        prefix, _, rest = self.id.partition(":")
        return rest if prefix and rest else self.id

    @property
    def note(self) -> str:
        """The label, where it is more than the name written otherwise."""
        if self.id.endswith(self.label):
            return ""
        plain, name = _folded(self.label), _folded(self.name)
        return "" if plain == name or plain.endswith(f":{name}") else self.label

    @property
    def why_not(self) -> str:
        """Why it cannot be sent (design.md §6.1)."""
        if not self.id:
            return "This tag has no name"
        if not _can_be_sent(self.id):
            return "This tag holds characters that cannot be sent safely"
        return ""

    @property
    def why_not_exclude(self) -> str:
        """Rows may be hidden by whatever can be chosen."""
        return self.why_not

    def is_on(self, question: Question) -> bool:
        """Tell whether it must be borne."""
        return bool(self.id) and asks(question.criteria, self.id)

    def is_excluded(self, question: Question) -> bool:
        """Tell whether it must not be borne."""
        return self.id in question.sieve.without

    def apply(self, question: Question, *, on: bool = True, exclude: bool = False) -> Question:
        """Ask for it, or hide what bears it; either undoes the other."""
        without = tuple(tag for tag in question.sieve.without if tag != self.id)
        if on and exclude:
            without = (*without, self.id)
        return replace(
            question,
            criteria=apply(question.criteria, self.id, on and not exclude),
            sieve=replace(question.sieve, without=without),
        )


@dataclass(frozen=True, slots=True)
class OneOf(Choice):
    """A value of a parameter that has one at a time."""

    field: Literal["author", "num_parameters"] = "author"
    value: str = ""

    def is_on(self, question: Question) -> bool:
        """Tell whether the parameter has this value."""
        return bool(getattr(question.criteria, self.field) == self.value)

    def apply(self, question: Question, *, on: bool = True, exclude: bool = False) -> Question:  # noqa: ARG002
        """Put the value in the place of another one, or take it away."""
        changed = {self.field: self.value if on else ""}
        return replace(question, criteria=replace(question.criteria, **changed))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Gated(Choice):
    """Only what has terms to agree to, or only what has none."""

    value: bool = True

    def is_on(self, question: Question) -> bool:
        """Tell whether this is asked for."""
        return question.criteria.gated is self.value

    def apply(self, question: Question, *, on: bool = True, exclude: bool = False) -> Question:  # noqa: ARG002
        """Ask for this, or for either."""
        return replace(question, criteria=replace(question.criteria, gated=self.value if on else None))


@dataclass(frozen=True, slots=True)
class AllOf(Choice):
    """A value of a parameter that may have several."""

    field: Literal["apps", "inference_providers", "models", "datasets"] = "apps"
    value: str = ""

    @property
    def why_not(self) -> str:
        """Why it cannot be sent (design.md §6.1)."""
        return "" if _can_be_sent(self.value) else "This name holds characters that cannot be sent safely"

    def is_on(self, question: Question) -> bool:
        """Tell whether the value is among them."""
        return self.value in getattr(question.criteria, self.field)

    def apply(self, question: Question, *, on: bool = True, exclude: bool = False) -> Question:  # noqa: ARG002
        """Add the value, or take it away."""
        rest = tuple(value for value in getattr(question.criteria, self.field) if value != self.value)
        changed = {self.field: (*rest, self.value) if on else rest}
        return replace(question, criteria=replace(question.criteria, **changed))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Carded(Choice):
    """Hides loaded rows without a card."""

    def is_on(self, question: Question) -> bool:
        """Tell whether they are hidden."""
        return question.sieve.carded

    def apply(self, question: Question, *, on: bool = True, exclude: bool = False) -> Question:  # noqa: ARG002
        """Hide them, or show them again."""
        return replace(question, sieve=replace(question.sieve, carded=on))


@dataclass(frozen=True, slots=True)
class Within(Choice):
    """Hides loaded rows that are older than so many days."""

    field: Literal["created_within", "updated_within"] = "created_within"
    days: int = 0

    def is_on(self, question: Question) -> bool:
        """Tell whether this is the limit."""
        return bool(getattr(question.sieve, self.field) == self.days)

    def apply(self, question: Question, *, on: bool = True, exclude: bool = False) -> Question:  # noqa: ARG002
        """Set the limit, or drop it."""
        changed = {self.field: self.days if on else None}
        return replace(question, sieve=replace(question.sieve, **changed))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Running(Choice):
    """Hides loaded Spaces that are in another stage or on other hardware."""

    field: Literal["stage", "hardware"] = "stage"
    value: str = ""

    def is_on(self, question: Question) -> bool:
        """Tell whether this is the one that is shown."""
        return bool(getattr(question.sieve, self.field) == self.value)

    def apply(self, question: Question, *, on: bool = True, exclude: bool = False) -> Question:  # noqa: ARG002
        """Show this one alone, or all."""
        changed = {self.field: self.value if on else ""}
        return replace(question, sieve=replace(question.sieve, **changed))  # type: ignore[arg-type]


def _can_be_sent(text: str) -> bool:
    """Tell whether this is what the server wrote, and nothing that was cleaned."""
    return not text.endswith(MARK) and is_plain(text)


def _folded(text: str) -> str:
    return text.lower().replace(" ", "").replace("-", "").replace("_", "")
