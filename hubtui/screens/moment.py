"""What commands need to know of the moment, on the browse screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.commands import Facts
from hubtui.core.question import chips
from hubtui.hub.criteria import Kind

if TYPE_CHECKING:
    from hubtui.screens.browse import BrowseScreen


def facts_of(screen: BrowseScreen) -> Facts:
    """Return the facts; before the first question is asked there are none, and nothing is made to find them."""
    if not screen.has_begun:
        return Facts()
    pane, found = screen.deck.repos, screen.highlighted
    trail = screen.finding.trail
    return Facts(
        highlighted=screen.row_id is not None,
        usable=found is None or found[1].usable,
        filtered=pane is not None and not pane.question.is_clear,
        chips=pane is not None and bool(chips(pane.question)),
        older=trail.can_go_back,
        newer=trail.can_go_forward,
        swaps=trail.can_swap,
        signed_in=screen.session.signed_in,
        read_only=screen.session.rights.why_not,
        sortable=pane is not None,
        tagging=screen.tagging.has_keys,
        editing=pane is not None and pane.bar.editing,
        views=len(screen.viewing.names),
        marked=screen.marking.count,
        undoable=screen.managing.can_undo,
        mine=pane is not None and pane.question.mine,
        space=found is not None and found[0] is Kind.SPACE,
    )
