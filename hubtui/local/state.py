"""What the program remembers of its user, in a file of its own: views, bookmarks, searches, what was last shown.

Several programs may run at once. A change is therefore made to what the file holds at that moment, under a lock,
and the whole file is replaced in one step.
"""

from __future__ import annotations

import copy
import threading
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from hubtui.local.files import alone, set_aside, write_whole
from hubtui.local.paths import make_private
from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    _Change: TypeAlias = Callable[[dict[str, Any]], str | None]

Plain: TypeAlias = str | int | bool | list[str]
Texts: TypeAlias = tuple[str, ...]

VERSION: Final = 1
"""Of the file's form; a program that does not know a newer one does not touch it."""


class State:
    """The remembered values; satisfies hubtui.core.keeping.KeptState. Everything but the properties may block.

    Args:
        path: the file; its folder is made when something is first remembered.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = threading.Lock()
        self._data: dict[str, Any] = {}
        self._unwritten: list[_Change] = []
        """What could not be written and holds here all the same; it is written with the next change that can be."""
        self.notice = ""
        """What there is to tell about the file that was found, on one line; empty for nothing."""

    @classmethod
    def load(cls, path: Path) -> State:
        """Read a file; one that is not there is empty, and one that cannot be used is set aside with a notice."""
        state = cls(path)
        try:
            if path.parent.is_dir():
                with alone(state._lock_path):
                    state._data, state.notice = state._read({})
        except OSError as error:
            state.notice = f"{path.name} cannot be read: {_reason(error)}"
        return state

    @property
    def views(self) -> Mapping[str, Mapping[str, Plain]]:
        """The saved views by name, in their order."""
        return self._table("views")

    @property
    def bookmarks(self) -> Mapping[str, Mapping[str, Plain]]:
        """The bookmarks by key, the oldest first."""
        return self._table("bookmarks")

    @property
    def recent(self) -> Texts:
        """The keys of the repos that were opened, the newest first."""
        return tuple(self._data.get("recent", ()))

    @property
    def searches(self) -> Texts:
        """The search texts of the past, the newest first."""
        return tuple(self._data.get("searches", ()))

    def last(self, key: str) -> str:
        """Return what was remembered under a key; empty for nothing."""
        found: str = self._data.get("last", {}).get(key, "")
        return found

    def save_view(self, name: str, values: Mapping[str, Plain]) -> str | None:
        """Add a view at the end, or change the one of that name where it stands."""
        return self._put("views", name, values)

    def rename_view(self, name: str, new: str) -> str | None:
        """Give a view another name in its place."""
        missing = f"There is no view called {one_line(name)} any more"
        taken = f"There is a view called {one_line(new)} already"

        def change(data: dict[str, Any]) -> str | None:
            views = data.get("views", {})
            if name not in views or new in views:
                return taken if name in views else missing
            data["views"] = {new if each == name else each: values for each, values in views.items()}
            return None

        return self._change(change)

    def delete_view(self, name: str) -> str | None:
        """Remove a view; one that is gone is fine."""
        return self._drop("views", name)

    def save_bookmark(self, key: str, values: Mapping[str, Plain]) -> str | None:
        """Add a bookmark at the end, or change the one of that key where it stands."""
        return self._put("bookmarks", key, values)

    def rename_bookmark(self, key: str, new: str) -> str | None:
        """Give a bookmark another key in its place; where there is one of that key, that one stays alone."""

        def change(data: dict[str, Any]) -> None:
            found = data.get("bookmarks", {})
            if new in found:
                found.pop(key, None)
            data["bookmarks"] = {new if each == key else each: values for each, values in found.items()}

        return self._change(change)

    def delete_bookmark(self, key: str) -> str | None:
        """Remove a bookmark; one that is gone is fine."""
        return self._drop("bookmarks", key)

    def change_recent(self, change: Callable[[Texts], Texts]) -> str | None:
        """Put what ``change`` makes of the keys of opened repos in their place."""
        return self._change_texts("recent", change)

    def change_searches(self, change: Callable[[Texts], Texts]) -> str | None:
        """Put what ``change`` makes of the search texts in their place."""
        return self._change_texts("searches", change)

    def remember(self, key: str, value: str) -> str | None:
        """Remember a short text under a key."""
        return self._change(lambda data: data.setdefault("last", {}).update({key: value}))

    def _table(self, table: str) -> Mapping[str, Mapping[str, Plain]]:
        found: dict[str, dict[str, Plain]] = self._data.get(table, {})
        return found

    def _put(self, table: str, name: str, values: Mapping[str, Plain]) -> str | None:
        """Add values at the end of a table, or change those of that name where they stand."""
        return self._change(lambda data: data.setdefault(table, {}).update({name: dict(values)}))

    def _drop(self, table: str, name: str) -> str | None:
        """Remove what has a name in a table, if it is there."""

        def change(data: dict[str, Any]) -> None:
            data.get(table, {}).pop(name, None)

        return self._change(change)

    def _change_texts(self, name: str, change: Callable[[Texts], Texts]) -> str | None:
        return self._change(lambda data: data.update({name: list(change(tuple(data.get(name, ()))))}))

    @property
    def _lock_path(self) -> Path:
        return self._path.with_name(f"{self._path.name}.lock")

    def _change(self, change: _Change) -> str | None:
        """Change what is remembered here, and in the file on top of what it holds now.

        Args:
            change: changes the values given to it, or says why it cannot.

        Returns:
            Why there was no change or why it could not be written, or None.
        """
        with self._guard:
            try:
                make_private(self._path.parent)
                with alone(self._lock_path):
                    return self._rewrite(change)
            except OSError as error:
                # What cannot be written is remembered until the program ends.
                return self._hold(change) or f"{self._path.name} cannot be written: {_reason(error)}"

    def _rewrite(self, change: _Change) -> str | None:
        """As _change(), while no other program changes the file."""
        found, notice = self._read(self._data, newer_too=False)
        if _is_newer(found):
            return self._hold(change) or f"{self._path.name} is of a newer hubtui, and is left as it is"
        # A copy, for others may be reading what is remembered here.
        data = copy.deepcopy(found)
        for earlier in self._unwritten:
            earlier(data)
        refused = change(data)
        if refused is None:
            write_whole(self._path, _written(data))
            self._unwritten = []
        self._data = data
        return refused or notice or None

    def _hold(self, change: _Change) -> str | None:
        """Change what is remembered here alone."""
        data = copy.deepcopy(self._data)
        if (refused := change(data)) is None:
            self._data = data
            self._unwritten.append(change)
        return refused

    def _read(self, otherwise: dict[str, Any], *, newer_too: bool = True) -> tuple[dict[str, Any], str]:
        """Return what the file holds, and what there is to tell about it.

        Args:
            otherwise: what to return for a damaged file, which is set aside.
            newer_too: treat a file of a newer program in the same way.

        Raises:
            OSError: it cannot be read or set aside.
        """
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return {}, ""
        data = _parsed(content)
        newer = _is_newer(data)
        if not newer and _is_whole(data):
            return data, ""
        if newer and not newer_too:
            return data, ""
        aside = set_aside(self._path, "newer" if newer else "damaged")
        what = "is of a newer hubtui" if newer else "could not be read"
        return otherwise, f"{self._path.name} {what}; it was set aside as {aside.name}"


def _parsed(content: bytes) -> dict[str, Any]:
    """Return what a file's content says, or nothing, which is no whole file, where it cannot be read."""
    # Imported here, for the first start has no file.
    import tomllib

    try:
        return tomllib.loads(content.decode())
    except (ValueError, RecursionError):
        return {}


def _written(data: dict[str, Any]) -> bytes:
    import tomli_w

    # Lone surrogates have no bytes.
    return tomli_w.dumps({"version": VERSION} | data).encode(errors="replace")


def _is_newer(data: dict[str, Any]) -> bool:
    version = data.get("version")
    return isinstance(version, int) and version > VERSION


def _is_whole(data: dict[str, Any]) -> bool:
    """Tell whether a file holds what this version wrote; parts that it does not know are kept as they are."""
    last = data.get("last", {})
    return (
        data.get("version") == VERSION
        and all(_is_table(data.get(name, {})) for name in ("views", "bookmarks"))
        and all(_is_texts(data.get(name, [])) for name in ("searches", "recent"))
        and isinstance(last, dict)
        and all(isinstance(value, str) for value in last.values())
    )


def _is_table(table: object) -> bool:
    """Tell whether a value is a table of tables of plain values."""
    return isinstance(table, dict) and all(
        isinstance(row, dict) and all(map(_is_plain_value, row.values())) for row in table.values()
    )


def _is_plain_value(value: object) -> bool:
    return isinstance(value, str | int) or _is_texts(value)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _reason(error: OSError) -> str:
    return one_line(error.strerror or str(error))
