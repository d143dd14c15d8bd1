"""Following: lists and detail views follow what has become of a repo, without asking for anything again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import structs

from hubtui.hub.changing import Gate
from hubtui.hub.models import Repo
from hubtui.screens.detail.screen import DetailScreen
from hubtui.widgets.repo_pane import RepoPane

if TYPE_CHECKING:
    from hubtui.core.outcome import Fact, Outcome
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


async def show_new(screen: BrowseScreen, outcome: Outcome, now: float) -> None:
    """Show the row of a new repo in the pane of its kind, unless something else has the keys; offer its id.

    Args:
        screen: whose panes are followed up.
        outcome: how it was created.
        now: as follow() has it.
    """
    fact, facts = outcome.fact, screen.facts
    if fact is None or fact.now is None:
        return
    new = fact.now
    is_free = screen.app.screen is screen and not facts.editing and not facts.tagging
    if is_free and (screen.deck.repos is None or screen.deck.repos.kind is not new.kind):
        screen.metrics.give_up()
        await screen.deck.show_kind(new.kind)
        # The pane may have been made just now.
        follow(screen, fact, now)
    found, offer = screen.highlighted, ""
    if screen.app.screen is screen and found is not None and (found[0], found[1].id) == (new.kind, new.id):
        offer = "; press Y, then i, to copy its id" if screen.marking.count else "; press y to copy its id"
    screen.say(f"{outcome.what}{offer}")


def _follow_in(pane: RepoPane, fact: Fact, now: float) -> None:
    """Let one list follow: a row goes, changes in its place, or a new one stands where the cursor is."""
    table, listing = pane.table, pane.listing
    listing.follow(partial(_followed, fact))
    counted = not listing.is_replacing
    if fact.now is None:
        if table.remove_row(fact.ref.id):
            listing.feed.forget(fact.ref.id)
            listing.shown -= counted
        return
    listing.feed.know(fact.now.id)
    index = table.index_of(fact.ref.id)
    if index is not None:
        table.update_row(fact.ref.id, _row_after(table.rows[index], fact.now, fact))
        if fact.now != fact.ref:
            listing.feed.forget(fact.ref.id)
    elif fact.is_new:
        # Its creation is the Hub's word or none: by it the repo is told from a later one of the same name.
        row = Repo(
            id=fact.now.id, created=fact.created, updated=fact.created or int(now), sdk=fact.sdk or None
        )
        row = _row_after(row, fact.now, fact)
        table.insert(row)
        if not listing.welcome(row):
            listing.shown += 1


def _followed(fact: Fact, row: Repo) -> Repo | None:
    """Return a row that is on its way as it is by now; None where its repo is gone."""
    if fact.is_new or row.id != fact.ref.id:
        return row
    return None if fact.now is None else _row_after(row, fact.now, fact)


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
