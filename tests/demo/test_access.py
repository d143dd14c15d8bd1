"""Finding the repo that a path means: who may see it, and where it is today."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.routing import Route, Router

from hubtui.demo.access import asked_repo, register_convertors
from hubtui.demo.accounts import Accounts
from hubtui.demo.answers import json_answer, refusal_answer
from hubtui.demo.failures import revision_not_found
from hubtui.demo.front import Front
from hubtui.demo.hub import EmbeddedHub
from hubtui.demo.snapshot import open_store
from tests.support.loopback import CACHE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response

MISSING_401 = (401, {"error": "Invalid username or password."}, None)
MISSING_404 = (404, {"error": "Repository not found"}, "RepoNotFound")


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """Give a client of an application with one route, which says what was found."""
    hub = EmbeddedHub(store=open_store(CACHE), accounts=Accounts("hf_write", "hf_read"))

    async def probe(request: Request) -> Response:
        return json_answer([asked_repo(hub, request).id, request.path_params["rev"]])

    register_convertors()
    app = Front(
        Router([Route("/api/{kind:plural}/{id:repo}/probe/{rev:part}", probe, methods=["GET", "PUT"])]), hub
    )
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as opened:
        yield opened
    hub.store.close()


def gist(answer: httpx.Response) -> tuple[int, object, str | None]:
    return answer.status_code, answer.json(), answer.headers.get("x-error-code")


async def test_a_revision_is_one_segment_and_comes_decoded(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/models/alice/tiny-chat/probe/refs%2Fpr%2F1")
    assert answer.json() == ["alice/tiny-chat", "refs/pr/1"]


@pytest.mark.parametrize("name", ["no/such", "one-segment", "alice/private-draft", "open-corpus/unreleased"])
async def test_what_is_missing_or_private_looks_the_same_to_nobody(
    client: httpx.AsyncClient, name: str
) -> None:
    answer = await client.get(f"/api/models/{name}/probe/x")
    assert gist(answer) == MISSING_401
    assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_whoever_is_signed_in_is_told_that_a_repo_is_missing(client: httpx.AsyncClient) -> None:
    for token in ("hf_write", "hf_read"):
        client.headers["Authorization"] = f"Bearer {token}"
        assert gist(await client.get("/api/datasets/no/such/probe/x")) == MISSING_404
        assert gist(await client.get("/api/datasets/alice/tiny-chat/probe/x")) == MISSING_404
        assert (await client.get("/api/models/alice/private-draft/probe/x")).status_code == 200


@pytest.mark.parametrize(
    ("asked", "location"),
    [
        ("models/bert-base-uncased/probe/x", "models/google-bert/bert-base-uncased/probe/x"),
        ("models/alice/first-try/probe/x?a=1&b=%20", "models/alice/tiny-chat/probe/x?a=1&b=%20"),
        ("models/ALICE/Tiny-Chat/probe/refs%2Fpr%2F1", "models/alice/tiny-chat/probe/refs%2Fpr%2F1"),
        ("datasets/alice/notes-2025/probe/x", "datasets/alice/field-notes/probe/x"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "PUT"])
async def test_an_older_or_otherwise_written_id_is_redirected_relatively(
    client: httpx.AsyncClient, method: str, asked: str, location: str
) -> None:
    answer = await client.request(method, f"/api/{asked}")
    assert (answer.status_code, answer.headers["location"]) == (307, f"/api/{location}")
    assert answer.text == f"Temporary Redirect. Redirecting to /api/{location}"
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["vary"] == "Origin, Accept"


async def test_a_redirect_to_a_private_repo_is_not_told_to_others(client: httpx.AsyncClient) -> None:
    old = "/api/models/acme-lab/parser-secret/probe/x"
    assert gist(await client.get(old)) == MISSING_401
    answer = await client.get(old, headers={"Authorization": "Bearer hf_read"})
    assert answer.headers["location"] == "/api/models/acme-lab/parser-next/probe/x"


async def test_a_slash_that_is_encoded_is_refused_in_an_id(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/models/alice%2Ftiny-chat/probe/x")).status_code == 400


def test_what_a_refusal_repeats_cannot_break_its_headers() -> None:
    answer = refusal_answer(revision_not_found("é\r\nx: y"))
    assert answer.headers["x-error-message"] == "Invalid rev id: ???x: y"
    assert json.loads(bytes(answer.body)) == {"error": "Invalid rev id: é\r\nx: y"}
