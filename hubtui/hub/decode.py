"""Bytes to pages of rows, fast where they are as they should be and patient where they are not."""

from __future__ import annotations

import codecs
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import msgspec

from hubtui.hub.clean import is_clean, mended, shared, shown
from hubtui.hub.criteria import Kind
from hubtui.hub.errors import BadAnswer
from hubtui.hub.models import Page, Repo
from hubtui.hub.rows import NO_CARD, Row, Runtime
from hubtui.text import is_plain, one_line, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeVar

    from hubtui.hub.answer import Answer

    T = TypeVar("T")
    Share = Callable[[str], str]

UNREADABLE: Final = (ValueError, RecursionError, OverflowError)
"""What msgspec raises at JSON that cannot be read: its own errors and UnicodeDecodeError are ValueErrors."""

_LONG: Final = 256 * 1024
"""Bytes of a body from which it is decoded in a thread, lest the screen wait for it."""

TASK: Final = "task_categories:"
"""What stands before a dataset's task in its tags."""

_rows = msgspec.json.Decoder(list[Row])
_row = msgspec.json.Decoder(Row)
_raws = msgspec.json.Decoder(list[msgspec.Raw])


def decode_page(body: bytes, kind: Kind, *, cards: bool = False) -> Page:
    """Read one answer of a list (wire.md §1.7: an array).

    Args:
        body: the JSON, decompressed.
        kind: what its rows are.
        cards: whether cards were asked for, so that a row without one has none.

    Returns:
        The page without its next link. Rows of a wrong type or without an id are left out and counted.

    Raises:
        BadAnswer: it is no JSON array.
    """
    rows, skipped = _read(body)
    rows_sent = len(rows)
    rows = [row for row in rows if row.id]
    if is_clean(body):
        repos = tuple(_repos(rows, kind, sys.intern, cards))
    else:
        repos = tuple(_cleaned(_repos(map(_with_clean_lines, rows), kind, shared, cards)))
    return Page(repos=repos, skipped=skipped + rows_sent - len(repos))


def decode_json(body: bytes) -> object:
    """Return any JSON, unclean, as dicts, lists and plain values.

    Raises:
        BadAnswer: it is none.
    """
    try:
        return _anything(body)
    except UNREADABLE:
        pass
    raise not_json(body)


def decode_text(body: bytes, *, cut: bool = False) -> str:
    r"""Read a file's text: printable, line ends as ``\n``, no byte order mark; bytes that are none become U+FFFD.

    Args:
        body: UTF-8, mostly.
        cut: the body ends early, perhaps within a character.
    """
    text = codecs.getincrementaldecoder("utf-8-sig")("replace").decode(body, final=not cut)
    return printable(text.replace("\r\n", "\n").replace("\r", "\n"))


def _anything(body: bytes) -> object:
    """Return any JSON, mended if need be.

    Raises:
        ValueError, RecursionError: it is none.
    """
    try:
        found: object = msgspec.json.decode(body)
    except ValueError:
        found = msgspec.json.decode(mended(body))
    return found


async def decoded(decode: Callable[[bytes], T], answer: Answer) -> T:
    """Return what decode makes of an answer's body, a long one's in a thread.

    Raises:
        BadAnswer: as decode does; with the answer's status and request id.
    """
    try:
        if len(answer.body) < _LONG:
            return decode(answer.body)
        import asyncio

        return await asyncio.to_thread(decode, answer.body)
    except BadAnswer as error:
        error.status, error.request_id = answer.status, answer.request_id
        raise


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


def _read(body: bytes) -> tuple[list[Row], int]:
    """Return the rows that can be read, and how many cannot."""
    try:
        return _rows.decode(body), 0
    except UNREADABLE:
        pass
    return _rows_one_by_one(body)


def _rows_one_by_one(body: bytes) -> tuple[list[Row], int]:
    """Return the rows that can be read, and how many cannot."""
    try:
        raws = _raws.decode(mended(body))
    except UNREADABLE:
        raws = None
    if raws is None:
        raise not_json(body)  # outside of the handler, whose error says nothing to a person
    rows: list[Row] = []
    for raw in raws:
        try:
            rows.append(_row.decode(raw))
        except UNREADABLE:
            continue
    return rows, len(raws) - len(rows)


