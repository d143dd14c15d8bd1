"""LineList: rows of one line each, with a cursor, keys, the mouse, and the word that the end is near."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import var

from hubtui.commands import CURSOR_COMMANDS
from hubtui.widgets.keys import KeysInTurn
from hubtui.widgets.line_view import LineView, Look

if TYPE_CHECKING:
    from textual import events

__all__ = ["LineList", "Look"]


class LineList(KeysInTurn, LineView, can_focus=True):
    """A list of any length; a move of its cursor repaints two lines, or the list where it scrolls.

    A subclass says what became of its rows by ``rows_appended``, ``rows_replaced`` and ``row_removed``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(command.keys), command.action, command.label, id=command.id, show=False)
        for command in CURSOR_COMMANDS
    ]

    cursor: var[int] = var(-1, init=False)
    """Index of the highlighted row, -1 in an empty list; brought into range and onto the screen when set."""

    class _Said(Message):
        """Something that a list says."""

        def __init__(self, line_list: LineList) -> None:
            super().__init__()
            self.line_list = line_list

        @property
        def control(self) -> LineList:
            """The list that said it."""
            return self.line_list

    class Highlighted(_Said, bubble=False):
        """Another row is under the cursor, even if at the same index; -1 when the list became empty.

        Sent to the screen itself: a message for every key should not climb through all that encloses the list.
        """

        def __init__(self, line_list: LineList, index: int) -> None:
            super().__init__(line_list)
            self.index = index

        def can_replace(self, message: Message) -> bool:
            """Let the latest of several that wait stand for all."""
            return isinstance(message, LineList.Highlighted) and message.line_list is self.line_list

    class Selected(_Said):
        """The highlighted row was chosen: by the select action, or by a click on it."""

        def __init__(self, line_list: LineList, index: int) -> None:
            super().__init__(line_list)
            self.index = index

    class NearEnd(_Said):
        """A move left fewer than two screens of rows below the cursor or the viewport, or rest fewer than one.

        A list that is left alone need not have more below it than the next move can reach. Said at most once after
        each append or replacement, and only while the list is laid out.
        """

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  # Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._wants_rows = False
        self._follows = True

    # What became of the rows

    def rows_appended(self, first: int) -> None:
        """Take note of rows added at the end, from index ``first``; none is a page that brought nothing new.

        The cursor and the scroll position stay. NearEnd may be said again.
        """
        self._wants_rows = True
        self.fit_rows()
        self.refresh_rows(first, self.row_count - first)
        if self.cursor < 0:
            self._place_cursor(0)
        self.call_after_refresh(self._check_end)

    def rows_replaced(self, cursor: int, top: int) -> None:
        """Take note of other rows, and of the cursor and the first visible row to go to, both into range.

        NearEnd may be said again, except in an empty list: nothing was asked yet that could go on.
        """
        self._wants_rows = self.row_count > 0
        self.forget_lines()
        self.fit_rows()
        self.scroll_top(top)
        self._place_cursor(cursor)
        self.call_after_refresh(self._check_end)

    def _place_cursor(self, cursor: int) -> None:
        """Put the cursor on a row that is another one, whatever its index was; the user did not move it."""
        self.set_reactive(LineList.cursor, self.validate_cursor(cursor))
        self.show_cursor()
        self._tell_highlighted()

    def row_removed(self, index: int) -> None:
        """Take note that the row at ``index`` is gone; the cursor stays on its row, or at its place."""
        on_it = index == self.cursor
        self.forget_lines()
        self.fit_rows()
        self.scroll_top(self.top - (index < self.top))
        if index < self.cursor or self.cursor >= self.row_count:
            self.set_reactive(LineList.cursor, self.cursor - 1)
        if on_it:
            self._tell_highlighted()
        self.call_after_refresh(self._check_end)

    # The cursor

    def _tell_highlighted(self) -> None:
        if self.is_attached:
            self.screen.post_message(self.Highlighted(self, self.cursor))

    def validate_cursor(self, cursor: int) -> int:
        """Bring a cursor into range."""
        return min(max(cursor, 0), self.row_count - 1)

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint what changed, and say so."""
        self.refresh_rows(old)
        self.refresh_rows(new)
        self.show_cursor()
        self._tell_highlighted()
        self._check_end(screens=2)

    def show_cursor(self) -> None:
        """Scroll just so far that the cursor is on the screen."""
        self._follows = True
        height, top, cursor = self.rows_height, self.top, self.cursor
        if cursor < top:
            self.scroll_top(max(0, cursor))
        elif cursor >= top + height > top:
            self.scroll_top(cursor - height + 1)

    def look(self, index: int) -> Look:
        """Return the way in which a row is to be drawn now."""
        if index == self.cursor:
            return Look.CURSOR if self.has_focus else Look.BLURRED
        return super().look(index)

    def _go(self, cursor: int) -> None:
        """Move the cursor and show it, even if it does not move: the wheel may have left it."""
        self.cursor = cursor
        self.show_cursor()

    def _page(self, rows: int) -> None:
        """Move the viewport and the cursor by so many rows."""
        self.scroll_top(self.top + rows)
        self._go(self.cursor + rows)

    def action_cursor_down(self) -> None:
        """Move down one row."""
        self._go(self.cursor + 1)

    def action_cursor_up(self) -> None:
        """Move up one row."""
        self._go(self.cursor - 1)

    def action_cursor_page_down(self) -> None:
        """Move down one screen."""
        self._page(self.rows_height or 1)

    def action_cursor_page_up(self) -> None:
        """Move up one screen."""
        self._page(-self.rows_height or -1)

    def action_cursor_half_down(self) -> None:
        """Move down half a screen."""
        self._page(self.rows_height // 2 or 1)

    def action_cursor_half_up(self) -> None:
        """Move up half a screen."""
        self._page(-(self.rows_height // 2) or -1)

    def action_cursor_first(self) -> None:
        """Move to the first row."""
        self._go(0)

    def action_cursor_last(self) -> None:
        """Move to the last row."""
        self._go(self.row_count - 1)

    def action_select(self) -> None:
        """Choose the highlighted row."""
        if self.cursor >= 0:
            self.post_message(self.Selected(self, self.cursor))

    # Events

    def header_clicked(self, x: int) -> None:
        """Answer a click on the header, so many cells from its left."""

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row, or choose the row if the cursor is there already."""
        event.stop()
        offset = event.get_content_offset(self)
        if event.button != 1 or offset is None:
            return
        index = self.row_at(offset.y)
        if offset.y < self.HEADER_LINES:
            self.header_clicked(offset.x)
        elif index is not None and index == self.cursor:
            self.action_select()
        elif index is not None:
            self.cursor = index

    def on_resize(self) -> None:
        """Keep the cursor on the screen if it was there, and look whether rows are missing now."""
        if self._follows:
            self.show_cursor()
        self.call_after_refresh(self._check_end)

    def on_show(self) -> None:
        """Look whether rows are missing, which was not done while the list was hidden."""
        self.call_after_refresh(self._check_end)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Repaint, note whether the cursor went along, and look whether rows are missing below."""
        super().watch_scroll_y(old_value, new_value)
        height = self.rows_height
        self._follows = height == 0 or 0 <= self.cursor - self.top < height
        self._check_end(screens=2)

    def _check_end(self, screens: int = 1) -> None:
        """Say that the end is near, once for each append, if fewer screens are left and the list is laid out."""
        height = self.rows_height
        if not self._wants_rows or height == 0:
            return
        last_seen = max(self.cursor, self.top + height - 1)
        if self.row_count - 1 - last_seen < screens * height:
            self._wants_rows = False
            self.post_message(self.NearEnd(self))
