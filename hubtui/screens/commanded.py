"""CommandedScreen: a screen that runs commands."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from textual.reactive import Reactive
from textual.screen import Screen

from hubtui.screens.hearing import Hearing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.widget import Widget

    from hubtui.commands import Command, Facts, Place


class CommandedScreen(Hearing, Screen[None]):
    """Finds who does a command: one of its doers has ``do_…`` for it."""

    # Textual paints the whole screen whenever the focus moves; who has it and who had it paint themselves.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    VERBS: ClassVar[Mapping[str, Command]] = {}
    """Its commands by id, in the order of the palette."""
    PLACES: ClassVar[tuple[Place, ...]] = ()
    """Where its commands work, as far as the help is to begin with that."""

    @property
    @abstractmethod
    def facts(self) -> Facts:
        """What commands need to know of the moment."""

    @property
    def doers(self) -> tuple[object, ...]:
        """Who does the commands; the first that can does."""
        return (self,)

    def does(self, command: Command) -> bool:
        """Tell whether somebody does a command now."""
        return any(hasattr(doer, f"do_{command.action}") for doer in self.doers)

    async def action_command(self, command_id: str) -> None:
        """Run a command, or say why it cannot run now."""
        command = self.VERBS[command_id]
        if (reason := command.why_not(self.facts)) is not None:
            self.say(reason)
            return
        name = f"do_{command.action}"
        doer = next(doer for doer in self.doers if hasattr(doer, name))
        if (running := getattr(doer, name)()) is not None:
            await running

    def say(self, text: str) -> None:
        """Tell the user something once."""
        self.notify(text, markup=False)

    def warn(self, text: str) -> None:
        """Tell the user once what could not be done."""
        self.notify(text, severity="warning", markup=False)

    async def do_account(self) -> None:
        """Show who is signed in; it has the keys when this returns."""
        await self.run_action("app.account")

    def do_palette(self) -> None:
        """Open the command palette."""
        self.app.action_command_palette()

    def do_help(self) -> None:
        """Show the help."""
        from hubtui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(*self.PLACES))
