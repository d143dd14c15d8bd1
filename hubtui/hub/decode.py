"""Bytes to pages of rows, fast where they are as they should be and patient where they are not."""

from __future__ import annotations

import codecs
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import msgspec

from hubtui.hub.clean import is_clean, shown
from hubtui.hub.criteria import Kind
from hubtui.hub.errors import BadAnswer
from hubtui.hub.models import Page, Repo
from hubtui.text import one_line, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    T = TypeVar("T")

UNREADABLE: Final = (ValueError, RecursionError, OverflowError)
"""What msgspec raises at JSON that cannot be read: its own errors and UnicodeDecodeError are ValueErrors."""

_LONG: Final = 256 * 1024
"""Bytes of a body from which it is decoded in a thread, lest the screen wait for it."""

TASK: Final = "task_categories:"
"""What stands before a dataset's task in its tags."""


class _Safetensors(msgspec.Struct):
    total: int | None = None


class _Runtime(msgspec.Struct):
    stage: str | None = None


class Row(msgspec.Struct, gc=False):
    """One row as it is on the wire (wire.md §2.1, §2.5, §2.9); all but the id may be absent or null."""

    id: str
    downloads: int | None = None
    likes: int | None = None
    pipeline_tag: str | None = None
    library_name: str | None = None
    sdk: str | None = None
    runtime: _Runtime | None = None
    safetensors: _Safetensors | None = None
    main_size: int | None = msgspec.field(name="mainSize", default=None)
    modified: str | None = msgspec.field(name="lastModified", default=None)
    created: str | None = msgspec.field(name="createdAt", default=None)
    private: bool | None = None
    gated: bool | str | None = None
    disabled: bool | None = None
    tags: tuple[str, ...] | None = None


_rows = msgspec.json.Decoder(list[Row])
_row = msgspec.json.Decoder(Row)
_raws = msgspec.json.Decoder(list[msgspec.Raw])


def decode_page(body: bytes, kind: Kind) -> Page:
    """Read one answer of a list (wire.md §1.7: an array).

    Args:
        body: the JSON, decompressed.
        kind: what its rows are.

    Returns:
        The page without its next link. Rows of a wrong type or without an id are left out and counted.

    Raises:
        BadAnswer: it is no JSON array.
    """
    skipped = 0
    try:
        rows = _rows.decode(body)
    except UNREADABLE:
        rows, skipped = _rows_one_by_one(body)
    repos = tuple(_repos(rows, kind, is_clean(body)))
    return Page(repos=repos, skipped=skipped + len(rows) - len(repos))


def decode_json(body: bytes) -> object:
    """Return any JSON, unclean, as dicts, lists and plain values.

    Raises:
        BadAnswer: it is none.
    """
    try:
        found: object = msgspec.json.decode(body)
    except UNREADABLE:
        pass
    else:
        return found
    raise not_json(body)


def decode_text(body: bytes, *, cut: bool = False) -> str:
    r"""Read a file's text: printable, line ends as ``\n``, no byte order mark; bytes that are none become U+FFFD.

    Args:
        body: UTF-8, mostly.
        cut: the body ends early, perhaps within a character.
    """
    text = codecs.getincrementaldecoder("utf-8-sig")("replace").decode(body, final=not cut)
    return printable(text.replace("\r\n", "\n").replace("\r", "\n"))


async def decoded(decode: Callable[[bytes], T], body: bytes) -> T:
    """Return what decode makes of a body, a long one in a thread."""
    if len(body) < _LONG:
        return decode(body)
    import asyncio

    return await asyncio.to_thread(decode, body)


def not_json(body: bytes) -> BadAnswer:
    """Return the error for a body that cannot be read."""
    if not body.strip():
        return BadAnswer("The Hub sent an empty answer")
    if body.lstrip()[:1] == b"<":
        return BadAnswer("The Hub sent a web page instead of data")
    return BadAnswer("The Hub sent an answer that cannot be read")


def seconds(date: object) -> int | None:
    """Return a date of the wire (wire.md §1.10) in whole seconds since the epoch; None for anything else.

    Dates carry a fraction or not; one without a zone is UTC.
    """
    if not isinstance(date, str):
        return None
    try:
        when = datetime.fromisoformat(date)
        return int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return None


def gate(gated: object) -> str | None:
    """Return ``auto``, ``manual`` or None; true, which old servers send, counts as auto (wire.md §1.10)."""
    if not gated:
        return None
    return "manual" if gated == "manual" else "auto"


def _rows_one_by_one(body: bytes) -> tuple[list[Row], int]:
    """Return the rows that can be read, and how many cannot."""
    try:
        raws = _raws.decode(body)
    except UNREADABLE:
        raws = None
    if raws is None:
        raise not_json(body)
    rows: list[Row] = []
    for raw in raws:
        try:
            rows.append(_row.decode(raw))
        except UNREADABLE:
            continue
    return rows, len(raws) - len(rows)


def _repos(rows: Iterable[Row], kind: Kind, clean: bool) -> Iterable[Repo]:
    """Yield the repos of rows that have an id."""
    share: Callable[[str], str] = sys.intern if clean else _shared
    for row in rows:
        raw = row.id
        name = raw if clean else one_line(raw)
        if not name:
            continue
        tags = tuple(map(share, row.tags)) if row.tags else ()
        yield Repo(
            id=name,
            usable=name == raw,
            downloads=row.downloads,
            likes=row.likes,
            task=_task(row, kind, tags, share),
            library=share(row.library_name) if row.library_name else None,
            sdk=share(row.sdk) if row.sdk else None,
            stage=share(row.runtime.stage) if row.runtime and row.runtime.stage else None,
            parameters=row.safetensors.total if row.safetensors else None,
            size=row.main_size,
            updated=seconds(row.modified) if row.modified else None,
            created=seconds(row.created) if row.created else None,
            private=bool(row.private),
            gated=gate(row.gated),
            disabled=bool(row.disabled),
            tags=tags,
        )


def _task(row: Row, kind: Kind, tags: tuple[str, ...], share: Callable[[str], str]) -> str | None:
    """Return a model's task, or a dataset's first one."""
    if kind is Kind.DATASET:
        found = next((tag for tag in tags if tag.startswith(TASK)), None)
        return sys.intern(found[len(TASK) :]) if found else None
    return share(row.pipeline_tag) if row.pipeline_tag else None


def _shared(text: str) -> str:
    """Return text cleaned and shared."""
    return sys.intern(shown(text))
