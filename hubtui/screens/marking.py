"""Marking: the commands that mark repos, for what acts on many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hubtui.core.marks import Marks, Target
    from hubtui.core.outcome import Fact
    from hubtui.hub.models import RepoRef
    from hubtui.screens.browse import BrowseScreen
    from hubtui.widgets.repo_pane import RepoPane


class Marking:
    """Marks rows of the pane in front of a browse screen; the marks of all panes are one collection."""

    def __init__(self, screen: BrowseScreen) -> None:
        self._screen = screen
        self._marks: Marks | None = None
        """Made with the first mark: nothing needs it before."""
        self._asked = 0
        """How many marks a second press takes away; 0 while none is asked for."""

    @property
    def count(self) -> int:
        """How many repos are marked, of all kinds."""
        return 0 if self._marks is None else len(self._marks)

    @property
    def targets(self) -> tuple[Target, ...]:
        """The marked repos in the order in which they were marked."""
        return () if self._marks is None else tuple(self._marks)

    @property
    def words(self) -> str:
        """What the status line says of the marks; empty without any."""
        return f"{self.count:,} marked" if self.count else ""

    def do_mark_toggle(self) -> None:
        """Mark the highlighted repo or take its mark away, and go down."""
        from hubtui.core.marks import Target

        if (pane := self._pane) is not None and (repo := pane.highlighted) is not None:
            self._all.toggle(Target.of(pane.kind, repo))
            pane.table.action_cursor_down()
            self._changed()

    def do_mark_range(self) -> None:
        """Mark all rows from the one that was marked last to the highlighted one."""
        if (pane := self._pane) is not None and pane.highlighted is not None:
            self._tell_left(self._all.extend(pane.kind, pane.table.rows, pane.table.cursor))
            self._changed()

    def do_mark_all(self) -> None:
        """Mark all loaded rows."""
        if (pane := self._pane) is not None:
            self._tell_left(self._all.add_rows(pane.kind, pane.table.rows))
            self._changed()

    def do_mark_clear(self) -> None:
        """Take all marks away; many at the second press."""
        if self.count > 1 and self._asked != self.count:
            self._asked = self.count
            self._screen.say(f"escape again takes {plural(self.count, 'mark')} away")
        elif self._marks is not None:
            self.clear()

    def clear(self) -> None:
        """Take all marks away."""
        if self._marks is not None:
            self._marks.clear()
            self._changed()

    def drop(self, refs: Iterable[RepoRef]) -> None:
        """Take the marks of some repos away."""
        if self._marks is not None:
            self._marks.drop(refs)
            self._changed()

    def follow(self, fact: Fact) -> None:
        """Follow what has become of a repo."""
        if self._marks is not None:
            self._marks.follow(fact)
            self._changed()

    def show(self) -> None:
        """Show the marks in the pane in front."""
        if (pane := self._pane) is not None and self._marks is not None:
            pane.table.marks = frozenset(mark.ref.id for mark in self._marks if mark.ref.kind is pane.kind)

    @property
    def _pane(self) -> RepoPane | None:
        return self._screen.deck.repos

    @property
    def _all(self) -> Marks:
        from hubtui.core.marks import Marks

        if self._marks is None:
            self._marks = Marks()
        return self._marks

    def _changed(self) -> None:
        self._asked = 0
        self.show()
        self._screen.refresh_lines()

    def _tell_left(self, left: int) -> None:
        if left:
            self._screen.say(f"{plural(left, 'row')} more are not marked: nobody could review so many")
