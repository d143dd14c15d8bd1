"""One change that is wanted, and how it is spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from hubtui.hub.changing import Gate
from hubtui.hub.models import RepoRef
from hubtui.text import one_line

if TYPE_CHECKING:
    from hubtui.hub.changing import NewRepo, Visibility

_GATES = {Gate.OFF: "not gated", Gate.AUTO: "gated automatically", Gate.MANUAL: "gated by hand"}


@dataclass(frozen=True, slots=True)
class Create:
    """A repo that there shall be."""

    new: NewRepo

    @property
    def ref(self) -> RepoRef:
        """The repo as it shall be called."""
        return self.new.ref

    @property
    def made(self) -> str:
        """What follows "it was"."""
        return "created"

    @property
    def plan(self) -> str:
        """What is going to be done, beginning with the verb."""
        return f"create the {self.new.visibility} {thing(self.ref)}"

    @property
    def unchanged(self) -> str:
        """What is still the case if it was not made."""
        return "there is none of that name"


@dataclass(frozen=True, slots=True)
class Delete:
    """A repo that shall go, for good."""

    ref: RepoRef
    created: int | None = None
    """``createdAt`` of the repo that the user sees, by which it is told from a later one of the same name."""

    @property
    def made(self) -> str:
        """As Create's."""
        return "deleted"

    @property
    def plan(self) -> str:
        """As Create's."""
        return f"delete the {thing(self.ref)}"

    @property
    def unchanged(self) -> str:
        """As Create's."""
        return "it is still there"


@dataclass(frozen=True, slots=True)
class Move:
    """A repo that shall have another name, another owner, or both."""

    ref: RepoRef
    to: str
    """The full id that it shall have, raw."""
    created: int | None = None
    """As Delete's."""

    @property
    def made(self) -> str:
        """As Create's."""
        return f"moved to {one_line(self.to)}"

    @property
    def plan(self) -> str:
        """As Create's."""
        return f"move the {thing(self.ref)} to {one_line(self.to)}"

    @property
    def unchanged(self) -> str:
        """As Create's."""
        return "it is still where it was"

    @property
    def target(self) -> RepoRef:
        """The repo as it shall be called."""
        return RepoRef(self.ref.kind, self.to)


@dataclass(frozen=True, slots=True)
class Settle:
    """Who shall see a repo, and whether one has to ask for its files; what is None stays as it is."""

    ref: RepoRef
    visibility: Visibility | None = None
    gate: Gate | None = None
    created: int | None = None
    """As Delete's."""

    @property
    def made(self) -> str:
        """As Create's."""
        return f"made {self.state}"

    @property
    def plan(self) -> str:
        """As Create's."""
        return f"make the {thing(self.ref)} {self.state}"

    @property
    def unchanged(self) -> str:
        """As Create's."""
        return "it is as it was"

    @property
    def state(self) -> str:
        """How the repo shall be, such as "private and gated by hand"."""
        words = (self.visibility.value if self.visibility else "", _GATES[self.gate] if self.gate else "")
        return " and ".join(filter(None, words))


Change: TypeAlias = Create | Delete | Move | Settle


def name_of(ref: RepoRef) -> str:
    """Return a repo's id for the screen."""
    return one_line(ref.id)


def thing(ref: RepoRef) -> str:
    """Return what a repo is, and its id, for the screen."""
    kind = "Space" if ref.kind.value == "space" else ref.kind.value
    return f"{kind} {name_of(ref)}"
