"""Saved views: a question gets a name, is a tab and a line of a menu, and is asked again by it."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.core.opening import opening_for
from hubtui.local.paths import folders_in
from hubtui.local.state import State
from tests.support.journey import journey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.journey import Journey
    from tests.support.loopback import LoopbackHub

SITE = "https://huggingface.co"


def kept(home: Path) -> dict[str, Any]:
    """Return what the file of what is remembered holds."""
    return tomllib.loads(folders_in(home).state_file.read_text())


def views(home: Path) -> dict[str, str]:
    """Return the addresses of the kept views by name."""
    return {name: values["url"] for name, values in kept(home).get("views", {}).items()}


def keep(home: Path, **addresses: str) -> None:
    """Keep views before the program starts."""
    state = State(folders_in(home).state_file)
    for name, address in addresses.items():
        assert state.save_view(name, {"url": f"{SITE}/{address}"}) is None


def underlined(run: Journey) -> list[str]:
    """Return the titles of the tabs that are marked as those in front."""
    return [
        segment.text
        for segment in run.app.screen._compositor.render_strips()[0]
        if segment.style is not None and segment.style.underline
    ]


async def test_a_question_gets_a_name_and_is_asked_again_by_its_key(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press(*"/whisper", "enter", "s", "d")
        await run.until(lambda: run.ids and all("whisper" in repo_id.lower() for repo_id in run.ids))
        await run.settle()
        found = run.ids
        await run.press("w", *"speech", "enter")
        await run.says("Saved as speech; 5 leads back to it")
        assert views(tmp_path) == {"speech": f"{SITE}/models?search=whisper&sort=downloads"}
        assert "5 ★ speech" in run.title
        assert underlined(run) == ["Models", "★ speech"]
        await run.press("x")
        await run.sees("100 loaded")
        assert underlined(run) == ["Models"]
        await run.press("2")
        await run.sees("DATASET")
        await run.press("5", "j")
        await run.until(lambda: run.ids == found)
        await run.settle()
        assert underlined(run) == ["Models", "★ speech"]
        assert run.highlighted == found[0]
        await run.press("j")
        assert run.highlighted == found[1]
        await run.press("minus")
        await run.until(lambda: run.pane.criteria.search == "")


async def test_what_rows_are_sifted_by_is_kept_too(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press("f")
        await run.settle()
        await run.press(*"!pytorch", "enter", "escape", "escape")
        await run.sees("!pytorch")
        await run.press("w", *"no torch", "enter")
        await run.sees("★ no torch")
        await run.press("x")
        await run.loses("!pytorch ")
    async with journey(hub, home=tmp_path, first="no torch") as run:
        await run.sees("!pytorch")
        await run.until(lambda: run.ids)
        assert all("pytorch" not in repo.tags for repo in run.pane.table.rows)


async def test_a_tab_of_a_view_is_clicked(hub: LoopbackHub, tmp_path: Path) -> None:
    keep(tmp_path, notes="datasets?search=field-notes")
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.click("★ notes")
        await run.until(lambda: run.pane.kind.plural == "datasets" and run.ids == ["alice/field-notes"])
        (asked,) = run.requests("/api/datasets")
        assert asked.parameters["search"] == "field-notes"
        await run.press("minus")
        await run.until(lambda: run.pane.kind.plural == "models")


async def test_views_leave_room_for_who_is_signed_in(hub: LoopbackHub, tmp_path: Path) -> None:
    keep(tmp_path, one="models?search=a", another_one="models?search=b")
    for width, shown in ((140, ["one", "another_one"]), (80, ["one"]), (60, [])):
        async with journey(hub, home=tmp_path, size=(width, 24), token=hub.write_token) as run:
            await run.sees(f"{hub.user}@")
            assert [title for title in ("one", "another_one") if f"★ {title} " in run.title] == shown
            assert ("★" in run.title) == bool(shown)
            await run.press("5")
            await run.until(lambda: run.pane.criteria.search == "a")


async def test_the_program_starts_in_a_view(hub: LoopbackHub, tmp_path: Path) -> None:
    keep(tmp_path, other="models", notes="datasets?search=field-notes&sort=likes")
    async with journey(hub, home=tmp_path, first="notes") as run:
        await run.until(lambda: run.ids == ["alice/field-notes"])
        await run.settle()
        assert underlined(run) == ["Datasets", "★ notes"]
        (asked,) = run.requests("/api/datasets")
        assert (asked.parameters["search"], asked.parameters["sort"]) == ("field-notes", "likes")
        assert run.requests("/api/models") == []


async def test_a_key_without_a_view_says_how_one_is_made(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("5")
        await run.says("No saved view has the key 5; w saves the present question")
        await run.press("B")
        await run.sees("There is no bookmark yet")
        assert "★" not in run.title
        assert len(run.requests("/api/models")) == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("models", "models is a word of the command line"),
        ("Help", "Help is a word of the command line"),
        ("a/b", "A name with a slash would be taken for a repo's id"),
        ("-x", "A name that begins with - would be taken for an option"),
        ("", "A view needs a name"),
        ("x" * 41, "A view's name has at most 40 characters"),
    ],
)
async def test_a_name_that_means_something_else_is_refused(
    hub: LoopbackHub, tmp_path: Path, name: str, reason: str
) -> None:
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press("w", *name, "enter")
        await run.sees(reason)
        # Something typed takes the reason away, and escape changes nothing.
        await run.press("a")
        await run.sees("enter saves, escape cancels")
        await run.press("escape", "j")
        assert run.highlighted == run.ids[1]
        assert not folders_in(tmp_path).state_file.exists()


async def test_a_name_there_is_already_is_replaced_after_a_second_enter(
    hub: LoopbackHub, tmp_path: Path
) -> None:
    keep(tmp_path, mine="models?search=bert", other="spaces")
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press("w", *"mine", "enter")
        await run.sees("mine is saved already; enter again replaces it")
        assert views(tmp_path)["mine"].endswith("bert")
        # Another name, and back: it must be asked about again.
        await run.press("s")
        await run.sees("enter saves")
        await run.press("backspace", "enter")
        await run.sees("enter again replaces it")
        await run.press("enter")
        await run.says("Saved as mine; 5 leads back to it")
        assert views(tmp_path) == {"mine": f"{SITE}/models", "other": f"{SITE}/spaces"}


async def test_the_menu_opens_renames_and_deletes(hub: LoopbackHub, tmp_path: Path) -> None:
    keep(tmp_path, one="models?search=bert", two="spaces?search=hello-gradio", three="datasets?author=alice")
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press("B", "j")
        await run.sees("models · “bert” · trending ▾")
        await run.sees("datasets · by alice")
        await run.press("r", *["backspace"] * 3, *"one", "enter")
        await run.sees("There is a view called one already")
        await run.press(*["backspace"] * 3, *"gradio", "enter")
        await run.says("two is now called gradio")
        assert list(views(tmp_path)) == ["one", "gradio", "three"]
        await run.sees("6 ★ gradio")
        # One press only warns, and a move spares.
        await run.press("d")
        await run.sees("d again deletes gradio")
        await run.press("k", "d")
        await run.sees("d again deletes one")
        assert list(views(tmp_path)) == ["one", "gradio", "three"]
        await run.press("d")
        await run.says("The view one is deleted")
        assert list(views(tmp_path)) == ["gradio", "three"]
        await run.until(lambda: "5 ★ gradio" in run.title)
        await run.press("enter")
        await run.until(lambda: run.pane.kind.plural == "spaces" and run.ids == ["alice/hello-gradio"])
        assert len(run.app.screen_stack) == 1


async def test_the_last_view_leaves_an_empty_list(hub: LoopbackHub, tmp_path: Path) -> None:
    keep(tmp_path, only="models?search=bert")
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press("B", "d", "d")
        await run.sees("There is no saved view yet")
        assert views(tmp_path) == {}
        await run.until(lambda: "★" not in run.title)


async def test_only_five_views_have_keys_and_the_menu_has_all(hub: LoopbackHub, tmp_path: Path) -> None:
    keep(tmp_path, **{f"v{number}": f"models?search=x{number}" for number in range(1, 8)})
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        assert "9 ★ v5" in run.title
        assert "v6" not in run.title
        await run.press("B", "G", "k", *"jjjjjjj")
        await run.sees("v7")
        await run.press("w")
        await run.press("end", "enter")
        await run.until(lambda: run.pane.criteria.search == "x7")


async def test_a_view_that_cannot_be_read_says_so(hub: LoopbackHub, tmp_path: Path) -> None:
    State(folders_in(tmp_path).state_file).save_view("odd", {"url": "https://example.com/models"})
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.press("5")
        await run.says("The view odd cannot be read")
        await run.press("B")
        await run.sees("cannot be read")


async def test_names_that_others_wrote_steer_no_terminal(hub: LoopbackHub, tmp_path: Path) -> None:
    state = State(folders_in(tmp_path).state_file)
    state.save_view("\x1b]0;PWNED\x07[bold]\u202e" + "x" * 60, {"url": f"{SITE}/models?search=bert"})
    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        await run.sees("5 ★ ]0;PWNED[bold]xx")
        assert run.unsafe == []
        await run.press("B")
        await run.sees("“bert”")
        assert run.unsafe == []
        await run.press("d", "d")
        await run.until(lambda: views(tmp_path) == {})
        assert run.unsafe == []


async def test_what_cannot_be_written_is_said_and_holds_until_the_end(
    hub: LoopbackHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async with journey(hub, home=tmp_path) as run:
        await run.sees("100 loaded")
        monkeypatch.setattr("hubtui.local.state.write_whole", full)
        await run.press(*"/bert", "enter", "w", *"mine", "enter")
        await run.says("state.toml cannot be written: No space left on device")
        await run.sees("5 ★ mine")
        await run.press("x", "5")
        await run.until(lambda: run.pane.criteria.search == "bert")
    assert not folders_in(tmp_path).state_file.exists()


async def test_which_repos_are_mine_is_a_view_too(hub: LoopbackHub, tmp_path: Path) -> None:
    async with journey(hub, home=tmp_path, token=hub.write_token) as run:
        await run.sees(f"{hub.user}@")
        await run.press("M", "w", *"my own", "enter")
        await run.sees("5 ★ my own")
    async with journey(hub, home=tmp_path, token=hub.write_token, first="my own") as run:
        await run.sees("mine ✕")
        await run.until(lambda: "alice/private-draft" in run.ids)


async def test_a_view_lists_everybodys_repos_again(hub: LoopbackHub, tmp_path: Path) -> None:
    keep(tmp_path, all="models?search=bert")
    async with journey(hub, home=tmp_path, token=hub.write_token) as run:
        await run.sees(f"{hub.user}@")
        await run.press("M")
        await run.sees("mine ✕")
        await run.settle()
        asked = len(run.requests("/api/models"))
        await run.press("5")
        await run.until(lambda: run.ids and all("bert" in repo_id.lower() for repo_id in run.ids))
        assert "mine ✕" not in run.screen
        assert [each.parameters.get("search") for each in run.requests("/api/models")[asked:]] == ["bert"]


def test_a_view_is_what_its_name_opens_on_the_command_line(tmp_path: Path) -> None:
    keep(tmp_path, notes="datasets?search=field-notes")
    opening = opening_for("notes", SITE, State.load(folders_in(tmp_path).state_file).views)
    assert (opening.view, opening.question.criteria.search, opening.notice) == ("notes", "field-notes", "")


async def test_a_dialog_whose_field_lost_the_focus_is_left_by_escape(hub: LoopbackHub) -> None:
    async with journey(hub) as run:
        await run.sees("100 loaded")
        await run.press("w")
        await run.sees("Save as a view")
        # As a click does that arrives after the terminal became smaller.
        run.app.screen.set_focus(None)
        await run.press("escape")
        await run.loses("Save as a view")
        await run.press("j")
        await run.until(lambda: run.highlighted == run.ids[1])
