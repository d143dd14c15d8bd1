"""Repositories for the tests of what the embedded Hub invents."""

from __future__ import annotations

from typing import Any

from hubtui.demo.draw import digest
from hubtui.demo.repo import Kind, StoredRepo

CREATED = "2024-03-01T09:00:00.000Z"
MODIFIED = "2025-11-20T18:30:00.000Z"


def repo(kind: Kind, repo_id: str, **facts: Any) -> StoredRepo:
    """Return a repo with that id and these facts, made in 2024 and changed in 2025 by default."""
    usual = {"oid": digest("oid", kind, repo_id)[:24], "created": CREATED, "modified": MODIFIED}
    return StoredRepo(**({"kind": kind, "id": repo_id, "sha": digest("sha", repo_id)[:40]} | usual | facts))


def many(kind: Kind, count: int = 200, **facts: Any) -> list[StoredRepo]:
    """Return that many repos that differ in nothing but their names."""
    return [repo(kind, f"oat-field/sample-{at}", **facts) for at in range(count)]
