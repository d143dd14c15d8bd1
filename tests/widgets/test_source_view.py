"""Tests of hubtui.widgets.source_view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App, ComposeResult

from hubtui.widgets.source_view import SourceView, prepared
from tests.widgets.stage import settle

if TYPE_CHECKING:
    from textual.pilot import Pilot

NUMBERED = "\n".join(f"line {number}" for number in range(1, 101))


class Stage(App[None]):
    """One text that fills the terminal."""

    def __init__(self, text: str, language: str = "", *, wraps: bool = False) -> None:
        super().__init__()
        self.view = SourceView()
        self._shown = prepared(text, language), wraps

    def compose(self) -> ComposeResult:
        """Show the view."""
        yield self.view

    def on_mount(self) -> None:
        """Show the text."""
        sheet, wraps = self._shown
        self.view.show(sheet, wraps=wraps)
        self.view.focus()

    @property
    def lines(self) -> list[str]:
        """What the view shows, without blanks at the ends of lines."""
        return [self.view.render_line(line).text.rstrip() for line in range(self.view.size.height)]

    def styles_of(self, line: int) -> dict[str, str]:
        """The colour of each piece of a row, by its text."""
        return {s.text: str(s.style.color) for s in self.view.render_line(line) if s.style}


async def coloured(pilot: Pilot[None]) -> None:
    """Wait until the colours are found."""
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)


async def test_lines_have_numbers_and_the_keys_scroll_them() -> None:
    stage = Stage(NUMBERED)
    async with stage.run_test(size=(30, 5)) as pilot:
        assert stage.lines == [f"{number:>4} line {number}" for number in range(1, 6)]
        await pilot.press("j", "pagedown")
        assert stage.lines[0] == "   7 line 7"
        await pilot.press("G")
        assert stage.lines[-1] == " 100 line 100"
        await pilot.press("g", "k")
        assert stage.lines[0] == "   1 line 1"


async def test_long_lines_scroll_to_the_side_or_are_wrapped_at_the_same_place() -> None:
    stage = Stage("short\n" + "abcdefghij" * 4)
    async with stage.run_test(size=(24, 8)) as pilot:
        assert stage.lines[1] == " 2 abcdefghijabcdefghij"
        await pilot.press("right")
        assert stage.lines[1].startswith(" 2 ijabc")
        await pilot.press("left", "left")
        assert stage.lines[0] == " 1 short"
        stage.view.toggle_wrap()
        await settle(pilot)
        assert "".join(line[3:] for line in stage.lines[1:4]) == "abcdefghij" * 4
        assert [line[:3].strip() for line in stage.lines[1:4]] == ["2", "", ""]


async def test_wide_characters_are_never_cut_in_two() -> None:
    stage = Stage("雨" * 40)
    async with stage.run_test(size=(25, 4)) as pilot:
        await pilot.press("right")
        widths = {stage.view.render_line(line).cell_length for line in range(4)}
        assert widths == {24}


async def test_a_search_goes_to_the_first_place_from_here_and_on_in_a_circle() -> None:
    stage = Stage(NUMBERED)
    async with stage.run_test(size=(30, 5)) as pilot:
        await pilot.press("pagedown")
        stage.view.search("LINE 1")
        await settle(pilot)
        assert stage.view.found == (2, 12)
        assert any(line.endswith("line 10") for line in stage.lines)
        stage.view.search_on(-1)
        stage.view.search_on(-1)
        await settle(pilot)
        assert stage.view.found == (12, 12)
        assert any(line.endswith("line 100") for line in stage.lines)
        stage.view.search_on(1)
        assert stage.view.found == (1, 12)


async def test_a_place_far_to_the_side_comes_into_view() -> None:
    stage = Stage("x" * 200 + "needle")
    async with stage.run_test(size=(30, 5)) as pilot:
        stage.view.search("needle")
        await settle(pilot)
        assert "needle" in stage.lines[0]


async def test_colours_come_for_what_is_in_view() -> None:
    stage = Stage("return 1\n" * 2_000, "python")
    async with stage.run_test(size=(30, 5)) as pilot:
        await coloured(pilot)
        first = stage.styles_of(0)
        assert first["return"] != first[" "]
        await pilot.press("G")
        await coloured(pilot)
        assert stage.styles_of(4)["return"] == first["return"]


async def test_another_text_begins_at_its_beginning_without_the_search_of_before() -> None:
    stage = Stage(NUMBERED)
    async with stage.run_test(size=(30, 5)) as pilot:
        stage.view.search("line 9")
        await pilot.press("G")
        stage.view.show(prepared("one\ntwo", ""), wraps=True)
        await settle(pilot)
        assert stage.lines[:2] == [" 1 one", " 2 two"]
        assert stage.view.found == (0, 0)


async def test_every_key_is_fine_before_there_is_a_text() -> None:
    stage = Stage("")
    async with stage.run_test(size=(30, 5)) as pilot:
        empty = SourceView()
        await stage.mount(empty)
        empty.focus()
        empty.toggle_wrap()
        empty.search("a")
        empty.search_on(1)
        await pilot.press("j", "G", "g", "right", "left", "pagedown", "ctrl+u")
        assert (empty.row_count, empty.line, empty.found) == (0, 0, (0, 0))
