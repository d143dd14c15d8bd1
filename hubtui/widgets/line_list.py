"""LineList: a list of any length, of which only the lines on the screen are ever drawn.

A subclass holds the rows and draws one when asked. This class has the cursor, the scrolling, the keys,
the mouse, the drawn lines that are kept, and the word that the end is near.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Hashable

    from rich.style import Style
    from textual import events

_KEPT_LINES = 512
"""Drawn lines that are kept: several screens, whatever the length of the list."""


class Look(IntEnum):
    """The ways in which a row is drawn."""

    EVEN = 0
    ODD = 1
    CURSOR = 2
    """The cursor's row while the list has the focus."""
    BLURRED = 3
    """The cursor's row while it has not."""

    @property
    def is_cursor(self) -> bool:
        """Whether the cursor is on the row."""
        return self >= Look.CURSOR


_COMPONENTS = {
    Look.ODD: "line-list--odd",
    Look.CURSOR: "line-list--cursor",
    Look.BLURRED: "line-list--cursor-blurred",
}


class LineList(ScrollView, can_focus=True, inherit_bindings=False):
    """A list of one-line rows with a cursor. Subclasses implement ``row_count`` and ``render_row``.

    A move of the cursor repaints two lines, an append what it adds to the screen; neither lays anything out.
    """

    ALLOW_SELECT = False
    HEADER_LINES: ClassVar[int] = 0
    """1 for a line above the rows that does not scroll, drawn by ``render_header``."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(_COMPONENTS.values())
    DEFAULT_CSS = """
    LineList {
        width: 1fr;
        height: 1fr;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        scrollbar-background: transparent;
        scrollbar-background-hover: transparent;
        scrollbar-background-active: transparent;

        & > .line-list--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
        & > .line-list--cursor-blurred {
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
            text-style: $block-cursor-blurred-text-style;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor_down", "Down", show=False, id="cursor.down"),
        Binding("up,k", "cursor_up", "Up", show=False, id="cursor.up"),
        Binding("pagedown", "page_down", "Page down", show=False, id="cursor.page_down"),
        Binding("pageup", "page_up", "Page up", show=False, id="cursor.page_up"),
        Binding("ctrl+d", "half_page_down", "Half a page down", show=False, id="cursor.half_down"),
        Binding("ctrl+u", "half_page_up", "Half a page up", show=False, id="cursor.half_up"),
        Binding("home,g", "first", "First", show=False, id="cursor.first"),
        Binding("end,G", "last", "Last", show=False, id="cursor.last"),
    ]

    cursor: var[int] = var(-1, init=False)
    """Index of the highlighted row, -1 in an empty list; brought into range and onto the screen when set."""

    class _OfRow(Message):
        """A message about one row."""

        def __init__(self, line_list: LineList, index: int) -> None:
            super().__init__()
            self.line_list = line_list
            self.index = index

        @property
        def control(self) -> LineList:
            """The list that sent it."""
            return self.line_list

    class Highlighted(_OfRow):
        """Another row is under the cursor; ``index`` is -1 when the list became empty."""

        def can_replace(self, message: Message) -> bool:
            """Let the latest of several that wait stand for all."""
            return isinstance(message, LineList.Highlighted) and message.line_list is self.line_list

    class Selected(_OfRow):
        """The highlighted row was chosen: by the select action, or by a click on it."""

    class NearEnd(Message):
        """Fewer than two screens of rows remain below the cursor or the viewport.

        Sent once after each append, however often the list is moved, and only while the list is laid out.
        """

        def __init__(self, line_list: LineList) -> None:
            super().__init__()
            self.line_list = line_list

        @property
        def control(self) -> LineList:
            """The list that sent it."""
            return self.line_list

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(name=name, id=id, classes=classes)
        # The bar's column is there from the start, so that rows do not change their width when it is needed.
        self.set_reactive(LineList.show_vertical_scrollbar, True)
        self._lines: LRUCache[Hashable, Strip] = LRUCache(_KEPT_LINES)
        self._row_styles: dict[Look, Style] = {}
        self._wants_rows = False
        self._height = 0

    # What a subclass implements and calls

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw one row in exactly ``width`` cells; the result is kept until ``forget_lines``."""
        raise NotImplementedError

    def render_header(self, width: int) -> Strip:
        """Draw the header in exactly ``width`` cells."""
        raise NotImplementedError

    def header_clicked(self, x: int) -> None:
        """Answer a click on the header at that column of the widget."""

    def version(self) -> Hashable:
        """Return what else drawn rows depend on and changes without notice, such as the time."""
        return None

    def row_style(self, look: Look) -> Style:
        """Return the style of a whole row, the widget's background included."""
        style = self._row_styles.get(look)
        if style is None:
            style = self.rich_style
            if look in _COMPONENTS:
                style += self.get_component_rich_style(_COMPONENTS[look])
            self._row_styles[look] = style
        return style

    def rows_appended(self, first: int) -> None:
        """Take note of rows added at the end, from index ``first``; none is a page that brought nothing new.

        The cursor and the scroll position stay. NearEnd may be sent again.
        """
        self._wants_rows = True
        self._fit_rows()
        top, height = self._top, self.rows_height
        if first < top + height:
            self.refresh(Region(0, self.HEADER_LINES + max(0, first - top), self.size.width, height))
        if self.cursor < 0:
            self.cursor = 0
        self.call_after_refresh(self._check_end)

    def rows_replaced(self, cursor: int, top: int) -> None:
        """Take note of other rows, with the cursor and the first visible row to go to; both come into range.

        NearEnd may be sent again, except in an empty list: nothing has been asked yet that could go on.
        """
        self._wants_rows = self.row_count > 0
        self.forget_lines()
        self._fit_rows()
        self._scroll_top(top)
        self._move_cursor(cursor)
        self.call_after_refresh(self._check_end)

    def row_removed(self, index: int) -> None:
        """Take note that the row at ``index`` is gone; the cursor stays on its row, or at its place."""
        on_it = index == self.cursor
        self.forget_lines()
        self._fit_rows()
        if index < self._top:
            self._scroll_top(self._top - 1)
        if index < self.cursor or self.cursor >= self.row_count:
            self.set_reactive(LineList.cursor, self.cursor - 1)
        if on_it:
            self.post_message(self.Highlighted(self, self.cursor))
        self.call_after_refresh(self._check_end)

    def forget_lines(self) -> None:
        """Draw everything anew."""
        self._lines.clear()
        self._row_styles.clear()
        self.refresh()

    # Geometry

    @property
    def rows_height(self) -> int:
        """How many rows the list shows at once; 0 while it is hidden or not laid out."""
        return max(0, self.size.height - self.HEADER_LINES)

    @property
    def rows_width(self) -> int:
        """Cells of a row."""
        return max(0, self.size.width - self.scrollbar_size_vertical)

    @property
    def _top(self) -> int:
        """Index of the first visible row."""
        return round(self.scroll_y)

    def row_at(self, y: int) -> int | None:
        """Return the index of the row at a line of the widget, or None for the header and below the end."""
        index = y - self.HEADER_LINES + self._top
        return index if y >= self.HEADER_LINES and index < self.row_count else None

    def _fit_rows(self) -> None:
        """Tell the scrollbar how many rows there are, without the layout that setting virtual_size costs."""
        size = Size(1, self.row_count + self.HEADER_LINES)
        self.set_reactive(LineList.virtual_size, size)
        self._scroll_update(size)

    def _scroll_top(self, top: int) -> None:
        """Make ``top`` the first visible row, at once."""
        self.scroll_target_y = self.scroll_y = top

    def _refresh_row(self, index: int) -> None:
        """Repaint the line of one row, if it is on the screen."""
        line = index - self._top
        if 0 <= line < self.rows_height:
            self.refresh(Region(0, self.HEADER_LINES + line, self.size.width, 1))

    # The cursor

    def validate_cursor(self, cursor: int) -> int:
        """Bring a cursor into range."""
        return min(max(cursor, 0), self.row_count - 1)

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint what changed, and say so."""
        self._refresh_row(old)
        self._refresh_row(new)
        self._show_cursor()
        self.post_message(self.Highlighted(self, new))
        self._check_end()

    def _move_cursor(self, cursor: int) -> None:
        """Put the cursor on a row that may be another one even if its index is the same."""
        self.set_reactive(LineList.cursor, self.validate_cursor(cursor))
        self._show_cursor()
        self.post_message(self.Highlighted(self, self.cursor))

    def _show_cursor(self) -> None:
        """Scroll just so far that the cursor is on the screen."""
        height, top, cursor = self.rows_height, self._top, self.cursor
        if cursor < top:
            self._scroll_top(max(0, cursor))
        elif cursor >= top + height > top:
            self._scroll_top(cursor - height + 1)

    def _page(self, rows: int) -> None:
        """Move the viewport and the cursor by so many rows."""
        self._scroll_top(self._top + rows)
        self.cursor += rows

    def action_cursor_down(self) -> None:
        """Move down one row."""
        self.cursor += 1

    def action_cursor_up(self) -> None:
        """Move up one row."""
        self.cursor -= 1

    def action_page_down(self) -> None:
        """Move down one screen."""
        self._page(max(1, self.rows_height))

    def action_page_up(self) -> None:
        """Move up one screen."""
        self._page(-max(1, self.rows_height))

    def action_half_page_down(self) -> None:
        """Move down half a screen."""
        self._page(max(1, self.rows_height // 2))

    def action_half_page_up(self) -> None:
        """Move up half a screen."""
        self._page(-max(1, self.rows_height // 2))

    def action_first(self) -> None:
        """Move to the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """Move to the last row."""
        self.cursor = self.row_count - 1

    def action_select(self) -> None:
        """Choose the highlighted row."""
        if self.cursor >= 0:
            self.post_message(self.Selected(self, self.cursor))

    # Events

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row, or choose the row if the cursor is there already."""
        event.stop()
        if event.y < self.HEADER_LINES:
            self.header_clicked(event.x)
            return
        index = self.row_at(event.y)
        if index is None:
            return
        if index == self.cursor:
            self.action_select()
        else:
            self.cursor = index

    def on_resize(self) -> None:
        """Keep the cursor on the screen if it was there, and look whether rows are missing now."""
        height = self.rows_height
        if 0 <= self.cursor - self._top < self._height:
            self._show_cursor()
        self._height = height
        self.call_after_refresh(self._check_end)

    def on_show(self) -> None:
        """Look whether rows are missing, which nobody did while the list was hidden."""
        self.call_after_refresh(self._check_end)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Repaint, and look whether rows are missing below."""
        super().watch_scroll_y(old_value, new_value)
        self._check_end()

    def notify_style_update(self) -> None:
        """Forget what was drawn in the styles of before."""
        super().notify_style_update()
        self.forget_lines()

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen, drawn or kept."""
        width = self.rows_width
        if y < self.HEADER_LINES:
            return self.render_header(width)
        index = self.row_at(y)
        if index is None:
            return Strip.blank(width, self.row_style(Look.EVEN))
        look = self._look(index)
        key = (index, look, width, self.version())
        strip = self._lines.get(key)
        if strip is None:
            strip = self._lines[key] = self.render_row(index, width, look)
        return strip

    def _look(self, index: int) -> Look:
        """Return the way in which a row is to be drawn now."""
        if index == self.cursor:
            return Look.CURSOR if self.has_focus else Look.BLURRED
        return Look.ODD if index % 2 else Look.EVEN

    # The end

    def _check_end(self) -> None:
        """Say once for each append that the end is near, if it is and the list is on the screen."""
        height = self.rows_height
        if not self._wants_rows or height == 0:
            return
        last_seen = max(self.cursor, self._top + height - 1)
        if self.row_count - 1 - last_seen < 2 * height:
            self._wants_rows = False
            self.post_message(self.NearEnd(self))
