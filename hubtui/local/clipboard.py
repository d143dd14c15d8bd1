"""One chain of ways to copy: native where there is a display, tmux inside tmux, else OSC 52."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OSC52_LIMIT = 74_994
"""The most bytes that terminals are known to take in one OSC 52 sequence, before base64."""


class CopyFailed(Exception):
    """No way to copy worked; the text says so."""


@dataclass(frozen=True, slots=True)
class Clipboard:
    """Copies text by the best way that this machine has.

    Args:
        environ: the environment; DISPLAY, WAYLAND_DISPLAY and TMUX decide.
        patience: seconds that one way may take before the next is tried.
        send_osc52: hands a text to the terminal; the terminal never answers whether it took it.
    """

    environ: Mapping[str, str]
    patience: float
    send_osc52: Callable[[str], None]

    def copy(self, text: str, *, served: bool = False) -> str:
        """Copy text and return the way in words. Blocks for as long as patience: call it in a thread.

        Args:
            text: what to copy, clean.
            served: the screen is in a browser elsewhere, so this machine's clipboard is not the user's.

        Raises:
            CopyFailed: if the text is too long for the only way that is left.
        """
        if not served:
            if self._has_display() and _within(self.patience, lambda: _copy_natively(text)):
                return "to the clipboard"
            if self.environ.get("TMUX") and _within(self.patience, lambda: _copy_through_tmux(text)):
                return "through tmux"
        if len(text.encode()) > OSC52_LIMIT:
            raise CopyFailed("That is too long for this terminal's clipboard")
        self.send_osc52(text)
        return "through the terminal (OSC 52)"

    def _has_display(self) -> bool:
        return sys.platform in ("darwin", "win32") or bool(
            self.environ.get("DISPLAY") or self.environ.get("WAYLAND_DISPLAY")
        )


def _within(seconds: float, way: Callable[[], bool]) -> bool:
    """Return what a way returns, or False if it takes longer; a way that hangs holds up nobody, not even the exit."""
    results: list[bool] = []
    thread = threading.Thread(target=lambda: results.append(way()), daemon=True)
    thread.start()
    thread.join(seconds)
    return bool(results and results[0])


def _copy_natively(text: str) -> bool:
    import pyperclip

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError):
        return False
    return True


def _copy_through_tmux(text: str) -> bool:
    """Load tmux's buffer; -w passes it on to the terminal outside (tmux 3.2 or newer)."""
    try:
        done = subprocess.run(
            ["tmux", "load-buffer", "-w", "-"],  # noqa: S607  # the tmux that this runs in is the one on PATH
            input=text.encode(),
            capture_output=True,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0
