"""Reads chunks of a card into pages: Markdown through markdown-it, what is HTML in it as its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference

from hubtui.core.card.blocks import Ink, Item, Items, Quote, Rule, Table
from hubtui.core.card.cutting import Form, without_pictures
from hubtui.core.card.html import HtmlReader, InlineTags
from hubtui.core.card.writing import Run, Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from hubtui.core.card.blocks import Block, Page, Spans
    from hubtui.core.card.cutting import Card, Chunk

DEEPEST: Final = 40
"""Blocks within each other that are read, a list and its item being two; what is deeper is left out."""
BRACKETS: Final = 400
"""From so many in a chunk on it is not looked for links: no prose has so many, and each of them costs a look at all
that follows."""
BULLETS: Final = ("•", "◦", "▪")
_TASK = re.compile(r"\[([ xX])\][ \t]+")
_NOTE = re.compile(r"\[\^([^\]\s]{1,60})\]")
_NOTE_BEGINS = re.compile(r" {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*")
_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*\n?")
_INKS = {"strong_open": Ink.STRONG, "em_open": Ink.EMPHASIS, "s_open": Ink.STRIKE}
_ENDS = frozenset({"strong_close", "em_close", "s_close"})


class Reader:
    """Reads the chunks of one card, in any order.

    Args:
        card: as it was cut.
    """

    def __init__(self, card: Card) -> None:
        self._card = card
        self._parser = _parser()
        self._plain = _parser().disable(["link", "image"])
        self._references = {
            normalizeReference(label): {"title": "", "href": href} for label, href in card.references.items()
        }

    def read(self, chunk: Chunk) -> Page:
        """Read a chunk; it takes some microseconds a character."""
        writer = Writer()
        if chunk.form is Form.CODE:
            return self._code(chunk, writer)
        text = chunk.lead + without_pictures(self._card.text(chunk))
        if chunk.form is Form.HTML:
            return writer.page(HtmlReader(writer).read(text), joined=chunk.joined)
        parser = self._parser if text.count("[") < BRACKETS else self._plain
        tokens = parser.parse(text, {"references": self._references})
        return writer.page(_Walk(tokens, writer).blocks(), joined=chunk.joined)

    def _code(self, chunk: Chunk, writer: Writer) -> Page:
        source, whole = self._card.source, chunk.whole
        block = writer.code(
            source[slice(*chunk.content)],
            chunk.info,
            source[slice(*whole)] if whole is not None else None,
            stops=whole is not None,
        )
        return writer.page((block,), joined=chunk.joined)


def _parser() -> MarkdownIt:
    """Return a parser that leaves addresses as they are: what they lead to is vetted when they are followed."""
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    for rule in ("validateLink", "normalizeLink", "normalizeLinkText"):
        setattr(parser, rule, _as_it_is if rule != "validateLink" else _any)
    parser.inline.ruler.before("link", "note", _note)
    parser.block.ruler.before("reference", "note", _note_text, {"alt": ["paragraph", "reference"]})
    return parser


def _as_it_is(url: str) -> str:
    return url


def _any(_: str) -> bool:
    return True


def _note(state: StateInline, silent: bool) -> bool:
    """Read what refers to a footnote: ``[^1]``."""
    found = _NOTE.match(state.src, state.pos)
    if found is None or found.end() > state.posMax:
        return False
    if not silent:
        state.push("note", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _note_text(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a footnote: ``[^1]: text``, up to a blank line or the next one."""
    begin, stop = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    found = _NOTE_BEGINS.match(state.src, begin, stop)
    if found is None or state.is_code_block(start):
        return False
    if silent:
        return True
    line = start + 1
    while line < end and not state.isEmpty(line) and not _NOTE_BEGINS.match(state.src, state.bMarks[line]):
        line += 1
    opening = state.push("note_open", "", 1)
    opening.content, opening.map = found[1], [start, line]
    inline = state.push("inline", "", 0)
    inline.content = state.src[found.end() : state.eMarks[line - 1]].strip()
    inline.map, inline.children = [start, line], []
    state.push("note_close", "", -1)
    state.line = line
    return True


