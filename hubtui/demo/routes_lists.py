"""The three lists: ``GET /api/models``, ``/api/datasets`` and ``/api/spaces`` (wire.md §2.1, §2.5, §2.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from hubtui.demo import failures, listing
from hubtui.demo.access import KINDS, account_of
from hubtui.demo.answers import json_answer, next_link
from hubtui.demo.fields import DEFAULTS, EXPANDABLE, FULL, row

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from hubtui.demo.hub import EmbeddedHub
    from hubtui.demo.repo import Kind

_YES = frozenset({"true", "True", "1"})


def routes(hub: EmbeddedHub) -> list[Route]:
    """Return the routes of the lists."""

    async def repos(request: Request) -> Response:
        kind = KINDS[request.path_params["kind"]]
        pairs = request.query_params.multi_items()
        names = wanted_fields(kind, pairs)
        found = listing.page(hub.store, listing.question(kind, pairs, account_of(request)))
        headers = {} if found.cursor is None else {"Link": next_link(hub, request, cursor=found.cursor)}
        return json_answer([row(hub, repo, names) for repo in found.repos], headers=headers)

    return [Route("/api/{kind:plural}", repos)]


def wanted_fields(kind: Kind, pairs: list[tuple[str, str]]) -> tuple[str, ...]:
    """Return the names of the fields of a list's rows.

    Raises:
        Refusal: 400, ``expand`` names something unknown; the text lists what is known (wire.md §2.1).
    """
    expand = expanded(kind, pairs)
    if expand:
        return expand
    asked = {name for name, value in pairs if value in _YES}
    names = DEFAULTS[kind] + (FULL[kind] if "full" in asked else ())
    if kind == "model":
        names += tuple(name for name in ("config", "cardData") if name in asked)
    return tuple(dict.fromkeys(names))


def expanded(kind: Kind, pairs: list[tuple[str, str]]) -> tuple[str, ...]:
    """Return the names that ``expand`` or ``expand[]`` asks for, empty for none; raises as wanted_fields() does."""
    names = tuple(dict.fromkeys(value for name, value in pairs if name in ("expand", "expand[]")))
    if not set(names) <= set(EXPANDABLE[kind]):
        raise failures.bad_request(f'"expand" must be one of [{", ".join(EXPANDABLE[kind])}]')
    return names
