"""Whatever goes wrong in whichever request, one HubError of the right kind tells of it, and only reads repeat."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.hub import errors
from hubtui.text import is_plain
from tests.hub.raw import answer, cut_off, data, failing, hang_up, reset
from tests.hub.requests import JSON_READS, READS

if TYPE_CHECKING:
    from collections.abc import Callable

HTML = "<!DOCTYPE html><html><h1>502 Bad Gateway</h1></html>"
BOMB = gzip.compress(b"[" + b" " * (33 * 1024 * 1024))
TRIES = 6
"""One and five more."""


@dataclass(frozen=True)
class Fault:
    """A reply and what becomes of it."""

    reply: Any
    error: type[errors.HubError]
    tries: int = 1
    status: int | None = None


EVERYWHERE = {
    "reset": Fault(reset, errors.ConnectionFailed, TRIES),
    "hung up": Fault(hang_up, errors.ConnectionFailed, TRIES),
    "cut off": Fault(cut_off(), errors.ConnectionFailed, TRIES),
    "no HTTP": Fault(b"SSH-2.0-OpenSSH_9.2\r\n\r\n", errors.ConnectionFailed, TRIES),
    "400": Fault(failing(400, "limit is too high"), errors.BadRequest, 1, 400),
    "401 missing": Fault(failing(401, "Invalid username or password."), errors.RepoNotFound, 1, 401),
    "401 bad token": Fault(
        failing(401, "Invalid credentials in Authorization header"), errors.BadToken, 1, 401
    ),
    "401 gated": Fault(failing(401, "Access is restricted", "GatedRepo"), errors.Gated, 1, 401),
    "402": Fault(failing(402, "Payment required"), errors.PaymentRequired, 1, 402),
    "403": Fault(failing(403, "You need the scope repo.read"), errors.Forbidden, 1, 403),
    "403 gated": Fault(failing(403, "Ask for access", "GatedRepo"), errors.Gated, 1, 403),
    "404": Fault(failing(404, "Sorry, we can't find the page"), errors.NotFound, 1, 404),
    "404 repo": Fault(failing(404, "Repository not found", "RepoNotFound"), errors.RepoNotFound, 1, 404),
    "404 revision": Fault(
        failing(404, "Invalid rev id: x", "RevisionNotFound"), errors.RevisionNotFound, 1, 404
    ),
    "404 entry": Fault(
        answer(404, "Entry not found", X_Error_Code="EntryNotFound"), errors.EntryNotFound, 1, 404
    ),
    "408": Fault(answer(408), errors.StatusError, TRIES, 408),
    "409": Fault(failing(409, "in the way"), errors.Conflict, 1, 409),
    "422": Fault(failing(422, "dataset is missing"), errors.BadRequest, 1, 422),
    "429 with quota left": Fault(
        failing(429, "300 a day", RateLimit='"api";r=998;t=10'), errors.TooManyRequests, 1, 429
    ),
    "429 without quota": Fault(failing(429, RateLimit='"api";r=0;t=2'), errors.TooManyRequests, TRIES, 429),
    "429 without a word": Fault(failing(429), errors.TooManyRequests, TRIES, 429),
    "429 for an hour": Fault(failing(429, Retry_After="3600"), errors.TooManyRequests, 1, 429),
    "500": Fault(failing(500, "Internal error"), errors.ServerFailed, TRIES, 500),
    "501": Fault(failing(501, "no"), errors.ServerFailed, 1, 501),
    "502 page": Fault(answer(502, HTML, Content_Type="text/html"), errors.ServerFailed, TRIES, 502),
    "503": Fault(answer(503), errors.ServerFailed, TRIES, 503),
    "504": Fault(
        answer(504, "upstream timed out", Content_Type="text/plain"), errors.ServerFailed, TRIES, 504
    ),
    "304": Fault(answer(304), errors.BadAnswer, 1, 304),
    "redirect to another host": Fault(
        answer(307, "Temporary Redirect", Location="http://example.com/api/models/a/b"), errors.LinkRefused
    ),
    "redirect to another scheme": Fault(answer(302, Location="file:///etc/passwd"), errors.LinkRefused),
    "redirect to nonsense": Fault(answer(302, Location="http://[::1"), errors.LinkRefused),
    "redirects without end": Fault(answer(307, Location="/api/models/a/b"), errors.LinkRefused, TRIES),
    "unknown compression": Fault(answer(200, "[]", Content_Encoding="br"), errors.BadAnswer, 1, 200),
    "damaged compression": Fault(answer(200, "[]", Content_Encoding="gzip"), errors.BadAnswer, 1, 200),
    "compression cut short": Fault(
        answer(200, gzip.compress(b"[1, 2, 3]" * 99)[:-9], Content_Encoding="gzip"), errors.BadAnswer, 1, 200
    ),
}
IN_JSON = {
    "web page": Fault(answer(200, HTML, Content_Type="text/html"), errors.BadAnswer, 1, 200),
    "empty": Fault(answer(200), errors.BadAnswer, 1, 200),
    "no content": Fault(answer(204), errors.BadAnswer, 1, 204),
    "cut JSON": Fault(answer(200, '[{"id": "a/b", "likes"'), errors.BadAnswer, 1, 200),
    "bad UTF-8": Fault(answer(200, b'["\xff\xfe"'), errors.BadAnswer, 1, 200),
    "deep nesting": Fault(answer(200, b"[" * 100_000), errors.BadAnswer, 1, 200),
    "a number": Fault(answer(200, "42"), errors.BadAnswer, 1, 200),
    "null": Fault(answer(200, "null"), errors.BadAnswer, 1, 200),
    "33 MB": Fault(answer(200, BOMB, Content_Encoding="gzip"), errors.TooLarge, 1, 200),
}
KEYS = {"r", "o", "y", "s", "/", "p", "?", "q", "@"}


@pytest.mark.parametrize("fault", EVERYWHERE.values(), ids=EVERYWHERE.keys())
@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
async def test_a_fault_of_the_server_becomes_its_error(
    talk: Callable[..., Any], read: Callable[..., Any], fault: Fault
) -> None:
    expected = fault.error
    if read is READS["whoami"] and expected is errors.RepoNotFound:
        expected = errors.BadToken
    await _meet(talk, read, fault, expected)


@pytest.mark.parametrize("fault", IN_JSON.values(), ids=IN_JSON.keys())
@pytest.mark.parametrize("read", JSON_READS.values(), ids=JSON_READS.keys())
async def test_a_body_that_is_none_becomes_an_error(
    talk: Callable[..., Any], read: Callable[..., Any], fault: Fault
) -> None:
    await _meet(talk, read, fault, fault.error)


async def _meet(
    talk: Callable[..., Any], read: Callable[..., Any], fault: Fault, expected: type[errors.HubError]
) -> None:
    async with talk(fault.reply) as t:
        with pytest.raises(errors.HubError) as caught:
            await read(t.reads)
        assert len(t.server.asked) == fault.tries
    error = caught.value
    assert type(error) is expected
    assert error.status == fault.status
    assert_calm(error)


def assert_calm(error: errors.HubError) -> None:
    """Check that an error reads well: one clean line, sentence case, no key that does not exist."""
    text = error.summary
    assert is_plain(text)
    assert 10 < len(error.what) < 240
    assert error.what[0].isupper() or error.what[0].isdigit() or "/" in error.what.split()[0]
    assert not error.what.endswith(".")
    assert "!" not in text
    words = error.todo.split()
    pressed = {words[at + 1] for at, word in enumerate(words[:-1]) if word == "press"}
    assert pressed <= KEYS
    assert error.__context__ is None, "what httpx raised holds the token's header"


async def test_silence_becomes_a_timeout(talk: Callable[..., Any]) -> None:
    from tests.hub.raw import silence

    async with talk(silence, timings={"read": 0.05, "retries": 1}) as t:
        with pytest.raises(errors.TimedOut, match=r"127\.0\.0\.1 did not answer within 0\.05 s") as caught:
            await READS["models"](t.reads)
        assert caught.value.sent
        assert len(t.server.asked) == 2


async def test_an_answer_that_stops_half_way_becomes_a_timeout(talk: Callable[..., Any]) -> None:
    async def stop(writer: Any) -> None:
        writer.write(answer(200, b"[", Content_Length="100"))
        await writer.wait_closed()

    async with talk(stop, timings={"read": 0.05, "retries": 0}) as t:
        with pytest.raises(errors.TimedOut):
            await READS["models"](t.reads)


async def test_nobody_listening_becomes_a_refused_connection(talk: Callable[..., Any]) -> None:
    async with talk() as t:
        pass
    from hubtui.hub.reads import Reads
    from hubtui.hub.wire import Wire

    wire = Wire(t.server.url, None, t.pauses.timings(), environ={})
    with pytest.raises(errors.ConnectionFailed, match="refuses the connection") as caught:
        await READS["models"](Reads(wire))
    await wire.close()
    assert not caught.value.sent
    assert len(t.pauses.taken) == TRIES - 1


async def test_an_error_keeps_code_and_request_id(talk: Callable[..., Any]) -> None:
    reply = failing(404, "Invalid rev id: x", "RevisionNotFound", X_Request_Id="Root=1-67;x\x1b[2J")
    async with talk(reply) as t:
        with pytest.raises(errors.RevisionNotFound) as caught:
            await READS["commits"](t.reads)
    assert (caught.value.code, caught.value.request_id) == ("RevisionNotFound", "Root=1-67;x[2J")


async def test_a_passing_fault_is_survived(talk: Callable[..., Any]) -> None:
    async with talk(reset, answer(503), cut_off(), data([{"id": "a/b"}])) as t:
        page = await READS["models"](t.reads)
        assert [repo.id for repo in page.repos] == ["a/b"]
        assert len(t.server.asked) == 4
