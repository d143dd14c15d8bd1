"""What the program asks of this machine's memory; hubtui.local satisfies it, and cli and app hand it down.

All calls may block on a disk: make them in a thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from hubtui.core.operations import KeptOperations
    from hubtui.hub.credentials import Token

Plain: TypeAlias = str | int | bool | list[str]
"""What a stored value may be."""
Texts: TypeAlias = tuple[str, ...]


class KeptAnswers(Protocol):
    """Answers of the Hub that outlive the program. What cannot be read or written is silently not there."""

    @property
    def notice(self) -> str:
        """What there is to tell about the file, once it was used, on one line; empty for nothing."""

    def get(self, endpoint: str, account: str, key: str) -> tuple[bytes, int] | None:
        """Return a kept answer's body and when it was kept, in seconds since the epoch, or None.

        Args:
            endpoint: the Hub's address.
            account: whose answer it is; empty for one that everybody gets.
            key: what was asked.
        """

    def put(self, endpoint: str, account: str, key: str, body: bytes, when: int) -> None:
        """Keep an answer in the place of an earlier one; the oldest go when there are too many."""


class KeptState(Protocol):
    """What the program remembers of its user.

    The properties are what was last read or changed, and never block. Every change is made on top of what other
    running programs have written meanwhile; it returns why it could not be written, or None. Even then it holds
    until the program ends.
    """

    @property
    def notice(self) -> str:
        """What there is to tell about the file that was found, on one line; empty for nothing."""

    @property
    def views(self) -> Mapping[str, Mapping[str, Plain]]:
        """The saved views by name, in their order; see hubtui.core.views."""

    @property
    def bookmarks(self) -> Mapping[str, Mapping[str, Plain]]:
        """The bookmarks by key, the oldest first; see hubtui.core.bookmarks."""

    @property
    def recent(self) -> Texts:
        """The keys of the repos that were opened, the newest first; see hubtui.core.bookmarks."""

    @property
    def searches(self) -> Texts:
        """The search texts of the past, the newest first."""

    def last(self, key: str) -> str:
        """Return what was remembered under a key such as ``pane`` or ``sort.models``; empty for nothing."""

    def save_view(self, name: str, values: Mapping[str, Plain]) -> str | None:
        """Add a view at the end, or change the one of that name where it stands."""

    def rename_view(self, name: str, new: str) -> str | None:
        """Give a view another name in its place."""

    def delete_view(self, name: str) -> str | None:
        """Remove a view; one that is gone is fine."""

    def save_bookmark(self, key: str, values: Mapping[str, Plain]) -> str | None:
        """Add a bookmark at the end, or change the one of that key where it stands."""

    def rename_bookmark(self, key: str, new: str) -> str | None:
        """Give a bookmark another key in its place; where there is one of that key, that one stays alone."""

    def delete_bookmark(self, key: str) -> str | None:
        """Remove a bookmark; one that is gone is fine."""

    def change_recent(self, change: Callable[[Texts], Texts]) -> str | None:
        """Put what ``change`` makes of the keys of opened repos in their place."""

    def change_searches(self, change: Callable[[Texts], Texts]) -> str | None:
        """Put what ``change`` makes of the search texts in their place."""

    def remember(self, key: str, value: str) -> str | None:
        """Remember a short text under a key."""


class LocalCache(Protocol):
    """What huggingface_hub has downloaded to this machine."""

    def keys(self) -> frozenset[str]:
        """Read which repos there are, as keys of hubtui.core.bookmarks; none where the cache cannot be read."""

    def path(self, key: str) -> str:
        """Return the folder of a repo that was found, without reading; empty for one that was not."""

    def size(self, key: str) -> int | None:
        """Return the bytes that a repo takes on the disk; None where that cannot be found out."""


class KeptTokens(Protocol):
    """Tokens with names, kept where huggingface_hub keeps them. Raises OSError where a file cannot be used."""

    @property
    def notice(self) -> str:
        """What there is to tell about a file that was found, on one line; empty for nothing."""

    @property
    def shared(self) -> bool:
        """Whether these are the files that huggingface_hub uses."""

    @property
    def place(self) -> str:
        """The path of the file that holds the active token, as the source of tokens has it."""

    @property
    def names(self) -> Texts:
        """The names of the stored tokens, raw, in the file's order."""

    def holds(self, token: Token) -> tuple[bool, str]:
        """Return whether a token is the active one, and the name under which it is stored, empty for none."""

    def get(self, name: str) -> Token | None:
        """Return a stored token; None where there is none of that name."""

    def keep(self, name: str, token: Token) -> str:
        """Store a token and make it the active one; return the name under which it is stored."""

    def switch(self, name: str) -> Token | None:
        """Make a stored token the active one and return it; None where there is none of that name."""

    def forget(self, name: str | None = None) -> None:
        """Remove a stored token, or the active one, stored or not."""


class Memory(NamedTuple):
    """What stays on this machine, handed down from the command line."""

    state: KeptState
    answers: KeptAnswers
    copied: Path
    """The file for what no clipboard takes."""
    cache: Callable[[], LocalCache]
    """Returns what huggingface_hub has downloaded, always the same, once that is wanted."""
    operations: Callable[[], KeptOperations]
    """Returns the operation log, once something is written down or looked up there."""
    tokens: Callable[[], KeptTokens]
    """Returns the kept tokens, once somebody asks for them."""
