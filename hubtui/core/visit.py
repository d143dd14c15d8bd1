"""Visit: one repo as it is looked at in the detail view."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hubtui.hub.models import RepoRef

if TYPE_CHECKING:
    from hubtui.hub.errors import HubError
    from hubtui.hub.models import Repo, RepoInfo


class Visit(NamedTuple):
    """What is known of a repo at the revision that is looked at."""

    ref: RepoRef
    """The repo; after a rename under the id that it has now."""
    row: Repo | None = None
    """What the list knew of it."""
    revision: str | None = None
    """The branch, tag or commit that was chosen, raw; None is the default branch."""
    info: RepoInfo | None = None
    """What the Hub answered about it."""
    body: bytes = b""
    """That answer as it came."""
    error: HubError | None = None
    """Why the Hub did not answer, or not this time."""

    @property
    def usable(self) -> bool:
        """Whether anything can be asked of the repo (design.md §6.1)."""
        return self.row is None or self.row.usable

    @property
    def at(self) -> str:
        """The revision to ask for files at."""
        return self.revision or "main"

    def key(self, what: str) -> str:
        """Return under what a kept answer about the repo at this revision is found."""
        return f"{what} {self.ref.kind.plural}/{self.ref.id}@{self.revision or ''}"

    def answered(self, info: RepoInfo, body: bytes) -> Visit:
        """Return the visit once the Hub has answered; the id that came back is the repo's (design.md §5, Redirects)."""
        return self._replace(ref=RepoRef(self.ref.kind, info.id), info=info, body=body, error=None)

    def state(self) -> str:
        """Return what sets the repo apart, and what that means, in one line; empty for nothing."""
        info = self.info
        if info is None:
            return ""
        if info.disabled:
            return "Disabled by the Hub: what is known of it can be read, its files cannot"
        if info.gated:
            return (
                f"Gated, {GATES.get(info.gated, info.gated)}: files and card may need access; o asks for it"
            )
        return "Private: only who was given access sees it" if info.private else ""


GATES = {"auto": "granted at once", "manual": "granted by the author"}
"""What the two kinds of gate mean (wire.md §1.10)."""
