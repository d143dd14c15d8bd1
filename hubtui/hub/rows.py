"""Rows of lists as they are on the wire, with the fields that are used."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec

Count = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
"""A number of 64 bits; a larger one is no count of anything, and would take the arithmetic of ages and sizes apart."""


class _Safetensors(msgspec.Struct):
    total: Count | None = None


class _Hardware(msgspec.Struct):
    current: str | None = None
    requested: str | None = None


class Runtime(msgspec.Struct):
    """What is said of how a Space runs (wire.md §2.10)."""

    stage: str | None = None
    hardware: _Hardware | None = None


NO_CARD: Final = msgspec.Raw(b"null")
"""What stands for the card of a row that has none."""


class Row(msgspec.Struct, gc=False):
    """One row as it is on the wire (wire.md §2.1, §2.5, §2.9); all but the id may be absent or null."""

    id: str
    downloads: Count | None = None
    likes: Count | None = None
    pipeline_tag: str | None = None
    library_name: str | None = None
    sdk: str | None = None
    runtime: Runtime | None = None
    safetensors: _Safetensors | None = None
    main_size: Count | None = msgspec.field(name="mainSize", default=None)
    storage: Count | None = msgspec.field(name="usedStorage", default=None)
    modified: str | None = msgspec.field(name="lastModified", default=None)
    created: str | None = msgspec.field(name="createdAt", default=None)
    private: bool | None = None
    gated: bool | str | None = None
    disabled: bool | None = None
    tags: tuple[str, ...] | None = None
    models: tuple[str, ...] | None = None
    """Of a Space, as the next: the ids of those that it uses."""
    datasets: tuple[str, ...] | None = None
    card: msgspec.Raw = msgspec.field(name="cardData", default=NO_CARD)
    """Not looked into, for there may be hundreds of kilobytes in it (wire.md §2.6)."""
