"""Writer and Run: what readers of Markdown and of HTML write their text and spans into, where it is cleaned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hubtui.core.card.blocks import Code, Heading, Ink, Page, Paragraph, Span, Stop
from hubtui.core.card.slugs import slug
from hubtui.text import one_line, printable

if TYPE_CHECKING:
    from hubtui.core.card.blocks import Block, Spans

LONGEST_ADDRESS = 4000
"""Characters of an address that are kept; longer ones, such as pictures written as one, are of no use."""
TAB = 4
_BLANKS = re.compile(r"\s+")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\[\]\\|]+", re.IGNORECASE)
_BEHIND = ".,:;!?*_~"


class Writer:
    """Collects the text, the stops and the places of one page."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self.length = 0
        """Characters so far."""
        self.stops: list[Stop] = []
        self._headings: list[tuple[str, int]] = []
        self._names: list[tuple[str, int]] = []

    def write(self, text: str) -> int:
        """Add text and return where it begins."""
        at = self.length
        self._texts.append(text)
        self.length += len(text)
        return at

    def stop(self, href: str = "", *, image: bool = False, code: str | None = None) -> int:
        """Add a stop that begins here, and return its number."""
        self.stops.append(Stop(self.length, href[:LONGEST_ADDRESS], image, code))
        return len(self.stops) - 1

    def name(self, name: str) -> None:
        """Add a place that links lead to."""
        if name := one_line(name).strip()[:200]:
            self._names.append((name, self.length))

    def paragraph(self, run: Run) -> tuple[Paragraph, ...]:
        """Return the paragraph of a run, if there is anything in it."""
        spans = run.ended()
        return (Paragraph(spans),) if spans else ()

    def heading(self, level: int, run: Run) -> tuple[Heading, ...]:
        """Return the heading of a run, if there is anything in it."""
        spans = run.ended()
        if spans:
            self._headings.append((slug("".join(span.text for span in spans)), spans[0].at))
        return (Heading(level, spans),) if spans else ()

    def code(self, text: str, info: str = "", whole: str | None = None, *, stops: bool = True) -> Code:
        """Return a block of code.

        Args:
            text: its lines, as they are shown.
            info: what its fence names; the first word is the language.
            whole: what is copied, where it is more than that.
            stops: whether it can be gone to.
        """
        stop = self.stop(code=printable(whole if whole is not None else text)) if stops else -1
        lines = tuple(one_line(line.expandtabs(TAB)) for line in text.removesuffix("\n").split("\n"))
        at = self.write("\n".join((*lines, "")))
        return Code(lines, at, stop, one_line(info).partition(" ")[0][:30])

    def page(self, blocks: tuple[Block, ...], *, joined: bool = False) -> Page:
        """Return what was written as one page of these blocks."""
        stops, names = tuple(self.stops), tuple(self._names)
        return Page(blocks, "".join(self._texts), stops, tuple(self._headings), names, joined)


class Run:
    """Running text as it is written, span by span; white space is collapsed and text is cleaned here."""

    def __init__(self, writer: Writer, ink: Ink = Ink.PLAIN) -> None:
        self._writer = writer
        self._spans: list[Span] = []
        self._inks = [ink]
        self._stop = -1
        self._open = False
        """The last character is no white space, so that a blank may follow."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it yet."""
        return not self._spans

    def push(self, ink: Ink) -> None:
        """Let what follows have an ink too."""
        self._inks.append(self._inks[-1] | ink)

    def pop(self) -> None:
        """Take back the last ink."""
        if len(self._inks) > 1:
            self._inks.pop()

    def open_link(self, href: str, *, image: bool = False) -> None:
        """Let what follows be a link; links do not nest."""
        self._stop = self._writer.stop(href, image=image)

    def close_link(self) -> None:
        """End the link."""
        self._stop = -1

    @property
    def in_link(self) -> bool:
        """Whether a link is open."""
        return self._stop >= 0

    def text(self, text: str) -> None:
        """Add text in which addresses are links."""
        if self._stop >= 0 or "://" not in text:
            self._add(text)
            return
        place = 0
        for found in _ADDRESS.finditer(text):
            end = found.start() + _length(found[0])
            self._add(text[place : found.start()])
            self.open_link(text[found.start() : end])
            self._add(text[found.start() : end])
            self.close_link()
            place = end
        self._add(text[place:])

    def code(self, text: str) -> None:
        """Add code within text."""
        self._add(text, Ink.CODE)

    def muted(self, text: str) -> None:
        """Add what is said beside the text."""
        self._add(text, Ink.MUTED)

    def image(self, alt: str, src: str) -> None:
        """Add an image as its words and its address; within a link its address gives way to the link's."""
        linked = self.in_link
        words = one_line(alt).strip() or _file_name(src)
        if not linked:
            self.open_link(src, image=True)
        self._add(f"▨ {words}", Ink.IMAGE)
        if not linked:
            shown = _shown(src)
            if shown and shown != words:
                self._add(f" {shown}", Ink.MUTED)
            self.close_link()

    def line_break(self) -> None:
        """Break the line, where one has begun."""
        if self._spans and not self._spans[-1].text.endswith("\n"):
            self._put("\n", Ink.PLAIN)
            self._open = False

    def ended(self) -> Spans:
        """Return the spans without blanks and breaks at the end, and begin the next block's text."""
        spans = self._spans
        while spans and not (text := spans[-1].text.rstrip()):
            spans.pop()
        if spans:
            spans[-1] = spans[-1]._replace(text=text)
        self._writer.write("\n")
        return tuple(spans)

    def _add(self, text: str, ink: Ink = Ink.PLAIN) -> None:
        text = _BLANKS.sub(" ", one_line(text))
        if not self._open:
            text = text.lstrip(" ")
        if text:
            self._put(text, ink)
            self._open = text[-1] != " "

    def _put(self, text: str, ink: Ink) -> None:
        ink |= self._inks[-1]
        if self._stop >= 0 and not ink & Ink.MUTED:
            ink |= Ink.LINK
        self._spans.append(Span(text, ink, self._writer.write(text), self._stop))


def _length(address: str) -> int:
    """Return how many characters of what looks like an address are one, as GitHub reads it."""
    end = len(address)
    while end and (address[end - 1] in _BEHIND or _unopened(address[:end])):
        end -= 1
    return end


def _unopened(address: str) -> bool:
    """Tell whether an address ends with a bracket that was opened before it."""
    return address[-1] == ")" and address.count(")") > address.count("(")


def _file_name(src: str) -> str:
    """Return what an image without words is called."""
    if src[:5].lower() == "data:":
        return "image"
    return one_line(src.partition("?")[0].rstrip("/").rpartition("/")[2])[:80] or "image"


def _shown(src: str) -> str:
    """Return an image's address as it is shown; a picture written as an address is not."""
    text = one_line(src).strip()
    return "" if text[:5].lower() == "data:" else text
