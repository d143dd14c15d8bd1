"""Tests of hubtui.core.tag_search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.core.tag_search import EDGE, TagSearch, searchable, span


def entries(*names: str | tuple[str, str]) -> list[str]:
    """Return entries of an id, or of an id and a label."""
    return searchable([EDGE + EDGE.join([name] if isinstance(name, str) else name) + EDGE for name in names])


def test_an_exact_name_comes_first_then_exact_after_the_colon_then_what_begins_so_then_the_rest() -> None:
    names = ["commit", "mit-0", "license:mit-like", "license:mit", "mit", "limited"]
    found = TagSearch(entries(*names)).find("mit")
    assert [names[index] for index in found] == [
        "mit",
        "license:mit",
        "mit-0",
        "license:mit-like",
        "commit",
        "limited",
    ]


def test_equals_stay_in_the_order_of_the_server() -> None:
    names = ["xb", "ab", "license:b1", "b2", "b1", "cb"]
    found = TagSearch(entries(*names)).find("b")
    assert [names[index] for index in found] == ["license:b1", "b2", "b1", "xb", "ab", "cb"]


def test_a_label_is_found_and_ranked_like_an_id_and_case_does_not_matter() -> None:
    search = TagSearch(entries(("gsw", "Swiss German"), ("de", "German"), ("germanium", "")))
    assert list(search.find("GERMAN")) == [1, 2, 0]


def test_what_was_found_can_be_looked_at_from_any_place() -> None:
    names = [f"x{number}" if number % 3 else f"{number}x" for number in range(30)]
    found = TagSearch(entries(*names)).find("x")
    whole = [n for n in range(30) if n % 3] + [n for n in range(30) if not n % 3]
    assert found[25] == whole[25]
    assert found[3] == whole[3]
    assert found[-1] == 27
    assert list(found[18:22]) == whole[18:22]
    assert found.index(6) == whole.index(6)
    assert len(found) == 30
    with pytest.raises(IndexError):
        found[30]


def test_nothing_typed_finds_everything_in_order() -> None:
    search = TagSearch(entries("b", "a", "c"))
    assert list(search.find("")) == [0, 1, 2]
    search.find("a")
    assert list(search.find("")) == [0, 1, 2]


def test_what_no_entry_holds_finds_nothing_and_a_shorter_text_finds_again() -> None:
    search = TagSearch(entries("pytorch", "torchvision"))
    assert list(search.find("torchx")) == []
    assert list(search.find("torch")) == [1, 0]


def test_a_letter_more_looks_only_at_what_was_found_before() -> None:
    looked_at: list[str] = []

    class Entry(str):
        def __contains__(self, key: object) -> bool:
            if EDGE not in str(key):
                looked_at.append(self.strip(EDGE))
            return super().__contains__(str(key))

    search = TagSearch([Entry(entry) for entry in entries("mit", "gpl", "limited")])
    search.find("m")
    looked_at.clear()
    search.find("mi")
    assert looked_at == ["mit", "limited"]


NAMES = st.lists(st.text(alphabet="abİ:ß ", min_size=1, max_size=6), max_size=12)


@given(NAMES, st.lists(st.text(alphabet="abiİ:", max_size=3), max_size=6))
def test_what_was_typed_before_never_changes_what_is_found(names: list[str], typed: list[str]) -> None:
    search = TagSearch(entries(*names))
    for text in typed:
        found = list(search.find(text))
        assert found == list(TagSearch(entries(*names)).find(text))
        assert sorted(found) == [n for n, name in enumerate(names) if text.lower() in name.lower()]


def test_a_name_that_holds_what_stands_between_names_is_lowered_by_itself() -> None:
    assert searchable(["A\0B", "C:D"]) == ["\na\0b\n", "\nc:\nd\n"]
    assert searchable(["AB", "C:D"]) == ["\nab\n", "\nc:\nd\n"]


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("license:mit", "MIT", (8, 11)),
        ("PyTorch", "torch", (2, 7)),
        ("abcabc", "c", (2, 3)),
        ("abc", "x", None),
        ("abc", "", None),
        ("İİab", "a", (2, 3)),
        ("xİy", "İ", (1, 2)),
        ("xİy", "i", (1, 2)),
        ("日本語", "本", (1, 2)),
    ],
)
def test_the_match_is_found_in_characters_of_the_text(
    text: str, typed: str, found: tuple[int, int] | None
) -> None:
    assert span(text, typed) == found


@given(st.text(alphabet="aİß日b", max_size=8), st.text(alphabet="aİi̇b", min_size=1, max_size=3))
def test_a_span_never_leaves_the_text_and_holds_what_was_typed(text: str, typed: str) -> None:
    found = span(text, typed)
    assert (found is None) is (typed.lower() not in text.lower())
    if found is not None:
        start, end = found
        assert 0 <= start < end <= len(text)
        assert typed.lower() in text[start:end].lower()
