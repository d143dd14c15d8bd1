"""The database of the catalogue: made on the first start, kept in the cache folder, copied by every Hub that starts."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import tempfile
import time
from pathlib import Path

from hubtui.demo.computed import ComputedModels
from hubtui.demo.store import SCHEMA, Store

_HERE = Path(__file__).parent
_NAME = "embedded-hub-"
_OLD = 7 * 86_400  # seconds
# What the content of the database depends on.
_SOURCES = (
    "catalog/models.jsonl.xz", "catalog/datasets.jsonl.xz", "catalogue.py", "draw.py", "making.py", "own.py",
    "plausible.py", "providers.py", "repo.py", "snapshot.py", "spaces.py", "spaces_words.py", "store.py",
    "tags_by_type.py", "tags_words.py",
)  # fmt: skip


def open_store(cache: Path, size: int = 0) -> Store:
    """Return a store with the whole catalogue that is the caller's own.

    The database is copied from the cache folder; where that has none, or none that can be read, it is made, and
    kept there if the folder can be written. Several programs may do so at once.

    Args:
        cache: the folder of the kept database; made with its parents where missing.
        size: how many models there shall be in all; those beyond the real ones are computed.
    """
    kept = cache / f"{_NAME}{_fingerprint()}.sqlite"
    database = _copied(kept)
    if database is None:
        database = _made()
        _keep(database, kept)
    store = Store(database)
    store.computed = ComputedModels(max(0, size - store.public_count("model")))
    return store


def _fingerprint() -> str:
    """Return sixteen hex digits that change with the catalogue and with the code that completes it."""
    digest = hashlib.blake2b(digest_size=8)
    for name in _SOURCES:
        path = _HERE / name
        if path.exists():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _connect() -> sqlite3.Connection:
    # Store serialises its uses; isolation_level None would end the transactions of ``with database``.
    return sqlite3.connect(":memory:", check_same_thread=False)


def _copied(kept: Path) -> sqlite3.Connection | None:
    if not kept.exists():
        return None
    database = _connect()
    source = sqlite3.connect(f"{kept.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        source.backup(database)
        database.execute("SELECT 1 FROM repos LIMIT 1")
    except sqlite3.DatabaseError:
        database.close()
        return None
    finally:
        source.close()
    return database


def _made() -> sqlite3.Connection:
    # Later starts have no use for it.
    from hubtui.demo.making import fill

    database = _connect()
    database.executescript(SCHEMA)
    fill(Store(database))
    database.execute("ANALYZE")
    return database


def _keep(database: sqlite3.Connection, kept: Path) -> None:
    """Write the database beside its final name and put it there at once, or leave it where that cannot be."""
    try:
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".embedded-hub-", dir=kept.parent)
    except OSError:
        return
    os.close(handle)
    partial = Path(name)
    try:
        copy = sqlite3.connect(partial)
        with copy:
            copy.execute("PRAGMA journal_mode = OFF")
            database.backup(copy)
        copy.close()
        partial.replace(kept)
    except (OSError, sqlite3.Error):
        partial.unlink(missing_ok=True)
    for other in kept.parent.glob(f"{_NAME}*.sqlite"):
        # Made by another version; that one makes it again if it still runs here.
        if other != kept:
            with contextlib.suppress(OSError):
                _drop_if_old(other)


def _drop_if_old(path: Path) -> None:
    if time.time() - path.stat().st_mtime > _OLD:
        path.unlink()
