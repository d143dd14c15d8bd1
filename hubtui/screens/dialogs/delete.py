"""DeleteDialog: says what will go, and deletes only what is typed in full."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from hubtui.core.change import thing
from hubtui.core.going import going
from hubtui.hub.errors import HubError
from hubtui.screens.dialogs.dialog import Dialog, DialogField, Missing, text
from hubtui.widgets.working import start_work

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from textual.widget import Widget

    from hubtui.hub.models import RepoInfo, RepoRef


class DeleteDialog(Dialog[bool]):
    """Asks for the full id of what is to go.

    Args:
        ref: the repo; its id is clean.
        details: asks what is in it; raises HubError where it cannot be told.
    """

    def __init__(self, ref: RepoRef, details: Callable[[], Awaitable[RepoInfo]]) -> None:
        super().__init__(f"Delete {ref.id}", "Delete", hint="escape keeps it")
        self.add_class("-grave")
        self._ref = ref
        self._details = details
        self._going = text("What will go is being read …", id="going")
        self._field = DialogField(placeholder=f"type {ref.id} to delete it")
        self._do.disabled = True
        self._do.variant = "error"

    def parts(self) -> Iterable[Widget]:
        """What will go, and the field."""
        yield text(f"The {thing(self._ref)} will be gone for good. This cannot be undone.")
        yield self._going
        yield self._field

    def on_mount(self) -> None:
        """Begin with the field, and read what will go."""
        self.set_focus(self._field)
        start_work(self, partial(self._read), group="details")

    def answer(self) -> bool | Missing:
        """Return that it is to go, if its id was typed exactly."""
        if self._field.text == self._ref.id:
            return True
        return Missing(f"Type {self._ref.id} in full to delete it; escape keeps it", self._field)

    def typed(self) -> None:
        """Enable the button for the full id alone."""
        super().typed()
        is_typed = self._field.text == self._ref.id
        self._do.disabled = not is_typed
        if is_typed:
            self.note("enter deletes it for good, escape keeps it")

    async def _read(self) -> None:
        try:
            words = going(await self._details())
        except HubError as error:
            words = f"What will go cannot be told: {error.what}"
        self._going.update(Content(words))
