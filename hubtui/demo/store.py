"""What one running Hub holds: repositories and old ids, in an sqlite database of its own in memory.

The database begins as a copy of the one in the cache folder (hubtui.demo.snapshot); changes never reach that file.
"""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from json.encoder import encode_basestring_ascii
from typing import TYPE_CHECKING, Any

from hubtui.demo.computed import ComputedModels
from hubtui.demo.providers import providers
from hubtui.demo.repo import StoredRepo

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from hubtui.demo.repo import Kind

SCHEMA = """
CREATE TABLE repos (
    kind TEXT NOT NULL, id TEXT NOT NULL, folded TEXT NOT NULL, author TEXT, oid TEXT NOT NULL,
    created TEXT NOT NULL, modified TEXT NOT NULL, sha TEXT NOT NULL,
    likes INTEGER NOT NULL, trending NOT NULL, downloads INTEGER NOT NULL, downloads_all_time INTEGER NOT NULL,
    private INTEGER NOT NULL, gated TEXT, disabled INTEGER NOT NULL,
    task TEXT, library TEXT, sdk TEXT, parameters INTEGER, main_size INTEGER, rows INTEGER,
    tags TEXT NOT NULL, providers TEXT NOT NULL, runtime TEXT, card TEXT
);
CREATE UNIQUE INDEX repos_by_id ON repos (kind, id);
CREATE INDEX repos_by_folded_id ON repos (kind, folded);
CREATE INDEX repos_by_trending ON repos (kind, trending DESC, oid);
CREATE INDEX repos_by_downloads ON repos (kind, downloads DESC, oid);
CREATE INDEX repos_by_likes ON repos (kind, likes DESC, oid);
CREATE INDEX repos_by_modified ON repos (kind, modified DESC, oid);
CREATE INDEX repos_by_created ON repos (kind, created DESC, oid);
CREATE TABLE redirects (
    kind TEXT NOT NULL, folded TEXT NOT NULL, target TEXT NOT NULL, PRIMARY KEY (kind, folded)
) WITHOUT ROWID;
CREATE TABLE documents (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
"""

_COLUMNS = (
    "kind", "id", "oid", "created", "modified", "sha", "likes", "trending", "downloads",
    "downloads_all_time", "private", "gated", "disabled", "task", "library", "sdk", "parameters", "main_size",
    "rows", "tags", "runtime", "card",
)  # fmt: skip
_KEPT = (*_COLUMNS, "folded", "author", "providers")
_PUT = f"INSERT OR REPLACE INTO repos ({', '.join(_KEPT)}) VALUES ({', '.join('?' * len(_KEPT))})"  # noqa: S608
_GET = f"SELECT {', '.join(_COLUMNS)} FROM repos "  # noqa: S608 - the columns are constants


