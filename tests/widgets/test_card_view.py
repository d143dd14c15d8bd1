"""Tests of CardView: what is shown of a card, how it is moved through, and what it says."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult

from hubtui.core.card.cutting import cut
from hubtui.text import is_plain
from hubtui.widgets.card_colours import PARTS
from hubtui.widgets.card_view import CardView
from tests.widgets.stage import settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.message import Message
    from textual.pilot import Pilot

ROUNDS = 2_000
LONG = "".join(f"## Part {number}\n\nThis is what part {number} says.\n\n" for number in range(3_000))
"""A card of several screens, of whose parts each has four lines."""


class CardStage(App[None]):
    """One card that fills the terminal, and what it says."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.said: list[Message] = []
        self.view = CardView()
        self.source = source

    def compose(self) -> ComposeResult:
        """Show the card."""
        yield self.view

    def on_mount(self) -> None:
        """Fill it."""
        self.view.show(cut(self.source))
        self.view.focus()

    def on_card_view_link_chosen(self, message: CardView.LinkChosen) -> None:
        """Write it down."""
        self.said.append(message)

    def on_card_view_name_missed(self, message: CardView.NameMissed) -> None:
        """Write it down."""
        self.said.append(message)

    @property
    def links(self) -> list[str]:
        """The links that were chosen."""
        return [message.href for message in self.said if isinstance(message, CardView.LinkChosen)]

    @property
    def missed(self) -> list[str]:
        """The names that were said not to be there."""
        return [message.name for message in self.said if isinstance(message, CardView.NameMissed)]

    @property
    def lines(self) -> list[str]:
        """What is shown, without the margins."""
        return [self.view.render_line(line).text.strip() for line in range(self.view.size.height)]

    @property
    def standing_out(self) -> list[str]:
        """What is drawn as the link that was gone to."""
        style = self.view.get_component_rich_style("card--stop")
        strips = (self.view.render_line(line) for line in range(self.view.size.height))
        return [text for strip in strips for text, each, _ in strip if each == style]

    def marked_as(self, name: str, ground: str = "") -> list[str]:
        """What is drawn in a component's style, on its own ground or another's."""
        style = self.view.get_component_rich_style(f"card--{name}")
        if ground:
            style += Style(bgcolor=self.view.get_component_rich_style(f"card--{ground}").bgcolor)
        strips = (self.view.render_line(line) for line in range(self.view.size.height))
        return [text for strip in strips for text, each, _ in strip if each == style]


@asynccontextmanager
async def staged(
    source: str, size: tuple[int, int] = (60, 12)
) -> AsyncIterator[tuple[CardStage, Pilot[None]]]:
    """Show a card on a terminal of a size."""
    app = CardStage(source)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield app, pilot


class InTurn:
    """Holds back what is laid out ahead of time, until it is to go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self._rest(3_600)

    def go_on(self) -> None:
        """Let it be done."""
        self._rest(0)

    def _rest(self, seconds: float) -> None:
        self._monkeypatch.setattr("hubtui.widgets.card_ahead.REST", seconds)


@pytest.fixture
def in_turn(monkeypatch: pytest.MonkeyPatch) -> InTurn:
    """Hold back what is laid out ahead of time."""
    return InTurn(monkeypatch)


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Wait until something holds."""
    for _ in range(ROUNDS):
        if condition():
            return
        await pilot.pause(0.005)
    raise AssertionError("it never held")


async def test_a_card_is_shown_from_its_beginning() -> None:
    async with staged("---\nlicense: mit\n---\n# One\n\nTwo\n", size=(20, 6)) as (app, _):
        assert app.lines == ["", "One", "─" * 16, "", "Two", ""]


async def test_only_what_is_near_is_laid_out_at_once(in_turn: InTurn) -> None:
    async with staged(LONG) as (app, pilot):
        assert app.lines[1] == "Part 0"
        assert not app.view.is_idle
        in_turn.go_on()
        await until(pilot, lambda: app.view.is_idle)
        assert app.view.row_count == 4 * 3_000
        assert app.lines[1] == "Part 0"


@pytest.mark.parametrize(
    ("keys", "top"),
    [
        (["j", "down"], 2), (["j", "j", "k", "up"], 0), (["k"], 0), (["pagedown"], 11), (["ctrl+d", "ctrl+d"], 12),
        (["pagedown", "pageup"], 0), (["ctrl+d", "ctrl+u"], 0), (["G"], 11_988), (["end", "j", "pagedown"], 11_988),
        (["G", "k"], 11_987), (["G", "g"], 0), (["end", "home"], 0),
    ],
)  # fmt: skip
async def test_keys_scroll(keys: list[str], top: int) -> None:
    async with staged(LONG) as (app, pilot):
        await until(pilot, lambda: app.view.is_idle)
        await pilot.press(*keys)
        await settle(pilot)
        assert app.view.top == top
        expected = ("", f"Part {top // 4}", "", f"This is what part {top // 4} says.")
        assert app.lines[0] == expected[top % 4]


async def test_the_end_is_shown_before_what_lies_between_is_laid_out(in_turn: InTurn) -> None:
    async with staged(LONG) as (app, pilot):
        await pilot.press("G")
        assert not app.view.is_idle
        assert app.lines[-1] == "This is what part 2999 says."
        in_turn.go_on()
        await until(pilot, lambda: app.view.is_idle)
        assert app.lines[-1] == "This is what part 2999 says."
        assert app.view.top == app.view.row_count - 12


