"""Walking through the questions: back, forth, and to the one before, in whichever pane they were asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.hub.criteria import Kind
from tests.support.journey import journey

if TYPE_CHECKING:
    from tests.support.journey import Journey
    from tests.support.loopback import LoopbackHub


def asked(hub: LoopbackHub) -> list[tuple[str, str]]:
    """Return what lists were asked for: the kind and the search."""
    return [
        (request.path.removeprefix("/api/"), request.parameters.get("search", ""))
        for request in hub.requests
        if request.path.removeprefix("/api/") in {kind.plural for kind in Kind}
    ]


async def found(run: Journey, kind: Kind, search: str) -> None:
    """Wait until the pane of a kind is in front and lists what a search finds."""
    await run.until(lambda: run.pane.kind is kind and run.question.startswith(f" / {search} "))
    await run.until(lambda: run.ids and all(search.split()[0] in repo_id.lower() for repo_id in run.ids))


async def test_minus_twice_comes_back(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        everything = run.ids
        await run.press("minus")
        await run.says("There is no previous question")
        await run.press(*"/bert", "enter")
        await found(run, Kind.MODEL, "bert")
        await run.press("minus")
        await run.until(lambda: run.ids == everything)
        await run.press("minus")
        await found(run, Kind.MODEL, "bert")
        assert asked(hub) == [("models", ""), ("models", "bert"), ("models", ""), ("models", "bert")]


async def test_one_comes_back_to_the_row_where_one_was(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("G")
        await run.until(lambda: len(run.ids) == 200)
        await run.press("G", *"kkkkk")
        await run.settle()
        there, line = run.highlighted, run.pane.table.cursor - run.pane.table.top
        await run.press(*"/bert", "enter")
        await found(run, Kind.MODEL, "bert")
        assert run.highlighted == run.ids[0]
        await run.press("j", "j")
        second = run.highlighted
        await run.settle()
        count = len(run.requests("/api/models"))
        await run.press("left_square_bracket")
        await run.until(lambda: run.highlighted == there)
        assert run.pane.table.cursor - run.pane.table.top == line
        # All rows up to there came by one request.
        assert int(run.requests("/api/models")[count].parameters["limit"]) > run.pane.table.cursor
        await run.press("right_square_bracket")
        await run.until(lambda: run.highlighted == second)
        await run.press("minus")
        await run.until(lambda: run.highlighted == there)


async def test_a_search_that_is_given_up_leaves_the_cursor_where_it_was(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("j", "j", "j")
        there = run.highlighted
        await run.press(*"/bert")
        await found(run, Kind.MODEL, "bert")
        await run.press("escape")
        await run.until(lambda: run.highlighted == there)


async def test_the_letters_of_one_search_are_one_question(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        everything = run.ids
        await run.press("slash")
        for letter in "bert":
            await run.press(letter)
            await run.settle()
        await run.press("enter")
        await found(run, Kind.MODEL, "bert")
        assert [search for _, search in asked(hub)] == ["", "b", "be", "ber", "bert"]
        await run.press("left_square_bracket")
        await run.until(lambda: run.ids == everything)
        await run.press("left_square_bracket")
        await run.says("There is no earlier question")
        await run.press("right_square_bracket")
        await found(run, Kind.MODEL, "bert")
        await run.press("right_square_bracket")
        await run.says("There is no later question")


async def test_a_search_that_is_taken_back_leaves_no_trace(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/bert")
        await found(run, Kind.MODEL, "bert")
        await run.press("escape")
        await run.sees("/ search")
        await run.press("left_square_bracket")
        await run.says("There is no earlier question")
        await run.press("minus")
        await run.says("There is no previous question")


async def test_letters_that_had_rested_are_no_question_of_their_own(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/whi")
        await found(run, Kind.MODEL, "whi")
        await run.press(*"sper", "enter")
        await found(run, Kind.MODEL, "whisper")
        # The next search is another question, also right behind.
        await run.press(*"/ large")
        await found(run, Kind.MODEL, "whisper large")
        await run.press("enter", "left_square_bracket")
        await found(run, Kind.MODEL, "whisper")
        await run.press("left_square_bracket")
        await run.sees("/ search")
        await run.press("left_square_bracket")
        await run.says("There is no earlier question")


async def test_the_history_leads_through_the_panes(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/bert", "enter")
        await found(run, Kind.MODEL, "bert")
        await run.press("2", *"/squad", "enter")
        await found(run, Kind.DATASET, "squad")
        await run.press("3", *"/chat", "enter")
        await found(run, Kind.SPACE, "chat")
        await run.press("left_square_bracket")
        await found(run, Kind.DATASET, "squad")
        await run.press("left_square_bracket")
        await found(run, Kind.MODEL, "bert")
        await run.press("right_square_bracket", "right_square_bracket")
        await found(run, Kind.SPACE, "chat")
        # The one that was present before, wherever it is.
        await run.press("minus")
        await found(run, Kind.DATASET, "squad")
        await run.press("minus")
        await found(run, Kind.SPACE, "chat")
        assert run.footer


async def test_a_new_question_forgets_what_was_later(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press(*"/bert", "enter")
        await found(run, Kind.MODEL, "bert")
        await run.press("left_square_bracket")
        await run.press(*"/whisper", "enter")
        await found(run, Kind.MODEL, "whisper")
        await run.press("right_square_bracket")
        await run.says("There is no later question")
        await run.press("left_square_bracket")
        await run.sees("/ search")
        await run.press("right_square_bracket")
        await found(run, Kind.MODEL, "whisper")


async def test_quick_tags_are_one_question_each_and_walked_back_one_by_one(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("f", *"license:mit", "enter")
        await run.sees("mit ✕")
        await run.press(*"pytorch", "enter", "escape", "escape")
        await run.sees("pytorch ✕")
        await run.press("left_square_bracket")
        await run.loses("pytorch ✕")
        assert "mit ✕" in run.screen
        await run.press("left_square_bracket")
        await run.loses("mit ✕")
        await run.settle()
        assert run.pane.question.is_clear


async def test_a_question_from_the_history_beats_the_answer_of_the_one_before(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        everything = run.ids
        gate = hub.hold(lambda request: request.parameters.get("search") == "bert")
        await run.press(*"/bert", "enter")
        await gate.arrived
        await run.press("minus")
        await run.until(lambda: len(asked(hub)) == 3)
        await run.sees("100 loaded")
        gate.release()
        await run.settle()
        assert run.ids == everything
        assert run.question.startswith(" / search")
