"""Tests of hubtui.core.marks."""

from __future__ import annotations

import pytest

from hubtui.core import marks
from hubtui.core.marks import Marks, Target
from hubtui.core.outcome import Fact
from hubtui.hub.changing import Gate
from hubtui.hub.criteria import Kind
from hubtui.hub.models import Repo, RepoRef

ROWS = [Repo(id=f"alice/m{number}", created=number) for number in range(10)]


def target(number: int, kind: Kind = Kind.MODEL) -> Target:
    return Target.of(kind, ROWS[number])


def ids(found: Marks) -> str:
    return "".join(each.ref.id[-1] for each in found)


def test_a_row_says_what_it_knows() -> None:
    repo = Repo(id="a/b", created=5, private=True, gated="auto")
    assert Target.of(Kind.SPACE, repo) == Target(RepoRef(Kind.SPACE, "a/b"), 5, True, Gate.AUTO)


def test_marks_stay_in_the_order_in_which_they_were_set_whatever_the_kind() -> None:
    found = Marks()
    assert found.toggle(target(3))
    assert found.toggle(target(1, Kind.SPACE))
    assert found.toggle(target(1))
    assert found.toggle(target(2))
    assert not found.toggle(target(3))
    assert (ids(found), len(found)) == ("112", 3)
    assert RepoRef(Kind.SPACE, "alice/m1") in found
    assert RepoRef(Kind.DATASET, "alice/m1") not in found
    found.add(map(target, range(3)))
    assert ids(found) == "1120"
    found.clear()
    assert ids(found) == ""


@pytest.mark.parametrize(
    ("first", "at", "range_"), [(2, 5, "2345"), (5, 2, "5432"), (4, 4, "4"), (0, 9, "0123456789")]
)
def test_a_range_goes_from_what_was_marked_last_either_way(first: int, at: int, range_: str) -> None:
    found = Marks()
    found.toggle(target(first))
    assert found.extend(Kind.MODEL, ROWS, at) == 0
    assert ids(found) == range_
    assert found.extend(Kind.MODEL, ROWS, at) == 0
    assert ids(found) == range_


def test_a_range_goes_on_from_its_end() -> None:
    found = Marks()
    found.toggle(target(2))
    found.extend(Kind.MODEL, ROWS, 3)
    found.extend(Kind.MODEL, ROWS, 5)
    assert ids(found) == "2345"


def test_without_its_beginning_in_the_list_a_range_is_the_row_alone() -> None:
    found = Marks()
    found.extend(Kind.MODEL, ROWS, 4)
    assert ids(found) == "4"
    found.extend(Kind.SPACE, ROWS, 7)
    assert ids(found) == "47"
    found.extend(Kind.SPACE, ROWS[:3], 1)
    assert ids(found) == "471"


def test_a_mark_that_was_taken_away_begins_no_range() -> None:
    found = Marks()
    found.toggle(target(1))
    found.toggle(target(1))
    found.extend(Kind.MODEL, ROWS, 3)
    assert ids(found) == "3"


def test_no_more_is_marked_than_anybody_reviews(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "MOST", 3)
    found = Marks()
    assert found.add(map(target, range(5))) == 2
    assert ids(found) == "012"
    assert not found.toggle(target(7))
    assert found.add([target(1)]) == 0
    assert found.extend(Kind.MODEL, ROWS, 9) == 1
    assert found.add_rows(Kind.MODEL, ROWS) == 7


def test_rows_that_may_not_be_acted_on_are_not_marked() -> None:
    found = Marks()
    rows = [ROWS[0], Repo(id="alice/m1", usable=False), ROWS[2]]
    assert found.add_rows(Kind.MODEL, rows) == 0
    found.clear()
    found.toggle(target(0))
    found.extend(Kind.MODEL, rows, 2)
    assert ids(found) == "02"


def test_marks_of_what_was_done_are_taken_away() -> None:
    found = Marks()
    found.add(map(target, range(3)))
    found.toggle(target(3))
    refs = [each.ref for each in found]
    found.drop([refs[1], refs[3], RepoRef(Kind.MODEL, "never/seen")])
    assert ids(found) == "02"
    found.extend(Kind.MODEL, ROWS, 1)
    assert ids(found) == "021"


def test_marks_follow_what_becomes_of_repos() -> None:
    found = Marks()
    found.add(map(target, range(4)))
    found.toggle(target(4))
    refs = [each.ref for each in found]
    found.follow(Fact(refs[1], None))
    found.follow(Fact(refs[2], RepoRef(Kind.MODEL, "acme/x9"), private=True))
    found.follow(Fact(refs[0], refs[0], gate=Gate.MANUAL))
    found.follow(Fact(RepoRef(Kind.MODEL, "never/seen"), None))
    assert ids(found) == "0934"
    zero, nine, *_ = found
    assert (zero.gate, zero.private) == (Gate.MANUAL, False)
    assert nine == Target(RepoRef(Kind.MODEL, "acme/x9"), 2, True, Gate.OFF)


def test_a_range_begins_at_the_new_name_of_what_was_marked_last() -> None:
    found = Marks()
    found.toggle(target(2))
    found.follow(Fact(ROWS_REF, RepoRef(Kind.MODEL, "alice/m5")))
    found.extend(Kind.MODEL, ROWS, 6)
    assert ids(found) == "56"
    found.clear()
    found.toggle(target(2))
    found.follow(Fact(ROWS_REF, None))
    found.extend(Kind.MODEL, ROWS, 6)
    assert ids(found) == "6"


ROWS_REF = RepoRef(Kind.MODEL, "alice/m2")
