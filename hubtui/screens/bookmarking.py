"""Bookmarking: bookmarks, the repos that were opened, and the screen that lists them beside the saved views."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hubtui.commands import VIEW_KEYS
from hubtui.screens.preview_asker import ref_of
from hubtui.screens.wishes import CopyWanted
from hubtui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.dom import DOMNode

    from hubtui.core.connection import Connect
    from hubtui.core.keeping import KeptState, Plain
    from hubtui.core.shelf import Row, Section
    from hubtui.hub.models import RepoRef
    from hubtui.screens.browse import BrowseScreen
    from hubtui.screens.fresh_facts import FreshFacts
    from hubtui.screens.remembering import Remembering
    from hubtui.timings import Timings


class Bookmarking:
    """Keeps repos, and does what can be done with what is kept.

    Args:
        screen: whose highlighted repo is bookmarked, and where what is picked is opened.
        connect: how the Hub is reached.
        timings: the clock.
        state: what is kept.
        remembering: writes it.
    """

    def __init__(
        self,
        screen: BrowseScreen,
        connect: Connect,
        timings: Timings,
        state: KeptState,
        remembering: Remembering,
    ) -> None:
        self._screen = screen
        self._connect = connect
        self._clock = timings.clock
        self._state = state
        self._remembering = remembering
        self._removed: dict[str, Mapping[str, Plain]] = {}
        """What was kept of bookmarks that were removed, for those who change their mind."""
        self._known: FreshFacts | None = None
        self._then: Callable[[], None] | None = None
        """Shows what is kept, once it has changed by itself."""

    # The highlighted repo

    def do_bookmark_toggle(self) -> None:
        """Bookmark the highlighted repo, or remove its bookmark."""
        if (found := self._screen.highlighted) is not None:
            self.toggle(ref_of(*found))

    async def do_bookmark_list(self) -> None:
        """List what is kept, and open what is picked."""
        from hubtui.screens.bookmarks import BookmarksScreen

        await self._screen.app.push_screen(BookmarksScreen(self), self._open)

    def record(self, ref: RepoRef) -> None:
        """Note that a repo was opened."""
        from hubtui.core.bookmarks import key_of, opened

        key = key_of(ref)
        if self._state.recent[:1] != (key,):
            change = partial(self._state.change_recent, partial(opened, key=key))
            self._remembering.write(change)

    async def _open(self, row: Row | None) -> None:
        """Open what was picked."""
        if row is None:
            return
        if row.ref is None:
            await self._screen.viewing.open(row.name)
        else:
            await self._screen.visiting.visit(row.ref)

    # What the screen that lists them does

    def rows(self, section: Section) -> tuple[Row, ...]:
        """Return what stands in a section now."""
        from hubtui.core import shelf
        from hubtui.core.views import in_words

        if section is shelf.Section.BOOKMARKS:
            return shelf.bookmark_rows(self._state, self._facts.words, self._clock())
        if section is shelf.Section.RECENT:
            return shelf.recent_rows(self._state, self._facts.words)

        def words(name: str) -> str:
            question = self._screen.viewing.question(name)
            return "cannot be read" if question is None else in_words(question)

        return shelf.view_rows(self._screen.viewing.names, VIEW_KEYS, words)

    @property
    def why_not_asked(self) -> str:
        """Why nothing is asked about repos; empty where that is done."""
        return "The quota runs low, so nothing is asked about them" if self._screen.asker.is_low else ""

    def ask(self, node: DOMNode, refs: Sequence[RepoRef], then: Callable[[], None]) -> None:
        """Ask what is known now of repos; the worker is the node's."""
        self._then = then
        self._facts.ask(node, refs, then)

    def ask_again(self) -> None:
        """Forget what is known."""
        self._facts.forget()

    def copy(self, text: str) -> None:
        """Copy an id."""
        self._screen.post_message(CopyWanted(text))

    def toggle(self, ref: RepoRef, then: Callable[[], None] | None = None) -> None:
        """Bookmark a repo, or remove its bookmark; bookmarked again soon, it has its note again."""
        from hubtui.core.bookmarks import Bookmark, key_of, stored

        key = key_of(ref)
        if (values := self._state.bookmarks.get(key)) is not None:
            self._removed[key] = values
            change = partial(self._state.delete_bookmark, key)
            self._write(change, f"{ref.id} is no longer bookmarked", then)
        else:
            values = self._removed.get(key) or stored(Bookmark(ref, when=int(self._clock())))
            change = partial(self._state.save_bookmark, key, values)
            self._write(change, f"Bookmarked {ref.id}; B lists what is kept", then)

    async def edit_note(self, row: Row, then: Callable[[], None]) -> None:
        """Ask for the note of a bookmark."""
        from hubtui.core.bookmarks import clean_note, restored, stored
        from hubtui.screens.dialogs.name_dialog import NameDialog

        found = next((each for each in restored(self._state.bookmarks) if each.ref == row.ref), None)
        if found is None:
            return

        def save(note: str | None) -> None:
            if note is not None and (clean := clean_note(note)) != found.note:
                values = stored(found._replace(note=clean))
                self._write(partial(self._state.save_bookmark, row.key, values), "The note is kept", then)

        dialog = NameDialog(
            "Note", row.title, found.note, refuse=lambda _: None, placeholder="what it is to you"
        )
        await self._screen.app.push_screen(dialog, save)

    async def rename_view(self, name: str, then: Callable[[], None]) -> None:
        """Ask for another name of a view."""
        from hubtui.core.views import why_no_view_name
        from hubtui.screens.dialogs.name_dialog import NameDialog

        viewing = self._screen.viewing

        def rename(new: str | None) -> None:
            if new is not None and new != name:
                viewing.rename(name, new, then)

        others = [each for each in viewing.names if each != name]
        refuse = partial(why_no_view_name, taken=others)
        await self._screen.app.push_screen(
            NameDialog("Rename the view", one_line(name), name, refuse=refuse), rename
        )

    def delete(self, section: Section, row: Row, then: Callable[[], None]) -> None:
        """Delete a bookmark or a view, or forget that a repo was opened."""
        from hubtui.core import shelf

        if section is shelf.Section.VIEWS:
            self._screen.viewing.delete(row.name, then)
        elif section is shelf.Section.BOOKMARKS:
            change = partial(self._state.delete_bookmark, row.key)
            self._write(change, f"The bookmark of {row.title} is deleted", then)
        else:
            change = partial(self._state.change_recent, partial(_without, row.key))
            self._write(change, f"{row.title} is forgotten", then)

    @property
    def _facts(self) -> FreshFacts:
        """What was asked in this run."""
        if self._known is None:
            from hubtui.screens.fresh_facts import FreshFacts

            self._known = FreshFacts(
                self._connect, self._clock, self._tell_moved, lambda: self._screen.asker.is_low
            )
        return self._known

    def follow(self, old: RepoRef, new: RepoRef, told: str = "") -> None:
        """Follow a repo to another id.

        Args:
            old: what it was called.
            new: what it is called now.
            told: what to tell once that is written.
        """
        from hubtui.core.bookmarks import key_of, moved

        keys = key_of(old), key_of(new)
        if keys[0] not in (*self._state.bookmarks, *self._state.recent):
            return

        def change() -> str | None:
            reasons = (
                self._state.rename_bookmark(*keys) if keys[0] in self._state.bookmarks else None,
                self._state.change_recent(lambda recent: moved(recent, *keys)),
            )
            return next(filter(None, reasons), None)

        self._write(change, told, self._then)

    def _tell_moved(self, old: RepoRef, new: RepoRef) -> None:
        self.follow(old, new, f"{old.id} is now {new.id}")

    def _write(self, change: Callable[[], str | None], done: str, then: Callable[[], None] | None) -> None:
        def follow() -> None:
            self._screen.signing.follow()
            if then is not None:
                then()

        self._remembering.write(change, done, follow)


def _without(key: str, recent: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in recent if each != key)
