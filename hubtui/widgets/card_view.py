"""CardView: a card to be read: goes through its links and its code, follows anchors, searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from hubtui.commands.detail import CARD_COMMANDS
from hubtui.widgets.card_lines import Spot
from hubtui.widgets.card_page import CardPage
from hubtui.widgets.card_paint import MARGIN, Marked
from hubtui.widgets.card_search import CardSearch
from hubtui.widgets.card_seek import seek_match, seek_name, seek_rest, seek_stop
from hubtui.widgets.card_wrap import DECORATION, width_of
from hubtui.widgets.keys import bindings

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from hubtui.core.card.blocks import Stop
    from hubtui.core.card.cutting import Card

_BEFORE = -1
"""A place in a page's text before all of it."""


class CardView(CardPage):
    """Shows a card and says what was chosen in it.

    What a stranger wrote is drawn as text alone: there is no markup, and links are told by messages, as they were
    written. Whoever hears of one resolves and vets it.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(CARD_COMMANDS, owner="screen")

    class Changed(Message):
        """What was gone to, or how the search stands, is another."""

    class LinkChosen(Message):
        """A link was chosen, by ``choose`` or by a click."""

        def __init__(self, href: str, *, image: bool) -> None:
            super().__init__()
            self.href = href
            self.image = image

    class NameMissed(Message):
        """The card has no place of the name that a link within it leads to."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self) -> None:
        super().__init__()
        self._stop: tuple[int, int] | None = None
        """The stop that was gone to, by its chunk and its number there."""
        self._search: CardSearch | None = None

    def show(self, card: Card | None, *, stay: bool = False) -> None:
        """Show a card; what was gone to and looked for in the one before is forgotten."""
        self._stop, self._search = None, None
        super().show(card, stay=stay)

    @property
    def stop(self) -> Stop | None:
        """The link, image or block of code that was gone to."""
        if self._stop is None or self.lines is None:
            return None
        return self.lines.gist(self._stop[0]).stops[self._stop[1]]

    @property
    def searching(self) -> bool:
        """Whether there is a search."""
        return self._search is not None

    @property
    def found(self) -> str:
        """How the search stands: 3 of 17; with a plus while not all of the card was looked through."""
        search, lines = self._search, self.lines
        if search is None or lines is None or not search.count:
            return ""
        return f"{search.number} of {search.count}{'+' if search.taken < lines.chunks else ''}"

    @property
    def missing(self) -> str:
        """What was looked for in vain; empty for nothing."""
        search, lines = self._search, self.lines
        nowhere = (
            search is not None and lines is not None and search.taken == lines.chunks and not search.count
        )
        return search.text if search is not None and nowhere else ""

    def marked(self, chunk: int) -> Marked:
        """Return what stands out in a chunk."""
        stop = self._stop[1] if self._stop is not None and self._stop[0] == chunk else -1
        search = self._search
        colours = self.ahead.colours.of(chunk)
        if search is None:
            return Marked(stop, colours=colours)
        current = search.current
        found = current.at if current is not None and current.chunk == chunk else DECORATION
        if self.lines is not None and (page := self.lines.known(chunk)) is not None:
            # What is drawn is looked through at once; its turn may be long in coming.
            search.take(chunk, page)
        return Marked(stop, search.matches(chunk), search.length, found, colours)

    def _tell(self) -> None:
        self.redraw()
        self.post_message(self.Changed())

    # Links and code

    def step_stop(self, step: int) -> None:
        """Go to the next link or block of code, or with -1 to the one before.

        If the present one is not on the screen, one begins from the edge of what is.
        """
        lines = self.lines
        if lines is None:
            return
        stop = self.stop
        here = Spot(self._stop[0], stop.at) if self._stop is not None and stop is not None else None
        if here is None or not self.shows(here):
            spot = lines.spot(self.place)
            bottom = lines.moved(self.place, self.rows_height - 1)
            here = Spot(spot.chunk, spot.at + _BEFORE) if step > 0 else lines.end_spot(bottom)
        self.ahead.seek(seek_stop(lines, here, step), self._take_stop)

    def _take_stop(self, found: tuple[int, int] | None) -> None:
        if found is None or self.lines is None:
            return
        self._stop = found
        self.show_spot(Spot(found[0], self.lines.gist(found[0]).stops[found[1]].at))
        self._tell()

    def choose(self) -> None:
        """Follow the link that was gone to."""
        stop = self.stop
        if stop is not None and stop.code is None:
            self.post_message(self.LinkChosen(stop.href, image=stop.image))

    def on_click(self, event: events.Click) -> None:
        """Go to what was clicked, and follow it if it is a link."""
        offset = event.get_content_offset(self)
        if offset is None or event.button != 1 or event.chain > 1 or self.lines is None:
            return
        event.stop()
        found = self.lines.line(self.top + offset.y)
        if found is None:
            return
        chunk, line = found
        number, column = line.stop, MARGIN
        for piece in line.pieces:
            end = column + width_of(piece.text)
            if column <= offset.x < end and piece.stop >= 0:
                number = piece.stop
            column = end
        if number >= 0:
            self._stop = (chunk, number)
            self._tell()
            self.choose()

    # Anchors

    def go_to_name(self, name: str) -> None:
        """Go to the heading, or another place of a name, that a link within the card leads to."""
        if self.lines is not None:
            self.ahead.seek(seek_name(self.lines, name), lambda spot: self._take_name(spot, name))

    def _take_name(self, spot: Spot | None, name: str) -> None:
        if spot is None:
            self.post_message(self.NameMissed(name))
        elif self.lines is not None:
            self.go(self.lines.place_of(spot))

    # Search

    def find(self, text: str) -> None:
        """Look for a text from what is on the screen on, and go to its first match; nothing ends the search."""
        if self.lines is None:
            return
        search = CardSearch(text)
        self._search = search if search.text else None
        if self._search is None:
            self._tell()
            return
        spot = self.lines.spot(self.place)
        self._look(Spot(spot.chunk, spot.at + _BEFORE), 1)

    def step_match(self, step: int) -> None:
        """Go to the next match, or with -1 to the one before."""
        if self._search is not None and self._search.current is not None:
            self._look(self._search.current, step)

    def _look(self, spot: Spot, step: int) -> None:
        if self.lines is not None and self._search is not None:
            self.ahead.seek(seek_match(self.lines, self._search, spot, step), self._take_match)

    def _take_match(self, spot: Spot | None) -> None:
        lines, search = self.lines, self._search
        if lines is None or search is None:
            return
        if spot is not None:
            search.current = spot
            self.show_spot(spot)
            if search.taken < lines.chunks:
                self.ahead.seek(seek_rest(lines, search), lambda _: self._tell())
        self._tell()
