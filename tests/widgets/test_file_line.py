"""Tests of hubtui.widgets.file_line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hubtui.core.folder import FileOrder, FileSort, Folder, Totals
from hubtui.core.tree_rows import Row
from hubtui.hub.contents import File
from hubtui.widgets import file_line
from hubtui.widgets.file_line import Columns, columns_for
from tests.core.trees import file, folder

NOW = 1_750_000_000.0


def line(row: Row, width: int = 60, totals: Totals | None = None, *, dated: bool = False) -> str:
    """Return a row as text."""
    found = file_line.pieces(row, totals, width, columns_for(width, dated=dated), NOW)
    return "".join(piece.text for piece in found)


def of(entry: File, guides: str = "", *, is_open: bool = False) -> Row:
    """Return the row of an entry."""
    return Row(Folder(""), entry, guides, is_open=is_open)


def test_a_file_shows_its_name_without_its_folders_and_its_size() -> None:
    shown = line(of(file("a/weights.bin", 16_400_000_000, sha256="f" * 64), "├ "))
    assert shown.startswith("├   weights.bin ")
    assert shown.rstrip().endswith("LFS 16.4 GB")


def test_numbers_and_units_of_sizes_stand_below_each_other() -> None:
    shown = [line(of(file("x", size))) for size in (5, 999, 1_500, 440_000_000, 16_400_000_000)]
    ends = [len(text.rstrip("GMkB ")) for text in shown]
    assert len(set(ends)) == 1
    assert [text[-9:] for text in shown] == [
        "    5 B  ",
        "  999 B  ",
        "  1.5 kB ",
        "  440 MB ",
        " 16.4 GB ",
    ]


def test_a_folder_tells_whether_it_is_open_and_what_is_known_of_it() -> None:
    assert line(of(folder("data"))).startswith("▸ data/  ")
    shown = line(of(folder("data"), is_open=True), totals=Totals(1_204, 3_400_000, is_whole=False))
    assert shown.startswith("▾ data/  1,204+ ")
    assert shown.endswith("3.4 MB+")


def test_a_name_that_had_to_be_cleaned_is_marked() -> None:
    assert line(of(File(path="odd", usable=False))).startswith("  odd ? ")


def test_dates_and_then_marks_give_way_to_names() -> None:
    assert columns_for(60, dated=True) == Columns(mark=True, size=True, age=True)
    assert columns_for(40, dated=True) == Columns(mark=True, size=True, age=False)
    assert columns_for(34, dated=True) == Columns(mark=False, size=True, age=False)
    assert columns_for(12, dated=True) == Columns(mark=False, size=False, age=False)


def test_the_heading_of_the_order_bears_the_arrow() -> None:
    columns = columns_for(60, dated=True)
    assert "NAME ▴" in file_line.headings(60, columns, FileOrder())
    assert "▾SIZE" in file_line.headings(60, columns, FileOrder(FileSort.SIZE, descending=True))


@pytest.mark.parametrize(
    ("word", "sort"), [("NAME", FileSort.NAME), ("SIZE", FileSort.SIZE), ("AGE", FileSort.DATE)]
)
def test_a_heading_is_found_where_it_stands(word: str, sort: FileSort) -> None:
    columns = columns_for(60, dated=True)
    x = file_line.headings(60, columns, FileOrder()).index(word)
    assert file_line.sort_at(x, 60, columns) is sort


@given(
    st.text(min_size=1),
    st.integers(0, 90),
    st.integers(0, 10**18) | st.none(),
    st.sampled_from(["", "│ └ ", "│ " * 30]),
    st.booleans(),
    st.booleans(),
)
def test_every_line_fills_its_width_exactly(
    name: str, width: int, size: int | None, guides: str, is_folder: bool, dated: bool
) -> None:
    row = of(File(path=name, size=size, is_folder=is_folder, commit_date=5), guides)
    for totals in (None, Totals(12_345, size or 0, is_whole=False)):
        assert cell_len(line(row, width, totals, dated=dated)) == width
    assert cell_len("".join(p.text for p in file_line.note(guides, name, width, failed=False))) == width
    assert cell_len(file_line.headings(width, columns_for(width, dated=dated), FileOrder())) == width
