"""The test server itself: what others rely on."""

from __future__ import annotations

import asyncio
import socket

import httpx
import pytest

from tests.support.loopback import BAD_GATEWAY, EMPTY, LoopbackHub, Reset, Truncated


def test_a_scripted_answer_is_given_once_and_then_the_hub_answers(hub: LoopbackHub) -> None:
    hub.script("GET /api/models", BAD_GATEWAY)
    assert httpx.get(f"{hub.endpoint}/api/datasets?limit=1").status_code == 200
    assert httpx.get(f"{hub.endpoint}/api/models?limit=1").status_code == 502
    assert len(httpx.get(f"{hub.endpoint}/api/models?limit=1").json()) == 1


def test_requests_are_recorded_in_order_with_their_parameters(hub: LoopbackHub) -> None:
    httpx.get(f"{hub.endpoint}/api/models", params={"filter": ["a", "b"], "limit": 1})
    httpx.post(f"{hub.endpoint}/api/none%2Fsuch", json={"x": 1}, headers={"X-Own": "yes"})
    first, second = hub.requests
    assert (first.method, first.path, first.query) == (
        "GET",
        "/api/models",
        [("filter", "a"), ("filter", "b"), ("limit", "1")],
    )
    assert (second.path, second.raw_path, second.body) == ("/api/none/such", "/api/none%2Fsuch", b'{"x":1}')
    assert second.headers["x-own"] == "yes"


def test_an_answer_can_be_cut_short(hub: LoopbackHub) -> None:
    hub.script("/api/models", Truncated(b'[{"id":'))
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(f"{hub.endpoint}/api/models")


def test_a_connection_can_be_reset(hub: LoopbackHub) -> None:
    hub.script("/api/models", Reset(), times=None)
    for _ in range(2):
        with pytest.raises(httpx.ReadError):
            httpx.get(f"{hub.endpoint}/api/models")


def test_an_answer_can_be_empty(hub: LoopbackHub) -> None:
    hub.script(lambda request: request.parameters.get("limit") == "7", EMPTY)
    assert httpx.get(f"{hub.endpoint}/api/models?limit=7").content == b""


async def test_a_held_request_waits_for_its_gate_while_others_pass(hub: LoopbackHub) -> None:
    gate = hub.hold("/api/models")
    async with httpx.AsyncClient(base_url=hub.endpoint) as client:
        held = asyncio.create_task(client.get("/api/models?limit=1"))
        assert (await gate.arrived).path == "/api/models"
        assert (await client.get("/api/datasets?limit=1")).status_code == 200
        assert not held.done()
        gate.release()
        assert (await held).status_code == 200


def test_a_hub_can_be_left_while_a_request_is_held() -> None:
    with LoopbackHub() as hub:
        gate = hub.hold("/")
        port = httpx.URL(hub.endpoint).port
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(b"GET /api/models HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert gate.wait().path == "/api/models"


def test_each_hub_has_a_store_of_its_own() -> None:
    with LoopbackHub() as one, LoopbackHub() as other:
        one.store.remove("model", "alice/tiny-chat")
        assert one.store.get("model", "alice/tiny-chat") is None
        assert other.store.get("model", "alice/tiny-chat") is not None
        assert one.write_token != other.write_token
