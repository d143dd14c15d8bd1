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
    FOOTER,
    OPEN,
    TAG_COMMANDS,
    TAG_FOOTER,
    Facts,
)
from hubtui.core.account_words import who_line
from hubtui.core.question import chips
from hubtui.hub.credentials import DEFAULT_ENDPOINT
from hubtui.hub.criteria import Kind
from hubtui.hub.errors import HubError
from hubtui.screens.bookmarking import Bookmarking
from hubtui.screens.commanded import CommandedScreen
from hubtui.screens.copying import Copying
from hubtui.screens.finding import Finding
from hubtui.screens.launching import open_app
from hubtui.screens.managing import Managing, waiting_words
from hubtui.screens.marking import Marking
from hubtui.screens.metrics_asker import MetricsAsker
from hubtui.screens.preview_asker import PreviewAsker, ref_of
from hubtui.screens.previewing import Previewing
from hubtui.screens.remembering import Remembering
from hubtui.screens.resuming import Resuming
from hubtui.screens.signing import Signing
from hubtui.screens.tagging import Tagging
from hubtui.screens.viewing import Viewing
from hubtui.screens.visiting import Visiting
from hubtui.screens.wishes import PageWanted
from hubtui.widgets.footer import Footer
from hubtui.widgets.keys import bindings
from hubtui.widgets.pane_deck import PaneDeck
from hubtui.widgets.repo_pane import RepoPane
from hubtui.widgets.repo_preview import RepoPreview
from hubtui.widgets.status_bar import StatusBar
from hubtui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hubtui.core.keeping import Memory
    from hubtui.core.opening import Opening
    from hubtui.core.session import Session
    from hubtui.hub.models import Account, RateLimit, Repo, RepoRef
    from hubtui.timings import Timings
    from hubtui.widgets.pane_deck import Pane
    from hubtui.widgets.search_bar import SearchBar
    from hubtui.widgets.search_field import SearchField
    from hubtui.widgets.tag_sidebar import TagSidebar

TABS = tuple(
    (str(number), kind.title, f"screen.command('pane.{kind.plural}')") for number, kind in enumerate(Kind, 1)
)
METRICS_TAB = ("4", "Metrics", "screen.command('pane.metrics')")


