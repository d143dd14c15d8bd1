"""The application: all routes behind the front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Router

from hubtui.demo import (
    failures,
    routes_account,
    routes_changes,
    routes_files,
    routes_history,
    routes_lists,
    routes_parquet,
    routes_repos,
    routes_tags,
    routes_tree,
)
from hubtui.demo.access import register_convertors
from hubtui.demo.front import Front

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from hubtui.demo.hub import EmbeddedHub


def build_app(hub: EmbeddedHub) -> ASGIApp:
    """Return the ASGI application that serves this Hub; each ``routes_*`` module gives ``routes(hub)``.

    The first route that matches answers, so that fixed paths stand before those with parameters.
    """
    register_convertors()
    modules = (
        routes_lists, routes_tags, routes_account, routes_changes, routes_parquet, routes_tree, routes_history,
        routes_repos, routes_files,
    )  # fmt: skip
    routes = [route for module in modules for route in module.routes(hub)]
    return Front(Router(routes, redirect_slashes=False, default=_lost), hub)


async def _lost(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - the form of an application
    """Answer what no route answers.

    Raises:
        Refusal: always, 404.
    """
    raise failures.not_found()
