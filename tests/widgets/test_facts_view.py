"""Tests of the views of facts and of JSON, and of the list of blocks that both are."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App, ComposeResult
from textual.color import Color

from hubtui.core.facts import Column, Fact, Group, Tone
from hubtui.core.json_rows import JsonRows
from hubtui.hub.criteria import Kind
from hubtui.hub.models import RepoRef
from hubtui.text import is_plain
from hubtui.widgets.block_list import BlockList
from hubtui.widgets.facts_view import FactsView
from hubtui.widgets.json_view import JsonView
from tests.widgets.stage import settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.message import Message
    from textual.pilot import Pilot

HOSTILE = "\x1b]0;x\x07[@click=app.quit]y[/]\u202eq\x9b2J"
BASE = RepoRef(Kind.MODEL, "a/base")
FACTS = (
    Group(
        "Model", (Fact("task", "fill-mask"), Fact("base", "a/base", opens=BASE), Fact("note", "word " * 60))
    ),
    Group("Log", (Fact("error", "one\n  two\n" + "three\n" * 40, tone=Tone.BAD), Fact("after", "it"))),
    Group(
        "Results",
        tuple(Fact("", "", f"r{n}", cells=(f"set {n}", "f1", str(n * 11))) for n in range(20)),
        (Column("DATASET"), Column("METRIC"), Column("VALUE", is_number=True)),
    ),
)
BODY: dict[str, Any] = {
    "id": "a/b", "text": "first line\nsecond line", "tags": [f"tag-{n}" for n in range(30)],
    "deep": {"list": [{"name": "needle", "long": "x" * 300}]}, "last": 1,
}  # fmt: skip


class Stage(App[None]):
    """One view that fills the terminal, and what it says."""

    def __init__(self, view: BlockList) -> None:
        super().__init__()
        self.view = view
        self.said: list[Message] = []
        self.pilot: Pilot[None]

    def compose(self) -> ComposeResult:
        """Show the view."""
        yield self.view

    def on_mount(self) -> None:
        """Give it the keys."""
        self.view.focus()

    def on_facts_view_opened(self, message: FactsView.Opened) -> None:
        """Write it down."""
        self.said.append(message)

    def on_facts_view_followed(self, message: FactsView.Followed) -> None:
        """Write it down."""
        self.said.append(message)

    def on_block_list_left(self, message: BlockList.Left) -> None:
        """Write it down."""
        self.said.append(message)

    @property
    def lines(self) -> list[str]:
        """What is shown, without blanks at the ends of lines."""
        return [self.view.render_line(line).text.rstrip() for line in range(self.view.size.height)]

    @property
    def marked(self) -> list[str]:
        """The lines under the cursor, without its edge."""
        return [line[1:].strip() for line in self.lines if line.startswith("▌")]


@asynccontextmanager
async def stage(
    view: BlockList, size: tuple[int, int] = (60, 16)
) -> AsyncIterator[tuple[Stage, Callable[..., Any]]]:
    app = Stage(view)
    async with app.run_test(size=size) as pilot:
        app.pilot = pilot
        yield app, lambda *keys: pressed(pilot, *keys)


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def facts(app: Stage) -> FactsView:
    assert isinstance(app.view, FactsView)
    app.view.show(FACTS)
    return app.view


async def test_the_cursor_goes_over_facts_and_passes_headings() -> None:
    async with stage(FactsView()) as (app, press):
        view = await facts(app)
        await press()
        assert app.lines[:3] == ["  Model", "▌ task           fill-mask", "  base           a/base ›"]
        await press("j")
        assert view.highlighted == FACTS[0].facts[1]
        await press("j")
        assert len(app.marked) > 4
        assert view.copyable == "word " * 60
        await press("k", "k", "k")
        assert app.marked == ["task           fill-mask"]
        assert app.lines[0] == "  Model"


async def test_what_is_taller_than_the_screen_is_read_line_by_line() -> None:
    async with stage(FactsView()) as (app, press):
        view = await facts(app)
        await press("j", "j", "j")
        assert view.highlighted is not None
        assert view.highlighted.label == "error"
        assert "error          one" in app.marked
        assert app.marked[1] == "two"
        await press("pagedown", "pagedown")
        assert view.highlighted.label == "error"
        assert "three" in app.lines[0]
        await press("pageup", "j", "k", "pagedown", "j")
        assert view.highlighted.label == "after"
        await press("k", "k")
        assert view.highlighted.label == "error"
        assert app.marked[0] == "three"
        assert len(app.marked) > 8


async def test_a_table_has_its_columns_and_shows_the_rest_when_asked() -> None:
    async with stage(FactsView()) as (app, press):
        view = await facts(app)
        await press("G")
        assert app.marked == ["… 8 more: enter shows them"]
        assert "  set 11   f1        121" in app.lines
        await press("enter")
        assert app.marked == ["set 12   f1        132"]
        assert view.copyable == "r12"
        await press("G")
        assert app.marked == ["set 19   f1        209"]


async def test_enter_opens_what_a_fact_is_about_and_nothing_else() -> None:
    async with stage(FactsView()) as (app, press):
        await facts(app)
        await press("enter", "j", "enter", "l")
        assert [message.repo for message in app.said if isinstance(message, FactsView.Opened)] == [BASE, BASE]
        await press("h")
        assert isinstance(app.said[-1], BlockList.Left)


async def test_enter_on_a_web_page_asks_for_it_and_a_sign_says_so() -> None:
    async with stage(FactsView()) as (app, press):
        assert isinstance(app.view, FactsView)
        app.view.show((Group("Space", (Fact("address", "https://x.org/a", link="https://x.org/a"),)),))
        await press("enter")
        assert app.marked == ["address        https://x.org/a ↗"]
        assert [message.url for message in app.said if isinstance(message, FactsView.Followed)] == [
            "https://x.org/a"
        ]


async def test_what_is_endless_is_shown_to_a_bound() -> None:
    endless = Group("Tags", tuple(Fact("", f"tag {number}") for number in range(5_000)))
    long = Group("Long", (Fact("text", "word " * 100_000, copy="whole"),))
    async with stage(FactsView()) as (app, press):
        assert isinstance(app.view, FactsView)
        app.view.show((long, endless))
        await press("G")
        assert app.marked == ["… 4,988 more: enter shows them"]
        await press("enter", "G")
        assert app.marked == ["… 3,000 more, which Raw has"]
        await press("enter", "g")
        assert app.view.copyable == "whole"
        assert app.view.row_count < 2_200


async def test_a_click_highlights_a_fact_and_a_second_one_opens_it() -> None:
    async with stage(FactsView()) as (app, press):
        view = await facts(app)
        await press()
        for clicks in (1, 2):
            await app.pilot.click(offset=(25, 2))
            await press()
            assert view.highlighted == FACTS[0].facts[1]
            assert len(app.said) == clicks - 1
        await app.pilot.click(offset=(3, 0))
        await press()
        assert view.highlighted == FACTS[0].facts[1]


async def test_the_cursor_stays_on_its_fact_when_its_value_becomes_another() -> None:
    async with stage(FactsView()) as (app, press):
        view = await facts(app)
        await press("j", "j", "j", "j")
        while view.highlighted is not None and view.highlighted.label != "after":
            await press("j")
        top = view.top
        access = Group("Access", (Fact("gated", "auto"),))
        log = Group("Log", (FACTS[1].facts[0], Fact("after", "that")))
        view.show((access, FACTS[0], log))
        await press()
        assert view.highlighted == Fact("after", "that")
        assert view.top == top + 3


async def test_values_wrap_to_the_width_and_a_hostile_one_is_harmless() -> None:
    bad = Group(HOSTILE, (Fact(HOSTILE, HOSTILE, opens=BASE), Fact("", f"{HOSTILE}\n{HOSTILE}")))
    table = Group(
        "T", (Fact("", "", cells=(HOSTILE * 20, "1")),), (Column(HOSTILE), Column("N", is_number=True))
    )
    for width in (12, 40, 140):
        async with stage(FactsView(), (width, 30)) as (app, press):
            assert isinstance(app.view, FactsView)
            app.view.show((bad, table))
            app.view.show_tree(JsonRows({HOSTILE: HOSTILE}, tidy=True))
            await press("j")
            assert all(is_plain(line) for line in app.lines)
            assert all(len(line) <= width for line in app.lines)


async def test_the_tree_below_the_facts_folds_and_is_copied() -> None:
    async with stage(FactsView(), (60, 60)) as (app, press):
        assert isinstance(app.view, FactsView)
        app.view.show(FACTS[:1])
        app.view.show_tree(JsonRows(BODY, tidy=True))
        await press("G")
        assert app.marked == ["last: 1"]
        await press("k", "k", "k", "k", "k")
        assert app.marked == ["▾ deep:"]
        await press("enter")
        assert app.marked == ["▸ deep: 1 key"]
        assert '"name": "needle"' in app.view.copyable
        await press("k")
        assert app.marked == ["▸ tags: 30 items"]
        await press("l", "l")
        assert app.marked == ["- tag-0"]
        assert app.view.copyable == "tag-0"
        await press("h")
        assert app.marked == ["▾ tags:"]
        await press("h")
        assert app.marked == ["▸ tags: 30 items"]
        app.view.show(FACTS[:1])
        await press("h")
        assert isinstance(app.said[-1], BlockList.Left)


async def test_json_folds_and_the_cursor_stays_where_it_folded() -> None:
    async with stage(JsonView(), (60, 20)) as (app, press):
        assert isinstance(app.view, JsonView)
        app.view.show(JsonRows(BODY))
        await press("j", "j", "j")
        assert app.marked == ['▸ "tags": [ 30 items ],']
        assert app.view.path == "tags"
        await press("space", "j", "j")
        assert app.marked == ['"tag-1",']
        await press("left")
        assert app.marked == ['▾ "tags": [']
        await press("left")
        assert app.marked == ['▸ "tags": [ 30 items ],']
        await press("right", "right")
        assert app.marked == ['"tag-0",']
        await press("g", "left")
        assert app.marked == ["▸ { 5 keys }"]
        await press("left")
        assert isinstance(app.said[-1], BlockList.Left)


async def test_a_long_string_opens_into_lines_of_its_own() -> None:
    async with stage(JsonView(), (60, 40)) as (app, press):
        assert isinstance(app.view, JsonView)
        app.view.show(JsonRows(BODY))
        await press("j", "j")
        assert app.marked == ['▸ "text": "first line\\nsecond line",']
        await press("enter")
        assert app.marked == ['▾ "text": 22 characters', "first line", "second line"]
        assert app.view.copyable == "first line\nsecond line"
        await press("enter")
        assert app.marked == ['▸ "text": "first line\\nsecond line",']


async def test_a_search_goes_into_folds_and_round_and_marks_what_it_found() -> None:
    async with stage(JsonView(), (60, 40)) as (app, press):
        assert isinstance(app.view, JsonView)
        app.view.show(JsonRows(BODY | {"again": ["tag-7"]}))
        app.view.search("TAG-7")
        await press()
        assert (app.marked, app.view.path, app.view.found) == (['"tag-7",'], "tags[7]", (1, 2))
        app.view.search_on(1)
        await press()
        assert (app.view.path, app.view.found) == ("again[0]", (2, 2))
        app.view.search_on(1)
        assert app.view.path == "tags[7]"
        app.view.search_on(-1)
        assert app.view.path == "again[0]"
        await press("k")
        app.view.search_on(-1)
        assert app.view.path == "tags[7]"
        app.view.search("nowhere")
        assert app.view.found == (0, 0)


async def test_a_search_of_facts_shows_what_is_not_shown_and_goes_on_in_the_tree() -> None:
    async with stage(FactsView(), (60, 40)) as (app, press):
        view = await facts(app)
        view.show_tree(JsonRows({"note": "SET 17", "more": [["set 17"] * 20]}, tidy=True))
        view.search("set 17")
        await press()
        assert app.marked == ["set 17   f1        187"]
        assert view.found == (1, 22)
        view.search_on(1)
        await press()
        assert app.marked == ["note: SET 17"]
        view.search_on(1)
        await press()
        assert app.marked == ["- set 17"]
        view.show(FACTS[:2])
        assert view.found[1] == 21
        view.search("nowhere")
        assert view.found == (0, 0)
        view.search("")
        assert view.found == (0, 0)


async def test_a_string_that_was_found_beyond_its_line_is_opened() -> None:
    async with stage(JsonView(), (60, 40)) as (app, press):
        assert isinstance(app.view, JsonView)
        app.view.show(JsonRows({"a": {"b": "x" * 300 + "needle"}}))
        app.view.search("needle")
        await press()
        assert "needle" in app.marked[-1]


@pytest.mark.parametrize("width", [8, 20, 200])
async def test_json_fits_any_width_and_hostile_text_is_harmless(width: int) -> None:
    deep: Any = HOSTILE
    for _ in range(60):
        deep = {HOSTILE: [deep, HOSTILE * 30, "日本語" * 40]}
    rows = JsonRows(deep)
    rows.folded.clear()
    async with stage(JsonView(), (width, 30)) as (app, press):
        assert isinstance(app.view, JsonView)
        app.view.show(rows)
        for keys in (("G",), ("k", "enter"), ("pageup",)):
            await press(*keys)
            assert all(is_plain(line) for line in app.lines)
            assert app.marked


async def test_an_empty_view_answers_every_key() -> None:
    for view in (JsonView(), FactsView()):
        async with stage(view) as (app, press):
            await press("j", "k", "g", "G", "enter", "h", "l", "pagedown", "pageup", "space")
            assert app.marked == []
            assert view.copyable == ""


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_every_part_stands_out_from_its_background(theme: str) -> None:
    async with stage(FactsView(), (60, 40)) as (app, press):
        app.theme = theme
        assert isinstance(app.view, FactsView)
        app.view.show((FACTS[0], Group("Log", (Fact("error", "odd", tone=Tone.BAD),))))
        app.view.show_tree(JsonRows(BODY, tidy=True))
        await press()
        for line in range(40):
            for text, style, _ in app.view.render_line(line):
                if text.strip() and style is not None and style.color and style.bgcolor:
                    front, back = map(Color.from_rich_color, (style.color, style.bgcolor))
                    assert abs(front.brightness - back.brightness) > 0.25, text
