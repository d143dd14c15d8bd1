"""Reading: what Markdown and HTML become, and that nothing in it could steer a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.core.card.blocks import Code, Heading, Ink, Items, Page, Paragraph, Quote, Rule, Span, Table
from hubtui.core.card.cutting import cut
from hubtui.core.card.reading import Reader
from hubtui.core.card.slugs import Numbering, slug
from hubtui.text import is_plain
from tests.core.card.test_cutting import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubtui.core.card.blocks import Block, Spans


def pages(text: str) -> list[Page]:
    """Return a card as it is read, chunk by chunk."""
    card = cut(text)
    reader = Reader(card)
    return [reader.read(chunk) for chunk in card.chunks]


def page(text: str) -> Page:
    """Return a card of one chunk as it is read."""
    (read,) = pages(text)
    return read


def said(spans: Spans) -> str:
    """Return the text of spans."""
    return "".join(span.text for span in spans)


def spans_of(block: Block) -> Iterator[Span]:
    """Yield all spans in a block."""
    match block:
        case Paragraph(spans) | Heading(_, spans):
            yield from spans
        case Items(items):
            for item in items:
                for each in item.blocks:
                    yield from spans_of(each)
        case Quote(blocks):
            for each in blocks:
                yield from spans_of(each)
        case Table(head, rows):
            for row in (head, *rows):
                for cell in row:
                    yield from cell


def shape(block: Block) -> object:
    """Return a block as plain values, for comparing."""
    match block:
        case Paragraph(spans):
            return said(spans)
        case Heading(level, spans):
            return level, said(spans)
        case Items(items):
            return [(item.mark, *map(shape, item.blocks)) for item in items]
        case Quote(blocks):
            return {"quote": [*map(shape, blocks)]}
        case Code(lines):
            return list(lines)
        case Table(head, rows):
            return [tuple(map(said, row)) for row in (head, *rows)]
        case Rule():
            return "---"


def shapes(text: str) -> list[object]:
    """Return the blocks of a card of one chunk as plain values."""
    return [*map(shape, page(text).blocks)]


def inks(text: str) -> list[tuple[str, Ink]]:
    """Return the spans of a card's first block with their inks."""
    return [(span.text, span.ink) for span in spans_of(page(text).blocks[0])]


@given(TEXTS)
def test_all_text_is_clean_and_stands_where_it_says(text: str) -> None:
    for read in pages(text):
        for block in read.blocks:
            for span in spans_of(block):
                assert is_plain(span.text.replace("\n", ""))
                assert read.text[span.at :].startswith(span.text)
                assert -1 <= span.stop < len(read.stops)


@given(st.text(alphabet="<>/abip \n\"'=!-&;#x12", max_size=200))
def test_broken_html_is_read_without_complaint(text: str) -> None:
    for read in pages(f"<div>{text}"):
        assert is_plain(read.text.replace("\n", ""))


def test_paragraphs_headings_and_rules() -> None:
    text = "# One\n\nTwo\nthree\n\nFour\n====\n\n***\n\n### Five ###\n"
    assert shapes(text) == [(1, "One"), "Two three", (1, "Four"), "---", (3, "Five")]


def test_inks_nest() -> None:
    assert inks("a **b *c*** ~~d~~ `e`") == [
        ("a ", Ink.PLAIN), ("b ", Ink.STRONG), ("c", Ink.STRONG | Ink.EMPHASIS), (" ", Ink.PLAIN), ("d", Ink.STRIKE),
        (" ", Ink.PLAIN), ("e", Ink.CODE),
    ]  # fmt: skip


def test_lists_nest_and_keep_their_numbers() -> None:
    assert shapes("- a\n  - b\n    - c\n- d\n") == [[("•", "a", [("◦", "b", [("▪", "c")])]), ("•", "d")]]
    assert shapes("7. a\n8. b\n") == [[("7.", "a"), ("8.", "b")]]


def test_items_with_a_blank_line_between_them_stand_apart() -> None:
    (loose,), (tight,) = page("- a\n\n- b\n").blocks, page("- a\n- b\n").blocks
    assert isinstance(loose, Items)
    assert isinstance(tight, Items)
    assert (loose.loose, tight.loose) == (True, False)


