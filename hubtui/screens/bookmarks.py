"""BookmarksScreen: bookmarks, saved views and the repos opened of late, to open, note, rename or delete one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from hubtui.core.shelf import Section
from hubtui.screens.wishes import PageWanted
from hubtui.widgets.keys import KeysInTurn
from hubtui.widgets.one_line import OneLine
from hubtui.widgets.shelf_list import ShelfList

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hubtui.core.shelf import Row
    from hubtui.screens.bookmarking import Bookmarking

HINTS = {
    Section.BOOKMARKS: "enter opens, e edits the note, d deletes, y copies, o web page, r asks again, escape closes",
    Section.VIEWS: "enter opens, r renames, d deletes, escape closes",
    Section.RECENT: "enter opens, b bookmarks, d forgets, y copies, o web page, r asks again, escape closes",
}
SECTIONS = tuple(Section)


class BookmarksScreen(KeysInTurn, ModalScreen["Row | None"]):
    """One section at a time; gives the row to open.

    Args:
        shelf: what stands on it, and what can be done with that.
    """

    DEFAULT_CSS = """
    BookmarksScreen { align: center middle; }
    BookmarksScreen > Vertical {
        width: 110; max-width: 100%; height: 90%; padding: 0 1; background: $surface;
        border: round $primary; border-title-color: $foreground;
    }
    BookmarksScreen ShelfList { background: $surface; margin-top: 1; }
    BookmarksScreen #note { height: 2; color: $foreground; margin-top: 1; }
    BookmarksScreen #hint { height: auto; color: $foreground-muted; }
    """

    BINDINGS: ClassVar = [
        Binding("escape,q,B,h,left", "close", id="shelf.close", show=False),
        Binding("enter,l,right", "open", id="shelf.open", show=False),
        *(
            Binding(str(number), f"turn({number - 1})", id=f"shelf.{number}", show=False)
            for number in range(1, len(SECTIONS) + 1)
        ),
        Binding("tab,right_square_bracket", "step(1)", id="shelf.next", show=False),
        Binding("shift+tab,left_square_bracket", "step(-1)", id="shelf.previous", show=False),
        Binding("e", "note", id="shelf.note", show=False),
        Binding("r", "rename", id="shelf.rename", show=False),
        Binding("d", "delete", id="shelf.delete", show=False),
        Binding("b", "bookmark", id="shelf.bookmark", show=False),
        Binding("y", "copy", id="shelf.copy", show=False),
        Binding("o", "browse", id="shelf.browse", show=False),
    ]

    def __init__(self, shelf: Bookmarking) -> None:
        super().__init__()
        self._shelf = shelf
        self._section = next((each for each in SECTIONS if shelf.rows(each)), SECTIONS[0])
        self._doomed = ("", 0)
        """The key of the row that a second press deletes, as long as the cursor does not move."""
        self._tabs = OneLine()
        self.list = ShelfList()
        """What stands in the section."""
        self._note = Static(id="note", markup=False)
        self._hint = Static(id="hint", markup=False)

    def compose(self) -> ComposeResult:
        """The sections, the rows of one, and what there is to tell of the highlighted row."""
        with Vertical() as frame:
            frame.border_title = Content("Kept")
            yield self._tabs
            yield self.list
            yield self._note
            yield self._hint

    def on_mount(self) -> None:
        """Show the first section that has something."""
        self.set_focus(self.list)
        self._turn(self._section)

    def show(self) -> None:
        """Show what stands on the shelf now; the cursor stays where it was."""
        if self.is_attached:
            self.list.show(self._shelf.rows(self._section), keep=True)
            self._tell()

    def action_turn(self, number: int) -> None:
        """Show a section by its number."""
        self._turn(SECTIONS[number])

    def action_step(self, sections: int) -> None:
        """Show the next section, or the one before."""
        self._turn(SECTIONS[(SECTIONS.index(self._section) + sections) % len(SECTIONS)])

    def action_open(self) -> None:
        """Open what is highlighted."""
        if (row := self.list.highlighted) is not None:
            self._leave(row)

    def action_copy(self) -> None:
        """Copy the highlighted id."""
        if (row := self.list.highlighted) is not None and row.ref is not None:
            self._shelf.copy(row.ref.id)

    def action_browse(self) -> None:
        """Open the highlighted repo's web page."""
        if (row := self.list.highlighted) is not None and row.ref is not None:
            self.post_message(PageWanted(row.ref))

    async def action_note(self) -> None:
        """Edit the note of a bookmark."""
        if (row := self._bookmark) is not None:
            self._spare()
            await self._shelf.edit_note(row, self.show)

    async def action_rename(self) -> None:
        """Give a view another name; of repos, ask again what is known."""
        self._spare()
        row = self.list.highlighted
        if self._section is not Section.VIEWS:
            self._shelf.ask_again()
            self._ask()
            self.show()
        elif row is not None:
            await self._shelf.rename_view(row.name, self.show)

    def action_bookmark(self) -> None:
        """Bookmark a repo that was opened, or undo that."""
        if (row := self.list.highlighted) is not None and row.ref is not None:
            self._shelf.toggle(row.ref, self.show)

    def action_delete(self) -> None:
        """Delete what is highlighted, at the second press."""
        if (row := self.list.highlighted) is None:
            return
        if (row.key, self.list.moves) == self._doomed:
            self._spare()
            self._shelf.delete(self._section, row, self.show)
        else:
            self._doomed = row.key, self.list.moves
            word = "forgets" if self._section is Section.RECENT else "deletes"
            self._hint.update(Content(f"d again {word} {row.title}"))

    def action_close(self) -> None:
        """Open nothing."""
        self._leave(None)

    def on_line_list_highlighted(self) -> None:
        """Handle a move: a row that a second press would have deleted is spared, and others may be on the screen."""
        if self.list.moves != self._doomed[1]:
            self._spare()
        self._tell()
        self._ask()

    def on_line_list_selected(self) -> None:
        """Handle a row that was clicked."""
        self.action_open()

    def on_resize(self) -> None:
        """Handle another size: other rows may be on the screen."""
        self.call_after_refresh(self._ask)

    @property
    def _bookmark(self) -> Row | None:
        """The highlighted bookmark."""
        row = self.list.highlighted
        return row if row is not None and self._section is Section.BOOKMARKS else None

    def _turn(self, section: Section) -> None:
        self._section = section
        self._tabs.show([span for number, each in enumerate(SECTIONS) for span in self._tab(number, each)])
        self.list.notice = section.nothing
        self.list.show(self._shelf.rows(section), keep=False)
        self._spare()
        self._tell()
        self.call_after_refresh(self._ask)

    def _tab(self, number: int, section: Section) -> list[tuple[str, str, str]]:
        """Return the spans of a section's tab."""
        active, action = section is self._section, f"screen.turn({number})"
        title = f"{section.value} ({len(self._shelf.rows(section)):,})"
        return [
            (f"{number + 1} ", "$text-primary" if active else "$foreground-muted", action),
            (title, "bold underline" if active else "$foreground-muted", action),
            ("  ", "", action),
        ]

    def _ask(self) -> None:
        """Ask about the repos on the screen."""
        if self.is_attached and self._section is not Section.VIEWS:
            refs = [row.ref for row in self.list.on_screen if row.ref is not None]
            self._shelf.ask(self, refs, self.show)
            if self._shelf.why_not_asked:
                self._hint.update(Content(self._shelf.why_not_asked))

    def _tell(self) -> None:
        """Show what there is to tell of the highlighted row."""
        row = self.list.highlighted
        told = (row.note, row.more) if row is not None else ()
        self._note.update(Content(" · ".join(filter(None, told))))

    def _spare(self) -> None:
        self._doomed = ("", 0)
        self._hint.update(Content(HINTS[self._section]))

    def _leave(self, row: Row | None) -> None:
        """Leave once: a second enter must not take away the screen below."""
        if self.is_current:
            self.dismiss(row)
