"""Asking: the questions of the changing verbs, each put in a dialog over whatever is on the screen."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from hubtui.core.change import Settle, name_of
from hubtui.core.verdict import is_named
from hubtui.hub.changing import Gate, Visibility, visibility_of
from hubtui.hub.criteria import Kind
from hubtui.hub.errors import HubError
from hubtui.text import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App

    from hubtui.core.actions import Agreed
    from hubtui.core.connection import Connect
    from hubtui.core.marks import Target
    from hubtui.core.outcome import Outcome
    from hubtui.core.plans import Plan
    from hubtui.core.rights import Rights
    from hubtui.hub.changing import NewRepo
    from hubtui.hub.models import RepoInfo, RepoRef
    from hubtui.screens.dialogs.dialog import Dialog
    from hubtui.timings import Timings

T = TypeVar("T")


class Asking:
    """Satisfies hubtui.core.actions.Ask; call it in tasks of their own, for it waits for the user.

    What the dialogs need is imported when the first is opened.

    Args:
        app: over whose screen the dialogs are.
        connect: gives the Hub that is asked for what dialogs show.
        rights: returns what the user may do.
        timings: the rest after the last letter before a name is asked about.
    """

    def __init__(
        self, app: App[None], connect: Connect, rights: Callable[[], Rights], timings: Timings
    ) -> None:
        self._app = app
        self._connect = connect
        self._rights = rights
        self._timings = timings
        self.opened = asyncio.Event()
        """Set when a dialog has the keys: those typed behind the key that asks for it belong to it."""

    async def create(self, draft: NewRepo, refused: Outcome | None) -> NewRepo | None:
        """Ask what to create."""
        from hubtui.screens.dialogs.create import CreateDialog

        return await self._put(
            CreateDialog(
                draft,
                self._rights().owners,
                why_not=self._why_no_owner,
                taken=self._is_taken,
                rest=self._timings.search_rest,
                refused=_said(refused),
            )
        )

    async def delete(self, target: Target) -> bool:
        """Ask for the full id of what is to go."""
        from hubtui.screens.dialogs.delete import DeleteDialog

        details = partial(self._details, target.ref)
        typed = await self._put(DeleteDialog(target.ref, details))
        return typed is True

    async def move(self, target: Target, to: str, refused: Outcome | None) -> str | None:
        """Ask for the full id that a repo shall have."""
        from hubtui.screens.dialogs.move import MoveDialog

        owners, why_not = self._rights().owners, self._why_no_owner
        return await self._put(MoveDialog(target.ref, to, owners, why_not=why_not, refused=_said(refused)))

    async def settle(self, target: Target, draft: Settle | None, refused: Outcome | None) -> Settle | None:
        """Ask who shall see a repo, or who shall get its files; ``draft`` is what was picked before."""
        from hubtui.screens.dialogs.visibility import VisibilityDialog

        visibility = None
        if target.private is not None:
            visibility = visibility_of(target.ref.kind, None, private=target.private)
        owner = target.ref.id.partition("/")[0]
        picked = await self._put(
            VisibilityDialog(
                name_of(target.ref),
                private=self._private(owner),
                spaces=target.ref.kind is Kind.SPACE,
                visibility=visibility,
                gate=target.gate,
                now=partial(self._settings, target.ref),
                picked=None if draft is None else draft.visibility or draft.gate,
                refused=_said(refused),
            )
        )
        if picked is None:
            return None
        return Settle(target.ref, *_parts(picked), target.created)

    async def review(self, plan: Plan) -> Agreed | None:
        """Show what will happen to each of many repos, and ask whether it shall."""
        from hubtui.screens.dialogs.review import ReviewDialog

        return await self._put(ReviewDialog(plan))

    async def settings_of_many(
        self, targets: Sequence[Target]
    ) -> tuple[Visibility | None, Gate | None] | None:
        """Ask who shall see many repos, or who shall get their files; None where nothing was picked."""
        from hubtui.screens.dialogs.visibility import VisibilityDialog

        spaces = any(target.ref.kind is Kind.SPACE for target in targets)
        picked = await self._put(VisibilityDialog(plural(len(targets), "repo"), spaces=spaces))
        return None if picked is None else _parts(picked)

    async def owner_of_many(self, targets: Sequence[Target]) -> str | None:
        """Ask to whom many repos are to be given; None where nobody was picked."""
        from hubtui.screens.dialogs.owner import OwnerDialog

        dialog = OwnerDialog(plural(len(targets), "repo"), self._rights().owners)
        return await self._put(dialog)

    async def _put(self, dialog: Dialog[T]) -> T | None:
        """Put a question, and return the answer."""
        answer: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()
        await self._app.push_screen(dialog, answer.set_result)
        self.opened.set()
        return await answer

    async def _details(self, ref: RepoRef) -> RepoInfo:
        return await (await self._connect()).reads.repo(ref.kind, ref.id, blobs=True)

    async def _settings(self, ref: RepoRef) -> tuple[Visibility | None, Gate] | None:
        """Return who sees a repo and who gets its files; None where that cannot be told."""
        try:
            found = await (await self._connect()).changes.look(ref)
        except HubError:
            return None
        if not is_named(found, ref.id):
            return None
        return visibility_of(ref.kind, found.visibility, private=found.private), found.gate

    async def _is_taken(self, ref: RepoRef) -> bool | None:
        """Tell whether there is such a repo; None where that cannot be told."""
        try:
            return is_named(await (await self._connect()).changes.look(ref), ref.id)
        except HubError:
            return None

    def _why_no_owner(self, owner: str) -> str:
        return self._rights().why_not_create(owner)

    def _private(self, owner: str) -> str:
        """Return what private means for what an owner has."""
        account = self._rights().account
        is_mine = account is not None and owner.lower() == account.name.lower()
        return "only you see it" if is_mine else f"only members of {owner} see it"


def _parts(picked: Visibility | Gate) -> tuple[Visibility | None, Gate | None]:
    return (picked, None) if isinstance(picked, Visibility) else (None, picked)


def _said(refused: Outcome | None) -> str:
    return "" if refused is None else refused.summary
