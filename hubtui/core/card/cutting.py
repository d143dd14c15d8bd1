"""Cuts a card into chunks that can be read apart: at blank lines outside of fences, lists and HTML.

No Markdown is read here, so a megabyte takes some hundredths of a second; it still is for a thread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

NATURAL: Final = 1500
"""The weight from which a chunk ends at the next place that allows it: its characters, and as much for each line as
reading a line takes."""
MOST: Final = 3000
"""The weight at which a chunk ends wherever it is, for reading it takes some milliseconds."""
MOST_TABLE: Final = 4500
"""The same within a table, of which each part has the heading again."""
LINE: Final = 16
"""What a line weighs besides its characters."""

_FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_FENCE = re.compile(r"([ \t]*)(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})([^\n]*)")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_DEFINITION = re.compile(r" {0,3}\[((?:[^\[\]\\\n]|\\.){1,200})\]:[ \t]*(<[^<>\n]*>|[^\s<]\S*)")
_TABLE = re.compile(r"[ \t]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\n?")
# HTML that Markdown leaves alone up to the next blank line.
_HTML = re.compile(
    r" {0,3}</?(?:article|blockquote|center|details|div|dl|figure|footer|h[1-6]|header|li|main|nav|ol|p|section|summary"
    r"|table|tbody|td|tfoot|th|thead|tr|ul)\b",
    re.IGNORECASE,
)
# HTML that goes on over blank lines.
_LONG_HTML = re.compile(r" {0,3}(<(?:script|style|pre|textarea|table)\b|<!--)", re.IGNORECASE)


PICTURE: Final = ";base64,"
"""Stands before what a picture is made of that is written as an address."""
_PICTURE = re.compile(PICTURE + r"[A-Za-z0-9+/=_%-]{100,}")


class Form(Enum):
    """How a chunk is to be read."""

    MARKDOWN = "markdown"
    CODE = "code"
    """The content of a fenced block, or a part of it."""
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a card's source, and all that is needed to read it."""

    start: int
    end: int
    form: Form = Form.MARKDOWN
    lead: str = ""
    """What stands before it while it is read: what its block began with, such as the heading of a table."""
    joined: bool = False
    """It goes on where the chunk before ended, without a blank line between them."""
    info: str = ""
    """Of code: what its fence names."""
    content: tuple[int, int] = (0, 0)
    """Of code: its lines without the fences, in the source."""
    whole: tuple[int, int] | None = None
    """Of the first chunk of a fenced block: the lines of the whole block."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card as it was cut."""

    source: str
    """The whole text, with line ends as ``\\n`` and without a byte order mark."""
    front: str = ""
    """The front matter's YAML, without its marks."""
    chunks: tuple[Chunk, ...] = ()
    """All of the source behind the front matter, without a gap."""
    references: dict[str, str] = field(default_factory=dict)
    """Where the links go that name a definition elsewhere in the card, by their labels as written."""

    def text(self, chunk: Chunk) -> str:
        """Return a chunk's part of the source."""
        return self.source[chunk.start : chunk.end]


def cut(text: str) -> Card:
    """Cut a card. Line ends may be of any kind, and a byte order mark may stand before it; neither is kept."""
    source = text.removeprefix("\ufeff")
    if "\r" in source:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(source)
    cutter = _Cutter(source, front.end() if front else 0)
    return Card(source, front[1] if front else "", tuple(cutter.chunks()), cutter.references)


