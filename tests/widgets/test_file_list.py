"""Tests of hubtui.widgets.file_list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult

from hubtui.core.file_tree import FileTree
from hubtui.core.folder import FileSort
from hubtui.hub.errors import ConnectionFailed
from hubtui.widgets.file_list import FileList
from tests.core.trees import file, page
from tests.widgets.stage import settle

if TYPE_CHECKING:
    from hubtui.hub.contents import File, Tree
    from hubtui.widgets.line_list import LineList


class Stage(App[None]):
    """One list of files that fills the terminal, and writes down what it says."""

    def __init__(self, *entries: str | File, then: str | None = None) -> None:
        super().__init__()
        self.files = FileList(now=lambda: 1_750_000_000)
        self.held = FileTree()
        self.wanted: list[str] = []
        self.sorts: list[FileSort] = []
        self.selected: list[int] = []
        if entries:
            self.held.accept(self.held.top, self.held.top.begin(), page(*entries, then=then))

    def compose(self) -> ComposeResult:
        """Show the list."""
        yield self.files

    def on_mount(self) -> None:
        """Fill the list."""
        self.files.show(self.held)
        self.files.focus()

    def bring(self, path: str, arrived: Tree) -> None:
        """Let a page of a folder arrive."""
        folder = self.held.folder(path)
        assert folder is not None
        self.held.accept(folder, folder.begin(), arrived)
        self.files.show(self.held)

    def open(self, path: str, *entries: str | File, then: str | None = None) -> None:
        """Open a folder, and let its first page arrive if there are any entries."""
        self.held.expand(path)
        self.files.show(self.held)
        if entries:
            self.bring(path, page(*entries, then=then))

    def on_file_list_more_wanted(self, message: FileList.MoreWanted) -> None:
        """Write it down."""
        self.wanted.append(message.folder.path)

    def on_file_list_sort_wanted(self, message: FileList.SortWanted) -> None:
        """Write it down."""
        self.sorts.append(message.sort)

    def on_line_list_selected(self, message: LineList.Selected) -> None:
        """Write it down."""
        self.selected.append(message.index)

    @property
    def lines(self) -> list[str]:
        """What the list shows, without blanks at the ends of lines."""
        return [self.files.render_line(line).text.rstrip() for line in range(self.files.size.height)]

    @property
    def highlighted(self) -> str:
        """The path under the cursor, with dots for a row that says how far a folder is read."""
        row = self.files.highlighted
        assert row is not None
        return row.file.path if row.file is not None else f"{row.folder.path}…"


async def test_the_tree_stands_below_its_headings() -> None:
    stage = Stage("data/", file("a.txt", 12), "b.txt")
    async with stage.run_test(size=(50, 8)) as pilot:
        stage.open("data", "data/x")
        await settle(pilot)
        assert [line.split() for line in stage.lines[:5]] == [
            ["NAME", "▴", "SIZE"],
            ["▌▾", "data/", "1", "1", "B"],
            ["└", "x", "1", "B"],
            ["a.txt", "12", "B"],
            ["b.txt", "1", "B"],
        ]


async def test_the_cursor_stays_on_its_file_when_rows_come_above_it() -> None:
    stage = Stage("data/", "a.txt", "b.txt")
    async with stage.run_test(size=(50, 8)) as pilot:
        stage.files.cursor = 2
        stage.open("data", "data/1", "data/2", "data/3")
        await settle(pilot)
        assert stage.highlighted == "b.txt"


async def test_the_cursor_goes_to_the_folder_when_what_it_was_on_is_hidden() -> None:
    stage = Stage("data/", "z")
    async with stage.run_test(size=(50, 8)) as pilot:
        stage.open("data", "data/deep/")
        stage.open("data/deep", "data/deep/1")
        stage.files.cursor = 2
        assert stage.highlighted == "data/deep/1"
        stage.held.collapse("data")
        stage.files.show(stage.held)
        await settle(pilot)
        assert stage.highlighted == "data"


async def test_the_cursor_on_loading_goes_to_the_first_row_that_comes() -> None:
    stage = Stage("data/", "z")
    async with stage.run_test(size=(50, 30)) as pilot:
        stage.open("data")
        stage.files.cursor = 1
        assert stage.highlighted == "data…"
        stage.bring("data", page("data/1", "data/2", then="cursor=1"))
        await settle(pilot)
        assert stage.highlighted == "data/1"


async def test_more_of_a_folder_is_wanted_when_its_end_comes_near_and_not_before() -> None:
    stage = Stage("data/", *(f"z{number:03}" for number in range(200)))
    async with stage.run_test(size=(50, 11)) as pilot:
        stage.open("data", *(f"data/{number:03}" for number in range(100)), then="cursor=1")
        await settle(pilot)
        assert stage.wanted == []
        stage.files.cursor = 85
        await settle(pilot)
        assert set(stage.wanted) == {"data"}
        stage.wanted.clear()
        await pilot.press("G", "G")
        await settle(pilot)
        assert stage.wanted == []


async def test_nothing_is_wanted_without_a_key_while_a_filter_is_on() -> None:
    stage = Stage(*(f"{number:03}" for number in range(100)), then="cursor=1")
    async with stage.run_test(size=(60, 11)) as pilot:
        stage.held.needle = "01"
        stage.files.show(stage.held)
        await pilot.press("G")
        await settle(pilot)
        assert stage.wanted == []
        assert "only the first 100 are filtered; enter reads on" in stage.lines[-1]


async def test_a_failure_stands_in_the_folder_where_it_happened() -> None:
    stage = Stage("data/", "z")
    async with stage.run_test(size=(60, 8)) as pilot:
        stage.open("data")
        folder = stage.held.folder("data")
        assert folder is not None
        stage.held.fail(folder, folder.begin(), ConnectionFailed("The Hub is gone"))
        stage.files.show(stage.held)
        await settle(pilot)
        assert "The Hub is gone; press r to try again" in stage.lines[2]


async def test_a_click_on_a_folders_sign_chooses_it_at_once() -> None:
    stage = Stage("a/", "data/", "z")
    async with stage.run_test(size=(60, 8)) as pilot:
        await pilot.click(offset=(1, 2))
        await settle(pilot)
        assert stage.selected == [1]
        await pilot.click(offset=(4, 1))
        await settle(pilot)
        assert stage.selected == [1]
        assert stage.highlighted == "a"


@pytest.mark.parametrize(("x", "sort"), [(4, FileSort.NAME), (54, FileSort.SIZE)])
async def test_a_click_on_a_heading_wants_its_sort(x: int, sort: FileSort) -> None:
    stage = Stage("a")
    async with stage.run_test(size=(60, 8)) as pilot:
        await pilot.click(offset=(x, 0))
        await settle(pilot)
        assert stage.sorts == [sort]


async def test_another_order_keeps_the_cursor_on_its_file() -> None:
    stage = Stage(file("a", 1), file("b", 5), file("c", 3))
    async with stage.run_test(size=(60, 8)) as pilot:
        stage.held.order = stage.held.order.toward(FileSort.SIZE)
        stage.files.show(stage.held)
        await settle(pilot)
        assert stage.highlighted == "a"
        assert stage.files.cursor == 2
