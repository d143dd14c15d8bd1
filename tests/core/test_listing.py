"""Tests of hubtui.core.listing and its words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from hubtui.core import listing_words
from hubtui.core.listing import FRUITLESS_PAGES, Listing
from hubtui.core.question import Sieve
from hubtui.hub.criteria import Kind, Sort
from hubtui.hub.errors import ConnectionFailed
from hubtui.hub.models import Page, Repo

NOW = 1_795_000_000.0


def page(*repos: Repo, then: str | None = None) -> Page:
    return Page(repos=repos, next=then)


def rows(*names: str, tags: str = "", first: int = 0) -> list[Repo]:
    return [Repo(id=f"owner/{name}", likes=first + place, tag_lines=tags) for place, name in enumerate(names)]


@pytest.fixture
def listing() -> Listing:
    return Listing(Kind.MODEL, lambda: NOW)


def test_the_first_page_takes_the_place_of_what_was_there(listing: Listing) -> None:
    listing.begin_anew()
    arrival = listing.accept(listing.begin_page(), page(*rows("a", "b"), then="cursor=1"))
    assert arrival is not None
    assert arrival.anew
    assert not arrival.keep
    assert [repo.id for repo in arrival.rows] == ["owner/a", "owner/b"]


def test_rows_on_their_way_follow_what_has_become_of_their_repos(listing: Listing) -> None:
    def follow(repo: Repo) -> Repo | None:
        if repo.id == "owner/b":
            return None
        return structs.replace(repo, private=True) if repo.id == "owner/c" else repo

    listing.begin_anew(keep=True, cursor=3)
    assert listing.accept(listing.begin_page(), page(*rows("a", "b"), then="cursor=1")) is None
    ticket = listing.begin_page()
    listing.follow(follow)
    arrival = listing.accept(ticket, page(*rows("c", "d"), then="cursor=2"))
    assert arrival is None
    arrival = listing.accept(listing.begin_page(), page(*rows("e")))
    assert arrival is not None
    assert [(repo.id[-1], repo.private) for repo in arrival.rows] == [
        ("a", False),
        ("c", True),
        ("d", False),
        ("e", False),
    ]
    listing.begin_anew(keep=True)
    again = listing.accept(listing.begin_page(), page(*rows("b")))
    assert again is not None
    assert len(again.rows) == 1


def test_a_new_repo_is_above_the_rows_that_come_and_once(listing: Listing) -> None:
    new, other = rows("new", "other")
    assert listing.welcome(new)
    assert listing.welcome(new)
    assert listing.welcome(other)
    listing.begin_anew()
    arrival = listing.accept(listing.begin_page(), page(*rows("a", "new"), then="cursor=1"))
    assert arrival is not None
    assert [repo.id for repo in arrival.rows] == ["owner/other", "owner/new", "owner/a"]
    assert listing.shown == 3
    later = listing.accept(listing.begin_page(), page(*rows("other", "b")))
    assert later is not None
    assert [repo.id for repo in later.rows] == ["owner/b"]
    assert not listing.welcome(rows("third")[0])


def test_a_new_repo_is_not_above_what_another_question_brings(listing: Listing) -> None:
    listing.begin_anew()
    listing.begin_page()
    assert listing.welcome(rows("new")[0])
    listing.begin_anew()
    arrival = listing.accept(listing.begin_page(), page(*rows("a")))
    assert arrival is not None
    assert [repo.id for repo in arrival.rows] == ["owner/a"]


def test_later_pages_are_added(listing: Listing) -> None:
    listing.begin_anew()
    listing.accept(listing.begin_page(), page(*rows("a"), then="cursor=1"))
    arrival = listing.accept(listing.begin_page(), page(*rows("b")))
    assert arrival is not None
    assert not arrival.anew


def test_a_refresh_waits_for_the_cursors_place(listing: Listing) -> None:
    listing.begin_anew(keep=True, cursor=2)
    assert listing.accept(listing.begin_page(), page(*rows("a", "b"), then="cursor=1")) is None
    arrival = listing.accept(listing.begin_page(), page(*rows("c", "d"), then="cursor=2"))
    assert arrival is not None
    assert arrival.keep
    assert len(arrival.rows) == 4


def test_a_refresh_of_a_list_that_shrank_does_not_wait_for_ever(listing: Listing) -> None:
    listing.begin_anew(keep=True, cursor=50)
    arrival = listing.accept(listing.begin_page(), page(*rows("a")))
    assert arrival is not None
    assert len(arrival.rows) == 1


@pytest.mark.parametrize(("cursor", "limit"), [(0, 100), (99, 100), (100, 200), (940, 1000), (5000, 1000)])
def test_a_refresh_asks_for_as_many_rows_as_the_place_needs(
    listing: Listing, cursor: int, limit: int
) -> None:
    listing.begin_anew(keep=True, cursor=cursor)
    assert listing.limit == limit


def test_what_the_sieve_holds_back_is_counted_and_not_shown(listing: Listing) -> None:
    listing.question = replace(listing.question, sieve=Sieve(without=("gguf",)))
    listing.begin_anew()
    found = [*rows("plain"), *rows("quantised", tags="gguf\ntransformers")]
    arrival = listing.accept(listing.begin_page(), page(*found, then="cursor=1"))
    assert arrival is not None
    assert [repo.id for repo in arrival.rows] == ["owner/plain"]
    assert listing_words.progress(listing) == "1 of 2 loaded · more below"


def test_pages_that_hold_nothing_to_show_tire_the_listing_until_the_user_goes_on(listing: Listing) -> None:
    listing.question = replace(listing.question, sieve=Sieve(without=("gguf",)))
    listing.begin_anew()
    for number in range(FRUITLESS_PAGES):
        assert listing.wants_more
        listing.accept(listing.begin_page(), page(*rows(f"q{number}", tags="gguf"), then=f"cursor={number}"))
    assert listing.tired
    assert not listing.wants_more
    assert listing_words.notice(listing) == ("10 pages running held nothing to show", "press r to go on")
    assert "r to go on" in listing_words.empty(listing, editing=False)[1]
    listing.accept(listing.begin_page(), page(*rows("plain"), then="cursor=on"))
    assert listing.wants_more


def test_without_a_sieve_an_empty_page_tires_nobody(listing: Listing) -> None:
    listing.begin_anew()
    listing.accept(listing.begin_page(), page(then="cursor=1"))
    assert listing.wants_more
    assert not listing.tired


def test_a_late_page_brings_nothing(listing: Listing) -> None:
    listing.begin_anew()
    late = listing.begin_page()
    listing.begin_anew()
    listing.begin_page()
    assert listing.accept(late, page(*rows("old"))) is None
    assert listing.shown == 0


def test_a_server_that_did_not_filter_is_noticed(listing: Listing) -> None:
    listing.question = replace(
        listing.question, criteria=replace(listing.question.criteria, tags=("license:mit",))
    )
    listing.begin_anew()
    listing.accept(listing.begin_page(), page(*rows("a", "b", tags="license:apache-2.0")))
    assert listing.ignored == ("mit",)


def test_rows_that_fall_defy_an_ascending_order(listing: Listing) -> None:
    criteria = replace(listing.question.criteria, sort=Sort.LIKES, ascending=True)
    listing.question = replace(listing.question, criteria=criteria)
    listing.begin_anew()
    listing.begin_page()
    assert listing.defies_order(page(*reversed(rows("a", "b"))))
    assert not listing.defies_order(page(*rows("a", "b")))
    assert not listing.ascend_no_more().criteria.ascending


def test_a_new_question_that_fails_takes_the_old_rows_away_and_a_refresh_keeps_them(listing: Listing) -> None:
    for keep in (True, False):
        listing.begin_anew(keep=keep, cursor=0)
        listing.feed.fail(listing.begin_page(), ConnectionFailed("The Hub cannot be reached"))
        assert listing.lost_its_rows is not keep
    assert listing_words.notice(listing) == ("The Hub cannot be reached", "press r to try again")


def test_an_empty_answer_names_the_filters_and_the_keys(listing: Listing) -> None:
    criteria = replace(listing.question.criteria, search="qwen", tags=("gguf", "license:mit"))
    listing.question = replace(listing.question, criteria=criteria)
    listing.begin_anew()
    listing.accept(listing.begin_page(), page())
    what, todo = listing_words.empty(listing, editing=False)
    assert what == "No models match “qwen” with gguf, mit"
    assert todo == "Press X to drop mit, x to clear all"
