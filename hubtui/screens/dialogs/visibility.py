"""VisibilityDialog: who sees a repo, and whether one has to ask for its files; one line picks one of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hubtui.hub.changing import Gate, Visibility
from hubtui.screens.dialogs.dialog import Dialog
from hubtui.widgets.working import start_work

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from textual.widget import Widget

_WIDTH = 12
"""Cells of a choice's word."""


class VisibilityDialog(Dialog[Visibility | Gate]):
    """Lists the choices, those that hold now marked; enter picks the highlighted one.

    Args:
        what: what is changed, clean: an id, or how many repos.
        private: what private means here, such as "only you see it".
        spaces: whether Spaces are among it, which alone can be protected.
        visibility: what holds now, as far as the list knows; None where it does not.
        gate: likewise.
        now: asks the Hub for both, None where it does not say; returns None where it cannot be asked. Raises nothing.
        picked: what is highlighted at first; what holds now where it is None.
        refused: why it is asked for again; empty where it is not.
    """

    DEFAULT_CSS = """
    VisibilityDialog OptionList { height: auto; border: none; padding: 0; background: $surface; }
    VisibilityDialog OptionList:focus { border: none; }
    """

    BINDINGS: ClassVar = [
        Binding("j", "move(1)", id="choice.down", show=False),
        Binding("k", "move(-1)", id="choice.up", show=False),
    ]

    def __init__(
        self,
        what: str,
        *,
        private: str = "only who has rights on it sees it",
        spaces: bool = False,
        visibility: Visibility | None = None,
        gate: Gate | None = None,
        now: Callable[[], Awaitable[tuple[Visibility | None, Gate] | None]] | None = None,
        picked: Visibility | Gate | None = None,
        refused: str = "",
    ) -> None:
        super().__init__(
            f"Who sees {what}", "Change", hint="enter changes it, escape leaves it", refused=refused
        )
        self._now: tuple[Visibility | None, Gate | None] = (visibility, gate)
        self._ask_now = now
        # Where it is not known, enter shows nothing to anybody who did not see it before.
        self._first = picked or visibility or Visibility.PRIVATE
        words: dict[Visibility | Gate, tuple[str, str]] = {
            Visibility.PUBLIC: ("public", "everybody sees it"),
            Visibility.PRIVATE: ("private", private),
            Visibility.PROTECTED: ("protected", "everybody uses the app; the files stay private"),
            Gate.OFF: ("not gated", "whoever sees it gets the files"),
            Gate.AUTO: ("automatic", "gated: whoever asks gets the files"),
            Gate.MANUAL: ("by hand", "gated: who asks is let in one by one"),
        }
        self._choices = [
            (choice, *said) for choice, said in words.items() if spaces or choice is not Visibility.PROTECTED
        ]
        options = [Option(self._line(*each)) for each in self._choices]
        first_gate = next(at for at, (choice, *_) in enumerate(self._choices) if isinstance(choice, Gate))
        self._list = OptionList(*options[:first_gate], None, *options[first_gate:], markup=False)

    def parts(self) -> Iterable[Widget]:
        """The choices: who sees it, then who gets the files."""
        yield self._list

    def on_mount(self) -> None:
        """Highlight what was picked, or what holds now."""
        places = (at for at, (choice, *_) in enumerate(self._choices) if choice is self._first)
        self._list.highlighted = next(places, 0)
        self.set_focus(self._list)
        if self._ask_now is not None:
            start_work(self, partial(self._read, self._ask_now), group="details")

    def answer(self) -> Visibility | Gate:
        """Return what is highlighted."""
        return self._choices[self._list.highlighted or 0][0]

    def action_move(self, lines: int) -> None:
        """Move the highlight as the arrows do."""
        self._list.action_cursor_down() if lines > 0 else self._list.action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Handle enter or a click on a line."""
        event.stop()
        self.action_accept()

    async def _read(self, ask: Callable[[], Awaitable[tuple[Visibility | None, Gate] | None]]) -> None:
        """Mark what the Hub says; the highlight stays, for a key may be on its way to it."""
        now = await ask()
        if now is not None and now != self._now:
            self._now = now
            for place, each in enumerate(self._choices):
                self._list.replace_option_prompt_at_index(place, self._line(*each))

    def _line(self, choice: Visibility | Gate, word: str, means: str) -> Content:
        mark = "● " if choice in self._now else "○ "
        return Content.assemble(mark, f"{word:<{_WIDTH}}", (means, "$foreground-muted"))
