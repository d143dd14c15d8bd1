"""HubApp: theme, clipboard, opening pages, and the lifetime of the client."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import App
from textual.binding import Binding
from textual.worker import get_current_worker

from hubtui.core.opening import Opening
from hubtui.core.rest import Rest
from hubtui.core.session import OPTION, SETTING, Session
from hubtui.local.settings import DEFAULTS
from hubtui.screens.browse import BrowseScreen
from hubtui.screens.hearing import Hearing
from hubtui.screens.palette import HubCommands, Palette
from hubtui.text import one_line
from hubtui.widgets.keys import Keyed, KeysInTurn
from hubtui.widgets.working import surely

if TYPE_CHECKING:
    from textual.notifications import Notify
    from textual.screen import Screen
    from textual.timer import Timer, TimerCallback
    from textual.widget import Widget

    from hubtui.core.connection import Open
    from hubtui.core.keeping import Memory
    from hubtui.core.sign_in import SignIn
    from hubtui.hub.models import RateLimit
    from hubtui.local.settings import Settings
    from hubtui.outside import Outside
    from hubtui.screens.wishes import CopyWanted, LinkWanted, PageWanted
    from hubtui.timings import Timings


LEAVES_AFTER = 0.002
"""Seconds that the first frame has to leave for the terminal."""
AHEAD_AFTER = 0.5
"""Seconds from the first frame until more is imported than it needs."""
COLLECT_AFTER = 1.0
"""Seconds from the first frame until the garbage collector works; the command line turned it off for the start."""


COLLECT_AT_REST = 2.0
"""Seconds without a key or a click until garbage of any age is collected, which takes 10 to 20 ms."""
RARELY = 1000
"""How many lesser collections come between two of garbage of any age while there is no rest."""


def _collect_garbage() -> None:
    """Let the garbage collector work, but spare it what the start has made, for that stays."""
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], RARELY)
    gc.enable()


def _collect_all() -> None:
    """Collect garbage of any age, now that no key waits."""
    if gc.isenabled():
        gc.collect()


class HubApp(Keyed, App[None]):
    """The program on the screen.

    Args:
        open_connection: makes the connection; called in a thread once the first frame is drawn.
        timings: every span of time, and the clock.
        host: what the Hub is called on the screen, clean, for example ``huggingface.co``.
        memory: what stays on this machine.
        first: what to open with; the front page of the models by default.
        read_only: change nothing on the Hub.
        settings: what the user's file says.
    """

    TITLE = "hubtui"
    CSS_PATH = "hubtui.tcss"
    COMMANDS: ClassVar = {HubCommands}
    # The screens have a command for the palette; Textual's own key would come before any other use of it.
    ENABLE_COMMAND_PALETTE = False
    PAUSE_GC_ON_SCROLL = True
    BINDINGS: ClassVar = [Binding("ctrl+z", "suspend_process", "Suspend", id="suspend", show=False)]

    def __init__(
        self,
        open_connection: Open,
        timings: Timings,
        *,
        host: str,
        memory: Memory,
        first: Opening | None = None,
        read_only: bool = False,
        settings: Settings = DEFAULTS,
    ) -> None:
        super().__init__()
        why = OPTION if read_only else SETTING if settings.read_only else ""
        self._session = Session(open_connection, self, timings.clock, read_only=why)
        self._settings = settings
        self._timings = timings
        self._host = host
        self._memory = memory
        self._first = first or Opening()
        self._sign_in: SignIn | None = None
        self._rest = Rest(
            lambda seconds, then: asyncio.get_running_loop().call_later(seconds, then), time.monotonic
        )
        if settings.theme != DEFAULTS.theme:
            self.theme = settings.theme
        if settings.keys:
            self.keymap = settings.keys
            self.set_keymap({command: ",".join(keys) for command, keys in settings.keys.items()})

    def get_default_screen(self) -> Screen[None]:
        """Open with the browse screen, without a blank one below it."""
        kind = self._first.question.criteria.kind
        return BrowseScreen(
            self._session,
            self._timings,
            self._memory,
            host=self._host,
            first=kind,
            preview=self._settings.preview,
        )

    def on_ready(self) -> None:
        """Handle the first frame: now the client may be imported, once the frame has left for the terminal.

        A thread writes it; an import that begins at once would keep that from running.
        """
        self.set_timer(LEAVES_AFTER, self._begin)
        self.set_timer(AHEAD_AFTER, self._import_ahead)
        self.set_timer(COLLECT_AFTER, _collect_garbage)

    def set_timer(
        self,
        delay: float,
        callback: TimerCallback | None = None,
        *,
        name: str | None = None,
        pause: bool = False,
    ) -> Timer:
        """Start a timer, as Textual does for a resize; the start of the program and the new size must not get lost."""
        return surely(super().set_timer(delay, callback, name=name, pause=pause))

    def _begin(self) -> None:
        """Ask the first questions, and tell what there is to tell of the start."""
        if not (self.is_headless or self.is_web):
            from hubtui.local.hangup import end_with_terminal

            end_with_terminal(sys.stdin.fileno())
        if (browse := self._browse) is not None:
            browse.begin(self._first)
        if notice := self._first.notice:
            self._warn(notice)
        if notice := self._memory.state.notice:
            self._warn(notice)

    @work(group="ahead")
    async def _import_ahead(self) -> None:
        """Import, in a thread, what the first repo opens with, lest its key wait for that."""
        from hubtui.screens.visiting import import_detail

        await asyncio.to_thread(import_detail)

    def _warn(self, text: str) -> None:
        self.notify(text, severity="warning", markup=False)

    def action_command_palette(self) -> None:
        """Show the palette, if it is not there already."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    async def action_quit(self) -> None:
        """Quit as the browse screen does, which waits for changes under way."""
        if (browse := self._browse) is not None:
            await browse.action_command("quit")
        else:
            self.exit()

    async def on_event(self, event: events.Event) -> None:
        """Clean what is pasted, for whichever field; run a key's command at once where keys act in turn."""
        if isinstance(event, events.Paste) and not event.is_forwarded:
            event.text = "\n".join(map(one_line, event.text.splitlines()))
        if isinstance(event, events.InputEvent):
            self._rest.moved(COLLECT_AT_REST, _collect_all)
        if not (isinstance(event, events.Key) and not event.is_forwarded and await self._acts(event)):
            await super().on_event(event)

    async def _acts(self, event: events.Key) -> bool:
        """Run what a key is bound to, unless it is text; return whether there was something to run."""
        if isinstance(target := self._takes_keys, KeysInTurn):
            # What was typed before may move the focus, or be what this key acts on.
            await target.caught_up()
        target = self._takes_keys
        if not isinstance(target, KeysInTurn) or target.check_consume_key(event.key, event.character):
            return False
        self.app_focus = True
        if await self._check_bindings(event.key, priority=True) or await self._check_bindings(event.key):
            return True
        # What is bound to nothing here and is no text ends here: it would reach the screen below if this one is left
        # before the widget hears of it.
        focused = self.focused
        return focused is None or not focused.check_consume_key(event.key, event.character)

    @property
    def _takes_keys(self) -> Widget:
        """What decides about the next key."""
        return self.focused if isinstance(self.focused, KeysInTurn) else self.screen

    async def on_unmount(self) -> None:
        """Close the client, if one was made."""
        await self._session.close()

    def take_quota(self, limit: RateLimit) -> None:
        """Pass on what is left of a quota, to all screens that stay."""
        for screen in self.screen_stack:
            if isinstance(screen, Hearing) and screen.is_mounted:
                screen.take_quota(limit)

    def take_wait(self, seconds: float, what: str) -> None:
        """Pass on that a read is tried again in so many seconds, for something happened, to the screen that asked."""
        screen = get_current_worker().node.screen
        if isinstance(screen, Hearing) and screen.is_mounted:
            screen.take_wait(seconds, what)

    def take_account(self) -> None:
        """Pass on that more, or other, is known of who is signed in."""
        for screen in self.screen_stack:
            if isinstance(screen, Hearing) and screen.is_mounted:
                screen.take_account()

    def take_other_user(self) -> None:
        """Pass on that the Hub is asked as somebody else from now on."""
        for screen in self.screen_stack:
            if isinstance(screen, Hearing) and screen.is_mounted:
                screen.take_other_user()

    async def action_account(self) -> None:
        """Show who is signed in, over whatever is on the screen, if that is not there already."""
        from hubtui.core.sign_in import SignIn
        from hubtui.screens.account import AccountScreen

        if self._sign_in is None:
            self._sign_in = SignIn(self._session, self._memory.tokens, self._is_changing)
        if not isinstance(self.screen, AccountScreen):
            await self.push_screen(AccountScreen(self._session, self._sign_in))

    def _is_changing(self) -> bool:
        """Tell whether a change is under way, which has to end as the user who began it."""
        return self._browse is not None and bool(self._browse.managing.under_way)

    @property
    def _browse(self) -> BrowseScreen | None:
        screen = self.screen_stack[0] if self.screen_stack else None
        return screen if isinstance(screen, BrowseScreen) and screen.is_mounted else None

    def on_notify(self, event: Notify) -> None:
        """Handle a toast: an earlier one with the same words gives way, however often a key is pressed."""
        for said in list(self._notifications):
            if said.message == event.notification.message:
                self._unnotify(said, refresh=False)

    def on_copy_wanted(self, event: CopyWanted) -> None:
        """Handle a wish to copy."""
        self._outside.copy(event.text)

    def on_page_wanted(self, event: PageWanted) -> None:
        """Handle a wish to see a repo's web page."""
        self._outside.show_page(event.repo)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is selected in a text or a field in the same way; fields paste it too."""
        self._clipboard = text
        self._outside.copy(text)

    def on_link_wanted(self, event: LinkWanted) -> None:
        """Handle a wish to follow a link: an address that is not the Hub's is shown in full first (design.md §6.2)."""
        self._outside.follow(event.url)

    @cached_property
    def _outside(self) -> Outside:
        """What reaches out of the program, made when something first does."""
        from hubtui.outside import Outside

        patience, file = self._timings.clipboard, self._memory.copied
        return Outside(self, self._session, self._write, patience, file, self._settings)

    def _write(self, sequence: str) -> None:
        if self._driver is not None:
            self._driver.write(sequence)
