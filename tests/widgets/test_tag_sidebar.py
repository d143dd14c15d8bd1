"""Tests of hubtui.widgets.tag_sidebar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.events import MouseScrollDown

from hubtui.core.question import Question, Sieve
from hubtui.core.tag_sources import SeenTags, listed, unlisted
from hubtui.hub.criteria import Criteria, Kind
from hubtui.hub.models import Repo, Tag, TagGroups
from hubtui.widgets.line_list import LineList
from hubtui.widgets.tag_sidebar import TagSidebar
from tests.widgets.stage import settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import ClassVar

    from textual.binding import BindingType
    from textual.geometry import Region
    from textual.message import Message
    from textual.pilot import Pilot

    from hubtui.core.tags import TagIndex

GROUPS = TagGroups(
    {
        "pipeline_tag": (Tag("text-generation", "Text Generation", "nlp"), Tag("text-to-image", "", "cv")),
        "library": (Tag("pytorch", "PyTorch"), Tag("gguf", "GGUF")),
        "language": (Tag("de", "German"), Tag("en", "English")),
        "license": (Tag("license:mit", "mit"), Tag("license:apache-2.0", "apache-2.0")),
    }
)
INDEX = listed(Kind.SPACE, GROUPS)


class WatchedSidebar(TagSidebar):
    """A sidebar that counts its repaints and layouts."""

    layouts = 0
    repaints = 0

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> WatchedSidebar:
        """Count."""
        self.repaints += 1
        self.layouts += layout
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class Listener(App[None]):
    """A sidebar beside something else; it asks what was picked, as the screen does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "press('slash')", priority=True),
        Binding("q", "press('q')"),
        Binding("ctrl+t", "press('ctrl+t')"),
    ]

    def __init__(self, index: TagIndex | None = INDEX, question: Question | None = None) -> None:
        super().__init__()
        self.sidebar = WatchedSidebar()
        self.index = index
        self.question = question or Question(Criteria(Kind.SPACE))
        self.toggled: list[tuple[str, bool, bool]] = []
        self.refused: list[str] = []
        self.left = 0
        self.pressed: list[str] = []

    def compose(self) -> ComposeResult:
        """Show the sidebar."""
        yield self.sidebar

    def on_mount(self) -> None:
        """Fill the sidebar."""
        if self.index is not None:
            self.sidebar.show(self.index, self.question)
        self.sidebar.focus_filter()

    def on_tag_sidebar_toggled(self, message: TagSidebar.Toggled) -> None:
        """Ask the new question."""
        self.toggled.append((message.choice.id, message.on, message.exclude))
        self.question = message.choice.apply(self.question, on=message.on, exclude=message.exclude)
        assert self.index is not None
        self.sidebar.show(self.index, self.question)

    def on_tag_sidebar_refused(self, message: TagSidebar.Refused) -> None:
        """Write it down."""
        self.refused.append(message.reason)

    def on_tag_sidebar_left(self) -> None:
        """Write it down."""
        self.left += 1

    def action_press(self, key: str) -> None:
        """Write down a key that the sidebar left to others."""
        self.pressed.append(key)

    @property
    def lines(self) -> list[str]:
        """What the sidebar shows, without blanks at the ends of lines."""
        return [self.sidebar.render_line(line).text.rstrip() for line in range(self.sidebar.size.height)]

    @property
    def under_cursor(self) -> str:
        """The line with the cursor."""
        return next((line for line in self.lines if line.startswith("▌")), "")


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def parts(app: Listener, line: int, component: str) -> str:
    """Return the text on a line that is in the style of a component."""
    sidebar = app.sidebar
    style = sidebar.get_component_rich_style(component)
    return "".join(
        segment.text
        for segment in sidebar.render_line(line)
        if segment.style and segment.style.color == style.color and segment.style.underline == style.underline
    )


