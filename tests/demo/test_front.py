"""What all answers have in common."""

from __future__ import annotations

import email.utils
import re

import httpx
import pytest

from hubtui.demo.hub import Quota
from tests.support.loopback import LoopbackHub

LOST = {"error": "Sorry, we can't find the page you are looking for."}


@pytest.mark.parametrize("path", ["/api/models?limit=1", "/api/none-such", "/api/models?expand=x"])
def test_every_answer_has_a_request_id_a_weak_tag_and_its_type(hub: LoopbackHub, path: str) -> None:
    first, second = (httpx.get(f"{hub.endpoint}{path}") for _ in range(2))
    assert re.fullmatch(r"Root=1-[0-9a-f]{8}-[0-9a-f]{24};[0-9a-f-]{36}", first.headers["x-request-id"])
    assert first.headers["x-request-id"] != second.headers["x-request-id"]
    assert first.headers["etag"].startswith('W/"')
    assert first.headers["etag"] == second.headers["etag"]
    assert first.headers["content-type"] == "application/json; charset=utf-8"
    assert "Origin" in first.headers["vary"]


def test_an_answer_that_the_client_has_is_not_sent_again(hub: LoopbackHub) -> None:
    tag = httpx.get(f"{hub.endpoint}/api/models?limit=1").headers["etag"]
    again = httpx.get(f"{hub.endpoint}/api/models?limit=1", headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    other = httpx.get(f"{hub.endpoint}/api/models?limit=2", headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_long_answers_are_packed_for_whoever_takes_it(hub: LoopbackHub) -> None:
    packed = httpx.get(f"{hub.endpoint}/api/models?limit=50")
    plain = httpx.get(f"{hub.endpoint}/api/models?limit=50", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
    assert int(packed.headers["content-length"]) < len(plain.content) / 3


def test_a_head_request_has_the_headers_and_no_body(hub: LoopbackHub) -> None:
    with httpx.Client(base_url=hub.endpoint) as client:
        head, got = client.head("/api/models?limit=1"), client.get("/api/models?limit=1")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("etag", "content-length", "content-type", "link"):
        assert head.headers[name] == got.headers[name]


def test_the_date_is_the_time_of_the_hubs_clock() -> None:
    with LoopbackHub(clock=lambda: 1_786_000_000.9) as hub:
        date = httpx.get(f"{hub.endpoint}/api/models?limit=1").headers["date"]
    assert email.utils.parsedate_to_datetime(date).timestamp() == 1_786_000_000


def test_quotas_count_down_in_their_buckets_and_start_anew_with_the_window() -> None:
    now = [1_000.0]
    with LoopbackHub(clock=lambda: now[0], anonymous=Quota(2, 9), signed_in=Quota(5, 50)) as hub:

        def asked(path: str = "/api/models?limit=1", token: str = "") -> httpx.Response:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            return httpx.get(f"{hub.endpoint}{path}", headers=headers)

        first = asked()
        assert first.headers["ratelimit"] == '"api";r=1;t=300'
        assert first.headers["ratelimit-policy"] == '"fixed window";"api";q=2;w=300'
        now[0] += 100.5
        assert asked().headers["ratelimit"] == '"api";r=0;t=200'
        refused = asked()
        assert (refused.status_code, refused.headers["ratelimit"]) == (429, '"api";r=0;t=200')
        assert "retry-after" not in refused.headers
        assert asked(token=hub.read_token).headers["ratelimit"] == '"api";r=4;t=300'
        assert asked(token=hub.write_token).headers["ratelimit"] == '"api";r=3;t=300'
        assert asked("/a/b/resolve/main/README.md").headers["ratelimit"] == '"resolvers";r=8;t=300'
        now[0] += 199.5
        assert asked().headers["ratelimit"] == '"api";r=1;t=300'


@pytest.mark.parametrize("stated", ["Bearer hf_unknown", "Bearer", "Basic YTpi", "hf_unknown"])
@pytest.mark.parametrize("path", ["/api/models", "/api/none-such", "/a/b/resolve/main/x", "/api/whoami-v2"])
def test_an_unknown_token_is_refused_on_everything(hub: LoopbackHub, stated: str, path: str) -> None:
    answer = httpx.get(f"{hub.endpoint}{path}", headers={"Authorization": stated})
    assert (answer.status_code, answer.json()) == (
        401,
        {"error": "Invalid credentials in Authorization header"},
    )
    assert answer.headers["x-error-message"] == "Invalid credentials in Authorization header"
    assert "x-error-code" not in answer.headers
    assert answer.headers["www-authenticate"] == 'Bearer realm="Authentication required", charset="UTF-8"'


@pytest.mark.parametrize("path", ["/", "/api", "/api/agent-harnesses", "/api/models/", "/api/none/such"])
def test_what_is_not_routed_is_not_there(hub: LoopbackHub, path: str) -> None:
    answer = httpx.get(f"{hub.endpoint}{path}")
    assert (answer.status_code, answer.json()) == (404, LOST)
    assert httpx.post(f"{hub.endpoint}/api/models").status_code == 404


@pytest.mark.parametrize(
    ("host", "status"), [("localhost:80", 200), ("LOCALHOST", 200), ("hub.example", 403), ("", 403)]
)
def test_it_answers_to_the_names_of_this_machine_only(hub: LoopbackHub, host: str, status: int) -> None:
    assert httpx.get(f"{hub.endpoint}/api/models?limit=1", headers={"Host": host}).status_code == status
