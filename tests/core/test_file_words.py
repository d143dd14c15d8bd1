"""Tests of hubtui.core.file_words."""

from __future__ import annotations

import pytest

from hubtui.core import file_words
from hubtui.core.file_tree import FileTree
from hubtui.core.folder import FileSort
from hubtui.hub.contents import File
from hubtui.hub.errors import ConnectionFailed, RevisionNotFound
from tests.core.trees import file, page


def read(*paths: str, then: str | None = None, refused: str = "") -> FileTree:
    """Return a tree of which one page was read."""
    tree = FileTree()
    tree.accept(tree.top, tree.top.begin(), page(*paths, then=then, refused=refused))
    return tree


def test_how_far_the_tree_is_read_is_told_with_a_plus_while_more_is_below() -> None:
    assert file_words.progress(FileTree()) == "loading…"
    assert file_words.progress(read("a", "b")) == "2 files · 2 B"
    assert file_words.progress(read("a", then="cursor=1")) == "1+ files · 1 B+"
    assert file_words.progress(read("a", "sub/")) == "1+ files · 1 B+"
    tree = read("a", "b", then="cursor=1")
    tree.top.begin()
    assert file_words.progress(tree) == "2+ files · 2 B+ · loading…"


def test_a_filter_says_that_only_what_is_read_is_filtered() -> None:
    tree = read("a", "b", then="cursor=1")
    tree.needle = "a"
    assert file_words.progress(tree) == "1 of 2+ files · 2 B+"
    assert file_words.notice(tree)[0] == "Only what is read so far is filtered"
    whole = read("a", "b")
    whole.needle = "a"
    assert file_words.notice(whole) == ("", "")


def test_an_empty_tree_says_why() -> None:
    assert file_words.empty(FileTree())[0] == "Loading files…"
    assert file_words.empty(read())[0] == "There are no files at this revision"
    assert file_words.empty(read(refused="the link is odd"))[1] == "the link is odd; press r to ask again"
    tree = read("a")
    tree.needle = "x"
    assert file_words.empty(tree) == ("No file that is read so far matches", "escape shows all again")
    tree = FileTree()
    tree.fail(tree.top, tree.top.begin(), ConnectionFailed("The Hub is gone"))
    assert file_words.empty(tree) == ("The Hub is gone", "Press r to try again")
    assert file_words.notice(tree) == ("The Hub is gone", "press r to try again")


def test_the_end_of_a_folder_says_how_far_it_is_read() -> None:
    tree = read("a", then="cursor=1")
    assert file_words.how_far(tree, tree.top) == "more below"
    tree.order = tree.order.toward(FileSort.SIZE)
    assert file_words.how_far(tree, tree.top) == "only the first 1 are sorted; enter reads on"
    tree.needle = "a"
    assert file_words.how_far(tree, tree.top) == "only the first 1 are filtered; enter reads on"
    tree.top.begin()
    assert file_words.how_far(tree, tree.top) == "loading…"
    tree = read()
    assert file_words.how_far(tree, tree.top) == "nothing in it"
    tree = read("a", refused="why")
    assert file_words.how_far(tree, tree.top) == "ends here: why"
    tree.fail(tree.top, tree.top.begin(), RevisionNotFound("There is no such revision"))
    assert file_words.how_far(tree, tree.top) == "There is no such revision"


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("a/model.safetensors", "model.safetensors is model weights of 1 B, and no text"),
        ("photo.JPG", "photo.JPG is a picture of 1 B, and no text"),
        ("data.parquet", "data.parquet is a table for programs of 1 B, and no text"),
    ],
)
def test_a_name_that_tells_no_text_is_refused_with_what_it_is(path: str, what: str) -> None:
    assert file_words.no_text(file(path)) == (what, "o opens its page, y copies its path")


@pytest.mark.parametrize("path", ["README.md", "bin", "LICENSE", "x.py", ".gitattributes", "notes.unheard"])
def test_any_other_name_may_be_text(path: str) -> None:
    assert file_words.no_text(file(path)) is None


def test_a_path_that_had_to_be_cleaned_is_not_asked_for() -> None:
    refused = file_words.no_text(File(path="odd.txt", usable=False))
    assert refused is not None
    assert "cannot be sent safely" in refused[0]


def test_a_file_that_is_too_large_says_its_size_and_the_keys() -> None:
    assert file_words.too_large(file("a.csv", 256_000)) is None
    assert file_words.too_large(File(path="a.csv")) is None
    assert file_words.too_large(file("a.csv", 1_200_000_000)) == (
        "a.csv has 1.2 GB; up to 256 kB are shown here",
        "enter shows its beginning, o opens its page, y copies its path",
    )
