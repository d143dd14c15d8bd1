"""A change is sent once, and its errors tell whether it may have been made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.hub import errors
from hubtui.hub.redirects import moved_to
from tests.hub.raw import answer, cut_off, data, failing, hang_up, reset

if TYPE_CHECKING:
    from collections.abc import Callable

SETTINGS = "/api/models/a/b/settings"


async def test_a_change_carries_its_body(talk: Callable[..., Any]) -> None:
    async with talk(data({"private": True}, X_Request_Id="r1")) as t:
        done = await t.wire.send_once("PUT", SETTINGS, {"private": True})
        sent = t.server.asked[0]
    assert (sent.method, sent.target) == ("PUT", SETTINGS)
    assert json.loads(sent.body) == {"private": True}
    assert (done.status, done.body, done.request_id) == (200, b'{"private": true}', "r1")


@pytest.mark.parametrize(
    "reply", [reset, hang_up, cut_off(), answer(500), answer(504), answer(502, "<html>")]
)
async def test_a_change_whose_answer_is_lost_may_have_been_made(talk: Callable[..., Any], reply: Any) -> None:
    async with talk(reply) as t:
        with pytest.raises(errors.HubError) as caught:
            await t.wire.send_once("POST", "/api/repos/move", {})
        assert len(t.server.asked) == 1
        assert t.pauses.taken == []
    assert caught.value.unknown


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 409, 422, 429])
async def test_a_change_that_was_refused_was_not_made(talk: Callable[..., Any], status: int) -> None:
    async with talk(failing(status, "no")) as t:
        with pytest.raises(errors.StatusError) as caught:
            await t.wire.send_once("DELETE", "/api/repos/delete", {"name": "b"})
        assert len(t.server.asked) == 1
    assert not caught.value.unknown


async def test_a_change_that_reached_nobody_was_not_made(talk: Callable[..., Any]) -> None:
    async with talk() as t:
        url = t.server.url
    async with talk() as t:
        t.wire.address = t.wire.address.parse(url)
        with pytest.raises(errors.ConnectionFailed) as caught:
            await t.wire.send_once("POST", "/api/repos/create", {})
    assert not caught.value.unknown


async def test_a_change_of_a_renamed_repo_stops_and_says_where_it_is(talk: Callable[..., Any]) -> None:
    async with talk(answer(307, "Temporary Redirect", Location="/api/models/new/name/settings")) as t:
        with pytest.raises(errors.Moved, match="a/b is now new/name") as caught:
            await t.wire.send_once("PUT", SETTINGS, {"private": True}, about="a/b")
        assert len(t.server.asked) == 1
    assert caught.value.location == "new/name"
    assert not caught.value.unknown


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ("/api/models/new/name", "new/name"),
        ("https://huggingface.co/api/datasets/new/name/settings?x=1", "new/name"),
        ("/prefix/api/spaces/new/name", "new/name"),
        ("/new/name/resolve/main/x", "new/name"),
        ("/api/models/new/na%1Bme", "new/name"),
        ("http://[", "http://["),
    ],
)
def test_the_new_id_is_read_from_the_location(location: str, name: str) -> None:
    assert moved_to(location) == name
