"""SignInDialog: takes a token that is pasted, and lets go of it only once the Hub has said whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Input

from hubtui.core.sign_in import Said
from hubtui.hub.credentials import token_in
from hubtui.hub.errors import BadToken, HubError, SetupError
from hubtui.screens.dialogs.dialog import Dialog, DialogField, Missing, row, text
from hubtui.widgets.choice_field import ChoiceField, Pick

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message
    from textual.widget import Widget

    from hubtui.core.sign_in import SignIn

LONGEST = 400
"""Characters of a token; the Hub's have some forty."""
PASTED = "pasted here"
"""Where such a token comes from, for the screen."""


class TokenField(DialogField):
    """A line that shows how much is in it and not what; nothing of it is copied or told."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(placeholder="paste it here", longest=LONGEST)
        self.password = True

    def post_message(self, message: Message) -> bool:
        """Tell that something was typed, but not what: messages are logged where one looks for errors."""
        if isinstance(message, Input.Changed | Input.Submitted):
            message.value = ""
        return super().post_message(message)

    def action_copy(self) -> None:
        """Copy nothing: the toast names what is copied."""

    def action_cut(self) -> None:
        """Remove what is selected, and copy nothing."""
        self.delete_selection()


class SignInDialog(Dialog[Said]):
    """Asks for a token, and stays until the Hub accepts one; is dismissed with what there is to tell.

    Args:
        sign_in: what asks the Hub.
        endpoint: the Hub's address, clean.
    """

    def __init__(self, sign_in: SignIn, endpoint: str) -> None:
        super().__init__("Sign in", "Sign in", hint="enter asks the Hub whose it is, escape leaves it")
        self._sign_in = sign_in
        self._endpoint = endpoint
        self._field = TokenField()
        self._keep = ChoiceField(
            (
                Pick("", "no", "it is forgotten when hubtui ends"),
                Pick("keep", "yes", sign_in.also("huggingface_hub finds it too")),
            )
        )

    def parts(self) -> Iterable[Widget]:
        """Where tokens come from, the field, and whether it is kept."""
        yield text(f"Tokens are made at {self._endpoint}/settings/tokens")
        yield row("Token", self._field)
        yield row("Keep it", self._keep)
        yield text(f"A token that is kept goes into {self._sign_in.place}, readable by you alone.")

    def on_mount(self) -> None:
        """Begin with the token."""
        self.set_focus(self._field)

    def answer(self) -> Said | Missing:
        """Return what is missing; what there is to tell is known only once the Hub was asked."""
        try:
            found = token_in(self._field.value, "what was pasted")
        except SetupError as error:
            return Missing(f"{error.what[:1].upper()}{error.what[1:]}", self._field)
        return Said("") if found is not None else Missing("Paste a token first", self._field)

    def action_accept(self) -> None:
        """Ask the Hub whose it is; once, however often enter is pressed."""
        answer = self.answer()
        if isinstance(answer, Missing):
            self.tell(answer.why)
            self.set_focus(self._field)
        elif not any(worker.group == "sign in" and worker.is_running for worker in self.workers):
            self.note("Asking the Hub whose it is…")
            self._ask()

    @work(group="sign in")
    async def _ask(self) -> None:
        """Ask the Hub; what was typed stays until it accepts it."""
        try:
            token = token_in(self._field.value, PASTED)
            if token is not None:
                self._leave(await self._sign_in.sign_in(token, keep=bool(self._keep.value)))
        except BadToken:
            self.tell("The Hub does not accept this token; paste another one")
            self.set_focus(self._field)
        except HubError as error:
            self.tell(f"It cannot be told whose token this is: {error.what}")
