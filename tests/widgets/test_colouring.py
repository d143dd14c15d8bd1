"""Tests of hubtui.widgets.colouring."""

from __future__ import annotations

import pytest

from hubtui.core.source_text import SourceText
from hubtui.widgets.colouring import STRETCH, Colouring, language_of

ENDINGS = "sh c cpp css go html ini java js json md py rs toml ts xml yaml"
LANGUAGES = sorted({language_of(name) for name in ("Dockerfile", *(f"x.{end}" for end in ENDINGS.split()))})
HOSTILE = (
    '"',
    "'",
    "/*",
    "{{",
    "${",
    "<a ",
    "&",
    "\\",
    "`",
    "```\n",
    "=",
    "a:",
    "\n ",
    "- ",
    "<<A\n",
    "(?",
    "%",
    "\n",
)


def parts(text: str, language: str) -> list[tuple[str, str]]:
    """Return what is coloured, and as what."""
    source = SourceText(text)
    colouring = Colouring(source, language)
    colouring.advance(len(source.lines))
    assert colouring.reached == len(source.lines)
    return [
        (line[span.start : span.end], span.part)
        for number, line in enumerate(source.lines)
        for span in colouring.spans_in(number, 0, len(line))
    ]


def test_the_parts_of_json_are_told_apart() -> None:
    found = parts('{"a": [1, "b", true]}', "json")
    assert found == [('"a"', "tag"), ("1", "number"), ('"b"', "string"), ("true", "keyword")]


def test_a_text_over_several_lines_is_coloured_in_each() -> None:
    found = parts('def f():\n    """One\n    two"""\n    return 1  # x', "python")
    assert ("def", "keyword") in found
    assert ("f", "name") in found
    assert ("# x", "comment") in found
    assert [part for text, part in found if "One" in text or "two" in text] == ["string", "string"]


def test_what_is_known_is_carried_from_one_stretch_to_the_next() -> None:
    long = '"""\n' + "word word word\n" * (2 * STRETCH // 15) + '"""\nreturn 1\n'
    found = parts(long, "python")
    assert {part for text, part in found if text.startswith("word")} == {"string"}
    assert found[-2:] == [("return", "keyword"), ("1", "number")]


def test_a_line_longer_than_a_stretch_stays_plain_and_the_next_is_coloured() -> None:
    found = parts("x = 1" + " " * STRETCH + "\nreturn 2\n", "python")
    assert found == [("return", "keyword"), ("2", "number")]


def test_headings_front_matter_and_fences_of_markdown_are_coloured() -> None:
    found = parts("---\nlicense: mit\n---\n# Title\ntext\n```\n# code\n```\n> said", "markdown")
    assert [part for _, part in found] == ["comment"] * 3 + ["keyword"] + ["string"] * 3 + ["comment"]


def test_nothing_is_known_beyond_the_line_that_was_asked_for() -> None:
    source = SourceText("return 1\n" * 50)
    colouring = Colouring(source, "python")
    colouring.advance(10)
    assert 10 <= colouring.reached < 50
    assert colouring.spans_in(9, 0, 8)
    assert not colouring.spans_in(49, 0, 8)


def test_only_parts_that_reach_into_the_asked_characters_come() -> None:
    source = SourceText("[1, 22, 333]")
    colouring = Colouring(source, "json")
    colouring.advance(1)
    assert [span.start for span in colouring.spans_in(0, 5, 8)] == [4]
    assert [span.start for span in colouring.spans_in(0, 2, 4)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_stops_any_of_the_lexers(language: str) -> None:
    for piece in HOSTILE:
        for text in (piece * 1500, f"{piece} x\n" * 300):
            for _, part in parts(text, language):
                assert part


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("a/b.py", "python"),
        ("X.JSON", "json"),
        ("Dockerfile", "docker"),
        ("LICENSE", ""),
        ("a.b/plain", ""),
        ("py", ""),
    ],
)
def test_the_name_tells_the_language(path: str, language: str) -> None:
    assert language_of(path) == language
