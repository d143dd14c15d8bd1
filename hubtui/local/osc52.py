"""OSC 52: the sequences that ask a terminal to put a text on its clipboard, also through tmux and GNU screen."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMIT: Final = 74_994
"""The most bytes that terminals are known to take in one sequence, before base64."""
SCREEN_LIMIT: Final = 256
"""Characters of a sequence that every version of screen holds; it prints the rest of a longer one."""
_SCREEN_PART: Final = 240
"""Characters of a sequence that go into one string for screen, with room for its ends."""


def osc52(data: bytes, environ: Mapping[str, str]) -> str:
    """Return what to write to the terminal, so that it reaches the one outside of tmux or screen.

    Args:
        data: at most LIMIT bytes.
        environ: TMUX, STY and TERM tell what the terminal is in. Over SSH only TERM comes along, and ``screen…`` may
            then be tmux too: what is sent does no harm in either.
    """
    plain = f"\x1b]52;c;{b64encode(data).decode()}\x07"
    term = environ.get("TERM", "")
    if environ.get("TMUX") or term.startswith("tmux"):
        return plain + _through_tmux(plain)
    if environ.get("STY") or term.startswith("screen"):
        return (plain if len(plain) <= SCREEN_LIMIT else "") + _through_screen(plain)
    return plain


def _through_tmux(sequence: str) -> str:
    """Wrap a sequence in one that tmux takes off, where it lets programs through."""
    doubled = sequence.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{doubled}\x1b\\"


def _through_screen(sequence: str) -> str:
    """Wrap a sequence in strings that screen takes off, none longer than it holds."""
    starts = range(0, len(sequence), _SCREEN_PART)
    return "".join(f"\x1bP{sequence[start : start + _SCREEN_PART]}\x1b\\" for start in starts)
