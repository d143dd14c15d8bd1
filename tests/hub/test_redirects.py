"""Redirects: followed by reads, within the endpoint, and for file content to other https hosts too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hubtui.hub import errors
from hubtui.hub.address import Address
from hubtui.hub.credentials import Token
from hubtui.hub.criteria import Kind
from hubtui.hub.redirects import Target, follow
from tests.hub.raw import answer, data

if TYPE_CHECKING:
    from collections.abc import Callable

HUB = Address.parse("https://hub.example")
PREFIXED = Address.parse("https://hub.example:8443/mirror")


async def test_the_id_that_came_back_is_the_one_shown(talk: Callable[..., Any]) -> None:
    moved = answer(
        307, "Temporary Redirect", Location="/api/models/google-bert/bert-base-uncased?expand=likes"
    )
    async with talk(moved, data({"id": "google-bert/bert-base-uncased"}), token=Token("t")) as t:
        info = await t.reads.repo(Kind.MODEL, "bert-base-uncased", expand=["likes"])
        assert info.id == "google-bert/bert-base-uncased"
        assert t.server.targets == [
            "/api/models/bert-base-uncased?expand=likes",
            "/api/models/google-bert/bert-base-uncased?expand=likes",
        ]
        assert t.server.asked[1].headers["authorization"] == "Bearer t"


async def test_an_absolute_redirect_to_the_endpoint_itself_is_followed(talk: Callable[..., Any]) -> None:
    async with talk(b"") as t:
        t.server.say(answer(301, Location=f"{t.server.url}/api/models/c/d"), data({"id": "c/d"}))
        assert (await t.reads.repo(Kind.MODEL, "a/b")).id == "c/d"


async def test_five_redirects_are_followed_and_no_more(talk: Callable[..., Any]) -> None:
    hop = answer(307, Location="/api/models/a/b")
    async with talk(*[hop] * 5, data({"id": "a/b"})) as t:
        await t.reads.repo(Kind.MODEL, "a/b")
        assert len(t.server.asked) == 6
    async with talk(*[hop] * 6, data({"id": "a/b"})) as t:
        with pytest.raises(errors.LinkRefused, match="more than 5 times"):
            await t.reads.repo(Kind.MODEL, "a/b")


async def test_file_content_keeps_its_range_through_a_redirect(talk: Callable[..., Any]) -> None:
    part = answer(206, b"PAR1", Content_Range="bytes 0-3/100")
    hop = answer(302, Location="/datasets/a/b/resolve/refs%2Fconvert%2Fparquet/en/train/0000.parquet")
    async with talk(hop, part) as t:
        found = await t.reads.parquet_part("a/b", "en", "train", 0, 0, 4)
        assert (found.data, found.start, found.total) == (b"PAR1", 0, 100)
        assert [asked.headers["range"] for asked in t.server.asked] == ["bytes=0-3"] * 2
        assert "refs%2Fconvert%2Fparquet" in t.server.targets[1]


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/api/models/c/d?x=1", "https://hub.example/api/models/c/d?x=1"),
        ("d?x=1", "https://hub.example/api/models/a/d?x=1"),
        ("https://hub.example/api/models/c/d", "https://hub.example/api/models/c/d"),
        ("https://HUB.example:443/api/models/c/d", "https://hub.example/api/models/c/d"),
        ("/api/models/c/d#there", "https://hub.example/api/models/c/d"),
    ],
)
def test_a_redirect_within_the_endpoint_is_followed(location: str, url: str) -> None:
    at = Target("https://hub.example/api/models/a/b", "/api/models/a/b")
    target = follow(HUB, at, location, files=False)
    assert (target.url, target.abroad) == (url, False)


@pytest.mark.parametrize(
    "location",
    [
        "http://hub.example/api/models/c/d",
        "https://hub.example:444/api/models/c/d",
        "https://evil.example/api/models/c/d",
        "//evil.example/api/models/c/d",
        "https://hub.example.evil/api/models/c/d",
        "https://user:pass@hub.example/api/models/c/d",
        "ftp://hub.example/api/models/c/d",
        "javascript:alert(1)",
        "https://[",
        "https://hub.example:99999/",
        "/api/models/\x1b[2J",
    ],
)
def test_an_api_read_does_not_leave_the_endpoint(location: str) -> None:
    at = Target("https://hub.example/api/models/a/b", "/api/models/a/b")
    with pytest.raises(errors.LinkRefused):
        follow(HUB, at, location, files=False)


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/mirror/api/models/c/d", "/api/models/c/d"),
        ("/api/models/c/d", "/api/models/c/d"),
        ("/c/d/resolve/main/x", "/c/d/resolve/main/x"),
        ("https://hub.example:8443/mirror/api/models/c/d", "/api/models/c/d"),
    ],
)
def test_a_prefix_is_kept_and_put_back_where_a_hub_does_not_know_it(location: str, path: str) -> None:
    at = Target("https://hub.example:8443/mirror/api/models/a/b", "/api/models/a/b")
    target = follow(PREFIXED, at, location, files=False)
    assert target == Target(f"https://hub.example:8443/mirror{path}", path)


@pytest.mark.parametrize(
    "location",
    [
        "/elsewhere/api/models/c/d",
        "/mirrored/api/models/c/d",
        "https://hub.example:8443/api/models/c/d",
        "https://hub.example:8443/other",
        "/mirror/../admin",
        "/mirror/%2e%2E/admin",
    ],
)
def test_a_redirect_does_not_leave_the_prefix(location: str) -> None:
    at = Target("https://hub.example:8443/mirror/api/models/a/b", "/api/models/a/b")
    with pytest.raises(errors.LinkRefused):
        follow(PREFIXED, at, location, files=False)


def test_file_content_is_fetched_from_another_https_host_and_never_with_a_token() -> None:
    at = Target("https://hub.example/a/b/resolve/main/x", "/a/b/resolve/main/x")
    there = follow(HUB, at, "https://cdn.example/x?sig=1", files=True)
    assert there == Target("https://cdn.example/x?sig=1", "/x", abroad=True)
    back = follow(HUB, there, "https://hub.example/api/whoami-v2", files=True)
    assert back.abroad, "what a stranger points to is asked without the token, wherever it is"
    with pytest.raises(errors.LinkRefused):
        follow(HUB, at, "http://cdn.example/x", files=True)
    with pytest.raises(errors.LinkRefused):
        follow(HUB, there, "http://hub.example/x", files=True)
