"""What goes on the wire: the token to the endpoint alone, ids with their slash, nothing when offline."""

from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from hubtui.hub import errors
from hubtui.hub.answer import LogLine
from hubtui.hub.credentials import Token
from hubtui.hub.criteria import Criteria, Kind
from hubtui.hub.models import RateLimit
from hubtui.hub.wire import Wire
from hubtui.timings import Timings
from tests.hub.raw import answer, data, failing, raw_server
from tests.hub.requests import READS

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET = "hf_" + "s3cretvalue" * 3
ROWS = data([{"id": "a/b"}])


async def test_the_token_goes_to_the_endpoint(talk: Callable[..., Any]) -> None:
    async with talk(ROWS, token=Token(SECRET)) as t:
        await t.reads.repos(Criteria())
        assert t.server.asked[0].headers["authorization"] == f"Bearer {SECRET}"


async def test_without_a_token_no_authorization_is_sent(talk: Callable[..., Any]) -> None:
    async with talk(ROWS) as t:
        await t.reads.repos(Criteria())
        assert "authorization" not in t.server.asked[0].headers


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://hub.example/api", True),
        ("https://HUB.example:443/x", True),
        ("http://hub.example/api", False),
        ("https://hub.example:444/api", False),
        ("https://sub.hub.example/api", False),
        ("https://hub.example.evil/api", False),
    ],
)
def test_the_token_is_bound_to_scheme_host_and_port(url: str, sent: bool) -> None:
    wire = Wire("https://hub.example", Token(SECRET), Timings(), environ={})
    request = next(wire._auth.auth_flow(httpx.Request("GET", url)))
    assert ("authorization" in request.headers) is sent


async def test_the_token_is_nowhere_but_in_its_header(talk: Callable[..., Any]) -> None:
    async with talk(failing(401, "Invalid credentials in Authorization header"), token=Token(SECRET)) as t:
        with pytest.raises(errors.BadToken) as caught:
            await t.reads.repos(Criteria())
        seen: list[object] = [caught.value.summary, caught.value, t.log, t.wire, vars(t.wire), t.wire.token]
        seen += [vars(caught.value), t.wire._auth]
        seen += [dict(frame.frame.f_locals) for frame in caught.traceback if "/hubtui/" in str(frame.path)]
    assert len(seen) > 10
    assert SECRET not in repr(seen)
    assert caught.value.todo == "press @ to sign in, or to go on without the token"


async def test_nothing_is_sent_when_offline(talk: Callable[..., Any]) -> None:
    async with talk(ROWS, offline=True) as t:
        for read in READS.values():
            with pytest.raises(errors.Offline):
                await read(t.reads)
        with pytest.raises(errors.Offline):
            await t.wire.send_once("POST", "/api/repos/create", {})
        assert t.server.asked == []
        assert t.log == []


async def test_a_prefix_stands_before_every_path(talk: Callable[..., Any]) -> None:
    async with talk(ROWS, prefix="/mirror/") as t:
        page = await t.reads.repos(Criteria())
        assert [repo.id for repo in page.repos] == ["a/b"]
        assert t.server.targets[0].startswith("/mirror/api/models?")
        t.server.say(answer(200, "# Hello", X_Repo_Commit="abc"))
        await t.reads.file_text(Kind.DATASET, "a/b", "main", "README.md")
        assert t.server.targets[1] == "/mirror/datasets/a/b/resolve/main/README.md"


async def test_quotas_are_passed_on_with_errors_too(talk: Callable[..., Any]) -> None:
    quota = {"RateLimit": '"api";r=12;t=3', "RateLimit_Policy": '"fixed window";"api";q=500;w=300'}
    async with talk(failing(404, "no", **quota)) as t:
        with pytest.raises(errors.NotFound):
            await t.reads.metrics()
        assert t.quotas == [RateLimit("api", 12, 500, 3)]


async def test_the_log_has_method_path_status_and_request_id_and_no_query(talk: Callable[..., Any]) -> None:
    async with talk(data([], X_Request_Id="r-1"), token=Token(SECRET)) as t:
        await t.reads.repos(Criteria(search="secret plans"))
        line = t.log[0]
    assert line == LogLine("GET", "/api/models", 200, line.ms, "r-1")
    assert line.ms >= 0


async def test_a_request_without_answer_is_logged_too(talk: Callable[..., Any]) -> None:
    from tests.hub.raw import reset

    async with talk(reset, timings={"retries": 0}) as t:
        with pytest.raises(errors.ConnectionFailed):
            await t.reads.metrics()
        assert [(line.path, line.status) for line in t.log] == [("/api/metrics", None)]


async def test_compressed_bodies_are_read(talk: Callable[..., Any]) -> None:
    body = gzip.compress(b'[{"id": "a/b"}]')
    async with talk(answer(200, body, Content_Encoding="gzip")) as t:
        assert len((await t.reads.repos(Criteria())).repos) == 1
        assert t.server.asked[0].headers["accept-encoding"] == "gzip"


