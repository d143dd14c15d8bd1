"""CardPart: the repo's README.md as it is read: at once as it was kept, then as the Hub has it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

import msgspec

from hubtui.commands.detail import CARD
from hubtui.core.card.cutting import cut
from hubtui.hub.contents import Text
from hubtui.hub.errors import EntryNotFound, Gated, HubError
from hubtui.hub.links import Base, Resolved, resolve
from hubtui.screens.detail.searched import SearchedPart
from hubtui.screens.wishes import LinkWanted
from hubtui.text import one_line
from hubtui.widgets.card_view import CardView
from hubtui.widgets.working import start_work

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hubtui.core.visit import Visit
    from hubtui.screens.detail.desk import Desk

README: Final = "README.md"
"""The file that is a repo's card."""
KEPT: Final = "card"
"""What kept cards are called."""
SHORT: Final = 20_000
"""Characters that are cut within a millisecond or two, sooner than a thread would be at it."""
_LOADING = ("Loading the card…", "")
_MISSING = ("This repo has no card", "What else there is stands on the other tabs; [ and ] go through them")
_EMPTY = ("This card has no text", "What its front matter says stands on Facts")
_GATED = "This card is for those who were granted access"
_ASK = "o opens the page where it is asked for"
_SIGNED_OUT = "; once it is granted, a token in HF_TOKEN brings the card here"
_UNUSABLE = ("This repo's id holds characters that cannot be sent safely", "")


