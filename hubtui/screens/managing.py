"""Managing: the commands that change what is on the Hub, and what is told of them."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from hubtui.screens.wishes import CopyWanted
from hubtui.text import plural
from hubtui.widgets.working import start_work

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from hubtui.core.actions import RepoActions
    from hubtui.core.bulk import Bulk
    from hubtui.core.connection import Connect
    from hubtui.core.keeping import Memory
    from hubtui.core.marks import Target
    from hubtui.core.outcome import Outcome
    from hubtui.core.rights import Rights
    from hubtui.core.running import Running
    from hubtui.hub.criteria import Kind
    from hubtui.hub.models import RateLimit, Repo
    from hubtui.screens.asking import Asking
    from hubtui.screens.browse import BrowseScreen
    from hubtui.screens.dialogs.progress import ProgressDialog
    from hubtui.timings import Timings


class Managing:
    """Changes the marked repos, else the highlighted one; satisfies hubtui.core.actions.Report.

    What changes need is imported with the first.
    """

    def __init__(self, screen: BrowseScreen, connect: Connect, timings: Timings, memory: Memory) -> None:
        self._screen = screen
        self._connect = connect
        self._timings = timings
        self._memory = memory
        self._made: tuple[RepoActions, Asking, Running] | None = None
        self._watched: ProgressDialog | None = None
        self.quota: RateLimit | None = None
        """What the Hub last said of its quota."""

    @property
    def under_way(self) -> tuple[str, ...]:
        """What runs now, as it was named."""
        return () if self._made is None else self._made[2].words

    @property
    def notice(self) -> str:
        """What the status line says while changes run; empty while none does."""
        words = self.under_way
        more = f", and {len(words) - 1:,} more" if len(words) > 1 else ""
        return f"Under way: {words[0]}{more}" if words else ""

    @property
    def can_undo(self) -> bool:
        """Whether there is a change that can be taken back."""
        return self._made is not None and self._made[0].undo_plan is not None

    def forget(self) -> None:
        """Take nothing back any more: somebody else is signed in, which cannot be while a change is under way."""
        self._made = None

    @property
    def leaving(self) -> str:
        """What a quit waits for and what it leaves, as a sentence without a full stop; empty where nothing runs."""
        if not self.under_way:
            return ""
        running, waiting = self._actions.under_way
        left = f"; {waiting:,} not begun will not be" if waiting else ""
        return f"Waiting for {plural(running, 'change')} to end, then hubtui quits{left}"

    async def finished(self) -> None:
        """Begin nothing more, and wait until what runs has ended: for a quit."""
        if self._made is not None:
            self._made[0].stop()
            await self._made[2].finished()

    async def do_repo_create(self) -> None:
        """Create a repo of the pane's kind."""
        from hubtui.hub.changing import NewRepo
        from hubtui.hub.models import RepoRef

        if (pane := self._screen.deck.repos) is not None:
            owner = next(iter(self._rights.owners), "")
            await self._begin(
                self._actions.create(NewRepo(ref=RepoRef(pane.kind, f"{owner}/"), sdk="gradio"))
            )

    async def do_repo_delete(self) -> None:
        """Delete what is marked or highlighted."""
        from hubtui.core.plans import plan_delete

        if marked := self._screen.marking.targets:
            await self._begin(self._actions.many(plan_delete(marked, self._rights)))
        elif (found := self._screen.highlighted) is not None:
            await self.delete(_target(found))

    async def do_repo_move(self) -> None:
        """Move what is marked to another owner, or rename or move what is highlighted."""
        if marked := self._screen.marking.targets:
            await self._begin(self._move_many(marked))
        elif (found := self._screen.highlighted) is not None:
            await self.move(_target(found))

    async def do_repo_visibility(self) -> None:
        """Change who sees what is marked or highlighted, or who gets its files."""
        if marked := self._screen.marking.targets:
            await self._begin(self._settle_many(marked))
        elif (found := self._screen.highlighted) is not None:
            await self.settle(_target(found))

    async def do_change_undo(self) -> None:
        """Take the last change of visibility, gate or name back."""
        await self.undo()

    async def do_change_log(self) -> None:
        """Show what was changed from this machine."""
        from hubtui.core.operations import recent
        from hubtui.screens.dialogs.operations import OperationsDialog

        operations = await asyncio.to_thread(recent, self._memory.operations())
        await self._screen.app.push_screen(OperationsDialog(operations, self._copy))

    # One repo, whichever screen shows it; satisfies hubtui.screens.detail.changing.Manages

    async def delete(self, target: Target) -> None:
        """Delete a repo, once its id was typed."""
        if self._may_change(target):
            await self._begin(self._actions.delete(target))

    async def move(self, target: Target) -> None:
        """Rename a repo or give it away."""
        if self._may_change(target):
            await self._begin(self._actions.move(target))

    async def settle(self, target: Target) -> None:
        """Change who sees a repo, or who gets its files."""
        if self._may_change(target):
            await self._begin(self._actions.settle(target))

    async def undo(self) -> None:
        """Take the last change back, or those of the last bulk."""
        plan = self._actions.undo_plan
        await self._begin(self._actions.undo(), asks=plan is not None and len(plan.steps) > 1)

    @property
    def why_not(self) -> str:
        """Why nothing may be changed; empty where that may be."""
        return self._rights.why_not

    # What became of changes

    def follow(self, outcome: Outcome) -> None:
        """Let lists, marks and detail views follow."""
        from hubtui.screens.following import follow

        if outcome.fact is not None and self._screen.is_attached:
            fact = outcome.fact
            self._screen.marking.follow(fact)
            if fact.now is not None and fact.now != fact.ref:
                self._screen.bookmarking.follow(fact.ref, fact.now)
            follow(self._screen, fact, self._timings.clock())
            self._screen.refresh_lines()

    def say(self, outcome: Outcome) -> None:
        """Tell how a change ended."""
        from hubtui.core.change import Create
        from hubtui.core.outcome import Result
        from hubtui.screens.following import show_new

        if outcome.result is not Result.DONE:
            self._screen.warn(outcome.summary)
        elif isinstance(outcome.change, Create):
            start_work(
                self._screen, partial(show_new, self._screen, outcome, self._timings.clock()), group="new"
            )
        else:
            self._screen.say(f"{outcome.what}; press u to undo" if outcome.undo else outcome.what)

    def warn(self, what: str) -> None:
        """Tell what went wrong beside a change."""
        self._screen.warn(what)

    def watch(self, bulk: Bulk) -> None:
        """Show many changes as they go."""
        from hubtui.screens.dialogs.progress import ProgressDialog

        self._watched = ProgressDialog(bulk, self._copy)
        self._screen.app.push_screen(self._watched)

    def over(self, bulk: Bulk) -> None:
        """Take the marks of what was done away, and tell how it ended where nobody watches any more."""
        screen = self._screen
        if screen.is_attached:
            screen.marking.drop(bulk.done)
            if self._watched not in screen.app.screen_stack:
                screen.say(f"{bulk.plan.title}: {bulk.counts}; press L to read of each")

    async def _move_many(self, marked: tuple[Target, ...]) -> None:
        from hubtui.core.plans import plan_move

        owner = await self._asking.owner_of_many(marked)
        if owner is not None:
            await self._actions.many(plan_move(marked, owner, self._rights))

    async def _settle_many(self, marked: tuple[Target, ...]) -> None:
        from hubtui.core.plans import plan_settle

        picked = await self._asking.settings_of_many(marked)
        if picked is not None:
            visibility, gate = picked
            plan = plan_settle(marked, self._rights, visibility=visibility, gate=gate)
            await self._actions.many(plan)

    async def _begin(self, workflow: Awaitable[object], *, asks: bool = True) -> None:
        """Let a workflow ask and change, in a worker of its own: changes do not cancel each other.

        Args:
            workflow: what to do.
            asks: whether it begins with a dialog; this returns once that has the keys.
        """
        opened = self._asking.opened
        opened.clear()

        async def work() -> None:
            try:
                await workflow
            finally:
                opened.set()

        start_work(self._screen, partial(work), group="change")
        if asks:
            await opened.wait()

    def _may_change(self, target: Target) -> bool:
        """Tell whether a repo may be changed, and the user why not."""
        if why := self._rights.why_not_change(target.ref):
            self._screen.say(why)
        return not why

    def _copy(self, text: str) -> None:
        self._screen.post_message(CopyWanted(text))

    @property
    def _rights(self) -> Rights:
        return self._screen.session.rights

    @property
    def _actions(self) -> RepoActions:
        return self._parts[0]

    @property
    def _asking(self) -> Asking:
        return self._parts[1]

    @property
    def _parts(self) -> tuple[RepoActions, Asking, Running]:
        """What does the changes, made with the first."""
        if self._made is None:
            from hubtui.core.actions import RepoActions, Setting
            from hubtui.core.running import Running
            from hubtui.screens.asking import Asking

            screen = self._screen
            asking = Asking(screen.app, self._connect, lambda: self._rights, self._timings)
            running = Running(screen.refresh_lines)
            setting = Setting(
                self._connect,
                self._timings,
                running,
                self._memory.operations(),
                who=lambda: screen.account.name if screen.account is not None else "",
                quota=lambda: self.quota,
            )
            self._made = RepoActions(setting, asking, self), asking, running
        return self._made


def _target(found: tuple[Kind, Repo]) -> Target:
    """Return what a row of a list points at."""
    from hubtui.core.marks import Target

    return Target.of(*found)
