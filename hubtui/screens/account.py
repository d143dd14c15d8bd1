"""AccountScreen: who is signed in and what the token may do; sign in, switch, sign out."""

from __future__ import annotations

import textwrap
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from hubtui.core.account_words import about, state
from hubtui.core.sign_in import Kept, Said
from hubtui.hub.errors import HubError
from hubtui.screens.hearing import Hearing
from hubtui.text import one_line
from hubtui.widgets.keys import KeysInTurn

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual import events
    from textual.app import ComposeResult
    from textual.worker import Worker

    from hubtui.core.account_words import Line, Section
    from hubtui.core.session import Session
    from hubtui.core.sign_in import SignIn
    from hubtui.hub.models import RateLimit

KEYS = (("s", "sign in"), ("t", "switch"), ("x", "sign out"), ("w", "go on without"), ("r", "ask again"),
        ("escape", "close"))  # fmt: skip
"""What the keys do, in the order of the hint."""
LABEL = 16
"""Cells of the labels."""
AROUND = 7
"""Lines of the screen that the frame, the note and the keys take."""


class AccountScreen(Hearing, KeysInTurn, ModalScreen[None]):
    """Shows the account over whatever is on the screen.

    Args:
        session: who is signed in.
        sign_in: what makes the program somebody else.
    """

    DEFAULT_CSS = """
    AccountScreen { align: center middle; }
    AccountScreen > Vertical {
        width: 84; max-width: 100%; height: auto; max-height: 100%; padding: 0 1; background: $surface;
        border: round $primary; border-title-color: $foreground;
    }
    AccountScreen VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
    AccountScreen #about { height: auto; }
    AccountScreen #note { height: auto; min-height: 1; margin-top: 1; color: $text-warning; }
    AccountScreen #keys { height: auto; }
    """
    BINDINGS: ClassVar = [
        Binding("escape,q,at,h,left", "close", id="account.close", show=False),
        Binding("s", "do('s')", id="account.sign_in", show=False),
        Binding("t", "do('t')", id="account.switch", show=False),
        Binding("x", "do('x')", id="account.sign_out", show=False),
        Binding("w", "do('w')", id="account.without", show=False),
        Binding("r", "do('r')", id="account.refresh", show=False),
        Binding("j,down", "scroll(1)", id="account.down", show=False),
        Binding("k,up", "scroll(-1)", id="account.up", show=False),
    ]

    def __init__(self, session: Session, sign_in: SignIn) -> None:
        super().__init__()
        self._session = session
        self._sign_in = sign_in
        self._kept = Kept()
        self._worker: Worker[None] | None = None
        self._sure = False
        """Whether one press of x stands, so that the next one signs out."""
        self._about = Static(id="about", markup=False)
        self._body = VerticalScroll(self._about)
        self._note = Static(id="note", markup=False)
        self._keys = Static(id="keys", markup=False)

    def compose(self) -> ComposeResult:
        """What is known, a line for what there is to say, and the keys."""
        with Vertical() as frame:
            frame.border_title = Content("Account")
            yield self._body
            yield self._note
            yield self._keys

    def on_mount(self) -> None:
        """Show what is known, look at what this machine keeps, and ask again where the Hub did not tell."""
        self._draw()
        self.set_focus(self._body)
        self._look()
        if self._session.unsure:
            self._ask()

    def on_resize(self, event: events.Resize) -> None:
        """Handle another size: the lines are broken anew."""
        self._body.styles.max_height = max(3, event.size.height - AROUND)
        self._draw()

    def take_account(self) -> None:
        """Take that more, or other, is known."""
        self._draw()

    def take_other_user(self) -> None:
        """Take that somebody else is signed in."""
        self._kept = self._kept._replace(name="")
        self._look()

    def take_quota(self, limit: RateLimit) -> None:  # noqa: ARG002  # the session keeps it
        """Take what is left of a quota."""
        self._draw()

    # Keys

    def action_close(self) -> None:
        """Go back."""
        if self.is_current:
            self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll what does not fit."""
        self._body.scroll_relative(y=lines, animate=False, immediate=True)

    async def action_do(self, key: str) -> None:
        """Do what a key is for, or say why it cannot be done."""
        if why := self._why_not(key):
            self._tell(why)
            return
        sure, self._sure = self._sure, False
        if key == "s":
            await self._paste()
        elif key == "t":
            await self._pick()
        elif key == "x":
            self._leave(sure=sure)
        elif key == "w":
            self._carry_out(self._sign_in.go_without)
        else:
            self._tell("")
            self._ask()
            self._look()

    def _why_not(self, key: str) -> str:
        """Return why a key does nothing now."""
        session = self._session
        if key in ("s", "t", "x", "w") and (why := self._sign_in.why_not):
            return why
        if key == "t" and not self._kept.names:
            return self._kept.problem or "This machine keeps no tokens with names; s signs in with one"
        if key in ("x", "w", "r") and not session.signed_in:
            return "Nobody is signed in"
        return ""

    def _leave(self, *, sure: bool) -> None:
        """Sign out; where that removes a token from this machine, at the second press."""
        if self._sign_in.removes and not sure:
            self._sure = True
            name = f"the token {one_line(self._kept.name)}" if self._kept.name else "the token"
            self._tell(
                f"x again removes {name} from this machine{self._sign_in.also(', for huggingface_hub too')}"
            )
        else:
            self._carry_out(self._sign_in.sign_out)

    async def _paste(self) -> None:
        """Ask for a token."""
        from hubtui.screens.dialogs.sign_in import SignInDialog

        self._tell("")
        await self.app.push_screen(SignInDialog(self._sign_in, self._endpoint), self._say)

    async def _pick(self) -> None:
        """Ask which of the kept tokens to use."""
        from hubtui.screens.dialogs.token_menu import TokenMenu

        def switch(name: str | None) -> None:
            if name is not None:
                self._carry_out(partial(self._sign_in.switch, name))

        self._tell("")
        hint = f"enter uses it{self._sign_in.also(', for huggingface_hub too')}; escape closes"
        await self.app.push_screen(TokenMenu(self._kept.names, self._kept.name, hint), switch)

    @property
    def _endpoint(self) -> str:
        connection = self._session.connection
        return one_line(connection.endpoint) if connection is not None else ""

    # Work

    @work(group="kept", exclusive=True)
    async def _look(self) -> None:
        """Look at what this machine keeps."""
        self._kept = await self._sign_in.kept()
        self._draw()

    @work(group="who", exclusive=True)
    async def _ask(self) -> None:
        """Ask who is signed in; where nobody tells, the first line says why."""
        try:
            await self._session.who()
        except HubError as error:
            self.log.warning(error.summary)

    def _carry_out(self, wish: Callable[[], Awaitable[Said]]) -> None:
        """Do something of which the end is told, also if this screen is left before."""
        self._tell("Asking the Hub…")
        self._worker = self.app.run_worker(partial(self._do, wish), group="account", exclusive=True)

    async def _do(self, wish: Callable[[], Awaitable[Said]]) -> None:
        try:
            said = await wish()
        except HubError as error:
            self._say(Said(f"Nothing has changed: {error.what}", failed=True))
        else:
            self._say(said)

    def _say(self, said: Said | None) -> None:
        """Say what was done; None for nothing."""
        if self.is_attached:
            self._tell("")
            self._look()
        if said is not None:
            self.app.notify(said.text, severity="warning" if said.failed else "information", markup=False)

    # Drawing

    def _tell(self, text: str) -> None:
        self._note.update(Content(text))

    def _draw(self) -> None:
        """Show what is known now."""
        width = max(20, min(84, self.size.width) - 5)
        what, todo = state(self._session)
        parts = []
        if what:
            lines = (Content.styled(what, "bold"), *((Content(todo),) if todo else ()))
            parts.append(Content("\n").join(lines))
        sections = about(self._session, self._kept)
        parts.extend(_drawn(section, width) for section in sections if section.lines)
        self._about.update(Content("\n\n").join(parts))
        self._keys.update(self._hint(width))

    def _hint(self, width: int) -> Content:
        """Return what the keys do, on as many lines as that needs."""
        lines: list[list[Content]] = [[]]
        for each in KEYS:
            found = self._key(*each)
            if lines[-1] and sum(len(key) + 2 for key in (*lines[-1], found)) > width + 2:
                lines.append([])
            lines[-1].append(found)
        return Content("\n").join(Content("  ").join(line) for line in lines)

    def _key(self, key: str, words: str) -> Content:
        dim = "dim" if self._why_not(key) else ""
        return Content.assemble((key, f"bold $text-primary {dim}"), (f" {words}", dim))


def _drawn(section: Section, width: int) -> Content:
    """Return a section as lines of at most so many cells."""
    lines = [Content.styled(section.title, "bold")] if section.title else []
    lines.extend(each for line in section.lines for each in _broken(line, width))
    return Content("\n").join(lines)


def _broken(line: Line, width: int) -> Iterator[Content]:
    """Yield a line's text behind its label, on as many lines as it needs."""
    label = line.label if len(line.label) <= LABEL else f"{line.label[: LABEL - 1]}…"
    for text in textwrap.wrap(line.text, max(10, width - LABEL - 2), break_on_hyphens=False) or [""]:
        yield Content.assemble((f"{label:<{LABEL}}  ", "$foreground-muted"), text)
        label = ""
