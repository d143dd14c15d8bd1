"""Where the program keeps its files, in one place for all of them."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from hubtui.local.hub_cache import find_hub_cache

NAME = "hubtui"
_PRIVATE = 0o700


class Folders(NamedTuple):
    """Where files are, the program's own above all; they may not exist yet."""

    config: Path
    """What the user writes."""
    state: Path
    """What the program remembers."""
    cache: Path
    """What can be asked for again."""
    hub: Path
    """What huggingface_hub has downloaded; not the program's own, and never written to."""

    @property
    def config_file(self) -> Path:
        """What the user has set."""
        return self.config / "config.toml"

    @property
    def state_file(self) -> Path:
        """Views, searches and what was last on the screen."""
        return self.state / "state.toml"

    @property
    def copied_file(self) -> Path:
        """What was copied last and no clipboard took."""
        return self.state / "copied.txt"

    @property
    def operations_file(self) -> Path:
        """What was changed on Hubs."""
        return self.state / "operations.jsonl"

    @property
    def kept_file(self) -> Path:
        """Answers of the Hub."""
        return self.cache / "answers.sqlite3"


def find_folders() -> Folders:
    """Return the folders that this system has for such files."""
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(NAME, appauthor=False)
    hub = find_hub_cache(os.environ, Path.home())
    return Folders(Path(dirs.user_config_dir), Path(dirs.user_state_dir), Path(dirs.user_cache_dir), hub)


def folders_in(root: Path) -> Folders:
    """Return folders below one that goes away, as for the demo."""
    return Folders(root / "config", root / "state", root / "cache", root / "hub")


def make_private(folder: Path) -> None:
    """Make a folder of the program's own that only its user may enter (design.md §6.3).

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    if stat.S_IMODE(folder.stat().st_mode) != _PRIVATE:
        folder.chmod(_PRIVATE)
