"""What can be changed on the Hub: create, delete, move, settings (wire.md §2.12–§2.15).

Every change is sent once (hubtui.hub.sending). Whether it was made, where no answer tells, is for a look to find out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubtui.hub import headers, paths, pick
from hubtui.hub.changing import Gate, Made, Settings, Standing, Visibility, halves, second_of, visible
from hubtui.hub.clean import shown
from hubtui.hub.decode import decode_json, decoded, gate, not_json, seconds
from hubtui.hub.errors import BadAnswer, BadRequest, Conflict, NotFound, StatusError
from hubtui.hub.models import RepoRef
from hubtui.text import is_plain, one_line

if TYPE_CHECKING:
    from hubtui.hub.answer import Answer
    from hubtui.hub.changing import NewRepo
    from hubtui.hub.criteria import Kind
    from hubtui.hub.errors import HubError
    from hubtui.hub.sending import Sender


class Changes:
    """The Hub's changing side. Ids are raw.

    Every method raises HubError alone, whose ``unknown`` tells whether the change may have been made all the same.
    """

    def __init__(self, wire: Sender) -> None:
        self._wire = wire
        self._older = False
        """Whether settings go to the older route on this endpoint."""

    async def look(self, ref: RepoRef) -> Standing:
        """Ask what is the case with an id. Retried like any read.

        Raises:
            HubError: it cannot be told; a repo that is missing is an answer and no error.
        """
        path = paths.repo_path(ref.kind, ref.id)
        answer = await self._wire.get(path, about=one_line(ref.id), allow=frozenset({404}))
        if answer.status == 404:
            return Standing(ref=ref, exists=False, at=headers.date(answer.headers))
        return await decoded(lambda body: _standing(body, ref.kind, headers.date(answer.headers)), answer)

    async def create(self, new: NewRepo) -> Made:
        """Create a repo.

        Raises:
            Conflict: there is one of that name, or the Hub is busy; is_busy() tells them apart.
        """
        answer = await self._sent("POST", "/api/repos/create", new.body(), new.ref)
        return _created(answer, new.ref)

    async def delete(self, ref: RepoRef) -> str | None:
        """Delete a repo for good; return the request's id. The answer is the text ``OK``, and not read."""
        owner, name = halves(ref)
        body = {"name": name, "organization": owner, "type": ref.kind.value}
        answer = await self._sent("DELETE", "/api/repos/delete", body, ref)
        return answer.request_id

    async def move(self, ref: RepoRef, to: str) -> str | None:
        """Give a repo another full id; return the request's id. What the answer says is not known, and not read."""
        halves(ref)
        halves(RepoRef(ref.kind, to))
        body = {"fromRepo": ref.id, "toRepo": to, "type": ref.kind.value}
        answer = await self._sent("POST", "/api/repos/move", body, ref)
        return answer.request_id

    async def settings(
        self, ref: RepoRef, *, visibility: Visibility | None = None, gate: Gate | None = None
    ) -> Settings:
        """Change who sees a repo and who gets its files; what is None stays as it is.

        The older route is asked only where today's does not exist, which changes nothing (design.md §5, Settings).
        """
        halves(ref)
        body = {} if visibility is None else visible(visibility)
        if gate is not None:
            body["gated"] = False if gate is Gate.OFF else gate.value
        if not self._older:
            try:
                return await self._put(paths.repo_path(ref.kind, ref.id, "settings"), body, ref)
            except StatusError as error:
                if not _is_no_route(error):
                    raise
        older = f"/api/repos/{ref.kind.value}/{paths.quoted_id(ref.id)}/settings"
        found = await self._put(older, body, ref)
        self._older = True
        return found

    async def _put(self, path: str, body: dict[str, Any], ref: RepoRef) -> Settings:
        return _settings(await self._sent("PUT", path, body, ref))

    async def _sent(self, method: str, path: str, body: dict[str, Any], ref: RepoRef) -> Answer:
        """Send a change once; a web page is somebody else's answer, and does not tell what the Hub has done.

        Raises:
            HubError: as Sender.send_once() does.
        """
        answer = await self._wire.send_once(method, path, body, about=one_line(ref.id))
        is_page = "text/html" in answer.headers.get("content-type", "")
        if is_page or answer.body.lstrip().startswith(b"<"):
            error = not_json(b"<")
            error.status, error.request_id, error.unknown = answer.status, answer.request_id, True
            raise error
        return answer


def is_busy(error: HubError) -> bool:
    """Tell whether the Hub made no change because it is at another one (wire.md §2.12).

    Then the same may be sent again at once.
    """
    return isinstance(error, Conflict) and "conflicting operation" in error.words.lower()


def is_taken(error: HubError) -> bool:
    """Tell whether the Hub made no change because there is a repo of that name (wire.md §2.12, §2.15)."""
    if isinstance(error, Conflict):
        return not is_busy(error)
    return isinstance(error, BadRequest) and "already exists" in error.words.lower()


def _is_no_route(error: StatusError) -> bool:
    """Tell whether a server does not know a path at all; a missing repo has a code (wire.md §1.8)."""
    return error.status == 405 or (isinstance(error, NotFound) and error.status == 404 and not error.code)


def _created(answer: Answer, asked: RepoRef) -> Made:
    """Read what the Hub says; it has created the repo, whatever the body looks like."""
    try:
        found = pick.table(decode_json(answer.body))
    except BadAnswer:
        found = {}
    name = found.get("name")
    # Bodies name the repo in full (wire.md §2.12).
    is_full = isinstance(name, str) and is_plain(name) and name.count("/") == 1
    ref = RepoRef(asked.kind, str(name)) if is_full else asked
    url, oid = pick.line(found.get("url")) or "", pick.line(found.get("id")) or ""
    return Made(ref=ref, url=url, created=second_of(oid), request_id=answer.request_id)


def _settings(answer: Answer) -> Settings:
    """Read the settings that hold, as far as the body says them (wire.md §2.14)."""
    try:
        found = pick.table(decode_json(answer.body))
    except BadAnswer:
        found = {}
    private = found.get("private")
    said = found.get("visibility")
    visibility = Visibility(said) if said in list(Visibility) else None
    if visibility is None and isinstance(private, bool):
        visibility = Visibility.PRIVATE if private else Visibility.PUBLIC
    held = Gate.of(gate(found["gated"])) if "gated" in found else None
    return Settings(visibility=visibility, gate=held, request_id=answer.request_id)


def _standing(body: bytes, kind: Kind, at: int | None) -> Standing:
    """Read the answer for a single repo.

    Raises:
        BadAnswer: it is no JSON object, or has no id.
    """
    found = decode_json(body)
    if not isinstance(found, dict):
        raise not_json(body)
    name = found.get("id")
    if not isinstance(name, str) or not name:
        raise BadAnswer("The Hub sent a repo without an id")
    said = found.get("visibility")
    return Standing(
        ref=RepoRef(kind, shown(name)),
        exists=True,
        oid=pick.line(found.get("_id")) or "",
        created=seconds(found.get("createdAt")),
        private=found.get("private") is True,
        visibility=Visibility(said) if said in list(Visibility) else None,
        gate=Gate.of(gate(found.get("gated"))),
        at=at,
    )
