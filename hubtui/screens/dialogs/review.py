"""ReviewDialog: every repo that many changes will touch, and what will happen to each, before anything does."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from hubtui.core.actions import Agreed
from hubtui.screens.dialogs.dialog import Dialog, DialogField, Missing, row
from hubtui.text import plural
from hubtui.widgets.choice_field import ChoiceField, Pick
from hubtui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from hubtui.core.plans import Plan

_MOST_LINES = 14
"""Lines that are seen at once, where the terminal has room."""
_SURELY_SEEN = 8
"""Lines that are seen at once in 80 columns and 24 lines."""


class ReviewDialog(Dialog[Agreed]):
    """Shows a plan; where it deletes, the number of repos has to be typed (design.md §6.4).

    Args:
        plan: what is to be done.
    """

    DEFAULT_CSS = """
    ReviewDialog > Vertical { width: 100; }
    ReviewDialog TextLines { max-height: 40vh; margin-bottom: 1; }
    """

    # The field has the keys where something is typed; nothing shall go that could not be read before.
    BINDINGS: ClassVar = [
        Binding("pagedown", "page(1)", id="review.down", show=False),
        Binding("pageup", "page(-1)", id="review.up", show=False),
    ]

    def __init__(self, plan: Plan) -> None:
        rest = f", leave {len(plan.unfit):,} as they are" if plan.unfit else ""
        super().__init__(f"{plan.title}{rest}", plan.verb.capitalize(), hint=self._hint_for(plan))
        self._plan = plan
        self._lines = TextLines("\n".join(plan.lines))
        self._lines.styles.height = min(len(plan.lines), _MOST_LINES)
        self._number = DialogField(placeholder=f"type {len(plan.steps)} to {plan.verb} them")
        picks = [Pick("", "go on"), Pick("stop", "stop", "what has not begun is left as it is")]
        self._stops = ChoiceField(picks)
        if plan.needs_number:
            self.add_class("-grave")
            self._do.variant = "error"
        self._do.disabled = not plan.steps

    def parts(self) -> Iterable[Widget]:
        """The repos, what to do at a failure, and the number where one is asked for."""
        yield self._lines
        if self._plan.steps:
            if self._plan.needs_number:
                yield row("Number", self._number)
            yield row("At a failure", self._stops)

    def on_mount(self) -> None:
        """Begin with what has to be typed, else with what has to be read."""
        self.set_focus(self._number if self._plan.needs_number and self._plan.steps else self._lines)

    def action_page(self, pages: int) -> None:
        """Scroll the repos by a page, whatever has the keys."""
        self._lines.action_cursor_page_down() if pages > 0 else self._lines.action_cursor_page_up()

    def answer(self) -> Agreed | Missing:
        """Return that it is agreed to, if there is something to do and its number was typed."""
        number = len(self._plan.steps)
        if not number:
            return Missing("There is nothing to do; escape leaves it")
        if self._plan.needs_number and self._number.text != str(number):
            return Missing(f"Type {number} to {self._plan.verb} {plural(number, 'repo')}", self._number)
        return Agreed(stops=bool(self._stops.value))

    @staticmethod
    def _hint_for(plan: Plan) -> str:
        if not plan.steps:
            return "There is nothing to do; escape leaves it"
        if plan.needs_number:
            more = "PgDn shows more" if len(plan.lines) > _SURELY_SEEN else "tab goes on"
            return f"Their number and enter delete them for good; {more}, escape keeps them"
        return "enter begins, j and k scroll, tab goes on, escape leaves them"
