"""SearchBar: the question on one line, and an input in its place while it is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.message import Message

from hubtui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer
    from textual.widgets import Input


class SearchBar(Horizontal):
    """Shows the search and the order; edits the search.

    The input is made only when the search is first edited: nobody waits for it at the start.
    """

    DEFAULT_CSS = """
    SearchBar { height: 1; }
    SearchBar Input { height: 1; width: 1fr; border: none; padding: 0; background: $surface; display: none; }
    SearchBar Input:focus { border: none; }
    SearchBar #prompt { width: 3; display: none; background: $surface; }
    """

    class Changed(Message):
        """The text has rested for a moment, or enter was pressed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The editing ended."""

    def __init__(self, *, rest: float) -> None:
        super().__init__()
        self._rest = rest
        self._text = ""
        self._order = ""
        self._before = ""
        self._timer: Timer | None = None
        self._question = OneLine()
        self._editing = False
        self._field: Input | None = None

    def compose(self) -> ComposeResult:
        """Make the line that shows the question."""
        yield self._question

    def on_mount(self) -> None:
        """Draw the first question."""
        self._draw()

    def prepare(self) -> None:
        """Make the input before it is needed, once nobody waits for anything."""
        self._make_field()

    def _make_field(self) -> Input:
        """Return the input, made with the prompt before it if there is none yet."""
        from textual.widgets import Input

        if self._field is None:
            self._field = Input(placeholder="part of an id", select_on_focus=False, compact=True)
            prompt = OneLine(id="prompt")
            prompt.show([(" / ", "$text-primary", "")])
            self.mount(prompt, self._field)
        return self._field

    @property
    def editing(self) -> bool:
        """Whether the input has taken the line's place."""
        return self._editing

    def show(self, text: str, order: str) -> None:
        """Show the search and the order, for example ``qwen`` and ``trending ▾``."""
        self._text, self._order = text, order
        if self.is_mounted:
            self._draw()

    def edit(self) -> None:
        """Put the input in the place of the line, with the present search in it.

        It has the focus when this returns, so that letters typed right behind the key are not lost.
        """
        from textual.widgets import Input

        self._before = self._text
        field = self._make_field()
        with self.prevent(Input.Changed):
            field.value = self._text
        self._turn(editing=True)
        field.cursor_position = len(self._text)
        self.screen.set_focus(field)

    def leave(self) -> None:
        """Show the line again; who has the focus is for others to say."""
        self._stop_timer()
        if self._editing:
            self._turn(editing=False)
            self._draw()
            self.post_message(self.Left())

    def _turn(self, *, editing: bool) -> None:
        """Show the input or the line. Inline styles, for those hold at once, and only what is shown takes the focus."""
        self._editing = editing
        self._make_field()
        for child in self.children:
            child.display = editing is not (child is self._question)

    def restore(self) -> None:
        """Give up the edit: the search is again what it was before."""
        self._stop_timer()
        if self._text != self._before:
            self._text = self._before
            self.post_message(self.Changed(self._text))
        self.leave()

    def _draw(self) -> None:
        edit = "screen.command('search.edit')"
        search = (self._text, "", edit) if self._text else ("search", "$foreground-muted", edit)
        order = (
            [(f"{self._order} ", "$foreground-muted", "screen.command('sort.pick')")] if self._order else []
        )
        self._question.show([(" / ", "$text-primary", edit), search], order)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Handle a letter: the search is asked once the typing rests."""
        event.stop()
        self._stop_timer()
        self._text = event.value.strip()
        self._timer = self.set_timer(self._rest, self._rested)

    def _rested(self) -> None:
        self.post_message(self.Changed(self._text))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Handle enter: search at once and go back to the list."""
        event.stop()
        self._stop_timer()
        self._text = event.value.strip()
        self.post_message(self.Changed(self._text))
        self.leave()

    def on_key(self, event: events.Key) -> None:
        """Handle the keys that leave the input: escape restores, the rest is the input's."""
        if event.key == "escape" and self.editing:
            event.stop()
            event.prevent_default()
            self.restore()
        elif event.key in ("down", "tab") and self.editing:
            event.stop()
            event.prevent_default()
            self.post_message(self.Changed(self._text))
            self.leave()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
