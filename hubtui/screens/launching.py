"""Launching: opens the running app of a Space."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hubtui.hub.errors import HubError
from hubtui.screens.wishes import LinkWanted

if TYPE_CHECKING:
    from textual.worker import Worker

    from hubtui.core.connection import Connect
    from hubtui.hub.models import RepoRef
    from hubtui.screens.commanded import CommandedScreen


def open_app(screen: CommandedScreen, connect: Connect, repo: RepoRef, host: str | None = None) -> None:
    """Open the app of a Space, whose address is shown in full first, for it is not the Hub's.

    Args:
        screen: where the key was pressed.
        connect: how the Hub is reached.
        repo: the Space.
        host: the app's address, where it is known; else the Hub is asked for it.
    """
    if host is not None:
        screen.post_message(LinkWanted(host))
    else:
        # A function, so that of hurried keys none leaves work behind that never began; typed, for mypy.
        _: Worker[None] = screen.run_worker(
            partial(_find, screen, connect, repo), group="app", exclusive=True
        )


async def _find(screen: CommandedScreen, connect: Connect, repo: RepoRef) -> None:
    """Ask for the address of a Space's app."""
    try:
        info = await (await connect()).reads.repo(repo.kind, repo.id)
    except HubError as error:
        screen.warn(error.summary)
        return
    if info.host is None:
        screen.say(f"The Hub names no app of {info.id}")
    else:
        screen.post_message(LinkWanted(info.host))
