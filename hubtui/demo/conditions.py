"""What the rows of a list must satisfy, as SQL over the store's table (wire.md §2.1, §2.5, §2.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hubtui.demo.providers import APPS
from hubtui.demo.store import tag_needle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.demo.accounts import Account
    from hubtui.demo.repo import Kind

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)([KMBT]?)", re.IGNORECASE)
_UNITS = {"": 1, "K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_MOST = 2**62  # sqlite holds no integer above the next power of two.
_YES = frozenset({"true", "1"})


@dataclass(slots=True)
class Conditions:
    """Conditions that all hold, each an SQL text made of constants, and the values bound to them."""

    texts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    narrowing: bool = False
    """Whether anything was asked beyond the kind and what may be seen."""

    def add(self, text: str, *values: object) -> None:
        """Add a condition that narrows the list."""
        self.texts.append(text)
        self.values += values
        self.narrowing = True

    def sql(self) -> tuple[str, list[Any]]:
        """Return what stands after WHERE, and its values."""
        return " AND ".join(self.texts), list(self.values)


def conditions(kind: Kind, pairs: Sequence[tuple[str, str]], account: Account | None) -> Conditions:
    """Return what the query parameters and the visibility ask of a row."""
    namespaces = () if account is None else account.namespaces
    seen = "".join(f"{' OR ' if place else ''}author = ?" for place in range(len(namespaces)))
    result = Conditions(["kind = ?"], [kind])
    result.texts.append(f"(private = 0 OR ({seen}))" if namespaces else "private = 0")
    result.values += namespaces
    for name, value in pairs:
        if value:
            _add(result, kind, name, value)
    return result


def _add(result: Conditions, kind: Kind, name: str, value: str) -> None:
    if name == "search":
        result.add("instr(folded, ?) > 0", value.lower())
    elif name == "author":
        result.add("author = ?", value)
    elif name == "filter":
        _bears(result, value)
    elif name == "gated" and value.lower() in ("true", "false", "1", "0"):
        result.add("gated IS NOT NULL" if value.lower() in _YES else "gated IS NULL")
    elif kind == "model":
        _add_for_models(result, name, value)
    elif kind == "space":
        _add_for_spaces(result, name, value)


def _add_for_models(result: Conditions, name: str, value: str) -> None:
    if name == "pipeline_tag":
        result.add("task = ?", value)
    elif name == "library":
        _bears(result, value)
    elif name == "num_parameters":
        _between(result, value)
    elif name == "apps":
        for app in value.split(","):
            for tag in APPS.get(app, (f"an app that is unknown: {app}",)):
                _bears(result, tag)
    elif name == "inference_provider" and value != "all":
        for provider in value.split(","):
            result.add("instr(providers, ?) > 0", tag_needle(provider))
    elif name == "inference_provider" or (name == "inference" and value == "warm"):
        result.add("providers <> '[]'")


def _add_for_spaces(result: Conditions, name: str, value: str) -> None:
    if name in ("models", "datasets"):
        result.add("EXISTS (SELECT 1 FROM json_each(card, ?) WHERE value = ?)", f"$.{name}", value)


def _bears(result: Conditions, tag: str) -> None:
    result.add("instr(tags, ?) > 0", tag_needle(tag))


def _between(result: Conditions, value: str) -> None:
    """Read ``min:6B,max:128B``; what cannot be read asks for nothing."""
    for part in value.split(","):
        side, _, number = part.strip().partition(":")
        match = _NUMBER.fullmatch(number)
        if match and side in ("min", "max"):
            bound = int(min(float(match[1]) * _UNITS[match[2].upper()], _MOST))
            result.add("parameters >= ?" if side == "min" else "parameters <= ?", bound)
