"""What can be read from the Hub: one method for each endpoint (wire.md §2, §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hubtui.hub import listings, paths
from hubtui.hub.content_reads import ContentReads
from hubtui.hub.criteria import Kind
from hubtui.hub.decode import decode_page, decoded
from hubtui.hub.details import decode_repo
from hubtui.hub.details_of_space import decode_runtime
from hubtui.hub.errors import BadToken, RepoNotFound
from hubtui.hub.expansion import Expansion
from hubtui.hub.failures import message
from hubtui.hub.fields import WHOLE
from hubtui.hub.headers import next_query
from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubtui.hub.answer import Answer
    from hubtui.hub.criteria import Criteria
    from hubtui.hub.models import Account, Metric, OwnRepos, Page, RepoInfo, TagGroups
    from hubtui.hub.particulars import Runtime
    from hubtui.hub.sending import Sender

    Pairs = list[tuple[str, str]]

CARD = "cardData"
"""The field that tells whether a row has a card."""


class Reads(ContentReads):
    """The Hub's reading side. Ids, revisions, paths and names are raw; every method raises HubError alone."""

    def __init__(self, wire: Sender) -> None:
        super().__init__(wire)
        self._expansions: dict[tuple[Kind, bool], Expansion] = {}

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
        kind = criteria.kind
        pairs = [*criteria.parameters(), ("limit", str(limit)), *paths.flags(full=full, config=config)]
        answer = await self._expanded((kind, True), f"/api/{kind.plural}", pairs, tuple(expand))
        return await self._page(kind, answer, cards=CARD in self._expansions[kind, True].names(tuple(expand)))

    async def next_page(self, criteria: Criteria, query: str) -> Page:
        """Ask for a further page.

        Args:
            criteria: the question that the first page answered.
            query: ``Page.next`` of the page before, used as it is.
        """
        answer = await self._wire.get(f"/api/{criteria.kind.plural}", query)
        return await self._page(criteria.kind, answer, cards=CARD in paths.expanded(query))

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
            id: its id.
            revision: a branch, tag or commit; files and card are of that revision then.
            blobs: ask for the files' sizes and hashes.
            expand: ask for these fields only; names that the server does not know are left out, and all fields
                are asked for if it takes none.
        """
        answer = await self._single(kind, id, revision, paths.flags(blobs=blobs), tuple(expand))
        return await decoded(lambda body: decode_repo(body, kind), answer)

    async def repo_whole(
        self,
        kind: Kind,
        id: str,  # noqa: A002
        revision: str | None = None,
    ) -> tuple[RepoInfo, bytes]:
        """Ask for one repo with all that its kind has, in one request (wire.md §2.2, §2.6, §2.10).

        Args:
            kind: what it is.
            id: its id.
            revision: as ``repo``'s.

        Returns:
            The repo, and the answer's JSON as it came; nothing in that is clean.
        """
        answer = await self._single(kind, id, revision, [], WHOLE[kind])
        return await decoded(lambda body: decode_repo(body, kind), answer), answer.body

    async def runtime(self, id: str) -> Runtime:  # noqa: A002
        """Ask how a Space is running (wire.md §3)."""
        answer = await self._wire.get(paths.repo_path(Kind.SPACE, id, "runtime"), about=one_line(id))
        return await decoded(decode_runtime, answer)

    async def tags_by_type(self, kind: Kind, group: str | None = None) -> TagGroups:
        """Ask for all tags of models or of datasets, or for one group of them (wire.md §2.3).

        Raises:
            NotFound: for Spaces, which have no such list.
        """
        pairs = [("type", group)] if group else []
        answer = await self._wire.get(f"/api/{kind.plural}-tags-by-type", pairs)
        return await decoded(listings.decode_tags, answer)

    async def metrics(self) -> tuple[Metric, ...]:
        """Ask for the metrics (wire.md §2.11).

        Raises:
            NotFound: this server has retired them.
        """
        return await decoded(listings.decode_metrics, await self._wire.get("/api/metrics"))

    async def whoami(self) -> Account:
        """Ask who the token belongs to (wire.md §2.16). Strictly limited: once a session.

        Raises:
            BadToken: there is no token, or the server does not take it.
        """
        try:
            return await decoded(listings.decode_account, await self._wire.get("/api/whoami-v2"))
        except RepoNotFound as error:
            refused = error
        raise BadToken("The Hub does not know who asks", status=refused.status, request_id=refused.request_id)

    async def own_repos(self, kind: Kind, organisation: str = "", *, query: str | None = None) -> OwnRepos:
        """Ask for one page of one's own repos of a kind, private ones included, with the storage they use (wire.md §3).

        Args:
            kind: what they are; a server may send others all the same.
            organisation: whose repos instead of the user's.
            query: ``OwnRepos.next`` of the page before, used as it is.

        Raises:
            NotFound: this server has no such list, or nobody is signed in.
            Forbidden: the token may not see it.
        """
        owner = f"organizations/{paths.quoted_name(organisation)}/" if organisation else ""
        path = f"/api/{owner}settings/repositories"
        answer = await self._wire.get(path, query or [("type", kind.value)])
        found = await decoded(listings.decode_own, answer)
        return msgspec.structs.replace(found, next=next_query(answer.headers, answer.path)[0])

    async def _single(
        self, kind: Kind, repo_id: str, revision: str | None, pairs: Pairs, wanted: tuple[str, ...]
    ) -> Answer:
        """Ask for one repo, at a revision or not."""
        rest = () if revision is None else ("revision", paths.quoted_revision(revision))
        path = paths.repo_path(kind, repo_id, *rest)
        return await self._expanded((kind, False), path, pairs, wanted, one_line(repo_id))

    async def _expanded(
        self, known: tuple[Kind, bool], path: str, pairs: Pairs, wanted: tuple[str, ...], about: str = ""
    ) -> Answer:
        """Ask with as many of the wanted fields as the server takes, and remember which.

        Args:
            known: the kind, and whether a list is asked for; what is learnt is remembered for it.
            path: percent-encoded.
            pairs: the other parameters.
            wanted: the names of the fields.
            about: for an error's text.
        """
        expansion = self._expansions.get(known, Expansion())
        while True:
            names = expansion.names(wanted)
            extra = [("expand", name) for name in names] or paths.flags(full=bool(wanted))
            allowed = frozenset({400}) if names else frozenset[int]()
            answer = await self._wire.get(path, [*pairs, *extra], about=about, allow=allowed)
            if answer.status != 400:
                self._expansions[known] = expansion
                return answer
            expansion = expansion.after(names, message(answer))

    async def _page(self, kind: Kind, answer: Answer, *, cards: bool) -> Page:
        """Return the page in an answer, with its next link and what was left out."""
        page = await decoded(lambda body: decode_page(body, kind, cards=cards), answer)
        following, refused = next_query(answer.headers, f"/api/{kind.plural}")
        dropped = self._expansions.get((kind, True), Expansion()).dropped
        return msgspec.structs.replace(page, next=following, refused=refused, dropped=dropped)
