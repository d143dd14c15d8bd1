"""Tests of hubtui.core.commit_log."""

from __future__ import annotations

from typing import Any

from hubtui.core.commit_log import CommitLog, in_full
from hubtui.hub.contents import Commit, Commits
from hubtui.hub.errors import ConnectionFailed


def page(*ids: str, then: str | None = None, total: int | None = None, **facts: Any) -> Commits:
    return Commits(commits=tuple(Commit(id=each) for each in ids), next=then, total=total, **facts)


def test_a_long_log_tells_which_of_how_many_commits_are_read() -> None:
    log = CommitLog()
    log.accept(log.begin(), page("a", "b", then="p=1", total=1_234))
    assert log.progress == "1–2 of 1,234 commits"
    log.begin()
    assert log.progress == "1–2 of 1,234 commits · loading…"


def test_a_hub_that_tells_no_total_is_read_all_the_same() -> None:
    log = CommitLog()
    log.accept(log.begin(), page("a", then="p=1"))
    assert log.progress == "1–1+ commits"
    log.accept(log.begin(), page("b"))
    assert log.progress == "2 commits"


def test_a_commit_that_moved_to_the_next_page_is_told_once() -> None:
    log = CommitLog()
    log.accept(log.begin(), page("a", "b", then="p=1"))
    assert [commit.id for commit in log.accept(log.begin(), page("b", "c"))] == ["c"]
    assert [commit.id for commit in log.commits] == ["a", "b", "c"]


def test_a_failure_is_told_with_what_to_do_and_a_late_page_changes_nothing() -> None:
    log = CommitLog()
    early = log.begin()
    assert log.fail(early, ConnectionFailed("The Hub is gone"))
    assert log.notice == ("The Hub is gone", "press r to try again")
    assert not log.accept(early, page("a"))
    log.restart()
    assert (log.progress, log.notice) == ("", ("", ""))


def test_what_could_not_be_read_and_why_the_list_ends_is_told() -> None:
    log = CommitLog()
    log.accept(log.begin(), page("a", skipped=2))
    assert log.notice == ("2 commits could not be read", "")
    log = CommitLog()
    log.accept(log.begin(), page("a", refused="the next link leads elsewhere"))
    assert log.notice[0] == "The list ends here: the next link leads elsewhere"


def test_a_commit_in_full_leaves_out_what_is_not_known() -> None:
    assert in_full(Commit(id="c0ffee"), 0) == "commit  c0ffee\n\nIt has no title"
    told = in_full(
        Commit(id="c0ffee", title="Why", message="\n\nbecause\n", authors=("me", "you"), date=0), 7200
    )
    assert told == "commit  c0ffee\nby      me, you\nmade    2 hours ago\n\nWhy\n\nbecause"
