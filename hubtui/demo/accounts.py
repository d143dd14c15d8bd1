"""Who may ask the embedded Hub: one user with two tokens and two organisations."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from hubtui.demo.repo import StoredRepo

Role = Literal["admin", "write", "contributor", "read"]

USER = "alice"
ORGANISATIONS: dict[str, Role] = {"acme-lab": "admin", "open-corpus": "read"}
"""The organisations of the user, with the user's role in each."""
PEOPLE = {
    USER: ("64b7f8a2c3d4e5f601234567", "Alice Example"),
    "acme-lab": ("64b7f9b3c3d4e5f601234568", "Acme Lab"),
    "open-corpus": ("64b7fac4c3d4e5f601234569", "Open Corpus"),
}
"""The ``_id`` and the full name of the user and of each organisation."""


@dataclass(frozen=True, slots=True)
class Account:
    """The user, as one token shows it: what a request may see and change."""

    role: Literal["write", "read"]
    """The role of the token (wire.md §2.16)."""
    name: str = USER

    def sees(self, repo: StoredRepo) -> bool:
        """Tell whether the repo is visible: public, or private in a namespace of the user."""
        return not repo.private or repo.author in self.namespaces

    def may_change(self, namespace: str | None) -> bool:
        """Tell whether repos of that namespace may be created, changed, deleted and moved with this token."""
        role = "admin" if namespace == self.name else ORGANISATIONS.get(namespace or "", "read")
        return self.role == "write" and role in ("admin", "write")

    @property
    def namespaces(self) -> tuple[str, ...]:
        """The namespaces whose private repos the user sees."""
        return (self.name, *ORGANISATIONS)


class Accounts:
    """The tokens of one running Hub.

    Args:
        write_token: the token with the role write; drawn at random where empty.
        read_token: the one with the role read; likewise.
    """

    def __init__(self, write_token: str = "", read_token: str = "") -> None:
        self.write_token = write_token or _token()
        self.read_token = read_token or _token()
        self._accounts = {self.read_token: Account("read"), self.write_token: Account("write")}

    def of(self, token: str) -> Account | None:
        """Return the account of a token, or None for an unknown one."""
        return self._accounts.get(token)


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
        "auth": {
            "type": "access_token",
            "accessToken": {
                "displayName": f"embedded-{account.role}",
                "role": account.role,
                "createdAt": "2026-08-01T09:00:00.000Z",
            },
        },
    }


def _organisation(name: str, role: Role) -> dict[str, Any]:
    oid, fullname = PEOPLE[name]
    return {
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


def _token() -> str:
    return f"hf_{secrets.token_hex(18)}"
