"""An answer that says no, or no answer at all, to the HubError that tells a person what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hubtui.hub import errors, headers
from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubtui.hub.answer import Answer

_SHOWN = 160
"""Characters of the server's own words that are shown."""
_READ = 65_536
"""Bytes of an error's body that are looked at."""


def message(answer: Answer) -> str:
    """Return the server's words in full, on one clean line; empty where there are none, or only a web page.

    Looked for in ``X-Error-Message``, then in the JSON body's ``error``, ``errors`` or ``message``, then in a
    plain text body (wire.md §1.8).
    """
    said = answer.headers.get("x-error-message")
    if said and said.strip():
        return one_line(said).strip()
    text = answer.body[:_READ].decode("utf-8", "replace").strip()
    if not text or text.startswith("<") or "text/html" in answer.headers.get("content-type", ""):
        return ""
    try:
        return one_line(_words(msgspec.json.decode(answer.body))).strip()
    except (ValueError, RecursionError):
        return "" if text.startswith(("{", "[")) else one_line(text).strip()


def failure(answer: Answer, about: str = "", *, token: str | None = None) -> errors.HubError:
    """Return the error that an answer with a status of 400 and above stands for (wire.md §1.8).

    Args:
        answer: the answer.
        about: what was asked for, clean, such as a repo's id; empty for a list.
        token: where the token that was sent comes from; None if none was sent.
    """
    words, status = message(answer), answer.status
    code = one_line(answer.headers.get("x-error-code", ""))[:40] or None
    request_id = answer.request_id
    if status == 429:
        error: errors.HubError = _too_many(answer, code, request_id)
    else:
        kind, what, todo = _reading(status, code or "", words, about, token)
        error = kind(what, todo, status=status, code=code, request_id=request_id)
    error.words = _short(words)
    return error


def wait_asked(answer: Answer) -> float | None:
    """Return how many seconds a 429 or 503 wants to be left alone (wire.md §1.9).

    An integer ``Retry-After`` counts first. Then an empty quota: its reset and one second more. A quota that
    is not empty means a limit on this very action, where waiting does not help: None. Without either: 0.
    """
    after = headers.retry_after(answer.headers)
    if after is not None:
        return float(after)
    limit = headers.rate_limit(answer.headers) if answer.status == 429 else None
    if limit is None:
        return 0.0
    return None if limit.left > 0 else limit.reset + 1.0


def _too_many(answer: Answer, code: str | None, request_id: str | None) -> errors.TooManyRequests:
    wait = wait_asked(answer)
    if wait is None:
        what = _with("The Hub limits how often this may be done", message(answer))
        return errors.TooManyRequests(what, "", code=code, request_id=request_id)
    what = "The Hub has had too many requests for now"
    todo = f"wait {wait:.0f} s, then press r to try again" if wait else None
    return errors.TooManyRequests(what, todo, wait=wait, code=code, request_id=request_id)


_Reading = tuple[type[errors.StatusError], str, str | None]
"""The kind of error, what happened, and what to do (None for the kind's own advice)."""


def _reading(status: int, code: str, words: str, about: str, token: str | None) -> _Reading:
    """Return what a status other than 429 means."""
    thing = about or "what was asked for"
    if code == "GatedRepo":
        return errors.Gated, f"Access to {thing} has to be granted by its owners", None
    if status == 401 and "invalid credentials" in words.lower():
        return errors.BadToken, "The Hub does not accept the token", None
    if status == 401 and token and "expired" in words.lower():
        return errors.BadToken, "The token has expired", None
    if status in {401, 404}:
        return _missing(status, code, words, about, token)
    if status == 403:
        return errors.Forbidden, _with(f"The Hub does not allow {about or 'this'}", words), None
    plain: dict[int, tuple[type[errors.StatusError], str]] = {
        400: (errors.BadRequest, "The Hub does not take this question"),
        422: (errors.BadRequest, "The Hub does not take this question"),
        402: (errors.PaymentRequired, "The Hub wants to be paid for this"),
        409: (errors.Conflict, "The Hub has something in the way of this"),
    }
    if status in plain:
        kind, what = plain[status]
        return kind, _with(what, words), None
    if status >= 500:
        return errors.ServerFailed, _with(f"The Hub could not answer (status {status})", words), None
    return errors.StatusError, _with(f"The Hub answered with status {status}", words), None


def _missing(status: int, code: str, words: str, about: str, token: str | None) -> _Reading:
    """Return what a 404 means, or a 401 that says the same."""
    if code == "RevisionNotFound":
        return errors.RevisionNotFound, f"{about or 'The repo'} has no such revision", None
    if code == "EntryNotFound":
        return errors.EntryNotFound, f"{about or 'The repo'} has no such file", None
    if status == 401 or code == "RepoNotFound":
        what = (
            f"{about} does not exist, or is private" if about else "The Hub shows this only to those it knows"
        )
        todo = "press @ to sign in and be sure" if about else "press @ to sign in"
        return errors.RepoNotFound, what, None if token else todo
    what = f"The Hub has no {about}" if about else "The Hub has nothing at this address"
    return errors.NotFound, _with(what, words), None


def _with(what: str, words: str) -> str:
    """Return a sentence followed by the server's words, without their full stop and cut to fit on a screen."""
    words = _short(words)
    return f"{what}: {words}" if words else what


def _short(words: str) -> str:
    words = words.rstrip(" .!")
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def _words(found: object, depth: int = 4) -> str:
    """Return the text of an error's body in any of its shapes, which nest a few levels deep."""
    if isinstance(found, str):
        return found
    if isinstance(found, dict) and depth:
        said = (_words(found.get(key), depth - 1) for key in ("error", "errors", "message"))
        return next(filter(None, said), "")
    if isinstance(found, list) and depth:
        return "; ".join(filter(None, (_words(item, depth - 1) for item in found[:20])))
    return ""


def no_answer(error: BaseException, host: str, *, sent: bool) -> errors.ConnectionFailed:
    """Return the error for a connection that failed, told apart by what the system said.

    Args:
        error: what was raised; its causes are looked at, its text is not shown.
        host: the server's name, clean.
        sent: whether the request may have reached the server.
    """
    import socket
    import ssl

    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        todo = "name your network's certificates in SSL_CERT_FILE"
        return errors.ConnectionFailed(f"The certificate of {host} is not trusted", todo, passing=False)
    if any(isinstance(cause, socket.gaierror | UnicodeError) for cause in causes):
        return errors.ConnectionFailed(f"The host {host} cannot be found")
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return errors.ConnectionFailed(f"{host} refuses the connection")
    if sent:
        return errors.ConnectionFailed(f"The connection to {host} broke", sent=True)
    return errors.ConnectionFailed(f"There is no connection to {host}")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what led to it, groups included."""
    seen: set[int] = set()
    pending: list[BaseException | None] = [error]
    while pending:
        cause = pending.pop()
        if cause is None or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        pending += [cause.__cause__, cause.__context__]
        if isinstance(cause, BaseExceptionGroup):
            pending += cause.exceptions
