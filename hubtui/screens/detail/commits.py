"""CommitsLayer: the commits of the revision; MessageLayer: one of them in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work

from hubtui.core.commit_log import CommitLog, in_full
from hubtui.hub.errors import HubError
from hubtui.screens.detail.layer import Layer
from hubtui.widgets.commit_list import CommitList
from hubtui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.message import Message

    from hubtui.core.visit import Visit
    from hubtui.hub.contents import Commit
    from hubtui.hub.links import Base
    from hubtui.screens.detail.desk import Desk


class CommitsLayer(Layer):
    """Asks for commits page by page, the newest first."""

    SEARCHES: ClassVar = False

    def __init__(self, visit: Visit, desk: Desk) -> None:
        super().__init__(visit, desk)
        self._log = CommitLog()
        self._list = CommitList(now=desk.timings.clock)

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield self._list

    def take_keys(self) -> None:
        """Give the keys to the list."""
        self.screen.set_focus(self._list)

    def enter(self) -> None:
        """Ask for the first page."""
        self._ask()

    def reload(self) -> None:
        """Ask again for a page that failed or waits to be asked for again, else from the newest commit."""
        if self._log.error is None and not self._log.is_loading:
            self._log.restart()
            self._list.clear()
        if self.waits or not self._log.is_loading:
            self._ask()

    def _ask(self) -> None:
        self.waits = False
        self._load(self._log.begin())
        self._show()

    @work(group="commits", exclusive=True)
    async def _load(self, ticket: int) -> None:
        ref = self.visit.ref
        try:
            reads = (await self.desk.connect()).reads
            page = await reads.commits(ref.kind, ref.id, self.visit.at, query=self._log.next)
        except HubError as error:
            self._log.fail(ticket, error)
        else:
            self.waits = False
            self._list.append(self._log.accept(ticket, page))
        self._show()

    def _show(self) -> None:
        log = self._log
        if log.is_loading:
            self._list.notice = ("Loading commits…", "")
        else:
            self._list.notice = log.notice if log.notice[0] else ("There are no commits", "")
        self.changed()

    def choose(self) -> Layer | None:
        """Read the highlighted commit in full."""
        commit = self._list.highlighted
        return None if commit is None else MessageLayer(self.visit, self.desk, commit)

    @property
    def progress(self) -> str:
        """How far the list is read."""
        return self._log.progress

    @property
    def notice(self) -> tuple[str, str]:
        """What went wrong or was left out."""
        return self._log.notice if self._log.commits else ("", "")

    @property
    def failed(self) -> bool:
        """Whether the last page failed."""
        return self._log.error is not None

    @property
    def copyable(self) -> str:
        """The highlighted commit's sha."""
        commit = self._list.highlighted
        return commit.id if commit is not None else ""

    def page(self, base: Base) -> str:
        """Return the address of the highlighted commit's page."""
        return base.commit_url(self.copyable) if self.copyable else ""

    def on_line_list_near_end(self, event: Message) -> None:
        """Handle the list running out of rows below."""
        event.stop()
        if self._log.wants_more and self._log.pages:
            self._ask()


class MessageLayer(Layer):
    """All that is known of a commit.

    Args:
        visit: the repo.
        desk: what to work with.
        commit: to be read.
    """

    SEARCHES: ClassVar = False
    DEFAULT_CSS = """
    MessageLayer { padding: 1 2; }
    """

    def __init__(self, visit: Visit, desk: Desk, commit: Commit) -> None:
        super().__init__(visit, desk)
        self._commit = commit
        self._lines = TextLines(in_full(commit, desk.timings.clock()))

    def compose(self) -> ComposeResult:
        """The text alone."""
        yield self._lines

    def take_keys(self) -> None:
        """Give the keys to the text."""
        self.screen.set_focus(self._lines)

    def choose(self) -> None:
        """Look at the repo as it was with this commit."""
        self.post_message(self.RevisionWanted(self._commit.id))

    @property
    def notice(self) -> tuple[str, str]:
        """What enter does here."""
        return "enter looks at the repo as it was then", ""

    @property
    def copyable(self) -> str:
        """The commit's sha."""
        return self._commit.id

    def page(self, base: Base) -> str:
        """Return the address of the commit's page."""
        return base.commit_url(self._commit.id)
