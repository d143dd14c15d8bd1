"""Changes: create, delete, settings on both routes, and move (wire.md §2.12–§2.15)."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from hubtui.demo import failures, history
from hubtui.demo.access import KINDS, find_repo, signed_in
from hubtui.demo.accounts import WRITES
from hubtui.demo.answers import json_answer, own_address, text_answer
from hubtui.demo.new_repo import asked_kind, asked_privacy, new_repo, valid_half

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from hubtui.demo.accounts import Account
    from hubtui.demo.hub import EmbeddedHub
    from hubtui.demo.repo import Gate, Kind, StoredRepo

_GATES: tuple[Gate, ...] = (False, "auto", "manual")
# Settings that are kept and said again, and change nothing else here.
_KEPT = {
    "discussionsDisabled": False,
    "discussionsSorting": "recently-created",
    "gatedNotificationsMode": "bulk",
}


def routes(hub: EmbeddedHub) -> list[Route]:
    """Return the routes of changes."""

    async def delete(request: Request) -> Response:
        account = signed_in(request)
        body = await _body(request)
        namespace = account.name if body.get("organization") is None else body["organization"]
        repo = _named(hub, account, asked_kind(body), f"{namespace}/{body.get('name')}")
        _check_right(account, repo.author)
        hub.store.remove(repo.kind, repo.id)
        hub.contents.forget(repo.oid)
        return text_answer("OK")

    async def settings(request: Request) -> Response:
        account = signed_in(request)
        stated: str = request.path_params["kind"]
        kind = KINDS.get(stated) or asked_kind({"type": stated}, None)
        repo = find_repo(hub, request, kind, request.path_params["id"])
        _check_right(account, repo.author)
        return json_answer(_set(hub, repo, await _body(request)))

    return [
        Route("/api/repos/create", partial(_create, hub), methods=["POST"]),
        Route("/api/repos/delete", delete, methods=["DELETE"]),
        Route("/api/repos/move", partial(_move, hub), methods=["POST"]),
        Route("/api/{kind:plural}/{id:repo}/settings", settings, methods=["PUT"]),
        Route("/api/repos/{kind:part}/{id:repo}/settings", settings, methods=["PUT"]),
    ]


async def _create(hub: EmbeddedHub, request: Request) -> Response:
    """Create a repo; 409 where there is one of that kind and name, in whatever case (wire.md §2.12)."""
    account = signed_in(request)
    body = await _body(request)
    kind = asked_kind(body)
    namespace = account.name if body.get("organization") is None else valid_half(body["organization"])
    repo, files = new_repo(body, kind, namespace, int(hub.clock()))
    _check_right(account, namespace)
    if (there := _held(hub, kind, repo.id)) is not None:
        text = f"You already created this {kind} repo"
        raise failures.Refusal(409, text, fields={"url": _url(request, kind, there.id)})
    hub.contents.give(repo.oid, files)
    hub.store.put(repo)
    return json_answer({"url": _url(request, kind, repo.id), "name": repo.id, "id": repo.oid})


async def _move(hub: EmbeddedHub, request: Request) -> Response:
    """Give a repo another id; the old one leads to it from then on (wire.md §2.15)."""
    account = signed_in(request)
    body = await _body(request)
    kind = asked_kind(body, None)
    old, new = _both(body)
    repo = _named(hub, account, kind, old)
    _check_right(account, repo.author)
    _check_right(account, new.partition("/")[0])
    there = _held(hub, kind, new)
    if there is not None and there.id != repo.id:
        raise failures.Refusal(409, f"A {kind} repository called {new} already exists.")
    _keep_files(hub, repo)
    hub.store.rename(kind, repo.id, new)
    return text_answer("OK")


async def _body(request: Request) -> dict[str, Any]:
    """Return the body of a change.

    Raises:
        Refusal: 400, it is not a JSON object.
    """
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise failures.bad_request("The body is not JSON") from error
    if not isinstance(body, dict):
        raise failures.bad_request("The body must be an object")
    return body


def _check_right(account: Account, namespace: str | None) -> None:
    """See that the token may change what is in a namespace.

    Raises:
        Refusal: 403; the text tells a token that only reads from a namespace of others (wire.md §1.8).
    """
    if account.role == "read":
        raise failures.forbidden("You have read access only: this needs a token with the role write.")
    if not account.writes(namespace):
        raise failures.forbidden(f"This token lacks the permission {WRITES} for {namespace}.")
    if not account.may_change(namespace):
        raise failures.forbidden(
            f"You don't have the rights to change repos under the namespace {namespace}."
        )


def _held(hub: EmbeddedHub, kind: Kind, name: str) -> StoredRepo | None:
    """Return the repo that has this id today, in whatever case; an old id does not count."""
    exact = hub.store.get(kind, name)
    if exact is not None:
        return exact
    current = hub.store.current_id(kind, name)
    return hub.store.get(kind, current) if current is not None and current.lower() == name.lower() else None


def _named(hub: EmbeddedHub, account: Account, kind: Kind, name: str) -> StoredRepo:
    """Return the repo that a body names by its id of today.

    Raises:
        Refusal: 404, there is none that the user sees.
    """
    repo = hub.store.get(kind, name)
    if repo is None or not account.sees(repo):
        raise failures.repo_not_found(signed_in=True)
    return repo


def _both(body: dict[str, Any]) -> tuple[str, str]:
    """Return the two ids of a move.

    Raises:
        Refusal: 400, one is missing, has no namespace, or the new one cannot be an id.
    """
    old, new = body.get("fromRepo"), body.get("toRepo")
    if not isinstance(old, str) or not isinstance(new, str) or old.count("/") != 1 or new.count("/") != 1:
        raise failures.bad_request('"fromRepo" and "toRepo" must be of the form namespace/name')
    for half in new.split("/"):
        valid_half(half)
    return old, new


def _set(hub: EmbeddedHub, repo: StoredRepo, body: dict[str, Any]) -> dict[str, Any]:
    """Change what a body says and return the settings that now hold (wire.md §2.14)."""
    private, gated = asked_privacy(body), _gate(body.get("gated", repo.gated))
    kept = _KEPT | json.loads(hub.store.document(f"settings {repo.oid}") or "{}")
    for name, value in body.items():
        if name in kept and type(value) is not type(kept[name]):
            raise failures.bad_request(f'"{name}" must be of another type')
    kept |= {name: value for name, value in body.items() if name in kept}
    hub.store.keep_document(f"settings {repo.oid}", json.dumps(kept))
    changed = replace(repo, private=repo.private if private is None else private, gated=gated)
    hub.store.put(changed)
    visibility = "private" if changed.private else "public"
    return {"private": changed.private, "visibility": visibility, "gated": changed.gated, **kept}


def _gate(stated: object) -> Gate:
    """Return the gate that a body names.

    Raises:
        Refusal: 400, it is none.
    """
    for gate in _GATES:
        if stated is gate or (isinstance(stated, str) and stated == gate):
            return gate
    raise failures.bad_request('"gated" must be one of [false, auto, manual]')


def _keep_files(hub: EmbeddedHub, repo: StoredRepo) -> None:
    """Keep the files of a repo as they are, for what is invented for the new id would differ."""
    main = history.find(repo, "main")
    if main is not None:
        hub.contents.give(repo.oid, hub.contents.tree(repo, main))


def _url(request: Request, kind: Kind, name: str) -> str:
    """Return the web address of a repo (wire.md §1.1)."""
    prefix = "" if kind == "model" else f"{kind}s/"
    return f"{own_address(request)}/{prefix}{name}"
