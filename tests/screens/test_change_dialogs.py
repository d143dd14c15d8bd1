"""The dialogs of the changing verbs, each handed values and left with one."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from hubtui.core.actions import Agreed
from hubtui.core.marks import Target
from hubtui.core.plans import Plan, plan_delete, plan_settle
from hubtui.core.rights import Rights
from hubtui.hub.changing import Gate, NewRepo, Visibility
from hubtui.hub.contents import File
from hubtui.hub.criteria import Kind
from hubtui.hub.errors import ConnectionFailed
from hubtui.hub.models import Account, RepoInfo, RepoRef
from hubtui.screens.dialogs.create import CreateDialog
from hubtui.screens.dialogs.delete import DeleteDialog
from hubtui.screens.dialogs.move import MoveDialog
from hubtui.screens.dialogs.owner import OwnerDialog
from hubtui.screens.dialogs.review import ReviewDialog
from hubtui.screens.dialogs.visibility import VisibilityDialog
from tests.screens.stage import opened, type_in

REF = RepoRef(Kind.MODEL, "alice/tiny-chat")
OWNERS = ("alice", "acme-lab")
RIGHTS = Rights(Account(name="alice", role="write"), signed_in=True)
DIALOGS: dict[str, Any] = {
    "create": lambda: creating(),
    "delete": lambda: DeleteDialog(REF, details()),
    "move": lambda: MoveDialog(REF, REF.id, OWNERS),
    "visibility": lambda: VisibilityDialog(REF.id),
    "owner": lambda: OwnerDialog("2 repos", OWNERS),
    "review": lambda: ReviewDialog(plan(3)),
}


def creating(draft: NewRepo | None = None, **more: Any) -> CreateDialog:
    async def free(ref: RepoRef) -> bool | None:
        return False

    options: dict[str, Any] = {"owners": OWNERS, "taken": free, "rest": 0.001} | more
    return CreateDialog(draft or NewRepo(ref=RepoRef(Kind.MODEL, "alice/")), **options)


def details(info: RepoInfo | None = None, **facts: Any) -> Any:
    async def read() -> RepoInfo:
        return info or RepoInfo(kind=Kind.MODEL, id=REF.id, **facts)

    return read


def plan(number: int) -> Plan:
    return plan_delete([Target(RepoRef(Kind.MODEL, f"alice/m{each}")) for each in range(number)], RIGHTS)


@pytest.mark.parametrize("name", DIALOGS)
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_every_dialog_fits_and_escape_changes_nothing(name: str, size: tuple[int, int]) -> None:
    async with opened(DIALOGS[name](), size) as (stage, pilot):
        assert "Cancel" in stage.shown
        await pilot.press("escape", "escape")
        assert stage.given == [None]


@pytest.mark.parametrize("name", DIALOGS)
async def test_every_dialog_can_be_cancelled_by_its_button(name: str) -> None:
    async with opened(DIALOGS[name]()) as (stage, pilot):
        await pilot.click("#cancel")
        assert stage.given == [None]


async def test_a_name_and_enter_make_a_private_repo_of_ones_own() -> None:
    async with opened(creating(NewRepo(ref=RepoRef(Kind.DATASET, "alice/")))) as (stage, pilot):
        await type_in(pilot, "brand-new")
        await pilot.press("enter", "enter")
        assert stage.given == [NewRepo(ref=RepoRef(Kind.DATASET, "alice/brand-new"))]


async def test_a_space_has_more_to_choose() -> None:
    async with opened(creating()) as (stage, pilot):
        assert "Hardware" not in stage.shown
        await type_in(pilot, "x")
        await pilot.press(
            "tab", "right", "down", "s", "tab", "p", "r", "o", "tab", "m", "i", "tab", "d", "tab"
        )
        await pilot.press("t", "4", "enter")
        assert stage.given == [
            NewRepo(
                ref=RepoRef(Kind.SPACE, "acme-lab/x"),
                visibility=Visibility.PROTECTED,
                license="mit",
                sdk="docker",
                hardware="t4-small",
            )
        ]


async def test_what_is_not_for_the_kind_is_not_sent() -> None:
    draft = NewRepo(
        ref=RepoRef(Kind.SPACE, "alice/x"), visibility=Visibility.PROTECTED, sdk="docker", hardware="l4x1"
    )
    async with opened(creating(draft)) as (stage, pilot):
        assert "protected" in stage.shown
        await pilot.press("tab", "tab", "m", "enter")
        assert stage.given == [NewRepo(ref=RepoRef(Kind.MODEL, "alice/x"))]


async def test_a_slash_in_the_name_gives_another_owner() -> None:
    async with opened(creating()) as (stage, pilot):
        await type_in(pilot, "acme-lab/x")
        await pilot.press("enter")
        assert stage.given == [NewRepo(ref=RepoRef(Kind.MODEL, "acme-lab/x"))]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "A name is missing"),
        ("a--b", "A name has no -- in it"),
        ("a b", "so not a blank"),
        ("acme-lab/", "A name is missing"),
    ],
)
async def test_what_is_wrong_with_a_name_is_said_and_the_field_has_the_keys(typed: str, why: str) -> None:
    async with opened(creating()) as (stage, pilot):
        await type_in(pilot, typed)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert why in stage.said
        assert stage.given == []
        assert stage.focused is stage.dialog.query("DialogField").first()


async def test_a_name_is_asked_about_once_the_hand_rests() -> None:
    asked: list[str] = []

    async def taken(ref: RepoRef) -> bool | None:
        asked.append(ref.id)
        return {"alice/tiny": True, "alice/tiny2": False}.get(ref.id)

    async with opened(creating(taken=taken)) as (stage, pilot):
        await type_in(pilot, "tiny")
        await pilot.pause()
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert "There is a model called alice/tiny already" in stage.shown
        await pilot.press("enter")
        assert stage.given == []
        await type_in(pilot, "2")
        await pilot.pause()
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert "alice/tiny2 is free; enter creates it" in stage.shown
        await type_in(pilot, "3")
        await pilot.pause()
        await stage.workers.wait_for_complete()
        assert asked[-1] == "alice/tiny23"
        assert "enter creates, tab goes on" in stage.shown
        await pilot.press("enter")
        assert stage.given[0].ref.id == "alice/tiny23"


async def test_why_it_was_refused_is_said_and_what_was_typed_is_there() -> None:
    draft = NewRepo(ref=RepoRef(Kind.MODEL, "acme-lab/x"), visibility=Visibility.PUBLIC, license="gemma")
    async with opened(creating(draft, refused="acme-lab/x was not created: no")) as (stage, pilot):
        assert "acme-lab/x was not created: no" in stage.shown
        assert all(word in stage.shown for word in ("‹ acme-lab ›", "‹ public ›", "‹ gemma ›"))
        await pilot.press("enter")
        assert stage.given == [draft]


async def test_where_owners_are_not_known_the_full_id_is_typed() -> None:
    draft = NewRepo(ref=RepoRef(Kind.MODEL, "/"))
    async with opened(creating(draft, owners=())) as (stage, pilot):
        await type_in(pilot, "x")
        await pilot.press("enter")
        await pilot.pause()
        assert "An owner's name is missing" in stage.shown
        await pilot.press("backspace")
        await type_in(pilot, "me/x")
        await pilot.press("enter")
        assert stage.given == [NewRepo(ref=RepoRef(Kind.MODEL, "me/x"))]


async def test_the_same_letter_again_goes_to_the_next_that_begins_with_it() -> None:
    async with opened(creating(NewRepo(ref=RepoRef(Kind.SPACE, "alice/x"), sdk="gradio"))) as (stage, pilot):
        await pilot.press("tab", "tab", "tab")
        for word in ("public", "protected", "private", "public"):
            await pilot.press("p")
            assert f"‹ {word} ›" in stage.shown


async def test_an_owner_under_whom_nothing_may_be_created_is_told_at_once() -> None:
    def why_not(owner: str) -> str:
        return "" if owner in OWNERS else f"You are not in {owner}"

    async with opened(creating(why_not=why_not)) as (stage, pilot):
        await type_in(pilot, "google/x")
        assert "You are not in google" in stage.shown
        await pilot.press("enter")
        assert stage.given == []
    async with opened(MoveDialog(REF, "google/x", OWNERS, why_not=why_not)) as (stage, pilot):
        await pilot.press("enter")
        await pilot.pause()
        assert "You are not in google" in stage.shown
        assert stage.given == []


async def test_what_private_means_depends_on_the_owner() -> None:
    async with opened(creating()) as (stage, pilot):
        assert "only you see it" in stage.shown
        await pilot.press("tab", "right")
        await pilot.pause()
        assert "only members of acme-lab see it" in stage.shown


async def test_only_the_full_id_deletes() -> None:
    async with opened(DeleteDialog(REF, details())) as (stage, pilot):
        button = stage.dialog.query_one("#do")
        for wrong in ("", "alice", "/tiny-chaT"):
            await type_in(pilot, wrong)
            assert button.disabled
            await pilot.press("enter")
            await pilot.pause()
            assert "Type alice/tiny-chat in full to delete it" in stage.shown
        await pilot.press("backspace")
        await type_in(pilot, "t")
        assert not button.disabled
        assert "enter deletes it for good" in stage.shown
        await pilot.press("enter", "enter")
        assert stage.given == [True]


async def test_what_will_go_is_told_once_it_is_read() -> None:
    reading: asyncio.Future[RepoInfo] = asyncio.get_running_loop().create_future()
    facts: dict[str, Any] = {"likes": 42, "downloads": 1830, "storage": 440_000_000, "spaces": ("a/b", "c/d")}
    files = (File(path="a", size=5), File(path="b"))

    async def read() -> RepoInfo:
        return await reading

    async with opened(DeleteDialog(REF, read), (120, 24)) as (stage, pilot):
        assert "What will go is being read …" in stage.shown
        reading.set_result(RepoInfo(kind=Kind.MODEL, id=REF.id, files=files, **facts))
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert (
            "2 files · 440 MB · 42 likes · 1.8k downloads in the last 30 days · 2 Spaces use it" in stage.said
        )


async def test_what_cannot_be_read_keeps_nobody_from_deleting() -> None:
    async def read() -> RepoInfo:
        raise ConnectionFailed("There is no connection to the Hub")

    async with opened(DeleteDialog(REF, read)) as (stage, pilot):
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert "What will go cannot be told: There is no connection to the Hub" in stage.shown
        await type_in(pilot, REF.id)
        await pilot.press("enter")
        assert stage.given == [True]


async def test_a_move_begins_with_the_cursor_at_the_end_of_the_id() -> None:
    async with opened(MoveDialog(REF, REF.id, OWNERS)) as (stage, pilot):
        await pilot.press("enter")
        await pilot.pause()
        assert "That is what it is called now" in stage.shown
        await type_in(pilot, "-2")
        await pilot.press("enter")
        assert stage.given == ["alice/tiny-chat-2"]


async def test_arrows_put_another_owner_before_the_name() -> None:
    async with opened(MoveDialog(REF, REF.id, (*OWNERS, "third"))) as (stage, pilot):
        field = stage.dialog.query_one("_IdField")
        seen = []
        for key in ("down", "down", "down", "up"):
            await pilot.press(key)
            seen.append(field.value)  # type: ignore[attr-defined]
        assert seen == [f"{owner}/tiny-chat" for owner in ("acme-lab", "third", "alice", "third")]
        await pilot.press("enter")
        assert stage.given == ["third/tiny-chat"]


@pytest.mark.parametrize(("to", "step", "then"), [("Qwen/x", "down", "alice/x"), ("x", "up", "acme-lab/x")])
async def test_an_owner_that_is_none_of_them_gives_way(to: str, step: str, then: str) -> None:
    async with opened(MoveDialog(REF, to, OWNERS)) as (stage, pilot):
        await pilot.press(step, "enter")
        assert stage.given == [then]


async def test_an_id_that_cannot_be_is_refused_and_owners_may_be_unknown() -> None:
    async with opened(MoveDialog(REF, "a--b/x", (), refused="not today")) as (stage, pilot):
        assert "not today" in stage.shown
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "An owner's name has no -- in it" in stage.shown
        assert stage.given == []


async def test_what_holds_now_is_marked_and_highlighted() -> None:
    dialog = VisibilityDialog(
        "alice/x", private="only you see it", visibility=Visibility.PRIVATE, gate=Gate.MANUAL
    )
    async with opened(dialog) as (stage, pilot):
        assert "● private" in stage.shown
        assert "○ public" in stage.shown
        assert "● by hand" in stage.shown
        assert "protected" not in stage.shown
        await pilot.press("up", "enter")
        assert stage.given == [Visibility.PUBLIC]


async def test_what_the_hub_says_is_marked_and_the_highlight_stays() -> None:
    gate = asyncio.Event()

    async def now() -> tuple[Visibility | None, Gate]:
        await gate.wait()
        return Visibility.PROTECTED, Gate.AUTO

    dialog = VisibilityDialog("alice/x", spaces=True, visibility=Visibility.PUBLIC, gate=Gate.OFF, now=now)
    async with opened(dialog) as (stage, pilot):
        assert "● public" in stage.shown
        gate.set()
        await stage.workers.wait_for_complete()
        await pilot.pause()
        marked = [line.split("●")[1].split()[0] for line in stage.shown.split("\n") if "●" in line]
        assert marked == ["protected", "automatic"]
        await pilot.press("enter")
        assert stage.given == [Visibility.PUBLIC]


async def test_where_it_is_not_known_who_sees_it_enter_shows_it_to_nobody() -> None:
    async with opened(VisibilityDialog("3 repos")) as (stage, pilot):
        assert "●" not in stage.shown
        await pilot.press("enter")
        assert stage.given == [Visibility.PRIVATE]


async def test_the_gate_is_in_the_same_list() -> None:
    async with opened(VisibilityDialog("2 repos", spaces=True, picked=Gate.AUTO)) as (stage, pilot):
        assert "protected" in stage.shown
        await pilot.press("enter")
        assert stage.given == [Gate.AUTO]


async def test_a_choice_can_be_made_by_its_button() -> None:
    async with opened(VisibilityDialog("alice/x", visibility=Visibility.PUBLIC)) as (stage, pilot):
        await pilot.press("down")
        await pilot.click("#do")
        assert stage.given == [Visibility.PRIVATE]


async def test_an_owner_is_picked_from_those_that_there_are() -> None:
    async with opened(OwnerDialog("2 repos", OWNERS)) as (stage, pilot):
        await pilot.press("down", "enter")
        assert stage.given == ["acme-lab"]
    async with opened(OwnerDialog("2 repos", ())) as (stage, pilot):
        await pilot.click("#do")
        await pilot.pause()
        assert "It is not known to whom you may give repos" in stage.shown


async def test_deleting_many_needs_their_number() -> None:
    async with opened(ReviewDialog(plan(12))) as (stage, pilot):
        assert "delete the model alice/m0" in stage.shown
        for wrong in ("", "1"):
            await type_in(pilot, wrong)
            await pilot.press("enter")
            await pilot.pause()
            assert "Type 12 to delete 12 repos" in stage.shown
        await type_in(pilot, "2")
        await pilot.press("tab", "right", "enter")
        assert stage.given == [Agreed(stops=True)]


async def test_all_repos_can_be_read_while_their_number_is_typed() -> None:
    async with opened(ReviewDialog(plan(40))) as (stage, pilot):
        assert "alice/m0" in stage.shown
        assert "alice/m39" not in stage.shown
        await pilot.press("4", *["pagedown"] * 6, "0")
        await pilot.pause()
        assert "alice/m39" in stage.shown
        await pilot.press(*["pageup"] * 6)
        await pilot.pause()
        assert "delete the model alice/m0 " in stage.shown
        await pilot.press("enter")
        assert stage.given == [Agreed()]


async def test_other_plans_take_an_enter_and_what_is_left_alone_is_shown() -> None:
    targets = [Target(REF), Target(RepoRef(Kind.MODEL, "Qwen/x"))]
    async with opened(ReviewDialog(plan_settle(targets, RIGHTS, gate=Gate.AUTO))) as (stage, pilot):
        assert "Change 1 repo, leave 1 as they are" in stage.shown
        assert "leave Qwen/x as it is: you are not in Qwen" in stage.shown
        await pilot.press("enter")
        assert stage.given == [Agreed()]


async def test_a_plan_that_does_nothing_cannot_be_agreed_to() -> None:
    async with opened(ReviewDialog(plan_delete([Target(RepoRef(Kind.MODEL, "Qwen/x"))], RIGHTS))) as (
        stage,
        pilot,
    ):
        await pilot.press("enter")
        assert "There is nothing to do; escape leaves it" in stage.shown
        assert stage.given == []
