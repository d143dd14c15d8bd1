"""RowsReader: reads into a table what it wants of one parquet file, and asks before it reads much."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from hubtui.hub.errors import HubError
from hubtui.hub.parquet import open_shard
from hubtui.hub.parquet_talk import ASK, BUDGET
from hubtui.text import plural, size
from hubtui.widgets.rows_table import Heading

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.widget import Widget
    from textual.worker import Worker

    from hubtui.core.connection import Connect
    from hubtui.core.shards import ShardFile
    from hubtui.hub.models import RepoRef
    from hubtui.hub.parquet import Shard
    from hubtui.hub.parquet_talk import Rows
    from hubtui.widgets.rows_table import RowsTable

    Agree = Callable[[str], Awaitable[bool]]

GROUP = "rows"
"""The group of its workers."""
TOLD = 1_000_000
"""Bytes from which it is said before how many are read."""


class RowsReader:
    """Reads in workers, one at a time.

    Args:
        host: whose workers these are.
        table: where the rows go.
        connect: how the Hub is reached.
        changed: called when there is something else to tell.
        agree: asks the user, by a text.
    """

    def __init__(
        self, host: Widget, table: RowsTable, connect: Connect, changed: Callable[[], None], agree: Agree
    ) -> None:
        self._host = host
        self._table = table
        self._connect = connect
        self._changed = changed
        self._agree = agree
        self._repo: RepoRef | None = None
        self._worker: Worker[None] | None = None
        self._closing: set[asyncio.Task[None]] = set()
        """The ends of files that were shown before; kept here, for the loop holds tasks by a weak reference."""
        self._loading = -1
        """The row that is being read, with others around it; -1 for none."""
        self._seen = 0
        """The last row on the screen that was read."""
        self._wanted: frozenset[int] = frozenset()
        """Columns that are read whatever they cost."""
        self.file: ShardFile | None = None
        """The file that is shown."""
        self.shard: Shard | None = None
        """The file once its footer was read."""
        self.error: HubError | None = None
        """Why something was not read."""
        self.doing = ""
        """What is under way, in words; empty for nothing."""

    # What is known of the file

    @property
    def title(self) -> str:
        """Which file it is, its size, and whether it is all of its split."""
        if (file := self.file) is None:
            return ""
        octets = size(self.shard.size if self.shard is not None else file.size)
        return " · ".join(filter(None, (file.words, octets, "first part only" if file.partial else "")))

    @property
    def progress(self) -> str:
        """How many rows there are, and how much of the file was read; empty while the footer was not."""
        if (shard := self.shard) is None:
            return ""
        counts = f"{plural(shard.layout.rows, 'row')} · {plural(shard.layout.groups, 'row group')}"
        return f"{counts} · read {size(shard.fetched)} of {size(shard.size)}"

    @property
    def columns(self) -> tuple[str, ...]:
        """A title and a text that lists all columns with their types; empty while they are not known."""
        if (shard := self.shard) is None:
            return ()
        known, more = shard.layout.columns, shard.layout.more_columns
        lines = [*map(self.column, range(len(known))), *([f"… {more:,} more"] if more else ())]
        return plural(len(known) + more, "column"), "\n".join(lines)

    def column(self, number: int) -> str:
        """Return the name and the type of a column; empty where there is none."""
        known = self.shard.layout.columns if self.shard is not None else ()
        return f"{known[number].name}: {known[number].type}" if number < len(known) else ""

    # Reading

    def show(self, repo: RepoRef, file: ShardFile) -> None:
        """Show a file from its beginning."""
        self._let_go()
        self._repo, self.file = repo, file
        self._wanted = frozenset()
        self._table.show((), 0)
        self._run(partial(self._open, repo, file))

    def retry(self) -> None:
        """Read again what could not be read."""
        if (self.shard is None or self.shard.is_dead) and self._repo is not None and self.file is not None:
            self.show(self._repo, self.file)
        else:
            self.error = None
            self._table.ask_again()

    def want(self, row: int) -> None:
        """Read the batch with a row, unless another one on the screen is being read."""
        if self.shard is not None and not self._table.shows(self._loading, self._loading + 1):
            self._run(partial(self._load, self.shard, row))

    def read_value(self, row: int, column: int, then: Callable[[str], None]) -> None:
        """Read one value in full, and hand it on; also one of a column that was left out."""
        if self.shard is not None:
            self._run(partial(self._value, self.shard, row, column, then))

    def cancel(self) -> None:
        """Stop what is under way."""
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None
            self._rest()

    async def close(self) -> None:
        """Let go of the file, with whatever is under way."""
        self.cancel()
        self._let_go()
        await asyncio.gather(*self._closing)

    def _let_go(self) -> None:
        """Begin to end what reads the file, without waiting for it."""
        shard, self.shard = self.shard, None
        if shard is not None:
            shard.kill()
            task = asyncio.create_task(shard.close())
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    def _run(self, work: Callable[[], Awaitable[None]]) -> None:
        self.cancel()
        self.error = None
        self._worker = self._host.run_worker(partial(self._guarded, work), group=GROUP, exclusive=True)

    async def _guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except HubError as error:
            self.error = error
        self._rest()

    def _rest(self) -> None:
        """Take note that nothing is under way."""
        self._loading = -1
        self.doing = ""
        self._changed()

    def _begin(self, doing: str) -> None:
        self.doing = doing
        self._changed()

    async def _open(self, repo: RepoRef, file: ShardFile) -> None:
        """Read the footer, and show the columns."""
        self._begin("reading the footer…")
        reads = (await self._connect()).reads
        which = file.file
        fetch = partial(reads.parquet_part, repo.id, which.config, which.split, which.number)
        shard = self.shard = await open_shard(fetch, self._changed)
        columns = [Heading(column.name, column.number) for column in shard.layout.columns]
        self._table.show(columns, shard.layout.rows)

    async def _load(self, shard: Shard, row: int) -> None:
        """Read the batch with a row; if it costs much, only where the user sees it missing and agrees."""
        self._loading = row
        seen = self._table.shows(row, row + 1)
        price = await shard.price(row, self._wanted)
        if price > BUDGET and not seen:
            return
        if not await self._may_read(price, f"row {self._table.cursor:,}"):
            self._table.go_to(self._seen)
            return
        self._put(await shard.read(row, self._wanted))
        if seen:
            self._seen = row

    async def _value(self, shard: Shard, row: int, column: int, then: Callable[[str], None]) -> None:
        self._loading = row
        value = await shard.whole(row, column)
        if value.cost is not None:
            wanted = self._wanted | {column}
            if not await self._may_read(await shard.price(row, wanted), "this value"):
                return
            if "binary" not in shard.layout.columns[column].type:
                # Long text is what a dataset of it is looked at for; pictures are not read because one was.
                self._wanted = wanted
            self._put(await shard.read(row, wanted))
            value = await shard.whole(row, column)
        then(value.text)

    async def _may_read(self, price: int, what: str) -> bool:
        """Say how much will be read; ask first if it is much."""
        if price > ASK:
            told = f"To show {what}, about {size(price)} of this file must be read."
            self._begin("waiting for an answer…")
            if not await self._agree(told):
                return False
        self._begin(f"reading about {size(price)}…" if price >= TOLD else "reading…")
        return True

    def _put(self, rows: Rows) -> None:
        self._table.put(rows.first, rows.rows)
