"""``/api/models-tags-by-type`` and ``/api/datasets-tags-by-type`` (wire.md §2.3, §2.4), and what is retired."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.routing import Route

from hubtui.demo import failures
from hubtui.demo.answers import json_answer, json_text
from hubtui.demo.metrics import METRICS

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from hubtui.demo.hub import EmbeddedHub


def routes(hub: EmbeddedHub) -> list[Route]:
    """Return the routes of the tags, and of the metrics where they are still served."""

    async def tags(request: Request) -> Response:
        text = hub.store.document(f"{request.path_params['kind']}-tags-by-type")
        if text is None:
            raise failures.not_found()
        group = request.query_params.get("type")
        if not group:
            return json_text(text)
        groups = json.loads(text)
        return json_answer({group: groups[group]} if group in groups else {})

    async def metrics(_: Request) -> Response:
        if not hub.options.metrics:
            raise failures.not_found()
        return json_answer(METRICS)

    return [Route("/api/{kind:plural}-tags-by-type", tags), Route("/api/metrics", metrics)]
