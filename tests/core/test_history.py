"""Tests of hubtui.core.history."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hubtui.core.history import MOST_QUESTIONS, MOST_SEARCHES, Searches, Trail
from hubtui.core.question import Question
from hubtui.hub.criteria import Criteria


def asks(text: str) -> Question:
    return Question(Criteria(search=text))


def trail(*texts: str) -> Trail:
    found = Trail()
    for text in texts:
        found = found.asked(asks(text))
    return found


def now(found: Trail) -> str:
    return found.present.criteria.search if found.present else "nothing"


def test_an_empty_trail_leads_nowhere() -> None:
    assert Trail().present is None
    assert Trail().back() == Trail().forward() == Trail().swapped() == Trail()


def test_back_and_forth_walk_through_the_past() -> None:
    found = trail("a", "b", "c")
    assert now(found.back()) == "b"
    assert now(found.back().back()) == "a"
    assert now(found.back().back().back()) == "a"
    assert now(found.back().back().forward()) == "b"
    assert found.forward() == found
    assert (found.can_go_back, found.can_go_forward) == (True, False)


def test_the_same_question_again_changes_nothing() -> None:
    assert trail("a", "b", "b") == trail("a", "b")
    assert trail("a", "b", "a").past == (asks("a"), asks("b"), asks("a"))


def test_a_new_question_forgets_what_was_newer() -> None:
    found = trail("a", "b", "c").back().back().asked(asks("d"))
    assert found.past == (asks("a"), asks("d"))
    assert not found.can_go_forward
    assert now(found.swapped()) == "a"


def test_the_previous_question_and_again_is_the_present_one() -> None:
    found = trail("a", "b", "c")
    assert now(found.swapped()) == "b"
    assert now(found.swapped().swapped()) == "c"
    far = found.back().back()
    assert now(far.swapped()) == "b"
    assert not trail("a").can_swap


def test_the_letters_of_one_search_are_one_question() -> None:
    found = trail("a", "q").asked(asks("qw"), amends=True).asked(asks("qwe"), amends=True)
    assert found.past == (asks("a"), asks("qwe"))
    assert now(found.swapped()) == "a"
    assert trail().asked(asks("x"), amends=True) == trail("x")


def test_a_search_that_is_taken_back_leaves_no_trace() -> None:
    found = trail("a", "ab").asked(asks("a"), amends=True)
    assert found.past == (asks("a"),)
    assert not found.can_swap


def test_only_so_many_questions_are_remembered() -> None:
    found = trail(*map(str, range(MOST_QUESTIONS + 5)))
    assert len(found.past) == MOST_QUESTIONS
    assert now(found) == str(MOST_QUESTIONS + 4)
    assert now(found.swapped()) == str(MOST_QUESTIONS + 3)


@given(st.lists(st.sampled_from(["a", "b", "c", "+d", "+a", "[", "]", "-"])))
def test_no_walk_leaves_the_trail_or_doubles_a_question(steps: list[str]) -> None:
    found = Trail()
    for step in steps:
        before = found
        match step:
            case "[":
                found = found.back()
            case "]":
                found = found.forward()
            case "-":
                found = found.swapped()
                assert found.present == before.present or found.swapped() == before
            case _:
                found = found.asked(asks(step[-1]), amends="+" in step)
                assert now(found) == step[-1]
        assert -1 <= found.before < len(found.past)
        assert found.before == -1 or found.before != found.at
        assert (0 <= found.at < len(found.past)) if found.past else found.at == -1
        assert all(older != newer for older, newer in zip(found.past, found.past[1:], strict=False))


def test_searches_come_newest_first_and_once() -> None:
    found = Searches().add("a").add(" b ").add("").add("  ").add("a")
    assert found.texts == ("a", "b")


def test_only_so_many_searches_are_remembered() -> None:
    found = Searches()
    for number in range(MOST_SEARCHES + 3):
        found = found.add(str(number))
    assert len(found.texts) == MOST_SEARCHES
    assert found.texts[0] == str(MOST_SEARCHES + 2)


def test_the_draft_is_found_again_below_the_past() -> None:
    walk = Searches(("new", "old")).recall("dra")
    assert walk.text == "dra"
    assert walk.up().text == "new"
    assert walk.up().up().up().text == "old"
    assert walk.up().up().down().text == "new"
    assert walk.up().down().down().text == "dra"


def test_a_draft_that_is_a_past_search_is_not_met_again() -> None:
    walk = Searches(("new", "old")).recall("new")
    assert walk.up().text == "old"
