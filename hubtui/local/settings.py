"""Settings: what the user wants. Without a file nothing but this is imported; hubtui.local.config reads one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hubtui.local.clipboard import Choice


class Settings(NamedTuple):
    """Each default is what holds without a file."""

    read_only: bool = False
    """Change nothing on the Hub."""
    clipboard: Choice = "auto"
    """The way to copy."""
    theme: str = "textual-dark"
    """The name of a theme of Textual's."""
    preview: Literal["auto", "shown", "hidden"] = "auto"
    """Whether the preview is on the screen; auto leaves that to its width."""
    keys: Mapping[str, tuple[str, ...]] = {}
    """Keys by the ids of commands: as they are written, once read; Textual's names, once they are checked."""


DEFAULTS: Final = Settings()


def is_missing(path: Path) -> bool:
    """Tell whether there is no file, which is fine; of one that cannot be looked at, reading says why."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


class WrongSettings(Exception):
    """Settings cannot be used.

    Args:
        reasons: everything that is wrong, each on one line, without a full stop.
    """

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons
