"""Tests of hubtui.widgets.text_lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from hubtui.widgets.text_lines import TextLines, broken
from tests.widgets.stage import settle


class Stage(App[None]):
    """One text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.lines = TextLines(text)

    def compose(self) -> ComposeResult:
        """Show the text."""
        yield self.lines

    def on_mount(self) -> None:
        """Give it the keys."""
        self.lines.focus()

    @property
    def shown(self) -> list[str]:
        """What is on the screen."""
        return [self.lines.render_line(line).text.rstrip() for line in range(self.lines.size.height)]


def test_lines_are_broken_behind_blanks() -> None:
    assert list(broken("one two three four", 9)) == ["one two", "three", "four"]
    assert list(broken("  indented stays", 40)) == ["  indented stays"]
    assert list(broken("", 9)) == [""]
    assert list(broken("x" * 20, 9)) == ["x" * 9, "x" * 9, "xx"]
    assert list(broken("漢字漢字漢字", 4)) == ["漢字", "漢字", "漢字"]


@given(
    st.text(alphabet=st.characters(exclude_characters="\n\t", exclude_categories=["Cc", "Cs"])),
    st.integers(2, 40),
)
def test_no_part_is_too_wide_and_nothing_is_lost(line: str, width: int) -> None:
    parts = list(broken(line, width))
    assert all(cell_len(part) <= width for part in parts)
    assert "".join(parts).replace(" ", "") == line.replace(" ", "")


async def test_the_keys_of_a_list_scroll_it() -> None:
    app = Stage("\n".join(f"line {at}" for at in range(100)))
    async with app.run_test(size=(40, 10)) as pilot:
        await settle(pilot)
        for key, first in (
            ("j", 1), ("k", 0), ("k", 0), ("pagedown", 10), ("ctrl+d", 15), ("ctrl+u", 10), ("pageup", 0),
            ("G", 90), ("j", 90), ("g", 0),
        ):  # fmt: skip
            await pilot.press(key)
            assert app.shown[0] == f"line {first}"


async def test_a_long_text_is_broken_in_a_thread_after_its_beginning() -> None:
    app = Stage("word " * 50_000)
    async with app.run_test(size=(41, 10)) as pilot:
        await settle(pilot)
        assert app.shown[0] == ("word " * 8).rstrip()
        await app.workers.wait_for_complete()
        await settle(pilot)
        assert app.lines.row_count == 50_000 // 8


async def test_a_text_is_there_also_where_a_look_at_the_map_keeps_the_first_size_from_being_told() -> None:
    app = Stage("the text below")
    async with app.run_test(size=(40, 10)) as pilot:
        await settle(pilot)
        app.lines.display = False
        later = TextLines("the text that came later")
        await app.screen.mount(later)
        compositor = app.screen._compositor
        # What the screen does for a focus that has moved, where something new is about to be drawn.
        compositor.update_widgets({later})
        assert later in compositor.full_map
        app.lines = later
        await settle(pilot)
        assert app.shown[0] == "the text that came later"