class _Cutter:
    """Goes through the lines once; knows only what decides where a chunk may end."""

    def __init__(self, source: str, start: int) -> None:
        self._source = source
        self._start = start
        """Where the present chunk begins."""
        self._weight = 0
        """Of the present chunk, so far."""
        self._form = Form.MARKDOWN
        self._lead = ""
        self._joined = False
        self._block = start
        """Where the present block begins: behind the last blank line."""
        self._blank = True
        """The line before was blank."""
        self._table = ""
        """The two first lines of the present block, if it is a table."""
        self._open = ""
        """The HTML that goes on over blank lines and is open, such as ``<table``; empty while there is none."""
        self._fence = ""
        """The mark of the fence that is open within a list."""
        self._listed = False
        """The present block, or one that it may go on with, is a list."""
        self.references: dict[str, str] = {}

    def chunks(self) -> Iterator[Chunk]:
        """Yield all chunks."""
        lines = _LINE.finditer(self._source, self._start)
        for line in lines:
            text = line[0]
            fence = _FENCE.match(text) if "```" in text or "~~~" in text else None
            if fence and text[0] in "`~" and _opens(fence) and not self._open and not self._fence:
                yield from self._cut(line.start())
                yield from self._code(line, lines, fence)
                continue
            weight = self._weighed(text)
            if self._may_cut(text) or self._weight + weight > (MOST_TABLE if self._table else MOST):
                yield from self._cut(line.start())
            self._note(text, line.start(), fence)
            while weight > MOST + LINE:
                yield from self._cut(self._within_line())
                weight = self._weighed(self._source[self._start : line.end()])
            self._weight += weight
        yield from self._cut(len(self._source))

    def _cut(self, end: int) -> Iterator[Chunk]:
        """End the present chunk, where there is anything in it; what follows may go on with its block."""
        if end == self._start:
            return
        yield Chunk(self._start, end, self._form, self._lead, self._joined)
        self._start, self._weight = end, 0
        self._form, self._lead, self._joined = Form.MARKDOWN, "", not self._blank
        if self._open:
            self._form, self._lead = Form.HTML, self._open if self._open == "<!--" else f"{self._open}>"
        elif self._fence:
            self._lead = f"{self._fence}\n"
        elif not self._blank and _HTML.match(self._source, self._block):
            self._form = Form.HTML
        elif not self._blank:
            self._lead = self._table

    def _weighed(self, line: str) -> int:
        """Return what a line weighs: little within a fence, where it is no more than copied."""
        weight = (len(without_pictures(line)) if PICTURE in line else len(line)) + LINE
        return weight // 4 if self._fence and weight < MOST else weight

    def _within_line(self) -> int:
        """Return where a line that is too long is cut: behind a blank, or anywhere."""
        end = self._start + MOST
        return self._source.rfind(" ", self._start + MOST // 2, end) + 1 or end

    def _may_cut(self, text: str) -> bool:
        """Tell whether the present chunk may end before a line: it weighs enough, and no block or item goes on."""
        if self._open or self._fence:
            return False
        if self._form is Form.HTML:
            return self._blank
        if self._weight < NATURAL or text[0] in " \t\n":
            return False
        return self._blank or text[0] == "#" or (self._listed and _ITEM.match(text) is not None)

    def _note(self, text: str, at: int, fence: re.Match[str] | None) -> None:
        """Take note of what a line opens and ends."""
        blank = not text.strip()
        if self._open:
            if _end_of(self._open) in text.lower():
                self._open = ""
        elif self._fence:
            if _closes(text, self._fence) or (self._listed and text[0] not in " \t\n"):
                self._fence = ""
        elif not blank:
            self._note_text(text, at, fence)
        self._blank = blank

    def _note_text(self, text: str, at: int, fence: re.Match[str] | None) -> None:
        """Take note of a line outside of all that is open."""
        if self._blank:
            self._block, self._table = at, ""
            self._listed = _ITEM.match(text) is not None or (self._listed and text[0] in " \t")
        elif _ITEM.match(text):
            self._listed = True
        if fence is not None and _opens(fence):
            self._fence = fence[2]
        elif "<" in text and (html := _LONG_HTML.match(text)):
            opened = html[1].lower()
            self._open = "" if _end_of(opened) in text.lower() else opened
        elif "-" in text and "|" in text and _TABLE.fullmatch(text):
            self._note_table(text, at)
        elif "]:" in text and (found := _DEFINITION.match(text)) and found[1][0] != "^":
            self.references.setdefault(found[1], found[2].strip("<>"))

    def _note_table(self, text: str, at: int) -> None:
        """Take note of the line below a table's heading, if it is one."""
        head = self._source[self._block : at]
        if head.count("\n") == 1 and len(head) + len(text) < MOST // 2:
            self._table = head + text

    def _code(
        self, opening: re.Match[str], lines: Iterator[re.Match[str]], fence: re.Match[str]
    ) -> Iterator[Chunk]:
        """Yield a fenced block, in parts where it is long, up to the line that closes it or to the card's end."""
        begin, last, end = opening.end(), opening.end(), len(self._source)
        parts, weight = [begin], 0
        for line in lines:
            if _closes(line[0], fence[2]):
                end = line.end()
                break
            weight += len(line[0]) + LINE
            if weight > MOST and line.start() > parts[-1]:
                parts.append(line.start())
                weight = len(line[0]) + LINE
            parts += range(parts[-1] + MOST, line.end(), MOST)
            last = line.end()
        for number, (content, after) in enumerate(zip(parts, [*parts[1:], last], strict=True)):
            first, final = number == 0, number == len(parts) - 1
            yield Chunk(
                opening.start() if first else content,
                end if final else after,
                Form.CODE,
                joined=not first,
                info=fence[3].strip(),
                content=(content, after),
                whole=(begin, last) if first else None,
            )
        self._start, self._block, self._weight = end, end, 0
        self._form, self._lead, self._joined = Form.MARKDOWN, "", False
        self._blank, self._listed, self._table = True, False, ""


def without_pictures(text: str) -> str:
    """Return text without what long pictures are made of that are written as addresses."""
    return _PICTURE.sub(PICTURE, text)


def _opens(fence: re.Match[str]) -> bool:
    """Tell whether a fence can open a block: what follows backticks holds none."""
    return fence[2][0] == "~" or "`" not in fence[3]


def _closes(line: str, mark: str) -> bool:
    """Tell whether a line closes a fence."""
    text = line.strip()
    return text.startswith(mark) and not text.strip(mark[0])


def _end_of(opened: str) -> str:
    """Return what ends HTML that goes on over blank lines."""
    return "-->" if opened == "<!--" else f"</{opened[1:]}"