class Store:
    """The repositories of one running Hub; safe to use from several threads.

    Args:
        database: the open database with the above schema, allowed to be used from any thread.
        computed: the models of ``--size`` that are computed and not held.
    """

    def __init__(self, database: sqlite3.Connection, computed: ComputedModels | None = None) -> None:
        self._database = database
        self._lock = threading.RLock()
        self.computed = computed or ComputedModels(0)

    def get(self, kind: Kind, name: str) -> StoredRepo | None:
        """Return the repo with exactly this id, or None."""
        found = self.select("WHERE kind = ? AND id = ?", (kind, name))
        if found or kind != "model":
            return found[0] if found else None
        return self.computed.find(name)

    def current_id(self, kind: Kind, name: str) -> str | None:
        """Return the id that today stands for ``name``: its right case, or where it was moved to (wire.md §1.6).

        None where there is no such repo and never was one. An id in use wins over a redirect of the same name.
        """
        folded = name.lower()
        rows = self._rows("SELECT id FROM repos WHERE kind = ? AND folded = ? LIMIT 1", (kind, folded))
        rows = rows or self._rows(
            "SELECT target FROM redirects WHERE kind = ? AND folded = ?", (kind, folded)
        )
        return rows[0][0] if rows else None

    def put(self, repo: StoredRepo) -> None:
        """Add the repo, or replace the one of the same kind and id. A redirect from that id ends (wire.md §2.15)."""
        self.put_all([repo])

    def put_all(self, repos: Iterable[StoredRepo]) -> None:
        """Add or replace many repos in one transaction."""
        held = list(repos)
        with self._lock, self._database:
            self._database.executemany(_PUT, map(_values, held))
            self._database.executemany(
                "DELETE FROM redirects WHERE kind = ? AND folded = ?",
                [(repo.kind, repo.id.lower()) for repo in held],
            )

    def remove(self, kind: Kind, name: str) -> bool:
        """Remove the repo and the redirects to it; tell whether there was one."""
        with self._lock, self._database:
            self._database.execute("DELETE FROM redirects WHERE kind = ? AND target = ?", (kind, name))
            return bool(
                self._database.execute("DELETE FROM repos WHERE kind = ? AND id = ?", (kind, name)).rowcount
            )

    def rename(self, kind: Kind, old: str, new: str) -> StoredRepo | None:
        """Give the repo another id; the old one, and those before it, lead to the new one from now on.

        Returns the repo under its new id, or None where there is none of the old id. The caller sees to it that
        the new id is free.
        """
        with self._lock:
            repo = self.get(kind, old)
            if repo is None:
                return None
            moved = replace(repo, id=new)
            with self._database:
                self._database.execute("DELETE FROM repos WHERE kind = ? AND id = ?", (kind, old))
                self._database.execute(
                    "UPDATE redirects SET target = ? WHERE kind = ? AND target = ?", (new, kind, old)
                )
            self.redirect(kind, old, new)
            self.put(moved)
            return moved

    def redirect(self, kind: Kind, old: str, new: str) -> None:
        """Let an old id lead to another one."""
        with self._lock, self._database:
            self._database.execute(
                "INSERT OR REPLACE INTO redirects VALUES (?, ?, ?)", (kind, old.lower(), new)
            )

    def count(self, kind: Kind) -> int:
        """Return how many repos of that kind are held, private ones included and computed ones not."""
        return int(self._rows("SELECT count(*) FROM repos WHERE kind = ?", (kind,))[0][0])

    def public_count(self, kind: Kind) -> int:
        """Return how many public repos of that kind are held, computed ones not counted."""
        return int(self._rows("SELECT count(*) FROM repos WHERE kind = ? AND private = 0", (kind,))[0][0])

    def ids(self, kind: Kind) -> list[str]:
        """Return the ids of all repos of that kind that are held, in alphabetical order."""
        return [row[0] for row in self._rows("SELECT id FROM repos WHERE kind = ? ORDER BY id", (kind,))]

    def select(self, clause: str, values: Sequence[Any] = ()) -> list[StoredRepo]:
        """Return the repos that a clause finds: everything after FROM, made of constants, values bound."""
        return [_repo(row) for row in self._rows(_GET + clause, values)]

    def document(self, name: str) -> str | None:
        """Return a text that was computed when the snapshot was made, or None."""
        rows = self._rows("SELECT body FROM documents WHERE name = ?", (name,))
        return rows[0][0] if rows else None

    def keep_document(self, name: str, body: str) -> None:
        """Keep a text under a name."""
        with self._lock, self._database:
            self._database.execute("INSERT OR REPLACE INTO documents VALUES (?, ?)", (name, body))

    def close(self) -> None:
        """Let go of the database; what was changed is gone."""
        with self._lock:
            self._database.close()

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._lock:
            return self._database.execute(statement, values).fetchall()


def tag_needle(tag: str) -> str:
    """Return the text that the column ``tags`` contains exactly if the repo bears the tag; providers likewise."""
    return f"\n{encode_basestring_ascii(tag)}"


def _values(repo: StoredRepo) -> tuple[Any, ...]:
    return (
        repo.kind, repo.id, repo.oid, repo.created, repo.modified, repo.sha,
        repo.likes, repo.trending, repo.downloads, repo.downloads_all_time, repo.private, repo.gated or None,
        repo.disabled, repo.task, repo.library, repo.sdk, repo.parameters, repo.main_size,
        repo.rows, _lines(repo.tags), None if repo.runtime is None else json.dumps(repo.runtime),
        None if repo.card_data is None else json.dumps(repo.card_data),
        repo.id.lower(), repo.author, _lines(providers(repo)),
    )  # fmt: skip


def _lines(texts: Iterable[str]) -> str:
    """Return a JSON array with one text a line, so that tag_needle() finds whole texts and nothing else."""
    return "[" + ",".join(map(tag_needle, texts)) + "]"


def _repo(row: Sequence[Any]) -> StoredRepo:
    facts = dict(zip(_COLUMNS, row, strict=True))
    card, runtime = facts.pop("card"), facts.pop("runtime")
    return StoredRepo(
        **facts
        | {
            "private": bool(facts["private"]),
            "gated": facts["gated"] or False,
            "disabled": bool(facts["disabled"]),
            "tags": tuple(json.loads(facts["tags"])),
            "runtime": None if runtime is None else json.loads(runtime),
            "card_data": None if card is None else json.loads(card),
        }
    )
