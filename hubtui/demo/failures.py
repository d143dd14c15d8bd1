"""Answers that say no, with the Hub's words and codes (wire.md §1.8); routes raise them."""

from __future__ import annotations

LOST = "Sorry, we can't find the page you are looking for."
"""What an unknown route answers (wire.md §1.1)."""


class Refusal(Exception):
    """An answer that says no.

    Args:
        status: the HTTP status.
        text: what the body's ``error`` and ``X-Error-Message`` say.
        code: ``X-Error-Code``, or empty for none.
        fields: more fields of the body, such as the ``url`` of a 409.
        plain: whether the body is the bare text, as on resolve, and not JSON.
        headers: more headers, such as ``X-Repo-Commit``.
    """

    def __init__(
        self,
        status: int,
        text: str,
        code: str = "",
        *,
        fields: dict[str, str] | None = None,
        plain: bool = False,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.code = code
        self.fields = fields or {}
        self.plain = plain
        self.headers = headers or {}


class MovedRepo(Exception):
    """The repo has another id today: 307 to the same path under that id (wire.md §1.6).

    Args:
        asked: the id as it was asked for, decoded.
        current: the id of today.
    """

    def __init__(self, asked: str, current: str) -> None:
        super().__init__(current)
        self.asked = asked
        self.current = current


def bad_token() -> Refusal:
    """Return the answer to an unknown token, on anything (wire.md §1.3)."""
    return Refusal(401, "Invalid credentials in Authorization header")


def sign_in() -> Refusal:
    """Return the answer to a request that needs a token and has none; also the one for a missing repo."""
    return Refusal(401, "Invalid username or password.")


def repo_not_found(signed_in: bool) -> Refusal:
    """Return the answer for a repo that is missing, or invisible to who asks."""
    return Refusal(404, "Repository not found", "RepoNotFound") if signed_in else sign_in()


def revision_not_found(revision: str) -> Refusal:
    """Return the answer for a revision that the repo does not have."""
    return Refusal(404, f"Invalid rev id: {revision}", "RevisionNotFound")


def entry_not_found(sha: str) -> Refusal:
    """Return the answer of resolve and raw for a missing file; ``sha`` is the commit that was looked at."""
    return Refusal(404, "Entry not found", "EntryNotFound", plain=True, headers={"X-Repo-Commit": sha})


def gated(name: str, signed_in: bool) -> Refusal:
    """Return the answer for the content of a gated repo that has not been granted."""
    text = (
        f"Access to model {name} is restricted. You must have access to it and be authenticated to access it."
    )
    if signed_in:
        text = f"Access to model {name} is restricted and you are not in the authorized list."
    return Refusal(403 if signed_in else 401, text, "GatedRepo")


def disabled() -> Refusal:
    """Return the answer for the files of a disabled repo."""
    return Refusal(403, "Access to this resource is disabled.")


def forbidden(text: str = "You don't have the rights to do this.") -> Refusal:
    """Return the answer for a change that the token or the user may not make."""
    return Refusal(403, text)


def not_found(text: str = LOST) -> Refusal:
    """Return a plain 404 without a code."""
    return Refusal(404, text)


def bad_request(text: str) -> Refusal:
    """Return the answer to a question that cannot be understood."""
    return Refusal(400, text)
