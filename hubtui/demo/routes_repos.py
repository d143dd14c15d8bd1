"""Single repos: ``GET /api/{type}s/{id}[/revision/{rev}]``, a Space's runtime and the check of access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from hubtui.demo import failures, history
from hubtui.demo.access import KINDS, account_of, asked_repo, find_repo
from hubtui.demo.answers import json_answer
from hubtui.demo.info import Wish, expandable, info

if TYPE_CHECKING:
    from starlette.requests import Request

    from hubtui.demo.history import Revision
    from hubtui.demo.hub import EmbeddedHub
    from hubtui.demo.repo import Kind, StoredRepo

_YES = frozenset({"true", "True", "1"})


def routes(hub: EmbeddedHub) -> list[Route]:
    """Return the routes of single repos (wire.md §2.2, §2.6, §2.10, §3)."""

    async def single(request: Request) -> Response:
        kind = KINDS[request.path_params["kind"]]
        wish = _wish(kind, request)
        repo = asked_repo(hub, request)
        return json_answer(info(hub, repo, asked_revision(request, repo), wish))

    async def runtime(request: Request) -> Response:
        repo = find_repo(hub, request, "space", request.path_params["id"])
        return json_answer(repo.runtime or {"stage": "NO_APP_FILE"})

    async def check(request: Request) -> Response:
        check_content(request, asked_repo(hub, request))
        return Response()

    async def check_write(request: Request) -> Response:
        repo = asked_repo(hub, request)
        account = account_of(request)
        if account is None:
            raise failures.sign_in()
        if not account.may_change(repo.author):
            raise failures.forbidden()
        return Response()

    return [
        Route("/api/spaces/{id:repo}/runtime", runtime),
        Route("/api/{kind:plural}/{id:repo}/auth-check", check),
        Route("/api/{kind:plural}/{id:repo}/auth-check/write", check_write),
        Route("/api/{kind:plural}/{id:repo}/revision/{revision:part}", single),
        Route("/api/{kind:plural}/{id:repo}", single),
    ]


def asked_revision(request: Request, repo: StoredRepo) -> Revision:
    """Return the revision that the path names by ``{revision:part}``, or the head of main where it names none.

    Raises:
        Refusal: 404 RevisionNotFound, the repo has none of that name (wire.md §1.8).
    """
    name: str = request.path_params.get("revision", "main")
    found = history.find(repo, name)
    if found is None:
        raise failures.revision_not_found(name)
    return found


def check_content(request: Request, repo: StoredRepo) -> None:
    """See that who asks may read what the repo holds; its metadata are open to all who see it.

    Raises:
        Refusal: 403 for a disabled repo; 401 or 403 GatedRepo for a gated one of somebody else (wire.md §1.8).
    """
    if repo.disabled:
        raise failures.disabled()
    account = account_of(request)
    if repo.gated and (account is None or repo.author not in account.namespaces):
        raise failures.gated(repo.id, account is not None)


def _wish(kind: Kind, request: Request) -> Wish:
    """Return what the query asks for.

    Raises:
        Refusal: 400, ``expand`` names something unknown; the text lists what is known (wire.md §2.1).
    """
    pairs = request.query_params.multi_items()
    names = tuple(dict.fromkeys(value for name, value in pairs if name in ("expand", "expand[]")))
    known = expandable(kind)
    if not set(names) <= set(known):
        raise failures.bad_request(f'"expand" must be one of [{", ".join(known)}]')
    asked = {name for name, value in pairs if value in _YES}
    return Wish(names, "blobs" in asked, "securityStatus" in asked)