class _Walk:
    """Makes blocks of the tokens of one chunk, in one pass."""

    def __init__(self, tokens: Sequence[Token], writer: Writer) -> None:
        self._tokens = tokens
        self._place = 0
        self._writer = writer
        self._tags = InlineTags(writer)
        self._depth = 0
        """Lists that are open."""
        self._makers: dict[str, Callable[[Token], tuple[Block, ...]]] = {
            "paragraph_open": self._paragraph,
            "heading_open": self._heading,
            "bullet_list_open": self._list,
            "ordered_list_open": self._list,
            "blockquote_open": self._quote,
            "table_open": self._table,
            "note_open": self._footnote,
            "fence": self._code,
            "code_block": self._code,
            "html_block": self._html,
            "hr": lambda _: (Rule(),),
        }

    def blocks(self, until: str = "") -> tuple[Block, ...]:
        """Return the blocks up to a token of a type, which is passed."""
        found: list[Block] = []
        while (token := self._next()) is not None and token.type != until:
            if (make := self._makers.get(token.type)) is not None:
                found += make(token)
        return tuple(found)

    def _next(self) -> Token | None:
        if self._place == len(self._tokens):
            return None
        self._place += 1
        return self._tokens[self._place - 1]

    def _spans(self, ink: Ink = Ink.PLAIN) -> Run:
        """Return the run of the inline token that is next, and pass what closes it."""
        run = Run(self._writer, ink)
        inline = self._next()
        if inline is not None and inline.type == "inline":
            self._write(inline.children or [], run)
            self._next()
        return run

    def _paragraph(self, _: Token) -> tuple[Block, ...]:
        return self._writer.paragraph(self._spans())

    def _heading(self, token: Token) -> tuple[Block, ...]:
        return self._writer.heading(int(token.tag[1:]), self._spans())

    def _code(self, token: Token) -> tuple[Block, ...]:
        return (self._writer.code(token.content, token.info),)

    def _html(self, token: Token) -> tuple[Block, ...]:
        return HtmlReader(self._writer).read(token.content)

    def _quote(self, _: Token) -> tuple[Block, ...]:
        first = self._tokens[self._place + 1 : self._place + 2]
        alert = _ALERT.match(first[0].content) if first and first[0].type == "inline" else None
        if alert is None:
            return (Quote(self.blocks("blockquote_close")),)
        run = Run(self._writer, Ink.STRONG)
        run.text(alert[1].capitalize())
        # The mark is the first line of the paragraph's text; its tokens go with it.
        children = first[0].children or []
        breaks = [number for number, child in enumerate(children) if child.type == "softbreak"]
        first[0].children = children[breaks[0] + 1 :] if breaks else []
        return (Quote((*self._writer.paragraph(run), *self.blocks("blockquote_close"))),)

    def _footnote(self, token: Token) -> tuple[Block, ...]:
        self._writer.name(f"fn-{token.content}")
        return (Items((Item(f"[{token.content}]", self._writer.paragraph(self._spans())),)),)

    def _list(self, opening: Token) -> tuple[Block, ...]:
        self._depth += 1
        ordered = opening.type == "ordered_list_open"
        bullet = BULLETS[min(self._depth, len(BULLETS)) - 1]
        number = int(opening.attrs.get("start", 1))
        items: list[Item] = []
        loose = False
        while (token := self._next()) is not None and token.level > opening.level:
            if token.type != "list_item_open":
                continue
            following = self._tokens[self._place : self._place + 1]
            loose = loose or any(each.type == "paragraph_open" and not each.hidden for each in following)
            mark = self._task() or (f"{number + len(items)}." if ordered else bullet)
            items.append(Item(mark, self.blocks("list_item_close")))
        self._depth -= 1
        return (Items(tuple(items), loose and len(items) > 1),)

    def _task(self) -> str:
        """Return the mark of a task, and take it from the text of the item that begins; empty if it is none."""
        for token in self._tokens[self._place + 1 : self._place + 2]:
            first = token.children[0] if token.type == "inline" and token.children else None
            if first is not None and (found := _TASK.match(first.content)):
                first.content = first.content[found.end() :]
                return "☐" if found[1] == " " else "☑"
        return ""

    # Tables

    def _table(self, _: Token) -> tuple[Block, ...]:
        rows: list[tuple[Spans, ...]] = []
        right: list[bool] = []
        while (token := self._next()) is not None and token.type != "table_close":
            if token.type == "tr_open":
                rows.append(())
            elif token.type in ("th_open", "td_open"):
                if len(rows) == 1:
                    right.append("right" in str(token.attrs.get("style", "")))
                rows[-1] += (self._spans().ended(),)
        return (Table(rows[0], tuple(rows[1:]), tuple(right)),) if rows else ()

    # Text

    def _write(self, tokens: Sequence[Token], run: Run) -> None:
        """Write the tokens of a paragraph into a run."""
        self._tags.begin(run)
        for token in tokens:
            kind = token.type
            if kind == "text":
                run.text(token.content)
            elif kind == "softbreak":
                run.text(" ")
            elif kind in _INKS:
                run.push(_INKS[kind])
            elif kind in _ENDS:
                run.pop()
            elif kind == "code_inline":
                run.code(token.content)
            elif kind == "link_open":
                run.open_link(str(token.attrs.get("href", "")))
            elif kind == "link_close":
                run.close_link()
            else:
                self._write_rarer(token, run)

    def _write_rarer(self, token: Token, run: Run) -> None:
        if token.type == "hardbreak":
            run.line_break()
        elif token.type == "image":
            words = "".join(child.content for child in token.children or ())
            run.image(words, str(token.attrs.get("src", "")))
        elif token.type == "html_inline":
            self._tags.feed(token.content)
        elif token.type == "note":
            run.open_link(f"#fn-{token.content}")
            run.text(f"[{token.content}]")
            run.close_link()
