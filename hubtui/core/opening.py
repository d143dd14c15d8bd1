"""Opening: what the program opens with, or what an address in the search box leads to.

What reads addresses is imported where it is needed: mostly the program opens with a pane, and soon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hubtui.core.left import pane_left, question_left
from hubtui.core.question import Question
from hubtui.core.views import SUBCOMMANDS, restored
from hubtui.hub.criteria import Criteria, Kind
from hubtui.hub.errors import NotAPage
from hubtui.text import is_plain, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hubtui.core.keeping import KeptState, Plain
    from hubtui.hub.models import RepoRef
    from hubtui.hub.urls import Target

_PANES = {kind.plural: kind for kind in Kind}


class Opening(NamedTuple):
    """A question to open with."""

    question: Question = Question()
    repo: RepoRef | None = None
    """The repo that comes first and highlighted; the question's search is its id."""
    view: str = ""
    """The name of the saved view that this is."""
    ignored: tuple[str, ...] = ()
    """What the address asks for and cannot be asked here, clean."""

    @property
    def meant(self) -> str:
        """The id of the one repo that is meant; empty where a list is."""
        return self.repo.id if self.repo is not None else ""

    @property
    def notice(self) -> str:
        """What there is to tell of what cannot be asked, on one line; empty for nothing."""
        what = ", ".join(self.ignored)
        return f"The address asks for what cannot be asked here: {what}" if what else ""


def opening_of(target: Target) -> Opening:
    """Return what an address of the website opens."""
    return Opening(Question(target.criteria), target.repo, ignored=target.ignored)


def opening_left(state: KeptState) -> Opening:
    """Return what opens where the program was left: its pane, in its order."""
    return Opening(question_left(state, pane_left(state)))


def opening_for(what: str, endpoint: str, views: Mapping[str, Mapping[str, Plain]]) -> Opening:
    """Return what ``hubtui WHAT`` opens (design.md §4, Command line).

    The first of these that it is: an address, an id with a slash, a pane, a saved view, a historic id of a model.

    Args:
        what: the word of the command line.
        endpoint: the Hub that is open.
        views: the saved views by name, as they are stored.

    Raises:
        NotAPage: it is none of them; the text says so in one line.
    """
    if what in _PANES:
        return Opening(Question(Criteria(_PANES[what])))
    from hubtui.hub.urls import looks_like_url, parse_id, parse_web

    if looks_like_url(what):
        return opening_of(parse_web(what, endpoint))
    if "/" in what:
        return _single(parse_id(what))
    if what in views:
        return _view(what, views[what])
    if what == "metrics":
        raise NotAPage("Metrics are shown by the key 4, where the Hub has them")
    if what in SUBCOMMANDS or not is_plain(what):
        raise NotAPage(f"{one_line(what)[:80]} is nothing that can be opened")
    return _single(parse_id(what))


def _view(name: str, values: Mapping[str, Plain]) -> Opening:
    question = restored(values)
    if question is None:
        raise NotAPage(f"The view {one_line(name)} cannot be read")
    return Opening(question, view=name)


def _single(repo: RepoRef) -> Opening:
    return Opening(Question(Criteria(repo.kind, search=repo.id)), repo)
