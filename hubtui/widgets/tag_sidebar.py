"""TagSidebar: a line that is typed in, and below it everything that a question can be narrowed by."""

from __future__ import annotations

import asyncio
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from hubtui import text
from hubtui.commands import TAG_COMMANDS
from hubtui.core.tag_rows import Line, TagRows
from hubtui.core.tag_search import TagSearch
from hubtui.widgets import cells
from hubtui.widgets.filter_text import FilterText
from hubtui.widgets.keys import with_keys
from hubtui.widgets.line_list import Look
from hubtui.widgets.line_view import LineView
from hubtui.widgets.tag_view import TagView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.style import Style
    from textual import events

    from hubtui.core.choices import Choice
    from hubtui.core.question import Question
    from hubtui.core.tags import TagIndex

_PLACEHOLDER = "type to narrow"
_USUAL_WIDTH = 25
"""Cells of a row until the sidebar is laid out."""
_KEYS = {
    "down": "cursor_down",
    "up": "cursor_up",
    "pagedown": "cursor_page_down",
    "pageup": "cursor_page_up",
    "home": "cursor_first",
    "end": "cursor_last",
    "backspace": "backspace",
    "ctrl+h": "backspace",
    "ctrl+w": "delete_word",
    "ctrl+u": "clear",
}
"""What the keys do that write nothing and belong to no command of the sidebar: the names of actions."""
_ACTIONS = {
    "tags.pick": "select",
    "tags.next_group": "next_group",
    "tags.previous_group": "previous_group",
    "tags.leave": "leave",
}
"""What does the sidebar's own commands; the one that excludes is typed."""
_SIGNS = frozenset({"plus", "minus", "slash", "at", "backslash", "underscore"})
"""Keys that write a sign which Textual does not know by the key's name."""


