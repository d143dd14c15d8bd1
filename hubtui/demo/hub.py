"""The state of one running Hub: what it holds, whom it knows, and how it was asked to behave."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hubtui.demo.files import Contents
from hubtui.demo.metrics import metric_spaces
from hubtui.demo.storage import Storage

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubtui.demo.accounts import Accounts
    from hubtui.demo.store import Store


@dataclass(frozen=True, slots=True)
class Quota:
    """Requests in one window of 300 s, by bucket (wire.md §1.9)."""

    api: int
    resolvers: int


ANONYMOUS = Quota(500, 3000)
SIGNED_IN = Quota(1000, 5000)
"""What the public Hub grants per address, and to a free account (wire.md §1.9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a Hub behaves where servers differ."""

    link_host: str = ""
    """Where next links point, such as https://huggingface.co; empty for the Hub's own address (wire.md §1.7)."""
    metrics: bool = False
    """Whether ``/api/metrics`` still answers its old list (wire.md §2.11)."""
    anonymous: Quota = ANONYMOUS
    signed_in: Quota = SIGNED_IN


@dataclass(slots=True, kw_only=True)
class EmbeddedHub:
    """What the routes share."""

    store: Store
    accounts: Accounts
    options: Options = field(default_factory=Options)
    contents: Contents = field(default_factory=Contents)
    """The files of all repos."""
    clock: Callable[[], float] = time.time
    """Seconds since the epoch."""
    storage: Storage = field(init=False)
    """Signs and checks the links to large files."""

    def __post_init__(self) -> None:
        self.storage = Storage(self.clock)
        if self.options.metrics:
            self.store.put_all(metric_spaces())
