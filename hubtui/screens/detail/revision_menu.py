"""RevisionMenu: branches, tags, conversions and pull requests of a repo, or any revision that is typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from hubtui.core.revisions import RevisionRows
from hubtui.hub.errors import HubError
from hubtui.text import plural
from hubtui.widgets.keys import KeysInTurn
from hubtui.widgets.revision_list import RevisionList
from hubtui.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.message import Message
    from textual.widgets import Input

    from hubtui.hub.contents import Refs

LONGEST = 200
"""Characters of a revision that can be typed."""
HINT = "enter looks at it, escape closes"
Ask = Callable[[], Awaitable["Refs"]]
"""Asks the Hub for the refs. Raises HubError where it cannot."""


class RevisionField(TextField):
    """Where a part of a name is typed, or a whole commit; the other keys are the list's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.close", show=False, id="revision.close"),
        Binding("enter", "screen.choose", show=False, id="revision.choose"),
        Binding("ctrl+r", "screen.ask", show=False, id="revision.ask"),
        Binding("down,ctrl+n", "screen.go('cursor_down')", show=False, id="revision.down"),
        Binding("up", "screen.go('cursor_up')", show=False, id="revision.up"),
        Binding("pagedown,ctrl+d", "screen.go('cursor_page_down')", show=False, id="revision.page_down"),
        Binding("pageup", "screen.go('cursor_page_up')", show=False, id="revision.page_up"),
    ]


class RevisionMenu(KeysInTurn, ModalScreen[str | None]):
    """Gives the revision to look at, raw, or None for no other.

    Args:
        ask: how the refs are had; it is asked when the menu opens.
        present: the revision that is looked at now.
    """

    DEFAULT_CSS = """
    RevisionMenu { align: center middle; }
    RevisionMenu > Vertical {
        width: 64; max-width: 100%; height: 80%; padding: 1 2; background: $surface; border: round $primary;
        border-title-color: $foreground;
    }
    RevisionMenu Input { height: 1; border: none; padding: 0; background: $boost; margin: 0 0 1 0; }
    RevisionMenu Input:focus { border: none; }
    RevisionMenu Static { color: $foreground-muted; margin-top: 1; }
    """

    def __init__(self, ask: Ask, present: str) -> None:
        super().__init__()
        self._ask_for_refs = ask
        self._refs: Refs | None = None
        self._field = RevisionField(longest=LONGEST, placeholder="part of a name, or a commit")
        self._list = RevisionList(present)
        self._hint = Static(Content(HINT), markup=False)

    def compose(self) -> ComposeResult:
        """What is typed, what there is, and what the keys do."""
        with Vertical() as frame:
            frame.border_title = Content("Revision")
            yield self._field
            yield self._list
            yield self._hint

    def on_mount(self) -> None:
        """Ask for the refs."""
        self.set_focus(self._field)
        self.action_ask()

    def action_ask(self) -> None:
        """Ask for the refs, or once more."""
        self._list.notice = ("Loading branches and tags…", "")
        self._load()

    @work(group="refs", exclusive=True)
    async def _load(self) -> None:
        try:
            self._refs = await self._ask_for_refs()
        except HubError as error:
            self._list.notice = (error.what, "ctrl+r tries again; a name or a commit can be typed")
        else:
            self._list.notice = ("There is nothing of that name", "")
        self._show()

    def _show(self) -> None:
        """Show what there is of what is typed."""
        rows = RevisionRows(self._refs, self._field.text)
        self._list.show(rows)
        found = f"{plural(rows.found, 'revision')} · " if self._refs is not None else ""
        self._hint.update(Content(found + HINT))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Handle a letter."""
        event.stop()
        self._show()

    async def action_go(self, action: str) -> None:
        """Move the list's cursor."""
        await self._list.run_action(action)

    def action_choose(self) -> None:
        """Look at what is highlighted, or say why it cannot be."""
        if self._list.typed != self._field.text:
            # Letters were typed of which the list has not heard yet.
            self._show()
        choice = self._list.highlighted
        if choice is not None and not choice.usable:
            self._hint.update(Content("Its name holds characters that cannot be sent safely"))
        elif choice is not None:
            self._leave(choice.revision)

    def action_close(self) -> None:
        """Look at no other."""
        self._leave(None)

    def on_line_list_selected(self, event: Message) -> None:
        """Handle a click on a revision."""
        event.stop()
        self.action_choose()

    def _leave(self, revision: str | None) -> None:
        """Leave once: a second enter must not take away the screen below."""
        if self.is_current:
            self.dismiss(revision)
