"""What can go wrong with the Hub, as one tree.

::

    HubError                      everything below; nothing else leaves hubtui.hub
    ├── SetupError                the client cannot be built: bad endpoint, proxy or certificate bundle
    ├── NotAPage                  an address or a word that is no list, author or repo
    ├── Offline                   the offline switch is on; nothing was sent
    ├── ConnectionFailed          no answer: refused, reset, unresolvable
    │   └── TimedOut              no answer in time
    ├── BadAnswer                 an answer that is not what the API speaks: HTML, cut JSON, wrong types
    │   ├── BadFile               a file that is cut, encrypted or contradicts itself
    │   └── TooLarge              more than the client is willing to read
    ├── LinkRefused               a next link or redirect that must not be followed
    ├── Moved                     a change met a redirect: the repo has another address now
    └── StatusError               the server said no, with a status
        ├── BadRequest            400, 422
        ├── BadToken              401: the token is not valid, on anything (wire.md §1.8)
        ├── NotFound              404, and 401 for a repo that is missing or private
        │   ├── RepoNotFound      RepoNotFound, or a 401 without a better reading
        │   ├── RevisionNotFound  RevisionNotFound
        │   └── EntryNotFound     EntryNotFound
        ├── Forbidden             403: no right, or the token lacks the scope
        │   └── Gated             GatedRepo: 401 without a token, 403 with one
        ├── PaymentRequired       402
        ├── Conflict              409
        ├── TooManyRequests       429
        └── ServerFailed          5xx
"""

from __future__ import annotations


class HubError(Exception):
    """What happened and what to do, each one calm sentence without a full stop's worth of jargon.

    Args:
        what: what happened, for example "The Hub did not answer within 20 s".
        todo: what to do, for example "press r to try again"; may be empty.
        status: the HTTP status, where there was an answer.
        code: ``X-Error-Code`` (wire.md §1.8), where the server sent one.
        request_id: ``X-Request-Id``, for a report to the server's operators.

    All texts are clean: whoever raises passes server text through hubtui.text first.
    """

    todo_default = "press r to try again"

    def __init__(
        self,
        what: str,
        todo: str | None = None,
        *,
        status: int | None = None,
        code: str | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.todo = self.todo_default if todo is None else todo
        self.status = status
        self.code = code
        self.request_id = request_id
        self.words = ""
        """The server's own words, clean, cut to fit on a screen and without a full stop; empty where there are none."""
        self.unknown = False
        """Whether a change that met this error may have been made all the same."""

    @property
    def summary(self) -> str:
        """What happened and what to do, on one line."""
        return f"{self.what}; {self.todo}" if self.todo else self.what


class SetupError(HubError):
    """The client cannot be built; the text names the variable or setting at fault."""

    todo_default = ""


class NotAPage(HubError):
    """An address or a word that is no list, author or repo; nothing was sent."""

    todo_default = ""


class Offline(HubError):
    """The offline switch is on, so nothing was sent."""

    todo_default = "start without HF_HUB_OFFLINE and --offline to go online"


class ConnectionFailed(HubError):
    """There was no answer: refused, reset, or the host could not be found.

    Args:
        what: as for HubError.
        todo: as for HubError.
        passing: whether another try may fare better, as it may not with an untrusted certificate.
        sent: whether the server may have received the request; then the outcome of a change is unknown.
    """

    def __init__(
        self, what: str, todo: str | None = None, *, passing: bool = True, sent: bool = False
    ) -> None:
        super().__init__(what, todo)
        self.passing = passing
        self.sent = sent


class TimedOut(ConnectionFailed):
    """There was no answer in time."""


class BadAnswer(HubError):
    """The answer is not what the API speaks: HTML, cut JSON, wrong types."""


class BadFile(BadAnswer):
    """A file whose content is not what its kind demands: cut, encrypted, or in contradiction with itself."""

    todo_default = ""


class TooLarge(BadAnswer):
    """The answer is larger than the client is willing to read."""


class LinkRefused(HubError):
    """A next link or a redirect that must not be followed."""


class Moved(HubError):
    """A change met a redirect: the repo has another address now.

    Args:
        what: as for HubError.
        location: the id that the server points to, clean.
    """

    todo_default = "repeat the change under the new id"

    def __init__(self, what: str, location: str, *, status: int = 307, request_id: str | None = None) -> None:
        super().__init__(what, status=status, request_id=request_id)
        self.location = location


class StatusError(HubError):
    """The server said no, with a status."""


class BadRequest(StatusError):
    """400 or 422: the server does not take the question as it was put."""

    todo_default = ""


class BadToken(StatusError):
    """401: the token is not valid. The public Hub refuses everything then, public lists too (wire.md §1.3)."""

    todo_default = "press @ to sign in, or to go on without the token"


class NotFound(StatusError):
    """404, or a 401 that means the same."""

    todo_default = ""


class RepoNotFound(NotFound):
    """The repo does not exist, or is private and this token may not see it."""


class RevisionNotFound(NotFound):
    """The repo has no such revision."""


class EntryNotFound(NotFound):
    """The repo has no such file at that revision."""


class Forbidden(StatusError):
    """403: no right to do that, or the token lacks the scope."""

    todo_default = ""


class Gated(Forbidden):
    """The repo is gated and access has not been granted."""

    todo_default = "press o to ask for access on its page"


class PaymentRequired(StatusError):
    """402: the account cannot pay for what was asked."""

    todo_default = ""


class Conflict(StatusError):
    """409: something of that name exists, or another operation is in progress."""

    todo_default = ""


class TooManyRequests(StatusError):
    """429. ``wait`` is the number of seconds to wait, or None where waiting does not help (wire.md §1.9)."""

    def __init__(
        self,
        what: str,
        todo: str | None = None,
        *,
        wait: float | None = None,
        code: str | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(what, todo, status=429, code=code, request_id=request_id)
        self.wait = wait


class ServerFailed(StatusError):
    """5xx: the server could not answer."""