async def test_tags_stand_in_groups_below_the_filter_and_the_cursor_on_the_first() -> None:
    app = Listener()
    async with app.run_test(size=(60, 23)) as pilot:
        await settle(pilot)
        assert app.lines[:6] == [
            " type to narrow",
            " Tasks · text",
            "▌  text-generation",
            " Tasks · vision",
            "   text-to-image",
            " Refine · loaded rows",
        ]
        assert app.lines[-10:] == [
            " Libraries",
            "   pytorch",
            "   gguf",
            " Languages",
            "   de German",
            "   en English",
            " Licenses",
            "   mit",
            "   apache-2.0",
            "",
        ]


async def test_letters_narrow_all_groups_with_the_match_marked_and_the_best_under_the_cursor() -> None:
    app = Listener()
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, "t", "e", "x", "t", "minus", "t")
        assert app.lines[:4] == [" text-t                 1", "▌  text-to-image task", "", ""]
        await press(pilot, "backspace", "backspace")
        assert app.lines[:4] == [
            " text                   2",
            "▌  text-generation task",
            "   text-to-image task",
            "",
        ]
        assert parts(app, 2, "tag-view--match") == "text"


async def test_the_match_is_underlined_under_the_cursor_too() -> None:
    app = Listener()
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, "m", "i", "t")
        underlined = [s.text for s in app.sidebar.render_line(1) if s.style and s.style.underline]
        assert underlined == ["mit"]


async def test_up_and_down_pass_over_headings_and_stop_at_the_ends() -> None:
    app = Listener()
    async with app.run_test(size=(60, 30)) as pilot:
        await press(pilot, "down")
        assert app.under_cursor == "▌  text-to-image"
        await press(pilot, "down")
        assert app.under_cursor == "▌  hide without a card"
        await press(pilot, "up", "up", "up", "up")
        assert app.under_cursor == "▌  text-generation"
        await press(pilot, "end", "down")
        assert app.under_cursor == "▌  apache-2.0"
        await press(pilot, "up", "up")
        assert app.under_cursor == "▌  en English"
        await press(pilot, "home")
        assert app.under_cursor == "▌  text-generation"


async def test_nobody_else_hears_of_the_cursor() -> None:
    said: list[Message] = []
    app = Listener()
    async with app.run_test(size=(60, 10), message_hook=said.append) as pilot:
        await press(pilot, "down", "end", "m", "enter", "escape")
        assert app.toggled
    assert not [message for message in said if isinstance(message, LineList.Highlighted | LineList.NearEnd)]


async def test_right_and_left_go_from_group_to_group() -> None:
    app = Listener()
    async with app.run_test(size=(60, 30)) as pilot:
        seen = []
        for key in ("right", "right", "right", "down", "left", "left"):
            await press(pilot, key)
            seen.append(app.under_cursor[3:])
        assert seen == [
            "text-to-image",
            "hide without a card",
            "pytorch",
            "gguf",
            "pytorch",
            "hide without a card",
        ]


async def test_a_page_moves_by_what_is_shown_and_never_rests_on_a_heading() -> None:
    app = Listener()
    async with app.run_test(size=(60, 6)) as pilot:
        for key in ("pagedown", "pagedown", "pagedown", "pagedown", "pageup", "pageup", "pageup", "pageup"):
            await press(pilot, key)
            assert app.under_cursor[3:]
        assert app.under_cursor == "▌  text-generation"
        assert app.lines[1] == " Tasks · text"


async def test_enter_picks_what_is_under_the_cursor_and_pins_it_on_top_and_again_undoes_that() -> None:
    app = Listener()
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, "m", "i", "t", "enter")
        assert app.question == Question(Criteria(Kind.SPACE, tags=("license:mit",)))
        assert app.lines[1:3] == [" ● mit license", "▌● mit license"]
        await press(pilot, "enter")
        assert app.toggled == [("license:mit", True, False), ("license:mit", False, False)]
        assert app.question == Question(Criteria(Kind.SPACE))
        assert app.lines[1:3] == ["▌  mit license", ""]


async def test_a_letter_after_a_pick_begins_a_new_text() -> None:
    app = Listener()
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, "m", "i", "t", "enter", "g", "g", "enter", "backspace")
        assert app.question.criteria.tags == ("license:mit", "gguf")
        assert app.sidebar.typed == ""
        assert app.lines[:3] == [" type to narrow", "▌● mit license", " ● gguf tag"]


