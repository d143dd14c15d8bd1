"""Marks: the repos that the next verb acts on, in the order in which they were marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from hubtui.hub.changing import Gate
from hubtui.hub.models import RepoRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hubtui.core.outcome import Fact
    from hubtui.hub.criteria import Kind
    from hubtui.hub.models import Repo

MOST: Final = 5_000
"""The most that is marked; more than that nobody reviews, and adding them would hold up a key."""


class Target(NamedTuple):
    """A repo that is pointed at, with what its row knows."""

    ref: RepoRef
    created: int | None = None
    """By which it is told from a later one of the same name."""
    private: bool | None = None
    gate: Gate | None = None
    """None where the row does not know, likewise above."""

    @classmethod
    def of(cls, kind: Kind, repo: Repo) -> Target:
        """Return what a row points at."""
        return cls(RepoRef(kind, repo.id), repo.created, repo.private, Gate.of(repo.gated))


class Marks:
    """Marked repos of all kinds. They stay through paging, searching and changes of pane, for ids are their keys."""

    def __init__(self) -> None:
        self._targets: dict[RepoRef, Target] = {}
        self._anchor: RepoRef | None = None
        """What was marked last, where a range begins."""

    def __len__(self) -> int:
        return len(self._targets)

    def __contains__(self, ref: RepoRef) -> bool:
        return ref in self._targets

    def __iter__(self) -> Iterator[Target]:
        """Yield them in the order in which they were marked."""
        return iter(tuple(self._targets.values()))

    def toggle(self, target: Target) -> bool:
        """Mark one, or take its mark away; return whether it is marked now."""
        if target.ref in self._targets:
            del self._targets[target.ref]
        elif self.add([target]) == 0:
            self._anchor = target.ref
            return True
        self._anchor = None
        return False

    def add(self, targets: Iterable[Target]) -> int:
        """Mark more; return how many were not marked because there would be too many."""
        left = 0
        for target in targets:
            if len(self._targets) < MOST or target.ref in self._targets:
                self._targets.setdefault(target.ref, target)
            else:
                left += 1
        return left

    def add_rows(self, kind: Kind, rows: Sequence[Repo]) -> int:
        """Mark rows that may be acted on; return how many are not marked because there would be too many.

        Looks at no more rows than it can mark: a million may be listed.
        """
        for at, repo in enumerate(rows):
            if repo.usable and self.add([Target.of(kind, repo)]):
                return len(rows) - at
        return 0

    def extend(self, kind: Kind, rows: Sequence[Repo], at: int) -> int:
        """Mark from what was marked last to a row; from that row alone where it is not listed, or too far away.

        Args:
            kind: what the rows are.
            rows: what is listed, in its order.
            at: the index of the row.

        Returns:
            As add().
        """
        start = self._anchor_near(kind, rows, at)
        step = 1 if start <= at else -1
        self._anchor = RepoRef(kind, rows[at].id)
        return self.add_rows(kind, [rows[place] for place in range(start, at + step, step)])

    def drop(self, refs: Iterable[RepoRef]) -> None:
        """Take the marks of some repos away; those without one are left out."""
        for ref in refs:
            self._targets.pop(ref, None)
            self._anchor = None if self._anchor == ref else self._anchor

    def clear(self) -> None:
        """Take all marks away."""
        self._targets.clear()
        self._anchor = None

    def follow(self, fact: Fact) -> None:
        """Follow what has become of a repo: what is gone is not marked, what has another name is marked under it."""
        if fact.ref not in self._targets:
            return
        if fact.now is None:
            del self._targets[fact.ref]
            self._anchor = None if self._anchor == fact.ref else self._anchor
            return
        now = fact.now
        self._targets = {
            now if ref == fact.ref else ref: _followed(target, fact, now) if ref == fact.ref else target
            for ref, target in self._targets.items()
        }
        self._anchor = now if self._anchor == fact.ref else self._anchor

    def _anchor_near(self, kind: Kind, rows: Sequence[Repo], at: int) -> int:
        """Return the index of what was marked last, looked for as far as marks may reach; else the row's own."""
        anchor = self._anchor
        if anchor is None or anchor.kind is not kind:
            return at
        for distance in range(MOST):
            for place in (at - distance, at + distance):
                if 0 <= place < len(rows) and rows[place].id == anchor.id:
                    return place
        return at


def _followed(target: Target, fact: Fact, now: RepoRef) -> Target:
    private = target.private if fact.private is None else fact.private
    return Target(now, target.created, private, target.gate if fact.gate is None else fact.gate)
