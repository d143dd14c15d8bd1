"""Every request that the client makes, by name; what is done to one is done to all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubtui.hub.criteria import Criteria, Kind

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hubtui.hub.reads import Reads

JSON_READS: dict[str, Callable[[Reads], Awaitable[Any]]] = {
    "models": lambda reads: reads.repos(Criteria(Kind.MODEL)),
    "datasets": lambda reads: reads.repos(Criteria(Kind.DATASET), full=True),
    "spaces": lambda reads: reads.repos(Criteria(Kind.SPACE)),
    "next page": lambda reads: reads.next_page(Criteria(), "cursor=eyJ9&limit=100"),
    "model": lambda reads: reads.repo(Kind.MODEL, "a/b"),
    "dataset at a revision": lambda reads: reads.repo(Kind.DATASET, "a/b", revision="refs/pr/1", blobs=True),
    "model tags": lambda reads: reads.tags_by_type(Kind.MODEL),
    "dataset tags": lambda reads: reads.tags_by_type(Kind.DATASET, "license"),
    "parquet": lambda reads: reads.parquet("a/b"),
    "parquet of a config": lambda reads: reads.parquet("a/b", "en"),
    "parquet of a split": lambda reads: reads.parquet("a/b", "en", "train"),
    "metrics": lambda reads: reads.metrics(),
    "whoami": lambda reads: reads.whoami(),
    "own repos": lambda reads: reads.own_repos(Kind.MODEL),
    "an organisation's repos": lambda reads: reads.own_repos(Kind.SPACE, "acme"),
    "refs": lambda reads: reads.refs(Kind.MODEL, "a/b"),
    "tree": lambda reads: reads.tree(Kind.SPACE, "a/b", "main", "src"),
    "commits": lambda reads: reads.commits(Kind.MODEL, "a/b"),
}
FILE_READS: dict[str, Callable[[Reads], Awaitable[Any]]] = {
    "file text": lambda reads: reads.file_text(Kind.DATASET, "a/b", "main", "README.md"),
    "parquet part": lambda reads: reads.parquet_part("a/b", "en", "train", 0, 0, 1000),
}
READS = JSON_READS | FILE_READS
