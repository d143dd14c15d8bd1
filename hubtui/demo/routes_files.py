"""File contents: ``resolve`` and ``raw`` of all kinds, and the storage behind them (wire.md §3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from hubtui.demo import failures
from hubtui.demo.access import KINDS, find_repo
from hubtui.demo.answers import own_address, text_answer
from hubtui.demo.routes_repos import asked_revision, check_content

if TYPE_CHECKING:
    from starlette.requests import Request

    from hubtui.demo.history import Revision
    from hubtui.demo.hub import EmbeddedHub
    from hubtui.demo.repo import StoredRepo
    from hubtui.demo.stored_file import StoredFile

STORAGE = "/storage/"
"""What the paths of the storage begin with; it stands for another host and counts against no quota."""
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_TEXT = "text/plain; charset=utf-8"
_DENIED = '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code></Error>'


def routes(hub: EmbeddedHub) -> list[Route]:
    """Return the routes of file contents; models have no prefix, so that theirs come last (wire.md §1.1)."""

    async def resolve(request: Request) -> Response:
        repo, revision, file = _asked_file(hub, request)
        if file.lfs:
            return _to_storage(hub, request, revision, file)
        query = urlencode({"etag": f'"{file.oid}"'})
        kind = f"{repo.kind}s"
        path = f"/api/resolve-cache/{kind}/{quote(repo.id)}/{revision.sha}/{quote(file.path)}?{query}"
        return text_answer(
            f"Temporary Redirect. Redirecting to {path}",
            307,
            {"Location": path, "X-Repo-Commit": revision.sha, "Vary": "Origin, Accept"},
        )

    async def cached(request: Request) -> Response:
        _, revision, file = _asked_file(hub, request)
        return _content(request, revision, file.oid, file.data or b"", file.path)

    async def raw(request: Request) -> Response:
        _, revision, file = _asked_file(hub, request)
        return _content(request, revision, file.oid, file.pointer if file.lfs else file.data or b"", "")

    async def storage(request: Request) -> Response:
        return _from_storage(hub, request)

    found = [
        Route(STORAGE + "{sha256:part}", storage),
        Route("/api/resolve-cache/{kind:plural}/{id:repo}/{revision:part}/{path:rest}", cached),
    ]
    for prefix in ("/{kind:prefixed}/", "/"):
        for name, endpoint in (("resolve", resolve), ("raw", raw)):
            found.append(Route(f"{prefix}{{id:repo}}/{name}/{{revision:part}}/{{path:rest}}", endpoint))
    return found


def _asked_file(hub: EmbeddedHub, request: Request) -> tuple[StoredRepo, Revision, StoredFile]:
    """Return the file that the path names.

    Raises:
        Refusal: the repo, the revision or the file is not there, or may not be read (wire.md §1.8).
    """
    repo = find_repo(
        hub, request, KINDS[request.path_params.get("kind", "models")], request.path_params["id"]
    )
    check_content(request, repo)
    revision = asked_revision(request, repo)
    file = hub.contents.file(repo, revision, request.path_params["path"])
    if file is None:
        raise failures.entry_not_found(revision.sha)
    return repo, revision, file


def _to_storage(hub: EmbeddedHub, request: Request, revision: Revision, file: StoredFile) -> Response:
    """Return the redirect to the storage, with what a client wants to know before it goes there."""
    location = own_address(request) + hub.storage.link(file, revision.sha)
    headers = {
        "Location": location,
        "X-Repo-Commit": revision.sha,
        "X-Linked-Size": str(file.size),
        "X-Linked-Etag": f'"{file.sha256}"',
        "Accept-Ranges": "bytes",
        "Vary": "Origin, Accept",
    }
    return text_answer(f"Found. Redirecting to {location}", 302, headers)


def _content(request: Request, revision: Revision, oid: str, data: bytes, name: str) -> Response:
    """Return a small file, or the part of it that was asked for."""
    headers = {"X-Repo-Commit": revision.sha, "ETag": f'"{oid}"', "Accept-Ranges": "bytes"}
    if name:
        headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name.rpartition('/')[2])}"
    media = "application/octet-stream" if b"\0" in data else _TEXT
    part = wanted_range(request.headers.get("range"), len(data))
    if part is None:
        return Response(data, 200, headers, media)
    start, stop = part
    if start >= stop:
        return Response(b"", 416, {"Content-Range": f"bytes */{len(data)}"})
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{len(data)}"
    return Response(data[start:stop], 206, headers, media)


def _from_storage(hub: EmbeddedHub, request: Request) -> Response:
    """Return a large file, or a part of it, piece by piece; 403 without a link that works."""
    linked = hub.storage.read(request.path_params["sha256"], request.query_params)
    if linked is None:
        return Response(_DENIED, 403, media_type="application/xml")
    headers = {
        "ETag": f'"{linked.sha256}"',
        "X-Linked-Etag": f'"{linked.sha256}"',
        "X-Repo-Commit": linked.commit,
        "Accept-Ranges": "bytes",
    }
    part = wanted_range(request.headers.get("range"), linked.size)
    start, stop = part or (0, linked.size)
    if part and start >= stop:
        return Response(b"", 416, {"Content-Range": f"bytes */{linked.size}"})
    if part:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{linked.size}"
    headers["Content-Length"] = str(stop - start)
    pieces = iter(()) if request.method == "HEAD" else linked.pieces(start, stop)
    return StreamingResponse(pieces, 206 if part else 200, headers, "application/octet-stream")


def wanted_range(header: str | None, size: int) -> tuple[int, int] | None:
    """Return begin and end of the bytes that a ``Range`` header asks for, or None for the whole.

    Begin is not before end where the range cannot be met. Several ranges, or other units, ask for the whole.
    """
    match = _RANGE.fullmatch(header or "")
    if match is None or match[0] == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        return max(0, size - int(last)), size
    return int(first), min(size, int(last) + 1 if last else size)