async def test_what_is_being_read_stays_while_the_rest_is_laid_out(in_turn: InTurn) -> None:
    async with staged(LONG) as (app, pilot):
        app.view.scroll_to(y=app.view.row_count // 2, animate=False)
        await settle(pilot)
        before = app.lines
        assert any(line.startswith("Part 1") for line in before)
        assert not app.view.is_idle
        in_turn.go_on()
        await until(pilot, lambda: app.view.is_idle)
        assert app.lines == before


async def test_another_width_keeps_the_place() -> None:
    paragraphs = "\n\n".join(f"{number} " + "word " * 60 for number in range(200))
    async with staged(paragraphs, size=(80, 12)) as (app, pilot):
        await until(pilot, lambda: app.view.is_idle)
        app.view.scroll_to(y=301, animate=False)
        await settle(pilot)
        first = next(line for line in app.lines if line[:1].isdigit())
        for size in ((40, 12), (120, 20), (30, 8), (80, 12)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            await until(pilot, lambda: app.view.is_idle)
        assert any(line.split()[:1] == first.split()[:1] for line in app.lines)


async def test_the_wheel_scrolls() -> None:
    async with staged(LONG) as (app, pilot):
        for kind, line in (
            (events.MouseScrollDown, 3),
            (events.MouseScrollDown, 6),
            (events.MouseScrollUp, 3),
        ):
            app.view.post_message(kind(app.view, 5, 5, 0, 0, 0, False, False, False))
            await settle(pilot)
            assert app.view.top == line


async def test_a_card_that_is_short_does_not_scroll() -> None:
    async with staged("# One\n\nTwo\n") as (app, pilot):
        await pilot.press("G", "pagedown", "j")
        assert app.lines[1] == "One"


@pytest.mark.parametrize("source", ["", "<!-- nothing -->", "[a]: b", "---\na: b\n---\n"])
async def test_a_card_without_text_is_empty_and_takes_all_keys(source: str) -> None:
    async with staged(source) as (app, pilot):
        await pilot.press("j", "k", "G", "g", "pagedown", "pageup", "ctrl+d", "ctrl+u")
        app.view.step_stop(1)
        app.view.step_stop(-1)
        app.view.find("x")
        app.view.step_match(1)
        app.view.choose()
        assert set(app.lines) == {""}


# Links and code


async def test_stops_are_gone_through_in_both_directions() -> None:
    source = "[one](a) and [two](b)\n\n```\nx = 1\n```\n\n![pic](c.png)\n"
    async with staged(source) as (app, _):
        seen = []
        for step in (1, 1, 1, 1, 1, -1, -1, -1, -1):
            app.view.step_stop(step)
            stop = app.view.stop
            assert stop is not None
            seen.append(stop.code or stop.href)
        assert seen == ["a", "b", "x = 1\n", "c.png", "c.png", "x = 1\n", "b", "a", "a"]
        assert app.standing_out == ["one"]


async def test_code_that_was_gone_to_has_a_bar_beside_it() -> None:
    async with staged("Text.\n\n```\na\nb\n```\n") as (app, _):
        app.view.step_stop(1)
        assert [line for line in app.lines if line.startswith("▌")] == ["▌  a", "▌  b"]


async def test_a_stop_far_away_is_scrolled_to_and_one_begins_from_what_is_on_the_screen() -> None:
    async with staged(f"[first](a)\n\n{LONG}\n\n[last](b)\n") as (app, pilot):
        app.view.step_stop(1)
        app.view.step_stop(1)
        await until(pilot, lambda: app.standing_out == ["last"])
        assert any("last" in line for line in app.lines)
        await pilot.press("g")
        app.view.step_stop(1)
        assert app.standing_out == ["first"]


async def test_a_link_is_chosen_by_key_and_by_click_and_code_is_not() -> None:
    async with staged("see [one](a/b) here\n\n```\ncode\n```\n\n![p](q)\n") as (app, pilot):
        app.view.choose()
        app.view.step_stop(1)
        app.view.choose()
        await settle(pilot)
        assert app.links == ["a/b"]
        await pilot.click(CardView, offset=(8, 1))
        await pilot.click(CardView, offset=(3, 1))
        await pilot.click(CardView, offset=(20, 3))
        await settle(pilot)
        assert app.links == ["a/b", "a/b"]
        assert app.view.stop is not None
        assert app.view.stop.code == "code\n"
        await pilot.click(CardView, offset=(3, 5))
        await settle(pilot)
        chosen = app.said[-1]
        assert isinstance(chosen, CardView.LinkChosen)
        assert (chosen.href, chosen.image) == ("q", True)


# Anchors


@pytest.mark.parametrize("name", ["part-2500", "PART-2500", "user-content-part-2500"])
async def test_an_anchor_is_gone_to_wherever_it_is(name: str) -> None:
    async with staged(LONG) as (app, pilot):
        app.view.go_to_name(name)
        await until(pilot, lambda: app.lines[0] == "Part 2500")


async def test_anchors_of_repeated_headings_footnotes_and_html() -> None:
    places = ("## Use", "## Use", "[^1]: A note.", "<a name='here'></a>Here.", "")
    source = "".join("word\n\n" * 30 + f"{place}\n\n" for place in places)
    async with staged(source) as (app, pilot):
        await until(pilot, lambda: app.view.is_idle)
        tops = []
        for name in ("use", "use-1", "fn-1", "here"):
            app.view.go_to_name(name)
            tops.append((app.view.top, app.lines[0]))
        assert [line for _, line in tops] == ["Use", "Use", "[1] A note.", "Here."]
        assert [top for top, _ in tops] == sorted({top for top, _ in tops})


async def test_an_anchor_that_is_not_there_is_said_so() -> None:
    async with staged("# One\n") as (app, pilot):
        app.view.go_to_name("two")
        await settle(pilot)
        assert app.missed == ["two"]


# Search


async def test_a_search_finds_what_is_not_laid_out_yet_and_counts_all() -> None:
    async with staged(LONG) as (app, pilot):
        app.view.find("PART 2500")
        await until(pilot, lambda: app.view.found == "1 of 2")
        assert app.marked_as("found") == ["Part 2500"]
        assert app.marked_as("match") == ["part 2500"]
        app.view.step_match(1)
        assert (app.view.found, app.marked_as("found")) == ("2 of 2", ["part 2500"])
        app.view.step_match(1)
        assert app.view.found == "1 of 2"
        app.view.step_match(-1)
        assert app.view.found == "2 of 2"


async def test_a_search_begins_at_what_is_on_the_screen() -> None:
    async with staged("\n\n".join(f"needle {number}" for number in range(100))) as (app, pilot):
        await until(pilot, lambda: app.view.is_idle)
        await pilot.press("pagedown", "pagedown")
        app.view.find("needle")
        await until(pilot, lambda: app.view.found.endswith(" of 100"))
        first = app.view.found
        assert first != "1 of 100"
        app.view.step_match(-1)
        assert int(app.view.found.split()[0]) == int(first.split()[0]) - 1


async def test_a_match_over_a_line_end_stands_out_on_both_lines() -> None:
    async with staged("word " * 4 + "needle in hay", size=(30, 8)) as (app, _):
        app.view.find("needle in")
        assert app.marked_as("found") == ["needle", "in"]


async def test_a_search_without_a_match_says_so_and_an_empty_one_ends_it() -> None:
    async with staged("# One\n\none\n") as (app, _):
        app.view.find("two")
        assert (app.view.missing, app.view.found) == ("two", "")
        app.view.find("one")
        assert (app.view.missing, app.view.found) == ("", "1 of 2")
        app.view.find(" ")
        assert (app.view.searching, app.marked_as("match")) == (False, [])


# Colours


@pytest.mark.parametrize(
    "fence", ["```python\n{}\n```", "- item\n\n  ```py\n  {}\n  ```", "> ```PYTHON\n> {}\n> ```"]
)
async def test_code_has_colours_once_it_is_on_the_screen(fence: str) -> None:
    async with staged(fence.format("if x == 1: y = 'text'  # why")) as (app, pilot):
        await until(pilot, lambda: app.marked_as("comment", "raised"))
        # Some themes have one colour for several parts, and a part may be drawn in pieces.
        found = {part: "".join(app.marked_as(part, "raised")) for part in PARTS}
        assert "if" in found["keyword"]
        assert "1" in found["number"]
        assert (found["string"], found["comment"]) == ("'text'", "# why")
        assert any("if x == 1: y = 'text'  # why" in line for line in app.lines)
        app.view.find("x == 1")
        assert "".join(app.marked_as("found", "raised")) == "x == 1"


@pytest.mark.parametrize("name", ["", "text", "nonsense", "console", "\x1b]0;x"])
async def test_code_in_an_unknown_language_stays_plain(name: str) -> None:
    async with staged(f"```{name}\nif x == 1: 'text'\n```\n\n```python\nif\n```\n") as (app, pilot):
        await until(pilot, lambda: app.marked_as("keyword", "raised"))
        assert app.marked_as("keyword", "raised") == ["if"]
        assert app.marked_as("string", "raised") == []


# Strangers


async def test_nothing_that_steers_a_terminal_is_drawn_and_no_link_either() -> None:
    odd = "\x1b]0;x\x07 \x9b31m \u202e [b]x[/] [@click=app.quit]y[/] [a](\x1b]8;;x) &#27; <b>\x1b</b> `\x1b` <!-- \x1b"
    source = f"# {odd}\n\n{odd}\n\n| {odd} |\n|---|\n| {odd} |\n\n<p>{odd}</p>\n\n```\n{odd}\n"
    async with staged(source, size=(60, 60)) as (app, _):
        app.view.step_stop(1)
        app.view.find("x")
        for line in range(app.view.size.height):
            for text, style, control in app.view.render_line(line):
                assert is_plain(text)
                assert not control
                assert style is None or not style.link


async def test_another_card_takes_the_place_of_one() -> None:
    async with staged(LONG) as (app, pilot):
        app.view.find("part 9")
        app.view.show(cut("# Other\n"))
        await settle(pilot)
        assert (app.lines[1], app.view.found, app.view.stop) == ("Other", "", None)
        app.view.show(None)
        app.view.notice = ("Nothing", "at all")
        assert "Nothing" in app.lines