async def test_a_blank_picks_while_the_filter_is_empty_and_else_is_written() -> None:
    app = Listener(listed(Kind.SPACE, TagGroups({"language": (Tag("gsw", "Swiss German"),)})))
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, "space")
        assert app.toggled == [("hide repos without a card", True, False)]
        await press(pilot, "s", "s", "space", "g")
        assert app.sidebar.typed == "ss g"
        assert app.under_cursor == "▌  gsw Swiss German"
        await press(pilot, "enter", "space")
        assert app.toggled[1:] == [("gsw", True, False), ("gsw", False, False)]


async def test_an_exclamation_mark_in_front_makes_enter_exclude() -> None:
    app = Listener()
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, "exclamation_mark", "g", "g", "enter")
        assert app.toggled == [("gguf", True, True)]
        assert app.question.sieve.without == ("gguf",)
        assert app.lines[:3] == [" !gg                    1", " ! gguf tag", "▌! gguf library"]
        await press(pilot, "enter")
        assert app.question == Question(Criteria(Kind.SPACE))


async def test_excluding_a_chosen_tag_turns_it_round_and_choosing_an_excluded_one_lets_it_go() -> None:
    app = Listener(question=Question(Criteria(Kind.SPACE, tags=("gguf",))))
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, "exclamation_mark", "g", "g", "enter")
        assert (app.question.criteria.tags, app.question.sieve.without) == ((), ("gguf",))
        await press(pilot, "g", "g", "enter")
        assert app.toggled[-1] == ("gguf", False, True)
        assert (app.question.criteria.tags, app.question.sieve.without) == ((), ())


async def test_what_is_not_a_tag_cannot_be_excluded_and_the_reason_is_said() -> None:
    app = Listener()
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, *"!card", "enter")
        assert app.refused == ["Only tags can be excluded"]
        assert app.toggled == []


async def test_what_is_chosen_is_on_top_when_one_comes_and_enter_takes_it_off() -> None:
    question = Question(Criteria(Kind.SPACE, tags=("gguf", "en")), Sieve(without=("de",)))
    app = Listener(question=question)
    async with app.run_test(size=(60, 24)) as pilot:
        await settle(pilot)
        assert app.lines[1:5] == ["▌● gguf tag", " ● en tag", " ! de tag", " Tasks · text"]
        await press(pilot, "enter")
        assert app.lines[1:4] == ["▌● en tag", " ! de tag", " Tasks · text"]
        await press(pilot, "down", "enter")
        assert app.toggled[-1] == ("de", False, True)
        assert app.lines[1:3] == ["▌● en tag", " Tasks · text"]


async def test_a_pick_far_below_leaves_the_line_where_it_is_on_the_screen() -> None:
    app = Listener()
    async with app.run_test(size=(60, 8)) as pilot:
        await press(pilot, "end", "up")
        before = app.lines[1:]
        assert app.under_cursor == "▌  mit"
        await press(pilot, "enter")
        assert [line.replace("●", " ") for line in app.lines[1:]] == before
        assert app.under_cursor == "▌● mit"


async def test_escape_goes_back_and_leaves_an_empty_filter() -> None:
    app = Listener()
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, "m", "escape")
        assert (app.sidebar.typed, app.left) == ("", 1)
        assert app.under_cursor == "▌  text-generation"
        await press(pilot, "escape")
        assert app.left == 2


async def test_keys_keep_their_turn() -> None:
    app = Listener()
    async with app.run_test(size=(60, 24)):
        for key in "mit":
            app.sidebar.post_message(events.Key(key, key))
        await app.sidebar.caught_up()
        assert app.sidebar.typed == "mit"
        assert app.sidebar.check_consume_key("escape", None)
        assert not app.sidebar.check_consume_key("tab", None)


async def test_keys_that_write_are_kept_from_the_screen_and_others_are_not() -> None:
    app = Listener()
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, "q", "/", "ctrl+t", "j")
        assert app.sidebar.typed == "q/j"
        assert app.pressed == ["ctrl+t"]


