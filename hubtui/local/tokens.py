"""Tokens on this machine, in huggingface_hub's own files and form, so that both see the same (wire.md §5).

``token`` holds the active one. ``stored_tokens`` beside it is an INI file with a section for each named token.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

from hubtui.local.files import alone, set_aside, write_whole
from hubtui.local.paths import make_private
from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from configparser import RawConfigParser
    from pathlib import Path

STORED: Final = "stored_tokens"
_FIELD: Final = "hf_token"
_DEFAULT: Final = "DEFAULT"
"""The section that INI files keep for themselves, in whose name no token can be stored."""


class Secret(Protocol):
    """A token that shows itself to nobody who does not ask for it by name."""

    def reveal(self) -> str:
        """Return the token itself."""


S = TypeVar("S", bound=Secret)


class Tokens(Generic[S]):
    """The tokens in the files. Everything blocks on a disk; raises OSError where a file cannot be read or written.

    Args:
        path: the token file (hubtui.hub.credentials.token_path).
        secret: makes a token of its text and of where it comes from.
        shared: whether these are the files that huggingface_hub uses.
    """

    def __init__(self, path: Path, secret: Callable[[str, str], S], *, shared: bool = True) -> None:
        self._path = path
        self._stored = path.with_name(STORED)
        self._secret = secret
        self.shared = shared
        """Whether these are the files that huggingface_hub uses."""
        self._guard = threading.Lock()
        self.notice = ""
        """What there is to tell about a file that was found, on one line; empty for nothing."""

    @property
    def place(self) -> str:
        """The path of the file that holds the active token, as the source of tokens has it."""
        return str(self._path)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the stored tokens, raw, in the file's order; none where the file cannot be read."""
        found = self._read()
        return () if found is None else tuple(name for name in found.sections() if _value(found, name))

    @property
    def active(self) -> str | None:
        """The name of the token that huggingface_hub uses where no variable names one; None without a name."""
        value = self._active()
        found = self._read()
        if not value or found is None:
            return None
        return next((name for name in found.sections() if _value(found, name) == value), None)

    def holds(self, token: S) -> tuple[bool, str]:
        """Return whether a token is the active one, and the name under which it is stored, empty for none."""
        value, found = token.reveal(), self._read()
        names = [] if found is None else [name for name in found.sections() if _value(found, name) == value]
        return value == self._active(), names[0] if names else ""

    def get(self, name: str) -> S | None:
        """Return a stored token; None where there is none of that name."""
        found = self._read()
        value = _value(found, name) if found is not None and found.has_section(name) else ""
        return self._secret(value, str(self._path)) if value else None

    def keep(self, name: str, token: S) -> str:
        """Store a token under a name, in the place of an earlier one, and make it the active one.

        Args:
            name: what whoami calls it; cleaned, for the file is one of lines.
            token: which has been verified.

        Returns:
            The name under which it is stored.
        """
        name = _section(name)
        with self._alone():
            found = self._read()
            if found is None:
                aside = set_aside(self._stored, "damaged")
                self.notice = f"{STORED} could not be read; it was set aside as {aside.name}"
                found = _empty()
            # The whole section goes, for what else it held belonged to the earlier token.
            found.remove_section(name)
            found.add_section(name)
            found.set(name, _FIELD, token.reveal())
            self._write(found)
            self._activate(token.reveal())
        return name

    def switch(self, name: str) -> S | None:
        """Make a stored token the active one and return it; None, and nothing is changed, where there is none."""
        with self._alone():
            token = self.get(name)
            if token is not None:
                self._activate(token.reveal())
        return token

    def forget(self, name: str | None = None) -> None:
        """Sign out: remove a token from this machine.

        Args:
            name: of a stored token; None for the active one, be it stored or not. Others stay.
        """
        with self._alone():
            name = self.active if name is None else name
            was_active = name is None or name == self.active
            found = self._read()
            if name is not None and found is not None and found.remove_section(name):
                self._write(found)
            if was_active:
                self._path.unlink(missing_ok=True)

    def _active(self) -> str:
        """Return what the token file holds."""
        try:
            return self._path.read_bytes().decode("utf-8", "replace").strip()
        except FileNotFoundError:
            return ""

    def _activate(self, value: str) -> None:
        write_whole(self._path, value.encode())

    def _read(self) -> RawConfigParser | None:
        """Return what is stored; None where it is no such file."""
        from configparser import Error

        found = _empty()
        try:
            found.read_string(self._stored.read_bytes().decode())
        except FileNotFoundError:
            return _empty()
        except (Error, UnicodeDecodeError):
            return None
        return found

    def _write(self, found: RawConfigParser) -> None:
        from io import StringIO

        # In the order of their names, as huggingface_hub writes them.
        ordered = _empty()
        for name in sorted(found.sections()):
            ordered.add_section(name)
            for key, value in found.items(name):
                ordered.set(name, key, value)
        text = StringIO()
        ordered.write(text)
        write_whole(self._stored, text.getvalue().encode())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let nobody else change the files, huggingface_hub included, which takes the same lock.

        Raises:
            OSError: the folder or the lock cannot be made, or somebody keeps it.
        """
        with self._guard:
            # A folder of somebody else's is used as it is, if it may be written.
            with suppress(PermissionError):
                make_private(self._path.parent)
            with alone(self._stored.with_name(f"{STORED}.lock")):
                yield


def _empty() -> RawConfigParser:
    from configparser import RawConfigParser

    return RawConfigParser()


def _value(found: RawConfigParser, name: str) -> str:
    """Return the token of a section; empty where it has none."""
    return found.get(name, _FIELD, fallback="").strip()


def _section(name: str) -> str:
    """Return a name under which a token can be stored."""
    name = one_line(name).strip()
    return f"{name} token".strip() if name in ("", _DEFAULT) else name
