"""Tests of hubtui.core.file_tree and what it is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hubtui.core.file_tree import FileTree
from hubtui.core.folder import AGAIN, FileOrder, FileSort, Folder, Totals
from hubtui.core.tree_rows import Row, TreeRows
from hubtui.hub.contents import File, Tree
from hubtui.hub.errors import ConnectionFailed
from tests.core.trees import file, page


def bring(tree: FileTree, path: str, *pages: Tree) -> None:
    """Let pages of a folder arrive."""
    for each in pages:
        folder = tree.folder(path)
        assert folder is not None
        assert tree.accept(folder, folder.begin(), each)


def read(tree: FileTree, path: str, *paths: str | File, then: str | None = None) -> None:
    """Let one page of a folder arrive."""
    bring(tree, path, page(*paths, then=then))


def drawn(tree: FileTree) -> list[str]:
    """Return the rows as they are drawn: guides, and the name or how far it is read."""
    return [row.guides + ("…" if row.file is None else row.file.path.rpartition("/")[2]) for row in tree.rows]


def paths(tree: FileTree) -> list[str]:
    """Return the paths of the rows."""
    return [row.file.path for row in tree.rows if row.file is not None]


def test_nothing_is_shown_before_the_first_page() -> None:
    tree = FileTree()
    assert len(tree.rows) == 0
    assert [folder.path for folder in tree.due] == [""]


def test_folders_come_before_files_and_both_by_name_in_either_case() -> None:
    tree = FileTree()
    read(tree, "", "b.txt", "Z/", "A.txt", "a/")
    assert paths(tree) == ["a", "Z", "A.txt", "b.txt"]


def test_an_open_folder_shows_what_it_holds_with_guides() -> None:
    tree = FileTree()
    read(tree, "", "a/", "b/", "c.txt")
    tree.expand("a")
    assert [folder.path for folder in tree.due] == ["a"]
    read(tree, "a", "a/deep/", "a/one")
    tree.expand("a/deep")
    read(tree, "a/deep", "a/deep/last")
    assert drawn(tree) == ["a", "├ deep", "│ └ last", "└ one", "b", "c.txt"]


def test_a_folder_that_is_being_read_says_so_in_a_row_of_its_own() -> None:
    tree = FileTree()
    read(tree, "", "a/", "b/")
    tree.expand("a")
    assert drawn(tree) == ["a", "└ …", "b"]


def test_a_folder_with_more_to_come_ends_in_a_row_that_says_so() -> None:
    tree = FileTree()
    read(tree, "", "a/", "z")
    tree.expand("a")
    read(tree, "a", "a/1", "a/2", then="cursor=1")
    assert drawn(tree) == ["a", "├ 1", "├ 2", "└ …", "z"]
    read(tree, "a", "a/3")
    assert drawn(tree) == ["a", "├ 1", "├ 2", "└ 3", "z"]


def test_an_empty_folder_keeps_one_row() -> None:
    tree = FileTree()
    read(tree, "", "a/")
    tree.expand("a")
    read(tree, "a")
    assert drawn(tree) == ["a", "└ …"]
    assert not tree.due


def test_a_closed_folder_hides_its_rows_and_is_not_asked_for_again() -> None:
    tree = FileTree()
    read(tree, "", "a/")
    tree.expand("a")
    read(tree, "a", "a/1")
    tree.collapse("a")
    assert drawn(tree) == ["a"]
    tree.expand("a")
    assert drawn(tree) == ["a", "└ 1"]
    assert not tree.due


def test_what_does_not_lie_in_the_folder_is_left_out() -> None:
    tree = FileTree()
    read(tree, "", "a/")
    tree.expand("a")
    read(tree, "a", "a/", "a/b", "a/b/c", "elsewhere", "../up", "a/")
    assert paths(tree) == ["a", "a/b"]
    assert tree.skipped == 5


def test_a_late_page_changes_nothing() -> None:
    tree = FileTree()
    early = tree.top.begin()
    tree.top.restart()
    assert not tree.accept(tree.top, early, page("old"))
    assert not tree.fail(tree.top, early, ConnectionFailed("gone"))
    assert len(tree.rows) == 0


def test_a_page_of_a_folder_that_is_gone_changes_nothing() -> None:
    tree = FileTree()
    read(tree, "", "a/", "b")
    tree.expand("a")
    gone = tree.folder("a")
    assert gone is not None
    ticket = gone.begin()
    tree.read_again()
    read(tree, "", "b")
    assert not tree.accept(gone, ticket, page("a/1"))
    assert paths(tree) == ["b"]


def test_a_failure_is_told_where_it_happened_and_leaves_the_rest() -> None:
    tree = FileTree()
    read(tree, "", "a/", "z")
    tree.expand("a")
    folder = tree.folder("a")
    assert folder is not None
    assert tree.fail(folder, folder.begin(), ConnectionFailed("gone"))
    assert drawn(tree) == ["a", "└ …", "z"]
    assert [each.path for each in tree.failed] == ["a"]
    read(tree, "a", "a/1")
    assert not tree.failed


def test_a_circle_of_next_links_ends_the_folder_with_a_reason() -> None:
    tree = FileTree()
    read(tree, "", "a", then="cursor=1")
    read(tree, "", "b", then="cursor=1")
    assert not tree.top.wants_more
    assert "circle" in tree.top.stopped
    assert drawn(tree)[-1] == "…"


def test_totals_count_what_is_read_and_tell_whether_that_is_all() -> None:
    tree = FileTree()
    assert tree.totals("") is None
    read(tree, "", "a/", file("x", 10))
    assert tree.totals("") == Totals(1, 10, is_whole=False)
    tree.expand("a")
    read(tree, "a", file("a/1", 5), then="cursor=1")
    assert tree.totals("a") == Totals(1, 5, is_whole=False)
    read(tree, "a", file("a/2", 7))
    assert tree.totals("") == Totals(3, 22, is_whole=True)


def test_sorting_by_size_puts_the_largest_first_and_folders_before_them() -> None:
    tree = FileTree()
    read(tree, "", "f/", file("a", 1), file("b", 300), file("c", 20))
    tree.order = tree.order.toward(FileSort.SIZE)
    assert paths(tree) == ["f", "b", "c", "a"]
    tree.order = tree.order.toward(FileSort.SIZE)
    assert paths(tree) == ["f", "a", "c", "b"]


def test_sorting_by_date_puts_the_newest_first_and_the_undated_last() -> None:
    tree = FileTree(order=FileOrder(FileSort.DATE, descending=True))
    read(tree, "", file("a", commit_date=1), file("b"), file("c", commit_date=9))
    assert paths(tree) == ["c", "a", "b"]
    tree.order = tree.order.toward(FileSort.DATE)
    assert paths(tree) == ["a", "c", "b"]


def test_sorting_by_name_again_reverses_folders_too() -> None:
    tree = FileTree()
    read(tree, "", "a/", "b/", "1", "2")
    tree.order = tree.order.toward(FileSort.NAME)
    assert paths(tree) == ["b", "a", "2", "1"]


def test_a_filter_leaves_what_matches_with_the_folders_around_it() -> None:
    tree = FileTree()
    read(tree, "", "Weights/", "docs/", "readme.md")
    tree.expand("docs")
    read(tree, "docs", "docs/guide.md", "docs/notes.txt")
    tree.collapse("docs")
    tree.needle = "GUIDE"
    assert paths(tree) == ["docs", "docs/guide.md"]
    assert tree.rows.files == 1
    tree.needle = "weights"
    assert paths(tree) == ["Weights"]
    tree.needle = ""
    assert paths(tree) == ["docs", "Weights", "readme.md"]


def test_a_matching_folder_opens_onto_all_that_it_holds() -> None:
    tree = FileTree()
    tree.needle = "docs"
    read(tree, "", "docs/", "x")
    tree.expand("docs")
    read(tree, "docs", "docs/a")
    assert paths(tree) == ["docs", "docs/a"]


def test_reading_again_keeps_what_is_shown_until_as_much_has_come() -> None:
    tree = FileTree()
    read(tree, "", "a/", "x", then="cursor=1")
    read(tree, "", "y", "z")
    tree.expand("a")
    read(tree, "a", "a/1")
    tree.read_again()
    assert sorted(folder.path for folder in tree.due) == ["", "a"]
    read(tree, "", "a/", "x2", then="cursor=1")
    assert paths(tree) == ["a", "a/1", "x", "y", "z"]
    assert [folder.path for folder in tree.due] == ["", "a"]
    read(tree, "", "z2")
    assert paths(tree) == ["a", "a/1", "x2", "z2"]
    read(tree, "a", "a/2")
    assert paths(tree) == ["a", "a/2", "x2", "z2"]
    assert not tree.due


def test_reading_again_ends_after_a_good_part_of_a_folder_that_was_read_far() -> None:
    tree = FileTree()
    read(tree, "", *(f"{number:03}" for number in range(2 * AGAIN)))
    tree.read_again()
    for number in range(AGAIN):
        assert tree.due == [tree.top]
        assert len(paths(tree)) == 2 * AGAIN
        read(tree, "", f"{number:03}", then=f"cursor={number}")
    assert not tree.due
    assert tree.top.wants_more
    assert len(paths(tree)) == AGAIN


def test_reading_again_forgets_what_is_not_shown_and_asks_for_it_when_it_is_opened() -> None:
    tree = FileTree()
    read(tree, "", "a/")
    tree.expand("a")
    read(tree, "a", "a/1")
    tree.collapse("a")
    tree.read_again()
    read(tree, "", "a/")
    assert not tree.due
    tree.expand("a")
    assert [folder.path for folder in tree.due] == ["a"]


def test_a_folder_that_is_gone_takes_what_was_below_it_along() -> None:
    tree = FileTree()
    read(tree, "", "a/", "b")
    tree.expand("a")
    read(tree, "a", "a/deep/")
    tree.expand("a/deep")
    tree.read_again()
    read(tree, "", "b")
    assert tree.folder("a") is None
    assert tree.folder("a/deep") is None
    assert paths(tree) == ["b"]


def test_another_revision_opens_what_was_open_as_soon_as_it_is_seen() -> None:
    tree = FileTree(opened=["a", "a/deep", "gone"])
    read(tree, "", "a/", "x")
    assert [folder.path for folder in tree.due] == ["a"]
    read(tree, "a", "a/deep/")
    assert [folder.path for folder in tree.due] == ["a/deep"]
    read(tree, "a/deep", "a/deep/1")
    assert drawn(tree) == ["a", "└ deep", "  └ 1", "x"]


def test_a_folder_that_cannot_be_asked_for_cannot_be_opened() -> None:
    tree = FileTree(opened=["odd"])
    read(tree, "", File(path="odd", usable=False, is_folder=True), "odd/")
    assert [row.is_open for row in tree.rows] == [False, True, False]
    assert [row.file.usable for row in tree.rows if row.file] == [False, True]


def test_the_parent_of_a_row_is_the_folder_that_it_is_in() -> None:
    tree = FileTree()
    read(tree, "", "a/", "b/", "x")
    tree.expand("b")
    read(tree, "b", "b/1", "b/2")
    assert [tree.rows.parent(index) for index in range(5)] == [None, None, 1, 1, None]


def test_rows_that_say_how_far_a_folder_is_read_are_found_by_their_place() -> None:
    tree = FileTree()
    read(tree, "", "a/", "b/", "x", then="cursor=1")
    tree.expand("a")
    assert [row.folder.path for row in tree.rows.ends(0, 10)] == ["a", ""]
    assert [row.folder.path for row in tree.rows.ends(2, 10)] == [""]
    assert not tree.rows.ends(2, 3)


def test_an_index_beyond_the_rows_is_an_error() -> None:
    rows = TreeRows()
    rows.add(Row(Folder(""), file("a")))
    assert rows[-1] is rows[0]
    for index in (1, -2):
        with pytest.raises(IndexError):
            rows[index]


@given(
    st.lists(st.tuples(st.text("abAB", min_size=1), st.none() | st.integers(0, 5)), unique_by=lambda x: x[0])
)
def test_every_order_holds_the_same_files(entries: list[tuple[str, int | None]]) -> None:
    tree = FileTree()
    read(tree, "", *(File(path=name, size=size, commit_date=size) for name, size in entries))
    names = sorted(name for name, _ in entries)
    for sort in FileSort:
        for descending in (False, True):
            tree.order = FileOrder(sort, descending)
            assert sorted(paths(tree)) == names
            known = [row.file.size for row in tree.rows if row.file and row.file.size is not None]
            if sort is not FileSort.NAME:
                assert known == sorted(known, reverse=descending)


class ReadTrees(RuleBasedStateMachine):
    """A tree read in whatever order its pages come, against the server's tree laid out whole."""

    @initialize(
        entries=st.sets(st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join), max_size=12)
    )
    def serve(self, entries: set[str]) -> None:
        """Hold some paths; those that lead to others are folders."""
        self.tree = FileTree()
        every = {"/".join(path.split("/")[:level]) for path in entries for level in range(1, 4)}
        self.folders = {path for path in every if any(other.startswith(path + "/") for other in every)}
        self.every = every

    def inside(self, folder: str) -> list[str]:
        """Return what lies in a folder, in the server's order."""
        prefix = f"{folder}/" if folder else ""
        found = (p for p in self.every if p.startswith(prefix) and "/" not in p[len(prefix) :])
        return sorted(path for path in found if path)

    def serve_page(self, folder: Folder, size: int) -> Tree:
        """Return the next page of a folder."""
        start = int((folder.next or "at=0").partition("=")[2])
        found = self.inside(folder.path)
        named = [path + "/" if path in self.folders else path for path in found[start : start + size]]
        more = start + size < len(found)
        return page(*named, then=f"at={start + size}" if more else None)

    @rule(size=st.integers(1, 4), choice=st.integers(0, 20))
    def arrive(self, size: int, choice: int) -> None:
        """Let the next page of a folder arrive."""
        open_ends = [f for path in ["", *self.folders] if (f := self.tree.folder(path)) and f.wants_more]
        if open_ends:
            folder = open_ends[choice % len(open_ends)]
            ticket = folder.begin()
            assert self.tree.accept(folder, ticket, self.serve_page(folder, size))
            assert not self.tree.accept(folder, ticket, self.serve_page(folder, size))

    @precondition(lambda self: self.tree.top.wants_more)
    @rule()
    def fail(self) -> None:
        """Let a page of the top fail, and ask for it once more."""
        top = self.tree.top
        self.tree.fail(top, top.begin(), ConnectionFailed("gone"))
        assert self.tree.failed == [top]
        assert self.tree.accept(top, top.begin(), self.serve_page(top, 2))
        assert not self.tree.failed

    @rule(choice=st.integers(0, 20))
    def toggle(self, choice: int) -> None:
        """Open or close a folder that is shown."""
        rows = [row for row in self.tree.rows if row.file and row.file.is_folder]
        if rows:
            row = rows[choice % len(rows)]
            assert row.file is not None
            (self.tree.collapse if row.is_open else self.tree.expand)(row.file.path)

    @rule()
    def read_again(self) -> None:
        """Read what is shown again: the rows stay."""
        before = paths(self.tree)
        self.tree.read_again()
        assert paths(self.tree) == before

    @rule(needle=st.sampled_from(["", "a", "b", "/c"]))
    def narrow(self, needle: str) -> None:
        """Filter."""
        self.tree.needle = needle

    @invariant()
    def every_row_has_its_place(self) -> None:
        """No row comes twice, and each is found where it is."""
        rows = list(self.tree.rows)
        places = [row.place for row in rows]
        assert len(set(places)) == len(places)
        assert [self.tree.rows.index_of(place) for place in places] == list(range(len(rows)))

    @invariant()
    def what_is_shown_is_there_and_matches(self) -> None:
        """Rows are of the server's tree, and the filter holds for each or for one below it."""
        shown = paths(self.tree)
        assert set(shown) <= self.every
        for path in shown:
            assert self.tree.needle in path or any(other.startswith(path + "/") for other in shown)

    @invariant()
    def what_is_whole_is_complete(self) -> None:
        """A whole tree that is all open shows everything."""
        totals = self.tree.totals("")
        if totals is not None and totals.is_whole:
            assert totals.files == len(self.every - self.folders)
        open_all = all(row.is_open for row in self.tree.rows if row.file and row.file.is_folder)
        if totals is not None and totals.is_whole and open_all and not self.tree.needle:
            assert set(paths(self.tree)) == self.every

    @invariant()
    def rows_follow_their_folder(self) -> None:
        """A row stands behind its folder, as the first thing above it that is less deep."""
        for index, row in enumerate(self.tree.rows):
            parent = self.tree.rows.parent(index)
            assert (parent is None) == (row.folder.path == "")
            assert parent is None or self.inside_of(parent) == row.folder.path

    def inside_of(self, index: int) -> str:
        """Return the path of the folder in a row."""
        found = self.tree.rows[index].file
        assert found is not None
        return found.path


TestReadTrees = ReadTrees.TestCase
