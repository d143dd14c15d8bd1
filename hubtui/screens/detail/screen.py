"""DetailScreen: one repo in tabs; asks the Hub about it, and leaves the rest to the tabs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.worker import get_current_worker

from hubtui.commands import Facts, Place, show_key
from hubtui.commands.detail import (
    CARD,
    DATA,
    DETAIL_BY_ID,
    DETAIL_COMMANDS,
    DETAIL_FOOTER,
    FACTS,
    FILES,
    RAW,
    TAB_COMMANDS,
    TAB_KEYS,
)
from hubtui.core.visit import Visit
from hubtui.hub.criteria import Kind
from hubtui.hub.details import decode_repo
from hubtui.hub.errors import BadAnswer, HubError, RepoNotFound, RevisionNotFound
from hubtui.screens.commanded import CommandedScreen
from hubtui.screens.detail.changing import Changing
from hubtui.screens.detail.part import Part
from hubtui.screens.detail.parts import make_part, tabs_of
from hubtui.screens.detail.revising import Revising
from hubtui.screens.detail.taking import Taking
from hubtui.screens.wishes import CopyWanted
from hubtui.widgets.detail_bar import DetailBar
from hubtui.widgets.footer import Footer
from hubtui.widgets.keys import KeysInTurn, bindings, keys_of
from hubtui.widgets.status_bar import StatusBar
from hubtui.widgets.working import start_work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hubtui.hub.models import RateLimit
    from hubtui.screens.detail.desk import Desk


INFO = "repo"
"""What kept answers about the repo itself are called."""
KIND_WORDS = {Kind.MODEL: "model", Kind.DATASET: "dataset", Kind.SPACE: "Space"}


class DetailScreen(KeysInTurn, CommandedScreen):
    """Everything about one repo.

    Args:
        visit: the repo, with what the list knew of it.
        desk: what to work with.
        host: what the Hub is called on the screen.
    """

    VERBS: ClassVar = DETAIL_BY_ID
    PLACES: ClassVar = (Place.DETAIL, Place.FILES, Place.CHANGES)
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        command for command in DETAIL_COMMANDS if command not in TAB_KEYS
    )

    def __init__(self, visit: Visit, desk: Desk, *, host: str) -> None:
        super().__init__()
        self._desk = desk
        self._host = host
        self._visit = visit
        self._answered: Visit | None = None
        """The visit as it was last answered, to go back to from a revision that is not there."""
        self._tabs = tabs_of(visit.ref.kind)
        self._taking = Taking(self, desk)
        self._revising = Revising(self, desk)
        self._changing = Changing(self, desk.manages)
        self._bar = DetailBar(TAB_COMMANDS)
        self._status = StatusBar()
        self._footer = Footer()
        self._parts: dict[str, Part] = {}
        self.front: Part = self._made(self._tabs[0])
        """The tab in front."""

    def compose(self) -> ComposeResult:
        """What is looked at, the tab, the status and the footer."""
        yield self._bar
        yield self.front
        yield self._status
        yield self._footer

    def on_mount(self) -> None:
        """Show what is known, and ask for the rest."""
        self.front.take_keys()
        self.front.enter()
        self.refresh_lines()
        self._desk.keeps.record(self._visit.ref)
        self._ask()

    @property
    def visit(self) -> Visit:
        """The repo as it is looked at."""
        return self._visit

    @property
    def facts(self) -> Facts:
        """What commands need to know of the moment."""
        visit, manages = self._visit, self._desk.manages
        return Facts(
            highlighted=True,
            usable=visit.usable,
            space=visit.ref.kind is Kind.SPACE,
            tab=self.front.TITLE,
            no_choice=self.front.no_choice,
            no_rows=self.front.no_rows,
            read_only=manages.why_not,
            undoable=manages.can_undo,
        )

    @property
    def doers(self) -> tuple[object, ...]:
        """Who does the commands: the tab in front before the screen."""
        return self.front, self._taking, self._revising, self._changing, self

    @property
    def split(self) -> tuple[str, str]:
        """The config and the split of a dataset whose rows were looked at last; empty where none were."""
        return next((part.split for part in self._parts.values() if any(part.split)), ("", ""))

    async def action_command(self, command_id: str) -> None:
        """Run a command, or say why it cannot run now or on this tab."""
        command = DETAIL_BY_ID[command_id]
        if self.does(command):
            await super().action_command(command_id)
        else:
            self.say(f"{show_key(keys_of(self, command)[0])} has no use on {self.front.TITLE}")

    # Tabs

    async def do_detail_card(self) -> None:
        """Show the card."""
        await self.show_tab(CARD)

    async def do_detail_facts(self) -> None:
        """Show the facts."""
        await self.show_tab(FACTS)

    async def do_detail_files(self) -> None:
        """Show the files."""
        await self.show_tab(FILES)

    async def do_detail_raw(self) -> None:
        """Show the answer as it came."""
        await self.show_tab(RAW)

    async def do_detail_data(self) -> None:
        """Show a dataset's rows."""
        if DATA in self._tabs:
            await self.show_tab(DATA)
        else:
            self.say("Only a dataset has rows")

    async def do_detail_previous_tab(self) -> None:
        """Show the tab before this one."""
        await self._step(-1)

    async def do_detail_next_tab(self) -> None:
        """Show the tab behind this one."""
        await self._step(1)

    async def show_tab(self, title: str) -> None:
        """Bring a tab to the front; it has the keys when this returns, and is made when it is first shown."""
        part = self._parts.get(title) or self._made(title)
        self.front = part
        for other in self._parts.values():
            other.display = other is part
        if not part.is_attached:
            await self.mount(part, after=self._bar)
            self.call_after_refresh(part.enter)
        if self.front is part:
            part.take_keys()
        self.refresh_lines()

    async def _step(self, tabs: int) -> None:
        at = self._tabs.index(self.front.TITLE)
        await self.show_tab(self._tabs[(at + tabs) % len(self._tabs)])

    def _made(self, title: str) -> Part:
        part = self._parts[title] = make_part(title, self._visit, self._desk)
        return part

    # The repo

    def do_detail_copy(self) -> None:
        """Copy what is highlighted on the tab, else the id."""
        self.post_message(CopyWanted(self.front.copyable or self._visit.ref.id))

    def do_refresh(self) -> None:
        """Ask again for the repo, and for what the tab in front shows."""
        self._ask()
        self.front.reload()

    def do_back(self) -> None:
        """Leave what lies over the tab, else go back to where the repo was opened."""
        if not self.front.leave() and self.app.screen is self:
            self.dismiss()

    def follow(self, visit: Visit | None) -> None:
        """Follow what has become of the repo: look at it as it is now; None where it is gone."""
        if visit is None:
            self._show(
                self._visit._replace(
                    error=RepoNotFound(f"{self._visit.ref.id} is gone", "press escape to go back")
                )
            )
        else:
            self._show(visit)
            self._ask()

    def choose_revision(self, revision: str | None) -> None:
        """Look at another revision; None for the default branch."""
        if revision != self._visit.revision:
            self._show(self._visit._replace(revision=revision, info=None, body=b"", error=None))
            self._ask()

    # What tabs and the wire tell

    def on_part_changed(self, event: Part.Changed) -> None:
        """Handle a tab whose state changed, so that it waits no longer."""
        if event.part is self.front:
            self._status.stop_counting()
            self.refresh_lines()

    def on_part_repo_wanted(self, event: Part.RepoWanted) -> None:
        """Handle the wish to look at another repo: it lies over this one, until it is left."""
        if self.app.screen is self:  # not for the second of two hurried keys
            self.app.push_screen(DetailScreen(Visit(event.repo), self._desk, host=self._host))

    def on_part_revision_wanted(self, event: Part.RevisionWanted) -> None:
        """Handle the wish to look at another revision."""
        self.choose_revision(event.revision)

    def take_quota(self, limit: RateLimit) -> None:
        """Take what is left of a quota."""
        self._status.show_quota(limit)
        for part in self._parts.values():
            part.take_quota(limit)

    def take_wait(self, seconds: float, what: str) -> None:
        """Take that a read is tried again in so many seconds; this runs in the worker that waits."""
        node = get_current_worker().node
        if isinstance(node, Part):
            node.take_wait()
        if node is self or self.front in node.ancestors_with_self:
            self._status.count_down(seconds, what, "r tries now")

    def take_other_user(self) -> None:
        """Take that the Hub is asked as somebody else: the tabs are made anew, and the repo is asked for again."""
        self.workers.cancel_group(self, "info")
        visit, title = self._visit, self.front.TITLE
        self._visit = Visit(visit.ref, None if visit.usable else visit.row, visit.revision)
        self._answered = None
        parts, self._parts = self._parts, {}
        self.front = self._made(title)
        self.call_later(self._begin_anew, tuple(parts.values()))

    async def _begin_anew(self, parts: Sequence[Part]) -> None:
        """Put the tab in front in the place of those of before."""
        for part in parts:
            if part.is_attached:
                await part.remove()
        await self.show_tab(self.front.TITLE)
        self._ask()

    def refresh_lines(self) -> None:
        """Draw the lines around the tab."""
        visit, part = self._visit, self.front
        self._bar.show_visit(KIND_WORDS[visit.ref.kind], visit.ref.id, visit.revision or "", self._host)
        self._bar.show_tabs(self._tabs, part.TITLE)
        self._status.show_progress(part.progress)
        what, todo = part.notice
        if what or visit.error is None:
            self._status.show_notice(*((what, todo) if what else (visit.state(), "")), failed=part.failed)
        else:
            self._status.show_notice(visit.error.what, visit.error.todo, failed=True)
        self._footer.show_commands(
            [command for command in DETAIL_FOOTER if self.does(command) and part.shows(command)], self.facts
        )

    def _show(self, visit: Visit) -> None:
        """Look at something else of the repo: the tabs follow."""
        self._visit = visit
        for part in self._parts.values():
            part.visit = visit
            if part.is_attached:
                part.follow()
        self.refresh_lines()

    def _ask(self) -> None:
        if self._visit.usable:
            start_work(self, partial(self._load), group="info", exclusive=True)

    async def _load(self) -> None:
        """Ask for everything about the repo; what was kept of an earlier answer shows until it comes."""
        visit = self._visit
        ref, revision = visit.ref, visit.revision
        key = visit.key(INFO)
        try:
            if visit.info is None and (kept := await self._desk.kept(key)) is not None:
                self._recall(kept)
            reads = (await self._desk.connect()).reads
            info, body = await reads.repo_whole(ref.kind, ref.id, revision)
            self._status.stop_counting()
            if info.id != ref.id:
                self.say(f"{ref.id} is now {info.id}")
                if info.usable:
                    self._desk.keeps.follow(ref, info.ref)
            self._show(self._visit.answered(info, body))
            self._answered = self._visit
            await self._desk.keep(key, body)
        except RevisionNotFound as error:
            self._give_back(error)
        except HubError as error:
            self._status.stop_counting()
            self._show(self._visit._replace(error=error))

    def _recall(self, body: bytes) -> None:
        """Show an answer that was kept, if it can be read."""
        try:
            self._show(self._visit.answered(decode_repo(body, self._visit.ref.kind), body))
        except BadAnswer as error:
            self.log.warning(error.summary)

    def _give_back(self, error: RevisionNotFound) -> None:
        """Go back from a revision that is not there to the one before."""
        self.say(f"{error.what}; what was shown before is shown again")
        if self._answered is not None:
            self._show(self._answered)
        else:
            self.choose_revision(None)
