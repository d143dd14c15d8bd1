"""Colouring: which parts of a text are comments, strings, keywords and so on, found by Pygments as far as needed.

Pygments' expressions do not let go of the interpreter while they look, and some look for a time that grows with
the square of what is before them: one file made for that would stop every key. So they are shown a stretch of a few
lines at a time, and what they know at its end is carried into the next.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from pygments.lexer import ExtendedRegexLexer, LexerContext
from pygments.lexers import get_lexer_by_name
from pygments.lexers.data import YamlLexerContext
from pygments.token import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pygments.lexer import Lexer

    from hubtui.core.source_text import SourceText

STRETCH = 2_000
"""Characters that an expression gets to see; a line that is longer stays plain."""


class Span(NamedTuple):
    """A part of a line."""

    start: int
    end: int
    part: str
    """comment, string, number, keyword, name or tag."""


class Colouring:
    """Finds the parts of a text, from its beginning on.

    Args:
        source: the text.
        language: one of those that ``language_of`` returns.
    """

    def __init__(self, source: SourceText, language: str) -> None:
        self._source = source
        self._tokens = _tokens(language, source)
        self._spans: list[list[Span]] = [[] for _ in source.lines]
        self.reached = 0
        """Lines whose parts are known."""

    def advance(self, line: int) -> None:
        """Find the parts of all lines before ``line``. Blocks: call it in a thread, one call at a time."""
        for offset, part, length in self._tokens:
            first, start = self._source.place(offset)
            if part:
                self._add(first, start, length, part)
            if first >= line:
                self.reached = first
                return
        self.reached = len(self._source.lines)

    def spans_in(self, line: int, start: int, end: int) -> list[Span]:
        """Return the parts of a line that lie within or reach into some of its characters, in order."""
        if line >= self.reached:
            return []
        spans = self._spans[line]
        first = bisect_right(spans, start, key=_end)
        return spans[first : bisect_left(spans, end, key=_start)]

    def _add(self, line: int, start: int, length: int, part: str) -> None:
        """Add a part that may go over several lines."""
        while length > 0 and line < len(self._spans):
            here = min(length, len(self._source.lines[line]) - start)
            if here > 0:
                self._spans[line].append(Span(start, start + here, part))
            length -= here + 1
            line, start = line + 1, 0


def language_of(path: str) -> str:
    """Return the language of a file by its name, empty where it is plain text."""
    name = path.rpartition("/")[2].lower()
    ending = name.rpartition(".")[2] if "." in name else ""
    return _NAMES.get(name, _ENDINGS.get(ending, ""))


def language_named(name: str) -> str:
    """Return the language that is called so, as a block of code in a card names it; empty for none."""
    name = name.lower()
    return name if name in _ENDINGS.values() else _NAMES.get(name) or _ENDINGS.get(name, "")


def _tokens(language: str, source: SourceText) -> Iterator[tuple[int, str, int]]:
    """Yield where a part begins, what it is and how long it is; plain parts are empty."""
    if language == "markdown":
        yield from _markdown(source)
        return
    lexer = get_lexer_by_name(language)
    found = lexer.get_tokens_unprocessed(source.text) if language == "json" else _in_stretches(lexer, source)
    for offset, token, text in found:
        yield offset, _part(token), len(text)


def _in_stretches(lexer: Lexer, source: SourceText) -> Iterator[tuple[int, object, str]]:
    """Yield the tokens of a text of which the lexer sees a stretch at a time."""
    context: LexerContext = _CONTEXTS.get(lexer.name, LexerContext)(source.text, 0)
    for begin, end in _stretches(source):
        context.pos, context.end = begin, end
        yield from ExtendedRegexLexer.get_tokens_unprocessed(lexer, context=context)


def _stretches(source: SourceText) -> Iterator[tuple[int, int]]:
    """Yield stretches of whole lines, without lines that are longer than a stretch may be."""
    begin = end = 0
    for start, line in zip(source.starts, source.lines, strict=True):
        after = min(start + len(line) + 1, len(source.text))
        if after - begin > STRETCH:
            if end > begin:
                yield begin, end
            begin = start
        if after - begin > STRETCH:
            begin = after
        end = after
    if end > begin:
        yield begin, end


def _markdown(source: SourceText) -> Iterator[tuple[int, str, int]]:
    """Yield the parts of Markdown that a whole line tells: headings, quotations, and what is fenced."""
    fence = ""
    for number, (start, line) in enumerate(zip(source.starts, source.lines, strict=True)):
        mark = line.lstrip()[:3]
        if number == 0 and line == "---":
            fence = "---"
            part = "comment"
        elif fence:
            part = "comment" if fence == "---" else "string"
            fence = "" if mark == fence else fence
        elif mark in ("```", "~~~"):
            fence, part = mark, "string"
        else:
            part = "keyword" if line.startswith("#") else "comment" if line.startswith(">") else ""
        yield start, part, len(line)


def _part(token: object) -> str:
    """Return the part that a token of Pygments' is, or that what it is a special case of is."""
    while token is not None and token not in _PARTS:
        token = getattr(token, "parent", None)
    return _PARTS.get(token, "")


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end


def _by_ending(endings: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {ending: language for language, names in endings for ending in names.split()}


_CONTEXTS = {"YAML": YamlLexerContext}
"""What lexers carry along that need more than the others."""
_PARTS: dict[object, str] = {
    Token.Comment: "comment",
    Token.Keyword: "keyword",
    Token.Operator.Word: "keyword",
    Token.Literal.String: "string",
    Token.Literal.Number: "number",
    Token.Name.Attribute: "tag",
    Token.Name.Builtin: "name",
    Token.Name.Class: "name",
    Token.Name.Decorator: "name",
    Token.Name.Function: "name",
    Token.Name.Tag: "tag",
}
_ENDINGS = _by_ending(
    (
        ("bash", "sh bash"),
        ("c", "c h"),
        ("cpp", "cc cpp hpp cu cuh"),
        ("css", "css"),
        ("go", "go"),
        ("html", "html htm"),
        ("ini", "ini cfg"),
        ("java", "java"),
        ("javascript", "js mjs"),
        ("json", "json jsonl ipynb"),
        ("markdown", "md markdown"),
        ("python", "py pyi"),
        ("rust", "rs"),
        ("toml", "toml"),
        ("typescript", "ts tsx"),
        ("xml", "xml svg"),
        ("yaml", "yaml yml cff"),
    )
)
"""Languages by the ending of a name: those whose lexers can be shown a stretch at a time."""
_NAMES = {"dockerfile": "docker", "shell": "bash", "zsh": "bash", "c++": "cpp"}
"""Languages by a whole name."""
