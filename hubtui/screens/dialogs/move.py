"""MoveDialog: the full id in one field: another name renames, another owner transfers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from hubtui.hub.names import why_no_id
from hubtui.screens.dialogs.dialog import Dialog, DialogField, Missing, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.widget import Widget

    from hubtui.hub.models import RepoRef


class _IdField(DialogField):
    """The id; the arrows up and down put another owner into it."""

    BINDINGS: ClassVar = [
        Binding("up", "screen.turn(-1)", show=False, id="move.previous"),
        Binding("down", "screen.turn(1)", show=False, id="move.next"),
    ]


class MoveDialog(Dialog[str]):
    """Asks for the full id that a repo shall have.

    Args:
        ref: the repo; its id is clean.
        to: what the field holds at first.
        owners: to whom it may be given; empty where that is not known.
        why_not: returns why nothing may be moved to an owner, as a sentence; empty where it may.
        refused: why it is asked for again; empty where it is not.
    """

    def __init__(
        self,
        ref: RepoRef,
        to: str,
        owners: tuple[str, ...],
        *,
        why_not: Callable[[str], str] = lambda _: "",
        refused: str = "",
    ) -> None:
        hint = "enter moves it, escape leaves it"
        if owners:
            hint = f"enter moves it, ↑↓ another owner ({', '.join(owners)}), escape leaves it"
        super().__init__(f"Move {ref.id}", "Move", hint=hint, refused=refused)
        self._ref = ref
        self._owners = owners
        self._why_no_owner = why_not
        self._field = _IdField(to, placeholder="owner/name")

    def parts(self) -> Iterable[Widget]:
        """What a move does, and the field."""
        yield text(
            "Another name renames it, another owner gives it away. The old address will lead to the new one."
        )
        yield self._field

    def on_mount(self) -> None:
        """Put the cursor at the end of the id; nothing is selected."""
        self.set_focus(self._field)

    def answer(self) -> str | Missing:
        """Return the id, or what is wrong with it."""
        to = self._field.text
        if to == self._ref.id:
            return Missing("That is what it is called now", self._field)
        why = why_no_id(to) or self._why_no_owner(to.partition("/")[0])
        return Missing(why, self._field) if why else to

    def action_turn(self, step: int) -> None:
        """Put another owner before the name; the first or the last one where what stands there is none of them."""
        if not self._owners:
            return
        owner, slash, name = self._field.value.partition("/")
        name = name if slash else owner
        at = self._owners.index(owner) + step if owner in self._owners else min(step, 0)
        self._field.value = f"{self._owners[at % len(self._owners)]}/{name}"
        self._field.cursor_position = len(self._field.value)