async def test_words_and_all_of_the_text_can_be_taken_away() -> None:
    app = Listener()
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, *"swiss german", "ctrl+w")
        assert app.sidebar.typed == "swiss "
        await press(pilot, "ctrl+w")
        assert app.sidebar.typed == ""
        await press(pilot, *"ab", "ctrl+u")
        assert app.sidebar.typed == ""
        await press(pilot, "backspace", "ctrl+w", "ctrl+u")
        assert app.lines[0] == " type to narrow"


@pytest.mark.parametrize(
    ("pasted", "typed"),
    [
        ("license:mit\n", "license:mit"),
        ("\nmit\ngguf", "mit"),
        ("\x1b]0;x\x07m\u202eit", "]0;xmit"),
        ("", ""),
        ("\n", ""),
        (" \n\t gguf \n", "gguf"),
        ("x" * 1000, "x" * 200),
    ],
)
async def test_of_what_is_pasted_the_first_line_counts_and_nothing_steers_the_terminal(
    pasted: str, typed: str
) -> None:
    app = Listener()
    async with app.run_test(size=(60, 24)) as pilot:
        app.sidebar.post_message(events.Paste(pasted))
        await settle(pilot)
        assert app.sidebar.typed == typed
        assert all(line.isprintable() for line in app.lines)


async def test_of_a_long_text_the_end_is_shown_and_wide_characters_have_their_cells() -> None:
    app = Listener()
    async with app.run_test(size=(60, 24)) as pilot:
        app.sidebar.post_message(events.Paste("日本語" * 10 + "abc"))
        await settle(pilot)
        strip = app.sidebar.render_line(0)
        assert strip.cell_length == 26 - 1
        assert strip.text.startswith(" …")
        assert "本語abc " in strip.text
        await press(pilot, *["backspace"] * 3)
        assert app.sidebar.typed == "日本語" * 10
        assert app.sidebar.render_line(0).cell_length == 25


async def test_counts_of_loaded_rows_stand_at_the_right_and_leave_names_room() -> None:
    app = Listener()
    async with app.run_test(size=(60, 24)) as pilot:
        app.sidebar.show_counts({"text-generation": 812, "gguf": 1_234_567, "de": 1})
        await settle(pilot)
        assert app.lines[2] == "▌  text-generation    812"
        assert app.lines[4] == "   text-to-image"
        assert "   gguf              1.2M" in app.lines
        assert "   de German            1" in app.lines
        assert all(app.sidebar.render_line(line).cell_length == 25 for line in range(24))


async def test_a_click_picks_and_a_click_on_a_heading_or_below_the_end_does_not() -> None:
    app = Listener()
    async with app.run_test(size=(60, 30)) as pilot:
        await settle(pilot)
        await pilot.click(app.sidebar, offset=(5, 4))
        await settle(pilot)
        assert app.toggled == [("text-to-image", True, False)]
        assert app.under_cursor == "▌● text-to-image"
        await pilot.click(app.sidebar, offset=(5, 2))
        await pilot.click(app.sidebar, offset=(5, 0))
        await pilot.click(app.sidebar, offset=(5, 28))
        await pilot.click(app.sidebar, offset=(5, 5), button=3)
        await settle(pilot)
        assert len(app.toggled) == 1
        await pilot.click(app.sidebar, offset=(5, 1))
        await settle(pilot)
        assert app.toggled[1:] == [("text-to-image", False, False)]


async def test_the_wheel_scrolls_and_leaves_the_cursor_where_it_is() -> None:
    app = Listener()
    async with app.run_test(size=(60, 8)) as pilot:
        await pilot._post_mouse_events([MouseScrollDown], app.sidebar)
        await settle(pilot)
        assert app.sidebar.top > 0
        assert app.sidebar.cursor == 1


HOSTILE = (
    "\x1b]0;PWNED\x1b\\", "[@click=app.bell]X[/]", "[/nope]", "a\u202eb", "x" * 10_000, "日" * 5_000, "\ufffd",
    "bad\ufffd", "", " ", "a\nb", "\x00", "e\u0301" * 300, "👩\u200d🚀", ":", "license:",
)  # fmt: skip