async def test_reading_stops_where_a_body_grows_too_large(talk: Callable[..., Any]) -> None:
    stopped = asyncio.Event()

    async def endless(writer: Any) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[")
        try:
            while True:
                writer.write(b" " * 65_536)
                await writer.drain()
        except ConnectionError:
            stopped.set()

    async with talk(endless) as t:
        with pytest.raises(errors.TooLarge, match="more than 32 MB"):
            await t.reads.repos(Criteria())
        await asyncio.wait_for(stopped.wait(), 5)


async def test_cookies_are_not_kept(talk: Callable[..., Any]) -> None:
    async with talk(data([], Set_Cookie="session=1; Path=/")) as t:
        await t.reads.repos(Criteria())
        await t.reads.repos(Criteria())
        assert [asked.headers.get("cookie") for asked in t.server.asked] == [None, None]


async def test_connections_are_kept_and_closed_at_the_end(talk: Callable[..., Any]) -> None:
    async with talk(ROWS) as t:
        await t.reads.repos(Criteria())
        await t.reads.repos(Criteria())
        assert len(t.server.writers) == 1
        await t.wire.close()
        await t.wire.close()
        with pytest.raises(errors.ConnectionFailed, match="closed"):
            await t.reads.repos(Criteria())
        assert t.pauses.taken == []


async def test_no_tls_context_is_made_for_http(
    talk: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    import ssl

    def made(*_: object, **__: object) -> None:
        raise AssertionError("a TLS context was made")

    monkeypatch.setattr(ssl, "SSLContext", made)
    monkeypatch.setattr(ssl, "create_default_context", made)
    async with talk(ROWS) as t:
        await t.reads.repos(Criteria())
        assert len(t.server.asked) == 1


async def test_a_request_that_was_cancelled_leaves_the_client_usable(talk: Callable[..., Any]) -> None:
    asked, gate = asyncio.Event(), asyncio.Event()

    async def held(writer: Any) -> None:
        asked.set()
        await gate.wait()

    async with talk(held, ROWS) as t:
        task = asyncio.create_task(t.reads.repos(Criteria()))
        await asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        gate.set()
        assert len((await t.reads.repos(Criteria())).repos) == 1


async def test_a_host_that_does_not_exist_is_named(talk: Callable[..., Any]) -> None:
    for host in ("nowhere.invalid", "a..b", f"{'x' * 70}.invalid"):
        wire = Wire(f"http://{host}", None, Timings(retries=0), environ={})
        with pytest.raises(errors.ConnectionFailed, match="cannot be found"):
            await wire.get("/api/models")
        await wire.close()


@pytest.mark.parametrize("search", ["x" * 70_000])
async def test_a_question_too_long_for_an_address_is_refused(talk: Callable[..., Any], search: str) -> None:
    async with talk(ROWS) as t:
        with pytest.raises(errors.BadRequest, match="makes no valid address"):
            await t.reads.repos(Criteria(search=search))
        with pytest.raises(errors.BadRequest, match="makes no valid address"):
            await t.reads.next_page(Criteria(), "cursor=\x00")
        assert t.server.asked == []


async def test_closing_ends_what_is_under_way(talk: Callable[..., Any]) -> None:
    asked, gate = asyncio.Event(), asyncio.Event()

    async def held(writer: Any) -> None:
        asked.set()
        await gate.wait()

    async with talk(held) as t:
        task = asyncio.create_task(t.reads.repos(Criteria()))
        await asked.wait()
        await t.wire.close()
        gate.set()
        with pytest.raises(errors.ConnectionFailed):
            await task


GARBAGE = {
    "huge header": b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
    "bad chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
    "endless promises": b"HTTP/1.1 100 Continue\r\n\r\n" * 3,
    "another protocol": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
    "no protocol": b"hello",
}


@pytest.mark.parametrize("sent", GARBAGE.values(), ids=GARBAGE.keys())
async def test_what_is_no_http_is_a_broken_connection(talk: Callable[..., Any], sent: bytes) -> None:
    async def say(writer: Any) -> None:
        writer.write(sent)
        await writer.drain()
        writer.close()

    async with talk(say, timings={"retries": 0}) as t:
        with pytest.raises(errors.ConnectionFailed):
            await t.reads.metrics()


async def test_a_connection_that_takes_too_long_is_a_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
    async def stuck(*_: object, **__: object) -> None:
        raise httpx.ConnectTimeout("")

    monkeypatch.setattr(httpx.AsyncClient, "send", stuck)
    async with raw_server() as server:
        wire = Wire(server.url, None, Timings(retries=0), environ={})
        with pytest.raises(errors.TimedOut, match=r"could not be reached within 5 s") as caught:
            await wire.get("/api/models")
        await wire.close()
    assert not caught.value.sent