class TagSidebar(TagView):
    """Shows an index and what of it a question uses; says what is picked, and changes nothing by itself.

    It has the focus as a whole: letters narrow, wherever the cursor is.
    """

    HEADER_LINES = 1
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tag-sidebar--typed",
        "tag-sidebar--caret",
        "tag-sidebar--placeholder",
    }
    DEFAULT_CSS = """
    TagSidebar {
        width: 26;
        & > .tag-sidebar--typed { color: $text; }
        & > .tag-sidebar--caret { text-style: reverse; }
        & > .tag-sidebar--placeholder { color: $text-muted; }
    }
    """

    class Toggled(Message):
        """Something was picked: ``choice.apply(question, on=on, exclude=exclude)`` is the question to ask."""

        def __init__(self, choice: Choice, on: bool, exclude: bool) -> None:
            super().__init__()
            self.choice = choice
            self.on = on
            """Whether it is to be used from now on, or no longer."""
            self.exclude = exclude
            """Whether it is, or was, there to hide what bears it."""

    class Refused(Message):
        """Something was picked that cannot be."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason
            """A sentence without a full stop."""

    class Left(Message):
        """The user wants to go back to where they were."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  # Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.set_reactive(LineView.notice, ("There are no tags here yet", "escape goes back to the list"))
        self._typed = FilterText()
        self._index: TagIndex | None = None
        self._search = TagSearch(())
        self._notes_width = 0
        self._waiting: list[str] = []
        """What was typed and entered before there were tags."""

    def show(self, index: TagIndex, question: Question) -> None:
        """Show an index and what of it a question uses; what is typed stays, and the cursor on its line.

        The same again paints nothing.
        """
        if index is self._index and question == self._question:
            return
        if index is not self._index:
            if self._index is not None and index.kind is not self._index.kind:
                self._waiting.clear()
            self._index = index
            self._search = TagSearch(index.entries)
        self._question = question
        self._narrow()
        if len(index):
            self._pick_waiting()

    def focus_filter(self) -> None:
        """Take the focus at once; what was typed before gives way to the next letter."""
        self._typed.is_used = bool(self._typed.text)
        self.screen.set_focus(self)
        self.refresh()

    @property
    def typed(self) -> str:
        """What stands in the filter."""
        return self._typed.text

    def _narrow(self) -> None:
        """Work the rows out for what is typed."""
        if self._index is None:
            self.refresh()
            return
        self._notes_width = self.rows_width or _USUAL_WIDTH
        notes = cells.wrapped(self._index.note, max(1, self._notes_width - 1))
        rows = TagRows(self._index, self._search, self._question, self._typed.text, notes)
        self.show_rows(rows, self._question)

    def on_resize(self) -> None:
        """Wrap the notes for another width."""
        if self.rows_width not in (0, self._notes_width):
            self._narrow()

    # Keys

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        """The names of actions by the keys that do them."""
        own = [command for command in with_keys(self, TAG_COMMANDS) if command.id in _ACTIONS]
        return _KEYS | {key: _ACTIONS[command.id] for command in own for key in command.keys}

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keep from the screen the keys that write or that mean something here."""
        return key in self._keys or key in _SIGNS or (character is not None and character.isprintable())

    async def caught_up(self) -> None:
        """Wait until the keys so far have done what they do, here and on the screen."""
        # A key makes a message, which climbs to the screen.
        for node in (self, self, self.screen):
            done = asyncio.Event()
            if node.call_later(done.set):
                await done.wait()

    def on_key(self, event: events.Key) -> None:
        """Handle what is typed, and the keys that move, pick and edit."""
        if (action := self._action_of(event)) is not None:
            getattr(self, f"action_{action}")()
        elif event.is_printable and event.character is not None:
            self._edited(self._typed.insert(event.character))
        else:
            return
        event.stop()
        event.prevent_default()

    def _action_of(self, event: events.Key) -> str | None:
        """Return the action of a key; a blank picks where it would begin a text."""
        action = self._keys.get(event.key)
        return None if event.is_printable and self._typed.text and not self._typed.is_used else action

    def on_paste(self, event: events.Paste) -> None:
        """Handle pasted text."""
        event.stop()
        self._edited(self._typed.paste(event.text))

    def action_exclude(self) -> None:
        """Write the sign with which a tag is excluded, before what is typed already."""
        text = self._typed.text.removeprefix("!")
        self._typed.clear()
        self._edited(self._typed.paste(f"!{text}"))

    def action_backspace(self) -> None:
        """Take the last character away."""
        self._edited(self._typed.backspace())

    def action_delete_word(self) -> None:
        """Take the last word away."""
        self._edited(self._typed.delete_word())

    def action_clear(self) -> None:
        """Take everything away that was typed."""
        self._edited(self._typed.clear())

    def action_leave(self) -> None:
        """Go back, and leave nothing in the filter."""
        self.action_clear()
        self.post_message(self.Left())

    def _edited(self, changed: bool) -> None:
        if changed:
            self._narrow()
        else:
            self.refresh()

    def action_select(self) -> None:
        """Pick what is under the cursor, or undo that; after a leading exclamation mark, to exclude it."""
        choice = self.highlighted
        self._typed.is_used = bool(self._typed.text)
        self.refresh()
        if choice is not None and self._rows is not None:
            self._pick(choice, self._rows.typed.excludes)
        elif self._typed.text and not (self._index and len(self._index)):
            self._waiting.append(self._typed.text)

    def _pick_waiting(self) -> None:
        """Pick the best matches of what was entered before there were tags."""
        if self._index is None:
            return
        waiting, self._waiting = self._waiting, []
        for typed in waiting:
            rows = TagRows(self._index, self._search, self._question, typed)
            row = rows[rows.first] if rows.first >= 0 else None
            if isinstance(row, Line):
                self._pick(row.choice, rows.typed.excludes)

    def _pick(self, choice: Choice, excludes: bool) -> None:
        question = self._question
        is_excluded = choice.is_excluded(question)
        if is_excluded or (choice.is_on(question) and not excludes):
            # What is there may always be taken away.
            self.post_message(self.Toggled(choice, False, is_excluded))
        elif reason := choice.why_not_exclude if excludes else choice.why_not:
            self.post_message(self.Refused(reason))
        else:
            self.post_message(self.Toggled(choice, True, excludes))

    # Drawing

    def render_header(self, width: int) -> Strip:
        """Draw the filter: what is typed, with a caret behind it, and how much was found."""
        row, found = self.row_style(Look.EVEN), self._found()
        caret = row + self.get_component_rich_style("tag-sidebar--caret") if self.has_focus else row
        room = max(0, width - 2 - len(found))
        if self._typed.text:
            # What the next letter takes the place of looks like the caret, as a selection does.
            style = caret if self._typed.is_used else row + self._own_style("typed")
            segments = [Segment(self._typed.shown(room), style), Segment(" ", caret)]
        else:
            words = cells.head(_PLACEHOLDER, room)
            segments = [Segment(words[:1], caret), Segment(words[1:], row + self._own_style("placeholder"))]
        used = sum(segment.cell_length for segment in segments) + 1
        end = " " * (width - used - len(found)) + found
        strip = Strip([Segment(" ", row), *segments, Segment(end, row + self._own_style("placeholder"))])
        return strip.adjust_cell_length(width, row)

    def _own_style(self, part: str) -> Style:
        return self.get_component_rich_style(f"tag-sidebar--{part}")

    def _found(self) -> str:
        """Return how many items were found, while something is typed."""
        if self._rows is None or not (self._rows.typed.needle and self._index and len(self._index)):
            return ""
        return f" {text.count(self._rows.found)}"
