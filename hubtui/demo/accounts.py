"""Who may ask the embedded Hub: one user with tokens of several kinds and two organisations."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from hubtui.demo.repo import StoredRepo

Role = Literal["admin", "write", "contributor", "read"]

USER = "alice"
ORGANISATIONS: dict[str, Role] = {"acme-lab": "admin", "open-corpus": "read"}
"""The organisations of the user, with the user's role in each."""
PLANS = {"acme-lab": "team"}
"""What organisations have booked, where they have."""
PEOPLE = {
    USER: ("64b7f8a2c3d4e5f601234567", "Alice Example"),
    "acme-lab": ("64b7f9b3c3d4e5f601234568", "Acme Lab"),
    "open-corpus": ("64b7fac4c3d4e5f601234569", "Open Corpus"),
}
"""The ``_id`` and the full name of the user and of each organisation."""


READS = ("repo.content.read", "repo.access.read")
WRITES = "repo.write"
"""Permissions of fine-grained tokens (wire.md §2.16)."""
FINE_SCOPES = {USER: READS, "acme-lab": (*READS, WRITES, "discussion.write")}
"""What the fine-grained token may do where: it writes repos of one organisation, and not the user's own."""
BRIEF_END = 1_798_761_600
"""When the token that expires does: 2027-01-01, in seconds since the epoch."""


@dataclass(frozen=True, slots=True)
class Account:
    """The user, as one token shows it: what a request may see and change."""

    role: Literal["write", "read", "fineGrained"]
    """The role of the token (wire.md §2.16)."""
    name: str = USER
    title: str = ""
    """What sets the token apart; its role by default."""
    scopes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What a fine-grained token may do in which namespace."""
    expires: int | None = None
    """When the token's time is over, in seconds since the epoch."""

    def sees(self, repo: StoredRepo) -> bool:
        """Tell whether the repo is visible: public, or private in a namespace of the user that the token reads."""
        return not repo.private or repo.author in self.namespaces

    def may_change(self, namespace: str | None) -> bool:
        """Tell whether repos of that namespace may be created, changed, deleted and moved with this token."""
        role = "admin" if namespace == self.name else ORGANISATIONS.get(namespace or "", "read")
        return role in ("admin", "write") and self.writes(namespace)

    def writes(self, namespace: str | None) -> bool:
        """Tell whether the token writes where its user may."""
        return self.role == "write" or WRITES in self.scopes.get(namespace or "", ())

    @property
    def namespaces(self) -> tuple[str, ...]:
        """The namespaces whose private repos the token sees."""
        own = (self.name, *ORGANISATIONS)
        if self.role != "fineGrained":
            return own
        return tuple(name for name in own if READS[0] in self.scopes.get(name, ()))


class Accounts:
    """The tokens of one running Hub.

    Args:
        write_token: the token with the role write; drawn at random where empty.
        read_token: the one with the role read; likewise.
    """

    def __init__(self, write_token: str = "", read_token: str = "") -> None:
        self.write_token = write_token or _token()
        self.read_token = read_token or _token()
        self.fine_token = _token()
        """The fine-grained one."""
        self.brief_token = _token()
        """One with the role write that expires."""
        self._accounts = {
            self.read_token: Account("read"),
            self.write_token: Account("write"),
            self.fine_token: Account("fineGrained", scopes=FINE_SCOPES),
            self.brief_token: Account("write", title="brief", expires=BRIEF_END),
        }

    def of(self, token: str, now: float) -> Account | None:
        """Return the account of a token, or None for an unknown, revoked or expired one.

        Args:
            token: as it was sent.
            now: seconds since the epoch.
        """
        account = self._accounts.get(token)
        return None if account is None or (account.expires or now + 1) <= now else account

    def revoke(self, token: str) -> None:
        """Accept a token no longer."""
        self._accounts.pop(token, None)


def whoami(account: Account) -> dict[str, Any]:
    """Return the body of ``GET /api/whoami-v2`` (wire.md §2.16)."""
    oid, fullname = PEOPLE[account.name]
    return {
        "type": "user",
        "id": oid,
        "name": account.name,
        "fullname": fullname,
        "email": "alice@example.com",
        "emailVerified": True,
        "canPay": False,
        "billingMode": "prepaid",
        "periodEnd": None,
        "isPro": False,
        "avatarUrl": "/avatars/1f0c8d52a7b94e6fb3d0c4a19e87f625.svg",
        "orgs": [_organisation(name, role) for name, role in ORGANISATIONS.items()],
        "auth": _auth(account),
    }


def _auth(account: Account) -> dict[str, Any]:
    token: dict[str, Any] = {
        "displayName": f"embedded-{account.title or account.role}",
        "role": account.role,
        "createdAt": "2026-08-01T09:00:00.000Z",
    }
    if account.role == "fineGrained":
        token["fineGrained"] = {
            "canReadGatedRepos": True,
            "global": ["discussion.write", "post.write"],
            "scoped": [_scope(name, permissions) for name, permissions in account.scopes.items()],
        }
    auth = {"type": "access_token", "accessToken": token}
    if account.expires is None:
        return auth
    return auth | {"expiresAt": f"{datetime.fromtimestamp(account.expires, UTC):%Y-%m-%dT%H:%M:%S}.000Z"}


def _scope(name: str, permissions: tuple[str, ...]) -> dict[str, Any]:
    oid, _ = PEOPLE[name]
    kind = "org" if name in ORGANISATIONS else "user"
    return {"entity": {"_id": oid, "name": name, "type": kind}, "permissions": list(permissions)}


def _organisation(name: str, role: Role) -> dict[str, Any]:
    oid, fullname = PEOPLE[name]
    found: dict[str, Any] = {
        "type": "org",
        "id": oid,
        "name": name,
        "fullname": fullname,
        "email": None,
        "canPay": False,
        "billingMode": "prepaid",
        "periodEnd": None,
        "avatarUrl": f"/avatars/{oid}.svg",
        "roleInOrg": role,
    }
    return found | {"plan": PLANS[name]} if name in PLANS else found


def _token() -> str:
    return f"hf_{secrets.token_hex(18)}"
