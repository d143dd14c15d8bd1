"""CardPaint: draws the lines of a card in a widget's styles."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hubtui.core.card.blocks import Ink
from hubtui.widgets.card_colours import PARTS
from hubtui.widgets.card_wrap import DECORATION, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.widget import Widget

    from hubtui.widgets.card_colours import Colour
    from hubtui.widgets.card_wrap import Line

MARGIN: Final = 2
"""Blank cells at the left."""
BAR: Final = "▌"
"""Stands in the margin beside the block of code that was gone to."""

# Those that have a ground of their own come first, for what follows is drawn on it.
_GROUNDS = {Ink.RAISED: "raised", Ink.CODE: "code"}
_COLOURS = {
    Ink.TITLE: "title",
    Ink.HEADING: "heading",
    Ink.SUBHEADING: "subheading",
    Ink.MARK: "mark",
    Ink.LINK: "link",
    Ink.IMAGE: "image",
    Ink.MUTED: "muted",
}
_SHAPES = {
    Ink.STRONG: Style(bold=True),
    Ink.EMPHASIS: Style(italic=True),
    Ink.STRIKE: Style(strike=True),
}
NAMES: Final = frozenset({*_GROUNDS.values(), *_COLOURS.values(), *PARTS, "match", "found", "stop"})
"""The component classes, without the widget's own name before them."""
CSS: Final = """
        & > .card--title { color: $text-accent; text-style: bold; }
        & > .card--heading { color: $text-accent; text-style: bold; }
        & > .card--subheading { text-style: bold; }
        & > .card--mark { color: $text-accent; }
        & > .card--link { color: $text-primary; text-style: underline; }
        & > .card--image { color: $text-secondary; }
        & > .card--muted { color: $foreground-muted; }
        & > .card--raised { background: $surface; }
        & > .card--code { background: $panel; }
        & > .card--comment { color: $text-muted; text-style: italic; }
        & > .card--string { color: $text-success; }
        & > .card--number { color: $text-warning; }
        & > .card--keyword { color: $text-accent; }
        & > .card--name { color: $text-primary; }
        & > .card--tag { color: $text-secondary; }
        & > .card--match { color: $text-warning; text-style: bold underline; }
        & > .card--found { color: $text-warning; text-style: bold reverse; }
        & > .card--stop { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
"""
"""Their styles."""


class Marked(NamedTuple):
    """What of a line stands out."""

    stop: int = -1
    """The number of the stop that was gone to."""
    matches: Sequence[int] = ()
    """Where the matches begin in the page's text, in order."""
    length: int = 0
    """Characters of a match."""
    found: int = DECORATION
    """Where the match begins that was gone to."""
    colours: Sequence[Colour] = ()
    """What is told apart in code, in order."""


class CardPaint:
    """Keeps the styles of inks, until they are forgotten.

    Args:
        widget: whose component classes ``card--…`` say what they look like.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[tuple[Ink, str], Style] = {}

    def forget(self) -> None:
        """Take the styles anew, for the theme is another."""
        self._styles.clear()

    def strip(self, line: Line, width: int, room: int, marked: Marked) -> Strip:
        """Draw a line.

        Args:
            line: as it was laid out.
            width: the cells of the strip.
            room: the cells that the line's own ground takes, where it has one.
            marked: what stands out.
        """
        at_stop = line.stop >= 0 and line.stop == marked.stop
        margin = f"{BAR}{' ' * (MARGIN - 1)}" if at_stop else " " * MARGIN
        segments = [Segment(margin, self._style(Ink.MARK if at_stop else Ink.PLAIN))]
        used = MARGIN
        for piece, name in _parts(line.pieces, marked):
            segments.append(Segment(piece.text, self._style(piece.ink, name)))
            used += cell_len(piece.text)
        if line.fill and used < room + MARGIN:
            segments.append(Segment(" " * (room + MARGIN - used), self._style(line.fill)))
            used = room + MARGIN
        if used < width:
            segments.append(Segment(" " * (width - used), self._style(Ink.PLAIN)))
        return Strip(segments, max(used, width)).crop(0, width)

    def blank(self, width: int) -> Strip:
        """Draw nothing in so many cells."""
        return Strip.blank(width, self._style(Ink.PLAIN))

    def _style(self, ink: Ink, name: str = "") -> Style:
        """Return the style of an ink, or of what stands out by a name."""
        style = self._styles.get((ink, name))
        if style is None:
            style = self._styles[ink, name] = self._named(ink, name)
        return style

    def _named(self, ink: Ink, name: str) -> Style:
        """Return an ink with what stands out laid over it; what was gone to looks the same in every ink."""
        if not name:
            return self._mixed(ink)
        style = self._component(name)
        return style if name == "stop" else self._mixed(ink) + _without_ground(style)

    def _component(self, name: str) -> Style:
        return self._widget.get_component_rich_style(f"card--{name}")

    def _mixed(self, ink: Ink) -> Style:
        """Return what several inks at once look like."""
        style = self._widget.rich_style
        for each, name in _GROUNDS.items():
            if ink & each:
                style = self._component(name)
        if ink & Ink.IMAGE:
            # Where it leads is its own file; underlined it would stand out more than the text.
            ink &= ~Ink.LINK
        for each, name in _COLOURS.items():
            if ink & each:
                style += _without_ground(self._component(name))
        for each, shape in _SHAPES.items():
            if ink & each:
                style += shape
        return style


def _without_ground(style: Style) -> Style:
    """Return a style without its background."""
    return Style(color=style.color) + style.without_color


def _coloured(pieces: Sequence[Piece], colours: Sequence[Colour]) -> Iterator[tuple[Piece, str]]:
    """Yield pieces, of which code is cut where its parts begin and end, each with the name of its part."""
    for piece in pieces:
        place, end = piece.at, piece.at + len(piece.text)
        if piece.at != DECORATION and piece.ink & Ink.RAISED:
            for start, stop, part in colours[bisect_right(colours, place, key=attrgetter("end")) :]:
                if start >= end:
                    break
                if place < start:
                    yield _part(piece, place, start), ""
                place, start = min(stop, end), max(start, place)
                yield _part(piece, start, place), part
        if place < end:
            yield (_part(piece, place, end) if place > piece.at else piece), ""


def _parts(pieces: Sequence[Piece], marked: Marked) -> Iterator[tuple[Piece, str]]:
    """Yield pieces, cut where a match begins and ends, each with the name of what it stands out as."""
    for piece, name in _coloured(pieces, marked.colours):
        if piece.stop >= 0 and piece.stop == marked.stop:
            name = "stop"
        if piece.at == DECORATION or not marked.matches:
            yield piece, name
            continue
        place, end = piece.at, piece.at + len(piece.text)
        for match in marked.matches:
            first, last = max(match, place), min(match + marked.length, end)
            if first >= last:
                continue
            if place < first:
                yield _part(piece, place, first), name
            yield _part(piece, first, last), "found" if match == marked.found else "match"
            place = last
        if place < end:
            yield _part(piece, place, end), name


def _part(piece: Piece, start: int, end: int) -> Piece:
    return piece._replace(text=piece.text[start - piece.at : end - piece.at], at=start)
