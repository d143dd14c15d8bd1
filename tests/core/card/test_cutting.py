"""Cutting: nothing is lost, nothing is long, and no block that reads as one is cut where it need not be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hubtui.core.card.cutting import MOST, NATURAL, Card, Form, cut

PARAGRAPH = "word " * (NATURAL // 5 + 1)
"""A paragraph behind which a chunk may end."""
PIECES = st.sampled_from((
    "\n", "\n\n", "```", "```python\n", "~~~\n", "- item\n", "  more\n", "    code\n", "1. one\n", "> quote\n", "---\n",
    "<!--", "-->", "<table>\n", "</table>\n", "<script>", "</script>", "<div>\n", "| a | b |\n|---|---|\n",
    "| 1 | 2 |\n", "[a]: b\n", "# heading\n", "word ", "\t", "\r\n", "\r", "\ufeff", "x" * 900, "word " * 300,
    "| 1 | 2 |\n" * 200, "漢" * 700,
))  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=20), max_size=40).map("".join)


def texts(card: Card, form: Form | None = None) -> list[str]:
    """Return the chunks' parts of the source, of one form or of all."""
    return [card.text(chunk) for chunk in card.chunks if form is None or chunk.form is form]


@given(TEXTS)
def test_joined_chunks_are_the_source_behind_the_front_matter(text: str) -> None:
    card = cut(text)
    body = "".join(texts(card))
    assert card.source.endswith(body)
    assert len(card.source) - len(body) == (card.chunks[0].start if card.chunks else len(card.source))
    assert card.chunks == () or card.chunks[-1].end == len(card.source)


@given(TEXTS)
def test_no_chunk_is_empty_or_long(text: str) -> None:
    for chunk in cut(text).chunks:
        length = (chunk.content[1] - chunk.content[0]) if chunk.form is Form.CODE else chunk.end - chunk.start
        assert chunk.end > chunk.start
        assert length <= MOST


@given(TEXTS)
def test_a_chunk_of_code_knows_its_lines(text: str) -> None:
    for chunk in cut(text).chunks:
        if chunk.form is Form.CODE:
            first, last = chunk.content
            assert chunk.start <= first <= last <= chunk.end
            assert chunk.whole is None or chunk.whole[0] == first


def test_line_ends_and_a_byte_order_mark_are_not_kept() -> None:
    card = cut("\ufeff---\r\nlicense: mit\r\n---\r\n# One\r\rtwo\r\n")
    assert card.front == "license: mit\n"
    assert texts(card) == ["# One\n\ntwo\n"]


def test_front_matter_is_apart_and_may_be_all_there_is() -> None:
    card = cut("---\ntags:\n- a\n---")
    assert (card.front, card.chunks) == ("tags:\n- a\n", ())


def test_a_rule_at_the_beginning_is_no_front_matter() -> None:
    card = cut("---\n\nText without an end.\n")
    assert card.front == ""
    assert texts(card) == ["---\n\nText without an end.\n"]


def test_a_short_card_is_one_chunk() -> None:
    assert texts(cut("# One\n\ntwo\n\n- three\n")) == ["# One\n\ntwo\n\n- three\n"]


def test_an_empty_card_has_no_chunks() -> None:
    assert cut("").chunks == ()


def test_a_chunk_ends_at_a_blank_line_once_it_is_of_a_fair_size() -> None:
    assert texts(cut(f"{PARAGRAPH}\n\nnext\n\nand\n")) == [f"{PARAGRAPH}\n\n", "next\n\nand\n"]


def test_a_list_is_not_cut_within_its_items() -> None:
    text = f"- {PARAGRAPH}\n\n  more of it\n\n      code of it\n\n- the next\n"
    assert texts(cut(text)) == [text[: text.index("- the next")], "- the next\n"]


