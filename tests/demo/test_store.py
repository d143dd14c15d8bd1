"""The store, and the database in the cache folder that it is copied from."""

from __future__ import annotations

import dataclasses
import os
import threading
from typing import TYPE_CHECKING

import pytest

from hubtui.demo import own
from hubtui.demo.snapshot import open_store
from tests.support.loopback import CACHE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hubtui.demo.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store(CACHE)
    yield opened
    opened.close()


def test_the_whole_catalogue_is_there(store: Store) -> None:
    own = {"alice", "acme-lab", "open-corpus"}
    models, datasets = (
        [name for name in store.ids(kind) if name.partition("/")[0] not in own]
        for kind in ("model", "dataset")
    )
    assert (len(models), len(datasets)) == (4237, 7433)
    assert store.count("space") > 250


@pytest.mark.parametrize("kind", ["model", "dataset", "space"])
def test_every_repo_is_consistent_in_itself(store: Store, kind: str) -> None:
    repos = store.select("WHERE kind = ?", (kind,))
    assert len({repo.oid for repo in repos}) == len(repos)
    for repo in repos:
        assert repo.created <= repo.modified
        assert (len(repo.oid), len(repo.sha)) == (24, 40)
        assert repo.downloads <= max(repo.downloads_all_time, 0)
        assert all(isinstance(tag, str) for tag in repo.tags)


def test_a_size_in_the_name_is_the_size_of_the_weights(store: Store) -> None:
    repo = store.get("model", "Qwen/Qwen2.5-32B")
    assert repo is not None
    assert repo.parameters is not None
    assert 30e9 < repo.parameters < 36e9


def test_main_size_follows_the_size_category(store: Store) -> None:
    small = store.select("WHERE kind = 'dataset' AND instr(tags, ?)", ('"size_categories:n<1K"',))
    large = store.select("WHERE kind = 'dataset' AND instr(tags, ?)", ('"size_categories:100M<n<1B"',))
    assert max(repo.main_size or 0 for repo in small) < min(repo.main_size or 0 for repo in large)


def test_cards_keep_the_oddities_of_their_types(store: Store) -> None:
    fields = ("license", "language", "size_categories", "dataset_info", "pretty_name")
    seen = {
        (field, type(repo.card_data[field]).__name__)
        for repo in store.select("WHERE kind = 'dataset'")
        if isinstance(repo.card_data, dict)
        for field in fields
        if field in repo.card_data
    }
    assert {("license", "str"), ("license", "list"), ("language", "str"), ("language", "list")} <= seen
    assert {("size_categories", "dict"), ("dataset_info", "dict"), ("dataset_info", "list")} <= seen


def test_what_is_put_comes_back_as_it_was(store: Store) -> None:
    repo = store.get("model", "alice/tiny-chat")
    assert repo is not None
    odd = dataclasses.replace(
        repo,
        id="alice/odd",
        tags=('say "hi"', "two\nlines", "emoji 🤗"),
        card_data=[None, {"a": 1.5}],
        trending=0.30000000000000004,
        gated="auto",
        runtime={"stage": "RUNNING"},
    )
    store.put(odd)
    assert store.get("model", "alice/odd") == odd


def test_a_change_never_reaches_the_kept_database_or_another_store(store: Store) -> None:
    store.remove("model", "alice/tiny-chat")
    again = open_store(CACHE)
    assert again.get("model", "alice/tiny-chat") is not None
    again.close()


def test_an_id_is_found_in_any_case_and_by_its_older_names(store: Store) -> None:
    assert store.current_id("model", "GOOGLE-BERT/bert-base-UNCASED") == "google-bert/bert-base-uncased"
    assert store.current_id("model", "bert-base-uncased") == "google-bert/bert-base-uncased"
    assert store.current_id("dataset", "bert-base-uncased") is None


def test_after_two_moves_every_older_id_leads_to_the_last(store: Store) -> None:
    store.rename("model", "alice/tiny-chat", "alice/second")
    moved = store.rename("model", "alice/second", "acme-lab/third")
    assert moved is not None
    assert store.get("model", "acme-lab/third") == moved
    assert store.get("model", "alice/tiny-chat") is None
    for old in ("alice/first-try", "alice/tiny-chat", "alice/second"):
        assert store.current_id("model", old) == "acme-lab/third"


def test_a_new_repo_under_an_old_id_ends_the_redirect(store: Store) -> None:
    repo = store.get("model", "alice/tiny-chat")
    assert repo is not None
    store.put(dataclasses.replace(repo, id="alice/first-try"))
    assert store.current_id("model", "alice/first-try") == "alice/first-try"
    store.remove("model", "alice/first-try")
    assert store.current_id("model", "alice/first-try") is None


def test_removing_and_renaming_what_is_not_there_says_so(store: Store) -> None:
    assert not store.remove("model", "alice/none-such")
    assert store.rename("model", "alice/none-such", "alice/other") is None


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let a new database hold the user's repos only, and count how often one is made."""
    made: list[int] = []

    def fill(store: Store) -> None:
        store.put_all(own.repos())
        made.append(store.count("model"))

    monkeypatch.setattr("hubtui.demo.making.fill", fill)
    return made


def test_the_database_is_made_once_and_then_copied(tmp_path: Path, little: list[int]) -> None:
    for _ in range(3):
        store = open_store(tmp_path / "new" / "folder")
        assert store.get("model", "alice/tiny-chat") is not None
        store.close()
    assert len(little) == 1


@pytest.mark.parametrize("length", [0, 5000])
def test_a_damaged_database_is_made_anew(tmp_path: Path, little: list[int], length: int) -> None:
    open_store(tmp_path).close()
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:length])
    store = open_store(tmp_path)
    assert store.get("model", "alice/tiny-chat") is not None
    store.close()
    assert (len(little), kept.stat().st_size) == (2, len(whole))


def test_databases_that_other_versions_left_go_after_a_week(tmp_path: Path, little: list[int]) -> None:
    names = ("embedded-hub-old.sqlite", "embedded-hub-new.sqlite", "other.sqlite")
    for name in names:
        (tmp_path / name).touch()
    for name in (names[0], names[2]):
        os.utime(tmp_path / name, (0, 0))
    open_store(tmp_path).close()
    assert {path.name for path in tmp_path.iterdir()} > {names[1], names[2]}
    assert not (tmp_path / names[0]).exists()
    assert little


def test_a_folder_that_cannot_be_made_costs_only_time(tmp_path: Path, little: list[int]) -> None:
    (tmp_path / "file").write_text("in the way")
    for _ in range(2):
        store = open_store(tmp_path / "file" / "cache")
        assert store.get("model", "alice/tiny-chat") is not None
        store.close()
    assert len(little) == 2


def test_two_that_make_it_at_once_leave_one_whole_database(tmp_path: Path, little: list[int]) -> None:
    found = []

    def opened() -> None:
        store = open_store(tmp_path)
        found.append(store.count("model"))
        store.close()

    threads = [threading.Thread(target=opened) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found[0] == found[1] == little[0]
    (kept,) = tmp_path.iterdir()
    assert kept.suffix == ".sqlite"
