"""https: certificates of the environment, and file content that lies on another host."""

from __future__ import annotations

import ssl
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hubtui.hub import errors
from hubtui.hub.credentials import Token
from hubtui.hub.criteria import Criteria, Kind
from hubtui.hub.reads import Reads
from hubtui.hub.wire import Wire
from tests.hub.raw import Pauses, answer, data, raw_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

# A key that guards nothing: it is for 127.0.0.1 and localhost, and only these tests trust it.
CERTIFICATE = Path(__file__).parent / "tls" / "cert.pem"
KEY = CERTIFICATE.with_name("key.pem")


def server_side() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, KEY)
    return context


@asynccontextmanager
async def asking(endpoint: str, **environ: str) -> AsyncIterator[tuple[Reads, Pauses]]:
    """Give the reads of a client that trusts what the environment says."""
    pauses = Pauses()
    wire = Wire(endpoint, Token("t"), pauses.timings(), environ=environ)
    yield Reads(wire), pauses
    await wire.close()


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
async def test_a_certificate_that_the_environment_names_is_trusted(name: str) -> None:
    async with (
        raw_server(data([{"id": "a/b"}]), tls=server_side()) as server,
        asking(server.url, **{name: str(CERTIFICATE)}) as (reads, _),
    ):
        assert len((await reads.repos(Criteria())).repos) == 1
        assert server.asked[0].headers["authorization"] == "Bearer t"


async def test_an_untrusted_certificate_is_told_and_not_tried_again() -> None:
    async with raw_server(data([]), tls=server_side()) as server, asking(server.url) as (reads, pauses):
        with pytest.raises(
            errors.ConnectionFailed, match=r"The certificate of 127\.0\.0\.1 is not trusted"
        ) as caught:
            await reads.repos(Criteria())
        assert caught.value.todo == "name your network's certificates in SSL_CERT_FILE"
        assert pauses.taken == []
        assert server.asked == []


async def test_a_missing_bundle_is_an_error_of_the_first_request() -> None:
    async with asking("https://hub.example", REQUESTS_CA_BUNDLE="/nowhere/at/all.pem") as (reads, pauses):
        with pytest.raises(errors.SetupError, match="REQUESTS_CA_BUNDLE"):
            await reads.repos(Criteria())
        assert pauses.taken == []


async def test_file_content_is_fetched_from_another_host_without_the_token() -> None:
    """The endpoint speaks http, as a mirror on this machine may; the storage host speaks https."""
    async with raw_server(answer(200, b"content of the file"), tls=server_side()) as storage:
        elsewhere = f"https://localhost:{storage.port}/blob?signature=1"
        async with (
            raw_server(answer(302, Location=elsewhere)) as hub,
            asking(hub.url, SSL_CERT_FILE=str(CERTIFICATE)) as (reads, _),
        ):
            text = await reads.file_text(Kind.MODEL, "a/b", "main", "big.txt")
            assert text.text == "content of the file"
            assert storage.targets == ["/blob?signature=1"]
            assert "authorization" not in storage.asked[0].headers
            assert hub.asked[0].headers["authorization"] == "Bearer t"


async def test_a_range_is_kept_on_the_way_to_another_host() -> None:
    part = answer(206, b"PAR1", Content_Range="bytes 10-13/99")
    async with raw_server(part, tls=server_side()) as storage:
        hop = answer(302, Location=f"https://localhost:{storage.port}/shard")
        async with (
            raw_server(hop) as hub,
            asking(hub.url, SSL_CERT_FILE=str(CERTIFICATE)) as (reads, _),
        ):
            found = await reads.parquet_part("a/b", "en", "train", 0, 10, 4)
            assert (found.data, found.start, found.total) == (b"PAR1", 10, 99)
            assert storage.asked[0].headers["range"] == "bytes=10-13"


async def test_who_sends_a_read_abroad_cannot_send_it_home_with_the_token() -> None:
    async with raw_server(answer(200), tls=server_side()) as hub:
        async with raw_server(b"", tls=server_side()) as storage:
            hub.say(answer(302, Location=f"https://localhost:{storage.port}/x"), answer(200, "ok"))
            storage.say(answer(302, Location=f"{hub.url}/api/whoami-v2"))
            async with asking(hub.url, SSL_CERT_FILE=str(CERTIFICATE)) as (reads, _):
                await reads.file_text(Kind.MODEL, "a/b", "main", "x")
        assert ["authorization" in asked.headers for asked in hub.asked] == [True, False]


async def test_an_api_read_is_not_sent_abroad() -> None:
    async with raw_server(answer(200, "{}"), tls=server_side()) as storage:
        hop = answer(307, Location=f"https://localhost:{storage.port}/api/models/a/b")
        async with raw_server(hop) as hub, asking(hub.url, SSL_CERT_FILE=str(CERTIFICATE)) as (reads, _):
            with pytest.raises(errors.LinkRefused):
                await reads.repo(Kind.MODEL, "a/b")
        assert storage.asked == []
