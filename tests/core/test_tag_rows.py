"""Tests of hubtui.core.tag_rows."""

from __future__ import annotations

from hubtui.core.choices import TagChoice
from hubtui.core.question import Question, Sieve
from hubtui.core.tag_rows import Heading, Line, Row, TagRows, line
from hubtui.core.tag_search import TagSearch
from hubtui.core.tags import Section, TagIndex
from hubtui.hub.criteria import Criteria, Kind
from hubtui.hub.models import Tag

INDEX = TagIndex(
    Kind.MODEL,
    [
        Section("Libraries", "library", (Tag("pytorch", "PyTorch"), Tag("tf", "TensorFlow"))),
        Section("Languages", "language", (Tag("de", "German"), Tag("en", "English"))),
        Section("Licenses", "license", (Tag("license:mit", "mit"),)),
    ],
)


def rows(text: str = "", question: Question | None = None, *notes: str, index: TagIndex = INDEX) -> TagRows:
    return TagRows(index, TagSearch(index.entries), question or Question(), text, notes)


def words(row: Row) -> str:
    """Return a row as text: a heading with a colon, a line with its note in brackets and its match marked."""
    if isinstance(row, Heading):
        return f"{row.text}:"
    return _marked(row.name, row.name_match) + (f" ({_marked(row.note, row.note_match)})" if row.note else "")


def _marked(text: str, match: tuple[int, int] | None) -> str:
    return f"{text[: match[0]]}<{text[match[0] : match[1]]}>{text[match[1] :]}" if match else text


def all_words(found: TagRows) -> list[str]:
    return [words(found[row]) for row in range(len(found))]


def test_with_nothing_typed_everything_stands_under_its_heading() -> None:
    assert all_words(rows()) == [
        "Libraries:",
        "pytorch",
        "tf (TensorFlow)",
        "Languages:",
        "de (German)",
        "en (English)",
        "Licenses:",
        "mit",
    ]


def test_what_is_chosen_and_excluded_stands_on_top_below_the_notes_and_says_what_it_is() -> None:
    question = Question(Criteria(tags=("license:mit", "never-seen")), Sieve(without=("de",)))
    assert all_words(rows("", question, "From 3 loaded rows"))[:5] == [
        "From 3 loaded rows:",
        "mit (license)",
        "never-seen (tag)",
        "de (tag)",
        "Libraries:",
    ]


def test_what_is_typed_narrows_all_groups_at_once_and_the_match_is_marked() -> None:
    assert all_words(rows("t")) == ["<t>f (TensorFlow)", "py<t>orch (library)", "mi<t> (license)"]
    assert all_words(rows("german")) == ["de (<German>)"]
    assert all_words(rows("license:")) == ["<license:>mit (license)"]
    assert all_words(rows(" TORCH ")) == ["py<torch> (library)"]
    assert all_words(rows("pytorch")) == ["<pytorch> (library)"]


def test_what_is_chosen_stays_on_top_while_something_is_typed_and_the_best_match_is_first() -> None:
    found = rows("en", Question(Criteria(tags=("license:mit",))))
    assert all_words(found) == [
        "mit (license)",
        "<en> (English)",
        "tf (T<en>sorFlow)",
        "lic<en>se:mit (license)",
    ]
    assert found.first == 1


def test_the_first_row_is_what_is_chosen_and_else_the_first_tag() -> None:
    assert rows("", Question(Criteria(tags=("en",)))).first == 0
    assert rows("", None, "a note").first == 2
    assert rows().first == 1


def test_a_name_that_nothing_has_is_said_and_nothing_is_to_be_picked_by_it() -> None:
    found = rows("zzz", Question(Criteria(tags=("en",))))
    assert all_words(found) == ["en (tag)", "Nothing has this name:", "ctrl+u shows all tags:"]
    assert found.first == -1
    assert found.found == 0


