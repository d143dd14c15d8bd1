"""Searching: what is typed is asked once it rests, is sent unharmed, and can always be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from hubtui.timings import Timings
from tests.support.journey import INSTANT, NOW, journey

if TYPE_CHECKING:
    from tests.support.loopback import LoopbackHub


def searches(hub: LoopbackHub, path: str = "/api/models") -> list[str | None]:
    """Return what was searched for, one entry a request for a list."""
    return [request.parameters.get("search") for request in hub.requests if request.path == path]


def slow_search() -> Timings:
    """Return timings with which a search never rests by itself while a test runs."""
    return Timings(search_rest=600, preview_paint=INSTANT, preview_ask=INSTANT, clock=lambda: NOW)


async def test_quick_letters_are_one_request_and_the_list_answers_it(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/whisper")
        await run.until(lambda: run.ids and all("whisper" in repo_id.lower() for repo_id in run.ids))
        assert run.question.startswith(" / whisper")
        assert searches(hub) == [None, "whisper"]
        assert run.highlighted == run.ids[0]


async def test_letters_rest_before_they_are_asked_and_enter_does_not_wait(hub: LoopbackHub) -> None:
    async with journey(hub, timings=slow_search()) as run:
        await run.sees("100 loaded")
        await run.press(*"/bert")
        assert run.question.startswith(" / bert")
        assert searches(hub) == [None]
        await run.press("enter")
        await run.until(lambda: len(searches(hub)) == 2)
        await run.until(lambda: all("bert" in repo_id.lower() for repo_id in run.ids))
        assert searches(hub) == [None, "bert"]
        await run.press("j")
        assert run.highlighted == run.ids[1]


async def test_keys_right_behind_enter_go_to_the_list(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/gpt", "enter", "x")
        await run.settle()
        assert run.question.startswith(" / search")
        assert "gpt" not in run.question
        assert run.pane.criteria.search == ""


async def test_keys_right_behind_a_pane_go_to_that_pane(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("2", *"/squad", "enter", "j")
        await run.sees("squad")
        await run.settle()
        assert run.pane.kind.plural == "datasets"
        assert searches(hub, "/api/datasets")[-1] == "squad"
        assert searches(hub) == [None]
        assert run.highlighted == run.ids[0]


async def test_escape_restores_the_search_as_it_was(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/bert", "enter")
        await run.until(lambda: run.ids and "bert" in run.ids[0].lower())
        found = run.ids
        await run.press(*"/ large")
        await run.until(lambda: "bert large" in searches(hub))
        await run.press("escape")
        await run.until(lambda: searches(hub)[-1] == "bert")
        await run.settle()
        assert run.ids == found
        assert run.question.startswith(" / bert ")
        await run.press("j")
        assert run.highlighted == found[1]


async def test_escape_restores_even_what_the_last_letters_took_away_unasked(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        before = run.ids
        await run.press(*"/zzzz")
        await run.sees("No models match")
        # All letters are taken back, and escape comes before that has rested.
        await run.press(*["backspace"] * 4, "escape")
        await run.until(lambda: run.ids == before)
        assert run.question.startswith(" / search")


async def test_escape_at_once_changes_nothing_and_asks_nothing(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("slash", "escape", "slash", "escape", "escape")
        await run.settle()
        assert searches(hub) == [None]
        assert run.question.startswith(" / search")
        assert "copy id" in run.footer


async def test_x_clears_the_search_and_says_so_where_there_is_none(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        everything = run.ids
        await run.press("x")
        assert run.toasts == ["There is no search or filter to clear"]
        await run.press(*"/bert", "enter")
        await run.until(lambda: run.ids and run.ids != everything)
        await run.press("x")
        await run.until(lambda: run.ids == everything)
        assert run.question.startswith(" / search")
        assert searches(hub) == [None, "bert", None]


async def test_nothing_found_names_the_search_and_the_next_keys(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/no-such-thing", "enter")
        await run.sees("No models match “no-such-thing”")
        await run.sees("Press / to change the search, x to clear it")
        await run.sees("0 · end")
        await run.press("y")
        assert run.toasts == ["Nothing is highlighted yet"]
        assert run.copied == []
        await run.press("x")
        await run.sees("100 loaded")


async def test_the_words_for_nothing_found_follow_the_edit(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/no-such-thing")
        await run.sees("Type something else; escape restores the search")
        await run.press("enter")
        await run.sees("Press / to change the search, x to clear it")
        await run.press("slash")
        await run.sees("Type something else; escape restores the search")


async def test_a_late_answer_never_shows(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        gate = hub.hold(lambda request: request.parameters.get("search") == "bert")
        await run.press(*"/bert", "enter")
        await gate.arrived
        assert "loading" in run.status
        await run.press("slash", *["backspace"] * 4, *"whisper", "enter")
        await run.until(lambda: run.ids and all("whisper" in repo_id.lower() for repo_id in run.ids))
        found = run.ids
        gate.release()
        await run.settle()
        assert run.ids == found
        assert run.question.startswith(" / whisper")


async def test_every_letter_and_digit_is_text_while_the_search_is_edited(hub: LoopbackHub) -> None:
    text = "123yjkgGxXsqropJKG:?/aM-[]u"
    async with journey(hub, timings=slow_search()) as run:
        await run.sees("100 loaded")
        await run.press("slash", *text)
        assert run.question.startswith(f" / {text}")
        assert run.pane.kind.plural == "models"
        assert len(run.app.screen_stack) == 1
        assert run.copied == run.toasts == []
        assert searches(hub) == [None]


async def test_the_footer_says_how_an_edit_ends(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("slash")
        assert run.footer.startswith(" enter search and return  escape restore the search")
        await run.press("tab")
        assert run.footer.startswith(" enter open")


async def test_a_search_outlives_a_look_at_another_pane(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/bert", "enter")
        await run.until(lambda: run.ids and "bert" in run.ids[0].lower())
        found = run.ids
        await run.press("2")
        await run.sees("DATASET")
        await run.sees("100 loaded")
        assert run.question.startswith(" / search")
        await run.press("1")
        await run.sees("MODEL ")
        assert run.question.startswith(" / bert")
        assert run.ids == found
        assert searches(hub) == [None, "bert"]
        assert searches(hub, "/api/datasets") == [None]


async def test_a_tab_in_the_title_ends_an_edit_and_keeps_what_was_typed(hub: LoopbackHub) -> None:
    async with journey(hub, timings=slow_search()) as run:
        await run.sees("100 loaded")
        await run.press(*"/bert")
        await run.click("Datasets")
        await run.sees("DATASET")
        assert "copy id" in run.footer
        await run.press("1")
        await run.until(lambda: run.question.startswith(" / bert"))
        await run.until(lambda: searches(hub) == [None, "bert"])
        await run.press("j")
        assert run.highlighted == run.ids[1]


async def test_a_click_on_the_list_ends_an_edit_and_searches(hub: LoopbackHub) -> None:
    async with journey(hub, timings=slow_search()) as run:
        await run.sees("100 loaded")
        await run.press(*"/bert")
        await run.click_at(10, 8)
        await run.until(lambda: "bert" in searches(hub))
        assert "copy id" in run.footer
        await run.press("1")
        assert run.question.startswith(" / bert ")


async def test_sorting_while_the_search_is_edited_loses_no_letter(hub: LoopbackHub) -> None:
    async with journey(hub, timings=slow_search()) as run:
        await run.sees("100 loaded")
        await run.press(*"/bert")
        await run.click("♥")
        await run.until(lambda: searches(hub)[-1] == "bert")
        assert run.requests("/api/models")[-1].parameters["sort"] == "likes"
        assert run.question.startswith(" / bert ")


@pytest.mark.parametrize("text", ['%&=+ü🙂"', "a b", "#?/\\", "[/x] [bold]", "'; --", "ＷＩＤＥ", "é"])
async def test_odd_characters_reach_the_server_unharmed(hub: LoopbackHub, text: str) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.paste("")  # goes nowhere: the list takes no text
        await run.press("slash")
        await run.paste(text)
        await run.press("enter")
        await run.until(lambda: searches(hub)[-1] == text)
        await run.sees(f"No models match “{text}”")
        assert run.question.startswith(f" / {text}")
        assert run.unsafe == []


@pytest.mark.parametrize(
    ("pasted", "searched"),
    [
        ("first line\nsecond line\n", "first line"),
        ("\r\n\n  gpt2  \r\n", "gpt2"),
        ("\x1b]0;PWNED\x07gpt2\x1b[31m", "]0;PWNEDgpt2[31m"),
        ("a\u202egpt\u2066\x9b2\x00\x7f", "agpt2"),
        ("gpt\t2", "gpt 2"),
        ("x" * 5000, "x" * 200),
    ],
)
async def test_a_paste_comes_in_as_one_clean_line(hub: LoopbackHub, pasted: str, searched: str) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("slash")
        await run.paste(pasted)
        assert run.unsafe == []
        await run.press("enter")
        await run.until(lambda: searches(hub)[-1] == searched)
        assert run.unsafe == []


async def test_a_paste_of_nothing_leaves_the_search_as_it_is(hub: LoopbackHub) -> None:
    async with journey(hub, timings=slow_search()) as run:
        await run.sees("100 loaded")
        await run.press(*"/ber", "t")
        for nothing in ("\n", "\x1b", "", "\u200b"):
            await run.paste(nothing)
        assert run.question.startswith(" / bert ")


async def test_a_paste_stands_where_the_cursor_is(hub: LoopbackHub) -> None:
    async with journey(hub, timings=slow_search()) as run:
        await run.sees("100 loaded")
        await run.press(*"/ac", "left")
        await run.paste("b")
        await run.press("enter")
        await run.until(lambda: searches(hub)[-1] == "abc")


async def test_the_search_survives_the_terminal_losing_the_focus(hub: LoopbackHub) -> None:
    async with journey(hub, timings=slow_search()) as run:
        await run.sees("100 loaded")
        await run.press(*"/ber")
        run.app.post_message(events.AppBlur())
        await run.answer()
        run.app.post_message(events.AppFocus())
        await run.answer()
        await run.press("t")
        assert run.question.startswith(" / bert ")
        assert run.footer.startswith(" enter search")


@pytest.mark.parametrize("keys", [("colon",), ("f",)], ids=["palette", "tags"])
async def test_a_paste_into_any_other_field_is_clean_too(hub: LoopbackHub, keys: tuple[str, ...]) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*keys)
        await run.settle()
        await run.paste("\x1b[31mabc\tdef\x9b\u202e\nsecond")
        await run.sees("[31mabc def")
        assert run.unsafe == []


async def test_what_a_search_needs_is_not_made_any_more_while_the_program_ends(
    hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        bar = run.pane.bar
        children = len(bar.children)
        with monkeypatch.context() as ending:
            ending.setattr(bar, "_field", None)
            ending.setattr(type(bar), "is_attached", False)
            bar.prepare()
        assert len(bar.children) == children
