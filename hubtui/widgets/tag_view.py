"""TagView: the rows of the tag sidebar drawn, with a cursor that passes over headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hubtui import text
from hubtui.core.question import Question
from hubtui.core.tag_rows import Heading, Line, TagRows
from hubtui.widgets import cells
from hubtui.widgets.line_list import LineList, Look
from hubtui.widgets.tag_line import pieces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events

    from hubtui.core.choices import Choice

_CURSOR = "▌"
"""What the cursor's row begins with, so that it is told without colours."""
_ON, _EXCLUDED, _UNUSABLE = "●", "!", "?"
"""The marks of what is chosen, of what is excluded and of what cannot be either; told by their shapes."""
_UNDERLINED = Style(underline=True)
_BEFORE_NAME = 3
"""Cells of the cursor, a mark and a blank."""


class TagView(LineList, inherit_bindings=False):
    """Rows that are headings, notes or choices, and how the question uses the latter."""

    PARTS = "tag-view"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tag-view--heading",
        "tag-view--name",
        "tag-view--note",
        "tag-view--match",
        "tag-view--mark",
    }
    DEFAULT_CSS = """
    TagView {
        & > .tag-view--heading { color: $text-muted; text-style: bold; }
        & > .tag-view--name { color: $text; }
        & > .tag-view--note { color: $text-muted; }
        & > .tag-view--match { color: $text-accent; text-style: bold underline; }
        & > .tag-view--mark { color: $text-accent; text-style: bold; }
    }
    """

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  # Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._rows: TagRows | None = None
        self._question = Question()
        self._counts: Mapping[str, int] = {}
        self._drawn: dict[int, int] = {}
        """The counts that were drawn, by row."""

    # Rows

    @property
    def row_count(self) -> int:
        """How many rows there are, headings and notes among them."""
        return 0 if self._rows is None else len(self._rows)

    @property
    def highlighted(self) -> Choice | None:
        """What is under the cursor."""
        row = (
            self._rows[self.cursor] if self._rows is not None and 0 <= self.cursor < self.row_count else None
        )
        return row.choice if isinstance(row, Line) else None

    def show_rows(self, rows: TagRows, question: Question) -> None:
        """Show other rows; the cursor stays on its line as far as there is such a line, else it begins anew."""
        before, old, top = self._rows, self.cursor, self.top
        moved = before is None or before.typed.needle != rows.typed.needle
        cursor = rows.first if before is None else rows.follow(before, old)
        self._rows, self._question = rows, question
        self._drawn.clear()
        self.forget_lines()
        self.fit_rows()
        # At the top one stays there, and sees what is pinned; elsewhere the line under the eyes stays where it is.
        self.scroll_top(0 if moved or top == 0 else top + cursor - old)
        self.set_reactive(LineList.cursor, self.validate_cursor(cursor))
        self.show_cursor()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show beside each tag how many of the loaded rows bear it; to be said again when the counts have changed.

        Only the lines are repainted whose count is another one.
        """
        self._counts = counts
        shown = range(self.top, min(self.top + self.rows_height, self.row_count))
        self.redraw_rows(index for index in shown if self._count(index) != self._drawn.get(index, 0))

    def _count(self, index: int) -> int:
        row = self._rows[index] if self._rows is not None else None
        return self._counts.get(row.choice.id, 0) if isinstance(row, Line) else 0

    # The cursor

    def validate_cursor(self, cursor: int) -> int:
        """Bring a cursor into range; -1 is none, where nothing that is shown was asked for."""
        return min(max(cursor, -1), self.row_count - 1)

    def _go(self, cursor: int) -> None:
        """Move the cursor to that row, or past it where it is a heading."""
        if self._rows is not None:
            super()._go(self._rows.nearest(cursor, 1 if cursor > self.cursor else -1))

    def show_cursor(self) -> None:
        """Scroll just so far that the cursor is on the screen, with its heading if that is right above."""
        super().show_cursor()
        lead = self.cursor
        while self._rows is not None and lead > 0 and not self._rows.is_line(lead - 1):
            lead -= 1
        if lead < self.top and self.cursor - lead < self.rows_height:
            self.scroll_top(lead)

    def action_next_group(self) -> None:
        """Move to the first line of the next group."""
        self._go_to_group(1)

    def action_previous_group(self) -> None:
        """Move to the first line of this group, or of the previous one."""
        self._go_to_group(-1)

    def _go_to_group(self, step: int) -> None:
        if self._rows is not None:
            self._go(self._rows.next_group(self.cursor, step))

    def _tell_highlighted(self) -> None:
        """Tell nobody where the cursor is, for it concerns nobody else."""

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the pointer."""
        event.stop()
        event.prevent_default()
        offset = event.get_content_offset(self)
        row = self.row_at(offset.y) if offset is not None and event.button == 1 else None
        if row is not None and self._rows is not None and self._rows.is_line(row):
            self.cursor = row
            self.action_select()

    # Drawing

    def render_row(self, index: int, width: int, look: Look) -> Strip:
        """Draw a heading, a note or a choice."""
        if self._rows is None:
            return Strip.blank(width)
        row = self._rows[index]
        if isinstance(row, Heading):
            style = self.part_style(look, "note" if row.is_note else "heading")
            return Strip([Segment(cells.fit(f" {row.text}", width), style)], width)
        bearing = self._drawn[index] = self._counts.get(row.choice.id, 0)
        return self._render_choice(row, f" {text.count(bearing)}" if bearing else "", width, look)

    def _render_choice(self, row: Line, count: str, width: int, look: Look) -> Strip:
        room = max(0, width - _BEFORE_NAME - len(count))
        edge, mark = _CURSOR if look.is_cursor else " ", self._mark(row.choice)
        # What nobody sees a style of takes that of the name behind it: every change of style goes through the wire.
        segments = [Segment(f"{edge}{mark} ", self.part_style(look, "name" if mark == " " else "mark"))]
        segments += [Segment(piece.text, self.part_style(look, piece.part)) for piece in pieces(row, room)]
        segments.append(Segment(count, self.part_style(look, "note")))
        strip = Strip([segment for segment in segments if segment.text]).simplify()
        return strip.adjust_cell_length(width, self.row_style(look))

    def _mark(self, choice: Choice) -> str:
        if choice.is_on(self._question):
            return _ON
        if choice.is_excluded(self._question):
            return _EXCLUDED
        return _UNUSABLE if choice.why_not else " "

    def part_style(self, look: Look, part: str) -> Style:
        """Return the style of a part of a row; the match stays underlined where the cursor is."""
        style = super().part_style(look, part)
        return style + _UNDERLINED if part == "match" and look.is_cursor else style