def test_a_leading_exclamation_mark_is_no_part_of_the_name() -> None:
    found = rows("!mit")
    assert found.typed.excludes
    assert all_words(found) == ["<mit> (license)"]
    assert rows("!").typed.excludes
    assert len(rows("!")) == len(rows())
    assert not rows("mit!").typed.excludes


def test_what_is_written_out_comes_first_and_what_it_lacks_is_said() -> None:
    whole = rows("params 3B..14B")
    assert all_words(whole) == ["3B–14B (parameters)"]
    assert whole.first == 0
    assert all_words(rows("params")) == ["params 3B..14B, <7B:"]
    assert rows("params").first == -1
    assert all_words(rows("author")) == ["author NAME:"]


def test_headings_and_notes_are_skipped_in_both_directions() -> None:
    found = rows("", None, "a note")
    assert [row for row in range(len(found)) if not found.is_line(row)] == [0, 1, 4, 7]
    assert [isinstance(found[row], Line) for row in range(len(found))] == [
        found.is_line(row) for row in range(len(found))
    ]
    assert found.nearest(4, 1) == 5
    assert found.nearest(4, -1) == 3
    assert found.nearest(0, -1) == 2
    assert found.nearest(99, 1) == 8
    assert rows("zzz").nearest(0, 1) == -1


def test_one_goes_from_group_to_group_and_stays_at_the_ends() -> None:
    found = rows("", Question(Criteria(tags=("en",))))
    assert all_words(found)[:2] == ["en (tag)", "Libraries:"]
    assert [found.next_group(row, 1) for row in (0, 2, 3, 5, 8)] == [2, 5, 5, 8, 8]
    assert [found.next_group(row, -1) for row in (8, 6, 5, 2, 0)] == [5, 5, 2, 0, 0]


def test_the_row_stays_on_its_line_when_something_is_pinned_above_it() -> None:
    before = rows()
    after = rows("", Question(Criteria(tags=("de",))))
    assert words(after[after.follow(before, 4)]) == "de (German)"
    assert before.follow(after, 5) == 4


def test_the_row_follows_what_is_pinned_and_goes_to_its_neighbour_when_that_is_taken_off() -> None:
    before = rows("", Question(Criteria(tags=("en", "license:mit", "tf"))))
    less = rows("", Question(Criteria(tags=("license:mit", "tf"))))
    assert less.follow(before, 2) == 1
    assert words(less[less.follow(before, 0)]) == "mit (license)"
    assert words(rows()[rows().follow(before, 0)]) == "pytorch"


def test_the_row_stays_on_its_tag_when_other_tags_arrive() -> None:
    more = TagIndex(Kind.MODEL, [Section("New", "tag", (Tag("a-mit"), Tag("b"))), *INDEX.sections])
    assert words(rows(index=more)[rows(index=more).follow(rows(), 7)]) == "mit"
    found, before = rows("mit", index=more), rows("mit")
    assert words(found[found.follow(before, 0)]) == "<mit> (license)"
    gone = rows(index=TagIndex(Kind.MODEL, INDEX.sections[:1]))
    assert gone.follow(rows(), 7) == gone.first


def test_another_kind_begins_at_its_first_row() -> None:
    found = rows(index=TagIndex(Kind.SPACE, INDEX.sections))
    assert found.follow(rows(), 7) == found.first


def test_another_text_begins_at_its_best_match() -> None:
    assert rows("en").follow(rows("e"), 2) == 0
    assert rows("e").follow(rows(), 4) == 0


def test_an_index_without_anything_has_no_rows() -> None:
    found = rows(index=TagIndex(Kind.MODEL, []))
    assert (len(found), found.first, found.nearest(0, 1), found.next_group(-1, 1)) == (0, -1, -1, -1)


def test_a_match_that_only_the_whole_label_has_shows_the_label() -> None:
    shown = line(TagChoice("region:us", "Region: US", "region"), "region: u", alone=True)
    assert words(shown) == "us (<Region: U>S)"