def test_tasks_have_boxes() -> None:
    assert shapes("- [ ] a\n- [x] b\n- [y] c\n") == [[("☐", "a"), ("☑", "b"), ("•", "[y] c")]]


def test_quotations_and_alerts() -> None:
    assert shapes("> a\n> b\n>\n> > c\n") == [{"quote": ["a b", {"quote": ["c"]}]}]
    assert shapes("> [!WARNING]\n> Mind it.\n") == [{"quote": ["Warning", "Mind it."]}]
    assert shapes("> [!WARNING]\n") == [{"quote": ["Warning"]}]


def test_tables_have_heads_rows_and_sides() -> None:
    (table,) = page("| a | b |\n|:--|--:|\n| `1` | 2 |\n| 3 |\n").blocks
    assert isinstance(table, Table)
    assert shape(table) == [("a", "b"), ("1", "2"), ("3", "")]
    assert table.right == (False, True)


def test_code_is_kept_as_it_was_written() -> None:
    read = page("```python\nif x:\n\treturn\u202e\n\n```\n")
    (code,) = read.blocks
    assert isinstance(code, Code)
    assert (code.lines, code.language) == (("if x:", "    return", ""), "python")
    assert read.stops[code.stop].code == "if x:\n\treturn\n\n"


def test_code_of_several_chunks_is_copied_as_one() -> None:
    lines = "".join(f"line {number:05}\n" for number in range(1000))
    read = pages(f"```\n{lines}```\n")
    assert [each.stops[0].code if each.stops else None for each in read] == [lines, *[None] * (len(read) - 1)]
    assert [each.joined for each in read][:2] == [False, True]


def test_indented_code_and_code_in_a_list_are_code_too() -> None:
    assert shapes("    x = 1\n") == [["x = 1"]]
    assert shapes("- a\n\n  ```\n  b\n  ```\n") == [[("•", "a", ["b"])]]


def test_links_are_stops_with_their_addresses_as_written() -> None:
    read = page("[a](b c) [a](<b c>) [d](../e#f 'title') https://g.example/h. <i@j.example>")
    links = [
        (span.text, read.stops[span.stop].href) for span in spans_of(read.blocks[0]) if span.ink & Ink.LINK
    ]
    assert links == [
        ("a", "b c"), ("d", "../e#f"), ("https://g.example/h", "https://g.example/h"),
        ("i@j.example", "mailto:i@j.example"),
    ]  # fmt: skip
    assert shapes("[a](b c)") == ["[a](b c)"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://a.example/b, and", "https://a.example/b"),
        ("(https://a.example/b)", "https://a.example/b"),
        ("https://a.example/b_(c)", "https://a.example/b_(c)"),
        ("`https://a.example` no", None),
        ("[https://a.example/x](https://b.example)", "https://b.example"),
    ],
)
def test_addresses_in_text_are_links(text: str, address: str | None) -> None:
    assert [stop.href for stop in page(text).stops] == ([] if address is None else [address])


def test_even_links_that_are_never_followed_are_shown_as_what_they_say() -> None:
    read = page("[click](javascript:alert(1)) [file](file:///etc/passwd)")
    assert shape(read.blocks[0]) == "click file"
    assert [stop.href for stop in read.stops] == ["javascript:alert(1)", "file:///etc/passwd"]


def test_a_definition_in_another_chunk_is_found() -> None:
    filler = "word " * 400
    first, *_ = pages(
        f"[text][Far Away] and [far away]\n\n{filler}\n\n{filler}\n\n[far   away]: https://a.example\n"
    )
    assert [stop.href for stop in first.stops] == ["https://a.example"] * 2


def test_images_are_their_words_and_their_address() -> None:
    read = page(
        "![a *plot*](assets/plot.png)\n\n[![badge](https://a.example/b.svg)](https://c.example)\n\n![](x/y.png)"
    )
    assert [*map(shape, read.blocks)] == ["▨ a plot assets/plot.png", "▨ badge", "▨ y.png x/y.png"]
    assert [(stop.href, stop.image) for stop in read.stops] == [
        ("assets/plot.png", True), ("https://c.example", False), ("x/y.png", True),
    ]  # fmt: skip


