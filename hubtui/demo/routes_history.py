"""Refs and commits (wire.md §3)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from hubtui.demo import history
from hubtui.demo.access import asked_repo
from hubtui.demo.answers import json_answer, next_link
from hubtui.demo.draw import digest
from hubtui.demo.routes_repos import asked_revision, check_content

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from hubtui.demo.history import Commit, Revision
    from hubtui.demo.hub import EmbeddedHub

COMMITS = 50
"""Commits of a page when no limit is given."""
MOST_COMMITS = 1000


def routes(hub: EmbeddedHub) -> list[Route]:
    """Return the routes of refs and commits."""

    async def refs(request: Request) -> Response:
        found = history.refs(asked_repo(hub, request))
        body = {"tags": found.tags, "branches": found.branches, "converts": found.converts}
        if request.query_params.get("include_prs") in ("1", "true", "True"):
            body["pullRequests"] = found.pulls
        return json_answer({group: [_ref(one) for one in revisions] for group, revisions in body.items()})

    async def commits(request: Request) -> Response:
        repo = asked_repo(hub, request)
        check_content(request, repo)
        revision = asked_revision(request, repo)
        query = request.query_params
        limit = min(max(_number(query.get("limit"), COMMITS), 1), MOST_COMMITS)
        page = _number(query.get("p"), 0)
        total = history.total(revision)
        found = history.commits(repo, revision, page * limit, limit)
        formatted = "formatted" in (*query.getlist("expand"), *query.getlist("expand[]"))
        headers = {"X-Total-Count": str(total)}
        if (page + 1) * limit < total:
            headers["Link"] = next_link(hub, request, p=str(page + 1))
        return json_answer([_commit(one, formatted) for one in found], headers=headers)

    return [
        Route("/api/{kind:plural}/{id:repo}/refs", refs),
        Route("/api/{kind:plural}/{id:repo}/commits/{revision:part}", commits),
    ]


def _number(text: str | None, usual: int) -> int:
    return int(text) if text and text.isdecimal() else usual


def _ref(revision: Revision) -> dict[str, str]:
    return {"name": revision.name, "ref": revision.ref, "targetCommit": revision.sha}


def _commit(commit: Commit, formatted: bool) -> dict[str, Any]:
    body: dict[str, Any] = {
        "id": commit.id,
        "title": commit.title,
        "message": commit.message,
        "authors": [
            {"user": name, "avatar": f"/avatars/{digest('avatar', name)[:32]}.svg"} for name in commit.authors
        ],
        "date": commit.date,
    }
    if formatted:
        body["formatted"] = {"title": escape(commit.title), "message": escape(commit.message)}
    return body
