"""Plans: what a verb will do to each of many repos, and to which of them it will do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hubtui.core.change import Change, Delete, Move, Settle, name_of
from hubtui.hub.changing import Visibility
from hubtui.hub.criteria import Kind
from hubtui.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hubtui.core.marks import Target
    from hubtui.core.outcome import Undo
    from hubtui.core.rights import Rights
    from hubtui.hub.changing import Gate, Standing
    from hubtui.hub.models import RepoRef


class Step(NamedTuple):
    """One change of many."""

    change: Change
    left: Standing | None = None
    """For a change that takes another one back: how that one left the repo."""


class Plan(NamedTuple):
    """What is to be done, before it is agreed to."""

    steps: tuple[Step, ...]
    """In the order of the marks."""
    unfit: tuple[tuple[RepoRef, str], ...] = ()
    """Repos to which nothing will be done, each with the reason, without its first capital or a full stop."""
    verb: str = "change"
    """What is done to all of them."""
    needs_number: bool = False
    """Whether their number has to be typed (design.md §6.4)."""

    @property
    def title(self) -> str:
        """What it is about: "Delete 12 repos"."""
        return f"{self.verb.capitalize()} {plural(len(self.steps), 'repo')}"

    @property
    def lines(self) -> tuple[str, ...]:
        """What will happen to each repo, a line for each; then those to which nothing will, with the reason."""
        unfit = (f"leave {name_of(ref)} as it is: {why}" for ref, why in self.unfit)
        return (*(step.change.plan for step in self.steps), *unfit)


def plan_delete(targets: Sequence[Target], rights: Rights) -> Plan:
    """Return the plan to delete repos."""
    fit, unfit = _sorted(targets, rights)
    steps = tuple(Step(Delete(target.ref, target.created)) for target in fit)
    return Plan(steps, tuple(unfit), "delete", needs_number=True)


def plan_move(targets: Sequence[Target], owner: str, rights: Rights) -> Plan:
    """Return the plan to give repos to another owner; each keeps its name."""
    fit, unfit = _sorted(targets, rights)
    why_none = rights.why_not_create(owner)
    steps: list[Step] = []
    taken = {_place(target.ref) for target in fit if _owner(target.ref) == owner}
    for target in fit:
        why = why_none
        if _owner(target.ref) == owner:
            why = f"{owner} has it already"
        elif _place(target.ref) in taken:
            why = "there would be two of that name"
        if why:
            unfit.append((target.ref, _within(why)))
        else:
            taken.add(_place(target.ref))
            to = f"{owner}/{target.ref.id.partition('/')[2]}"
            steps.append(Step(Move(target.ref, to, target.created)))
    return Plan(tuple(steps), tuple(unfit), "move")


def plan_settle(
    targets: Sequence[Target],
    rights: Rights,
    *,
    visibility: Visibility | None = None,
    gate: Gate | None = None,
) -> Plan:
    """Return the plan to change who sees repos, who gets their files, or both."""
    fit, unfit = _sorted(targets, rights)
    steps = []
    for target in fit:
        if visibility is Visibility.PROTECTED and target.ref.kind is not Kind.SPACE:
            unfit.append((target.ref, "only Spaces can be protected"))
        else:
            steps.append(Step(Settle(target.ref, visibility, gate, target.created)))
    return Plan(tuple(steps), tuple(unfit), "change")


def plan_undo(undos: Iterable[Undo]) -> Plan:
    """Return the plan to take changes back, the last one first."""
    return Plan(tuple(Step(undo.change, undo.left) for undo in reversed(tuple(undos))), verb="take back")


def _sorted(targets: Iterable[Target], rights: Rights) -> tuple[list[Target], list[tuple[RepoRef, str]]]:
    """Return what may be changed, and what may not with the reason."""
    fit: list[Target] = []
    unfit: list[tuple[RepoRef, str]] = []
    for target in targets:
        why = rights.why_not_change(target.ref)
        if why:
            unfit.append((target.ref, _within(why)))
        else:
            fit.append(target)
    return fit, unfit


def _owner(ref: RepoRef) -> str:
    return ref.id.partition("/")[0]


def _place(ref: RepoRef) -> tuple[Kind, str]:
    """Return what only one repo of an owner can have: its kind and name, in whatever case (wire.md §1.2)."""
    return ref.kind, ref.id.partition("/")[2].lower()


def _within(why: str) -> str:
    """Return a reason as it stands after a colon."""
    return why[0].lower() + why[1:] if why.startswith(("You ", "Your ", "The ", "Its ")) else why
