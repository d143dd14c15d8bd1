"""The real answers in tests/payloads, as they were on the wire."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "payloads"


@dataclass(frozen=True)
class Payload:
    """One recorded answer."""

    name: str
    status: int
    headers: dict[str, str]
    body: bytes
    """JSON as the Hub writes it, compact and in UTF-8; or text."""
    value: Any
    """The body as Python."""


@cache
def payload(name: str) -> Payload:
    """Return the answer in a file."""
    found = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    value = found["body"]
    body = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Payload(name, found["status"], found["headers"], body.encode(), value)


def names() -> list[str]:
    """Return the names of all files."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))
