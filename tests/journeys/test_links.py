"""Next links: of what a server sends only the query is used, on the path just asked, and never without end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.faults import Answer
from tests.support.journey import journey
from tests.support.loopback import LoopbackHub

if TYPE_CHECKING:
    from tests.support.faults import Recorded


def page(names: list[str], link: str | None) -> Answer:
    """Return a page of models with these names and a next link."""
    headers = {"Content-Type": "application/json"}
    if link is not None:
        headers["Link"] = f'<{link}>; rel="next"'
    rows = [{"id": f"some/{name}", "likes": 1, "tags": []} for name in names]
    return Answer(200, headers, json.dumps(rows).encode())


def lists(request: Recorded) -> bool:
    """Tell whether a request is for the list of models."""
    return request.path == "/api/models"


async def test_a_link_to_the_public_hub_is_followed_here_by_its_query() -> None:
    with LoopbackHub(link_host="https://huggingface.co") as hub:
        async with journey(hub, token=hub.write_token) as run:
            await run.sees("100 loaded · more below")
            await run.press("G")
            await run.until(lambda: len(run.ids) == 200)
            second = run.requests("/api/models")[1]
            assert "cursor" in second.parameters
            assert second.headers["host"] == hub.endpoint.removeprefix("http://")
            assert second.headers["authorization"] == f"Bearer {hub.write_token}"
            assert "✗" not in run.status


async def test_a_link_to_another_path_is_refused_and_said(hub: LoopbackHub) -> None:
    hub.script(lists, page(["one", "two"], f"{hub.endpoint}/api/whoami-v2?cursor=x"))
    async with journey(hub) as run:
        await run.sees("The list ends here: the server's next link leads elsewhere: /api/whoami-v2")
        assert "; press r to ask again" in run.status
        assert "2 · stopped" in run.status
        await run.press("G", "j", "G")
        await run.settle()
        assert len(run.requests("/api/models")) == 1
        assert run.requests("/api/whoami-v2") == []
        await run.press("r")
        await run.sees("100 loaded · more below")


async def test_a_link_in_a_circle_ends_the_list(hub: LoopbackHub) -> None:
    answers = iter([page(["one"], "/api/models?cursor=a"), page(["two"], "/api/models?cursor=b")])
    again = page(["three"], "/api/models?cursor=a")
    hub.script(lists, lambda request: next(answers, again), times=None)
    async with journey(hub) as run:
        await run.sees("the server's next link goes round in a circle")
        await run.settle()
        assert run.ids == ["some/one", "some/two", "some/three"]
        assert len(run.requests("/api/models")) == 3
        assert "3 · stopped" in run.status


async def test_three_pages_without_a_new_row_end_the_list(hub: LoopbackHub) -> None:
    def same_rows(request: Recorded) -> Answer:
        number = int(request.parameters.get("cursor", "0")) + 1
        return page(["one", "two"], f"/api/models?cursor={number}")

    hub.script(lists, same_rows, times=None)
    async with journey(hub) as run:
        await run.sees("3 pages running brought nothing new")
        await run.settle()
        assert run.ids == ["some/one", "some/two"]
        assert len(run.requests("/api/models")) == 4


async def test_an_empty_page_with_a_link_goes_on(hub: LoopbackHub) -> None:
    answers = iter([page([], "/api/models?cursor=a"), page(["late"], None)])
    hub.script(lists, lambda request: next(answers), times=2)
    async with journey(hub) as run:
        await run.sees("1 · end")
        assert run.ids == ["some/late"]
        assert run.highlighted == "some/late"


async def test_a_hub_of_empty_pages_alone_is_said_to_send_no_rows(hub: LoopbackHub) -> None:
    def nothing(request: Recorded) -> Answer:
        return page([], f"/api/models?cursor={int(request.parameters.get('cursor', '0')) + 1}")

    hub.script(lists, nothing, times=None)
    async with journey(hub) as run:
        await run.sees("The Hub sent no rows")
        await run.sees("press r to ask again")
        await run.settle()
        assert len(run.requests("/api/models")) == 3


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("https://evil.example/api/spaces?cursor=x", "leads elsewhere: /api/spaces"),
        ("/api/models", "asks for nothing"),
        ("http://[broken", "cannot be read"),
        ("https://evil.example/\x1b]0;PWNED\x07?cursor=x", "leads elsewhere: /"),
        ("javascript:alert(1)", "leads elsewhere"),
    ],
)
async def test_odd_links_end_the_list_with_a_reason(hub: LoopbackHub, link: str, reason: str) -> None:
    hub.script(lists, page(["one"], link))
    async with journey(hub) as run:
        await run.sees("The list ends here")
        assert reason in run.status
        assert run.ids == ["some/one"]
        assert run.unsafe == []
        assert len(run.requests("/api/models")) == 1


async def test_a_row_that_moved_to_the_next_page_is_shown_once(hub: LoopbackHub) -> None:
    answers = iter([page(["one", "two"], "/api/models?cursor=a"), page(["two", "three"], None)])
    hub.script(lists, lambda request: next(answers), times=2)
    async with journey(hub) as run:
        await run.sees("3 · end")
        assert run.ids == ["some/one", "some/two", "some/three"]


async def test_an_api_redirect_stays_within_the_hub(hub: LoopbackHub) -> None:
    hub.script(lists, Answer(302, {"Location": "https://evil.example/api/models"}))
    async with journey(hub, token=hub.write_token) as run:
        await run.sees("The Hub redirects to an address that is not followed: evil.example/api/models")
        await run.press("r")
        await run.sees("100 loaded")
