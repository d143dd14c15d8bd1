"""What routes need of a request: who asks, which repo is meant, and the parts of the path, decoded."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

from starlette.convertors import Convertor, register_url_convertor

from hubtui.demo import failures

if TYPE_CHECKING:
    from starlette.requests import Request

    from hubtui.demo.accounts import Account
    from hubtui.demo.hub import EmbeddedHub
    from hubtui.demo.repo import Kind, StoredRepo

KINDS: dict[str, Kind] = {"models": "model", "datasets": "dataset", "spaces": "space"}
"""The kinds by their name in API paths (wire.md §1.1)."""


class _Part(Convertor[str]):
    """``{name:part}``: one segment of the path, decoded; ``refs%2Fpr%2F1`` is the revision refs/pr/1."""

    regex = "[^/]+"

    def convert(self, value: str) -> str:
        return unquote(value)

    def to_string(self, value: str) -> str:
        return value


class _Rest(_Part):
    """``{name:rest}``: all that is left of the path, decoded."""

    regex = ".+"


class _Repo(_Part):
    """``{name:repo}``: a repo id, with its namespace or, historically, without."""

    regex = "[^/]+(?:/[^/]+)?"

    def convert(self, value: str) -> str:
        if "%2f" in value.lower():
            # The Hub takes the slash of an id only as it is (wire.md §1.1).
            raise failures.bad_request("Invalid repo name")
        return unquote(value)


class _Prefixed(_Part):
    """``{name:prefixed}``: datasets or spaces, which web paths begin with; models have no prefix (wire.md §1.1)."""

    regex = "datasets|spaces"


class _Plural(_Part):
    """``{name:plural}``: models, datasets or spaces."""

    regex = "models|datasets|spaces"


def register_convertors() -> None:
    """Make the above known to Starlette; the paths they see are the raw ones (hubtui.demo.front)."""
    own = {"part": _Part(), "rest": _Rest(), "repo": _Repo(), "plural": _Plural(), "prefixed": _Prefixed()}
    for name, convertor in own.items():
        register_url_convertor(name, convertor)


def account_of(request: Request) -> Account | None:
    """Return who asks, or None for nobody; a request with an unknown token never comes here."""
    return cast("Account | None", request.scope["account"])


def signed_in(request: Request) -> Account:
    """Return who asks.

    Raises:
        Refusal: 401, the request has no token.
    """
    account = account_of(request)
    if account is None:
        raise failures.sign_in()
    return account


def find_repo(hub: EmbeddedHub, request: Request, kind: Kind, name: str) -> StoredRepo:
    """Return the repo of that kind and id, if who asks may see it.

    Raises:
        Refusal: 401 or 404, there is none, or it is private (wire.md §1.8).
        MovedRepo: it stands under another id today.
    """
    account = account_of(request)
    repo = hub.store.get(kind, name)
    if repo is None and (current := hub.store.current_id(kind, name)) is not None:
        repo = hub.store.get(kind, current)
    if repo is None or (repo.private and (account is None or not account.sees(repo))):
        raise failures.repo_not_found(account is not None)
    if repo.id != name:
        raise failures.MovedRepo(name, repo.id)
    return repo


def asked_repo(hub: EmbeddedHub, request: Request) -> StoredRepo:
    """Return the repo that the path names by ``{kind:plural}`` and ``{id:repo}``; raises as find_repo() does."""
    return find_repo(hub, request, KINDS[request.path_params["kind"]], request.path_params["id"])
