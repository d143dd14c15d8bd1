"""What can be read from the Hub: one method for each endpoint (wire.md §2, §3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from hubtui.hub.decode import decode_page
from hubtui.hub.details import decode_repo
from hubtui.hub.errors import RepoNotFound
from hubtui.hub.failures import message
from hubtui.hub.headers import next_query
from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.hub.answer import Answer
    from hubtui.hub.criteria import Criteria, Kind
    from hubtui.hub.models import Page, RepoInfo
    from hubtui.hub.wire import Wire

_WORD = re.compile(r"[A-Za-z_][\w-]*")
_REFUSED = frozenset({400})


class Reads:
    """The Hub's reading side. Every method raises HubError and nothing else."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._known: dict[Kind, _Known] = {}

    async def repos(
        self,
        criteria: Criteria,
        *,
        limit: int = 100,
        full: bool = False,
        config: bool = False,
        expand: Sequence[str] = (),
    ) -> Page:
        """Ask for the first page of a list (wire.md §2.1, §2.5, §2.9).

        Args:
            criteria: the question.
            limit: rows of a page, 1 to 1000.
            full: ask for all fields, many times as large.
            config: ask for a model's configuration as well.
            expand: ask for these fields instead of the default ones. Names that the server does not know are
                left out and remembered; if it takes none, it is asked for all fields instead.
        """
        pairs = [*criteria.parameters(), ("limit", str(limit))]
        pairs += [(name, "true") for name, asked in (("full", full), ("config", config)) if asked]
        answer = await self._list(criteria.kind, pairs, tuple(expand))
        return self._page(criteria.kind, answer)

    async def next_page(self, criteria: Criteria, query: str) -> Page:
        """Ask for a further page.

        Args:
            criteria: the question that the first page answered.
            query: ``Page.next`` of the page before, used as it is.
        """
        return self._page(criteria.kind, await self._wire.get(f"/api/{criteria.kind.plural}", query))

    async def repo(
        self,
        kind: Kind,
        id: str,  # noqa: A002 - the wire's word
        *,
        revision: str | None = None,
        blobs: bool = False,
        expand: Sequence[str] = (),
    ) -> RepoInfo:
        """Ask for one repo (wire.md §2.2, §2.6, §2.10). After a rename, the id that came back is the new one.

        Args:
            kind: what it is.
            id: its id, raw.
            revision: a branch, tag or commit; files and card are of that revision then.
            blobs: ask for the files' sizes and hashes.
            expand: ask for these fields only.
        """
        path = f"/api/{kind.plural}/{quoted_id(id)}"
        if revision is not None:
            path += f"/revision/{quote(revision, safe='')}"
        pairs = [("blobs", "true")] if blobs else []
        pairs += [("expand", name) for name in expand]
        answer = await self._wire.get(path, pairs, about=one_line(id))
        return decode_repo(answer.body, kind)

    async def _list(self, kind: Kind, pairs: list[tuple[str, str]], expand: tuple[str, ...]) -> Answer:
        """Ask for a list with as many of the fields as the server takes."""
        path = f"/api/{kind.plural}"
        known = self._known.get(kind, _Known())
        while True:
            names = () if known.full else tuple(name for name in expand if name not in known.dropped)
            extra = [("expand", name) for name in names] or ([("full", "true")] if expand else [])
            answer = await self._wire.get(path, [*pairs, *extra], allow=_REFUSED if names else frozenset())
            if answer.status != 400:
                self._known[kind] = known
                return answer
            known = known.after(names, message(answer))

    def _page(self, kind: Kind, answer: Answer) -> Page:
        """Return the page in an answer, with its next link and what was left out."""
        page = decode_page(answer.body, kind)
        query, refused = next_query(answer.headers, f"/api/{kind.plural}")
        dropped = self._known.get(kind, _Known()).dropped
        return msgspec.structs.replace(page, next=query, refused=refused or "", dropped=dropped)


class _Known(msgspec.Struct, frozen=True):
    """What a server has refused of ``expand`` for one kind."""

    dropped: tuple[str, ...] = ()
    full: bool = False
    """It refuses ``expand`` altogether."""

    def after(self, names: tuple[str, ...], words: str) -> _Known:
        """Return what is known after a 400 to these names; its words list the valid ones (wire.md §1.8)."""
        listed = valid_names(words)
        refused = tuple(name for name in names if name not in listed)
        if self.dropped or not refused or refused == names:
            return _Known(self.dropped + names, full=True)
        return _Known(refused)


def valid_names(words: str) -> frozenset[str]:
    """Return the names that a 400's text lists as valid; what it repeats as received is none of them."""
    start = max(words.lower().rfind("one of"), 0)
    listed = re.sub(r"""(?i)\b(?:received|got|found)\b:?\s*\S+""", "", words[start:])
    return frozenset(_WORD.findall(listed))


def quoted_id(id: str) -> str:  # noqa: A002 - the wire's word
    """Return an id as it goes into a path, with its slash as it is (wire.md §1.1).

    Raises:
        RepoNotFound: no repo can have this id, and it might lead to another path.
    """
    parts = id.split("/")
    if len(parts) > 2 or any(part in {"", ".", ".."} for part in parts):
        raise RepoNotFound(f"{one_line(id)[:100] or 'An empty name'} is no repo's id")
    return quote(id, safe="/")
