"""BrowseScreen: the panes, the preview and the lines around them; lays out and routes messages."""

from __future__ import annotations

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
from hubtui.core.question import chips
from hubtui.hub.credentials import DEFAULT_ENDPOINT
from hubtui.hub.criteria import Kind
from hubtui.hub.errors import HubError
from hubtui.screens.bookmarking import Bookmarking
from hubtui.screens.caching import Caching
from hubtui.screens.commanded import CommandedScreen
from hubtui.screens.copying import Copying
from hubtui.screens.finding import Finding
from hubtui.screens.lines import Lines
from hubtui.screens.managing import Managing
from hubtui.screens.marking import Marking
from hubtui.screens.metrics_asker import MetricsAsker
from hubtui.screens.preview_asker import PreviewAsker
from hubtui.screens.previewing import Previewing
from hubtui.screens.remembering import Remembering
from hubtui.screens.resuming import Resuming
from hubtui.screens.signing import Signing
from hubtui.screens.tagging import Tagging
from hubtui.screens.turning import Turning
from hubtui.screens.viewing import Viewing
from hubtui.screens.visiting import Visiting
from hubtui.widgets.keys import bindings
from hubtui.widgets.pane_deck import PaneDeck
from hubtui.widgets.repo_pane import RepoPane
from hubtui.widgets.repo_preview import RepoPreview

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hubtui.core.keeping import Memory
    from hubtui.core.opening import Opening
    from hubtui.core.session import Session
    from hubtui.hub.models import Account, RateLimit, Repo
    from hubtui.screens.previewing import PreviewWanted
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
        connect = session.connect
        self.session = session
        """Who is signed in."""
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
        self.finding = Finding(self, memory.state, self.remembering)
        """What asks other questions."""
        self.viewing = Viewing(self, memory.state, self.remembering)
        """The saved views."""
        self.marking = Marking(self)
        """The marked repos."""
        self.managing = Managing(self, connect, timings, memory)
        """What changes the Hub."""
        self._copying = Copying(self, connect)
        self.signing = Signing(self, memory.state)
        """What puts signs of this machine beside the ids."""
        self.bookmarking = Bookmarking(self, connect, timings, memory.state, self.remembering)
        """The bookmarks, and the repos that were opened."""
        self.caching = Caching(self, memory.cache)
        """What huggingface_hub has on this machine."""
        self.asker = PreviewAsker(self, connect, timings)
        """What asks about the highlighted repo."""
        self._previewing = Previewing(self, self.asker, preview)
        self._turning = Turning(self)
        self.visiting = Visiting(self, connect, timings, memory, host=host)
        """What opens a repo."""
        self.tagging = Tagging(self, connect, timings, memory)
        """The tag sidebar."""
        self.metrics = MetricsAsker(self, connect)

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
        pane, found = self.deck.repos, self.highlighted
        return Facts(
            highlighted=self.row_id is not None,
            usable=found is None or found[1].usable,
            filtered=pane is not None and not pane.question.is_clear,
            chips=pane is not None and bool(chips(pane.question)),
            older=self.finding.trail.can_go_back,
            newer=self.finding.trail.can_go_forward,
            swaps=self.finding.trail.can_swap,
            signed_in=self.session.signed_in,
            read_only=self.session.rights.why_not,
            sortable=pane is not None,
            tagging=self.tagging.has_keys,
            editing=pane is not None and pane.bar.editing,
            views=len(self.viewing.names),
            marked=self.marking.count,
            undoable=self.managing.can_undo,
            mine=pane is not None and pane.question.mine,
            space=found is not None and found[0] is Kind.SPACE,
        )

    @property
    def doers(self) -> tuple[object, ...]:
        """Who does the commands."""
        movers = (self.finding, self.tagging, self.viewing, self.visiting, self._previewing)
        return (*movers, self._turning, self.marking, self.managing, self.bookmarking, self._copying, self)

    # Layout

    @property
    def preview_shown(self) -> bool:
        """Whether the preview is on the screen: as chosen, else where there is room beside the list."""
        return self.has_class("-preview")

    def on_resize(self, event: events.Resize) -> None:
        """Handle a new width: the preview comes and goes with it."""
        self._previewing.lay_out(event.size.width)
        self.tagging.fit()
        self.asker.follow()

    def on_descendant_focus(self) -> None:
        """Handle a move of the focus by tab or the mouse: the footer shows other keys."""
        if self.tagging.sidebar is not None:
            self.tagging.fit()
            self.refresh_lines()

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