def _repos(rows: Iterable[Row], kind: Kind, share: Share, cards: bool) -> Iterator[Repo]:
    """Yield the repos of rows whose id is clean or has been seen to."""
    return _spaces(rows, share, cards) if kind is Kind.SPACE else _not_spaces(rows, kind, share, cards)


def _not_spaces(rows: Iterable[Row], kind: Kind, share: Share, cards: bool) -> Iterator[Repo]:
    """Yield models or datasets; naming what only Spaces have, as none, would take a third longer."""
    of_dataset = kind is Kind.DATASET
    for row in rows:
        task = _dataset_task(row.tags or ()) if of_dataset else row.pipeline_tag
        yield Repo(
            id=row.id,
            downloads=row.downloads,
            likes=row.likes,
            task=share(task) if task else None,
            library=share(row.library_name) if row.library_name else None,
            parameters=row.safetensors.total if row.safetensors else None,
            size=row.main_size,
            storage=row.storage,
            updated=seconds(row.modified) if row.modified else None,
            created=seconds(row.created) if row.created else None,
            private=row.private is True,
            gated=gate(row.gated) if row.gated else None,
            disabled=row.disabled is True,
            carded=_carded(row.card, cards),
            tag_lines="\n".join(row.tags) if row.tags else "",
        )


def _spaces(rows: Iterable[Row], share: Share, cards: bool) -> Iterator[Repo]:
    """Yield Spaces."""
    for row in rows:
        yield Repo(
            id=row.id,
            likes=row.likes,
            sdk=share(row.sdk) if row.sdk else None,
            stage=share(row.runtime.stage) if row.runtime and row.runtime.stage else None,
            hardware=share(machine) if row.runtime and (machine := _machine(row.runtime)) else None,
            used_lines=_used_lines(row) if row.models or row.datasets else None,
            storage=row.storage,
            updated=seconds(row.modified) if row.modified else None,
            created=seconds(row.created) if row.created else None,
            private=row.private is True,
            gated=gate(row.gated) if row.gated else None,
            disabled=row.disabled is True,
            carded=_carded(row.card, cards),
            tag_lines="\n".join(row.tags) if row.tags else "",
        )


def _dataset_task(tags: tuple[str, ...]) -> str | None:
    """Return the first task among a dataset's tags."""
    for tag in tags:
        if tag.startswith(TASK):
            return tag[len(TASK) :]
    return None


def _carded(card: msgspec.Raw, cards: bool) -> bool | None:
    """Return whether a row has a card; one that has none looks like one that was not asked (wire.md §1.10)."""
    if card is not NO_CARD and bytes(card) != b"null":
        return True
    return False if cards else None


def _machine(runtime: Runtime) -> str | None:
    """Return the hardware that a Space has or, while it does not run, is to have (wire.md §2.10)."""
    hardware = runtime.hardware
    return (hardware.current or hardware.requested) if hardware else None


def _used_lines(row: Row) -> str:
    """Return what a Space uses as ``Repo.used_lines`` has it; ids that are empty are left out."""
    used = (("models", row.models), ("datasets", row.datasets))
    return "\n".join(f"{field} {each}" for field, ids in used for each in dict.fromkeys(ids or ()) if each)


def _with_clean_lines(row: Row) -> Row:
    """Return a row whose tags and used repos are clean, so that each is one line."""
    if is_plain(" ".join((*(row.tags or ()), *(row.models or ()), *(row.datasets or ())))):
        return row
    tags, models, datasets = (
        names and tuple(map(shown, names)) for names in (row.tags, row.models, row.datasets)
    )
    return msgspec.structs.replace(row, tags=tags, models=models, datasets=datasets)


def _cleaned(repos: Iterable[Repo]) -> Iterator[Repo]:
    """Yield repos with clean ids, without those whose id is empty then."""
    for repo in repos:
        name = one_line(repo.id)
        if name == repo.id:
            yield repo
        elif name:
            yield msgspec.structs.replace(repo, id=name, usable=False)