@pytest.mark.parametrize("typed", ["", "x", "日", "a", "!", "app.bell", "://["])
async def test_no_name_steers_the_terminal_or_breaks_the_grid(typed: str) -> None:
    tags = tuple(Tag(name, label) for name in HOSTILE for label in ("", name, "[b]\x1b[31m" + name))
    app = Listener(listed(Kind.DATASET, TagGroups({"other": tags, "[b]\x1b": tags})))
    async with app.run_test(size=(60, 50)) as pilot:
        await press(pilot, *typed)
        for _ in range(4):
            for line in range(50):
                strip = app.sidebar.render_line(line)
                assert strip.text.isprintable()
                assert "\u202e" not in strip.text
                assert strip.cell_length == 25
            await press(pilot, "pagedown", "down")
        assert app.is_running


async def test_a_tag_that_had_to_be_cleaned_is_marked_and_cannot_be_picked_and_the_reason_is_said() -> None:
    app = Listener(listed(Kind.SPACE, TagGroups({"other": (Tag("red\ufffd"),)})))
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, *"red", "enter", *"!red", "enter")
        assert app.under_cursor == "▌? red\ufffd tag"
        assert app.refused == ["This tag holds characters that cannot be sent safely"] * 2
        assert app.toggled == []


async def test_such_a_tag_in_the_question_can_be_taken_off() -> None:
    app = Listener(question=Question(Criteria(Kind.SPACE, tags=("red\ufffd",))))
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, "enter")
        assert app.question.criteria.tags == ()


async def test_a_match_deep_inside_a_long_name_is_shown() -> None:
    app = Listener(listed(Kind.SPACE, TagGroups({"other": (Tag("a" * 5_000 + "needle" + "b" * 5_000),)})))
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, *"needle")
        assert "needle…" in app.under_cursor
        assert app.under_cursor.startswith("▌  …aaa")


async def test_what_is_entered_before_there_is_an_index_is_picked_once_there_is_one() -> None:
    app = Listener(None)
    async with app.run_test(size=(60, 12)) as pilot:
        await press(pilot, "m", "i", "t", "enter")
        assert app.toggled == []
        app.index = INDEX
        app.sidebar.show(INDEX, app.question)
        await settle(pilot)
        assert app.toggled == [("license:mit", True, False)]


async def test_before_there_is_an_index_it_is_said_and_what_is_typed_is_kept() -> None:
    app = Listener(None)
    async with app.run_test(size=(60, 12)) as pilot:
        await press(pilot, "m", "i", "t")
        assert app.sidebar.typed == "mit"
        assert app.toggled == []
        said = " ".join(" ".join(app.lines[1:]).split())
        assert said == "There are no tags here yet escape goes back to the list"
        app.sidebar.show(INDEX, app.question)
        await settle(pilot)
        assert app.under_cursor == "▌  mit license"


async def test_without_tags_the_note_says_why_and_lists_can_still_be_refined() -> None:
    app = Listener(unlisted(Kind.MODEL, "The tags could not be loaded: the Hub is busy; r asks again"))
    async with app.run_test(size=(60, 24)) as pilot:
        await settle(pilot)
        assert app.lines[1:6] == [
            " The tags could not be",
            " loaded: the Hub is busy;",
            " r asks again",
            " Refine · parameters",
            "▌  up to 1B",
        ]


async def test_tags_of_loaded_rows_say_that_they_are() -> None:
    seen = SeenTags()
    seen.add(
        [Repo(id="a/b", sdk="gradio", tag_lines="gradio"), Repo(id="a/c", sdk="gradio", tag_lines="gradio")]
    )
    app = Listener(seen.index(Kind.SPACE))
    async with app.run_test(size=(60, 24)) as pilot:
        app.sidebar.show_counts(seen.counts)
        await settle(pilot)
        assert app.lines[1:6] == [
            " From 2 loaded rows: this",
            " Hub lists no tags of",
            " Spaces",
            " SDK",
            "▌  gradio               2",
        ]


async def test_a_name_that_nothing_has_is_said_with_the_next_key_and_enter_picks_nothing() -> None:
    app = Listener(question=Question(Criteria(Kind.SPACE, tags=("en",))))
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, *"zzz", "enter")
        assert app.lines[:4] == [
            " zzz                    0",
            " ● en tag",
            " Nothing has this name",
            " ctrl+u shows all tags",
        ]
        assert app.toggled == []
        await press(pilot, "down", "enter")
        assert app.toggled == [("en", False, False)]


