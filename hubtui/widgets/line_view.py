"""LineView: rows of one line each, of which only those on the screen are ever drawn.

A subclass holds the rows and draws one when asked. This class has the geometry, the scrolling, the styles of
whole rows and the drawn lines that are kept.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.events import Resize
from textual.geometry import Region, Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from hubtui.widgets import cells

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from textual import events

_KEPT_LINES = 256
"""Drawn lines that are kept: several screens, whatever the number of rows."""


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


_NOTICE_MARGIN = 2
"""Blank cells beside a notice."""
_COMPONENTS = {
    Look.ODD: "line-list--odd",
    Look.CURSOR: "line-list--cursor",
    Look.BLURRED: "line-list--cursor-blurred",
}


class LineView(ScrollView, inherit_bindings=False):
    """Rows of one line each. Subclasses implement ``row_count`` and ``render_row``.

    Neither more rows nor other rows lay out anything: what they change is repainted, and no more.
    """

    ALLOW_SELECT = False
    HEADER_LINES: ClassVar[int] = 0
    """1 for a line above the rows that does not scroll, drawn by ``render_header``."""
    PARTS: ClassVar[str] = ""
    """What the component classes of the parts of a row begin with, before two dashes and the part's name."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*_COMPONENTS.values(), "line-list--hint"}
    DEFAULT_CSS = """
    LineView {
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
        & > .line-list--hint { color: $foreground-muted; }
    }
    """

    notice: var[tuple[str, str]] = var(("", ""), init=False)
    """What is the case and what to do about it, said in the middle while there are no rows."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  # Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        # The bar has its column from the start, so that no row changes its width when the bar is needed.
        self.set_reactive(LineView.show_vertical_scrollbar, True)
        # No linked list, as caches often are: the lines of one that is cleared would wait for the garbage collector.
        self._lines: dict[Hashable, Strip] = {}
        self._row_styles: dict[Look, Style] = {}
        self._part_styles: dict[tuple[Look, str], Style] = {}
        self._size_told = Size(0, 0)
        """The size that was told."""
        self._size_drawn = Size(0, 0)
        """The size in which it was drawn last."""

    # What a subclass implements

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

    def look(self, index: int) -> Look:
        """Return the way in which a row is to be drawn now."""
        return Look.ODD if index % 2 else Look.EVEN

    def version(self) -> Hashable:
        """Return what else drawn rows depend on and changes without notice, such as the time."""
        return None

    # Focus

    def on_hide(self, event: events.Hide) -> None:
        """Keep the focus where this is shown again by now: Textual takes it away, and a hurried hand had it given."""
        shown = all(node.display for node in self.ancestors_with_self if isinstance(node, Widget))
        if self.has_focus and shown:
            event.prevent_default()

    # Geometry

    def _on_resize(self, event: Resize) -> None:
        """Note what the subclasses, which lay out by it, have heard."""
        self._size_told = event.size

    def _make_up(self, size: Size) -> None:
        """Tell a size in which this was drawn and of which nobody has told.

        Textual tells a widget's first size by comparing two maps of the screen; if one is looked at right after the
        widget is mounted, it holds the widget already and nothing is told.
        """
        if size and size != self._size_told:
            self.post_message(Resize(size, self.virtual_size, self.container_size))

    @property
    def rows_height(self) -> int:
        """How many rows are shown at once; 0 while the widget is hidden or not laid out."""
        return max(0, self.size.height - self.HEADER_LINES)

    @property
    def rows_width(self) -> int:
        """Cells of a row."""
        return max(0, self.size.width - self.scrollbar_size_vertical)

    @property
    def top(self) -> int:
        """Index of the first visible row."""
        return round(self.scroll_y)

    def row_at(self, y: int) -> int | None:
        """Return the index of the row at a line of the widget, or None for the header and below the end."""
        index = y - self.HEADER_LINES + self.top
        return index if y >= self.HEADER_LINES and index < self.row_count else None

    def scroll_top(self, top: int) -> None:
        """Make ``top`` the first visible row, or the nearest to it that can be, at once."""
        self.scroll_target_y = self.scroll_y = top

    def fit_rows(self) -> None:
        """Take note of another number of rows, without the layout that setting virtual_size costs."""
        size = Size(1, self.row_count + self.HEADER_LINES)
        self.set_reactive(LineView.virtual_size, size)
        if self.is_mounted:
            self._scroll_update(size)

    # Drawing

    def row_style(self, look: Look) -> Style:
        """Return the style of a whole row, the widget's background included."""
        style = self._row_styles.get(look)
        if style is None:
            style = self.rich_style
            if look in _COMPONENTS:
                style += self.get_component_rich_style(_COMPONENTS[look])
            self._row_styles[look] = style
        return style

    def part_style(self, look: Look, part: str) -> Style:
        """Return the style of a part of a row; the cursor's row has one for all, to stay readable."""
        key = (look, part)
        style = self._part_styles.get(key)
        if style is None:
            style = self.row_style(look)
            if not look.is_cursor:
                background = Style(bgcolor=style.bgcolor)
                style = self.get_component_rich_style(f"{self.PARTS}--{part}") + background
            self._part_styles[key] = style
        return style

    def refresh_rows(self, first: int, count: int = 1) -> None:
        """Repaint those of the rows that are on the screen."""
        start = max(0, first - self.top)
        end = min(self.rows_height, first - self.top + count)
        if start < end:
            self.refresh(Region(0, self.HEADER_LINES + start, self.size.width, end - start))

    def forget_lines(self) -> None:
        """Draw everything anew."""
        self._lines.clear()
        self.refresh()

    def redraw_rows(self, rows: Iterable[int]) -> None:
        """Repaint these rows alone, though all are drawn anew when they are next shown."""
        self._lines.clear()
        for row in rows:
            self.refresh_rows(row)

    def notify_style_update(self) -> None:
        """Forget what was drawn in the styles of before."""
        super().notify_style_update()
        self._row_styles.clear()
        self._part_styles.clear()
        self.forget_lines()

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen, drawn now or kept."""
        if self._size_drawn != self._size:
            self._size_drawn = self._size
            # Behind the message that tells, if there is one.
            self.call_later(self._make_up, self._size)
        width = self.rows_width
        if y < self.HEADER_LINES:
            return self.render_header(width)
        index = self.row_at(y)
        if index is None:
            return self._render_blank(y - self.HEADER_LINES, width)
        look = self.look(index)
        key = (index, look, width, self.version())
        strip = self._lines.get(key)
        if strip is None:
            if len(self._lines) >= _KEPT_LINES:
                del self._lines[next(iter(self._lines))]
            strip = self._lines[key] = self.render_row(index, width, look)
        return strip

    def watch_notice(self) -> None:
        """Say it, where there are no rows."""
        if self.row_count == 0:
            self.refresh()

    def _render_blank(self, line: int, width: int) -> Strip:
        """Return a line below the rows; without any, the notice stands in the middle of those lines."""
        style = self.row_style(Look.EVEN)
        if self.row_count or not self.notice[0]:
            return Strip.blank(width, style)
        room = max(1, width - 2 * _NOTICE_MARGIN)
        what, hint = (cells.wrapped(text, room) for text in self.notice)
        lines = [*what, "", *hint] if hint else what
        place = line - max(0, (self.rows_height - len(lines)) // 2)
        if not 0 <= place < len(lines):
            return Strip.blank(width, style)
        if place >= len(what):
            style += self.get_component_rich_style("line-list--hint")
        text = cells.fit(" " * ((width - cell_len(lines[place])) // 2) + lines[place], width)
        return Strip([Segment(text, style)], width)
