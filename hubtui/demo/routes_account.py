"""Who asks, and what belongs to whom: whoami, one's own repos, overviews (wire.md §2.16, §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from hubtui.demo import failures
from hubtui.demo.access import signed_in
from hubtui.demo.accounts import ORGANISATIONS, PEOPLE, USER, whoami
from hubtui.demo.answers import json_answer
from hubtui.demo.info_fields import used_storage

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from hubtui.demo.hub import EmbeddedHub
    from hubtui.demo.repo import Kind, StoredRepo

_COUNTERS: dict[Kind, str] = {"model": "numModels", "dataset": "numDatasets", "space": "numSpaces"}


def routes(hub: EmbeddedHub) -> list[Route]:
    """Return the routes about accounts."""

    async def who(request: Request) -> Response:
        return json_answer(whoami(signed_in(request)))

    async def own(request: Request) -> Response:
        repos = hub.store.select("WHERE author = ?", (signed_in(request).name,))
        return json_answer(_own_rows(hub, repos, dict(request.query_params)))

    async def user(request: Request) -> Response:
        name = request.path_params["name"]
        repos = _public(hub, name)
        if name.lower() in map(str.lower, ORGANISATIONS) or not (repos or name == USER):
            raise failures.not_found("This user does not exist")
        body = _overview(name, repos) | {"user": name, "isPro": False, "type": "user"}
        if name == USER:
            body["orgs"] = [_card(organisation) for organisation in ORGANISATIONS]
        return json_answer(body)

    async def organisation(request: Request) -> Response:
        asked = request.path_params["name"].lower()
        name = next((each for each in ORGANISATIONS if each.lower() == asked), None)
        if name is None:
            raise failures.not_found("This organization does not exist")
        return json_answer(_overview(name, _public(hub, name)) | {"name": name, "isVerified": False})

    return [
        Route("/api/whoami-v2", who),
        Route("/api/settings/repositories", own),
        Route("/api/users/{name:part}/overview", user),
        Route("/api/organizations/{name:part}/overview", organisation),
    ]


def _public(hub: EmbeddedHub, name: str) -> list[StoredRepo]:
    return hub.store.select("WHERE author = ? AND private = 0", (name,))


def _own_rows(hub: EmbeddedHub, repos: list[StoredRepo], asked: dict[str, str]) -> list[dict[str, Any]]:
    """Return one's own repos as the settings page lists them; storage is in bytes, its share in percent."""
    storage = [used_storage(hub.contents, repo) for repo in repos]
    total = sum(storage) or 1
    found = [
        {
            "id": repo.id,
            "type": repo.kind,
            "updatedAt": repo.modified,
            "visibility": "private" if repo.private else "public",
            "storage": used,
            "storagePercent": round(100 * used / total, 2),
        }
        for repo, used in zip(repos, storage, strict=True)
        if asked.get("search", "").lower() in repo.id.lower() and asked.get("type", repo.kind) == repo.kind
    ]
    key = "updatedAt" if asked.get("sort") == "updatedAt" else "storage"
    found.sort(key=lambda row: row[key], reverse=asked.get("direction") != "1")
    limit = asked.get("limit", "")
    return found[: int(limit)] if limit.isdecimal() else found


def _card(name: str) -> dict[str, str]:
    oid, fullname = PEOPLE[name]
    return {"id": oid, "name": name, "fullname": fullname, "avatarUrl": f"/avatars/{oid}.svg"}


def _overview(name: str, repos: list[StoredRepo]) -> dict[str, Any]:
    """Return what the overviews of users and organisations share."""
    _, fullname = PEOPLE.get(name, ("", name))
    counters = {word: sum(repo.kind == kind for repo in repos) for kind, word in _COUNTERS.items()}
    return {"fullname": fullname, "avatarUrl": f"/avatars/{name}.svg", **counters}
