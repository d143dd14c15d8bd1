"""The operation log: what was changed, when, by whom and how it ended. No token is ever in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hubtui.core.outcome import Outcome


class Operation(NamedTuple):
    """One change, as it is kept. All texts are clean and on one line."""

    when: int
    """When it ended, seconds since the epoch."""
    who: str
    """The user's name; empty where it is not known."""
    where: str
    """The Hub's address."""
    what: str
    """What was asked for, such as "delete the model alice/x"."""
    result: str
    """done, refused or unknown."""
    said: str
    """What was said of it on the screen."""
    request_id: str = ""
    """For a report to the server's operators; empty where no answer came."""

    @classmethod
    def read(cls, values: Mapping[str, object]) -> Operation | None:
        """Return what was written down as such values, clean; None for what is none of it."""
        found = {name: values.get(name, "") for name in cls._fields}
        when = found.pop("when")
        if type(when) is not int or not all(isinstance(text, str) for text in found.values()):
            return None
        return cls(when, **{name: one_line(str(text)) for name, text in found.items()})


class KeptOperations(Protocol):
    """The operations of the past on this machine, each as plain values; both calls may block on a disk."""

    def add(self, values: Mapping[str, str | int]) -> str | None:
        """Write one down; return why it could not be, or None."""

    def recent(self) -> tuple[Mapping[str, object], ...]:
        """Return what was written down, the newest first; what cannot be read is left out."""


def recent(kept: KeptOperations) -> tuple[Operation, ...]:
    """Return the operations of the past, the newest first. May block on a disk."""
    return tuple(filter(None, map(Operation.read, kept.recent())))


def operation(outcome: Outcome, *, when: float, who: str, where: str) -> Operation:
    """Return what to write down of a change that has ended.

    Args:
        outcome: how it ended.
        when: seconds since the epoch.
        who: the user's name, clean.
        where: the Hub's address.
    """
    return Operation(
        when=int(when),
        who=who,
        where=where,
        what=outcome.change.plan,
        result=outcome.result.value,
        said=outcome.summary,
        request_id=outcome.request_id or "",
    )
