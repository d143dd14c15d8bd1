"""One repository as the embedded Hub holds it; every route's answer is composed from this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["model", "dataset", "space"]
Gate = Literal[False, "auto", "manual"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRepo:
    """The facts of one repository, with the wire's names where the wire has one (wire.md §1.10, §2)."""

    kind: Kind
    oid: str
    """``_id``: 24 hex digits, the first eight the creation second."""
    id: str
    created: str
    """``createdAt`` in the wire's form, 2026-08-05T08:22:59.000Z."""
    modified: str
    """``lastModified``, in the same form."""
    sha: str
    """The head commit of main, 40 hex digits."""
    likes: int = 0
    trending: float = 0
    downloads: int = 0
    """Of the last 30 days; Spaces have none."""
    downloads_all_time: int = 0
    tags: tuple[str, ...] = ()
    private: bool = False
    gated: Gate = False
    disabled: bool = False
    task: str | None = None
    library: str | None = None
    sdk: str | None = None
    parameters: int | None = None
    """``safetensors.total`` of a model."""
    main_size: int | None = None
    """``mainSize`` of a dataset, bytes."""
    rows: int | None = None
    """``datasetsServerInfo.numRows`` of a dataset, which no answer holds (wire.md §2.5)."""
    card_data: Any = None
    """The card's YAML header, any JSON value; None where there is no card."""
    runtime: dict[str, Any] | None = None
    """The ``runtime`` object of a Space (wire.md §2.10)."""

    @property
    def author(self) -> str | None:
        """The namespace, or None for a historic id without one."""
        return self.id.partition("/")[0] if "/" in self.id else None
