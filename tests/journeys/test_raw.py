"""The Raw tab: the answer as it came, which folds, is searched and is copied."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hubtui.screens.detail.raw import RawPart
from hubtui.widgets.json_view import JsonView
from tests.support.faults import Answer
from tests.support.journey import Journey, journey

if TYPE_CHECKING:
    from tests.support.loopback import LoopbackHub

SIZE = (100, 40)
NAME = "alice/tiny-chat"
PATH = f"/api/models/{NAME}"
HOSTILE = "\x1b]0;x\x07[@click=app.quit]y[/]\u202eq\x9b2J"
TAGS = {
    "id": NAME,
    "tags": [f"tag-{number}" for number in range(1_824)],
    "config": {"deep": [{"name": "Needle"}] * 9},
}


def body(value: object) -> Answer:
    return Answer(200, {"Content-Type": "application/json"}, json.dumps(value).encode())


async def opened(run: Journey) -> JsonView:
    """Open the raw answer about the repo that the list was searched for."""
    await run.until(lambda: run.highlighted == NAME)
    await run.press("enter", "5")
    await run.until(lambda: run.detail.visit.info is not None)
    await run.settle()
    assert isinstance(run.detail.front, RawPart)
    return run.detail.front.query_one(JsonView)


def cursor(run: Journey) -> str:
    """Return the first line under the cursor."""
    return next(line[1:].strip() for line in run.lines if line.startswith("▌"))


async def test_the_answer_is_shown_and_copied_as_it_came(hub: LoopbackHub) -> None:
    async with journey(hub, first=NAME, size=SIZE) as run:
        await opened(run)
        assert cursor(run) == "▾ {"
        await run.sees('"pipeline_tag": "text-generation",')
        await run.press("y")
        await run.until(lambda: run.copied != [])
        assert json.loads(run.copied[0]) == json.loads(run.detail.visit.body)
        await run.press("j", "j", "y")
        await run.until(lambda: run.copied[1:] == [NAME])
        await run.asks(PATH, 1)


async def test_what_is_long_is_folded_and_the_status_says_where_the_cursor_is(hub: LoopbackHub) -> None:
    hub.script(f"GET {PATH}", body(TAGS))
    async with journey(hub, first=NAME, size=SIZE) as run:
        view = await opened(run)
        await run.press("j", "j")
        assert cursor(run) == '▸ "tags": [ 1,824 items ],'
        await run.press("enter", "j", "j")
        await run.until(lambda: "tags[1] · " in run.status)
        await run.press("left", "left")
        assert view.path == "tags"
        assert view.row_count < 10
        await run.press("left", "left")
        assert view.row_count == 1
        await run.press("left")
        assert run.app.screen is run.browse


async def test_a_search_unfolds_what_it_finds_and_ends_with_escape(hub: LoopbackHub) -> None:
    hub.script(f"GET {PATH}", body(TAGS))
    async with journey(hub, first=NAME, size=SIZE) as run:
        view = await opened(run)
        await run.press("slash", *"needle")
        await run.until(lambda: "config.deep[0].name · 1 of 9" in run.status)
        await run.press("enter")
        assert run.app.focused is view
        assert cursor(run) == '"name": "Needle"'
        await run.press("n", "n")
        await run.until(lambda: "config.deep[2].name · 3 of 9" in run.status)
        await run.press("N")
        await run.until(lambda: "config.deep[1].name · 2 of 9" in run.status)
        await run.press("escape")
        assert "of 9" not in run.status
        assert view.path == "config.deep[1].name"
        await run.press("escape")
        assert run.app.screen is run.browse
        await run.asks(PATH, 1)


async def test_letters_of_a_search_are_no_commands_and_what_is_nowhere_is_told(hub: LoopbackHub) -> None:
    async with journey(hub, first=NAME, size=SIZE) as run:
        view = await opened(run)
        await run.press("slash", *"qqq5o")
        await run.until(lambda: "qqq5o is nowhere in it; / looks for something else" in run.status)
        assert isinstance(run.detail.front, RawPart)
        await run.press("escape")
        assert "nowhere" not in run.status
        assert run.app.focused is view
        assert run.app.screen is run.detail


async def test_an_answer_of_megabytes_is_shown_and_searched(hub: LoopbackHub) -> None:
    big = {"id": NAME, "rows": [{"text": "word " * 40, "n": number} for number in range(8_000)]}
    hub.script(f"GET {PATH}", body(big))
    async with journey(hub, first=NAME, size=SIZE) as run:
        view = await opened(run)
        await run.until(lambda: "1.8 MB" in run.status)
        await run.press("slash", *"7999")
        await run.until(lambda: view.path == "rows[7999].n")
        assert cursor(run) == '"n": 7999'


async def test_hostile_json_is_text_and_copied_without_control_characters(hub: LoopbackHub) -> None:
    hub.script(f"GET {PATH}", body({"id": NAME, HOSTILE: [HOSTILE, {HOSTILE: HOSTILE * 30}]}))
    async with journey(hub, first=NAME, size=(80, 24)) as run:
        await opened(run)
        for keys in (("j", "j"), ("j",), ("G", "k", "k", "k", "enter"), ("slash", "q", "enter")):
            await run.press(*keys)
            assert run.unsafe == []
        await run.press("g", "j", "j", "j", "y")
        await run.until(lambda: run.copied == ["]0;x[@click=app.quit]y[/]q2J"])


async def test_an_answer_that_is_not_there_yet_or_failed_says_so(hub: LoopbackHub) -> None:
    gate = hub.hold(PATH)
    async with journey(hub, first=NAME, size=SIZE) as run:
        await run.until(lambda: run.highlighted == NAME)
        hub.script(f"GET {PATH}", Answer(403, {}, b'{"error": "Not you."}'))
        await run.press("enter", "5")
        await gate.arrived
        await run.sees("Loading the answer…")
        gate.release()
        await run.sees(f"The Hub does not allow {NAME}: Not you")
        await run.press("r")
        await run.sees('"id": "alice/tiny-chat"')


async def test_what_was_unfolded_stays_so_when_the_same_is_asked_again(hub: LoopbackHub) -> None:
    hub.script(f"GET {PATH}", body(TAGS))
    hub.script(f"GET {PATH}", body(TAGS | {"id": "alice/TINY-CHAT"}))
    async with journey(hub, first=NAME, size=SIZE) as run:
        view = await opened(run)
        await run.press("j", "j", "enter", "j", "j")
        await run.press("r")
        await run.asks(PATH, 2)
        await run.sees("alice/TINY-CHAT")
        await run.settle()
        assert view.path == "tags[1]"
