"""TagAsker: fills the tag sidebar: at once from what is kept on disk, then from the Hub, else from the loaded rows."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from hubtui.core.tag_sources import SeenTags, listed, unlisted
from hubtui.core.tags import TagIndex
from hubtui.hub.criteria import Kind
from hubtui.hub.errors import BadAnswer, HubError, NotFound
from hubtui.hub.listings import decode_tags
from hubtui.widgets.working import start_work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.core.connection import Connect, Connection
    from hubtui.core.keeping import KeptAnswers
    from hubtui.hub.models import Repo
    from hubtui.screens.browse import BrowseScreen
    from hubtui.timings import Timings
    from hubtui.widgets.repo_pane import RepoPane
    from hubtui.widgets.tag_sidebar import TagSidebar


class TagAsker:
    """Knows the tags of each kind; each is asked for once a run, when its sidebar is first shown."""

    def __init__(
        self,
        screen: BrowseScreen,
        sidebar: TagSidebar,
        connect: Connect,
        answers: KeptAnswers,
        timings: Timings,
    ) -> None:
        self._screen = screen
        self._sidebar = sidebar
        self._connect = connect
        self._answers = answers
        self._timings = timings
        self._indexes: dict[Kind, TagIndex] = {}
        self._asked: set[Kind] = set()
        self._failed: set[Kind] = set()
        """Kinds whose tags could not be had this run, or not today's."""
        self._unlisted = {Kind.SPACE}
        """Kinds whose tags no list of this Hub's holds: Spaces never have one (wire.md §2.3)."""
        self._seen: dict[Kind, SeenRows] = {}
        self._counted: Kind | None = None
        """Whose counts the sidebar shows."""

    def follow(self) -> None:
        """Show the tags of the pane in front, with what of them its question uses."""
        pane = self._screen.deck.repos
        if pane is None:
            return
        seen = self._seen.setdefault(pane.kind, SeenRows())
        grown = seen.follow(pane)
        if pane.kind in self._unlisted:
            if grown or pane.kind not in self._indexes:
                self._indexes[pane.kind] = seen.tags.index(pane.kind)
        elif pane.kind not in self._asked:
            self._asked.add(pane.kind)
            if pane.kind not in self._indexes:
                # With nothing in it yet, so that the cursor is on the first tag once there are some.
                self._indexes[pane.kind] = TagIndex(pane.kind, (), "The tags are on their way…")
            start_work(self._screen, partial(self._load, pane.kind), group=f"tags {pane.kind}")
        if grown or self._counted is not pane.kind:
            self._counted = pane.kind
            self._sidebar.show_counts(seen.tags.counts)
        self._sidebar.show(self._indexes[pane.kind], pane.question)

    def ask_again(self) -> None:
        """Ask again for the tags of the pane in front, where they could not be had."""
        pane = self._screen.deck.repos
        if pane is not None and pane.kind in self._failed:
            self._failed.discard(pane.kind)
            self._asked.discard(pane.kind)
            self.follow()

    async def _load(self, kind: Kind) -> None:
        """Show the kept tags, then ask the Hub for today's."""
        try:
            connection = await self._connect()
            kept = await asyncio.to_thread(self._kept, connection, kind)
            self._screen.remembering.tell(self._answers.notice)
            if kept is not None:
                self._take(kind, kept)
            groups = await connection.reads.tags_by_type(kind)
        except NotFound:
            self._unlisted.add(kind)
            self._indexes.pop(kind, None)
            self.follow()
        except HubError as error:
            self._failed.add(kind)
            # Kept tags are better than none; without any the sidebar says why.
            if self._indexes[kind].note:
                self._take(kind, unlisted(kind, f"No tags: {error.what}; r in the list asks again"))
        else:
            self._take(kind, await asyncio.to_thread(listed, kind, groups))
            body = msgspec.json.encode(groups.groups)
            await asyncio.to_thread(
                self._answers.put, connection.endpoint, "", _key(kind), body, int(self._timings.clock())
            )

    def _kept(self, connection: Connection, kind: Kind) -> TagIndex | None:
        """Return the index of the kept tags, or None where there are none that can be read. Blocks."""
        kept = self._answers.get(connection.endpoint, "", _key(kind))
        if kept is None:
            return None
        try:
            return listed(kind, decode_tags(kept[0]))
        except BadAnswer:
            return None

    def _take(self, kind: Kind, index: TagIndex) -> None:
        self._indexes[kind] = index
        self.follow()


class SeenRows:
    """The tags of a pane's loaded rows, counted as the rows come."""

    def __init__(self) -> None:
        self.tags = SeenTags()
        self._rows: Sequence[Repo] = ()

    def follow(self, pane: RepoPane) -> bool:
        """Count the rows that are new; return whether the counts are others now."""
        rows = pane.table.rows
        # Rows that take the place of others are another sequence; what is added is added to the same one.
        anew = rows is not self._rows or len(rows) < self.tags.rows
        before, self._rows = self.tags, rows
        if anew:
            self.tags = SeenTags()
        new = rows[self.tags.rows :]
        self.tags.add(new)
        if anew and self.tags.is_like(before):
            self.tags = before
            return False
        return bool(new) or anew


def _key(kind: Kind) -> str:
    return f"{kind.plural}-tags-by-type"
