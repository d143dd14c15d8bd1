"""Tests of hubtui.core.feed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hubtui.core.feed import BARREN_PAGES, Feed, FeedState
from hubtui.hub.errors import ConnectionFailed
from hubtui.hub.models import Page, Repo


def page(*ids: str, then: str | None = None, refused: str = "") -> Page:
    return Page(repos=tuple(Repo(id=repo_id) for repo_id in ids), next=then, refused=refused)


def test_a_page_brings_its_rows_and_the_way_to_the_next() -> None:
    feed = Feed()
    assert feed.wants_more
    ticket = feed.begin()
    assert not feed.wants_more
    assert [repo.id for repo in feed.accept(ticket, page("a", "b", then="cursor=1"))] == ["a", "b"]
    assert feed.wants_more
    assert feed.next == "cursor=1"
    assert feed.count == 2


def test_the_last_page_ends_the_feed() -> None:
    feed = Feed()
    feed.accept(feed.begin(), page("a"))
    assert feed.state is FeedState.EXHAUSTED
    assert not feed.wants_more
    assert not feed.stopped


def test_an_answer_to_an_earlier_question_is_late() -> None:
    feed = Feed()
    early = feed.begin()
    feed.restart()
    late = feed.begin()
    assert not feed.accept(early, page("old", then="cursor=9"))
    assert not feed.fail(early, ConnectionFailed("gone"))
    assert feed.state is FeedState.LOADING
    assert [repo.id for repo in feed.accept(late, page("new"))] == ["new"]


def test_the_same_page_twice_counts_once() -> None:
    feed = Feed()
    ticket = feed.begin()
    feed.accept(ticket, page("a", then="cursor=1"))
    assert not feed.accept(ticket, page("b"))
    assert feed.count == 1


def test_a_failure_waits_for_a_retry_and_the_retry_goes_on_from_there() -> None:
    feed = Feed()
    feed.accept(feed.begin(), page("a", then="cursor=1"))
    failure = ConnectionFailed("gone")
    assert feed.fail(feed.begin(), failure)
    assert feed.error is failure
    assert not feed.wants_more
    assert feed.next == "cursor=1"
    assert [repo.id for repo in feed.accept(feed.begin(), page("b"))] == ["b"]
    assert feed.error is None


def test_repeated_rows_are_left_out() -> None:
    feed = Feed()
    feed.accept(feed.begin(), page("a", "b", then="cursor=1"))
    assert [repo.id for repo in feed.accept(feed.begin(), page("b", "c", "c"))] == ["c"]


def test_a_short_or_empty_page_with_a_link_goes_on() -> None:
    feed = Feed()
    feed.accept(feed.begin(), page(then="cursor=1"))
    assert feed.wants_more


def test_a_link_that_repeats_ends_the_feed_with_a_reason() -> None:
    feed = Feed()
    feed.accept(feed.begin(), page("a", then="cursor=1"))
    feed.accept(feed.begin(), page("b", then="cursor=1"))
    assert feed.state is FeedState.EXHAUSTED
    assert "circle" in feed.stopped


def test_pages_that_bring_nothing_new_end_the_feed_with_a_reason() -> None:
    feed = Feed()
    feed.accept(feed.begin(), page("a", then="cursor=0"))
    for number in range(1, BARREN_PAGES):
        feed.accept(feed.begin(), page("a", then=f"cursor={number}"))
        assert feed.wants_more
    feed.accept(feed.begin(), page("a", then="cursor=last"))
    assert feed.state is FeedState.EXHAUSTED
    assert "nothing new" in feed.stopped


def test_a_refused_link_keeps_the_rows_and_ends_the_feed_with_its_reason() -> None:
    feed = Feed()
    assert feed.accept(feed.begin(), page("a", refused="the next link leads elsewhere"))
    assert feed.stopped == "the next link leads elsewhere"


def test_a_forgotten_row_may_come_again() -> None:
    feed = Feed()
    feed.accept(feed.begin(), page("a", then="cursor=1"))
    feed.forget("a")
    assert feed.count == 0
    assert [repo.id for repo in feed.accept(feed.begin(), page("a"))] == ["a"]


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=4), max_size=8))
def test_no_id_ever_appears_twice(pages: list[list[str]]) -> None:
    feed = Feed()
    seen: list[str] = []
    for number, ids in enumerate(pages):
        if feed.wants_more:
            seen += [repo.id for repo in feed.accept(feed.begin(), page(*ids, then=f"cursor={number}"))]
    assert len(seen) == len(set(seen)) == feed.count


class FeedUnderAnyOrder(RuleBasedStateMachine):
    """Whatever the order of begin, accept, fail, restart and late answers, the shown rows are the feed's rows."""

    def __init__(self) -> None:
        super().__init__()
        self.feed = Feed()
        self.shown: list[str] = []
        self.tickets: list[int] = []

    @precondition(lambda self: self.feed.state in (FeedState.IDLE, FeedState.FAILED))
    @rule()
    def ask(self) -> None:
        self.tickets.append(self.feed.begin())

    @precondition(lambda self: self.tickets)
    @rule(
        data=st.data(),
        ids=st.lists(st.sampled_from("abcdefgh"), max_size=3),
        then=st.none() | st.text(min_size=1),
    )
    def answer(self, data: st.DataObject, ids: list[str], then: str | None) -> None:
        ticket = data.draw(st.sampled_from(self.tickets))
        self.shown += [repo.id for repo in self.feed.accept(ticket, page(*ids, then=then))]

    @precondition(lambda self: self.tickets)
    @rule(data=st.data())
    def fail(self, data: st.DataObject) -> None:
        self.feed.fail(data.draw(st.sampled_from(self.tickets)), ConnectionFailed("gone"))

    @rule()
    def restart(self) -> None:
        self.feed.restart()
        self.shown.clear()

    @invariant()
    def shown_rows_are_the_feeds(self) -> None:
        assert len(self.shown) == len(set(self.shown)) == self.feed.count

    @invariant()
    def only_an_idle_feed_wants_more(self) -> None:
        assert self.feed.wants_more == (self.feed.state is FeedState.IDLE)
        assert (self.feed.error is not None) == (self.feed.state is FeedState.FAILED)


TestFeedUnderAnyOrder = FeedUnderAnyOrder.TestCase
