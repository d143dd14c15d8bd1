"""FactsPart: all that the Hub says about the repo, in words; it looks after a Space for as long as it is seen."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

import msgspec

from hubtui.commands.detail import FACTS
from hubtui.core.facts import facts_of, facts_of_row
from hubtui.core.facts.gguf import quantised
from hubtui.core.json_rows import JsonRows
from hubtui.hub.criteria import Kind
from hubtui.hub.decode import decode_json
from hubtui.hub.errors import BadAnswer, HubError
from hubtui.screens.detail.searched import SearchedPart, found_words, nowhere
from hubtui.screens.detail.stage_watch import StageWatch
from hubtui.screens.wishes import LinkWanted
from hubtui.widgets.facts_view import FactsView
from hubtui.widgets.working import start_work

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult

    from hubtui.core.facts import Group
    from hubtui.core.visit import Visit
    from hubtui.hub.contents import File
    from hubtui.hub.links import Base
    from hubtui.hub.models import RateLimit, RepoInfo, RepoRef
    from hubtui.hub.particulars import Runtime
    from hubtui.hub.reads import Reads
    from hubtui.screens.detail.desk import Desk

_LONG: Final = 256 * 1024
"""Bytes of an answer from which its facts are put into words in a thread."""


class FactsPart(SearchedPart):
    """The facts, and below them the card's header as a tree.

    Besides the answer about the repo it asks for the sizes of GGUF files, for what the Hub made of a dataset, and
    again and again for a Space's stage.
    """

    TITLE: ClassVar = FACTS

    def __init__(self, visit: Visit, desk: Desk) -> None:
        super().__init__(visit, desk)
        self._view = FactsView()
        self._tree_of = b""
        """The body whose card is shown as a tree, or being read."""
        self._asked: tuple[RepoRef, str | None] | None = None
        """The repo and the revision for which the rest was asked."""
        self._asks = ""
        """What is being asked for, in words."""
        self._sized: tuple[File, ...] | None = None
        self._conversions: tuple[str, ...] = ()
        self._info: RepoInfo | None = None
        """The answer that is shown."""
        self._runtime: Runtime | None = None
        """What a Space's watch brought since that answer."""
        self._problem: tuple[str, HubError] | None = None
        self._watch = StageWatch(self, desk, self._take_runtime)

    def compose(self) -> ComposeResult:
        """The facts, and the line below them in which a search is typed."""
        yield self._view
        yield self.find_line

    def enter(self) -> None:
        """Show what is known by now, and ask for the rest."""
        self.follow()

    def follow(self) -> None:
        """Show what is known by now, and ask for the rest once the repo is known."""
        info = self.visit.info
        if info is not self._info:
            self._info, self._runtime = info, None
        self._show()
        self._show_tree()
        if info is None:
            self._watch.stop()
            return
        if self._asked != (self.visit.ref, self.visit.revision):
            self._ask_rest()
        if info.kind is Kind.SPACE:
            runtime = self._runtime or info.runtime
            self._watch.begin(runtime.stage if runtime else None)

    def reload(self) -> None:
        """Ask for the rest again."""
        if self.visit.info is not None:
            self._ask_rest()

    def take_keys(self) -> None:
        """Give the keys to the facts."""
        self.screen.set_focus(self._view)

    # What is shown

    def _show(self) -> None:
        """Show the facts; those of a long answer are put into words in a thread."""
        if len(self.visit.body) > _LONG:
            start_work(self, partial(self._show_many), group="words", exclusive=True)
        else:
            self._view.show(self._groups())
        error = self.visit.error
        self._view.notice = (error.what, error.todo) if error else ("Loading…", "")
        self.changed()

    async def _show_many(self) -> None:
        self._view.show(await asyncio.to_thread(self._groups))

    def _groups(self) -> tuple[Group, ...]:
        visit, now = self.visit, self.desk.timings.clock()
        if visit.info is not None:
            info = msgspec.structs.replace(visit.info, runtime=self._runtime or visit.info.runtime)
            return facts_of(info, now, sized=self._sized, conversions=self._conversions)
        return facts_of_row(visit.ref.kind, visit.row, now) if visit.row is not None else ()

    def _show_tree(self) -> None:
        """Show the card's header below, read in a thread, for there may be much in it (wire.md §2.6)."""
        body = self.visit.body
        if body != self._tree_of:
            self._tree_of = body
            start_work(self, partial(self._read_tree, body), group="tree", exclusive=True)

    async def _read_tree(self, body: bytes) -> None:
        self._view.show_tree(await asyncio.to_thread(_card_rows, body) if body else None)

    def _take_runtime(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._show()

    # What is asked besides

    def _ask_rest(self) -> None:
        """Ask for what the answer about the repo does not have."""
        visit = self.visit
        self._asked = visit.ref, visit.revision
        self._sized, self._conversions, self._problem = None, (), None
        if visit.info is None:
            return
        if visit.ref.kind is Kind.DATASET:
            self._run("conversions", self._load_conversions)
        elif quantised(visit.info.files):
            self._run("sizes of files", self._load_sizes)

    def _run(self, what: str, load: Callable[[Reads, Visit], Awaitable[None]]) -> None:
        start_work(self, partial(self._load, what, load), group="rest", exclusive=True)

    async def _load(self, what: str, load: Callable[[Reads, Visit], Awaitable[None]]) -> None:
        """Ask for something, and say what is asked for meanwhile."""
        self._asks = what
        self.changed()
        try:
            await load((await self.desk.connect()).reads, self.visit)
        except HubError as error:
            self._problem = what, error
        finally:
            self._asks = ""
        self._show()

    async def _load_sizes(self, reads: Reads, visit: Visit) -> None:
        """Ask for the sizes of all files, which GGUF files are told apart by (wire.md §1.10)."""
        found = await reads.repo(visit.ref.kind, visit.ref.id, revision=visit.revision, blobs=True)
        self._sized = found.files

    async def _load_conversions(self, reads: Reads, visit: Visit) -> None:
        """Ask what the Hub made of a dataset (wire.md §3)."""
        refs = await reads.refs(visit.ref.kind, visit.ref.id)
        self._conversions = tuple(ref.ref for ref in refs.converts)

    # What it says

    @property
    def progress(self) -> str:
        """How a search stands, and what is being asked for."""
        asks = f"asking for {self._asks}…" if self._asks else ""
        return " · ".join(filter(None, (found_words(self._view.found), asks)))

    @property
    def notice(self) -> tuple[str, str]:
        """What could not be asked."""
        if self._problem is not None:
            what, error = self._problem
            return f"No {what}: {error.what}", error.todo
        if self._watch.error is not None:
            return f"The stage may be another by now: {self._watch.error.what}", self._watch.error.todo
        return nowhere(self.wanted, self._view.found)

    @property
    def failed(self) -> bool:
        """Whether something could not be asked."""
        return self._problem is not None or self._watch.error is not None

    @property
    def copyable(self) -> str:
        """The highlighted fact, or what the highlighted row of the tree holds."""
        return self._view.copyable

    def page(self, base: Base) -> str:
        """Return where the highlighted fact leads, be it a page or the page of another repo."""
        fact = self._view.highlighted
        if fact is None or fact.opens is None:
            return "" if fact is None else fact.link
        return replace(base, repo=fact.opens).repo_url

    @property
    def no_choice(self) -> str:
        """Why nothing opens."""
        return "" if self._view.opens else "This fact has nothing to open"

    def do_fold_toggle(self) -> None:
        """Open what the highlighted fact is about, or fold."""
        self._view.action_fold_toggle()

    def look_for(self, text: str) -> None:
        """Find a text in labels, values and the tree."""
        self._view.search(text)

    def step_match(self, step: int) -> None:
        """Go to the next place where it was found, or the one before."""
        self._view.search_on(step)

    def take_quota(self, limit: RateLimit) -> None:
        """Take what is left of a quota."""
        self._watch.take_quota(limit)

    def on_facts_view_opened(self, event: FactsView.Opened) -> None:
        """Handle the wish to look at a repo that a fact is about."""
        event.stop()
        self.post_message(self.RepoWanted(event.repo))

    def on_facts_view_followed(self, event: FactsView.Followed) -> None:
        """Handle the wish to see a web page that a fact is about."""
        event.stop()
        self.post_message(LinkWanted(event.url))

    def on_block_list_moved(self) -> None:
        """Handle another fact under the cursor: how a search stands, and whether enter opens it."""
        self.changed()

    async def on_block_list_left(self) -> None:
        """Handle a way out of what cannot be folded, unless it was found already."""
        if self.app.screen is self.screen:
            await self.run_action("screen.command('back')")


def _card_rows(body: bytes) -> JsonRows | None:
    """Return the card's header in an answer as a tree; None where there is none, or nothing can be read."""
    try:
        found = decode_json(body)
    except BadAnswer:
        return None
    card = found.get("cardData") if isinstance(found, dict) else None
    return JsonRows(card, tidy=True) if card else None
