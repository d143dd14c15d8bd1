"""What can be read of a repo's inside: refs, files, commits and converted data (wire.md §2.7, §2.8, §3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from hubtui.hub import listings, paths
from hubtui.hub.contents import Part, Text
from hubtui.hub.criteria import Kind
from hubtui.hub.decode import decode_text, decoded
from hubtui.hub.errors import BadAnswer, BadFile
from hubtui.hub.headers import next_query
from hubtui.text import one_line

if TYPE_CHECKING:
    from hubtui.hub.contents import Commits, ParquetFile, Refs, Tree
    from hubtui.hub.sending import Sender

_ODD_SHARE = 0.02
"""The share of a text's characters that may be none; a file in another encoding has more, as any that is no text."""
_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18}|\*)")


class ContentReads:
    """The reading side of what is inside a repo; hubtui.hub.reads has the rest of it and is what is used."""

    def __init__(self, wire: Sender) -> None:
        self._wire = wire

    async def refs(self, kind: Kind, id: str, *, pulls: bool = False) -> Refs:  # noqa: A002
        """Ask for branches, tags and conversions, with ``pulls`` also for pull requests (wire.md §3)."""
        pairs = [("include_prs", "1")] if pulls else []
        answer = await self._wire.get(paths.repo_path(kind, id, "refs"), pairs, about=one_line(id))
        return await decoded(listings.decode_refs, answer)

    async def tree(
        self,
        kind: Kind,
        id: str,  # noqa: A002
        revision: str = "main",
        path: str = "",
        *,
        recursive: bool = False,
        expand: bool = False,
        query: str | None = None,
    ) -> Tree:
        """Ask for one page of a folder (wire.md §3): up to 1000 entries, 100 with ``expand``.

        Args:
            kind: what the repo is.
            id: its id.
            revision: a branch, tag or commit.
            path: the folder; empty for the top.
            recursive: everything below it too.
            expand: with each entry's last commit.
            query: ``Tree.next`` of the page before, used as it is in place of the flags.
        """
        rest = [paths.quoted_path(path)] if path else []
        asked = paths.repo_path(kind, id, "tree", paths.quoted_revision(revision), *rest)
        pairs = paths.flags(recursive=recursive, expand=expand)
        answer = await self._wire.get(asked, query or pairs, about=one_line(f"{id}/{path}" if path else id))
        found = await decoded(listings.decode_tree, answer)
        following, refused = next_query(answer.headers, answer.path)
        return msgspec.structs.replace(found, next=following, refused=refused)

    async def commits(
        self,
        kind: Kind,
        id: str,  # noqa: A002
        revision: str = "main",
        *,
        limit: int = 50,
        query: str | None = None,
    ) -> Commits:
        """Ask for one page of commits, the newest first (wire.md §3).

        Args:
            kind: what the repo is.
            id: its id.
            revision: a branch, tag or commit.
            limit: commits of a page, 1 to 1000.
            query: ``Commits.next`` of the page before, used as it is in place of the limit.
        """
        path = paths.repo_path(kind, id, "commits", paths.quoted_revision(revision))
        answer = await self._wire.get(path, query or [("limit", str(limit))], about=one_line(id))
        found = await decoded(listings.decode_commits, answer)
        following, refused = next_query(answer.headers, answer.path)
        total = answer.headers.get("x-total-count", "")
        return msgspec.structs.replace(
            found,
            next=following,
            refused=refused,
            total=int(total) if total.isascii() and total.isdigit() and len(total) < 16 else None,
        )

    async def file_text(
        self,
        kind: Kind,
        id: str,  # noqa: A002
        revision: str,
        path: str,
        limit: int = 1024 * 1024,
    ) -> Text:
        """Ask for a file's text through ``/resolve/`` (wire.md §3), wherever it is stored.

        Args:
            kind: what the repo is.
            id: its id.
            revision: a branch, tag or commit.
            path: of the file in the repo.
            limit: the most bytes to read; a longer file is cut there.
        """
        asked = paths.file_path(kind, id, revision, path)
        answer = await self._wire.get(
            asked, about=one_line(f"{id}/{path}"), files=True, limit=limit, cut=True
        )
        commit = one_line(answer.headers.get("x-repo-commit", ""))[:64] or None
        text = decode_text(answer.body, cut=answer.cut)
        is_text = b"\0" not in answer.body and text.count("\ufffd") <= len(text) * _ODD_SHARE
        return Text(text=text, cut=answer.cut, is_text=is_text, commit=commit)

    async def parquet(
        self,
        id: str,  # noqa: A002
        config: str | None = None,
        split: str | None = None,
    ) -> tuple[ParquetFile, ...]:
        """Ask for a dataset's parquet files: all, or those of a config, or of a split of it (wire.md §2.7).

        Raises:
            NotFound: the dataset has not been converted.
        """
        names = [paths.quoted_name(name) for name in (config, split if config is not None else None) if name]
        path = paths.repo_path(Kind.DATASET, id, "parquet", *names)
        answer = await self._wire.get(path, about=one_line(id))
        return await decoded(lambda body: listings.decode_parquet(body, config or "", split or ""), answer)

    async def parquet_part(
        self,
        id: str,  # noqa: A002
        config: str,
        split: str,
        number: int,
        start: int,
        length: int,
    ) -> Part:
        """Ask for some bytes of one parquet file, wherever it is stored (wire.md §2.8).

        Args:
            id: the dataset's id.
            config: of the file.
            split: of the file.
            number: of the file in its split, from 0.
            start: offset of the first byte; negative for the last ``length`` bytes, whatever its value.
            length: how many bytes, at most.

        Raises:
            BadFile: the file has no such part.
            BadAnswer: the server does not send parts.
        """
        wanted = f"bytes=-{length}" if start < 0 else f"bytes={start}-{start + length - 1}"
        path = _parquet_path(id, config, split, number)
        answer = await self._wire.get(
            path,
            about=one_line(id),
            allow=frozenset({416}),
            files=True,
            limit=length,
            cut=True,
            byte_range=wanted,
        )
        if answer.status == 416:
            raise BadFile(
                "This file is empty" if start < 0 else "This file ends before the part that was asked for"
            )
        found = _RANGE.fullmatch(answer.headers.get("content-range", ""))
        if answer.status == 206 and found and (start < 0 or start == int(found[1])):
            total = None if found[2] == "*" else int(found[2])
            return Part(data=answer.body, start=int(found[1]), total=total)
        if answer.status == 200 and start == 0:
            return Part(data=answer.body, start=0)
        raise BadAnswer("The Hub does not send parts of this file", "")


def _parquet_path(repo_id: str, config: str, split: str, number: int) -> str:
    names = (paths.quoted_name(config), paths.quoted_name(split), f"{number}.parquet")
    return paths.repo_path(Kind.DATASET, repo_id, "parquet", *names)
