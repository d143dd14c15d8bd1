"""What the rest of the program sees of the Hub: frozen structs that hold what is used and nothing else.

Every string in here is clean (hubtui.text) unless its docstring says raw. Times are whole seconds since the epoch.
"""

from __future__ import annotations

import msgspec

from hubtui.hub.criteria import Kind


class RepoRef(msgspec.Struct, frozen=True, gc=False):
    """Which repository is meant; the key of marks, bookmarks and kept answers."""

    kind: Kind
    id: str


class Repo(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One row of a list: what the columns show, and no more, for a million of them may be held.

    Strings that repeat (task, library, sdk, stage, tags) are shared between rows.
    """

    id: str
    """Clean. Where ``usable`` is false the raw id differs, and nothing may be done with the row."""
    usable: bool = True
    downloads: int | None = None
    likes: int | None = None
    task: str | None = None
    """``pipeline_tag``; for a dataset its first ``task_categories:``."""
    library: str | None = None
    sdk: str | None = None
    """Spaces only: gradio, docker, static, streamlit; None where never configured (wire.md §2.10)."""
    stage: str | None = None
    """Spaces only: ``runtime.stage``, such as RUNNING."""
    parameters: int | None = None
    """Models only: ``safetensors.total``."""
    size: int | None = None
    """Datasets only: ``mainSize``, bytes."""
    updated: int | None = None
    created: int | None = None
    private: bool = False
    gated: str | None = None
    """None, ``auto`` or ``manual`` (wire.md §1.10)."""
    disabled: bool = False
    tags: tuple[str, ...] = ()

    @property
    def owner(self) -> str:
        """The part before the slash; empty for a historic id without one (wire.md §1.2)."""
        return self.id.partition("/")[0] if "/" in self.id else ""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One answer of a list."""

    repos: tuple[Repo, ...]
    next: str | None = None
    """The raw query of the next page (no path, no host), or None at the end (wire.md §1.7)."""
    refused: str = ""
    """Why a next link that the server sent is not followed (design.md §5, Next links); empty where there is none."""
    skipped: int = 0
    """Rows that could not be read: wrong types, or no id."""
    dropped: tuple[str, ...] = ()
    """Names of ``expand`` fields that this server does not know and that were left out."""


class RateLimit(msgspec.Struct, frozen=True):
    """What the server last said of a quota (wire.md §1.9)."""

    bucket: str
    """``api``, ``resolvers`` or ``pages``."""
    left: int
    quota: int | None
    """None where only ``RateLimit`` came, without its policy."""
    reset: int
    """Seconds until the window starts anew, from when the answer came."""
