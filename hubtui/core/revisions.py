"""RevisionRows: the revisions of a repo to choose from, narrowed by what is typed, which may be one itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, overload

from hubtui.text import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubtui.hub.contents import Ref, Refs

SHA = 8
"""Characters of a commit's hash that tell it apart."""


class Choice(NamedTuple):
    """A revision that can be chosen."""

    revision: str
    """As it is asked for."""
    name: str
    note: str = ""
    """The commit that it stands for, in short."""
    usable: bool = True
    """Whether it may be asked for (design.md §6.1)."""


class Heading(NamedTuple):
    """What the choices below it are."""

    text: str


Line = Choice | Heading


class RevisionRows(Sequence[Line]):
    """Headings and choices, in the order of the screen.

    Args:
        refs: all refs of the repo, None while they are not known.
        typed: what names must contain, in either case; whatever it is, it can be chosen itself.
    """

    def __init__(self, refs: Refs | None, typed: str = "") -> None:
        self.typed = typed.strip()
        self._rows = list(self._lines(refs))
        self.found = sum(isinstance(row, Choice) for row in self._rows)
        """How many refs are shown."""
        if self.typed and is_plain(self.typed) and not any(self._is_typed(row) for row in self._rows):
            self._rows += (Heading("As typed"), Choice(self.typed, self.typed))

    def _lines(self, refs: Refs | None) -> Iterator[Line]:
        if refs is None:
            return
        # The default branch is the one that is looked for most.
        branches = sorted(refs.branches, key=lambda ref: ref.name != "main")
        for title, group, by_ref in (
            ("Branches", branches, False),
            ("Tags", refs.tags, False),
            ("Converted", refs.converts, True),
            ("Pull requests", refs.pulls, True),
        ):
            shown = [choice for ref in group if self._matches(choice := _choice(ref, by_ref=by_ref))]
            if shown:
                yield Heading(f"{title} {len(shown):,}")
                yield from shown

    def _matches(self, choice: Choice) -> bool:
        return self.typed.casefold() in choice.name.casefold() or bool(
            self.typed and len(self.typed) >= SHA and choice.note and self.typed.startswith(choice.note)
        )

    def _is_typed(self, row: Line) -> bool:
        return isinstance(row, Choice) and row.revision == self.typed

    @property
    def first(self) -> int:
        """The row to begin with: what is typed exactly, else what begins so, else the first; -1 for none."""
        typed = self.typed.casefold()
        choices = [(at, row.name.casefold()) for at, row in enumerate(self._rows) if isinstance(row, Choice)]
        known = choices[: self.found] or choices
        for fits in (str.__eq__, str.startswith):
            for at, name in known:
                if typed and fits(name, typed):
                    return at
        return known[0][0] if known else -1

    def nearest(self, index: int, step: int) -> int:
        """Return the row of a choice at an index, else the next one in the direction of ``step``, else before it."""
        index = min(max(index, 0), len(self._rows) - 1)
        for direction in (step, -step):
            at = index
            while 0 <= at < len(self._rows):
                if isinstance(self._rows[at], Choice):
                    return at
                at += direction
        return -1

    def index_of(self, revision: str) -> int:
        """Return the row of a revision, -1 where it is not shown."""
        rows = enumerate(self._rows)
        return next((at for at, row in rows if isinstance(row, Choice) and row.revision == revision), -1)

    def __len__(self) -> int:
        """Return how many rows there are, headings among them."""
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        """Return a row, or several."""
        return self._rows[index]


def _choice(ref: Ref, *, by_ref: bool) -> Choice:
    """Return what stands for a ref: branches and tags go by their name, all else by its full one (wire.md §1.1)."""
    name = ref.ref if by_ref else ref.name
    return Choice(name, name, (ref.commit or "")[:SHA], ref.usable)
