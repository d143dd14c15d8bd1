"""Rights: what the signed-in user may change, judged before the Hub is asked, and why not in one sentence.

Where the Hub does not say enough, nothing is refused here: the Hub itself will.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hubtui.hub.models import Account, RepoRef

SIGN_IN = "You are not signed in; press @ to sign in"
_WRITERS = frozenset({"admin", "write", "contributor"})
"""A contributor creates repos and changes those alone; who created one, the Hub does not say (wire.md §2.16)."""


class Rights(NamedTuple):
    """What may be changed, by whom. Every reason is a sentence without a full stop; empty where there is none."""

    account: Account | None = None
    """Who is signed in; None where that is not known."""
    signed_in: bool = False
    """Whether a token goes along."""
    read_only: str = ""
    """Why nothing may be changed whoever is signed in, such as "hubtui runs with --read-only"; empty if it may."""

    @property
    def why_not(self) -> str:
        """Why nothing at all may be changed."""
        if self.read_only:
            return self.read_only
        if not self.signed_in:
            return SIGN_IN
        account = self.account
        if account is not None and account.read_only:
            return f"{_token(account)} can only read; changes need one with the role write"
        return ""

    def why_not_change(self, ref: RepoRef) -> str:
        """Return why this repo may not be changed."""
        owner, slash, _ = ref.id.partition("/")
        if why := self.why_not:
            return why
        if not slash:
            return "Its id has no owner, so it cannot be changed from here"
        return self._why_not_write(owner, ref.id)

    def why_not_create(self, owner: str) -> str:
        """Return why no repo may be created under an owner, or moved to it."""
        return self.why_not or self._why_not_write(owner, "")

    @property
    def owners(self) -> tuple[str, ...]:
        """Under whom repos may be created: the user first, then organisations in the Hub's order."""
        account = self.account
        if account is None:
            return ()
        names = (account.name, *(org.name for org in account.orgs))
        return tuple(name for name in names if not self.why_not_create(name))

    def _why_not_write(self, owner: str, repo_id: str) -> str:
        """Return why an owner's repos, or this one of them, may not be written by this user with this token."""
        account = self.account
        if account is None:
            return ""
        if not _same(owner, account.name):
            org = next((each for each in account.orgs if _same(each.name, owner)), None)
            if org is None:
                return f"You are not in {owner}"
            if org.role is not None and org.role not in _WRITERS:
                return f"Your role in {owner} is {org.role.replace('_', ' ')}, which may not do this"
        if account.role == "fineGrained" and not any(
            _same(each, owner, repo_id) for each in account.writable
        ):
            return f"{_token(account)} may not write {repo_id or f'repos of {owner}'}"
        return ""


def _same(name: str, *names: str) -> bool:
    """Tell whether a name is one of others, in whatever case (wire.md §1.2)."""
    return name.lower() in {each.lower() for each in names}


def _token(account: Account) -> str:
    return f"The token {account.token_name}" if account.token_name else "The token"
