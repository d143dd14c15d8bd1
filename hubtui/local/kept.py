"""Answers of the Hub kept on disk: one table, bounded in size. It can always be asked for again, so nothing raises.

The database is imported when it is first used, which is after the first frame.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from hubtui.local.files import PRIVATE
from hubtui.local.paths import make_private

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeVar

    T = TypeVar("T")

MOST: Final = 64 * 1024 * 1024
"""Bytes of bodies that are kept."""
FORM: Final = 1
"""Of the table; one of another form is emptied."""
_PATIENCE: Final = 2.0
"""Seconds to wait for another program that writes."""

_MAKE = """
CREATE TABLE kept (
    endpoint TEXT NOT NULL, account TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL, "when" INTEGER NOT NULL,
    PRIMARY KEY (endpoint, account, key)
)
"""
_FIND = 'SELECT body, "when" FROM kept WHERE endpoint = ? AND account = ? AND key = ?'
_KEEP = 'INSERT OR REPLACE INTO kept (endpoint, account, key, body, "when") VALUES (?, ?, ?, ?, ?)'
_TRIM = """
DELETE FROM kept WHERE rowid IN (
    SELECT number FROM (
        SELECT rowid AS number, sum(length(body)) OVER (ORDER BY "when" DESC, rowid DESC) AS size FROM kept
    ) WHERE size > ?
)
"""


class Kept:
    """The kept answers; satisfies hubtui.core.keeping.KeptAnswers. Blocks: call it in a thread, any thread.

    Args:
        path: the file; it and its folder are made when first needed.
        most: bytes of bodies to keep; the oldest go first.
    """

    def __init__(self, path: Path, most: int = MOST) -> None:
        self._path = path
        self._most = most
        self._guard = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._closed = False
        self.notice = ""
        """What there is to tell about the file that was found, on one line; empty for nothing."""

    def get(self, endpoint: str, account: str, key: str) -> tuple[bytes, int] | None:
        """Return a kept answer's body and when it was kept, in seconds since the epoch, or None."""

        def find(connection: sqlite3.Connection) -> tuple[bytes, int] | None:
            row = connection.execute(_FIND, (endpoint, account, key)).fetchone()
            return None if row is None else (bytes(row[0]), int(row[1]))

        return self._with(find)

    def put(self, endpoint: str, account: str, key: str, body: bytes, when: int) -> None:
        """Keep an answer in the place of an earlier one; one that is too large for the bound is not kept."""

        def keep(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(_KEEP, (endpoint, account, key, body, when))
                connection.execute(_TRIM, (self._most,))

        if len(body) <= self._most:
            self._with(keep)

    def close(self) -> None:
        """Close the file; nothing is kept or found afterwards."""
        with self._guard:
            self._closed = True
            self._disconnect()

    def _with(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Return what work makes of the open file, or None where it cannot be used now.

        A file that is damaged is set aside, and the work is done once more on a new one.
        """
        import sqlite3

        with self._guard:
            for _ in range(2):
                try:
                    return None if self._closed else work(self._connected())
                except sqlite3.Error as error:
                    # Damage is a plain DatabaseError; its subclasses are a full disk, a lock, a read-only file.
                    if type(error) is not sqlite3.DatabaseError or not self._set_aside():
                        return None
                except OSError:
                    return None
            return None

    def _connected(self) -> sqlite3.Connection:
        """Return the open file.

        Raises:
            sqlite3.Error, OSError: it cannot be opened.
        """
        import sqlite3

        if self._connection is None:
            make_private(self._path.parent)
            # Made here and not by sqlite, which would let others read it.
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, PRIVATE))
            connection = sqlite3.connect(
                self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare(connection)
            except sqlite3.Error:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make the table; one of another form goes, for it holds nothing that cannot be asked for again."""
        # Nothing here is worth waiting for the disk: what a power cut damages is set aside.
        connection.execute("PRAGMA synchronous = OFF")
        with connection:
            # In one transaction, lest another program fill the table between the look and the drop.
            connection.execute("BEGIN IMMEDIATE")
            (form,) = connection.execute("PRAGMA user_version").fetchone()
            if form != FORM:
                connection.execute("DROP TABLE IF EXISTS kept")
                connection.execute(_MAKE)
                connection.execute(f"PRAGMA user_version = {FORM}")

    def _set_aside(self) -> bool:
        """Rename a damaged file, in the place of an earlier such one; return whether that could be done."""
        self._disconnect()
        aside = self._path.with_name(f"{self._path.name}.damaged")
        try:
            self._path.replace(aside)
        except OSError:
            return False
        self.notice = f"The kept answers could not be read; they were set aside as {aside.name}"
        return True

    def _disconnect(self) -> None:
        import sqlite3

        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
