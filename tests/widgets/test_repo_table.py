"""Tests of hubtui.widgets.repo_table."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from hubtui.hub.criteria import Kind, Sort
from hubtui.hub.models import Repo
from hubtui.widgets.line_list import LineList
from hubtui.widgets.repo_table import RepoTable
from tests.widgets.stage import NOW, Stage, repos, settle

QWEN = Repo(
    id="Qwen/Qwen3-8B",
    task="text-generation",
    parameters=8_190_735_360,
    downloads=4_100_000,
    likes=1_234,
    updated=NOW - 3 * 86_400,
)


async def test_a_row_shows_its_facts_under_their_headings() -> None:
    app = Stage([QWEN, Repo(id="gpt2", gated="auto", likes=9)])
    async with app.run_test(size=(80, 5)) as pilot:
        await settle(pilot)
        assert app.lines == [
            " MODEL                                  TASK       PARAMS  ↓ 30D     ♥  UPDATED",
            "▌Qwen/Qwen3-8B                          text-gen…    8.2B   4.1M  1.2k       3d",
            " gpt2                                 §                              9",
            "",
            "",
        ]


async def test_each_kind_has_its_own_columns() -> None:
    app = Stage([])
    async with app.run_test(size=(90, 5)) as pilot:
        headings = []
        for kind in Kind:
            app.table.show(kind)
            await settle(pilot)
            headings.append(" ".join(app.lines[0].split()))
        assert headings == [
            "MODEL TASK PARAMS ↓ 30D ♥ UPDATED",
            "DATASET TASK SIZE ↓ 30D ♥ UPDATED",
            "SPACE SDK STAGE ♥ UPDATED",
        ]


async def test_another_kind_starts_empty_and_the_same_keeps_its_rows() -> None:
    app = Stage(repos(3))
    async with app.run_test(size=(60, 10)) as pilot:
        app.table.show(Kind.MODEL)
        assert app.table.row_count == 3
        app.table.show(Kind.SPACE)
        await settle(pilot)
        assert (app.table.row_count, app.table.cursor, app.table.highlighted) == (0, -1, None)


async def test_the_first_page_puts_the_cursor_on_its_first_row() -> None:
    app = Stage()
    async with app.run_test(size=(60, 10)) as pilot:
        app.table.append(repos(3))
        await settle(pilot)
        assert app.table.highlighted == repos(1)[0]
        assert app.indexes(LineList.Highlighted) == [0]


async def test_an_append_moves_neither_the_cursor_nor_the_view_and_lays_nothing_out() -> None:
    app = Stage(repos(50))
    async with app.run_test(size=(60, 11)) as pilot:
        await pilot.press("pagedown", "pagedown", "j")
        await settle(pilot)
        before = (app.table.cursor, app.table.top, app.lines)
        app.table.repainted.clear()
        app.table.layouts = 0
        app.table.append(repos(50, 50))
        await settle(pilot)
        assert (app.table.cursor, app.table.top, app.lines) == before
        assert app.table.repainted == []
        assert app.table.layouts == 0
        await pilot.press("G")
        assert app.table.highlighted == Repo(id="owner/name-99")


async def test_an_append_into_the_view_repaints_the_lines_it_fills() -> None:
    app = Stage(repos(3))
    async with app.run_test(size=(60, 11)) as pilot:
        await settle(pilot)
        app.table.repainted.clear()
        app.table.append(repos(2, 3))
        await settle(pilot)
        regions = [region for found in app.table.repainted for region in found]
        assert [(region.y, region.height) for region in regions] == [(4, 2)]
        assert app.lines[4:6] == [" owner/name-3", " owner/name-4"]


async def test_a_refresh_stays_on_the_highlighted_repo_and_on_its_line() -> None:
    app = Stage(repos(100))
    async with app.run_test(size=(60, 11)) as pilot:
        await pilot.press(*["pagedown"] * 3, "k", "k")
        await settle(pilot)
        highlighted = app.table.highlighted
        line = app.table.cursor - app.table.top
        app.table.replace([*repos(5, 500), *repos(100)], spot=app.table.spot)
        await settle(pilot)
        assert app.table.highlighted == highlighted
        assert app.table.cursor - app.table.top == line


async def test_a_refresh_without_the_highlighted_repo_stays_at_its_place() -> None:
    app = Stage(repos(20))
    async with app.run_test(size=(60, 11)) as pilot:
        await pilot.press("j", "j")
        app.table.replace([row for row in repos(20) if row.id != "owner/name-2"], spot=app.table.spot)
        await settle(pilot)
        assert app.table.highlighted == Repo(id="owner/name-3")
        app.table.replace(repos(1), spot=app.table.spot)
        await settle(pilot)
        assert app.table.cursor == 0


async def test_other_rows_begin_at_the_top() -> None:
    app = Stage(repos(100))
    async with app.run_test(size=(60, 11)) as pilot:
        await pilot.press("G")
        app.said.clear()
        app.table.replace(repos(100, 200))
        await settle(pilot)
        assert (app.table.cursor, app.table.top) == (0, 0)
        assert app.indexes(LineList.Highlighted) == [0]
        assert app.lines[1] == "▌owner/name-200"


async def test_no_rows_at_all_say_that_nothing_is_highlighted() -> None:
    app = Stage(repos(100))
    async with app.run_test(size=(60, 11)) as pilot:
        await pilot.press("G")
        app.table.replace(())
        await settle(pilot)
        assert app.indexes(LineList.Highlighted)[-1] == -1
        assert app.table.highlighted is None
        assert app.lines[1:] == [""] * 10


async def test_the_row_after_a_removed_one_takes_its_place_under_the_cursor() -> None:
    app = Stage(repos(5))
    async with app.run_test(size=(60, 11)) as pilot:
        await pilot.press("j", "j")
        app.said.clear()
        assert app.table.remove_row("owner/name-2")
        await settle(pilot)
        assert (app.table.cursor, app.table.highlighted) == (2, Repo(id="owner/name-3"))
        assert app.indexes(LineList.Highlighted) == [2]
        assert app.lines[1:6] == [" owner/name-0", " owner/name-1", "▌owner/name-3", " owner/name-4", ""]


async def test_removing_the_last_row_moves_the_cursor_up_and_the_only_one_empties_the_table() -> None:
    app = Stage(repos(2))
    async with app.run_test(size=(60, 11)) as pilot:
        await pilot.press("G")
        app.table.remove_row("owner/name-1")
        assert app.table.highlighted == Repo(id="owner/name-0")
        app.table.remove_row("owner/name-0")
        assert app.table.highlighted is None
        assert app.table.remove_row("owner/name-0") is False


async def test_removing_a_row_above_leaves_the_highlighted_one_where_it_is_on_the_screen() -> None:
    app = Stage(repos(100))
    async with app.run_test(size=(60, 11)) as pilot:
        await pilot.press(*["pagedown"] * 3)
        await settle(pilot)
        before = app.table.highlighted, app.table.cursor - app.table.top
        app.said.clear()
        app.table.remove_row("owner/name-0")
        await settle(pilot)
        assert (app.table.highlighted, app.table.cursor - app.table.top) == before
        assert app.count(LineList.Highlighted) == 0


async def test_a_changed_repo_is_drawn_in_its_place() -> None:
    app = Stage(repos(3))
    async with app.run_test(size=(60, 11)) as pilot:
        assert app.table.update_row("owner/name-1", Repo(id="owner/renamed", private=True))
        assert app.table.update_row("owner/name-9", Repo(id="owner/other")) is False
        await settle(pilot)
        assert app.lines[2].split() == ["owner/renamed", "⌂"]
        assert app.table.rows[1] == Repo(id="owner/renamed", private=True)


async def test_marked_rows_are_told_by_a_sign_and_stay_marked_through_a_refresh() -> None:
    app = Stage(repos(3, gated="auto"))
    async with app.run_test(size=(60, 11)) as pilot:
        app.table.marks = frozenset({"owner/name-1"})
        await settle(pilot)
        assert [line.split()[1:] for line in app.lines[1:4]] == [["§"], ["§✓"], ["§"]]
        app.table.replace(repos(3), spot=app.table.spot)
        await settle(pilot)
        assert [line.split()[1:] for line in app.lines[1:4]] == [[], ["✓"], []]


async def test_more_marks_can_be_drawn_without_the_table_knowing_them() -> None:
    app = Stage(repos(2))
    async with app.run_test(size=(60, 11)) as pilot:
        app.table.mark_text = lambda repo: "★" if repo.id.endswith("1") else ""
        await settle(pilot)
        assert [line.split()[1:] for line in app.lines[1:3]] == [[], ["★"]]


async def test_the_header_shows_by_what_and_which_way_the_rows_are_sorted() -> None:
    app = Stage(repos(2))
    async with app.run_test(size=(80, 5)) as pilot:
        app.table.sorted_by = Sort.DOWNLOADS
        await settle(pilot)
        assert "▾↓ 30D" in app.lines[0]
        app.table.ascending = True
        app.table.sorted_by = Sort.LIKES
        await settle(pilot)
        assert "▴♥" in app.lines[0]
        assert "▾" not in app.lines[0]
        app.table.sorted_by = Sort.TRENDING
        await settle(pilot)
        assert "▴" not in app.lines[0]


@pytest.mark.parametrize(
    ("heading", "sort"),
    [
        ("PARAMS", Sort.PARAMETERS),
        ("↓ 30D", Sort.DOWNLOADS),
        ("♥", Sort.LIKES),
        ("UPDATED", Sort.UPDATED),
        ("TASK", None),
        ("MODEL", Sort.ID),
    ],
)
async def test_a_click_on_a_heading_asks_for_its_sort(heading: str, sort: Sort | None) -> None:
    app = Stage(repos(2))
    async with app.run_test(size=(80, 5)) as pilot:
        await settle(pilot)
        await pilot.click(app.table, offset=(app.lines[0].index(heading), 0))
        await settle(pilot)
        wanted = [message.sort for message in app.said if isinstance(message, RepoTable.SortWanted)]
        assert wanted == ([] if sort is None else [sort])
        assert app.table.cursor == 0


HOSTILE = [
    "[/x]",
    "[@click=app.quit]x[/]",
    "a/\x1b]0;title\x07b",
    "a/\x9b2Jb",
    "a/\u202eb",
    "a/b\x00c\td\ne",
    "👩‍🔬/🤗🤗🤗-模型-with-a-name-that-goes-on-and-on-and-on",
    "日本語/モデルの名前はとても長いですよね本当に長い",
    "x" * 10_000,
    "o" * 500 + "/" + "n" * 500,
    "",
    "/",
    "한국어/모델",
]


@pytest.mark.parametrize("width", [1, 2, 3, 7, 20, 33, 60, 121])
async def test_whatever_rows_hold_each_line_is_whole_and_steers_nothing(width: int) -> None:
    rows = [
        Repo(
            id=text,
            task=text,
            likes=10**12,
            downloads=-5,
            gated="auto",
            private=True,
            updated=NOW,
            usable=False,
        )
        for text in HOSTILE
    ]
    app = Stage(rows)
    async with app.run_test(size=(width, 16)) as pilot:
        app.table.marks = frozenset(HOSTILE)
        await settle(pilot)
        strips = [app.table.render_line(line) for line in range(16)]
        for strip in strips:
            assert strip.cell_length == app.table.rows_width == cell_len(strip.text)
            assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in strip.text)
            assert not any(segment.style.meta for segment in strip if segment.style)


async def test_a_row_that_cannot_be_used_says_so_without_colour() -> None:
    app = Stage([Repo(id="odd", usable=False)])
    async with app.run_test(size=(60, 4)) as pilot:
        await settle(pilot)
        assert app.lines[1].split() == ["▌odd", "?"]


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark"])
async def test_the_cursor_and_the_dimmer_owner_are_seen_in_every_theme(theme: str) -> None:
    app = Stage(repos(3))
    async with app.run_test(size=(60, 6)) as pilot:
        app.theme = theme
        await settle(pilot)
        cursor, plain = app.table.render_line(1), app.table.render_line(2)
        assert cursor.text[0] == "▌"
        assert [segment.style.bgcolor for segment in cursor if segment.style] != [
            segment.style.bgcolor for segment in plain if segment.style
        ]
        app.set_focus(None)
        await settle(pilot)
        assert app.table.render_line(1).text[0] == "▌"


async def test_another_theme_redraws_kept_lines() -> None:
    app = Stage(repos(3))
    async with app.run_test(size=(60, 6)) as pilot:
        await settle(pilot)
        dark = app.table.render_line(2)
        app.theme = "textual-light"
        await settle(pilot)
        assert app.table.render_line(2) != dark
        assert app.table.render_line(2).text == dark.text


async def test_a_line_is_drawn_once_and_then_kept() -> None:
    app = Stage(repos(100))
    async with app.run_test(size=(60, 11)) as pilot:
        await settle(pilot)
        line = app.table.render_line(5)
        await pilot.press("j", "k")
        await settle(pilot)
        assert app.table.render_line(5) is line


async def test_ages_follow_the_clock() -> None:
    app = Stage([QWEN])
    async with app.run_test(size=(80, 6)) as pilot:
        await settle(pilot)
        assert app.lines[1].endswith(" 3d")
        app.table.now = lambda: NOW + 86_400
        assert app.lines[1].endswith(" 4d")


async def test_the_cursor_stays_on_the_screen_when_the_terminal_shrinks_and_grows() -> None:
    app = Stage(repos(100))
    async with app.run_test(size=(60, 31)) as pilot:
        await pilot.press(*["j"] * 25)
        await pilot.resize_terminal(40, 8)
        await settle(pilot)
        assert "▌owner/name-25" in [line.split()[0] for line in app.lines]
        await pilot.resize_terminal(100, 40)
        await settle(pilot)
        assert "▌owner/name-25" in [line.split()[0] for line in app.lines]


async def test_a_view_that_the_wheel_moved_away_from_the_cursor_stays_through_a_resize() -> None:
    app = Stage(repos(100))
    async with app.run_test(size=(60, 11)) as pilot:
        app.table.scroll_to(y=50, animate=False)
        await settle(pilot)
        await pilot.resize_terminal(50, 9)
        await settle(pilot)
        assert app.table.top == 50
        await pilot.press("k")
        await settle(pilot)
        assert app.lines[1] == "▌owner/name-0"


async def test_rows_that_came_while_the_table_was_hidden_are_there_when_it_is_shown() -> None:
    app = Stage(repos(100), classes="-hidden")
    async with app.run_test(size=(60, 11)) as pilot:
        app.table.cursor = 60
        app.table.replace(repos(100), spot=app.table.spot)
        app.table.remove_class("-hidden")
        await settle(pilot)
        assert "▌owner/name-60" in [line.strip() for line in app.lines]
