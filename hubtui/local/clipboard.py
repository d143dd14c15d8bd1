"""One chain of ways to copy: native where there is a clipboard, tmux inside tmux, else OSC 52, at last a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from hubtui.local import osc52
from hubtui.local.display import has_display, is_remote
from hubtui.local.files import write_whole
from hubtui.local.paths import make_private
from hubtui.local.tools import run_tool

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Way: TypeAlias = Literal["native", "tmux", "osc52", "file"]
Choice: TypeAlias = Way | Literal["auto"]
"""Which way to take; auto takes the first that works."""

_NATIVE: Final = Path(__file__).with_name("native_copy.py")


class CopyFailed(Exception):
    """No way to copy worked; the text says why the last did not."""


class Outcome(NamedTuple):
    """What is known of a copy, and no more: a terminal never answers whether it took one."""

    verb: str
    """Copied, Sent or Wrote."""
    way: str
    """Such as ``to the clipboard``."""


class Clipboard:
    """Copies texts by the best way that this machine has.

    A program that fails or hangs is not asked again, unless it has worked before: then the machine may be busy.

    Args:
        environ: the environment, which tells what there is.
        patience: seconds that a program may take (native, tmux) before the next way is tried.
        send: writes to the terminal.
        file: where a text goes that nothing else takes; its folder is the program's own.
        choice: the way to take.
        served: the screen is in a browser elsewhere, so nothing of this machine is the user's.
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        patience: float,
        send: Callable[[str], None],
        file: Path,
        *,
        choice: Choice = "auto",
        served: bool = False,
    ) -> None:
        self._environ = environ
        self._patience = patience
        self._send = send
        self._file = file
        self._ways = self._chosen(choice, served=served)
        self._refused: dict[Way, str] = {}
        """Why programs are not asked again."""
        self._proven: set[Way] = set()
        """The ways that have worked."""

    def copy(self, text: str) -> Outcome:
        """Copy a clean text. Blocks for as long as patience, for each program: call it in a thread, one at a time.

        Raises:
            CopyFailed: if no way worked.
        """
        data = text.encode(errors="replace")
        reason = ""
        for way in self._ways:
            if way in self._refused:
                reason = self._refused[way]
                continue
            try:
                outcome = self._take(way, data)
            except CopyFailed as error:
                reason = str(error)
                if way in ("native", "tmux") and way not in self._proven:
                    self._refused[way] = reason
            else:
                self._proven.add(way)
                return outcome
        raise CopyFailed(reason)

    def _chosen(self, choice: Choice, *, served: bool) -> Sequence[Way]:
        """Return the ways to try, in turn."""
        if served:
            return ("osc52",)
        if choice != "auto":
            return (choice,)
        ways: list[Way] = ["native"] if _has_native(self._environ) else []
        if self._environ.get("TMUX"):
            ways.append("tmux")
        return (*ways, "osc52", "file")

    def _take(self, way: Way, data: bytes) -> Outcome:
        """Copy in one way, or raise CopyFailed."""
        if way == "native":
            return self._copy_natively(data)
        if way == "tmux":
            return self._copy_through_tmux(data)
        return self._send_to_terminal(data) if way == "osc52" else self._write(data)

    def _copy_natively(self, data: bytes) -> Outcome:
        # -P: what lies beside the script must not pass for modules of Python's own.
        if run_tool((sys.executable, "-P", str(_NATIVE)), data, self._patience, self._environ) is None:
            raise CopyFailed("No clipboard of this machine answers")
        return Outcome("Copied", "to the clipboard")

    def _copy_through_tmux(self, data: bytes) -> Outcome:
        """Load tmux's buffer; -w hands it on to the terminal outside, where tmux knows how (tmux 3.2 or newer)."""
        command = ("tmux", "load-buffer", "-w", "-", ";", "display-message", "-p", "#{client_termfeatures}")
        features = run_tool(command, data, self._patience, self._environ, hears=True)
        if features is None:
            raise CopyFailed("tmux does not take it")
        passed = b"clipboard" in features.strip().split(b",")
        return Outcome("Copied", f"to tmux's buffer{' and sent on to the terminal' if passed else ''}")

    def _send_to_terminal(self, data: bytes) -> Outcome:
        if len(data) > osc52.LIMIT:
            raise CopyFailed("That is too long for this terminal's clipboard")
        self._send(osc52.osc52(data, self._environ))
        return Outcome("Sent", "to the terminal (OSC 52)")

    def _write(self, data: bytes) -> Outcome:
        try:
            make_private(self._file.parent)
            write_whole(self._file, data if data.endswith(b"\n") else data + b"\n")
        except OSError as error:
            raise CopyFailed(f"{self._file.name} cannot be written: {error.strerror or error}") from error
        return Outcome("Wrote", f"to {_short(self._file)}")


def _has_native(environ: Mapping[str, str]) -> bool:
    """Tell whether this machine has a clipboard, and the user is before it."""
    machine = sys.platform in ("darwin", "win32") or bool(environ.get("WSL_DISTRO_NAME"))
    return (machine and not is_remote(environ)) or has_display(environ)


def _short(path: Path) -> str:
    """Return a path as people write it."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)