async def test_a_range_can_be_written_and_is_picked_by_enter() -> None:
    app = Listener(listed(Kind.MODEL, GROUPS), Question())
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, *"params 3B..", "1")
        await press(pilot, *"4B", "enter")
        assert app.question.criteria.num_parameters == "min:3B,max:14B"
        await press(pilot, "ctrl+u")
        assert app.lines[1] == "▌● 3B–14B parameters"


async def test_other_tags_that_arrive_leave_the_text_and_the_cursor_on_its_tag() -> None:
    app = Listener()
    more = TagGroups({"doi": tuple(Tag(f"doi:t{number}") for number in range(50)), **GROUPS.groups})
    async with app.run_test(size=(60, 10)) as pilot:
        await press(pilot, "t", "down")
        under = app.under_cursor
        app.index = listed(Kind.SPACE, more)
        app.sidebar.show(app.index, app.question)
        await settle(pilot)
        assert app.under_cursor == under
        assert app.sidebar.typed == "t"


@pytest.mark.parametrize("height", [1, 2, 3])
async def test_the_lowest_heights_still_show_the_filter_and_the_cursor(height: int) -> None:
    app = Listener()
    async with app.run_test(size=(60, height)) as pilot:
        await press(pilot, "down", "end", "up", "pagedown", "home", "m", "i", "t")
        assert app.lines[0].startswith(" mit")
        assert app.sidebar.highlighted is not None
        assert app.sidebar.highlighted.id == "license:mit"
        if height > 1:
            assert app.under_cursor == "▌  mit license"


@pytest.mark.parametrize("width", [1, 2, 4, 8, 14, 60])
async def test_any_width_is_filled_exactly(width: int) -> None:
    app = Listener(unlisted(Kind.MODEL, "Loading the tags of models…"))
    async with app.run_test(size=(80, 20)) as pilot:
        app.sidebar.styles.width = width
        await settle(pilot)
        app.sidebar.show_counts({"en": 5})
        app.index = listed(Kind.MODEL, GROUPS)
        app.sidebar.show(app.index, app.question)
        await press(pilot, "t")
        assert {app.sidebar.render_line(line).cell_length for line in range(20)} == {width - 1}


async def test_another_width_wraps_the_note_anew_and_another_height_keeps_the_cursor_in_sight() -> None:
    app = Listener(unlisted(Kind.MODEL, "Loading the tags of models…"))
    async with app.run_test(size=(80, 20)) as pilot:
        await press(pilot, *["down"] * 17)
        under = app.under_cursor
        await pilot.resize_terminal(80, 6)
        await settle(pilot)
        assert app.under_cursor == under
        app.sidebar.styles.width = 40
        await press(pilot, "home")
        assert app.lines[1] == " Loading the tags of models…"
        assert app.under_cursor == "▌  up to 1B"


def many(number: int) -> Iterator[Tag]:
    """Yield tags of which each tenth holds its own number twice."""
    for count in range(number):
        yield Tag(f"dataset:owner-{count % 977}/name-{count}", f"owner-{count % 977}/name-{count}")


async def test_sixty_thousand_tags_are_all_reachable() -> None:
    groups = TagGroups({"dataset": tuple(many(60_000)), "license": (Tag("license:mit", "mit"),)})
    app = Listener(listed(Kind.DATASET, groups), Question(Criteria(Kind.DATASET)))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "end")
        assert app.under_cursor == "▌  mit"
        await press(pilot, "up")
        assert app.under_cursor.endswith("name-59999")
        await press(pilot, *"name-59998", "enter")
        assert app.question.criteria.tags == ("dataset:owner-401/name-59998",)
        assert app.lines[0].endswith(" 1")


async def test_a_letter_lays_nothing_out() -> None:
    app = Listener()
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        app.sidebar.layouts = app.sidebar.repaints = 0
        await press(pilot, "m", "i", "enter")
        assert app.sidebar.repaints >= 3
        assert app.sidebar.layouts == 0
