"""The parquet conversion of a dataset, at all four depths (wire.md §2.7, §2.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.routing import Route

from hubtui.demo import failures
from hubtui.demo.access import find_repo
from hubtui.demo.answers import json_answer, own_address, text_answer
from hubtui.demo.conversions import conversion
from hubtui.demo.routes_repos import check_content

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from hubtui.demo.conversions import Conversion
    from hubtui.demo.hub import EmbeddedHub
    from hubtui.demo.repo import StoredRepo


def routes(hub: EmbeddedHub) -> list[Route]:
    """Return the routes of conversions."""

    async def listed(request: Request) -> Response:
        repo, found = _asked(hub, request)
        base = f"{own_address(request)}/api/datasets/{quote(repo.id)}/parquet"
        urls = {
            config: {split: _urls(base, found, config, split) for split in found[config]} for config in found
        }
        body: object = urls
        for name in ("config", "split"):
            if name in request.path_params:
                if not isinstance(body, dict) or request.path_params[name] not in body:
                    raise failures.not_found(f"The {name} {request.path_params[name]!r} does not exist.")
                body = body[request.path_params[name]]
        return json_answer(body)

    async def one(request: Request) -> Response:
        repo, found = _asked(hub, request)
        shards = found.get(request.path_params["config"], {}).get(request.path_params["split"], ())
        at: int = request.path_params["at"]
        if at >= len(shards):
            raise failures.not_found("The parquet file does not exist.")
        path = f"/datasets/{quote(repo.id)}/resolve/refs%2Fconvert%2Fparquet/{quote(shards[at].path)}"
        return text_answer(f"Found. Redirecting to {path}", 302, {"Location": path, "Vary": "Origin, Accept"})

    base = "/api/datasets/{id:repo}/parquet"
    return [
        Route(base, listed),
        Route(base + "/{config:part}", listed),
        Route(base + "/{config:part}/{split:part}", listed),
        Route(base + "/{config:part}/{split:part}/{at:int}.parquet", one),
    ]


def _asked(hub: EmbeddedHub, request: Request) -> tuple[StoredRepo, Conversion]:
    """Return the dataset that the path names, and its conversion.

    Raises:
        Refusal: it may not be read, or was not converted: 404; what the Hub says then is not known.
    """
    repo = find_repo(hub, request, "dataset", request.path_params["id"])
    check_content(request, repo)
    found = conversion(repo)
    if not found:
        raise failures.not_found("The dataset was not converted to parquet.")
    return repo, found


def _urls(base: str, found: Conversion, config: str, split: str) -> list[str]:
    folder = f"{base}/{quote(config, safe='')}/{quote(split, safe='')}"
    return [f"{folder}/{at}.parquet" for at in range(len(found[config][split]))]