def test_a_picture_written_as_an_address_is_not_shown_as_one() -> None:
    assert shapes(f"![a](data:image/png;base64,{'A' * 3000})") == ["▨ a"]


def test_footnotes_lead_to_their_text() -> None:
    read = page("Text[^1] and[^note].\n\n[^1]: One *word*\n  that goes on.\n[^note]: https://a.example\n")
    assert [*map(shape, read.blocks)] == [
        "Text[1] and[note].", [("[1]", "One word that goes on.")], [("[note]", "https://a.example")],
    ]  # fmt: skip
    assert [stop.href for stop in read.stops[:2]] == ["#fn-1", "#fn-note"]
    assert [name for name, _ in read.names] == ["fn-1", "fn-note"]


def test_entities_cannot_bring_back_what_was_cleaned_away() -> None:
    assert shapes("a&#27;[2Jb&#x202e;c&#x9b;d&amp;") == ["a\ufffd[2Jbc\ufffdd&"]
    assert shapes("<p>a&#27;[2Jb&#x202e;c</p>") == ["a[2Jbc"]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ('<h1 align="center">A <b>b</b></h1>', [(1, "A b")]),
        ("<p>one<br>two</p>\n<p>three", ["one\ntwo", "three"]),
        ("<ul><li>a</li><li>b<ol><li>c</ol></ul>d", [[("•", "a"), ("•", "b"), ("1.", "c")], "d"]),
        ("<table><tr><th>a<th>b</tr><tr><td></td><td>2</td></tr></table>", [[("a", "b"), ("", "2")]]),
        ("<table><tr><td>1</td><td><p>2</p><p>3</p></td></tr></table>", [[("", ""), ("1", "2\n3")]]),
        ("<div><script>alert(1)</script><style>p {}</style>seen</div>", ["seen"]),
        ("<!-- hidden --><div>seen</div>", ["seen"]),
        ("<pre>a\n  b</pre>", [["a", "  b"]]),
        ("<details><summary>more</summary>text</details>", ["▸ more", "text"]),
        ("<div>1 < 2 & 3 <", ["1 < 2 & 3 <"]),
        ("<hr>", ["---"]),
        ('<iframe src="https://a.example/x"></iframe>', ["▨ iframe https://a.example/x"]),
    ],
)
def test_html_is_reduced_to_its_text(html: str, blocks: list[object]) -> None:
    assert shapes(html) == blocks


def test_html_within_text_has_its_inks_links_and_names() -> None:
    read = page(
        'a <b>b <i>c</b> d <a href="e" name="here">f</a><br>g <img src=h.png alt=i onerror="alert(1)">'
    )
    assert [(span.text, span.ink) for span in spans_of(read.blocks[0])][1:3] == [
        ("b ", Ink.STRONG), ("c", Ink.STRONG | Ink.EMPHASIS),
    ]  # fmt: skip
    assert shape(read.blocks[0]) == "a b c d f\ng ▨ i h.png"
    assert ([stop.href for stop in read.stops], [name for name, _ in read.names]) == (
        ["e", "h.png"],
        ["here"],
    )


def test_headings_have_the_names_that_links_use() -> None:
    read = page("# Model Card for `x_y-1.5` (beta)\n\n## Größe & Maß\n")
    assert [name for name, _ in read.headings] == ["model-card-for-x_y-15-beta", "größe--maß"]
    assert [read.text[at:].partition("\n")[0] for _, at in read.headings][1] == "Größe & Maß"


def test_headings_of_the_same_name_are_numbered() -> None:
    numbering = Numbering()
    assert [numbering.name(slug(each)) for each in ("Use", "use", "Use-1", "Use!")] == [
        "use",
        "use-1",
        "use-1-1",
        "use-2",
    ]


def test_nesting_without_end_is_read_in_the_time_of_other_text() -> None:
    for text in (">" * 3000, "- " * 1500, "[" * 3000, "*a **a " * 400, "<div>" * 700):
        assert pages(text)
