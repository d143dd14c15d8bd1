"""Following: lists and detail views follow what has become of a repo, without asking for anything again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from hubtui.hub.changing import Gate
from hubtui.hub.models import Repo
from hubtui.screens.detail.screen import DetailScreen
from hubtui.widgets.repo_pane import RepoPane

if TYPE_CHECKING:
    from hubtui.core.outcome import Fact
    from hubtui.core.visit import Visit
    from hubtui.hub.models import RepoRef
    from hubtui.screens.browse import BrowseScreen


def follow(screen: BrowseScreen, fact: Fact, now: float) -> None:
    """Let everything that shows a repo follow.

    Args:
        screen: whose panes may list it, and over which detail views may show it.
        fact: what has become of it.
        now: seconds since the epoch, for the row of a new one.
    """
    for pane in screen.deck.panes:
        if isinstance(pane, RepoPane) and pane.kind is fact.ref.kind and pane.is_attached:
            _follow_in(pane, fact, now)
    for over in screen.app.screen_stack:
        if isinstance(over, DetailScreen) and over.visit.ref == fact.ref:
            over.follow(_visit_after(over.visit, fact))
    screen.asker.drop(fact.ref)


def _follow_in(pane: RepoPane, fact: Fact, now: float) -> None:
    """Let one list follow: a row goes, changes in its place, or a new one stands where the cursor is."""
    table, listing = pane.table, pane.listing
    if fact.now is None:
        if table.remove_row(fact.ref.id):
            listing.feed.forget(fact.ref.id)
            listing.shown -= 1
        return
    listing.feed.know(fact.now.id)
    index = table.index_of(fact.ref.id)
    if index is not None:
        table.update_row(fact.ref.id, _row_after(table.rows[index], fact.now, fact))
        if fact.now != fact.ref:
            listing.feed.forget(fact.ref.id)
    elif fact.is_new:
        # Its creation is the Hub's word or none: by it the repo is told from a later one of the same name.
        row = Repo(id=fact.now.id, created=fact.created, updated=fact.created or int(now))
        table.insert(_row_after(row, fact.now, fact))
        listing.shown += 1


def _row_after(row: Repo, ref: RepoRef, fact: Fact) -> Repo:
    gated = row.gated if fact.gate is None else None if fact.gate is Gate.OFF else fact.gate.value
    private = row.private if fact.private is None else fact.private
    return structs.replace(row, id=ref.id, private=private, gated=gated)


def _visit_after(visit: Visit, fact: Fact) -> Visit | None:
    """Return how a repo that is looked at is looked at now; None where it is gone."""
    if fact.now is None:
        return None
    row = None if visit.row is None else _row_after(visit.row, fact.now, fact)
    return visit._replace(ref=fact.now, row=row)
