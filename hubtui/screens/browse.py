"""BrowseScreen: the panes, the preview and the lines around them; lays out and routes messages."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.worker import get_current_worker

from hubtui.commands import (
    BY_ID,
    COMMANDS,
    CURSOR_COMMANDS,
    EDIT_COMMANDS,
    OPEN,
    TAG_COMMANDS,
    Facts,
)
from hubtui.hub.credentials import DEFAULT_ENDPOINT
from hubtui.hub.criteria import Kind
from hubtui.hub.errors import HubError
from hubtui.screens.commanded import CommandedScreen
from hubtui.screens.lines import Lines
from hubtui.screens.moment import facts_of
from hubtui.screens.preview_asker import PreviewAsker
from hubtui.screens.previewing import Previewing
from hubtui.screens.remembering import Remembering
from hubtui.screens.resuming import Resuming
from hubtui.widgets.keys import bindings
from hubtui.widgets.pane_deck import PaneDeck
from hubtui.widgets.repo_pane import RepoPane
from hubtui.widgets.repo_preview import RepoPreview

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hubtui.core.keeping import Memory
    from hubtui.core.opening import Opening
    from hubtui.core.session import Session
    from hubtui.hub.models import Account, RateLimit, Repo
    from hubtui.screens.bookmarking import Bookmarking
    from hubtui.screens.caching import Caching
    from hubtui.screens.copying import Copying
    from hubtui.screens.finding import Finding
    from hubtui.screens.managing import Managing
    from hubtui.screens.marking import Marking
    from hubtui.screens.metrics_asker import MetricsAsker
    from hubtui.screens.previewing import PreviewWanted
    from hubtui.screens.signing import Signing
    from hubtui.screens.tagging import Tagging
    from hubtui.screens.turning import Turning
    from hubtui.screens.viewing import Viewing
    from hubtui.screens.visiting import Visiting
    from hubtui.timings import Timings
    from hubtui.widgets.pane_deck import Pane
    from hubtui.widgets.search_bar import SearchBar
    from hubtui.widgets.search_field import SearchField
    from hubtui.widgets.tag_sidebar import TagSidebar


class BrowseScreen(CommandedScreen):
    """What hubtui opens with."""

    VERBS: ClassVar = BY_ID
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        command
        for command in COMMANDS
        if command not in (*CURSOR_COMMANDS, *EDIT_COMMANDS, *TAG_COMMANDS, OPEN)
    )

    def __init__(
        self,
        session: Session,
        timings: Timings,
        memory: Memory,
        *,
        host: str,
        first: Kind = Kind.MODEL,
        preview: PreviewWanted = "auto",
    ) -> None:
        super().__init__()
        self.session = session
        """Who is signed in."""
        self._timings = timings
        self._memory = memory
        self._host = host
        self.lines = Lines(self, host)
        """The title, the status and the footer."""
        self.remembering = Remembering(self)
        """What writes what is remembered, and tells of it."""
        self._resuming = Resuming(self, memory.state, self.remembering)
        self.deck = PaneDeck(
            first,
            session,
            timings,
            place=self._place,
            turned=self._turned,
            question=self._resuming.question,
        )
        """The panes."""
        self.preview = RepoPreview(timings.clock)
        """What is known of the highlighted repo."""
        self.asker = PreviewAsker(self, session.connect, timings)
        """What asks about the highlighted repo."""
        self._previewing = Previewing(self, self.asker, preview)
        self.has_begun = False
        """Whether the first question was asked. What is made with a crew member is not needed for the first frame."""

    def compose(self) -> ComposeResult:
        """The title, the panes with the preview, the status and the footer."""
        # Known before anything is laid out, so that the first frame is the right one.
        self._previewing.lay_out(self.app.size.width)
        yield self.lines.title
        yield self.deck.front
        yield self.preview
        yield self.lines.status
        yield self.lines.footer

    def on_mount(self) -> None:
        """Draw the lines as they are before anything was asked."""
        # Textual hides its empty rack of toasts only after the first frame, which lays everything out again.
        self.query_one("#textual-toastrack").display = False
        self.lines.begin()

    def begin(self, opening: Opening) -> None:
        """Ask the first questions, now that the first frame is on the screen."""
        self.has_begun = True
        self.finding.open(opening)
        self.deck.front.take_keys()
        self.deck.front.enter()
        self.signing.follow()
        self.caching.read()
        self.call_later(self._resuming.begin)
        self.ask_who()

    @property
    def account(self) -> Account | None:
        """Who is signed in, once that is known."""
        return self.session.account

    @property
    def endpoint(self) -> str:
        """The Hub's address; before it is known, the public Hub's."""
        connection = self.session.connection
        return DEFAULT_ENDPOINT if connection is None else connection.endpoint

    @property
    def highlighted(self) -> tuple[Kind, Repo] | None:
        """The repo under the cursor of the pane in front, with its kind."""
        pane = self.deck.repos
        repo = pane.table.highlighted if pane is not None else None
        return (pane.kind, repo) if pane is not None and repo is not None else None

    @property
    def row_id(self) -> str | None:
        """The id under the cursor of the pane in front, be it of a repo or of a metric."""
        row = self.deck.front.highlighted
        return row.id if row is not None else None

    @property
    def facts(self) -> Facts:
        """What commands need to know of the moment."""
        return facts_of(self)

    @property
    def doers(self) -> tuple[object, ...]:
        """Who does the commands."""
        movers = (self.finding, self.tagging, self.viewing, self.visiting, self._previewing)
        return (*movers, self.turning, self.marking, self.managing, self.bookmarking, self.copying, self)

    # The crew: each is imported and made when it is first needed, which is after the first frame

    @cached_property
    def finding(self) -> Finding:
        """What asks other questions."""
        from hubtui.screens.finding import Finding

        return Finding(self, self._memory.state, self.remembering)

    @cached_property
    def viewing(self) -> Viewing:
        """The saved views."""
        from hubtui.screens.viewing import Viewing

        return Viewing(self, self._memory.state, self.remembering)

    @cached_property
    def marking(self) -> Marking:
        """The marked repos."""
        from hubtui.screens.marking import Marking

        return Marking(self)

    @cached_property
    def managing(self) -> Managing:
        """What changes the Hub."""
        from hubtui.screens.managing import Managing

        return Managing(self, self.session.connect, self._timings, self._memory)

    @cached_property
    def copying(self) -> Copying:
        """What copies."""
        from hubtui.screens.copying import Copying

        return Copying(self, self.session.connect)

    @cached_property
    def signing(self) -> Signing:
        """What puts signs of this machine beside the ids."""
        from hubtui.screens.signing import Signing

        return Signing(self, self._memory.state)

    @cached_property
    def bookmarking(self) -> Bookmarking:
        """The bookmarks, and the repos that were opened."""
        from hubtui.screens.bookmarking import Bookmarking

        return Bookmarking(self, self.session.connect, self._timings, self._memory.state, self.remembering)

    @cached_property
    def caching(self) -> Caching:
        """What huggingface_hub has on this machine."""
        from hubtui.screens.caching import Caching

        return Caching(self, self._memory.cache())

    @cached_property
    def turning(self) -> Turning:
        """What turns to other panes."""
        from hubtui.screens.turning import Turning

        return Turning(self)

    @cached_property
    def visiting(self) -> Visiting:
        """What opens a repo."""
        from hubtui.screens.visiting import Visiting

        return Visiting(self, self.session.connect, self._timings, self._memory, host=self._host)

    @cached_property
    def tagging(self) -> Tagging:
        """The tag sidebar."""
        from hubtui.screens.tagging import Tagging

        return Tagging(self, self.session.connect, self._timings, self._memory)

    @cached_property
    def metrics(self) -> MetricsAsker:
        """What asks for the metrics."""
        from hubtui.screens.metrics_asker import MetricsAsker

        return MetricsAsker(self, self.session.connect)

    # Layout

    @property
    def preview_shown(self) -> bool:
        """Whether the preview is on the screen: as chosen, else where there is room beside the list."""
        return self.has_class("-preview")

    def on_resize(self, event: events.Resize) -> None:
        """Handle a new width: the preview comes and goes with it."""
        self._previewing.lay_out(event.size.width)
        if self.has_begun:
            self.tagging.fit()
            self.asker.follow()

    def on_descendant_focus(self) -> None:
        """Handle a move of the focus by tab or the mouse: the footer shows other keys."""
        if self.has_begun and self.tagging.sidebar is not None:
            self.tagging.fit()
            self.refresh_lines()

    def fit_to(self, classes: Mapping[str, bool]) -> None:
        """Set what the layout depends on, and style only what that lays out: no class here changes what lies deeper."""
        before = self.classes
        self.update_classes(classes, update=False)
        if self.classes != before:
            self.app.stylesheet.update_nodes((self, *self.children))

    # What widgets and the wire tell

    async def _place(self, pane: Pane) -> None:
        """Mount a further pane; the grid shows the one that is not hidden."""
        await self.mount(pane, before=self.preview)

    async def place_sidebar(self, sidebar: TagSidebar) -> None:
        """Mount the tag sidebar, left of the panes."""
        await self.mount(sidebar, after=self.lines.title)

    def on_tag_sidebar_toggled(self, event: TagSidebar.Toggled) -> None:
        """Handle something picked in the sidebar; several in a row make one request."""
        if (pane := self.deck.repos) is not None:
            pane.ask(event.choice.apply(pane.question, on=event.on, exclude=event.exclude), soon=True)
            self.refresh_lines()

    def on_tag_sidebar_refused(self, event: TagSidebar.Refused) -> None:
        """Handle something picked that cannot be."""
        self.say(event.reason)

    def on_tag_sidebar_left(self) -> None:
        """Handle the wish to go back to the list."""
        self.tagging.give_back_keys()

    def _turned(self) -> None:
        """Follow to another pane in front."""
        self.lines.status.stop_counting()
        self.signing.follow()
        self.tagging.fit()
        self.marking.show()
        self.refresh_lines()
        self.asker.follow()

    def on_listing_pane_changed(self, event: RepoPane.Changed) -> None:
        """Handle a pane whose state changed."""
        if event.pane is self.deck.front:
            self.lines.status.stop_counting()
            self.refresh_lines()

    def on_repo_pane_asked(self, event: RepoPane.Asked) -> None:
        """Handle another question: it joins the history."""
        self.finding.asked(event.question, edit=event.edit)

    def on_listing_pane_said(self, event: RepoPane.Said) -> None:
        """Handle something that a pane has to tell."""
        self.say(event.text)

    def on_search_bar_left(self, event: SearchBar.Left) -> None:
        """Handle the end of an edit: the footer shows the keys again."""
        self.refresh_lines()
        self.finding.searched(event.text)

    async def on_search_field_address_pasted(self, event: SearchField.AddressPasted) -> None:
        """Handle an address that was pasted into the search."""
        await self.finding.open_address(event.url)

    def on_line_list_highlighted(self) -> None:
        """Handle a move of the cursor; this runs for every key, so it does next to nothing."""
        self.asker.follow()

    async def on_line_list_selected(self) -> None:
        """Handle a repo that was chosen."""
        await self.action_command(OPEN.id)

    def take_quota(self, limit: RateLimit) -> None:
        """Take what is left of a quota."""
        self.lines.status.show_quota(limit)
        self.asker.take_quota(limit)
        self.managing.quota = limit

    def take_wait(self, seconds: float, what: str) -> None:
        """Take that a read is tried again in so many seconds; this runs in the worker that waits."""
        worker = get_current_worker()
        if worker.group == self.asker.GROUP:
            self.preview.show_problem(f"{what}; asked again in {max(1, round(seconds))} s")
        elif worker.group == self.metrics.GROUP:
            self.lines.status.count_down(seconds, what)
        elif isinstance(worker.node, RepoPane):
            worker.node.take_wait()
            if worker.node is self.deck.front:
                self.lines.status.count_down(seconds, what, "r tries now")

    def refresh_lines(self) -> None:
        """Draw the title, the status and the footer for the pane in front."""
        if self.has_begun:
            self.lines.draw()
            self.tagging.follow()
            self._resuming.note()

    def take_account(self) -> None:
        """Take that more, or other, is known of who is signed in."""
        self.lines.show_who()
        self.refresh_lines()

    def take_other_user(self) -> None:
        """Take that the Hub is asked as somebody else: all that is shown is asked for again."""
        self.marking.clear()
        self.managing.forget()
        self.bookmarking.ask_again()
        for pane in self.deck.panes:
            if isinstance(pane, RepoPane):
                pane.start_over()
        self.deck.front.enter()
        self.asker.forget_all()
        self.tagging.ask_again()

    @work(group="who", exclusive=True)
    async def ask_who(self) -> None:
        """Ask who is signed in; where nobody tells, the pane tells of the same trouble."""
        try:
            if (await self.session.connect()).signed_in:
                await self.session.who()
        except HubError as error:
            self.log.warning(error.summary)
