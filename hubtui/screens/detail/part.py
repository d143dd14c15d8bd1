"""Part: one tab of the detail view. It asks the Hub for what it alone shows, and fails and retries on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.message import Message

if TYPE_CHECKING:
    from hubtui.commands import Command
    from hubtui.core.visit import Visit
    from hubtui.hub.links import Base
    from hubtui.hub.models import RateLimit, RepoRef
    from hubtui.screens.detail.desk import Desk


class Part(Vertical):
    """One tab; a subclass composes what it shows, and has ``do_…`` for the commands that are its own.

    Args:
        visit: the repo, as far as it is known by now.
        desk: what to work with.
    """

    TITLE: ClassVar[str]
    """One of the titles in hubtui.commands.detail."""
    DEFAULT_CSS = """
    Part { height: 1fr; width: 1fr; }
    """

    class Changed(Message):
        """Its progress, its notice or what can be copied is another."""

        def __init__(self, part: Part) -> None:
            super().__init__()
            self.part = part

    class RepoWanted(Message):
        """The user wants to look at another repo."""

        def __init__(self, repo: RepoRef) -> None:
            super().__init__()
            self.repo = repo

    class RevisionWanted(Message):
        """The user wants to look at another revision of the repo; None for the default branch."""

        def __init__(self, revision: str | None) -> None:
            super().__init__()
            self.revision = revision

    def __init__(self, visit: Visit, desk: Desk) -> None:
        super().__init__()
        self.visit = visit
        """The repo; set by the screen before ``follow``."""
        self.desk = desk

    def enter(self) -> None:
        """Begin: the part is in front for the first time."""

    def follow(self) -> None:
        """Follow the visit: the Hub has answered, or another revision was chosen."""

    def reload(self) -> None:
        """Ask again."""

    def take_wait(self) -> None:
        """Take that what it asks for is asked again after a pause, unless it is wanted at once."""

    def take_keys(self) -> None:
        """Give the keys to what takes them, at once."""

    def take_quota(self, limit: RateLimit) -> None:
        """Take what is left of a quota."""

    def leave(self) -> bool:
        """Leave what lies over the part, such as a search; return whether there was anything."""
        return False

    def shows(self, command: Command) -> bool:  # noqa: ARG002  # for subclasses
        """Tell whether the footer is to show a command that the tab does."""
        return True

    @property
    def progress(self) -> str:
        """How far it is, for the status line."""
        return ""

    @property
    def notice(self) -> tuple[str, str]:
        """What is worth knowing or went wrong, and what to do about it."""
        return "", ""

    @property
    def failed(self) -> bool:
        """Whether something went wrong."""
        return False

    @property
    def copyable(self) -> str:
        """What is highlighted, to be copied; empty for nothing."""
        return ""

    def page(self, base: Base) -> str:  # noqa: ARG002
        """Return the address of the page of what is highlighted; empty for the repo's.

        Args:
            base: the repo at the revision that is looked at.
        """
        return ""

    @property
    def no_choice(self) -> str:
        """Why enter has no use on what is highlighted, as a sentence without a full stop; empty where it has."""
        return ""

    @property
    def no_rows(self) -> str:
        """Why there are no rows of a dataset to go through, as such a sentence; empty where there are."""
        return ""

    @property
    def split(self) -> tuple[str, str]:
        """The config of a dataset that is looked at, and its split, raw; empty where none is."""
        return "", ""

    def changed(self) -> None:
        """Say that the status line is to be drawn anew."""
        if self.is_attached:
            self.post_message(self.Changed(self))
