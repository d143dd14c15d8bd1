"""HTML reduced to its text: to the same blocks that Markdown is read into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hubtui.core.card.blocks import Heading, Ink, Item, Items, Paragraph, Rule, Table
from hubtui.core.card.tags import RAW, Tags
from hubtui.core.card.writing import Run

if TYPE_CHECKING:
    from hubtui.core.card.blocks import Block, Spans
    from hubtui.core.card.tags import Attributes
    from hubtui.core.card.writing import Writer

INKS: Final = {
    "b": Ink.STRONG, "strong": Ink.STRONG, "i": Ink.EMPHASIS, "em": Ink.EMPHASIS, "cite": Ink.EMPHASIS,
    "code": Ink.CODE, "kbd": Ink.CODE, "samp": Ink.CODE, "tt": Ink.CODE, "del": Ink.STRIKE, "s": Ink.STRIKE,
    "strike": Ink.STRIKE, "small": Ink.MUTED,
}  # fmt: skip
"""What inline tags mean."""
_PICTURES = frozenset({"img", "iframe", "video", "audio", "source", "embed"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = RAW | {"template", "noscript", "object"}
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "form", "header", "html", "main", "nav", "ol", "p", "section", "summary", "ul",
))  # fmt: skip


class InlineTags(Tags):
    """Writes the tags within a paragraph of Markdown into its run; the text between them is Markdown's."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.run = Run(writer)
        """What is written into."""
        self._pushed: list[str] = []

    def begin(self, run: Run) -> None:
        """Write into another run from now on."""
        self.run = run
        self._pushed.clear()

    def take_start(self, tag: str, values: Attributes) -> None:
        """Take a tag that opens."""
        for name in dict.fromkeys((values.get("id", ""), values.get("name", ""))):
            self._writer.name(name)
        if tag in INKS:
            self.run.push(INKS[tag])
            self._pushed.append(tag)
        elif tag == "br":
            self.run.line_break()
        elif tag == "a" and values.get("href"):
            self.run.open_link(values["href"])
        elif tag in _PICTURES and (source := values.get("src", "")):
            self.run.image(values.get("alt") or values.get("title") or ("" if tag == "img" else tag), source)

    def take_end(self, tag: str) -> None:
        """Take a tag that closes."""
        if tag == "a":
            self.run.close_link()
        elif tag in self._pushed:
            while self._pushed.pop() != tag:
                self.run.pop()
            self.run.pop()


class HtmlReader(InlineTags):
    """Reads HTML that stands by itself."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(writer)
        self._blocks: list[Block] = []
        self._items: list[Item] = []
        self._numbers: list[int | None] = []
        """Of each list that is open, the number of its next item; None without numbers."""
        self._mark = ""
        """The mark of the item that is open; empty outside of one."""
        self._level = 0
        """The level of the heading that is open; 0 outside of one."""
        self._hidden = ""
        """The open element whose content is no text."""
        self._code: list[str] | None = None
        """What was read of a block of code."""
        self._rows: list[tuple[bool, list[Spans]]] | None = None
        """The rows of the table that is open, each with whether it is a heading."""
        self._in_cell = False

    def read(self, text: str) -> tuple[Block, ...]:
        """Return the blocks of a text; elements that are still open are closed."""
        self.feed(text)
        self._end_code()
        self._end_table()
        self._end_block()
        self._end_items()
        return tuple(self._blocks)

    def take_text(self, text: str) -> None:
        """Take text between tags."""
        if self._code is not None:
            self._code.append(text)
        elif not self._hidden:
            self.run.text(text)

    def take_start(self, tag: str, values: Attributes) -> None:
        """Take a tag that opens."""
        if tag in _HIDDEN:
            self._hidden = self._hidden or tag
        elif tag == "pre":
            self._end_block()
            self._code = []
        elif self._code is not None:
            if tag == "br":
                self._code.append("\n")
        elif tag in ("table", "tr", "td", "th"):
            self._start_table(tag)
        elif self._rows is not None and (tag in _BLOCKS or tag == "li"):
            self.run.line_break()
        else:
            self._start_block(tag)
            super().take_start(tag, values)

    def take_end(self, tag: str) -> None:
        """Take a tag that closes."""
        if self._hidden:
            self._hidden = "" if tag == self._hidden else self._hidden
        elif tag == "pre":
            self._end_code()
        elif tag == "table":
            self._end_table()
        elif tag in ("td", "th"):
            self._end_cell()
        elif self._rows is None and (tag in _BLOCKS or tag in _HEADINGS or tag == "li"):
            self._end_block()
            if tag in ("ul", "ol") and self._numbers:
                self._numbers.pop()
            if not self._numbers:
                self._end_items()
        else:
            super().take_end(tag)

    def _start_block(self, tag: str) -> None:
        if tag in _BLOCKS or tag in _HEADINGS or tag in ("li", "hr"):
            self._end_block()
        if tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag in ("ul", "ol"):
            self._numbers.append(1 if tag == "ol" else None)
        elif tag == "li":
            self._mark = self._next_mark()
        elif tag == "hr":
            self._end_items()
            self._blocks.append(Rule())
        elif tag == "summary":
            self.run.muted("▸ ")

    def _next_mark(self) -> str:
        number = self._numbers[-1] if self._numbers else None
        if number is None:
            return "•"
        self._numbers[-1] = number + 1
        return f"{number}."

    def _end_block(self) -> None:
        """End the text that is open, as the heading, item or paragraph that it is."""
        if self._rows is not None:
            return
        run, mark, level = self.run, self._mark, self._level
        self.begin(Run(self._writer))
        self._level = 0
        if level:
            self._add(*self._writer.heading(level, run))
        else:
            self._add(*self._writer.paragraph(run), mark=mark)

    def _add(self, *blocks: Paragraph | Heading, mark: str = "") -> None:
        if not blocks:
            return
        if mark:
            self._items.append(Item(mark, blocks))
            self._mark = ""
            return
        self._end_items()
        self._blocks += blocks

    def _end_items(self) -> None:
        if self._items:
            self._blocks.append(Items(tuple(self._items)))
            self._items = []

    def _end_code(self) -> None:
        if self._code is None:
            return
        text = "".join(self._code).strip("\n")
        self._code = None
        if text.strip():
            self._end_items()
            self._blocks.append(self._writer.code(text))

    # Tables

    def _start_table(self, tag: str) -> None:
        if self._rows is None:
            self._end_block()
            self._end_items()
            self._rows = []
        self._end_cell()
        if tag == "tr":
            self._rows.append((False, []))
        elif tag != "table":
            if not self._rows:
                self._rows.append((False, []))
            heading, cells = self._rows[-1]
            self._rows[-1] = (heading or tag == "th", cells)
            self._in_cell = True

    def _end_cell(self) -> None:
        """End the cell that is open, even an empty one; text between cells is one too."""
        if self._rows and (self._in_cell or not self.run.is_empty):
            self._rows[-1][1].append(self.run.ended())
        self.begin(Run(self._writer))
        self._in_cell = False

    def _end_table(self) -> None:
        if self._rows is None:
            return
        self._end_cell()
        rows = [(heading, tuple(cells)) for heading, cells in self._rows if any(cells)]
        self._rows = None
        if not rows:
            return
        head = rows.pop(0)[1] if rows[0][0] else ()
        width = max(len(head), *(len(cells) for _, cells in rows)) if rows else len(head)
        filled = head + ((),) * (width - len(head))
        self._blocks.append(Table(filled, tuple(cells for _, cells in rows), (False,) * width))