def test_a_fence_is_a_chunk_of_its_own_whatever_is_in_it() -> None:
    card = cut("before\n```python\n# no heading\n\n~~~\n```\nafter\n")
    assert texts(card) == ["before\n", "```python\n# no heading\n\n~~~\n```\n", "after\n"]
    code = card.chunks[1]
    assert (code.form, code.info) == (Form.CODE, "python")
    assert card.source[slice(*code.content)] == "# no heading\n\n~~~\n"


def test_a_fence_that_is_never_closed_goes_to_the_end() -> None:
    card = cut("~~~\none\n\ntwo")
    assert card.source[slice(*card.chunks[0].content)] == "one\n\ntwo"


def test_a_longer_fence_holds_a_shorter_one() -> None:
    assert texts(cut("````\n```\nx\n```\n````\nend\n")) == ["````\n```\nx\n```\n````\n", "end\n"]


def test_a_fence_within_a_list_is_not_cut() -> None:
    inside = "".join(f"  line {number}\n\n" for number in range(200))
    text = f"- item\n\n  ```\n{inside}  ```\n\nend\n"
    first, last = texts(cut(text))
    assert (first, last) == (text[: -len("end\n")], "end\n")


def test_very_long_code_within_a_list_goes_on_as_code() -> None:
    inside = "".join(f"  line {number}\n\n" for number in range(800))
    chunks = cut(f"- item\n\n  ```\n{inside}  ```\n\n  text\n").chunks
    assert len(chunks) > 1
    assert {chunk.lead for chunk in chunks[1:]} == {"```\n"}


def test_a_long_list_is_cut_between_its_items() -> None:
    card = cut("".join(f"- item {number}\n  goes on\n" for number in range(300)))
    assert len(card.chunks) > 3
    assert all(text.startswith("- item") and text.endswith("  goes on\n") for text in texts(card))
    assert all(chunk.joined for chunk in card.chunks[1:])


def test_a_picture_written_as_an_address_weighs_nothing_and_is_kept() -> None:
    text = f"before ![a](data:image/png;base64,{'A' * 50_000}) after\n"
    assert texts(cut(text)) == [text]


def test_long_code_is_cut_at_line_ends_and_is_still_one_block() -> None:
    lines = "".join(f"line {number:05}\n" for number in range(1000))
    card = cut(f"```\n{lines}```\n")
    assert [chunk.joined for chunk in card.chunks] == [False, *[True] * (len(card.chunks) - 1)]
    assert all(card.source[slice(*chunk.content)].endswith("\n") for chunk in card.chunks)
    assert "".join(card.source[slice(*chunk.content)] for chunk in card.chunks) == lines
    assert [chunk.whole and card.source[slice(*chunk.whole)] for chunk in card.chunks][:2] == [lines, None]


def test_a_long_table_is_cut_into_tables() -> None:
    head = "| a | b |\n|---|---|\n"
    card = cut(head + "| one | two |\n" * 1000)
    assert len(card.chunks) > 1
    assert all(chunk.lead == head and chunk.joined for chunk in card.chunks[1:])


def test_a_comment_hides_blank_lines() -> None:
    hidden = f"<!--\n\n{PARAGRAPH}\n\nhidden\n\n-->\n"
    assert texts(cut(f"{hidden}\nseen\n"))[0].startswith(hidden)


def test_a_long_table_in_html_is_read_as_html_up_to_its_end() -> None:
    rows = "<tr><td>one</td>\n\n    <td>two</td></tr>\n" * 300
    card = cut(f"<table>\n{rows}</table>\n\nend\n")
    assert card.chunks[0].form is Form.MARKDOWN
    assert {chunk.form for chunk in card.chunks[1:-1]} == {Form.HTML}
    assert (card.chunks[-1].form, texts(card)[-1]) == (Form.MARKDOWN, "end\n")


def test_definitions_are_collected_from_everywhere_but_code() -> None:
    card = cut(
        f"[far]: https://a.example/x\n{PARAGRAPH}\n\n```\n[no]: b\n```\n[One Two]: <c d> 'title'\n[far]: e\n[^1]: f\n"
    )
    assert card.references == {"far": "https://a.example/x", "One Two": "c d"}
