"""Who asks, and what belongs to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.loopback import LoopbackHub


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
