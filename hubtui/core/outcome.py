"""What became of a change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hubtui.core.change import Change
    from hubtui.hub.changing import Gate, Standing
    from hubtui.hub.errors import HubError
    from hubtui.hub.models import RepoRef


class Result(StrEnum):
    """The three ways in which a change can end."""

    DONE = "done"
    """The Hub holds what was asked for."""
    REFUSED = "refused"
    """It was not made: the Hub said no, was not reached, or shows that nothing happened."""
    UNKNOWN = "unknown"
    """The answer was lost, and what the Hub shows does not tell."""


class Fact(NamedTuple):
    """What is the case with a repo now, for whatever shows it."""

    ref: RepoRef
    """As it was known until now."""
    now: RepoRef | None
    """As it is called now; None where it is gone, or no longer visible."""
    private: bool | None = None
    """None where nothing new is known of that."""
    gate: Gate | None = None
    """Likewise."""
    is_new: bool = False
    """Whether it was not there before."""
    created: int | None = None
    """``createdAt`` of a new one, by the server's clock; None where it is not known."""
    sdk: str = ""
    """What a new Space is made with; empty for all else."""


class Undo(NamedTuple):
    """What takes a change back."""

    change: Change
    """The inverse."""
    left: Standing
    """How the change left the repo; it is taken back as long as that is still the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one change ended."""

    change: Change
    result: Result
    what: str
    """What is the case, in one sentence without a full stop; clean."""
    todo: str = ""
    """What to do; may be empty."""
    fact: Fact | None = None
    """What is known anew of the repo, however the change ended."""
    undo: Undo | None = None
    """None where it cannot be taken back."""
    error: HubError | None = None
    """What the Hub or the wire said, where that was no plain yes."""
    again: bool = False
    """Whether the very same may be tried again with some hope."""
    request_id: str | None = None
    """For a report to the server's operators."""

    @property
    def is_elsewhere(self) -> bool:
        """Whether the repo turned out to be gone, or to have another name."""
        return self.fact is not None and self.fact.now != self.fact.ref

    @property
    def summary(self) -> str:
        """What is the case and what to do, on one line."""
        return f"{self.what}; {self.todo}" if self.todo else self.what