class BrowseScreen(CommandedScreen):
    """What hubtui opens with."""

    VERBS: ClassVar = BY_ID
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        command
        for command in COMMANDS
        if command not in (*CURSOR_COMMANDS, *EDIT_COMMANDS, *TAG_COMMANDS, OPEN)
    )

    def __init__(
        self, session: Session, timings: Timings, memory: Memory, *, host: str, first: Kind = Kind.MODEL
    ) -> None:
        super().__init__()
        connect = session.connect
        self.session = session
        """Who is signed in."""
        self._host = host
        # The parts are held, not looked up: an answer may come while the screen is being taken down.
        self._title = TitleBar()
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
        self._status = StatusBar()
        self._footer = Footer()
        self._leaving = False
        """Whether the program quits as soon as no change runs any more."""
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
        self._asker = PreviewAsker(self, connect, timings)
        self._previewing = Previewing(self, self._asker)
        self.visiting = Visiting(self, connect, timings, memory, host=host)
        """What opens a repo."""
        self.tagging = Tagging(self, connect, timings, memory)
        """The tag sidebar."""
        self.metrics = MetricsAsker(self, connect)

    def compose(self) -> ComposeResult:
        """The title, the panes with the preview, the status and the footer."""
        # Known before anything is laid out, so that the first frame is the right one.
        self._previewing.lay_out(self.app.size.width)
        yield self._title
        yield self.deck.front
        yield self.preview
        yield self._status
        yield self._footer

    def on_mount(self) -> None:
        """Draw the lines as they are before anything was asked."""
        # Textual hides its empty rack of toasts only after the first frame, which lays everything out again.
        self.query_one("#textual-toastrack").display = False
        self._title.show_who(self._host)
        self.refresh_lines()

    def begin(self, opening: Opening) -> None:
        """Ask the first questions, now that the first frame is on the screen."""
        self.finding.open(opening)
        self.deck.front.take_keys()
        self.deck.front.enter()
        self.signing.follow()
        self.call_later(self._resuming.begin)
        self._ask_who()

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
        return (*movers, self.marking, self.managing, self.bookmarking, self._copying, self)

    # Panes

    async def do_pane_models(self) -> None:
        """Show the models."""
        await self._show_kind(Kind.MODEL)

    async def do_pane_datasets(self) -> None:
        """Show the datasets."""
        await self._show_kind(Kind.DATASET)

    async def do_pane_spaces(self) -> None:
        """Show the Spaces."""
        await self._show_kind(Kind.SPACE)

    async def _show_kind(self, kind: Kind) -> None:
        """Show the pane of a kind."""
        self.metrics.give_up()
        await self.deck.show_kind(kind)

    async def do_pane_metrics(self) -> None:
        """Show the metrics, or say that this Hub has none."""
        await self.metrics.show()

    def do_refresh(self) -> None:
        """Ask again for what is shown."""
        self._asker.forget()
        self.tagging.ask_again()
        if self.session.unsure:
            self._ask_who()
        if (pane := self.deck.repos) is not None:
            pane.reload()
        else:
            self.metrics.ask()

    # The highlighted repo

    def do_repo_browse(self) -> None:
        """Open the web page of the highlighted repo."""
        if (found := self.highlighted) is not None:
            self.post_message(PageWanted(ref_of(*found)))

    def do_space_browse(self) -> None:
        """Open the running app of the highlighted Space."""
        if (found := self.highlighted) is not None:
            open_app(self, self.session.connect, ref_of(*found))

    # Layout

    @property
    def preview_shown(self) -> bool:
        """Whether the preview is on the screen: as chosen, else where there is room beside the list."""
        return self.has_class("-preview")

    def on_resize(self, event: events.Resize) -> None:
        """Handle a new width: the preview comes and goes with it."""
        self._previewing.lay_out(event.size.width)
        self.tagging.fit()
        self._asker.follow()

    def on_descendant_focus(self) -> None:
        """Handle a move of the focus by tab or the mouse: the footer shows other keys."""
        if self.tagging.sidebar is not None:
            self.tagging.fit()
            self.refresh_lines()

    def do_quit(self) -> None:
        """Quit; once the changes under way have ended, for none of them is cut off."""
        if not self.managing.under_way:
            self.app.exit()
        elif not self._leaving:
            self._leaving = True
            self.say(f"{waiting_words(self.managing.under_way)}; then hubtui quits")
            self.run_worker(self._quit_then(), group="quit")

    async def _quit_then(self) -> None:
        """Quit when nothing runs any more."""
        await self.managing.finished()
        self.app.exit()

    # What widgets and the wire tell

    async def _place(self, pane: Pane) -> None:
        """Mount a further pane; the grid shows the one that is not hidden."""
        await self.mount(pane, before=self.preview)

    def drop_preview(self, ref: RepoRef) -> None:
        """Know no longer what was previewed of a repo."""
        self._asker.drop(ref)

    async def place_sidebar(self, sidebar: TagSidebar) -> None:
        """Mount the tag sidebar, left of the panes."""
        await self.mount(sidebar, after=self._title)

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
        self._status.stop_counting()
        self.signing.follow()
        self.tagging.fit()
        self.marking.show()
        self.refresh_lines()
        self._asker.follow()

    def on_listing_pane_changed(self, event: RepoPane.Changed) -> None:
        """Handle a pane whose state changed."""
        if event.pane is self.deck.front:
            self._status.stop_counting()
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
        self._asker.follow()

    async def on_line_list_selected(self) -> None:
        """Handle a repo that was chosen."""
        await self.action_command(OPEN.id)

    def take_quota(self, limit: RateLimit) -> None:
        """Take what is left of a quota."""
        self._status.show_quota(limit)
        self._asker.take_quota(limit)
        self.managing.quota = limit

    def take_wait(self, seconds: float, what: str) -> None:
        """Take that a read is tried again in so many seconds; this runs in the worker that waits."""
        worker = get_current_worker()
        if worker.group == self._asker.GROUP:
            self.preview.show_problem(f"{what}; asked again in {max(1, round(seconds))} s")
        elif worker.group == self.metrics.GROUP:
            self._status.count_down(seconds, what)
        elif isinstance(worker.node, RepoPane):
            worker.node.take_wait()
            if worker.node is self.deck.front:
                self._status.count_down(seconds, what, "r tries now")

    def refresh_lines(self) -> None:
        """Draw the title, the status and the footer for the pane in front."""
        deck, facts = self.deck, self.facts
        tabs = TABS if deck.metrics is None else (*TABS, METRICS_TAB)
        self._title.show_tabs(tabs, self.viewing.tabs, (deck.front.title, *self.viewing.active))
        self._status.show_progress(" · ".join(filter(None, (self.marking.words, deck.front.progress))))
        under_way = self.managing.notice
        notice = deck.front.notice if deck.front.failed or not under_way else (under_way, "")
        self._status.show_notice(*notice, failed=deck.front.failed)
        shown = EDIT_COMMANDS if facts.editing else TAG_FOOTER if facts.tagging else FOOTER
        self._footer.show_commands(shown, facts)
        self.tagging.follow()
        self._resuming.note()

    def take_account(self) -> None:
        """Take that more, or other, is known of who is signed in."""
        self._title.show_who(who_line(self.session, self._host))
        self.refresh_lines()

    def take_other_user(self) -> None:
        """Take that the Hub is asked as somebody else: all that is shown is asked for again."""
        self.marking.clear()
        self.bookmarking.ask_again()
        for pane in self.deck.panes:
            if isinstance(pane, RepoPane):
                pane.start_over()
        self.deck.front.enter()
        self._asker.forget_all()
        self.tagging.ask_again()

    @work(group="who", exclusive=True)
    async def _ask_who(self) -> None:
        """Ask who is signed in; where nobody tells, the pane tells of the same trouble."""
        try:
            if (await self.session.connect()).signed_in:
                await self.session.who()
        except HubError as error:
            self.log.warning(error.summary)
