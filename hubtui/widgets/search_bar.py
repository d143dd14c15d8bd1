"""SearchBar: the question on one line, and an input in its place while it is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.message import Message

from hubtui.widgets.one_line import OneLine
from hubtui.widgets.working import after

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer
    from textual.widgets import Input

    from hubtui.core.history import Recall, Searches
    from hubtui.widgets.search_field import SearchField


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
        """The text has rested for a moment; it is what to search for."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The editing ended; ``text`` is the search that was made, and empty where there is none."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, *, rest: float) -> None:
        super().__init__()
        self._rest = rest
        self._text = ""
        self._order = ""
        self._before = ""
        self._timer: Timer | None = None
        self._question = OneLine()
        self._editing = False
        self._field: SearchField | None = None
        self._recall: Recall | None = None
        """The last walk through earlier searches."""

    def compose(self) -> ComposeResult:
        """Make the line that shows the question."""
        yield self._question

    def on_mount(self) -> None:
        """Draw the first question."""
        self._draw()

    def prepare(self) -> None:
        """Make the input before it is needed, once nobody waits for anything; not while the program ends."""
        if self.is_attached:
            self._make_field()

    def _make_field(self) -> SearchField:
        """Return the input, made with the prompt before it if there is none yet."""
        from hubtui.widgets.search_field import SearchField

        if self._field is None:
            self._field = SearchField()
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
        if self._editing:
            return
        self._before = self._text
        self._recall = None
        self._fill(self._text)
        self._turn(editing=True)
        self.screen.set_focus(self._make_field())

    def leave(self, *, restore: bool = False) -> str:
        """Show the line again and return the search that holds now: the present one, or the one before the edit.

        An address is no search, so it leaves the one before. Who has the focus is for others to say.
        """
        if self._editing:
            self._stop_timer()
            restore = restore or bool(self.address)
            self._text = self._before if restore else self._make_field().text
            self._turn(editing=False)
            self._draw()
            # Of one that the pane itself sends, as when it ends an edit for a click, nobody above it would hear.
            self.post_message(self.Left("" if restore else self._text).set_sender(self))
        return self._text

    @property
    def address(self) -> str:
        """The web address that is being typed in the place of a search; empty for none."""
        if not self._editing:
            return ""
        field = self._make_field()
        return field.text if field.is_address else ""

    def recall_older(self, searches: Searches) -> None:
        """Put an earlier search in the place of what is typed."""
        self._show_recall((self._walk or searches.recall(self._make_field().value)).up())

    def recall_newer(self) -> bool:
        """Come back from an earlier search, at last to what was typed; return whether there was one."""
        walk = self._walk
        if walk is None or not walk.at:
            return False
        self._show_recall(walk.down())
        return True

    @property
    def _walk(self) -> Recall | None:
        """The walk that is under way; a letter ends it, of which no message may have come yet."""
        recall = self._recall
        return recall if recall is not None and recall.text == self._make_field().value else None

    def _show_recall(self, recall: Recall) -> None:
        self._recall = recall
        self._fill(recall.text)
        self._await_rest()

    def _fill(self, text: str) -> None:
        """Put a text into the input, which is no typing."""
        from textual.widgets import Input

        field = self._make_field()
        with self.prevent(Input.Changed):
            field.value = text
        field.cursor_position = len(text)

    def _turn(self, *, editing: bool) -> None:
        """Show the input or the line. Inline styles, for those hold at once, and only what is shown takes the focus."""
        self._editing = editing
        self._make_field()
        for child in self.children:
            child.display = editing is not (child is self._question)

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
        self._await_rest()

    def _await_rest(self) -> None:
        self._stop_timer()
        if self._editing and not self.address:
            self._timer = after(self, self._rest, self._rested)

    def _rested(self) -> None:
        self.post_message(self.Changed(self._make_field().text))

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
