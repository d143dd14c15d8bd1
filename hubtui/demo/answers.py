"""The forms of an answer: JSON, text, a refusal, a redirect (wire.md §1.5, §1.6, §1.8)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Scope

    from hubtui.demo.failures import MovedRepo, Refusal
    from hubtui.demo.hub import EmbeddedHub

_TEXT = "text/plain; charset=utf-8"
_CHALLENGE = 'Bearer realm="Authentication required", charset="UTF-8"'
# What stands before the id in the paths of a repo, on the API and on the web.
_BEFORE_ID = re.compile(
    r"/(?:api/(?:resolve-cache/|repos/)?(?:model|dataset|space)s?/|(?:datasets|spaces)/)?"
)
# What a header cannot carry: the text may repeat anything that was asked for.
_UNFIT = re.compile("[^ -~]")


def json_answer(body: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return a JSON answer in compact UTF-8."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return json_text(text, status, headers)


def json_text(text: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return an answer of text that is JSON already."""
    # A card may hold half of a surrogate pair, which UTF-8 cannot.
    content = text.encode("utf-8", "replace")
    return Response(content, status, headers, media_type="application/json; charset=utf-8")


def text_answer(text: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return an answer in plain text, such as the ``OK`` of a delete."""
    return Response(text.encode("utf-8", "replace"), status, headers, media_type=_TEXT)


def refusal_answer(refusal: Refusal) -> Response:
    """Return the answer that a refusal stands for."""
    headers = {"X-Error-Message": _UNFIT.sub("?", refusal.text)} | refusal.headers
    if refusal.code:
        headers["X-Error-Code"] = refusal.code
    if refusal.status == 401:
        headers["WWW-Authenticate"] = _CHALLENGE
    if refusal.plain:
        return text_answer(refusal.text, refusal.status, headers)
    return json_answer({"error": refusal.text} | refusal.fields, refusal.status, headers)


def moved_answer(scope: Scope, moved: MovedRepo) -> Response:
    """Return the 307 to the same path and query under the id of today: relative, with a text body."""
    path: str = scope["path"]
    before = _BEFORE_ID.match(path)
    begin = before.end() if before else 1
    parts = path[begin:].split("/")
    rest = parts[1 + moved.asked.count("/") :]
    query = scope["query_string"].decode("latin-1")
    target = path[:begin] + "/".join([quote(moved.current), *rest]) + (f"?{query}" if query else "")
    headers = {"Location": target, "Vary": "Origin, Accept"}
    return text_answer(f"Temporary Redirect. Redirecting to {target}", 307, headers)


def next_link(hub: EmbeddedHub, request: Request, **changed: str) -> str:
    """Return the header that leads to the next page: absolute, with all other parameters kept (wire.md §1.7)."""
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] not in changed]
    query = urlencode([*pairs, *changed.items()])
    host = hub.options.link_host or own_address(request)
    return f'<{host}{request.scope["path"]}?{query}>; rel="next"'


def own_address(request: Request) -> str:
    """Return scheme and host under which this Hub was asked."""
    return f"http://{request.headers['host']}"
