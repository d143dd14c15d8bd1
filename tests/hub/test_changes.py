"""What changes put on the wire, and what is read of their answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.hub import errors
from hubtui.hub.changes import Changes, is_busy, is_taken
from hubtui.hub.changing import Gate, NewRepo, Standing, Visibility
from hubtui.hub.criteria import Kind
from hubtui.hub.models import RepoRef
from tests.hub.payloads import payload
from tests.hub.raw import answer, data, failing

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hub.conftest import Talk

REF = RepoRef(Kind.SPACE, "user/tmp_test_space")
NO_ROUTE = failing(404, "Sorry, we can't find the page you are looking for.")
BUSY = "Cannot create repo: another conflicting operation is in progress"


def sent(talk: Talk) -> list[tuple[str, str, Any]]:
    return [(asked.method, asked.target, json.loads(asked.body)) for asked in talk.server.asked]


@pytest.mark.parametrize(
    ("new", "body"),
    [
        (
            NewRepo(ref=RepoRef(Kind.MODEL, "alice/new")),
            {"name": "new", "organization": "alice", "type": "model", "private": True},
        ),
        (
            NewRepo(ref=RepoRef(Kind.DATASET, "acme/new"), visibility=Visibility.PUBLIC, license="mit"),
            {"name": "new", "organization": "acme", "type": "dataset", "private": False, "license": "mit"},
        ),
        (
            NewRepo(
                ref=RepoRef(Kind.SPACE, "acme/new"),
                visibility=Visibility.PROTECTED,
                sdk="docker",
                hardware="t4-small",
            ),
            {
                "name": "new",
                "organization": "acme",
                "type": "space",
                "visibility": "protected",
                "sdk": "docker",
                "hardware": "t4-small",
            },
        ),
    ],
)
async def test_a_repo_is_created_with_the_body_of_today(
    talk: Callable[..., Any], new: NewRepo, body: dict[str, Any]
) -> None:
    async with talk(data({"url": "https://hub/x", "name": new.ref.id, "id": "1"})) as t:
        created = await Changes(t.wire).create(new)
        assert sent(t) == [("POST", "/api/repos/create", body)]
    assert (created.ref, created.url) == (new.ref, "https://hub/x")


@pytest.mark.parametrize("name", ["repo_create_200", "repo_create_200_2023_no_id"])
async def test_real_answers_to_a_creation_are_read(talk: Callable[..., Any], name: str) -> None:
    found = payload(name)
    async with talk(answer(200, found.body, X_Request_Id=found.headers["x-request-id"])) as t:
        created = await Changes(t.wire).create(NewRepo(ref=REF, sdk="gradio"))
    assert created.ref == REF
    assert created.url == "https://huggingface.co/spaces/user/tmp_test_space"
    assert created.request_id == found.headers["x-request-id"]
    # 2025-03-07 12:24:15, as its createdAt; there was no id in 2023.
    assert created.created == (1_741_350_255 if name == "repo_create_200" else None)


@pytest.mark.parametrize("body", ["", "OK", "[]", "null", '{"name": 3}', '{"name": "x\\u001b/y"}'])
async def test_a_created_repo_is_created_whatever_the_body_looks_like(
    talk: Callable[..., Any], body: str
) -> None:
    async with talk(answer(200, body)) as t:
        assert (await Changes(t.wire).create(NewRepo(ref=REF, sdk="static"))).ref == REF


async def test_a_creation_that_the_hub_calls_otherwise_is_told(talk: Callable[..., Any]) -> None:
    async with talk(data({"name": "User/tmp_test_space"})) as t:
        created = await Changes(t.wire).create(NewRepo(ref=REF, sdk="static"))
    assert created.ref.id == "User/tmp_test_space"


async def test_a_conflict_says_what_is_in_the_way(talk: Callable[..., Any]) -> None:
    found = payload("repo_create_409")
    async with talk(answer(409, found.body), failing(409, BUSY), failing(400, "x already exists")) as t:
        caught = []
        for _ in range(3):
            with pytest.raises(errors.StatusError) as each:
                await Changes(t.wire).create(NewRepo(ref=REF, sdk="static"))
            caught.append(each.value)
    assert [is_taken(error) for error in caught] == [True, False, True]
    assert [is_busy(error) for error in caught] == [False, True, False]
    assert caught[0].words == "You already created this space repo"


@pytest.mark.parametrize(
    "reply", [answer(200, "<html>Sign in</html>"), answer(200, "x", Content_Type="text/html; charset=utf-8")]
)
async def test_somebody_elses_page_does_not_tell_whether_the_change_was_made(
    talk: Callable[..., Any], reply: bytes
) -> None:
    async with talk(reply) as t:
        changes = Changes(t.wire)
        for send in (
            changes.create(NewRepo(ref=REF, sdk="static")),
            changes.delete(REF),
            changes.move(REF, "a/c"),
            changes.settings(REF, gate=Gate.OFF),
        ):
            with pytest.raises(errors.BadAnswer) as caught:
                await send
            assert caught.value.unknown


async def test_a_repo_is_deleted_by_a_body_and_the_answer_is_text(talk: Callable[..., Any]) -> None:
    found = payload("repo_delete_200")
    headers = {"Content_Type": found.headers["content-type"], "X_Request_Id": "r1"}
    async with talk(answer(200, found.body, **headers)) as t:
        assert await Changes(t.wire).delete(REF) == "r1"
        body = {"name": "tmp_test_space", "organization": "user", "type": "space"}
        assert sent(t) == [("DELETE", "/api/repos/delete", body)]


@pytest.mark.parametrize("reply", [answer(200, "OK", Content_Type="text/plain"), answer(200), data({"a": 1})])
async def test_a_move_names_both_ids_and_the_kind(talk: Callable[..., Any], reply: bytes) -> None:
    async with talk(reply) as t:
        await Changes(t.wire).move(RepoRef(Kind.MODEL, "a/b"), "c/d")
        body = {"fromRepo": "a/b", "toRepo": "c/d", "type": "model"}
        assert sent(t) == [("POST", "/api/repos/move", body)]


@pytest.mark.parametrize(
    ("asked", "body"),
    [
        ({"visibility": Visibility.PUBLIC}, {"private": False}),
        ({"visibility": Visibility.PRIVATE}, {"private": True}),
        ({"visibility": Visibility.PROTECTED}, {"visibility": "protected"}),
        ({"gate": Gate.OFF}, {"gated": False}),
        ({"gate": Gate.MANUAL}, {"gated": "manual"}),
        ({"visibility": Visibility.PUBLIC, "gate": Gate.AUTO}, {"private": False, "gated": "auto"}),
    ],
)
async def test_settings_go_to_the_route_of_today(
    talk: Callable[..., Any], asked: dict[str, Any], body: dict[str, Any]
) -> None:
    async with talk(data({"private": True, "visibility": "protected", "gated": "manual"})) as t:
        held = await Changes(t.wire).settings(REF, **asked)
        assert sent(t) == [("PUT", "/api/spaces/user/tmp_test_space/settings", body)]
    assert (held.visibility, held.gate) == (Visibility.PROTECTED, Gate.MANUAL)


@pytest.mark.parametrize(
    ("body", "visibility", "gate"),
    [
        ({"private": True}, Visibility.PRIVATE, None),
        ({"private": False, "gated": False}, Visibility.PUBLIC, Gate.OFF),
        ({"visibility": ["public"], "gated": True}, None, Gate.AUTO),
        ([], None, None),
        ({}, None, None),
    ],
)
async def test_the_settings_that_hold_are_read_as_far_as_they_are_said(
    talk: Callable[..., Any], body: Any, visibility: Visibility | None, gate: Gate | None
) -> None:
    async with talk(data(body)) as t:
        held = await Changes(t.wire).settings(REF, visibility=Visibility.PRIVATE)
    assert (held.visibility, held.gate) == (visibility, gate)


@pytest.mark.parametrize("no_route", [NO_ROUTE, failing(405)])
async def test_the_older_route_is_asked_where_todays_is_not_there_and_remembered(
    talk: Callable[..., Any], no_route: bytes
) -> None:
    older = "/api/repos/space/user/tmp_test_space/settings"
    async with talk(no_route, data({"private": True})) as t:
        changes = Changes(t.wire)
        for _ in range(2):
            held = await changes.settings(REF, visibility=Visibility.PRIVATE)
        assert [target for _, target, _ in sent(t)] == [
            "/api/spaces/user/tmp_test_space/settings",
            older,
            older,
        ]
        assert held.visibility is Visibility.PRIVATE


@pytest.mark.parametrize(
    "reply", [failing(404, "no", "RepoNotFound"), failing(403), failing(401), answer(500)]
)
async def test_the_older_route_is_not_asked_after_any_other_answer(
    talk: Callable[..., Any], reply: bytes
) -> None:
    async with talk(reply) as t:
        with pytest.raises(errors.StatusError):
            await Changes(t.wire).settings(REF, gate=Gate.AUTO)
        assert len(t.server.asked) == 1


async def test_a_route_that_nobody_has_is_not_remembered(talk: Callable[..., Any]) -> None:
    async with talk(NO_ROUTE) as t:
        changes = Changes(t.wire)
        for _ in range(2):
            with pytest.raises(errors.NotFound):
                await changes.settings(REF, gate=Gate.AUTO)
        assert [target.startswith("/api/repos/") for target in t.server.targets] == [False, True] * 2


@pytest.mark.parametrize("repo_id", ["gpt2", "", "a/", "/b", "a/b/c", "a/b\x1b", "a/b\u202e"])
async def test_what_is_no_full_id_is_never_sent(talk: Callable[..., Any], repo_id: str) -> None:
    ref = RepoRef(Kind.MODEL, repo_id)
    async with talk(answer(200)) as t:
        changes = Changes(t.wire)
        for send in (
            lambda: changes.create(NewRepo(ref=ref)),
            lambda: changes.delete(ref),
            lambda: changes.move(ref, "a/c"),
            lambda: changes.move(RepoRef(Kind.MODEL, "a/c"), repo_id),
            lambda: changes.settings(ref, gate=Gate.OFF),
        ):
            with pytest.raises(errors.BadRequest):
                await send()
        assert t.server.asked == []


async def test_a_look_tells_what_stands_at_an_id_and_when(talk: Callable[..., Any]) -> None:
    body = {
        "_id": "5",
        "id": "c/d",
        "createdAt": "2026-08-05T08:22:59.000Z",
        "private": True,
        "gated": "auto",
    }
    async with talk(data(body, Date="Wed, 05 Aug 2026 08:23:00 GMT")) as t:
        found = await Changes(t.wire).look(RepoRef(Kind.DATASET, "c/d"))
        assert t.server.targets == ["/api/datasets/c/d"]
    assert found == Standing(
        ref=RepoRef(Kind.DATASET, "c/d"),
        exists=True,
        oid="5",
        created=1_785_918_179,
        private=True,
        gate=Gate.AUTO,
        at=1_785_918_180,
    )


async def test_a_look_follows_a_rename(talk: Callable[..., Any]) -> None:
    async with talk(answer(307, "", Location="/api/models/c/d"), data({"id": "c/d"})) as t:
        found = await Changes(t.wire).look(RepoRef(Kind.MODEL, "a/b"))
    assert (found.ref.id, found.exists, found.at) == ("c/d", True, None)


async def test_a_missing_repo_is_an_answer_to_a_look_and_a_refused_token_is_none(
    talk: Callable[..., Any],
) -> None:
    async with talk(failing(404, "no", "RepoNotFound", Date="nonsense")) as t:
        found = await Changes(t.wire).look(REF)
    assert (found.exists, found.ref, found.at) == (False, REF, None)
    for reply in (failing(401, "Invalid credentials in Authorization header"), failing(401, "no")):
        async with talk(reply) as t:
            with pytest.raises(errors.StatusError):
                await Changes(t.wire).look(REF)


@pytest.mark.parametrize("reply", [answer(200), data([]), data({"id": 3}), answer(200, "<html>")])
async def test_a_look_that_shows_no_repo_tells_nothing(talk: Callable[..., Any], reply: bytes) -> None:
    async with talk(reply) as t:
        with pytest.raises(errors.BadAnswer):
            await Changes(t.wire).look(REF)


def test_what_is_the_same_repo_is_told_by_what_stays_the_same() -> None:
    a, b = RepoRef(Kind.MODEL, "a/b"), RepoRef(Kind.MODEL, "c/d")
    known = Standing(ref=a, exists=True, oid="1", created=5)
    assert known.is_same(Standing(ref=b, exists=True, oid="1", created=5))
    assert not known.is_same(Standing(ref=a, exists=True, oid="2", created=5))
    assert known.is_same(Standing(ref=b, exists=True, created=5))
    assert not known.is_same(Standing(ref=a, exists=True, created=6))
    assert known.is_same(Standing(ref=a, exists=True))
    assert not known.is_same(Standing(ref=b, exists=True))
    assert not known.is_same(Standing(ref=a, exists=False))
