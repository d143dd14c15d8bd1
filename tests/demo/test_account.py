"""Who asks, and what belongs to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from hubtui.demo.accounts import BRIEF_END
from tests.support.loopback import LoopbackHub

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def alice(hub: LoopbackHub) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {hub.write_token}"}
    with httpx.Client(base_url=hub.endpoint, headers=headers) as client:
        yield client


def test_whoami_names_the_user_the_roles_and_the_organisations(alice: httpx.Client) -> None:
    body = alice.get("/api/whoami-v2").json()
    assert (body["type"], body["name"], body["auth"]["accessToken"]["role"]) == ("user", "alice", "write")
    assert {each["name"]: each["roleInOrg"] for each in body["orgs"]} == {
        "acme-lab": "admin",
        "open-corpus": "read",
    }


def test_whoami_refuses_whoever_has_no_token(hub: LoopbackHub) -> None:
    answer = httpx.get(f"{hub.endpoint}/api/whoami-v2")
    assert (answer.status_code, answer.json()) == (401, {"error": "Invalid username or password."})
    assert answer.headers["www-authenticate"].startswith("Bearer realm=")


def test_ones_own_repos_are_listed_with_the_private_ones(alice: httpx.Client) -> None:
    rows = alice.get("/api/settings/repositories").json()
    assert {row["id"].partition("/")[0] for row in rows} == {"alice"}
    assert {row["visibility"] for row in rows} == {"public", "private"}
    assert sum(row["storagePercent"] for row in rows) == pytest.approx(100, abs=0.5)
    assert [row["storage"] for row in rows] == sorted((row["storage"] for row in rows), reverse=True)


def test_ones_own_repos_can_be_narrowed_and_sorted(alice: httpx.Client) -> None:
    asked = {"type": "model", "search": "TINY", "sort": "updatedAt", "limit": "1"}
    (row,) = alice.get("/api/settings/repositories", params=asked).json()
    assert row["type"] == "model"
    assert "tiny" in row["id"]


def test_overviews_tell_users_from_organisations(alice: httpx.Client) -> None:
    assert alice.get("/api/users/alice/overview").json()["user"] == "alice"
    assert alice.get("/api/organizations/ACME-lab/overview").json()["name"] == "acme-lab"
    for missing in ("/api/users/acme-lab/overview", "/api/users/nobody-at-all/overview"):
        answer = alice.get(missing)
        assert (answer.status_code, answer.json()) == (404, {"error": "This user does not exist"})
    assert alice.get("/api/organizations/alice/overview").status_code == 404


def test_overviews_count_public_repos_only(hub: LoopbackHub, alice: httpx.Client) -> None:
    public = alice.get("/api/users/alice/overview").json()["numModels"]
    held = hub.store.select("WHERE author = 'alice' AND kind = 'model'")
    assert public == sum(not repo.private for repo in held) < len(held)


@pytest.fixture
def fine(hub: LoopbackHub) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {hub.fine_token}"}
    with httpx.Client(base_url=hub.endpoint, headers=headers) as client:
        yield client


def test_a_fine_grained_token_says_what_it_may_do_where(fine: httpx.Client) -> None:
    token = fine.get("/api/whoami-v2").json()["auth"]["accessToken"]
    assert (token["role"], token["fineGrained"]["canReadGatedRepos"]) == ("fineGrained", True)
    scopes = {each["entity"]["name"]: each["permissions"] for each in token["fineGrained"]["scoped"]}
    assert "repo.write" in scopes["acme-lab"]
    assert "repo.write" not in scopes["alice"]


def test_a_fine_grained_token_does_what_it_says_and_no_more(fine: httpx.Client) -> None:
    body = {"name": "by-a-token", "type": "model", "private": True}
    refused = fine.post("/api/repos/create", json=body)
    assert (refused.status_code, refused.headers.get("x-error-code")) == (403, None)
    assert "repo.write" in refused.json()["error"]
    assert fine.post("/api/repos/create", json=body | {"organization": "acme-lab"}).status_code == 200
    assert fine.get("/api/models/acme-lab/by-a-token").json()["private"] is True
    assert fine.get("/api/models/alice/private-draft").status_code == 200
    assert fine.get("/api/models/open-corpus/unreleased").status_code == 404


def test_a_token_that_has_expired_or_was_revoked_is_an_unknown_one() -> None:
    now = [BRIEF_END - 1.0]
    with LoopbackHub(clock=lambda: now[0]) as hub:

        def ask(token: str) -> httpx.Response:
            return httpx.get(f"{hub.endpoint}/api/whoami-v2", headers={"Authorization": f"Bearer {token}"})

        assert ask(hub.brief_token).json()["auth"]["expiresAt"] == "2027-01-01T00:00:00.000Z"
        assert "expiresAt" not in ask(hub.write_token).json()["auth"]
        now[0] += 1
        assert ask(hub.brief_token).json() == {"error": "Invalid credentials in Authorization header"}
        hub.revoke(hub.write_token)
        assert ask(hub.write_token).status_code == 401
        assert ask(hub.read_token).status_code == 200


def test_an_organisation_says_what_it_has_booked(alice: httpx.Client) -> None:
    assert [each.get("plan") for each in alice.get("/api/whoami-v2").json()["orgs"]] == ["team", None]
