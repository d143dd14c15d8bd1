"""Whether there is a graphical display before the user, rather than before somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def is_remote(environ: Mapping[str, str]) -> bool:
    """Tell whether the user came over SSH."""
    return bool(environ.get("SSH_TTY") or environ.get("SSH_CONNECTION"))


def has_display(environ: Mapping[str, str]) -> bool:
    """Tell whether X or Wayland shows the user what is drawn on it.

    Over SSH only a display that was forwarded does. That names a host, such as localhost:10.0; any other is the
    remote machine's own.
    """
    display = environ.get("DISPLAY", "")
    if is_remote(environ):
        return not display.startswith(":") and ":" in display
    return bool(display or environ.get("WAYLAND_DISPLAY"))
