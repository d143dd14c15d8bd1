"""Commits and refs: consistent with the repo's facts and with one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubtui.demo import history
from tests.demo.repos import MODIFIED, many, repo

if TYPE_CHECKING:
    from hubtui.demo.repo import StoredRepo

SAMPLES = [*many("model"), *many("dataset", tags=("format:parquet",)), *many("space")]


def test_the_head_of_main_is_the_repos_own_commit_and_date() -> None:
    for sample in SAMPLES:
        head = history.commit(sample, history.length(sample) - 1)
        assert (head.id, head.date) == (sample.sha, sample.modified)


def test_dates_never_fall_and_begin_with_the_creation() -> None:
    for sample in SAMPLES:
        dates = [history.commit(sample, at).date for at in range(history.length(sample))]
        assert dates == sorted(dates)
        assert dates[0] == sample.created


def test_a_repo_that_was_never_changed_has_its_initial_commit_alone() -> None:
    fresh = repo("model", "ada/fresh", created=MODIFIED)
    main = history.find(fresh, "main")
    assert main is not None
    assert [(one.id, one.title) for one in history.commits(fresh, main, 0, 50)] == [
        (fresh.sha, "initial commit")
    ]
    assert not history.refs(fresh).pulls


def test_some_histories_need_more_than_one_page() -> None:
    assert any(history.length(sample) > 100 for sample in SAMPLES)
    assert sum(history.length(sample) < 50 for sample in SAMPLES) > 400


def test_some_commits_have_no_title_and_some_name_two_authors() -> None:
    commits = [history.commit(sample, at) for sample in SAMPLES for at in range(history.length(sample))]
    assert any(not one.title for one in commits)
    assert any(len(one.authors) == 2 and one.message.startswith("\n\n\n- ") for one in commits)


def test_every_group_of_refs_occurs_and_main_comes_first() -> None:
    every = [history.refs(sample) for sample in SAMPLES]
    assert all(refs.branches[0].name == "main" for refs in every)
    assert any(len(refs.branches) > 1 for refs in every)
    assert all(any(getattr(refs, group) for refs in every) for group in ("tags", "converts", "pulls"))


def test_every_ref_is_found_by_its_full_name_and_by_its_sha() -> None:
    for sample in SAMPLES:
        refs = history.refs(sample)
        for ref in (*refs.branches, *refs.tags, *refs.converts, *refs.pulls):
            for name in (ref.ref, ref.sha):
                found = history.find(sample, name)
                assert found is not None
                assert found.sha == ref.sha


@pytest.mark.parametrize("name", ["main", "refs/heads/main"])
def test_main_is_found_by_both_names(name: str) -> None:
    found = history.find(SAMPLES[0], name)
    assert found is not None
    assert found.sha == SAMPLES[0].sha


def test_a_tag_is_found_by_its_short_name() -> None:
    tagged = next(sample for sample in SAMPLES if history.refs(sample).tags)
    tag = history.refs(tagged).tags[0]
    assert history.find(tagged, tag.name) == tag


def test_an_abbreviated_sha_finds_its_commit_and_three_digits_find_none() -> None:
    sample = SAMPLES[0]
    first = history.sha(sample, 0)
    found = history.find(sample, first[:7])
    assert found is not None
    assert (found.sha, found.position) == (first, 0)
    assert history.find(sample, first[:3]) is None


@pytest.mark.parametrize("name", ["", "Main", "nope", "refs/pr/99", "f" * 40, "0" * 7, "refs/heads/nope"])
def test_what_names_nothing_is_not_found(name: str) -> None:
    assert history.find(SAMPLES[0], name) is None


def _paged(sample: StoredRepo, revision: history.Revision, limit: int) -> list[str]:
    pages = range(0, history.total(revision), limit)
    return [one.id for skip in pages for one in history.commits(sample, revision, skip, limit)]


def test_one_model_has_three_hundred_branches_and_each_is_found() -> None:
    branched = repo("model", history.BRANCHED)
    branches = history.refs(branched).branches
    assert len([one for one in branches if one.name.startswith("step-")]) == 300
    assert history.find(branched, "step-300000") == branches[-1]


@pytest.mark.parametrize("line", ["branches", "pulls", "converts"])
def test_pages_put_together_are_the_whole_history(line: str) -> None:
    for sample in SAMPLES:
        for revision in getattr(history.refs(sample), line):
            whole = [one.id for one in history.commits(sample, revision, 0, 1000)]
            assert len(whole) == len(set(whole)) == history.total(revision)
            assert whole[0] == revision.sha
            assert _paged(sample, revision, 3) == whole
