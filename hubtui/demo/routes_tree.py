"""Folders: ``tree``, ``paths-info`` and ``treesize`` of a repo at a revision (wire.md §3)."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from starlette.routing import Route

from hubtui.demo import failures
from hubtui.demo.access import asked_repo
from hubtui.demo.answers import json_answer, next_link
from hubtui.demo.draw import digest
from hubtui.demo.routes_repos import asked_revision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from hubtui.demo.files import Contents
    from hubtui.demo.history import Commit, Revision
    from hubtui.demo.hub import EmbeddedHub
    from hubtui.demo.repo import StoredRepo
    from hubtui.demo.stored_file import StoredFile

    Row = dict[str, Any]

ROWS = 1000
"""Rows of a page, and the most it can have."""
EXPANDED_ROWS = 100
"""The same where ``expand`` asks for commits."""
MOST_PATHS = 2000
_YES = frozenset({"true", "True", "1"})


class Listing:
    """The files and folders of one revision as rows.

    Args:
        contents: the files of all repos.
        repo: whose revision it is.
        revision: the commit.
        expand: whether rows name the last commit and the result of the scan.
    """

    def __init__(self, contents: Contents, repo: StoredRepo, revision: Revision, expand: bool) -> None:
        self._contents, self._repo, self._revision, self._expand = contents, repo, revision, expand
        self._files = {file.path: file for file in contents.tree(repo, revision)}
        self._folders = {parent for path in self._files for parent in _parents(path)}

    def paths(self, folder: str, recursive: bool) -> list[str] | None:
        """Return what the folder holds, by path and folders first unless all levels are asked for.

        None where there is no such folder; the top, an empty text, is always there.
        """
        if folder and folder not in self._folders:
            return None
        prefix = f"{folder}/" if folder else ""
        every = [path for path in (*self._files, *self._folders) if path.startswith(prefix)]
        if recursive:
            return sorted(every)
        return sorted((path for path in every if "/" not in path[len(prefix) :]), key=self.order)

    def order(self, path: str) -> tuple[bool, str]:
        """Return by what paths are sorted in a folder: folders first, then by name."""
        return path in self._files, path

    def size(self, folder: str) -> int:
        """Return the bytes of all files below a folder, or of a file."""
        inside = (file for path, file in self._files.items() if path.startswith(f"{folder}/") or not folder)
        return self._files[folder].size if folder in self._files else sum(file.size for file in inside)

    def knows(self, path: str) -> bool:
        """Tell whether there is a file or folder of that path."""
        return path in self._files or path in self._folders

    def rows(self, paths: Iterable[str]) -> list[Row]:
        """Return the rows of these paths, which knows() knows."""
        chosen = list(paths)
        commits: dict[str, Commit] = {}
        if self._expand and not self._files.keys() >= set(chosen):
            commits = self._contents.folder_commits(self._repo, self._revision, self._files.values())
        return [self._row(path, commits) for path in chosen]

    def _row(self, path: str, commits: dict[str, Commit]) -> Row:
        file = self._files.get(path)
        if file is None:
            oid = digest("tree", self._repo.oid, self._revision.sha, path)[:40]
            row: Row = {"type": "directory", "oid": oid, "size": 0, "path": path}
            return row | ({"lastCommit": _brief(commits[path])} if self._expand else {})
        row = file_row(file)
        if self._expand:
            row["lastCommit"] = _brief(self._contents.last_commit(self._repo, self._revision, path))
            row["securityFileStatus"] = _SAFE
        return row


def file_row(file: StoredFile) -> Row:
    """Return the row of a file; its hash in LFS is ``lfs.oid`` here (wire.md §3)."""
    row: Row = {"type": "file", "oid": file.oid, "size": file.size, "path": file.path}
    if file.lfs:
        row["lfs"] = {"oid": file.sha256, "size": file.size, "pointerSize": len(file.pointer)}
        row["xetHash"] = file.xet
    return row


def routes(hub: EmbeddedHub) -> list[Route]:
    """Return the routes of folders."""

    async def tree(request: Request) -> Response:
        repo = _readable(request, hub)
        query = request.query_params
        recursive, expand = query.get("recursive") in _YES, query.get("expand") in _YES
        listing = Listing(hub.contents, repo, asked_revision(request, repo), expand)
        folder: str = request.path_params.get("path", "").strip("/")
        paths = listing.paths(folder, recursive)
        if paths is None:
            raise failures.Refusal(404, f"{folder} does not exist on this revision", "EntryNotFound")
        after = _position(listing, paths, _after(query.get("cursor")), recursive)
        page = paths[after : after + _limit(query.get("limit"), expand)]
        more = after + len(page) < len(paths)
        headers = {"Link": next_link(hub, request, cursor=_cursor(page[-1]))} if more else {}
        return json_answer(listing.rows(page), headers=headers)

    async def paths_info(request: Request) -> Response:
        repo = _readable(request, hub)
        paths, expand = await _asked_paths(request)
        listing = Listing(hub.contents, repo, asked_revision(request, repo), expand)
        return json_answer(listing.rows(path for path in paths if listing.knows(path)))

    async def tree_size(request: Request) -> Response:
        repo = _readable(request, hub)
        listing = Listing(hub.contents, repo, asked_revision(request, repo), expand=False)
        path: str = request.path_params.get("path", "").strip("/")
        if path and not listing.knows(path):
            raise failures.Refusal(404, f"{path} does not exist on this revision", "EntryNotFound")
        return json_answer({"path": path or "/", "size": listing.size(path)})

    found = [
        Route("/api/{kind:plural}/{id:repo}/paths-info/{revision:part}", paths_info, methods=["POST"]),
    ]
    for name, endpoint in (("tree", tree), ("treesize", tree_size)):
        path = f"/api/{{kind:plural}}/{{id:repo}}/{name}/{{revision:part}}"
        found += [Route(path, endpoint), Route(f"{path}/{{path:rest}}", endpoint)]
    return found


def _readable(request: Request, hub: EmbeddedHub) -> StoredRepo:
    """Return the repo that the path names; a gated one's tree is open, a disabled one's is not (wire.md §1.8)."""
    repo = asked_repo(hub, request)
    if repo.disabled:
        raise failures.disabled()
    return repo


def _parents(path: str) -> Iterable[str]:
    """Return the folders that a path lies in, the top left out."""
    parts = path.split("/")
    return ("/".join(parts[:level]) for level in range(1, len(parts)))


def _limit(text: str | None, expand: bool) -> int:
    most = EXPANDED_ROWS if expand else ROWS
    return min(max(int(text), 1), most) if text and text.isdecimal() else most


def _cursor(path: str) -> str:
    return base64.b64encode(json.dumps({"path": path}).encode()).decode()


def _after(cursor: str | None) -> str | None:
    """Return the path after which a page begins, None for the first page.

    Raises:
        Refusal: 400, the cursor is not one of ours.
    """
    if cursor is None:
        return None
    try:
        return str(json.loads(base64.b64decode(cursor))["path"])
    except (ValueError, KeyError, TypeError) as error:
        raise failures.bad_request("Invalid cursor") from error


def _position(listing: Listing, paths: list[str], after: str | None, recursive: bool) -> int:
    """Return how many paths come up to and with that one, whether or not it is still there."""
    if after is None:
        return 0
    if recursive:
        return sum(path <= after for path in paths)
    return sum(listing.order(path) <= listing.order(after) for path in paths)


async def _asked_paths(request: Request) -> tuple[list[str], bool]:
    """Return the paths and whether to expand, from a form or from JSON.

    Raises:
        Refusal: 400, the body is neither, or names too many paths.
    """
    text = (await request.body()).decode("utf-8", "replace")
    if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        form = parse_qs(text)
        paths, expand = form.get("paths", []), form.get("expand", [""])[-1] in _YES
    else:
        try:
            body = json.loads(text)
            paths, expand = body["paths"], body.get("expand") is True
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise failures.bad_request('"paths" is required') from error
    paths = [paths] if isinstance(paths, str) else paths
    if (
        not isinstance(paths, list)
        or len(paths) > MOST_PATHS
        or not all(isinstance(path, str) for path in paths)
    ):
        raise failures.bad_request(f'"paths" must be at most {MOST_PATHS} texts')
    return paths, expand


def _brief(commit: Commit) -> dict[str, str]:
    return {"id": commit.id, "title": commit.title, "date": commit.date}


_UNSCANNED = {"status": "unscanned", "message": "", "reportLink": "", "reportLabel": ""}
_SAFE = {"status": "safe", "avScan": _UNSCANNED | {"status": "safe"}, "pickleImportScan": _UNSCANNED}
