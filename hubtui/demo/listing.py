"""One question to a list, from query parameters to a page of repos (wire.md §1.7, §2.1, §2.5, §2.9)."""

from __future__ import annotations

import base64
import heapq
import json
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from hubtui.demo import failures
from hubtui.demo.conditions import Conditions, conditions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.demo.accounts import Account
    from hubtui.demo.repo import Kind, StoredRepo
    from hubtui.demo.store import Store

    Pairs = Sequence[tuple[str, str]]

LIMIT = 1000
"""The rows of a page when no limit is given, and the most it can have."""

# What each sort key reads; missing numbers come last, as -1 is below every one that can be.
_COMMON = {
    "trendingScore": "trending",
    "likes": "likes",
    "likes30d": "min(likes, trending * 2)",
    "lastModified": "modified",
    "createdAt": "created",
}
_SORTS: dict[Kind, dict[str, str]] = {
    # The weights are what a model's size is made of.
    "model": _COMMON
    | {
        "downloads": "downloads",
        "num_parameters": "ifnull(parameters, -1)",
        "mainSize": "ifnull(parameters, -1)",
        "id": "id",
    },
    "dataset": _COMMON
    | {
        "downloads": "downloads",
        "mainSize": "ifnull(main_size, -1)",
        "datasetsServerInfo.numRows": "ifnull(rows, -1)",
    },
    "space": _COMMON,
}


@dataclass(frozen=True, slots=True)
class Question:
    """What a list was asked, understood."""

    kind: Kind
    conditions: Conditions
    sort: str
    ascending: bool
    limit: int
    cursor: dict[str, Any] | None

    @property
    def expression(self) -> str:
        """The SQL expression by which the list is sorted."""
        return _SORTS[self.kind][self.sort]


@dataclass(frozen=True, slots=True)
class Page:
    """Some repos of a list, and the cursor of the page after them, or None at the end."""

    repos: list[StoredRepo]
    cursor: str | None


def question(kind: Kind, pairs: Pairs, account: Account | None) -> Question:
    """Return what the query parameters ask; unknown ones are dropped in silence (wire.md §1.4).

    Raises:
        Refusal: 400, ascending order of anything but createdAt, or a cursor that is none.
    """
    last = dict(pairs)
    # An unknown key sorts as none does; whether the Hub refuses it is not known (wire.md §8).
    sort = last.get("sort", "")
    sort = sort if sort in _SORTS[kind] else "trendingScore"
    ascending = last.get("direction") == "1"
    if ascending and sort != "createdAt":
        raise failures.bad_request(f"Ascending order is not supported when sorting by {sort}")
    return Question(
        kind, conditions(kind, pairs, account), sort, ascending, _limit(last.get("limit", "")), _cursor(last)
    )


def page(store: Store, asked: Question) -> Page:
    """Return one page by key set: what comes after the last row of the one before, wherever that row is now."""
    computed = store.computed.count if asked.kind == "model" and not asked.conditions.narrowing else 0
    if asked.ascending:
        return _oldest_first(store, asked, computed)
    if asked.sort == "id" and computed:
        return _by_id(store, asked)
    begin = (asked.cursor or {}).get("computed")
    found = [] if begin is not None else _held(store, asked, asked.cursor, asked.limit + 1)
    if begin is None and (len(found) > asked.limit or not computed):
        return _cut(found, asked)
    position = begin or 0
    missing = asked.limit - len(found)
    found += store.computed.page(position, missing)
    more = position + missing < computed
    return Page(found, _packed({"computed": position + missing}) if more else None)


def _oldest_first(store: Store, asked: Question, computed: int) -> Page:
    """Return a page of the one order that can ascend; the computed models are the oldest."""
    cursor = asked.cursor or {"computed": 0}
    begin = cursor.get("computed")
    if begin is None or begin >= computed:
        after = None if begin is not None else cursor
        return _cut(_held(store, asked, after, asked.limit + 1), asked)
    found = store.computed.page(begin, asked.limit, backwards=True)
    return Page(found, _packed({"computed": begin + len(found)}))


def _by_id(store: Store, asked: Question) -> Page:
    """Return a page in the one order in which computed models stand between the others."""
    wanted = asked.limit + 1
    held = _held(store, asked, asked.cursor, wanted)
    computed = store.computed.below((asked.cursor or {}).get("id"))
    found = heapq.merge(held, computed, key=lambda repo: repo.id, reverse=True)
    return _cut(list(islice(found, wanted)), asked)


def _held(store: Store, asked: Question, after: dict[str, Any] | None, number: int) -> list[StoredRepo]:
    """Return up to ``number`` repos that the store holds, in order, after a cursor."""
    expression, (clause, values) = asked.expression, asked.conditions.sql()
    beyond, order = (">", "ASC") if asked.ascending else ("<", "DESC")
    if after is not None:
        key, oid = after.get(asked.sort), after.get("_id")
        if not isinstance(key, (int, float, str)) or not isinstance(oid, str) or _too_large(key):
            raise failures.bad_request("Invalid cursor")
        clause += f" AND {expression} {beyond}= ? AND ({expression} {beyond} ? OR oid > ?)"
        values = [*values, key, key, oid]
    return store.select(f"WHERE {clause} ORDER BY {expression} {order}, oid LIMIT ?", [*values, number])


def _too_large(key: float | str) -> bool:
    """Tell whether sqlite cannot hold the number."""
    return isinstance(key, int) and not -(2**63) <= key < 2**63


def _cut(found: list[StoredRepo], asked: Question) -> Page:
    """Return the page of rows that were asked for with one more than its limit."""
    repos = found[: asked.limit]
    if len(found) <= asked.limit:
        return Page(repos, None)
    last = repos[-1]
    return Page(repos, _packed({asked.sort: _key(last, asked.sort), "_id": last.oid}))


def _key(repo: StoredRepo, sort: str) -> float | str:
    """Return what the SQL expression of a sort key gives for a repo."""
    keys: dict[str, float | str] = {
        "trendingScore": repo.trending,
        "likes": repo.likes,
        "likes30d": min(repo.likes, repo.trending * 2),
        "lastModified": repo.modified,
        "createdAt": repo.created,
        "downloads": repo.downloads,
        "num_parameters": -1 if repo.parameters is None else repo.parameters,
        "mainSize": _size(repo),
        "datasetsServerInfo.numRows": -1 if repo.rows is None else repo.rows,
        "id": repo.id,
    }
    return keys[sort]


def _size(repo: StoredRepo) -> int:
    size = repo.parameters if repo.kind == "model" else repo.main_size
    return -1 if size is None else size


def _limit(text: str) -> int:
    try:
        return min(max(int(text), 1), LIMIT)
    except ValueError:
        return LIMIT


def _packed(cursor: dict[str, Any]) -> str:
    return base64.b64encode(json.dumps(cursor, separators=(",", ":")).encode()).decode()


def _cursor(last: dict[str, str]) -> dict[str, Any] | None:
    if "cursor" not in last:
        return None
    try:
        cursor = json.loads(base64.b64decode(last["cursor"] + "==", validate=False))
    except ValueError as error:
        raise failures.bad_request("Invalid cursor") from error
    begin = cursor.get("computed", 0) if isinstance(cursor, dict) else None
    if not isinstance(begin, int) or begin < 0:
        raise failures.bad_request("Invalid cursor")
    return dict(cursor)
