"""CardColours: the colours of the code in a card, found in a thread for what has come onto the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from hubtui.core.card.blocks import Code, Items, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hubtui.core.card.blocks import Block

MOST: Final = 20_000
"""Characters of a block of code beyond which it stays plain."""
PARTS: Final = ("comment", "string", "number", "keyword", "name", "tag")
"""What is told apart; see hubtui.widgets.colouring."""


class Colour(NamedTuple):
    """A part of a page's text that is code."""

    start: int
    end: int
    part: str


class CardColours:
    """Remembers what was found of which chunk."""

    def __init__(self) -> None:
        self._found: dict[int, Sequence[Colour]] = {}

    def of(self, chunk: int) -> Sequence[Colour]:
        """Return what is known of a chunk, in the order of its text."""
        return self._found.get(chunk, ())

    def is_wanted(self, chunk: int) -> bool:
        """Tell whether a chunk has yet to be looked at, and count it as looked at from now on."""
        return chunk not in self._found and not self._found.setdefault(chunk, ())

    def take(self, chunk: int, colours: Sequence[Colour]) -> None:
        """Remember what was found."""
        self._found[chunk] = colours


def codes_in(blocks: Iterable[Block]) -> Iterator[Code]:
    """Yield the blocks of code that name a language, in their order."""
    for block in blocks:
        match block:
            case Code():
                if block.language:
                    yield block
            case Quote(inside):
                yield from codes_in(inside)
            case Items(items):
                for item in items:
                    yield from codes_in(item.blocks)


def colours_of(codes: Sequence[Code]) -> list[Colour]:
    """Return the colours of blocks of code. Blocks: call it in a thread."""
    # What finds them takes long to import, and not every card has code.
    from hubtui.core.source_text import SourceText
    from hubtui.widgets.colouring import Colouring, language_named

    colours = []
    for code in codes:
        text = "\n".join(code.lines)
        language = language_named(code.language)
        if not language or len(text) > MOST:
            continue
        source = SourceText(text)
        colouring = Colouring(source, language)
        colouring.advance(len(source.lines))
        for number, (start, line) in enumerate(zip(source.starts, source.lines, strict=True)):
            at = code.at + start
            colours += [
                Colour(at + span.start, at + span.end, span.part)
                for span in colouring.spans_in(number, 0, len(line))
            ]
    return colours