class CardPart(SearchedPart):
    """The card, and the line below it in which a search is typed."""

    TITLE: ClassVar = CARD

    def __init__(self, visit: Visit, desk: Desk) -> None:
        super().__init__(visit, desk)
        self._view = CardView()
        self._text: Text | None = None
        """The card as it was last shown."""
        self._asked: tuple[str | None] | None = None
        """The revision that was asked for, once one was."""
        self._endpoint = ""
        self._error: HubError | None = None

    def compose(self) -> ComposeResult:
        """The card above the line."""
        yield self._view
        yield self.find_line

    def enter(self) -> None:
        """Ask for the card."""
        self._ask()

    def follow(self) -> None:
        """Ask for the card of another revision; of the same one it is on its way, or there."""
        if self._asked is not None and self._asked != (self.visit.revision,):
            self._text = None
            self._view.show(None)
            self._ask()

    def reload(self) -> None:
        """Ask again; what is shown stays until the answer comes."""
        self._ask()

    def take_keys(self) -> None:
        """Give the keys to the card."""
        self.screen.set_focus(self._view)

    # Reading

    def _ask(self) -> None:
        self._asked = (self.visit.revision,)
        self._view.notice = _LOADING if self.visit.usable else _UNUSABLE
        if self.visit.usable:
            start_work(self, partial(self._load), group="card", exclusive=True)

    async def _load(self) -> None:
        """Show the card that was kept, then the Hub's."""
        ref = self.visit.ref
        key = self.visit.key(KEPT)
        try:
            connection = await self.desk.connect()
            self._endpoint = connection.endpoint
            if self._text is None and (kept := _decoded(await self.desk.kept(key))) is not None:
                await self._show(kept)
            text = await connection.reads.file_text(ref.kind, ref.id, self.visit.at, README)
            await self._show(text)
            await self.desk.keep(key, msgspec.json.encode(text))
        except HubError as error:
            self._fail(error)

    async def _show(self, text: Text) -> None:
        """Show a text, if it is another one."""
        before, self._text, self._error = self._text, text, None
        self._view.notice = _EMPTY
        if before is None or before.text != text.text:
            # It takes some hundredths of a second for the longest ones.
            short = len(text.text) <= SHORT
            card = cut(text.text) if short else await asyncio.to_thread(cut, text.text)
            self._view.show(card, stay=before is not None)
        self.changed()

    def _fail(self, error: HubError) -> None:
        """Say why there is no card, or not today's."""
        self._error = error
        if isinstance(error, EntryNotFound):
            self._text = None
            self._view.show(None)
        self._view.notice = _explained(error)
        self.changed()

    # What it says

    @property
    def progress(self) -> str:
        """How the search stands."""
        return self._view.found

    @property
    def notice(self) -> tuple[str, str]:
        """What went wrong, what was gone to, or that this is not all of the card."""
        if self._view.missing:
            return f"{self._view.missing} is not in this card", "/ looks for something else"
        if isinstance(self._error, EntryNotFound | Gated):
            # What that means stands in the middle of the tab.
            return "", ""
        if self._error is not None:
            return self._error.what, self._error.todo
        stop = self._view.stop
        if stop is not None and stop.code is not None:
            return "Code", "y copies it"
        if stop is not None:
            return _leads_to(self._resolved(stop.href, image=stop.image))
        if self._text is not None and self._text.cut:
            return "Only the first megabyte of this card is shown", "o opens all of it"
        return "", ""

    @property
    def failed(self) -> bool:
        """Whether the Hub did not answer; that there is no card is an answer."""
        return self._error is not None and not isinstance(self._error, EntryNotFound | Gated)

    @property
    def no_choice(self) -> str:
        """Why there is no link to follow."""
        stop = self._view.stop
        if stop is None:
            return "Nothing is highlighted: tab goes to the next link or block of code"
        return "This is code: y copies it" if stop.code is not None else ""

    @property
    def copyable(self) -> str:
        """The code that was gone to, or where the link leads."""
        stop = self._view.stop
        if stop is None:
            return ""
        if stop.code is not None:
            return stop.code.removesuffix("\n")
        return self._resolved(stop.href, image=stop.image).url or one_line(stop.href)

    def page(self, base: Base) -> str:
        """Return where the link leads that was gone to; the repo's own page where access is asked for."""
        stop = self._view.stop
        if isinstance(self._error, Gated):
            return base.repo_url
        return "" if stop is None or stop.code is not None else resolve(stop.href, base, image=stop.image).url

    def _resolved(self, href: str, *, image: bool) -> Resolved:
        return resolve(href, Base(self.visit.ref, self.visit.at, self._endpoint), image=image)

    def on_card_view_changed(self) -> None:
        """Handle a link that was gone to, or a search that got further."""
        self.changed()

    # Links and code

    def do_card_next(self) -> None:
        """Go to the next link or block of code."""
        self._view.step_stop(1)

    def do_card_previous(self) -> None:
        """Go to the link or block of code before."""
        self._view.step_stop(-1)

    def do_card_follow(self) -> None:
        """Follow the link that was gone to."""
        self._view.choose()

    def on_card_view_link_chosen(self, event: CardView.LinkChosen) -> None:
        """Handle a link that was chosen: within the card, to another repo, or elsewhere."""
        found = self._resolved(event.href, image=event.image)
        if found.refused:
            self._tell(found.refused)
        elif found.anchor:
            self._view.go_to_name(found.anchor)
        elif found.repo is not None:
            self.post_message(self.RepoWanted(found.repo))
        else:
            self.post_message(LinkWanted(found.url))

    def on_card_view_name_missed(self, event: CardView.NameMissed) -> None:
        """Handle an anchor that leads nowhere."""
        self._tell(f"There is no heading #{event.name} in this card")

    def _tell(self, text: str) -> None:
        self.notify(text, markup=False)

    # Searching

    def look_for(self, text: str) -> None:
        """Find a text in the card."""
        self._view.find(text)

    def step_match(self, step: int) -> None:
        """Go to the next place where it was found, or the one before."""
        self._view.step_match(step)


def _decoded(kept: bytes | None) -> Text | None:
    """Return a card that was kept, or None where there is none that can be read."""
    if kept is None:
        return None
    try:
        return msgspec.json.decode(kept, type=Text)
    except msgspec.MsgspecError:
        return None


def _explained(error: HubError) -> tuple[str, str]:
    """Return why there is no card, and what to do."""
    if isinstance(error, EntryNotFound):
        return _MISSING
    if isinstance(error, Gated):
        return _GATED, _ASK if error.status == 403 else _ASK + _SIGNED_OUT
    return error.what, error.todo


def _leads_to(link: Resolved) -> tuple[str, str]:
    """Return where a link leads, and what to do."""
    if link.refused:
        return link.refused, ""
    if link.anchor:
        return f"#{link.anchor}", "enter goes there"
    return link.url, "enter opens it here" if link.repo is not None else "enter opens it"
