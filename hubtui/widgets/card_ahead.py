"""CardAhead: what is done for a card in slices while nothing else is to be done, and in a thread."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from typing import TYPE_CHECKING, Final

from hubtui.widgets.card_colours import CardColours, colours_of
from hubtui.widgets.working import start_work

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubtui.core.card.blocks import Code
    from hubtui.widgets.card_page import CardPage
    from hubtui.widgets.card_seek import Seek, T

SLICE: Final = 0.004
"""Seconds of the loop that are taken at a time."""
PAUSE: Final = 0.002
"""Seconds left to everything else between two slices."""
REST: Final = 0.05
"""Seconds after a move for which nothing is laid out ahead of the next, and no code is coloured."""


class CardAhead:
    """Looks for what is looked for, lays out the rest of the card, and finds the colours of code that is shown.

    Args:
        page: the card's widget.
    """

    def __init__(self, page: CardPage) -> None:
        self._page = page
        self._seeking: Seek[None] | None = None
        self._slice: asyncio.TimerHandle | None = None
        self._rest: asyncio.TimerHandle | None = None
        self._moved = 0.0
        """When the user last moved."""
        self.colours = CardColours()
        """The colours of code, as far as they were found."""

    @property
    def is_idle(self) -> bool:
        """Whether all of the card is laid out, and nothing is being looked for."""
        lines = self._page.lines
        return self._seeking is None and (lines is None or lines.is_laid_out)

    def begin(self) -> None:
        """Forget what was done for another card."""
        self._seeking = None
        self.colours = CardColours()

    def end(self) -> None:
        """Do nothing more."""
        for handle in (self._slice, self._rest):
            if handle is not None:
                handle.cancel()

    def moved(self) -> None:
        """Take note that something else is on the screen, or the same at another width."""
        self._moved = time.monotonic()
        self._plan()
        if self._rest is not None:
            self._rest.cancel()
        if self._is_shown:
            self._rest = asyncio.get_running_loop().call_later(REST, self._colour)

    def seek(self, seek: Seek[T], then: Callable[[T], None]) -> None:
        """Look for something, in slices if that takes long, and do something with what was found.

        Only one thing is looked for at a time: the last one that was asked for.
        """
        self._seeking = _followed(seek, then)
        self._advance()
        self._plan()

    @property
    def _is_shown(self) -> bool:
        return self._page.is_attached and self._page.rows_height > 0

    def _advance(self) -> None:
        """Go on looking for what is looked for, for a slice."""
        seeking, until = self._seeking, time.monotonic() + SLICE
        while seeking is not None:
            try:
                next(seeking)
            except StopIteration:
                # What was found may have led to looking for something else.
                if self._seeking is seeking:
                    self._seeking = None
                return
            if time.monotonic() > until:
                return

    def _plan(self) -> None:
        """See to it that the next slice comes, where there is anything to do."""
        if self._slice is None and self._is_shown and not self.is_idle:
            self._slice = asyncio.get_running_loop().call_later(PAUSE, self._do_slice)

    def _do_slice(self) -> None:
        """Look for what is looked for, else lay out a little more, and leave what is being read where it is."""
        self._slice = None
        lines = self._page.lines
        if lines is None or not self._is_shown:
            return
        if self._seeking is not None:
            self._advance()
        elif time.monotonic() - self._moved > REST:
            until, changes = time.monotonic() + SLICE, lines.changes
            for chunk in lines.pending(self._page.place.chunk):
                lines.lines(chunk)
                if time.monotonic() > until:
                    break
            if lines.changes != changes:
                self._page.show_place()
        self._plan()

    def _colour(self) -> None:
        """Find the colours of the code that is on the screen."""
        self._rest = None
        lines, place = self._page.lines, self._page.place
        if lines is None or not self._is_shown:
            return
        last = lines.moved(place, self._page.rows_height).chunk
        wanted = [chunk for chunk in range(place.chunk, last + 1) if self.colours.is_wanted(chunk)]
        codes = [(chunk, found) for chunk in wanted if (found := lines.codes(chunk))]
        if codes:
            start_work(self._page, partial(self._find_colours, self.colours, codes), group="colours")

    async def _find_colours(self, colours: CardColours, codes: list[tuple[int, list[Code]]]) -> None:
        for chunk, found in codes:
            colours.take(chunk, await asyncio.to_thread(colours_of, found))
        self._page.redraw()


def _followed(seek: Seek[T], then: Callable[[T], None]) -> Seek[None]:
    """Run a search and do something with what it found."""
    then((yield from seek))
