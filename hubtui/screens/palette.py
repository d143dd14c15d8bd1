"""Palette: the command palette, and HubCommands: the program's verbs in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from hubtui.commands import CURSOR_COMMANDS, EDIT_COMMANDS, TAG_COMMANDS
from hubtui.commands.browse import PALETTE
from hubtui.screens.commanded import CommandedScreen
from hubtui.widgets.keys import with_keys

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.message import Message
    from textual.widgets import Input, OptionList

    from hubtui.commands import Command

HIDDEN = {command.id for command in (*CURSOR_COMMANDS, *EDIT_COMMANDS, *TAG_COMMANDS, PALETTE)}
"""What nobody looks for in a palette, by its id."""


class Palette(CommandPalette):
    """Textual's palette, without two ways to end the program: a second enter, and a page key before the first frame."""

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Handle enter: once the palette has been left, no more."""
        self._ignore_if_left(event)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Handle a command that was picked: the first one only."""
        self._ignore_if_left(event)

    def _ignore_if_left(self, event: Message) -> None:
        if not self.is_current:
            event.stop()
            event.prevent_default()


class HubCommands(Provider):
    """Offers what can run now; the rest would only say why it cannot."""

    async def discover(self) -> Hits:
        """Offer everything while nothing is typed."""
        for command, run in self._commands():
            yield DiscoveryHit(_line(Content(command.help), command), run, text=command.help)

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for command, run in self._commands():
            score = matcher.match(command.help)
            if score > 0:
                yield Hit(score, _line(matcher.highlight(command.help), command), run, text=command.help)

    def _commands(self) -> Iterator[tuple[Command, Callable[[], Awaitable[None]]]]:
        screen = self.screen
        if isinstance(screen, CommandedScreen):
            facts = screen.facts
            for command in with_keys(screen, screen.VERBS.values()):
                if command.id not in HIDDEN and screen.does(command) and command.why_not(facts) is None:
                    yield command, partial(screen.action_command, command.id)


def _line(words: Content, command: Command) -> Content:
    """Return a line of the palette: the words, then the key."""
    return Content.assemble(words, (f"  {command.key_label}", "$foreground-muted"))
