"""The questions and the searches of the past, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hubtui.core.question import Question

MOST_QUESTIONS = 100
"""How many questions are remembered."""
MOST_SEARCHES = 100
"""How many search texts are remembered."""


class Trail(NamedTuple):
    """The questions asked so far, and where in them the present one is. Every step returns a new trail."""

    past: tuple[Question, ...] = ()
    """The oldest first; no two in a row are the same."""
    at: int = -1
    """The index of the present question; -1 before the first."""
    before: int = -1
    """The index of the question that was present before this one, wherever it is; -1 for none."""

    @property
    def present(self) -> Question | None:
        """The question that is on the screen."""
        return self.past[self.at] if self.past else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is an older question."""
        return self.at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a newer question."""
        return self.at < len(self.past) - 1

    @property
    def can_swap(self) -> bool:
        """Whether another question was present before."""
        return self.before >= 0

    def asked(self, question: Question, *, amends: bool = False) -> Trail:
        """Return the trail after a new question; what was newer than the present one is forgotten.

        Args:
            question: what is asked now; the present question changes nothing.
            amends: it takes the present one's place, as each further letter of one search does.
        """
        if question == self.present:
            return self
        if amends and self.past:
            return self._amended(question)
        past = (*self.past[: self.at + 1], question)
        lost = max(0, len(past) - MOST_QUESTIONS)
        return Trail(past[lost:], len(past) - 1 - lost, self.at - lost)

    def back(self) -> Trail:
        """Return the trail one question earlier, or as it is at its beginning."""
        return self._to(self.at - 1) if self.can_go_back else self

    def forward(self) -> Trail:
        """Return the trail one question later, or as it is at its end."""
        return self._to(self.at + 1) if self.can_go_forward else self

    def swapped(self) -> Trail:
        """Return the trail at the question that was present before; twice leads back."""
        return self._to(self.before) if self.can_swap else self

    def _to(self, index: int) -> Trail:
        return self._replace(at=index, before=self.at)

    def _amended(self, question: Question) -> Trail:
        older = self.past[: self.at]
        before = self.before if self.before < self.at else -1
        if older and older[-1] == question:
            at = self.at - 1
            return Trail(older, at, before if before != at else -1)
        return Trail((*older, question), self.at, before)


class Searches(NamedTuple):
    """The search texts of the past."""

    texts: tuple[str, ...] = ()
    """The newest first, each once."""

    def add(self, text: str) -> Searches:
        """Return the searches with one more in front; blank ones are none."""
        text = text.strip()
        if not text:
            return self
        others = tuple(each for each in self.texts if each != text)
        return Searches((text, *others)[:MOST_SEARCHES])

    def recall(self, draft: str) -> Recall:
        """Begin to walk through them.

        Args:
            draft: what the search holds now; it stays at the lower end.
        """
        return Recall((draft, *(text for text in self.texts if text != draft)))


class Recall(NamedTuple):
    """A walk through past searches while one is edited: up is older, down is newer."""

    texts: tuple[str, ...]
    """The draft, then the past, the newest first."""
    at: int = 0

    @property
    def text(self) -> str:
        """What the search shows now."""
        return self.texts[self.at]

    def up(self) -> Recall:
        """Return the walk one text older, or as it is at its end."""
        return self._replace(at=min(self.at + 1, len(self.texts) - 1))

    def down(self) -> Recall:
        """Return the walk one text newer, at last the draft."""
        return self._replace(at=max(self.at - 1, 0))
