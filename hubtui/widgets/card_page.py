"""CardPage: a card that is drawn and scrolled; what is near the viewport is laid out at once, the rest while idle."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding

from hubtui.commands import CURSOR_COMMANDS
from hubtui.widgets.card_ahead import CardAhead
from hubtui.widgets.card_lines import CardLines, Place
from hubtui.widgets.card_paint import CSS, MARGIN, NAMES, CardPaint, Marked
from hubtui.widgets.keys import KeysInTurn
from hubtui.widgets.line_view import LineView, Look

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

    from hubtui.core.card.cutting import Card
    from hubtui.widgets.card_lines import Spot

NOTCH: Final = 3
"""Lines that a notch of the wheel scrolls by."""


class CardPage(KeysInTurn, LineView, can_focus=True):
    """Shows a card. A subclass says what stands out in it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"card--{name}" for name in NAMES}
    DEFAULT_CSS = f"CardPage {{{CSS}}}"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(command.keys), command.action, command.label, id=command.id, show=False)
        for command in CURSOR_COMMANDS
    ]

    def __init__(self) -> None:
        super().__init__()
        self._paint = CardPaint(self)
        self.lines: CardLines | None = None
        """The card that is shown, as lines."""
        self.place = Place(0, 0)
        """The first visible line."""
        self._placing = False
        """The scroll position is being set to the place, not the other way round."""
        self.ahead = CardAhead(self)
        """What is done ahead of time, and in time."""
        self._drawn = 0
        """Counts what else changes the look of lines."""

    def show(self, card: Card | None, *, stay: bool = False) -> None:
        """Show a card; None, or one without text, leaves the notice.

        Args:
            card: as it was cut.
            stay: begin where the card before was being read, as far as there is such a place.
        """
        self.lines = CardLines(card, self._room) if card is not None and card.chunks else None
        self.ahead.begin()
        if not stay or self.lines is None or self.place.chunk >= self.lines.chunks:
            self.place = Place(0, 0)
        self.redraw()
        self.show_place()
        self.go(self.place)

    @property
    def is_idle(self) -> bool:
        """Whether all of the card is laid out, and nothing is being looked for."""
        return self.ahead.is_idle

    @property
    def _room(self) -> int:
        """Cells of the lines that fit."""
        return self.rows_width - MARGIN - 1

    # Drawing

    @property
    def row_count(self) -> int:
        """How many lines there are, as far as that is known."""
        return self.lines.total if self.lines is not None else 0

    def marked(self, chunk: int) -> Marked:  # noqa: ARG002  # a subclass tells chunks apart
        """Return what stands out in a chunk."""
        return Marked()

    def version(self) -> Hashable:
        """Return what drawn lines depend on: which of them stand where, and what stands out."""
        return self._drawn, self.lines.changes if self.lines is not None else 0

    def look(self, index: int) -> Look:  # noqa: ARG002  # all lines are alike
        """Return the only way in which lines are drawn."""
        return Look.EVEN

    def render_row(self, index: int, width: int, look: Look) -> Strip:  # noqa: ARG002
        """Draw a line."""
        lines = self.lines
        found = lines.line(index) if lines is not None else None
        if lines is None or found is None:
            return self._paint.blank(width)
        chunk, line = found
        return self._paint.strip(line, width, lines.measure, self.marked(chunk))

    def redraw(self) -> None:
        """Draw all lines anew, for something else stands out."""
        self._drawn += 1
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget the styles of before."""
        self._paint.forget()
        super().notify_style_update()

    # Places

    def go(self, place: Place) -> None:
        """Make a place the first visible one, or the nearest to it that can be."""
        if self.lines is None:
            return
        rows = max(self.rows_height, 1)
        place = self.lines.settled(place)
        last = self.lines.moved(place, rows - 1)
        if self.lines.number(last) - self.lines.number(place) < rows - 1:
            place = self.lines.last_top(rows)
        self.place = place
        self.show_place()
        self.ahead.moved()

    def show_spot(self, spot: Spot) -> None:
        """Scroll to a place of the text, unless it is on the screen: then a third of the screen stands before it."""
        if self.lines is not None and not self.shows(spot):
            self.go(self.lines.moved(self.lines.place_of(spot), -(self.rows_height // 3)))

    def shows(self, spot: Spot) -> bool:
        """Tell whether a place of the text is on the screen."""
        lines = self.lines
        if lines is None:
            return False
        return 0 <= lines.number(lines.place_of(spot)) - lines.number(self.place) < self.rows_height

    def show_place(self) -> None:
        """Bring the scroll position to where the place is by now."""
        self._placing = True
        self.fit_rows()
        self.scroll_top(self.lines.number(self.place) if self.lines is not None else 0)
        self._placing = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow the scroll bar."""
        super().watch_scroll_y(old_value, new_value)
        if not self._placing and self.lines is not None and round(old_value) != round(new_value):
            self.go(self.lines.place(round(new_value)))

    def on_resize(self) -> None:
        """Handle another size: what is being read stays where it is."""
        lines = self.lines
        if lines is None or self.rows_height == 0:
            return
        place = self.place
        if not lines.fits(self._room):
            spot = lines.spot(place)
            lines.fit(self._room)
            place = lines.place_of(spot) if place != Place(0, 0) else place
            self.redraw()
        self.go(place)

    def on_unmount(self) -> None:
        """Do nothing more."""
        self.ahead.end()

    # Keys and the wheel

    def _by(self, count: int) -> None:
        if self.lines is not None:
            self.go(self.lines.moved(self.place, count))

    def action_cursor_down(self) -> None:
        """Scroll down one line."""
        self._by(1)

    def action_cursor_up(self) -> None:
        """Scroll up one line."""
        self._by(-1)

    def action_cursor_page_down(self) -> None:
        """Scroll down one screen, but for a line."""
        self._by(max(self.rows_height - 1, 1))

    def action_cursor_page_up(self) -> None:
        """Scroll up one screen, but for a line."""
        self._by(-max(self.rows_height - 1, 1))

    def action_cursor_half_down(self) -> None:
        """Scroll down half a screen."""
        self._by(max(self.rows_height // 2, 1))

    def action_cursor_half_up(self) -> None:
        """Scroll up half a screen."""
        self._by(-max(self.rows_height // 2, 1))

    def action_cursor_first(self) -> None:
        """Go to the beginning."""
        self.go(Place(0, 0))

    def action_cursor_last(self) -> None:
        """Go to the end."""
        if self.lines is not None:
            self.go(self.lines.last_top(max(self.rows_height, 1)))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Handle a notch of the wheel."""
        event.stop()
        event.prevent_default()
        self._by(NOTCH)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Handle a notch of the wheel."""
        event.stop()
        event.prevent_default()
        self._by(-NOTCH)
