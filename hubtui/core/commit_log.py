"""CommitLog: the commits of a revision as they are read, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui import text
from hubtui.core.paging import FeedState, Paging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.hub.contents import Commit, Commits


class CommitLog(Paging):
    """What is known of a revision's commits."""

    def __init__(self) -> None:
        super().__init__()
        self.commits: list[Commit] = []
        """The commits so far."""
        self.total: int | None = None
        """How many there are, where the Hub says (wire.md §1.5)."""
        self._ids: set[str] = set()

    def restart(self) -> None:
        """Begin from the newest commit: nothing is known."""
        super().restart()
        self.commits = []
        self.total = None
        self._ids = set()

    def accept(self, ticket: int, page: Commits) -> Sequence[Commit]:
        """Take in a page and return its commits that are new; none if the ticket is late.

        A page is told by a number (wire.md §1.7), so a commit made meanwhile moves some to the next one.
        """
        if not self.is_current(ticket):
            return ()
        new = []
        for commit in page.commits:
            if commit.id not in self._ids:
                self._ids.add(commit.id)
                new.append(commit)
        self.commits += new
        self.total = page.total if page.total is not None else self.total
        self._take_page(len(new), page.next, page.refused, page.skipped)
        return new

    @property
    def progress(self) -> str:
        """How far it is read, for the status line: ``1–50 of 1,234 commits``."""
        count = len(self.commits)
        if not count:
            return "loading…" if self.is_loading else ""
        end = "" if not self.is_loading else " · loading…"
        if self.state is FeedState.EXHAUSTED and not self.stopped:
            return f"{text.plural(count, 'commit')}{end}"
        whole = f" of {self.total:,}" if self.total is not None else "+"
        return f"1–{count:,}{whole} commits{end}"

    @property
    def notice(self) -> tuple[str, str]:
        """What went wrong or was left out, and what to do about it; empty while all is well."""
        if self.error is not None:
            return self.error.what, self.error.todo
        if self.stopped:
            return f"The list ends here: {self.stopped}", "press r to ask again"
        return (f"{text.plural(self.skipped, 'commit')} could not be read", "") if self.skipped else ("", "")


def in_full(commit: Commit, now: float) -> str:
    """Return all that is known of a commit, in lines."""
    authors = ", ".join(commit.authors)
    message = commit.message.strip("\n")
    lines = [
        f"commit  {commit.id}",
        f"by      {authors}" if authors else "",
        f"made    {text.age(commit.date, now)}" if commit.date is not None else "",
        "",
        commit.title or "It has no title",
        f"\n{message}" if message and message != commit.title else "",
    ]
    return "\n".join(line for at, line in enumerate(lines) if line or at == 3).rstrip()
