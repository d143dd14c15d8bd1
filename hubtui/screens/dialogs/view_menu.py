"""ViewMenu: lists the saved views, to open, rename or delete one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hubtui.commands import VIEW_KEYS
from hubtui.core.listing_words import noun
from hubtui.core.order import SORT_WORDS
from hubtui.core.question import chips
from hubtui.core.views import why_no_view_name
from hubtui.text import one_line
from hubtui.widgets.keys import KeysInTurn

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hubtui.core.question import Question
    from hubtui.screens.viewing import Viewing

HINT = "enter opens, r renames, d deletes, escape closes"


class ViewMenu(KeysInTurn, ModalScreen[str | None]):
    """One line a view; gives the name of the one to open."""

    DEFAULT_CSS = """
    ViewMenu { align: center middle; }
    ViewMenu > Vertical {
        width: 76; max-width: 100%; height: auto; max-height: 90%; padding: 1 2; background: $surface;
        border: round $primary; border-title-color: $foreground;
    }
    ViewMenu OptionList { height: auto; border: none; padding: 0; background: $surface; }
    ViewMenu OptionList:focus { border: none; }
    ViewMenu Static { color: $foreground-muted; margin-top: 1; }
    """

    BINDINGS: ClassVar = [
        Binding("escape,q,B,h,left", "close", id="views.close", show=False),
        Binding("j", "move(1)", id="views.down", show=False),
        Binding("k", "move(-1)", id="views.up", show=False),
        Binding("enter,l,right", "open", id="views.open", show=False),
        Binding("r", "rename", id="views.rename", show=False),
        Binding("d", "delete", id="views.delete", show=False),
    ]

    def __init__(self, viewing: Viewing) -> None:
        super().__init__()
        self._viewing = viewing
        self._names = viewing.names
        self._doomed = ""
        """The view that a second press deletes."""
        self._list = OptionList(*self._options(), markup=False)
        self._hint = Static(Content(HINT), markup=False)

    def compose(self) -> ComposeResult:
        """The views, and what the keys do."""
        with Vertical() as frame:
            frame.border_title = Content("Saved views")
            yield self._list
            yield self._hint

    def on_mount(self) -> None:
        """Highlight the first view."""
        self._list.highlighted = 0
        self.set_focus(self._list)

    def _options(self) -> list[Option]:
        return [Option(self._line(number, name)) for number, name in enumerate(self._names)]

    def _line(self, number: int, name: str) -> Content:
        key = VIEW_KEYS[number] if number < len(VIEW_KEYS) else " "
        question = self._viewing.question(name)
        words = "cannot be read" if question is None else in_words(question)
        return Content.assemble(
            (f" {key} ", "bold $text-primary"), one_line(name), (f"  {words}", "$foreground-muted")
        )

    @property
    def _highlighted(self) -> str:
        """The highlighted view."""
        return self._names[self._list.highlighted or 0]

    def action_open(self) -> None:
        """Open the highlighted view."""
        self._leave(self._highlighted)

    def action_move(self, lines: int) -> None:
        """Move the highlight as the arrows do."""
        self._list.action_cursor_down() if lines > 0 else self._list.action_cursor_up()

    def action_delete(self) -> None:
        """Delete the highlighted view, at the second press."""
        name = self._highlighted
        if name == self._doomed:
            self._spare()
            self._viewing.delete(name, self._show)
        else:
            self._doomed = name
            self._hint.update(Content(f"d again deletes {one_line(name)}"))

    async def action_rename(self) -> None:
        """Ask for another name of the highlighted view."""
        from hubtui.screens.dialogs.name_dialog import NameDialog

        self._spare()
        name = self._highlighted

        def rename(new: str | None) -> None:
            if new is not None and new != name:
                self._viewing.rename(name, new, self._show)

        others = [each for each in self._names if each != name]
        refuse = partial(why_no_view_name, taken=others)
        await self.app.push_screen(NameDialog("Rename the view", one_line(name), name, refuse=refuse), rename)

    def action_close(self) -> None:
        """Open none."""
        self._leave(None)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Handle a move: the view that a second press would have deleted is spared."""
        event.stop()
        if self._names[event.option_index] != self._doomed:
            self._spare()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Handle enter or a click on a line."""
        event.stop()
        self._leave(self._names[event.option_index])

    def _spare(self) -> None:
        self._doomed = ""
        self._hint.update(Content(HINT))

    def _show(self) -> None:
        """Show what views there are now."""
        if not self.is_attached:
            return
        at = self._list.highlighted or 0
        self._names = self._viewing.names
        self._list.clear_options().add_options(self._options())
        if self._names:
            self._list.highlighted = min(at, len(self._names) - 1)
        else:
            self._leave(None)

    def _leave(self, name: str | None) -> None:
        """Leave once: a second enter must not take away the screen below."""
        if self.is_current:
            self.dismiss(name)


def in_words(question: Question) -> str:
    """Return a question on one line: what is listed, searched for and filtered by, and in which order."""
    criteria = question.criteria
    search = one_line(criteria.search)
    parts = [noun(criteria.kind), f"“{search}”" if search else "", *(chip.label for chip in chips(question))]
    order = f"{SORT_WORDS[criteria.sort]} {'▴' if criteria.ascending else '▾'}"
    return " · ".join(filter(None, (*parts, order)))
