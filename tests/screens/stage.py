"""A bare app under one dialog, which writes down what the dialog gives."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from textual.app import App

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot
    from textual.screen import Screen


class Stage(App[None]):
    """One dialog over an empty screen."""

    def __init__(self, dialog: Screen[Any]) -> None:
        super().__init__()
        self.dialog = dialog
        self.given: list[Any] = []
        """What the dialog gave, once it was left."""

    def on_mount(self) -> None:
        """Open the dialog."""
        self.push_screen(self.dialog, self.given.append)

    @property
    def shown(self) -> str:
        """The whole screen as text, one line a row."""
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())

    @property
    def said(self) -> str:
        """What is on the screen as one line, without frames and gaps."""
        return " ".join(self.shown.replace("│", " ").split())


@asynccontextmanager
async def opened(
    dialog: Screen[Any], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Stage, Pilot[None]]]:
    """Run an app with a dialog."""
    stage = Stage(dialog)
    async with stage.run_test(size=size) as pilot:
        await pilot.pause()
        yield stage, pilot


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Type a text letter by letter."""
    names = {"/": "slash", "-": "minus", ".": "full_stop", " ": "space", "_": "underscore"}
    await pilot.press(*(names.get(letter, letter) for letter in text))
    await pilot.pause()
