"""Tagging: shows and hides the tag sidebar, and asks for what is picked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.core.connection import Connect
    from hubtui.core.keeping import Memory
    from hubtui.screens.browse import BrowseScreen
    from hubtui.screens.tag_asker import TagAsker
    from hubtui.timings import Timings
    from hubtui.widgets.tag_sidebar import TagSidebar


class Tagging:
    """The sidebar of a browse screen; it is made when it is first wanted, for no start waits for it."""

    def __init__(self, screen: BrowseScreen, connect: Connect, timings: Timings, memory: Memory) -> None:
        self._screen = screen
        self._connect = connect
        self._timings = timings
        self._memory = memory
        self.sidebar: TagSidebar | None = None
        self._asker: TagAsker | None = None
        self._wanted = False
        """Whether the user has it shown, be there room or not."""

    @property
    def is_shown(self) -> bool:
        """Whether the sidebar is on the screen."""
        return self._screen.has_class("-tags")

    @property
    def is_wanted(self) -> bool:
        """Whether it is to be on the screen wherever there is room."""
        return self._wanted

    async def recall(self) -> None:
        """Show the sidebar as it was shown the last time, where there is room."""
        if not self._screen.has_class("-narrow"):
            await self._show()
            self.fit()

    @property
    def has_keys(self) -> bool:
        """Whether the sidebar has the focus."""
        return self.sidebar is not None and self._screen.focused is self.sidebar

    def fit(self) -> None:
        """Follow to another width or focus: what lies over the list is there only while it has the keys."""
        screen = self._screen
        has_room = self.has_keys or not screen.has_class("-narrow")
        screen.fit_to({"-tags": self._wanted and has_room and screen.deck.repos is not None})

    def follow(self) -> None:
        """Show the tags of the pane in front."""
        if self._asker is not None and self.is_shown:
            self._asker.follow()

    async def do_tags_focus(self) -> None:
        """Show the sidebar and give it the keys."""
        (await self._show()).focus_filter()
        self._screen.refresh_lines()

    async def do_tags_toggle(self) -> None:
        """Show the sidebar, or hide it; where it lies over the list, it has the keys."""
        if self.is_shown:
            self._wanted = False
            self.give_back_keys()
        elif self._screen.has_class("-narrow"):
            await self.do_tags_focus()
        else:
            await self._show()
            self._screen.refresh_lines()

    def do_tags_pick(self) -> None:
        """Pick the highlighted tag: a click in the footer."""
        self._act("select")

    def do_tags_exclude(self) -> None:
        """Write the sign that excludes."""
        self._act("exclude")

    def do_tags_next_group(self) -> None:
        """Go to the next group."""
        self._act("next_group")

    def do_tags_previous_group(self) -> None:
        """Go to the previous group."""
        self._act("previous_group")

    def do_tags_leave(self) -> None:
        """Go back to the list."""
        self._act("leave")

    def _act(self, action: str) -> None:
        """Let the sidebar do what its keys do."""
        if self.sidebar is not None:
            getattr(self.sidebar, f"action_{action}")()

    def give_back_keys(self) -> None:
        """Give the keys to the list again; where the sidebar lies over the list, it goes."""
        if self._screen.has_class("-narrow"):
            self._wanted = False
        self._screen.deck.front.take_keys()
        self.fit()
        self._screen.refresh_lines()

    def ask_again(self) -> None:
        """Ask again for tags that could not be had."""
        if self._asker is not None and self.is_shown:
            self._asker.ask_again()

    async def _show(self) -> TagSidebar:
        from hubtui.screens.tag_asker import TagAsker
        from hubtui.widgets.tag_sidebar import TagSidebar

        if self.sidebar is None:
            self.sidebar = TagSidebar()
            self._asker = TagAsker(
                self._screen, self.sidebar, self._connect, self._memory.answers, self._timings
            )
            await self._screen.place_sidebar(self.sidebar)
        self._wanted = True
        self._screen.fit_to({"-tags": True})
        self.follow()
        return self.sidebar
