"""Who is signed in and what may be done, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.core.session import Session


def who_line(session: Session, host: str) -> str:
    """Return who is signed in where, for the top line: alice@huggingface.co write."""
    account = session.account
    name = f"{account.name}@{host}" if account is not None else host
    if session.refused:
        return f"{name} token {'expired' if session.expired else 'refused'}"
    return f"{name} {account.role}" if account is not None and account.role else name
