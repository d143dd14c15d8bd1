"""Learning: reads what copies of a repo need and a list does not know."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from hubtui.core.copies import Need
from hubtui.hub.citation import found_in, made_for
from hubtui.hub.errors import EntryNotFound, HubError
from hubtui.hub.snippets import about_info, metadata

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from hubtui.core.copies import Subject
    from hubtui.hub.reads import Reads
    from hubtui.hub.snippets import About

CARD: Final = "README.md"
MAIN: Final = "main"
"""The revision of a card where none was chosen."""


def waiting(subject: Subject) -> Subject:
    """Return a subject of which more is about to be learnt, if it is a repo."""
    return subject if subject.about is None else subject._replace(waits=frozenset(Need))


async def learn(subject: Subject, reads: Reads) -> AsyncIterator[Subject]:
    """Read what is not known of a repo; yield the subject each time that more of it is, or that it cannot be.

    Args:
        subject: as ``waiting`` returns it. What its ``body`` tells is not asked for again.
        reads: the Hub.
    """
    if subject.about is None:
        return
    try:
        subject = await _with_info(subject, subject.about, reads)
    except HubError as error:
        yield subject._replace(waits=frozenset(), problem=error.what)
        return
    yield subject
    yield await _with_citation(subject, subject.about, reads)


async def _with_info(subject: Subject, about: About, reads: Reads) -> Subject:
    """Return a subject with what the repo's own answer tells; after a rename it has another id."""
    body = subject.body
    if not body:
        info, body = await reads.repo_whole(about.ref.kind, about.ref.id, about.revision or None)
        if info.usable:
            known = about_info(info, about.endpoint, about.revision, config=about.config, split=about.split)
            subject = subject._replace(name=info.id, about=known, updated=info.updated, body=body)
    # In a thread, for it may be a megabyte, and no key may wait for it.
    text = await asyncio.to_thread(metadata, body)
    return subject._replace(metadata=text, waits=subject.waits - {Need.INFO})


async def _with_citation(subject: Subject, about: About | None, reads: Reads) -> Subject:
    """Return a subject with the BibTeX of its card; where that has none or cannot be read, with one of the repo."""
    if about is None:
        return subject
    found, problem = "", ""
    try:
        if not about.files or CARD in about.files:
            ref = about.ref
            card = await reads.file_text(ref.kind, ref.id, about.revision or MAIN, CARD)
            found = await asyncio.to_thread(found_in, card.text)
    except EntryNotFound:
        pass
    except HubError as error:
        problem = error.what
    citation = found or made_for(about, subject.updated)
    return subject._replace(citation=citation, waits=subject.waits - {Need.CARD}, problem=problem)
