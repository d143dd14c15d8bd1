"""Proxies and certificates of the environment."""

from __future__ import annotations

import asyncio
import gc
import os
from typing import TYPE_CHECKING, Any

import pytest

from hubtui.hub import errors
from hubtui.hub.address import Address
from hubtui.hub.criteria import Kind
from hubtui.hub.network import check, proxies, tls
from hubtui.hub.wire import Wire
from hubtui.timings import Timings
from tests.hub.raw import data, raw_server

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HUB = Address.parse("https://hub.example")


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({}, {}),
        ({"HTTPS_PROXY": "http://p:1"}, {"https://": "http://p:1"}),
        ({"HTTPS_PROXY": "http://p:1", "https_proxy": "q:2"}, {"https://": "http://q:2"}),
        ({"ALL_PROXY": "socks5h://p:1"}, {"all://": "socks5h://p:1"}),
        ({"HTTP_PROXY": "http://u:w@p:1"}, {"http://": "http://u:w@p:1"}),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "*"}, {}),
        ({"NO_PROXY": "hub.example"}, {}),
        (
            {"ALL_PROXY": "http://p:1", "no_proxy": " .a.example, b.example,10.0.0.1 ,localhost,[::1],::2,http://c"},
            {
                "all://": "http://p:1", "all://*.a.example": None, "all://*b.example": None,
                "all://10.0.0.1": None, "all://localhost": None, "all://[::1]": None, "all://[::2]": None,
                "http://c": None,
            },
        ),
    ],
)  # fmt: skip
def test_proxies_are_read_as_httpx_writes_them(environ: dict[str, str], found: dict[str, str | None]) -> None:
    assert proxies(HUB, environ) == found


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "localhost", "hub.localhost", "[::1]"])
def test_this_machine_is_reached_without_proxies(host: str) -> None:
    assert proxies(Address.parse(f"http://{host}:8080"), {"ALL_PROXY": "nonsense://"}) == {}


@pytest.mark.parametrize("name", ["HTTP_PROXY", "https_proxy", "ALL_PROXY"])
@pytest.mark.parametrize(
    "value", ["socks4://p:1", "http://", "http://p:x", "http://p:0", "a b", "ftp://p", "http://[x"]
)
def test_what_is_no_proxy_is_refused_by_the_name_of_its_variable(name: str, value: str) -> None:
    with pytest.raises(errors.SetupError, match=f"{name} is not the address of") as caught:
        proxies(HUB, {name: value})
    assert value not in caught.value.what


async def test_a_proxy_is_used_and_a_bad_one_is_an_error_before_anything_is_sent() -> None:
    async with raw_server(data([])) as server:
        wire = Wire("http://hub.example", None, Timings(), environ={"HTTP_PROXY": server.url})
        await wire.get("/api/models")
        assert server.targets == ["http://hub.example/api/models"]
        await wire.close()
    wire = Wire("http://hub.example", None, Timings(), environ={"HTTP_PROXY": "socks4://p"})
    with pytest.raises(errors.SetupError, match="HTTP_PROXY"):
        await wire.get("/api/models")
    await wire.close()


PROXIES = {
    "silent": b"",
    "not SOCKS": b"HTTP/1.1 400 Bad Request\r\n\r\n",
    "half a greeting": b"\x05",
    "wants a password": b"\x05\xff",
    "not HTTP": b"\x00\x01\x02\r\n\r\n",
    "asks who": b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n",
    "hangs up": b"HTTP/1.1 200 OK\r\n\r\n",
}


# httpcore leaves the socket of a SOCKS proxy that talks nonsense to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("said", PROXIES.values(), ids=PROXIES.keys())
@pytest.mark.parametrize(("proxy", "scheme"), [("socks5h", "http"), ("socks5", "https"), ("http", "https")])
async def test_a_proxy_that_fails_is_a_failed_connection(proxy: str, scheme: str, said: bytes) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1000)
        writer.write(said)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    url = f"{proxy}://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    wire = Wire(f"{scheme}://hub.example", None, Timings(retries=0), environ={"ALL_PROXY": url})
    with pytest.raises(errors.ConnectionFailed):
        await wire.get("/api/models")
    await wire.close()
    server.close()
    gc.collect()


async def test_a_loopback_endpoint_uses_no_proxy(talk: Callable[..., Any]) -> None:
    environ = {"HTTP_PROXY": "http://127.0.0.1:9", "ALL_PROXY": "http://127.0.0.1:9"}
    async with talk(data({}), environ=environ) as t:
        await t.reads.tags_by_type(Kind.MODEL)
        assert t.server.targets == ["/api/models-tags-by-type"]


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "SSL_CERT_DIR"])
def test_missing_certificates_are_an_error_that_names_the_variable(name: str, tmp_path: Path) -> None:
    with pytest.raises(errors.SetupError, match=f"{name} names a file of certificates that does not exist"):
        tls({name: str(tmp_path / "none.pem")})


def test_folders_of_certificates_count_where_no_file_is_named(tmp_path: Path) -> None:
    folders = f"{tmp_path}{os.pathsep}{tmp_path}"
    assert tls({"SSL_CERT_DIR": folders}).get_ca_certs() == []
    tls({"SSL_CERT_DIR": "/nowhere", "SSL_CERT_FILE": str(tmp_path)})


def test_a_bad_environment_is_found_before_a_client_is_built(tmp_path: Path) -> None:
    for environ in ({"SSL_CERT_FILE": str(tmp_path / "none")}, {"HTTPS_PROXY": "socks4://p"}):
        with pytest.raises(errors.SetupError, match=next(iter(environ))):
            check(HUB, environ)
    check(HUB, {"SSL_CERT_FILE": str(tmp_path), "HTTPS_PROXY": "http://p:1"})
    check(Address.parse("http://127.0.0.1"), {"SSL_CERT_FILE": "/nowhere", "ALL_PROXY": "socks4://p"})


def test_a_file_that_holds_no_certificates_is_an_error_that_names_the_variable(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_text("no certificates here")
    with pytest.raises(
        errors.SetupError, match="REQUESTS_CA_BUNDLE names a file of certificates that cannot be read"
    ):
        tls({"REQUESTS_CA_BUNDLE": str(empty)})


def test_without_a_word_of_the_environment_the_usual_authorities_are_trusted() -> None:
    assert len(tls({}).get_ca_certs()) > 50
