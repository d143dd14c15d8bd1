"""Bookmarks and what was opened: kept across runs, listed with what is known now, followed to other names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.demo.hub import Quota
from hubtui.local.paths import folders_in
from hubtui.local.state import State
from tests.support.faults import Answer
from tests.support.journey import NOW, Journey, journey
from tests.support.loopback import LoopbackHub

if TYPE_CHECKING:
    from pathlib import Path


def kept(home: Path) -> State:
    """Return what is kept now."""
    return State.load(folders_in(home).state_file)


def keep(home: Path, *keys: str, recent: tuple[str, ...] = ()) -> None:
    """Keep bookmarks, the last one the newest, and opened repos."""
    state = kept(home)
    for key in keys:
        state.save_bookmark(key, {"when": int(NOW) - 3 * 86_400})
    if recent:
        state.change_recent(lambda _: recent)


def row(run: Journey, name: str) -> str:
    """Return the line of the screen on which a name stands behind the frame."""
    return next(line for line in run.lines if name in line and "│" in line.partition(name)[0])


def answer(**fields: Any) -> Answer:
    return Answer(200, {"Content-Type": "application/json"}, json.dumps(fields).encode())


async def test_b_bookmarks_and_undoes_that(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        name = run.ids[1]
        await run.press("j", "b")
        await run.says(f"Bookmarked {name}; B lists what is kept")
        assert dict(kept(tmp_path).bookmarks) == {name: {"when": int(NOW)}}
        await run.until(lambda: "★" in run.lines[4])
        assert "★" not in run.lines[3] + run.lines[5]
        await run.press("b")
        await run.says(f"{name} is no longer bookmarked")
        await run.until(lambda: "★" not in run.lines[4])
        assert dict(kept(tmp_path).bookmarks) == {}


async def test_bookmarks_of_all_kinds_are_marked_in_their_own_lists_alone(
    hub: LoopbackHub, tmp_path: Path
) -> None:
    keep(tmp_path, "datasets/alice/field-notes", "spaces/alice/field-notes")
    async with journey(hub, home=tmp_path, first="datasets/alice/field-notes") as run:
        await run.until(lambda: "alice/field-notes ★" in " ".join(run.lines[3].split()))
        await run.press("1", *"/field-notes", "enter")
        await run.settle()
        assert "★" not in "".join(run.lines[3:20])


async def test_a_bookmark_taken_back_soon_has_its_note_again(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        name = run.ids[0]
        await run.press("b")
        await run.says("Bookmarked")
        await run.press("B", "e", *"to try", "enter")
        await run.says("The note is kept")
        await run.press("escape", "b")
        await run.until(lambda: not kept(tmp_path).bookmarks)
        await run.press("b")
        await run.until(lambda: kept(tmp_path).bookmarks)
        assert kept(tmp_path).bookmarks[name]["note"] == "to try"


async def test_the_list_tells_what_is_known_now(hub: LoopbackHub, tmp_path: Path) -> None:
    keep(tmp_path, "alice/tiny-chat", "datasets/alice/field-notes", "spaces/alice/hello-gradio", "alice/gone")
    hub.script(
        "/api/models/alice/tiny-chat", answer(id="alice/tiny-chat", downloads=4_100_000, likes=7), None
    )
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press("B")
        await run.sees("1 Bookmarks (4)")
        await run.until(lambda: "gone, or private" in row(run, "alice/gone"))
        await run.until(lambda: "↓ 4.1M  ♥ 7" in row(run, "alice/tiny-chat"))
        assert row(run, "alice/field-notes").split()[1] == "dataset"
        await run.until(lambda: "running" in row(run, "alice/hello-gradio"))
        await run.sees("bookmarked 3 days ago")
        asked = [
            request.path
            for request in hub.requests
            if request.path.startswith("/api/") and "alice" in request.path
        ]
        assert len(asked) == len(set(asked)) == 4
        # Once a run, unless it is wanted again.
        await run.press("escape", "B")
        await run.sees("↓ 4.1M")
        assert len([each for each in hub.requests if "alice" in each.path]) == 4
        await run.press("r")
        await run.asks("/api/models/alice/tiny-chat", 2)


async def test_a_renamed_repo_is_followed(hub: LoopbackHub, tmp_path: Path) -> None:
    keep(tmp_path, "alice/old-name", "bob/other", recent=("alice/old-name", "x/y"))
    hub.script("/api/models/alice/old-name", answer(id="bob/new-name", likes=3), None)
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press("B")
        await run.says("alice/old-name is now bob/new-name")
        await run.sees("bob/new-name")
        await run.until(lambda: list(kept(tmp_path).bookmarks) == ["bob/new-name", "bob/other"])
        assert kept(tmp_path).recent == ("bob/new-name", "x/y")
        await run.until(lambda: "♥ 3" in row(run, "bob/new-name"))


async def test_a_bookmark_is_opened_copied_and_deleted(hub: LoopbackHub, tmp_path: Path) -> None:
    keep(tmp_path, "datasets/alice/field-notes", "alice/tiny-chat")
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press("B", "j", "y")
        await run.until(lambda: run.copied == ["alice/field-notes"])
        await run.press("o")
        await run.until(lambda: run.copied[1:] == [f"{hub.endpoint}/datasets/alice/field-notes"])
        await run.press("d")
        await run.sees("d again deletes alice/field-notes")
        await run.press("k", "j", "d")
        assert len(kept(tmp_path).bookmarks) == 2
        await run.press("d")
        await run.says("The bookmark of alice/field-notes is deleted")
        assert list(kept(tmp_path).bookmarks) == ["alice/tiny-chat"]
        await run.press("enter")
        await run.until(lambda: len(run.app.screen_stack) == 2)
        await run.until(lambda: "alice/tiny-chat" in run.lines[0])


async def test_a_note_is_edited_and_escape_leaves_it(hub: LoopbackHub, tmp_path: Path) -> None:
    keep(tmp_path, "alice/tiny-chat")
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press("B", "e", *"good at rhymes", "enter")
        await run.says("The note is kept")
        await run.sees("good at rhymes")
        await run.press("e", *" no", "escape")
        await run.press("e", *["backspace"] * 20, "enter")
        await run.until(lambda: "note" not in kept(tmp_path).bookmarks["alice/tiny-chat"])
        await run.loses("good at rhymes")


async def test_what_was_opened_is_listed_the_latest_first(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        first, second = run.ids[:2]
        await run.press("enter")
        await run.until(lambda: len(run.app.screen_stack) == 2)
        await run.press("escape")
        await run.press("j", "enter")
        await run.until(lambda: len(run.app.screen_stack) == 2)
        await run.press("escape")
        await run.until(lambda: kept(tmp_path).recent == (second, first))
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press("B")
        await run.sees("3 Recent (2)")
        assert [each.title for each in run.app.screen.list.rows] == [second, first]  # type: ignore[attr-defined]
        await run.press("b")
        await run.says(f"Bookmarked {second}")
        await run.press("j", "d", "d")
        await run.says(f"{first} is forgotten")
        assert kept(tmp_path).recent == (second,)


async def test_sections_turn_and_say_where_they_are_empty(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press("B")
        await run.sees("There is no bookmark yet")
        await run.press("tab")
        await run.sees("There is no saved view yet")
        await run.press("]")
        await run.sees("No repo was opened yet")
        await run.press("]", "d", "e", "r", "y", "enter", "b")
        await run.sees("There is no bookmark yet")
        await run.press("shift+tab")
        await run.sees("No repo was opened yet")
        await run.click("2 Saved views")
        await run.sees("There is no saved view yet")
        await run.press("q", "j")
        assert run.highlighted == run.ids[1]


async def test_two_programs_do_not_lose_each_other_s_bookmarks(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path) as one, journey(hub, home=tmp_path) as other:
        await one.sees("100 loaded")
        await other.sees("100 loaded")
        await one.press("j", "b")
        await one.until(lambda: set(kept(tmp_path).bookmarks) == set(one.ids[1:2]))
        await other.press("j", "j", "b")
        await other.until(lambda: set(kept(tmp_path).bookmarks) == set(one.ids[1:3]))
        await one.press("b")
        await one.until(lambda: set(kept(tmp_path).bookmarks) == set(one.ids[2:3]))
        await one.until(lambda: "★" in one.lines[5])


async def test_a_full_disk_is_said_and_the_bookmark_holds_until_the_end(
    hub: LoopbackHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        monkeypatch.setattr("hubtui.local.state.write_whole", full)
        await run.press("b")
        await run.says("state.toml cannot be written: No space left on device")
        await run.until(lambda: "★" in run.lines[3])
        await run.press("B")
        await run.sees("1 Bookmarks (1)")
    assert not folders_in(tmp_path).state_file.exists()


async def test_what_others_wrote_steers_no_terminal(hub: LoopbackHub, tmp_path: Path) -> None:
    state = kept(tmp_path)
    state.save_bookmark("alice/tiny-chat", {"note": "\x1b]52;c;aGk=\x07[bold]\u202e" * 30, "when": 1})
    state.save_bookmark("evil/\x1b[2J", {"when": 1})
    hub.script("/api/models/alice/tiny-chat", answer(id="alice/\x1bevil", tags=["\x1b"]), None)
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press("B")
        await run.sees("1 Bookmarks (1)")
        await run.settle()
        assert run.unsafe == []
        assert list(kept(tmp_path).bookmarks) == ["alice/tiny-chat", "evil/\x1b[2J"]


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (200, 50)])
async def test_it_fits_every_size(hub: LoopbackHub, tmp_path: Path, size: tuple[int, int]) -> None:
    keep(tmp_path, "some-owner-with-a-long-name/a-model-with-a-very-long-name-indeed-and-more-of-it-7b-q4")
    async with journey(hub, home=tmp_path, size=size) as run:
        await run.sees("loaded")
        await run.press("B")
        await run.sees("Bookmarks (1)")
        await run.sees("7b-q4")
        await run.sees("escape closes")


async def test_500_bookmarks_are_listed_and_few_of_them_asked_about(hub: LoopbackHub, tmp_path: Path) -> None:
    state = kept(tmp_path)
    state._change(lambda data: data.update(bookmarks={f"a/m{number}": {} for number in range(500)}))
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press("B", "G")
        await run.sees("a/m0 ")
        await run.settle()
        assert len([each for each in hub.requests if each.path.startswith("/api/models/a/")]) <= 60


async def test_a_repo_that_the_user_moves_keeps_its_bookmark(hub: LoopbackHub, tmp_path: Path) -> None:
    keep(tmp_path, "alice/tiny-chat", recent=("alice/tiny-chat",))
    async with journey(hub, home=tmp_path, first="alice/tiny-chat", token=hub.write_token) as run:
        await run.until(lambda: run.highlighted == "alice/tiny-chat")
        await run.sees(f"{hub.user}@")
        await run.press("m", *["backspace"] * 4, *"talk", "enter")
        await run.until(lambda: list(kept(tmp_path).bookmarks) == ["alice/tiny-talk"])
        await run.until(lambda: kept(tmp_path).recent == ("alice/tiny-talk",))
        await run.until(lambda: run.highlighted == "alice/tiny-talk" and "★" in run.lines[3])


async def test_a_name_that_the_detail_view_finds_out_is_followed(hub: LoopbackHub, tmp_path: Path) -> None:
    keep(tmp_path, "alice/tiny-chat")
    hub.script("/api/models/alice/tiny-chat", answer(id="alice/other-name"), None)
    async with journey(hub, home=tmp_path, first="alice/tiny-chat", size=(100, 30)) as run:
        await run.until(lambda: run.highlighted == "alice/tiny-chat")
        await run.press("enter")
        await run.until(lambda: list(kept(tmp_path).bookmarks) == ["alice/other-name"])
        await run.until(lambda: kept(tmp_path).recent == ("alice/other-name",))


async def test_a_quota_that_runs_low_is_kept_for_lists(tmp_path: Path) -> None:
    keep(tmp_path, *(f"a/m{number}" for number in range(40)))
    with LoopbackHub(anonymous=Quota(20, 100)) as hub:
        async with journey(hub, home=tmp_path, size=(100, 50)) as run:
            await run.sees("100 loaded")
            await run.press("B")
            await run.settle()
            await run.press("j")
            await run.sees("The quota runs low, so nothing is asked about them")
            assert len(hub.requests) < 20
            await run.press("tab")
            await run.sees("There is no saved view yet")
            assert "The quota" not in run.screen
