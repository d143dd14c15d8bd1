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


def storage(name: str) -> str:
    """Return where the bytes of a file lie."""
    return f"/storage/{name}?signature={name}"


async def part(reads: Any, start: int) -> bytes:
    """Ask for four bytes of a parquet file."""
    found = await reads.parquet_part("a/b", "en", "train", 0, start, 4)
    data: bytes = found.data
    return data


def bytes_at(start: int, data: bytes = b"PAR1") -> bytes:
    """Return the answer with four bytes."""
    return answer(206, data, Content_Range=f"bytes {start}-{start + 3}/100")


async def test_further_parts_of_a_file_are_asked_for_where_the_first_was_found(
    talk: Callable[..., Any],
) -> None:
    hop = answer(302, Location=storage("one"))
    async with talk(hop, bytes_at(0), bytes_at(4), bytes_at(8)) as t:
        assert [await part(t.reads, start) for start in (0, 4, 8)] == [b"PAR1"] * 3
        assert t.server.targets == ["/api/datasets/a/b/parquet/en/train/0.parquet", *[storage("one")] * 3]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_place_that_no_longer_answers_is_looked_for_anew(
    talk: Callable[..., Any], status: int
) -> None:
    asked = "/api/datasets/a/b/parquet/en/train/0.parquet"
    hops = [answer(302, Location=storage(name)) for name in ("one", "two")]
    async with talk(hops[0], bytes_at(0), answer(status), hops[1], bytes_at(4), bytes_at(8)) as t:
        for start in (0, 4, 8):
            await part(t.reads, start)
        assert t.server.targets == [
            asked, storage("one"), storage("one"), asked, storage("two"), storage("two"),
        ]  # fmt: skip


async def test_a_file_that_is_gone_altogether_says_so(talk: Callable[..., Any]) -> None:
    hop = answer(302, Location=storage("one"))
    gone = answer(404, "{}", X_Error_Code="EntryNotFound")
    async with talk(hop, bytes_at(0), gone, gone) as t:
        await part(t.reads, 0)
        with pytest.raises(errors.EntryNotFound):
            await part(t.reads, 4)
        assert len(t.server.asked) == 4


async def test_whole_files_are_always_asked_for_at_the_hub(talk: Callable[..., Any]) -> None:
    hop = answer(307, Location="/api/resolve-cache/models/a/b/abc/README.md")
    async with talk(hop, answer(200, "one"), hop, answer(200, "two")) as t:
        for text in ("one", "two"):
            assert (await t.reads.file_text(Kind.MODEL, "a/b", "main", "README.md")).text == text
        assert len(t.server.asked) == 4


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
