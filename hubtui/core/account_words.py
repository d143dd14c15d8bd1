"""Who is signed in and what may be done, in words."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from hubtui.hub.errors import Offline
from hubtui.text import one_line, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hubtui.core.session import Session
    from hubtui.core.sign_in import Kept
    from hubtui.hub.models import Account, Membership


class Line(NamedTuple):
    """One thing that is known, clean."""

    label: str
    """Empty where the line belongs to the one above."""
    text: str


class Section(NamedTuple):
    """Lines that belong together."""

    title: str
    """Empty for the first."""
    lines: tuple[Line, ...]


def who_line(session: Session, host: str) -> str:
    """Return who is signed in where, for the top line: alice@huggingface.co write."""
    account = session.account
    name = f"{account.name}@{host}" if account is not None else host
    if session.refused:
        return f"{name} token {'expired' if session.expired else 'refused'}"
    return f"{name} {account.role}" if account is not None and account.role else name


def state(session: Session) -> tuple[str, str]:
    """Return how things stand, in one sentence, and what to do, both without a full stop; the latter may be empty."""
    account, error = session.account, session.error
    if session.connection is None:
        return "The Hub has not been reached yet", ""
    if not session.signed_in:
        return "Nobody is signed in: what is public can be read, nothing can be changed", "s signs in"
    if session.refused:
        what = "has expired" if session.expired else "is not accepted by the Hub"
        return f"The token {what}, so nothing can be read with it", "s signs in, w goes on without it"
    if isinstance(error, Offline):
        return error.what, error.todo
    if error is not None:
        return f"The Hub did not say who is signed in: {error.what}", "r asks again"
    return ("Asking who is signed in…", "") if account is None else ("", "")


def about(session: Session, kept: Kept) -> tuple[Section, ...]:
    """Return what is known of the account, its token and its organisations.

    Args:
        session: who is signed in.
        kept: what this machine keeps of tokens.
    """
    account = session.account
    sections = [Section("", tuple(_first(session, kept)))]
    if account is not None and account.role == "fineGrained":
        sections.append(Section("The token may", tuple(_scopes(account))))
    if account is not None and account.orgs:
        sections.append(Section("Organisations", tuple(map(_organisation, account.orgs))))
    if kept.names or kept.problem:
        sections.append(Section("Tokens on this machine", tuple(_names(kept))))
    return tuple(sections)


def _first(session: Session, kept: Kept) -> Iterator[Line]:
    """Yield what is known of the account itself."""
    now = session.clock()
    account, connection = session.account, session.connection
    if account is not None:
        full = account.fullname if account.fullname != account.name else None
        pro = "PRO" if account.is_pro else None
        yield Line(
            _KINDS.get(account.type or "", "user"), " · ".join(filter(None, (account.name, full, pro)))
        )
    if connection is not None:
        yield Line("hub", one_line(connection.endpoint))
    if session.token is not None:
        if account is not None and (account.token_name or account.role):
            role = _ROLES.get(account.role or "", account.role)
            yield Line("token", " · ".join(filter(None, (account.token_name, role))))
        yield Line("from", _source(session.token.source, kept))
        if account is not None and account.expires is not None:
            yield Line("expires" if account.expires > now else "expired", _moment(account.expires, now))
    if account is not None:
        rights = session.rights
        yield Line("may write in", ", ".join(rights.owners) or f"nothing: {rights.why_not or 'no owner'}")
    elif session.rights.read_only and not session.refused:
        yield Line("may write in", f"nothing: {session.rights.read_only}")
    yield from _quota(session, now)


def _quota(session: Session, now: float) -> Iterator[Line]:
    if session.quota is None:
        return
    limit, heard = session.quota
    left = f"{limit.left:,} of {limit.quota:,}" if limit.quota is not None else f"{limit.left:,}"
    reset = limit.reset - (now - heard)
    anew = f"anew in {_span(reset)}" if reset > 0 else "by now anew"
    yield Line("quota", f"{left} requests left, {anew}")


def _scopes(account: Account) -> Iterator[Line]:
    """Yield what a fine-grained token may do where."""
    for scope in account.scopes:
        yield Line(scope.name, _permitted(scope.permissions))
    if account.everywhere:
        yield Line("anywhere", _permitted(account.everywhere))
    gated = "may be read where access was granted" if account.reads_gated else "stay closed to it"
    yield Line("gated repos", gated)


def _permitted(permissions: Iterable[str]) -> str:
    return ", ".join(PERMISSIONS.get(each, each) for each in permissions) or "nothing"


def _organisation(org: Membership) -> Line:
    role = (org.role or "role unknown").replace("_", " ")
    plan = f"{org.plan.capitalize()} plan" if org.plan else None
    barred = (
        f"not let in: {', '.join(BARRIERS.get(each, each) for each in org.barred)}" if org.barred else None
    )
    return Line(org.name, " · ".join(filter(None, (role, plan, barred))))


def _names(kept: Kept) -> Iterator[Line]:
    if kept.problem:
        yield Line("", kept.problem)
    for name in kept.names:
        yield Line(one_line(name), "in use" if name == kept.name else "")


def _source(source: str, kept: Kept) -> str:
    """Return where the token in use comes from."""
    clean = one_line(source)
    if source.isidentifier():
        clean = f"the variable {clean}"
    return f"{clean}, where it is called {one_line(kept.name)}" if kept.name else clean


def _moment(then: int, now: float) -> str:
    day = time.strftime("%Y-%m-%d %H:%M", time.localtime(then))
    return f"{day}, in {_span(then - now)}" if then > now else day


def _span(seconds: float) -> str:
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= length:
            return plural(int(seconds // length), unit)
    return plural(max(1, round(seconds)), "second")


_KINDS = {"org": "organisation", "app": "app"}
"""What the Hub calls those that are no users (wire.md §2.16)."""
_ROLES = {
    "read": "only reads",
    "write": "reads and writes",
    "god": "may do everything",
    "fineGrained": "fine-grained: what it may do is told below",
}
"""What the roles of tokens mean (wire.md §2.16)."""
PERMISSIONS = {
    "repo.content.read": "read repos",
    "repo.access.read": "see requests for access",
    "repo.write": "write repos",
    "discussion.write": "take part in discussions",
    "post.write": "write posts",
    "collection.read": "see collections",
    "collection.write": "change collections",
    "inference.serverless.write": "run inference by providers",
    "inference.endpoints.infer.write": "use inference endpoints",
    "inference.endpoints.write": "manage inference endpoints",
    "job.write": "run jobs",
    "user.webhooks.read": "see webhooks",
    "user.webhooks.write": "manage webhooks",
    "user.billing.read": "see the bills",
    "org.read": "see its settings",
    "org.write": "change its settings",
}
"""Permissions of fine-grained tokens; the Hub gives new ones names as it likes, which are shown as they are."""
BARRIERS = {
    "mfa": "it wants a second factor",
    "token-policy": "its rules refuse this token",
    "token-revoked": "it has revoked this token",
    "sso": "it wants its own sign-in",
    "ip": "it refuses this address",
}
"""Why an organisation does not let a token in (wire.md §2.16)."""
